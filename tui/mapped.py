"""What a set-up knows of the mapping: each key with its value, why it stands there, and how sure that is."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from checks.engine.phrase import Phrase


class Ground(Enum):
    """Why a name stands in the file."""

    CERTAIN = auto()
    CONFIRMED = auto()
    FOUND = auto()
    PROPOSED = auto()
    GUESSED = auto()
    ABSENT = auto()


class Sure(Enum):
    """How sure a proposal is: by a key or a known name, by a name that means it, or by one that may."""

    SURE = auto()
    LIKELY = auto()
    PERHAPS = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the mapping: its value as TOML, and why it stands there; an ABSENT one is commented out."""

    value: str
    ground: Ground
    reason: Phrase | None = None
    sure: Sure = Sure.LIKELY


@dataclass(frozen=True, slots=True)
class Mapped:
    """The entries of one table, by key."""

    entries: Mapping[str, Entry]

    @property
    def found(self) -> bool:
        """Tell whether the table itself is known or guessed."""
        return self.entries["table"].ground is not Ground.ABSENT

    def of(self, *grounds: Ground) -> tuple[str, ...]:
        """Return the keys that stand there for one of these reasons."""
        return tuple(key for key, entry in self.entries.items() if entry.ground in grounds)

    def left_out(self) -> Mapped:
        """Return the same names, all of them commented out."""
        return Mapped({key: replace(entry, ground=Ground.ABSENT) for key, entry in self.entries.items()})

    def unconfirmed(self) -> Mapped:
        """Return the same names, as proposals that nobody has confirmed."""
        grounds = {Ground.CONFIRMED: Ground.PROPOSED}
        return Mapped({key: replace(e, ground=grounds.get(e.ground, e.ground)) for key, e in self.entries.items()})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Both tables of ClientTime; `checked` is the number of the invoice that the operator recognised."""

    customer: Mapped
    invoice: Mapped
    checked: str | None = None
    beside: tuple[Phrase, ...] = ()
    """What else was found, which nothing of the mapping can name."""


def plain_name(name: str) -> str:
    """Return a name as the words are written: small letters and digits only."""
    folded = unicodedata.normalize("NFC", name).casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(letter for letter in folded if letter.isalnum())


def toml(text: str) -> str:
    """Return a text as TOML writes it; the rules of JSON are stricter but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_list(texts: Iterable[str]) -> str:
    """Return a list of texts as TOML writes it."""
    return f"[{', '.join(map(toml, texts))}]"


def mark(mode: str, column: str) -> str:
    """Return how a site file names the mark of what was sent."""
    return f"{{ mode = {toml(mode)}, column = {toml(column)} }}"


def turned(column: str) -> str:
    """Return how a site file names a column that says the opposite."""
    return f"{{ column = {toml(column)}, not = true }}"


def emptied(column: str) -> str:
    """Return how a site file names a column that says yes while nothing stands in it."""
    return f"{{ column = {toml(column)}, empty = true }}"


def table_path(schema: str, table: str) -> str:
    """Return a table as a site file names it."""
    return ".".join(f"[{name.replace(']', ']]')}]" if _odd(name) else name for name in (schema, table))


def _odd(name: str) -> bool:
    return name[0] in '["' or name != name.strip()
