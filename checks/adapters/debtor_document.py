"""One e-conomic customer as JSON text: read by property, changed without touching any other byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.adapters.answer import Json, document, is_object
from checks.adapters.call_fault import garbled
from checks.engine.phrase import Phrase
from checks.engine.plan import Change

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

VOLATILE = frozenset(
    {"lastUpdated", "balance", "dueAmount", "metaData", "self"}
    | {"contacts", "deliveryLocations", "invoices", "totals", "templates"}
)
"""What e-conomic keeps itself: times, sums and links. It ignores them in a PUT, and they may move at any time."""


@dataclass(frozen=True, slots=True)
class Member:
    """One property of the outermost object with every blank around it: `raw` up to its comma."""

    name: str
    raw: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """Return the value's text."""
        return self.raw[self.start : self.end]

    def becoming(self, value: str) -> Member:
        """Return the same property with another value."""
        raw = f"{self.raw[: self.start]}{json.dumps(value, ensure_ascii=False)}{self.raw[self.end :]}"
        return Member(self.name, raw, self.start, len(raw) - (len(self.raw) - self.end))


@dataclass(frozen=True, slots=True)
class DebtorText:
    """The members in their order; `before` and `after` are the braces with what stands outside them."""

    before: str
    members: tuple[Member, ...]
    after: str

    @classmethod
    def of(cls, text: str) -> DebtorText:
        """Take a document apart; raises the fault for garbled answers."""
        if not document(text):
            raise garbled(EMPTY)
        start = text.index("{") + 1
        members, place = _members(text, start)
        if len({member.name for member in members}) != len(members):
            raise garbled(TWICE)
        return cls(text[:start], members, text[place:])

    @property
    def text(self) -> str:
        """Return the document; exactly what came when nothing was changed."""
        return f"{self.before}{','.join(member.raw for member in self.members)}{self.after}"

    @property
    def pretty(self) -> tuple[str, ...]:
        """Return the document with each property on a line of its own, for the preview."""
        last = len(self.members) - 1
        lines = (f"  {m.raw.strip()}{'' if place == last else ','}" for place, m in enumerate(self.members))
        return ("{", *(line for raw in lines for line in raw.split("\n")), "}")

    def changed(self, changes: Iterable[Change]) -> DebtorText:
        """Return the document with these properties changed, added or, where `after` is None, left out."""
        members = list(self.members)
        for change in changes:
            place = next((i for i, member in enumerate(members) if member.name == change.field), None)
            if place is None:
                members += [] if change.after is None else [_added(change.field, change.after, members)]
            elif change.after is None:
                del members[place]
            else:
                members[place] = members[place].becoming(change.after)
        return DebtorText(self.before, tuple(members), self.after)

    def values(self) -> Json:
        """Return the properties with exact numbers."""
        return document(self.text)


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the properties, the volatile ones left out, that are not the same in both."""
    names = dict.fromkeys((*one, *other))
    absent = object()
    return tuple(
        name
        for name in names
        if name not in VOLATILE and _frozen(one.get(name, absent)) != _frozen(other.get(name, absent))
    )


def stands(value: object) -> str | None:
    """Return a property's value as the engine compares it."""
    return None if value is None else str(value)


def _frozen(value: object) -> object:
    """Return a value in a form in which equal means the same JSON; true is not 1, and links do not count."""
    if is_object(value):
        return tuple(sorted((name, _frozen(inner)) for name, inner in value.items() if name != "self"))
    if isinstance(value, list):
        items: list[object] = value  # pyright: ignore[reportUnknownVariableType] - JSON
        return tuple(_frozen(item) for item in items)
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, int | Decimal):
        return ("number", Decimal(value))
    return value


def _members(text: str, place: int) -> tuple[tuple[Member, ...], int]:
    members: list[Member] = []
    while True:
        first = place
        name, place = _DECODER.raw_decode(text, _past_blanks(text, place))
        place = _past_blanks(text, _past_blanks(text, place) + 1)
        start = place
        place = _value_end(text, place)
        end = place
        place = _past_blanks(text, place)
        members.append(Member(str(name), text[first:place], start - first, end - first))
        if text[place] == "}":
            return tuple(members), place
        place += 1


def _value_end(text: str, place: int) -> int:
    _, end = _DECODER.raw_decode(text, place)
    return int(end)


def _past_blanks(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return place if found is None else found.end()


def _added(name: str, value: str, members: Sequence[Member]) -> Member:
    """Return a new last member that is spaced like the others."""
    blank = _BLANK.match(members[0].raw) if members else None
    key = f"{blank.group() if blank else ''}{json.dumps(name)}:"
    raw = f"{key}{json.dumps(value, ensure_ascii=False)}"
    return Member(name, raw, len(key), len(raw))


EMPTY = Phrase("a customer without properties", "en kunde uden egenskaber")
TWICE = Phrase("a customer with the same property twice", "en kunde med den samme egenskab to gange")
