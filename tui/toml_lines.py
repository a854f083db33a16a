"""Where in a TOML text a key stands: the standard reader tells values, not lines."""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line (from 1) of a key or table; of what holds it where it has no line of its own."""
    lines = _lines(text)
    for length in range(len(path), 0, -1):
        if line := lines.get(path[:length]):
            return line
    return 1


def _lines(text: str) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _parts(header[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            whole = (*table, *_parts(key[1]))
            for length in range(1, len(whole) + 1):
                found.setdefault(whole[:length], number)
            _inline(line[key.end() :], whole, number, found)
    return found


def _inline(rest: str, path: tuple[str, ...], number: int, found: dict[tuple[str, ...], int]) -> None:
    """Note the keys of an inline table, which stand on the same line."""
    if rest.lstrip().startswith("{"):
        for key in re.findall(r"[{,]\s*([A-Za-z0-9_-]+)\s*=", rest):
            found.setdefault((*path, key), number)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in text.split("."))
