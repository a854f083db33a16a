"""The pairs that were compared, kept from cycle to cycle: only what changed is compared again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import count
from math import log2
from typing import Generic, TypeVar, cast

from checks.engine.blocks import CAP, FEWEST, Blocks, Side, keys, stepped
from checks.engine.evidence import Rarities, Weighed, weigh
from checks.engine.traits import Traits

R = TypeVar("R")
PARTNERS = 8
"""Candidates of a record that are compared field by field."""
SHARE = 0.3
"""Rank of a candidate, as a share of the best one's, below which it is not compared."""
MUCH = 500
"""Records that came or went, from which on all are counted anew where they are a quarter of all."""
LEAST = -6.0
"""Points below which a pair is no rival to anybody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision knows of a customer beside its fields: the fault of its link, the number of a sound one, and
    whether no other row has its key."""

    fault: str | None = None
    number: int | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record in the table: whether it `seeks` a partner, the points that every pair with it starts with,
    and how it stands."""

    row: R
    name: Hashable
    seeks: bool
    bias: float
    standing: Standing = Standing()

    def like(self, other: Entry[R]) -> bool:
        """Tell whether another entry of the same name says the same."""
        same = self.row is other.row or self.row == other.row
        return same and (self.seeks, self.bias, self.standing) == (other.seeks, other.bias, other.standing)


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair with its points: the fields', what both records start with, and how many others there are."""

    weighed: Weighed
    points: float


Edge = tuple[int, int]
Around = tuple[set[int], set[int]]
"""Records of both sides."""


