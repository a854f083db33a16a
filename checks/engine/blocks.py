"""Which pairs are worth comparing: those that share something few have, by a union of keys: no single one meets all."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from math import log2

from checks.engine.text import loose
from checks.engine.traits import Traits

CAP = 80
"""Records of both sides from which on a key is too common to pair by."""
BUCKETS = 256
KEYS = 12
"""Keys that a record has, more or less."""
FEWEST = 600
"""Records that are counted at least: in a small firm a rare word is not rarer than in a middling one."""
COUNTED_ONLY = "z"
"""Keys that say something when shared, and find nobody."""
WEAK = "ptyh"
"""Keys that many pairs share by chance: they count half when candidates are ranked."""


class Side(IntEnum):
    """Whose record it is."""

    OURS = 0
    THEIRS = 1

    @property
    def other(self) -> Side:
        """Return the other system."""
        return Side(1 - self)


def keys(traits: Traits) -> tuple[str, ...]:
    """Return what a record is found and counted by; the first letter tells what it is a key of."""
    return tuple(dict.fromkeys((*_name_keys(traits), *_place_keys(traits), *_number_keys(traits))))


def _name_keys(traits: Traits) -> Iterator[str]:
    said = [loose(word) for word in traits.words if word != "v"]
    yield from (f"t{word}" for word in traits.words)
    told = sorted({word for word in said if len(word) > 1})
    for n, word in enumerate(told):
        yield from (f"p{word} {other}" for other in told[n + 1 : n + 6])
    if whole := "".join(said):
        yield f"f{whole[:8]}"
    if traits.zip:
        yield from (f"y{traits.zip} {word[:3]}" for word in told if len(word) > 3)


def _place_keys(traits: Traits) -> Iterator[str]:
    if traits.zip:
        yield f"z{traits.zip}"
    if traits.house:
        yield f"a{traits.house}"
    if traits.street.house:
        yield f"h{traits.zip} {traits.street.house}"
        yield from (f"s{name} {traits.street.house}" for name in sorted(traits.street.names))


def _number_keys(traits: Traits) -> Iterator[str]:
    for letter, value in (("c", traits.cvr), ("e", traits.ean), ("m", traits.email), ("d", traits.domain)):
        if value:
            yield letter + value
    for number in (traits.number, traits.meant):
        if number:
            yield f"n{number}"


def _steps() -> list[int]:
    found, n = [2], 2
    while n < 10_000_000:
        n = max(n + 1, n * 3 // 2)
        found.append(n)
    return found


STEPS = _steps()


def stepped(count: int) -> int:
    """Return a count in steps of a half: one record more or less changes no points but of what is rare."""
    return STEPS[max(0, bisect_right(STEPS, count) - 1)]


MANY = 300_000
POINTS = tuple(log2(stepped(max(2, count))) for count in range(MANY + 1))
POINTS_OF_ALL = tuple(log2(stepped(max(FEWEST, count))) for count in range(MANY + 1))


class Blocks:
    """Who has which key, on each side; records are known by a number of the caller's.

    A large firm has millions of keys, so they are kept as sorted hashes with the record beside each, twelve bytes a
    key; what changed since is kept apart until it is much.
    """

    def __init__(self, records: Iterable[tuple[Side, int, tuple[str, ...]]] = ()) -> None:
        self.size = 0
        self._hashes = [array("q") for _ in range(BUCKETS)]
        self._codes = [array("Q") for _ in range(BUCKETS)]
        self._new: dict[str, list[int]] = {}
        self._gone: set[int] = set()
        self._less = Counter[str]()
        for side, record, found in records:
            self.size += 1
            for key in found:
                mark = hash(key)
                self._hashes[mark % BUCKETS].append(mark)
                self._codes[mark % BUCKETS].append(_code(side, record))
        for bucket in range(BUCKETS):
            self._sort(bucket)

    def _sort(self, bucket: int) -> None:
        hashes, codes = self._hashes[bucket], self._codes[bucket]
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._hashes[bucket] = array("q", map(hashes.__getitem__, order))
        self._codes[bucket] = array("Q", map(codes.__getitem__, order))

    @property
    def changed(self) -> int:
        """Return how many records came or went since all were counted."""
        return len(self._gone) + sum(map(len, self._new.values())) // KEYS

    def put(self, side: Side, record: int, found: tuple[str, ...]) -> None:
        """Count a record with its keys."""
        self.size += 1
        for key in found:
            self._new.setdefault(key, []).append(_code(side, record))

    def take(self, side: Side, record: int, found: tuple[str, ...]) -> None:
        """Forget a record with its keys."""
        self.size -= 1
        code = _code(side, record)
        for key in found:
            if code in (added := self._new.get(key, [])):
                added.remove(code)
            else:
                self._gone.add(code)
                self._less[key] += 1

    def count(self, key: str) -> int:
        """Return how many records of both sides have a key."""
        first, last = self._range(hash(key))
        if not self._new and not self._less:
            return last - first
        return last - first - self._less[key] + len(self._new.get(key, ()))

    def census(self, key: str) -> float:
        """Return the points of a key that two records share: how few of all have it."""
        return max(0.3, POINTS_OF_ALL[min(self.size, MANY)] - POINTS[min(self.count(key), MANY)])

    def holders(self, key: str) -> tuple[list[int], list[int]]:
        """Return who has a key, on both sides."""
        mark = hash(key)
        first, last = self._range(mark)
        found: tuple[list[int], list[int]] = ([], [])
        codes = self._codes[mark % BUCKETS]
        for code in (*codes[first:last], *self._new.get(key, ())):
            if code not in self._gone:
                found[code & 1].append(code >> 1)
        return found

    def partners(self, side: Side, found: tuple[str, ...]) -> dict[int, float]:
        """Return those of the other side that share keys with this record that few have, with their rank."""
        votes: dict[int, float] = {}
        for key in found:
            if key[0] in COUNTED_ONLY or not 1 < self.count(key) <= CAP:
                continue
            points = self.census(key) * (0.5 if key[0] in WEAK else 1.0)
            for other in self.holders(key)[side.other]:
                votes[other] = votes.get(other, 0.0) + points
        return votes

    def _range(self, mark: int) -> tuple[int, int]:
        hashes = self._hashes[mark % BUCKETS]
        first = bisect_left(hashes, mark)
        return first, bisect_right(hashes, mark, first)


def _code(side: Side, record: int) -> int:
    return record << 1 | side
