"""The one write to ClientTime: read under lock, compare exactly, set, count, read back, look for a twin, commit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from checks.adapters.border import exact, raw_text
from checks.adapters.columns import batches
from checks.adapters.customer_row import CustomerRow, CustomerTable
from checks.adapters.permit import Permit
from checks.engine import refusals as no
from checks.engine.cpr import holds_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.ports import Written
from checks.engine.records import Customer

FIELD = "foreign_id"
COUNTED = "touched_rows"
"""The name under which a dialect's `count` answers."""


def link_in(
    connection: Any, table: CustomerTable, key: str, before: str | None, after: str | None, permit: Permit
) -> Written:
    """Set one link in one short transaction, or nothing; only a failing commit is unknown."""
    if refused := _never(key, before, after) or _does_not_fit(table, after):
        return refused
    connection.execute(table.dialect.write)
    with contextlib.ExitStack() as stack:
        stack.callback(_roll_back, connection)
        rows = located(connection, table, key, table.dialect.row_lock)
        refused = _moved(rows, before) or _set(connection, table, rows[0], after)
        refused = refused or _taken(connection, table, rows[0], after)
        if refused is not None:
            return refused
        if not permit.take():
            return Written(State.NOT_DONE, GIVEN_UP)
        written = _committed(connection, before, after)
        if written.state is State.DONE:
            stack.pop_all()
        return written


def located(connection: Any, table: CustomerTable, key: str, hint: str = "") -> list[CustomerRow]:
    """Return the rows whose key reads as this text: by index first, else by looking at every key.

    The database's own equality says too little (a number kept as text, blanks at the end) or too much
    (another case), so it is decided here. Looking at every key locks none of them.
    """

    def by_index(cell: object) -> list[CustomerRow]:
        rows = map(table.row, fetched(connection, table.by_key(hint), (cell,)))
        return [row for row in rows if row.record.key == key]

    bound = table.bound(table.key_name, key)
    # A server takes a text that is no number for an error where numbers are compared.
    comparable = isinstance(bound, int) or not table.whole(table.key_name)
    if comparable and (found := by_index(bound)):
        return found
    cells = (row[table.key_place] for row in fetched(connection, table.select()))
    alike = dict.fromkeys(cell for cell in cells if table.key_as_read(cell) == key)
    return [row for cell in alike for row in by_index(table.as_stored(table.key_name, cell))]


