"""What a database says of itself: tables, columns, keys and how many rows; never what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks.engine.phrase import Phrase

CODE = "customercode"
FOREIGN_ID = re.compile(r"foreign.*identification", re.IGNORECASE)
"""The two columns that ClientTime's own note names; the second one may be called a little otherwise."""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column; `kind` is its type as declared, with its length."""

    name: str
    kind: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: which columns here mean which ones of another table."""

    columns: tuple[str, ...]
    schema: str
    table: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table or view; `unique` are the columns of each unique index, `rows` is None where it was not told."""

    schema: str
    name: str
    columns: tuple[FoundColumn, ...]
    key: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    rows: int | None = None

    @property
    def kinds(self) -> Mapping[str, str]:
        """Return the declared types by column."""
        return {column.name: column.kind for column in self.columns}

    @property
    def customers(self) -> bool:
        """Tell whether it has both columns that are known of ClientTime."""
        return holds_both(self.kinds)

    def alone(self, column: str) -> bool:
        """Tell whether no two rows can have the same value there."""
        return (column,) == self.key or (column,) in self.unique

    def reference(self, to: FoundTable) -> Reference | None:
        """Return the foreign key of one column that leads to another table."""
        place = (to.schema.casefold(), to.name.casefold())
        found = (ref for ref in self.references if (ref.schema.casefold(), ref.table.casefold()) == place)
        return next((ref for ref in found if len(ref.columns) == 1), None)


@dataclass(frozen=True, slots=True)
class ClosedDatabase:
    """A database that could not be entered: why, and what to do about it."""

    name: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class FoundDatabases:
    """The databases that hold both known columns, and those that nobody could look into; the likeliest names first.

    `perhaps` are called like one of ClientTime's, and do not hold both.
    """

    names: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    closed: tuple[ClosedDatabase, ...] = ()


def holds_both(columns: Iterable[str]) -> bool:
    """Tell whether both known columns are among these."""
    names = list(columns)
    return any(name.casefold() == CODE for name in names) and any(FOREIGN_ID.fullmatch(name) for name in names)
