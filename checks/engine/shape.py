"""How the mapped tables are declared: what is put on record once, and what has become different since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.engine.phrase import Phrase, escaped

CUSTOMER, INVOICE = "customer", "invoice"
TOLD = 5
"""Differences that a sentence names; of more it tells how many."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table, by what the site file maps it as; one that is not there has no columns."""

    role: str
    name: str
    columns: Mapping[str, str]
    """Declared types by column. Their order is nobody's concern: every statement names what it reads."""

    @property
    def there(self) -> bool:
        """Tell whether the database has the table."""
        return bool(self.columns)


Shapes = tuple[TableShape, ...]


def of_role(shapes: Iterable[TableShape], role: str) -> TableShape | None:
    """Return the table that is mapped as this."""
    return next((shape for shape in shapes if shape.role == role), None)


def differences(known: Shapes, now: Shapes) -> tuple[Phrase, ...]:
    """Return what is not as it was put on record; what is on no record, or not mapped any more, is no difference."""
    pairs = ((was, of_role(now, was.role)) for was in known)
    return tuple(phrase for was, found in pairs if found is not None for phrase in _between(was, found))


def _between(was: TableShape, now: TableShape) -> Iterator[Phrase]:
    if now.name.casefold() != was.name.casefold():
        yield OTHER_TABLE.with_(was=was.name, now=now.name)
        return
    if not now.there:
        yield NO_TABLE.with_(table=was.name)
        return
    for column, kind in was.columns.items():
        if column not in now.columns:
            yield GONE.with_(table=now.name, column=column, was=kind or "–")
        elif now.columns[column] != kind:
            yield OTHER_TYPE.with_(table=now.name, column=column, was=kind or "–", now=now.columns[column] or "–")
    for column, kind in now.columns.items():
        if column not in was.columns:
            yield NEW.with_(table=now.name, column=column, now=kind or "–")


def stopped(changes: tuple[Phrase, ...]) -> Phrase:
    """Return the sentence that stops every write, naming what has changed."""
    told = [(change.text("en"), change.text("da")) for change in changes[:TOLD]]
    if more := len(changes) - TOLD:
        told += [(MORE.with_(n=more).text("en"), MORE.with_(n=more).text("da"))] if more > 0 else []
    en, da = ("; ".join(map(escaped, texts)) for texts in zip(*told, strict=True))
    return CHANGED.worded(changes=Phrase(en, da))


OTHER_TABLE = Phrase("the table was {was} and is {now} now", "tabellen var {was} og er nu {now}")
NO_TABLE = Phrase("the table {table} is gone", "tabellen {table} er væk")
GONE = Phrase("{table}: column {column} ({was}) is gone", "{table}: kolonnen {column} ({was}) er væk")
NEW = Phrase("{table}: column {column} ({now}) is new", "{table}: kolonnen {column} ({now}) er ny")
OTHER_TYPE = Phrase(
    "{table}: column {column} was {was} and is {now} now", "{table}: kolonnen {column} var {was} og er nu {now}"
)
MORE = Phrase("and {n} more", "og {n} mere")
CHANGED = Phrase(
    "ClientTime's tables have changed since they were put on record ({changes}). Nothing is written before `ctmon init "
    "--confirm`; reading goes on.",
    "ClientTimes tabeller er ændret, siden de blev noteret ({changes}). Der skrives intet før `ctmon init --confirm`; "
    "læsningen fortsætter.",
)
NOT_ON_RECORD = Phrase(
    "It is not on record yet how ClientTime's tables are declared, so nothing is written. It is noted at the first "
    "complete reading: start again, or confirm them with `ctmon init --confirm`.",
    "Det er endnu ikke noteret, hvordan ClientTimes tabeller er erklæret, så der skrives intet. Det noteres ved den "
    "første fulde læsning: start igen, eller bekræft dem med `ctmon init --confirm`.",
)