def fetched(connection: Any, statement: str, parameters: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a statement; its cursor is closed when they are through."""
    for batch in batches(connection, statement, parameters):
        yield from map(tuple, batch)


def touched(connection: Any, statement: str, parameters: Sequence[object], count: str) -> int:
    """Execute an update and return the number of rows it touched itself, triggers apart."""
    cursor = connection.execute(statement + count, parameters)
    with contextlib.closing(cursor):
        return _counted(cursor) if count else int(cursor.rowcount)


def _counted(cursor: Any) -> int:
    """Walk through everything the batch said, also what a trigger did in between; the last number counts."""
    found = 0
    while True:
        if cursor.description is not None:
            rows = cursor.fetchall()
            if cursor.description[0][0] == COUNTED:
                found = int(rows[0][0])
        if not cursor.nextset():
            return found


def held_by(connection: Any, table: CustomerTable, foreign_id: str, hint: str = "") -> list[Customer]:
    """Return the customers that hold this foreign id."""
    cells = fetched(connection, table.held(hint))
    return [table.row(row).record for row in cells if holds(table.held_in(row), foreign_id)]


def holds(held: str | None, wanted: str) -> bool:
    """Tell whether a foreign id is this one: as trimmed text, or as the number it is or plainly means."""
    if parse_foreign_id(wanted).empty:
        return False
    if (held or "").strip() == wanted.strip():
        return True
    number = _number(wanted)
    return number is not None and _number(held) == number


def _number(text: str | None) -> int | None:
    found = parse_foreign_id(text)
    return found.exact or found.meant


def _never(key: str, before: str | None, after: str | None) -> Written | None:
    if any(map(holds_cpr, (key, before, after))):
        return Written(State.REFUSED, no.CPR)
    if after is not None and not exact(after):
        return Written(State.REFUSED, INEXACT)
    return None


def _does_not_fit(table: CustomerTable, after: str | None) -> Written | None:
    limit = table.limit(FIELD)
    phrase = limit.refusal(after, table.columns[FIELD]) if limit is not None and after is not None else None
    return None if phrase is None else Written(State.REFUSED, phrase)


def _moved(rows: Sequence[CustomerRow], before: str | None) -> Written | None:
    if not rows:
        return Written(State.CONFLICT, GONE)
    if len(rows) > 1:
        return Written(State.REFUSED, TOUCHED.with_(n=len(rows)))
    found = rows[0].record.foreign_id
    if found == before:
        return None
    phrase = no.LINK_CHANGED.with_(shown=no.cell(before), found=no.cell(found))
    return Written(State.CONFLICT, phrase, (Change(FIELD, before, found),))


def _taken(connection: Any, table: CustomerTable, row: CustomerRow, after: str | None) -> Written | None:
    """Refuse a number that another row holds too; asked after the row was set, and before that is committed.

    Two technicians may link two customers to one number at once. Looking first and setting then would let both
    through, unless every row that is passed stays locked until the end: nothing says that the column has an index,
    and no index finds a number in its other dresses. Setting first and looking then needs no lock that lasts but the
    one on the own row. Each look waits at a row that the other has set and not yet committed, also where readers
    otherwise get the version before (`settled`); so whoever looks later sees the number and is rolled back. Where
    both look at once each waits for the other, and the server ends one of them as a deadlock.
    """
    if after is None or parse_foreign_id(after).empty:
        return None
    statement = f"SELECT {table.key}, {table.foreign_id} FROM {table.path}{table.dialect.settled} "  # noqa: S608 - quoted
    linked = fetched(connection, f"{statement}WHERE {table.foreign_id} IS NOT NULL")
    others = [key for key, held in linked if holds(raw_text(held), after) and key != row.key]
    if not others:
        return None
    by_key = fetched(connection, table.by_key(), (table.as_stored(table.key_name, others[0]),))
    other = next(iter([table.row(found).record for found in by_key]), row.record)
    return Written(State.REFUSED, no.TAKEN.with_(number=after, code=other.code, name=no.name(other.name)))


def _set(connection: Any, table: CustomerTable, row: CustomerRow, after: str | None) -> Written | None:
    values = parameters(table, row, after)
    rows = touched(connection, table.update(after, row.foreign_id), values, table.dialect.count)
    if rows != 1:
        return Written(State.CONFLICT, TOUCHED.with_(n=rows))
    key = table.as_stored(table.key_name, row.key)
    back = list(map(table.row, fetched(connection, table.by_key(), (key,))))
    found = raw_text(back[0].foreign_id) if len(back) == 1 else None
    if len(back) == 1 and found == after:
        return None
    return Written(State.REFUSED, ALTERED.with_(found=no.cell(found)))


def parameters(table: CustomerTable, row: CustomerRow, after: str | None) -> tuple[object, ...]:
    """Return what the update is executed with: the new value, the key and the old value as they stand.

    NULL stands in the statement itself: a parameter that is NULL has no type.
    """
    new = () if after is None else (table.bound(FIELD, after),)
    old = () if row.foreign_id is None else (table.as_stored(FIELD, row.foreign_id),)
    return (*new, table.as_stored(table.key_name, row.key), *old)


def _committed(connection: Any, before: str | None, after: str | None) -> Written:
    seen = (Change(FIELD, before, after),)
    try:
        connection.execute("COMMIT")
    except Exception:  # noqa: BLE001 - a commit that fails may have happened: every driver has its own error
        return Written(State.UNKNOWN, COMMIT_LOST, seen)
    return Written(State.DONE, WRITTEN, seen)


def _roll_back(connection: Any) -> None:
    # Where even this fails, the connection is closed next, which rolls back as well.
    with contextlib.suppress(Exception):
        connection.execute("ROLLBACK")


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
INEXACT = Phrase(
    "The value holds characters that cannot be shown, so it cannot be put back exactly. Put it right by hand.",
    "Værdien har tegn, som ikke kan vises, så den kan ikke sættes nøjagtigt tilbage. Ret den i hånden.",
)
GIVEN_UP = Phrase(
    "The database was too slow, so the write was given up before it was committed. Nothing was written.",
    "Databasen var for langsom, så skrivningen blev opgivet, før den blev bekræftet. Intet er skrevet.",
)
COMMIT_LOST = Phrase(
    "The commit was not answered: it may or may not have been written.",
    "Der kom intet svar på commit: det er måske skrevet, måske ikke.",
)
