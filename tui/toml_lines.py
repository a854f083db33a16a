"""Where in a TOML text a key stands: the standard reader tells values, not lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

Path = tuple[str, ...]

_TOKEN = re.compile(
    r"""(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
    r"""|(?P<comment>\#[^\n]*)|(?P<end>\n)|(?P<sign>[\[\]{}=,])|(?P<word>[^\s"'\#\[\]{}=,.]+)""",
    re.DOTALL,
)


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) of a key or table; of what holds it where it has no line of its own."""
    lines = _Scan().read(text)
    for length in range(len(path), 0, -1):
        if line := lines.get(path[:length]):
            return line
    return 1


@dataclass(slots=True)
class _Scan:
    """Goes through a text that is known to be TOML; `open` holds a path for each inline table, None for each list."""

    found: dict[Path, int] = field(default_factory=dict[Path, int])
    table: Path = ()
    parts: list[str] = field(default_factory=list[str])
    open: list[Path | None] = field(default_factory=list["Path | None"])
    header: bool = False
    value_of: Path | None = None

    def read(self, text: str) -> dict[Path, int]:
        """Return the first line of every key and table."""
        line = 1
        for token in _TOKEN.finditer(text + "\n"):
            self._take(token, line)
            line += token[0].count("\n")
        return self.found

    def _take(self, token: re.Match[str], line: int) -> None:
        match token.lastgroup:
            case "word" | "text" if self.value_of is None:
                self.parts.append(_key(token[0]))
            case "sign":
                self._sign(token[0], line)
            case "end" if not self.open:
                self._end(line)
            case _:
                pass

    def _sign(self, sign: str, line: int) -> None:
        match sign:
            case "[" if self.value_of is None:
                self.header = True
            case "=" if self.value_of is None:
                holder = self.open[-1] if self.open else self.table
                self.value_of = (*(holder or ()), *self._note(holder or (), line))
            case "[" | "{":
                self.open.append(self.value_of if sign == "{" else None)
                self.value_of = None if sign == "{" else self.value_of
            case "]" | "}" if self.open:
                holder = self.open.pop()
                self.value_of = holder if sign == "}" else self.value_of
                self.parts = []
            case "," if self.open and self.open[-1] is not None:
                self.value_of, self.parts = None, []
            case _:
                pass

    def _end(self, line: int) -> None:
        if self.header:
            self.table = tuple(self._note((), line))
        self.header, self.value_of, self.parts = False, None, []

    def _note(self, holder: Path, line: int) -> list[str]:
        parts, self.parts = self.parts, []
        for length in range(1, len(parts) + 1):
            self.found.setdefault((*holder, *parts[:length]), line)
        return parts


def _key(token: str) -> str:
    """Return a key without its quotes and escapes."""
    return str(tomllib.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token
