"""The hash chain of the journal: one line a record, each naming the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from checks.adapters.seal import unsealed

GENESIS = "0" * 64
Line = dict[str, Any]
"""One record as JSON; `sealed` maps names to seals, everything else is in the hash as it stands."""


class Flaw(StrEnum):
    """What `verify` can find; TORN alone is normal, after a crash."""

    ALTERED = "altered"
    MISSING_TAIL = "missing-tail"
    NO_HEAD = "no-head"
    TORN = "torn-tail"


@dataclass(frozen=True, slots=True)
class Head:
    """The last record as the file beside the journal knows it."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`flaw` is the first thing wrong and `at` the number of the record (or of the first missing one)."""

    lines: tuple[Line, ...]
    flaw: Flaw | None = None
    at: int = 0
    entry: int | None = None
    erased: int = 0
    sound_bytes: int = 0


def hash_of(line: Mapping[str, Any]) -> str:
    """Return the hash of a record: without its own hash, sealed values standing in by their digests."""
    members = {name: value for name, value in line.items() if name not in {"hash", "sealed"}}
    members["sealed"] = {name: [s["salt"], s["digest"]] for name, s in line.get("sealed", {}).items()}
    text = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def linked(line: Line, previous: Line | None) -> Line:
    """Return the record with its number, the hash of the one before and its own."""
    seq, prev = (previous["seq"] + 1, previous["hash"]) if previous else (1, GENESIS)
    numbered = {**line, "seq": seq, "prev": prev}
    return {**numbered, "hash": hash_of(numbered)}


def to_bytes(line: Line) -> bytes:
    """Return the record as one line of the file."""
    return json.dumps(line, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


@lru_cache(maxsize=1)
def verdict(data: bytes, head: Head | None) -> Verdict:
    """Read a whole journal and say what, if anything, is wrong with it.

    The last one is kept: a cycle asks several times, and equal bytes have an equal verdict.
    """
    *whole, tail = data.split(b"\n")
    lines: list[Line] = []
    erased = size = 0
    for raw in whole:
        line = _sound(raw, lines[-1] if lines else None)
        if line is None:
            return Verdict(tuple(lines), Flaw.ALTERED, len(lines) + 1, _entry_of(raw), erased, size)
        lines.append(line)
        erased += any(unsealed(s).erased for s in line.get("sealed", {}).values())
        size += len(raw) + 1
    flaw = _flaw_of_tail(lines, tail, head)
    return Verdict(tuple(lines), flaw, len(lines) + 1 if flaw else 0, None, erased, size)


def _flaw_of_tail(lines: list[Line], tail: bytes, head: Head | None) -> Flaw | None:
    if head is None:
        return Flaw.NO_HEAD if lines else (Flaw.TORN if tail else None)
    if head.seq > len(lines):
        return Flaw.MISSING_TAIL
    if head.seq and lines[head.seq - 1]["hash"] != head.hash:
        return Flaw.ALTERED
    return Flaw.TORN if tail else None


def _sound(raw: bytes, previous: Line | None) -> Line | None:
    try:
        line: Line = json.loads(raw)
        expected = (previous["seq"] + 1, previous["hash"]) if previous else (1, GENESIS)
        sound = (line["seq"], line["prev"]) == expected and line["hash"] == hash_of(line)
        return line if sound and _canonical(raw, line) and _intact(line.get("sealed", {}).values()) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _canonical(raw: bytes, line: Line) -> bool:
    # Members that JSON would read as equal (a key given twice, other blanks) must not slip past the hash.
    return to_bytes(line) == raw + b"\n"


def _intact(seals: Iterable[dict[str, str | None]]) -> bool:
    return all(unsealed(members).intact for members in seals)


def _entry_of(raw: bytes) -> int | None:
    try:
        entry = json.loads(raw).get("entry")
    except (ValueError, AttributeError, RecursionError):
        return None
    return entry if isinstance(entry, int) else None
