"""The one write to ClientTime: read under lock, compare exactly, set, count, read back, commit."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from checks.adapters.border import raw_text
from checks.adapters.customer_row import CustomerTable
from checks.engine import refusals as no
from checks.engine.cpr import holds_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.ports import Written
from checks.engine.records import Customer

FIELD = "foreign_id"


def link_in(connection: Any, table: CustomerTable, key: str, before: str | None, after: str | None) -> Written:
    """Set one link in one short transaction, or nothing; only a failing commit is unknown."""
    if holds_cpr(before) or holds_cpr(after):
        return Written(State.REFUSED, no.CPR)
    with _transaction(connection, table):
        row, refused = _locked_row(connection, table, key, before)
        refused = refused or _taken(connection, table, key, after)
        if refused is not None:
            return refused
        parameters = (table.bound(FIELD, after), table.bound("key", key), row)
        touched = connection.execute(table.update(), parameters).rowcount
        if touched != 1:
            return Written(State.CONFLICT, TOUCHED.with_(n=touched))
        back = _cells(connection, table, key)
        if len(back) != 1 or raw_text(back[0]) != after:
            found = no.cell(raw_text(back[0]) if back else None)
            return Written(State.REFUSED, ALTERED.with_(found=found))
        return _committed(connection, before, after)


def _transaction(connection: Any, table: CustomerTable) -> contextlib.ExitStack:
    """Begin; whatever is not committed when the block ends is rolled back."""
    stack = contextlib.ExitStack()
    connection.execute(table.dialect.begin)
    stack.callback(_roll_back, connection)
    return stack


def _roll_back(connection: Any) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _locked_row(connection: Any, table: CustomerTable, key: str, before: str | None) -> tuple[object, Written | None]:
    cells = _cells(connection, table, key)
    if not cells:
        return None, Written(State.CONFLICT, GONE)
    if len(cells) > 1:
        return None, Written(State.REFUSED, TOUCHED.with_(n=len(cells)))
    found = raw_text(cells[0])
    if found != before:
        phrase = no.CHANGED.with_(field="foreign id", shown=no.cell(before), found=no.cell(found))
        return None, Written(State.CONFLICT, phrase, (Change(FIELD, before, found),))
    return cells[0], None


def _cells(connection: Any, table: CustomerTable, key: str) -> list[object]:
    rows = connection.execute(table.by_key(table.dialect.locked), (table.bound("key", key),)).fetchall()
    place = table.names.index(FIELD)
    return [row[place] for row in rows]


def _taken(connection: Any, table: CustomerTable, key: str, after: str | None) -> Written | None:
    number = parse_foreign_id(after).exact
    if number is None:
        return None
    rows: Sequence[Sequence[object]] = connection.execute(table.held()).fetchall()
    other = next((c for c in map(table.record, rows) if c.key != key and _holds(c, number)), None)
    if other is None:
        return None
    return Written(State.REFUSED, no.TAKEN.with_(number=number, code=other.code, name=no.name(other.name)))


def _holds(customer: Customer, number: int) -> bool:
    found = parse_foreign_id(customer.foreign_id)
    return number in (found.exact, found.meant)


def _committed(connection: Any, before: str | None, after: str | None) -> Written:
    seen = (Change(FIELD, before, after),)
    try:
        connection.execute("COMMIT")
    except Exception:  # noqa: BLE001 - a commit that fails may have happened: every driver has its own error
        return Written(State.UNKNOWN, COMMIT_LOST, seen)
    return Written(State.DONE, WRITTEN, seen)


WRITTEN = Phrase("Written to one row of ClientTime and read back.", "Skrevet i én række i ClientTime og læst tilbage.")
GONE = Phrase(
    "The row is not in ClientTime any more. Nothing was written.",
    "Rækken findes ikke længere i ClientTime. Intet er skrevet.",
)
TOUCHED = Phrase(
    "The statement would have touched {n} rows instead of one, so it was rolled back.",
    "Sætningen ville have ramt {n} rækker i stedet for én, så den blev rullet tilbage.",
)
ALTERED = Phrase(
    "The database put {found} there instead (a trigger?), so it was rolled back.",
    "Databasen satte {found} i stedet (en trigger?), så det blev rullet tilbage.",
)
COMMIT_LOST = Phrase(
    "The commit was not answered: it may or may not have been written.",
    "Der kom intet svar på commit: det er måske skrevet, måske ikke.",
)
