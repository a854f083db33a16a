"""What is told of the two sides beyond their state: each place, whose tokens these are, what went wrong lately.

Only asked for while somebody looks at it; nothing here is read for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from checks.engine.delivery import Way, other_field, ways
from checks.engine.model import SourceState
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part, Rules, Snapshot
from checks.engine.unread import alike

SLIGHT = 60
"""Seconds by which two clocks may differ: times of day are compared with nothing finer than this."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong: `code` and `log` are the other system's own, `times` how often in a row."""

    at: datetime
    said: Phrase
    asked: str = ""
    code: str | None = None
    log: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose tokens these are, in e-conomic's words; None is what it did not say."""

    agreement: int
    roles: tuple[str, ...] | None = None
    modules: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """How it stands with e-conomic: `identity` as it was told at `as_of`, the last troubles, the newest first.

    `ahead` is by how many seconds this machine's clock is before e-conomic's, None where that told no time.
    """

    identity: Identity | None = None
    as_of: datetime | None = None
    troubles: tuple[Trouble, ...] = ()
    ahead: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceState:
    """One place; without `as_of` it was never read and has no number of rows. `detour` is why it was asked the classic
    way.
    """

    part: Part
    rows: int | None = None
    as_of: datetime | None = None
    fault: Phrase | None = None
    detour: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """`ways` is how invoices were seen to arrive; `other` is the field to name instead of `named`, None where that is
    right or not doubted. `errors` is the last error of each side, over or not.
    """

    places: tuple[PlaceState, ...]
    account: Account
    errors: tuple[tuple[str, Trouble], ...] = ()
    ways: tuple[tuple[Way, int], ...] = ()
    named: Way = Way.REFERENCE
    other: Way | None = None
    invoices_mapped: bool = True


@dataclass(slots=True)
class Lately:
    """What is kept for it from cycle to cycle."""

    account: Account = Account()
    _errors: dict[str, Trouble] = field(default_factory=dict[str, Trouble])
    _last: dict[str, Phrase | None] = field(default_factory=dict[str, "Phrase | None"])

    def take(self, states: Iterable[SourceState], account: Account | None, at: datetime) -> None:
        """Note how the sides stand after a cycle; an error that goes on keeps the time of its beginning."""
        account = account or self.account
        if account.identity is None:  # what e-conomic once said stays said, with its age
            account = replace(account, identity=self.account.identity, as_of=self.account.as_of)
        self.account = account
        for state in states:
            why = None if state.detail is None else alike(state.detail)
            if state.detail is not None and why != self._last.get(state.name):
                self._errors[state.name] = Trouble(at, state.detail)
            self._last[state.name] = why

    def details(self, snapshot: Snapshot | None, rules: Rules) -> Details:
        """Return all that is known now."""
        kept = (self.account, tuple(self._errors.items()))
        named = Way(rules.invoice_reference)
        if snapshot is None:
            return Details(tuple(map(PlaceState, Part)), *kept, (), named, None, rules.invoices_mapped)
        places = tuple(_place(snapshot, part) for part in Part)
        return Details(places, *kept, ways(snapshot), named, other_field(snapshot), rules.invoices_mapped)


def _place(snapshot: Snapshot, part: Part) -> PlaceState:
    reading = snapshot.reading(part)
    rows = None if reading.as_of is None else len(reading.rows)
    return PlaceState(part, rows, reading.as_of, reading.fault, reading.detour)