@dataclass(slots=True)
class Contest(Generic[R]):
    """Both lists and the pairs worth a thought. A pair is compared where one of the two seeks a partner."""

    traits_of: Callable[[R], Traits]
    near: Callable[[R], str]
    """Where a record is: those that are near each other are compared one after the other, and found taken apart."""
    entries: tuple[dict[int, Entry[R]], dict[int, Entry[R]]] = field(default_factory=lambda: ({}, {}))
    blocks: Blocks = field(default_factory=Blocks)
    compared: dict[Edge, Compared] = field(default_factory=dict[Edge, Compared])
    _slots: tuple[dict[Hashable, int], dict[Hashable, int]] = field(default_factory=lambda: ({}, {}))
    _edges: tuple[dict[int, set[int]], dict[int, set[int]]] = field(default_factory=lambda: ({}, {}))
    _holders: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    _numbers: Iterator[int] = field(default_factory=count)
    _size: int = 0
    _rarities: Rarities = field(init=False)

    def __post_init__(self) -> None:
        self._rarities = Rarities(self.blocks.census)

    @property
    def start(self) -> float:
        """Return the points of a pair of which nothing is known: how many others there are."""
        return -log2(stepped(max(self.blocks.size, FEWEST)) / 2)

    def weigh(self, ours: Traits, theirs: Traits) -> Weighed:
        """Compare two records by the counts of both lists."""
        return weigh(ours, theirs, self._rarities)

    def update(self, ours: Mapping[Hashable, Entry[R]], theirs: Mapping[Hashable, Entry[R]]) -> Around:
        """Take both lists as they are now; return the records whose pairs may have changed, on each side."""
        changed = {side: self._changed(side, new) for side, new in ((Side.OURS, ours), (Side.THEIRS, theirs))}
        if not any(changed.values()):
            return (set(), set())
        new = {Side.OURS: ours, Side.THEIRS: theirs}
        touched = self._exchange(changed, new) if self.blocks.size else self._fill(new)
        self._rarities.clear()
        around: Around = (set(touched[Side.OURS]), set(touched[Side.THEIRS]))
        for side, records in touched.items():
            for record in records:
                around[side.other].update(self._forget(side, record))
        for side in Side:
            around[side].intersection_update(self.entries[side])
            for record in sorted(around[side]):
                self._seek(side, record)
        return around

    def region(self, around: Around) -> Around:
        """Return all records that hang together with these by pairs: who has whom is decided for them together."""
        found: Around = (set(around[0]), set(around[1]))
        waiting = [(side, record) for side in Side for record in around[side]]
        while waiting:
            side, record = waiting.pop()
            for other in (*self._edges[side].get(record, ()), *self._held(side, record)):
                if other not in found[side.other]:
                    found[side.other].add(other)
                    waiting.append((side.other, other))
        return found

    def rivals(self, side: Side, record: int) -> Iterable[int]:
        """Return with whom a record was compared."""
        return self._edges[side].get(record, ())

    def held(self, record: int) -> int | None:
        """Return the debtor that one of our customers is soundly linked to."""
        number = self.entries[Side.OURS][record].standing.number
        return None if number is None else self._slots[Side.THEIRS].get((number, 1))

    def _held(self, side: Side, record: int) -> Iterable[int]:
        """Return the other end of a link that stands, or all of them."""
        if side is Side.THEIRS:
            number, first = cast("tuple[int, int]", self.entries[side][record].name)
            return self._holders.get(number, ()) if first == 1 else ()
        other = self.held(record)
        return () if other is None else (other,)

    def _hold(self, side: Side, record: int, standing: Standing) -> None:
        if side is Side.OURS and standing.number is not None:
            self._holders.setdefault(standing.number, set()).add(record)

    def _changed(self, side: Side, new: Mapping[Hashable, Entry[R]]) -> list[Hashable]:
        slots, entries = self._slots[side], self.entries[side]
        gone = [name for name in slots if name not in new]
        return gone + [n for n, entry in new.items() if n not in slots or not entry.like(entries[slots[n]])]

    def _fill(self, new: Mapping[Side, Mapping[Hashable, Entry[R]]]) -> dict[Side, set[int]]:
        """Take both lists for the first time."""
        for side in Side:
            for name, entry in sorted(new[side].items(), key=lambda one: self.near(one[1].row)):
                record = self._slots[side][name] = next(self._numbers)
                self.entries[side][record] = entry
                self._hold(side, record, entry.standing)
        self._count()
        return {side: set(self.entries[side]) for side in Side}

    def _count(self) -> None:
        self.blocks = Blocks(
            (side, record, keys(self.traits_of(entry.row)))
            for side in Side
            for record, entry in self.entries[side].items()
        )
        self._rarities = Rarities(self.blocks.census)
        self._size = stepped(max(self.blocks.size, FEWEST))

    def _exchange(
        self, changed: Mapping[Side, list[Hashable]], new: Mapping[Side, Mapping[Hashable, Entry[R]]]
    ) -> dict[Side, set[int]]:
        """Put the new records in place of the old; return all whose pairs may have changed by that."""
        before: dict[str, int] = {}
        direct: dict[Side, set[int]] = {Side.OURS: set(), Side.THEIRS: set()}
        for side, names in changed.items():
            for name in names:
                direct[side.other] |= self._leave(side, name, before)
                if name in new[side]:
                    direct[side].add(self._enter(side, name, new[side][name], before))
        if stepped(max(self.blocks.size, FEWEST)) != self._size:
            self._count()
            return {side: set(self.entries[side]) for side in Side}
        if self.blocks.changed > max(MUCH, self.blocks.size // 4):
            self._count()
        for key, was in before.items():
            for side, record in self._around(key, was):
                direct[side].add(record)
        return direct

    def _around(self, key: str, was: int) -> Iterator[tuple[Side, int]]:
        """Yield who has a key that changed, where that changes what is compared or what it says."""
        now = self.blocks.count(key)
        if min(was, now) <= CAP or stepped(max(2, was)) != stepped(max(2, now)):
            holders = self.blocks.holders(key)
            for side in Side:
                yield from ((side, record) for record in holders[side])

    def _enter(self, side: Side, name: Hashable, entry: Entry[R], before: dict[str, int]) -> int:
        record = next(self._numbers)
        self._slots[side][name] = record
        self.entries[side][record] = entry
        self._hold(side, record, entry.standing)
        found = keys(self.traits_of(entry.row))
        for key in found:
            before.setdefault(key, self.blocks.count(key))
        self.blocks.put(side, record, found)
        return record

    def _leave(self, side: Side, name: Hashable, before: dict[str, int]) -> set[int]:
        record = self._slots[side].pop(name, None)
        if record is None:
            return set()
        entry = self.entries[side].pop(record)
        if side is Side.OURS and entry.standing.number is not None:
            self._holders[entry.standing.number].discard(record)
        found = keys(self.traits_of(entry.row))
        for key in found:
            before.setdefault(key, self.blocks.count(key))
        self.blocks.take(side, record, found)
        return self._forget(side, record)

    def _forget(self, side: Side, record: int) -> set[int]:
        """Drop a record's pairs; return who they were with."""
        others = self._edges[side].pop(record, set())
        for other in others:
            self._edges[side.other][other].discard(record)
            del self.compared[(record, other) if side is Side.OURS else (other, record)]
        return others

    def _seek(self, side: Side, record: int) -> None:
        entry = self.entries[side][record]
        votes = self.blocks.partners(side, keys(self.traits_of(entry.row)))
        others = self.entries[side.other]
        if not entry.seeks:
            votes = {other: rank for other, rank in votes.items() if others[other].seeks}
        enough = SHARE * max(votes.values(), default=0.0)
        votes = {other: rank for other, rank in votes.items() if rank >= enough}
        for other in nsmallest(PARTNERS, votes, key=lambda o: (-votes[o], others[o].name)):
            self._compare(*((record, other) if side is Side.OURS else (other, record)))

    def _compare(self, ours: int, theirs: int) -> None:
        if (ours, theirs) in self.compared:
            return
        a, b = self.entries[Side.OURS][ours], self.entries[Side.THEIRS][theirs]
        weighed = self.weigh(self.traits_of(a.row), self.traits_of(b.row))
        points = weighed.points + a.bias + b.bias + self.start
        if points > LEAST:
            self.compared[ours, theirs] = Compared(weighed, points)
            self._edges[Side.OURS].setdefault(ours, set()).add(theirs)
            self._edges[Side.THEIRS].setdefault(theirs, set()).add(ours)
