"""One cell of one row is set where it still is what was shown; everything else leaves the file as it was."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters.mapping import CustomerMapping
from checks.engine.lookup import Found, Unknown
from checks.engine.plan import Change, State
from checks.engine.records import Customer
from tests.support.bent_database import watched
from tests.support.clienttime_file import BY_ID, ClientTimeFile, with_three

ALL = "SELECT * FROM Customer ORDER BY CustomerId"
NUMBERS = "SELECT ForeignId FROM Customer ORDER BY CustomerId"


async def test_a_link_is_written_to_one_cell_and_undone(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    before = file.rows(ALL)
    clienttime = file.opened()

    done = await clienttime.link("2", None, "20002")
    assert (done.state, done.seen) == (State.DONE, (Change("foreign_id", None, "20002"),))
    assert file.rows(ALL) == [before[0], (2, "1002", "20002", "Bech A/S"), before[2]]

    undone = await clienttime.link("2", "20002", None)
    assert undone.state is State.DONE
    assert file.rows(ALL) == before


@pytest.mark.parametrize(
    "cell", ["", " ", "null", "NULL", "20042 ", " 20042", "20042\n", "D20042", "kØb", "20.042", "'"]
)
async def test_any_old_value_is_replaced_and_put_back_exactly(tmp_path: Path, cell: str) -> None:
    file = with_three(tmp_path, [{"CustomerId": 1, "CustomerCode": "1", "ForeignId": cell}])
    clienttime = file.opened()

    assert (await clienttime.link("1", cell, "20042")).state is State.DONE
    assert file.rows(NUMBERS) == [("20042",)]
    assert (await clienttime.link("1", "20042", cell)).state is State.DONE
    assert file.rows(NUMBERS) == [(cell,)]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("x ", "x"), ("x", "x "), ("X", "x"), (None, ""), ("", None), ("null", None), (None, "NULL"), ("20001", "20002")],
)
async def test_what_is_not_exactly_as_shown_is_a_conflict(tmp_path: Path, cell: str | None, shown: str | None) -> None:
    file = with_three(tmp_path, [{"CustomerId": 1, "CustomerCode": "1", "ForeignId": cell}])

    written = await file.opened().link("1", shown, "20042")

    assert written.state is State.CONFLICT
    assert written.seen == (Change("foreign_id", shown, cell),)
    assert file.rows(NUMBERS) == [(cell,)]


async def test_a_row_that_is_gone_is_a_conflict(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    assert (await file.opened().link("4", None, "20004")).state is State.CONFLICT
    assert len(file.rows(ALL)) == 3


@pytest.mark.parametrize("held", ["20042", " 20042 ", "20042.0", "020042", "20.042"])
async def test_a_number_that_another_customer_holds_is_refused(tmp_path: Path, held: str) -> None:
    rows = [{"CustomerId": 1, "CustomerCode": "1"}, {"CustomerId": 2, "CustomerCode": "1002", "ForeignId": held}]
    file = with_three(tmp_path, rows)

    written = await file.opened().link("1", None, "20042")

    assert written.state is State.REFUSED
    assert "1002" in written.message.text()
    assert file.rows(NUMBERS) == [(None,), (held,)]


async def test_a_malformed_number_is_put_back_only_where_nobody_else_holds_it(tmp_path: Path) -> None:
    rows = [
        {"CustomerId": 1, "CustomerCode": "1", "ForeignId": "20001"},
        {"CustomerId": 2, "CustomerCode": "2", "ForeignId": "D20042"},
    ]
    clienttime = with_three(tmp_path, rows).opened()

    assert (await clienttime.link("1", "20001", "D20042")).state is State.REFUSED
    assert (await clienttime.link("1", "20001", "D20043")).state is State.DONE


async def test_nobody_is_asked_who_holds_nothing(tmp_path: Path) -> None:
    rows = [
        {"CustomerId": 1, "CustomerCode": "1", "ForeignId": "20001"},
        {"CustomerId": 2, "CustomerCode": "2", "ForeignId": "null"},
    ]

    assert (await with_three(tmp_path, rows).opened().link("1", "20001", "null")).state is State.DONE


async def test_two_rows_of_one_key_are_never_written(tmp_path: Path) -> None:
    rows = [{"CustomerId": n, "CustomerCode": "1001"} for n in (1, 2)]
    file = with_three(tmp_path, rows)

    written = await file.opened(replace(BY_ID, key=None)).link("1001", None, "20042")

    assert written.state is State.REFUSED
    assert file.rows(NUMBERS) == [(None,), (None,)]


async def test_a_personal_number_is_neither_compared_nor_written(tmp_path: Path) -> None:
    rows = [{"CustomerId": 1, "CustomerCode": "1", "ForeignId": "010190-1234"}, {"CustomerId": 2, "CustomerCode": "2"}]
    file = with_three(tmp_path, rows)
    clienttime = file.opened()
    found = await clienttime.customer("1")
    assert isinstance(found, Found)

    assert found.value.foreign_id == "0101**-****"
    assert (await clienttime.link("1", "0101**-****", "20042")).state is State.REFUSED
    assert (await clienttime.link("1", "010190-1234", "20042")).state is State.REFUSED
    assert (await clienttime.link("2", None, "0101901234")).state is State.REFUSED
    assert "1234" not in "".join(clienttime.link_statement(found.value, "20042"))
    assert file.rows(NUMBERS) == [("010190-1234",), (None,)]


async def test_customers_called_by_personal_numbers_are_told_apart_and_left_alone(tmp_path: Path) -> None:
    file = with_three(tmp_path, [])
    file.insert(
        "Customer",
        {"CustomerId": 1, "CustomerCode": "010190-1234"},
        {"CustomerId": 2, "CustomerCode": "010155-4321"},
        {"CustomerId": 3, "CustomerCode": "311255-4321"},
    )
    by_code = file.opened(replace(BY_ID, key=None))

    rows = (await by_code.read()).customers.rows

    assert sorted(row.key for row in rows) == ["0101**-****", "0101**-**** (2)", "3112**-****"]
    assert [row.key for row in (await by_code.read()).customers.rows] == [row.key for row in rows]
    assert isinstance(await by_code.customer(rows[0].key), Unknown)
    assert (await by_code.link(rows[0].key, None, "20042")).state is State.REFUSED
    by_key = file.opened()
    assert (await by_key.customer("2")) == Found((await by_key.read()).customers.rows[1])


async def test_a_value_with_unshowable_characters_is_not_put_back(tmp_path: Path) -> None:
    file = with_three(tmp_path, [{"CustomerId": 1, "CustomerCode": "1", "ForeignId": "2\x0042"}])
    clienttime = file.opened()
    found = await clienttime.customer("1")
    assert isinstance(found, Found)

    assert (await clienttime.link("1", found.value.foreign_id, "20042")).state is State.DONE
    assert (await clienttime.link("1", "20042", found.value.foreign_id)).state is State.REFUSED


@pytest.mark.parametrize(
    ("kind", "stored"),
    [("INTEGER", 20042), ("BIGINT", 20042), ("TEXT", "20042"), ("NVARCHAR(20)", "20042"), ("", "20042")],
)
async def test_a_number_is_stored_as_its_column_stores_numbers(tmp_path: Path, kind: str, stored: object) -> None:
    file = ClientTimeFile(tmp_path / "clienttime.db")
    file.run(f"CREATE TABLE Customer (Kode TEXT, ForeignId {kind})", "INSERT INTO Customer VALUES ('1', NULL)")
    clienttime = file.opened(CustomerMapping("Customer", "Kode", "ForeignId"))

    assert (await clienttime.link("1", None, "20042")).state is State.DONE
    assert file.rows("SELECT ForeignId FROM Customer") == [(stored,)]
    assert (await clienttime.link("1", "20042", None)).state is State.DONE


@pytest.mark.parametrize(
    ("trigger", "state", "said"),
    [
        ("BEFORE UPDATE ON Customer BEGIN SELECT RAISE(ABORT, 'not\x1b today'); END", State.REFUSED, "not\ufffd today"),
        (
            "AFTER UPDATE OF ForeignId ON Customer BEGIN UPDATE Customer SET ForeignId = '7' WHERE CustomerId = 2; END",
            State.REFUSED,
            "“7”",
        ),
        (
            "AFTER UPDATE OF ForeignId ON Customer BEGIN DELETE FROM Customer WHERE CustomerId = 2; END",
            State.REFUSED,
            "",
        ),
        ("BEFORE UPDATE ON Customer BEGIN SELECT RAISE(IGNORE); END", State.CONFLICT, "0 rows"),
    ],
)
async def test_a_trigger_that_interferes_leaves_nothing(tmp_path: Path, trigger: str, state: State, said: str) -> None:
    file = with_three(tmp_path)
    file.run(f"CREATE TRIGGER interferes {trigger}")
    before = file.rows(ALL)

    written = await file.opened().link("2", None, "20002")

    assert written.state is state
    assert said in written.message.text()
    assert file.rows(ALL) == before


async def test_a_view_is_not_written(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run("CREATE VIEW Kunder AS SELECT * FROM Customer")

    written = await file.opened(replace(BY_ID, table="dbo.Kunder")).link("2", None, "20002")

    assert written.state is State.NOT_DONE
    assert "view" in written.message.text()


@pytest.mark.parametrize(
    ("before", "shown"),
    [(None, ""), ("20042 ", ", '20042 '"), ("o'Neil", ', "o\'Neil"')],
    ids=["null", "blank", "quote"],
)
async def test_the_preview_is_what_is_executed(tmp_path: Path, before: str | None, shown: str) -> None:
    file = with_three(tmp_path, [{"CustomerId": 2, "CustomerCode": "1002", "ForeignId": before}])
    executed: list[str] = []

    clienttime = watched(file.opened(), executed.append)
    found = await clienttime.customer("2")
    assert isinstance(found, Found)

    statement, values = clienttime.link_statement(found.value, "20002")
    await clienttime.link("2", before, "20002")

    old = "IS NULL" if before is None else "= ?"
    assert statement == f'UPDATE "dbo"."Customer" SET "ForeignId" = ? WHERE "CustomerId" = ? AND "ForeignId" {old}'  # noqa: S608 - only compared
    assert values == f"-- '20002', 2{shown}"
    literals = [] if before is None else ["'" + before.replace("'", "''") + "'"]
    filled = statement.replace("?", "{}").format("'20002'", 2, *literals)
    assert [line for line in executed if line.startswith("UPDATE")] == [filled]


async def test_before_anything_was_read_there_is_no_statement(tmp_path: Path) -> None:
    assert with_three(tmp_path).opened().link_statement(Customer("1", "1", None), "20042") == ()


async def test_of_many_writers_to_one_row_one_wins(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    writers = [file.opened() for _ in range(8)]

    written = await asyncio.gather(*(w.link("2", None, str(20100 + n)) for n, w in enumerate(writers)))

    assert sorted(w.state for w in written).count(State.DONE) == 1
    assert {w.state for w in written} <= {State.DONE, State.CONFLICT, State.NOT_DONE}


async def test_of_two_rows_that_want_one_number_one_gets_it(tmp_path: Path) -> None:
    rows = [{"CustomerId": n, "CustomerCode": str(n)} for n in range(1, 9)]
    file = with_three(tmp_path, rows)
    writers = [file.opened() for _ in rows]

    written = await asyncio.gather(*(w.link(str(n), None, "20042") for n, w in enumerate(writers, 1)))

    assert sum(w.state is State.DONE for w in written) == 1
    assert file.rows(NUMBERS).count(("20042",)) == 1


async def test_the_moment_of_a_write_is_short(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    clienttime = file.opened()

    await clienttime.link("2", None, "20002")

    with contextlib.closing(sqlite3.connect(file.path, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
