"""One promise of the ClientTime port, whatever is behind it: a file, or a SQL Server through either real driver."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.engine.lookup import Absent, Found, Unknown
from checks.engine.model import Health
from checks.engine.plan import Change, State
from checks.engine.records import Customer
from checks.engine.shape import TableShape, differences
from tests.support.clienttime_places import BY_ID, TABLE, THREE, Place, place

ALL = "SELECT CustomerId, CustomerCode, ForeignId, Name FROM Customer ORDER BY CustomerId"
NUMBERS = "SELECT ForeignId FROM Customer ORDER BY CustomerId"


@pytest.fixture(params=["sqlite", "freetds", "microsoft", "real"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Place]:
    with place(request.param, tmp_path, (TABLE, *THREE)) as found:
        yield found


async def test_customers_are_read_in_the_order_of_their_keys(there: Place) -> None:
    found = await there.opened().read()

    assert (found.state.health, found.state.counts) == (Health.OK, (("customers", 3), ("invoices", 0)))
    assert found.customers.rows == (
        Customer("1", "1001", "20001", name="Aagaard ApS"),
        Customer("2", "1002", None, name="Bech A/S"),
        Customer("3", "1003", "20003", name="Carstensen I/S"),
    )


async def test_an_empty_table_is_no_fault(there: Place) -> None:
    there.run("DELETE FROM Customer")

    found = await there.opened().read()

    assert (found.state.health, found.customers.rows, found.customers.fault) == (Health.OK, (), None)


async def test_danish_letters_and_all_others_come_as_they_are(there: Place) -> None:
    there.run(f"UPDATE Customer SET Name = {there.unicode}'Ærø & Ånd ApS €', CustomerCode = 'BLÅ' WHERE CustomerId = 1")  # noqa: S608 - ours

    row = (await there.opened().read()).customers.rows[0]

    assert (row.name, row.code) == ("Ærø & Ånd ApS €", "BLÅ")


@pytest.mark.parametrize("cell", ["", " ", "null", "20042 ", " 20042", "D20042", "kØb", "20.042", "it''s"])
async def test_any_old_value_is_replaced_and_put_back_exactly(there: Place, cell: str) -> None:
    there.run(f"UPDATE Customer SET ForeignId = '{cell}' WHERE CustomerId = 2")  # noqa: S608 - ours
    value = cell.replace("''", "'")
    clienttime = there.opened()
    assert (await clienttime.read()).customers.rows[1].foreign_id == value

    assert (await clienttime.link("2", value, "20042")).state is State.DONE
    assert there.rows(NUMBERS)[1] == ("20042",)
    assert (await clienttime.link("2", "20042", value)).state is State.DONE
    assert there.rows(NUMBERS)[1] == (value,)


async def test_a_link_is_written_to_one_cell_and_undone(there: Place) -> None:
    before = there.rows(ALL)
    clienttime = there.opened()

    done = await clienttime.link("2", None, "20002")
    assert (done.state, done.seen) == (State.DONE, (Change("foreign_id", None, "20002"),))
    assert there.rows(ALL) == [before[0], (2, "1002", "20002", "Bech A/S"), before[2]]

    assert (await clienttime.link("2", "20002", None)).state is State.DONE
    assert there.rows(ALL) == before


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("x ", "x"), ("x", "x "), ("X", "x"), (None, ""), ("", None), (None, "NULL"), ("20001", "20002"), ("ae", "æ")],
)
async def test_what_is_not_exactly_as_shown_is_a_conflict(there: Place, cell: str | None, shown: str | None) -> None:
    there.run(f"UPDATE Customer SET ForeignId = {'NULL' if cell is None else repr(cell)} WHERE CustomerId = 2")  # noqa: S608 - ours

    written = await there.opened().link("2", shown, "20042")

    assert written.state is State.CONFLICT
    assert written.seen == (Change("foreign_id", shown, cell),)
    assert there.rows(NUMBERS)[1] == (cell,)


@pytest.mark.parametrize("key", ["4", "x", "", "1002", "2'; DROP TABLE Customer; --"])
async def test_a_key_that_is_not_there_is_absent_and_a_conflict(there: Place, key: str) -> None:
    clienttime = there.opened()

    assert await clienttime.customer(key) == Absent()
    assert (await clienttime.link(key, None, "20004")).state is State.CONFLICT
    assert len(there.rows(ALL)) == 3


async def test_one_customer_is_read_afresh(there: Place) -> None:
    clienttime = there.opened()
    await clienttime.read()
    there.run("UPDATE Customer SET Name = 'Bech ApS' WHERE CustomerId = 2")

    assert await clienttime.customer("2") == Found(Customer("2", "1002", None, name="Bech ApS"))


async def test_a_code_is_looked_up_exactly_whatever_the_collation_says(there: Place) -> None:
    there.run("UPDATE Customer SET CustomerCode = 'ab' WHERE CustomerId = 1")
    there.run("UPDATE Customer SET CustomerCode = 'AB' WHERE CustomerId = 2")
    clienttime = there.opened(replace(BY_ID, key=None))

    found = await clienttime.customer("AB")

    assert isinstance(found, Found)
    assert found.value.name == "Bech A/S"
    assert await clienttime.customer("Ab") == Absent()


@pytest.mark.parametrize("held", ["20042", " 20042 ", "20042.0", "020042", "20.042"])
async def test_a_number_that_another_customer_holds_is_refused(there: Place, held: str) -> None:
    there.run(f"UPDATE Customer SET ForeignId = '{held}' WHERE CustomerId = 1")  # noqa: S608 - ours
    clienttime = there.opened()

    holders = await clienttime.holders("20042")
    written = await clienttime.link("2", None, "20042")

    assert isinstance(holders, Found)
    assert [holder.code for holder in holders.value] == ["1001"]
    assert written.state is State.REFUSED
    assert there.rows(NUMBERS)[1] == (None,)


async def test_two_rows_of_one_key_are_never_written(there: Place) -> None:
    there.run("UPDATE Customer SET CustomerCode = '1001' WHERE CustomerId = 2")
    clienttime = there.opened(replace(BY_ID, key=None))

    assert isinstance(await clienttime.customer("1001"), Unknown)
    assert (await clienttime.link("1001", "20001", "20042")).state is State.REFUSED
    assert there.rows(NUMBERS) == [("20001",), (None,), ("20003",)]


async def test_a_personal_number_is_neither_compared_nor_written(there: Place) -> None:
    there.run("UPDATE Customer SET ForeignId = '010190-1234' WHERE CustomerId = 1")
    clienttime = there.opened()

    assert (await clienttime.read()).customers.rows[0].foreign_id == "0101**-****"
    assert (await clienttime.link("1", "0101**-****", "20042")).state is State.REFUSED
    assert (await clienttime.link("2", None, "0101901234")).state is State.REFUSED
    assert there.rows(NUMBERS)[0] == ("010190-1234",)


async def test_the_preview_names_the_row_and_the_values_that_are_written(there: Place) -> None:
    clienttime = there.opened()
    found = await clienttime.customer("1")
    assert isinstance(found, Found)

    statement, values = clienttime.link_statement(found.value, "20042")

    assert statement.startswith("UPDATE ")
    assert statement.count("?") == 3
    assert values == "-- '20042', 1, '20001'"


async def test_of_many_writers_to_one_row_one_wins(there: Place) -> None:
    writers = [there.opened() for _ in range(4)]

    written = await asyncio.gather(*(w.link("2", None, str(20100 + n)) for n, w in enumerate(writers)))

    assert sorted(w.state for w in written).count(State.DONE) == 1
    assert {w.state for w in written} <= {State.DONE, State.CONFLICT, State.NOT_DONE}


async def test_of_two_rows_that_want_one_number_one_gets_it(there: Place) -> None:
    there.run("UPDATE Customer SET ForeignId = NULL")
    writers = [there.opened() for _ in range(3)]

    written = await asyncio.gather(*(w.link(str(n), None, "20042") for n, w in enumerate(writers, 1)))

    assert sum(w.state is State.DONE for w in written) == 1
    assert there.rows(NUMBERS).count(("20042",)) == 1


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (replace(BY_ID, table="dbo.Customers"), "“Customer”"),
        (replace(BY_ID, foreign_id="ForeignIdd"), "“ForeignId”"),
    ],
)
async def test_a_name_that_is_not_there_is_told_with_the_nearest(
    there: Place, mapping: CustomerMapping, said: str
) -> None:
    clienttime = there.opened(mapping)

    found = await clienttime.read()

    assert found.state.health is Health.DOWN
    assert found.customers.fault is not None
    assert said in found.customers.fault.text()
    assert (await clienttime.link("2", None, "20002")).state is State.NOT_DONE


async def test_names_are_found_in_any_case_and_with_brackets(there: Place) -> None:
    found = await there.opened(CustomerMapping("[dbo].[CUSTOMER]", "customercode", "FOREIGNID")).read()

    assert [row.code for row in found.customers.rows] == ["1001", "1002", "1003"]


async def test_the_tables_are_declared_by_their_columns_and_not_by_their_rows(there: Place) -> None:
    clienttime = there.opened()
    first = await clienttime.shapes()
    assert isinstance(first, Found)
    assert [(table.role, table.name) for table in first.value] == [("customer", "dbo.Customer")]
    assert list(first.value[0].columns) == ["CustomerId", "CustomerCode", "ForeignId", "Name"]
    assert (await clienttime.read()).shapes == first.value

    await clienttime.link("2", None, "20002")
    assert await clienttime.shapes() == first

    there.run("ALTER TABLE Customer ADD Added INT")
    after = await clienttime.shapes()
    assert isinstance(after, Found)
    assert [phrase.text() for phrase in differences(first.value, after.value)] == [
        f"dbo.Customer: column Added ({after.value[0].columns['Added']}) is new"
    ]


async def test_a_table_that_is_not_there_is_declared_by_nothing(there: Place) -> None:
    found = await there.opened(replace(BY_ID, table="dbo.Kunde")).shapes()

    assert found == Found((TableShape("customer", "dbo.Kunde", {}),))


async def test_a_number_column_takes_numbers(there: Place) -> None:
    there.run(
        "CREATE TABLE Kunde (Kode VARCHAR(10) PRIMARY KEY, Fremmed INT)",
        "INSERT INTO Kunde VALUES ('A', NULL)",
        "INSERT INTO Kunde VALUES ('B', 7)",
    )
    clienttime = there.opened(CustomerMapping("dbo.Kunde", "Kode", "Fremmed"))

    assert (await clienttime.link("A", None, "7")).state is State.REFUSED
    assert (await clienttime.link("A", None, "20042")).state is State.DONE
    assert there.rows("SELECT Fremmed FROM Kunde ORDER BY Kode") == [(20042,), (7,)]
    assert (await clienttime.link("A", "20042", None)).state is State.DONE


async def test_invoices_are_read_with_amounts_dates_and_marks(there: Place) -> None:
    there.run(
        "CREATE TABLE Invoice (InvoiceId INT PRIMARY KEY, Number VARCHAR(20), CustomerId INT, Day DATE, "
        "Made DATETIME2, Gross DECIMAL(18,2), Draft BIT, Sent DATETIME2)",
        "INSERT INTO Invoice VALUES (1, '10001', 1, '2026-10-14', '2026-10-14 09:30:00', 1250.50, 0, NULL)",
        "INSERT INTO Invoice VALUES (2, '10002', 2, '2026-10-15', '2026-10-15 00:00:00', -99.9, 1, '2026-10-16 01:02')",
    )
    mapping = InvoiceMapping(
        "dbo.Invoice",
        key="InvoiceId",
        number="Number",
        customer="CustomerId",
        date="Made",
        due="Day",
        gross="Gross",
        draft=Truth("Draft"),
        transfer=Transfer("timestamp", "Sent"),
    )

    first, second = (await there.opened(invoices=mapping).read()).invoices.rows

    assert (first.number, first.customer, first.gross, first.credit) == ("10001", "1", Decimal("1250.50"), False)
    assert (first.date, first.issued) == (date(2026, 10, 14), datetime(2026, 10, 14, 7, 30, tzinfo=UTC))
    assert (first.due, first.draft, first.sent) == (date(2026, 10, 14), False, False)
    assert (second.gross, second.credit, second.draft, second.sent) == (Decimal("-99.90"), True, True, True)
    assert second.issued is None


async def test_an_invoice_table_that_is_missing_costs_the_invoices_only(there: Place) -> None:
    mapping = InvoiceMapping("dbo.Bills", number="Number", customer="CustomerId")

    found = await there.opened(invoices=mapping).read()

    assert found.state.health is Health.DEGRADED
    assert len(found.customers.rows) == 3
    assert found.invoices.fault is not None
    assert found.state.counts == (("customers", 3),)
