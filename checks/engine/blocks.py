"""Which pairs are worth comparing: those that share something few have, by a union of keys: no single one meets all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from math import log2

from checks.engine.text import loose
from checks.engine.traits import Traits

CAP = 40
"""Records of one side from which on a key is too common to pair by."""
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


@dataclass(slots=True)
class Blocks:
    """Who has which key, on each side; records are known by a number of the caller's."""

    postings: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict[str, tuple[list[int], list[int]]])
    size: int = 0

    def put(self, side: Side, record: int, traits: Traits) -> tuple[str, ...]:
        """Count a record and return its keys."""
        self.size += 1
        found = keys(traits)
        for key in found:
            posting = self.postings.get(key)
            if posting is None:
                posting = self.postings[key] = ([], [])
            posting[side].append(record)
        return found

    def take(self, side: Side, record: int, traits: Traits) -> tuple[str, ...]:
        """Forget a record and return its keys."""
        self.size -= 1
        found = keys(traits)
        for key in found:
            posting = self.postings[key]
            posting[side].remove(record)
            if not posting[0] and not posting[1]:
                del self.postings[key]
        return found

    def count(self, key: str) -> int:
        """Return how many records of both sides have a key."""
        posting = self.postings.get(key)
        return len(posting[0]) + len(posting[1]) if posting else 0

    def census(self, key: str) -> float:
        """Return the points of a key that two records share: how few of all have it."""
        return max(0.3, POINTS_OF_ALL[min(self.size, MANY)] - POINTS[min(self.count(key), MANY)])

    def holders(self, key: str) -> tuple[list[int], list[int]]:
        """Return who has a key, on both sides."""
        return self.postings.get(key, ([], []))

    def partners(self, side: Side, traits: Traits) -> dict[int, float]:
        """Return those of the other side that share keys with this record that few have, with their rank."""
        votes: dict[int, float] = {}
        for key in keys(traits):
            found = self.holders(key)[side.other]
            if key[0] in COUNTED_ONLY or not 0 < len(found) <= CAP:
                continue
            points = self.census(key) * (0.5 if key[0] in WEAK else 1.0)
            for other in found:
                votes[other] = votes.get(other, 0.0) + points
        return votes
