"""What only reads holds on any ClientTime as it is found, a customer's own by CTMON_TEST_DSN included; see there.

CTMON_TEST_DSN names a server (SERVER=…;DATABASE=…;UID=…;PWD=…;DRIVER=…). These tests read its database and change
nothing. Those of the whole port want tables of their own, and skip unless CTMON_TEST_SCRATCH names a database for that.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from checks.engine.foreign_id import parse_foreign_id
from checks.engine.lookup import Absent, Found
from checks.engine.model import Health
from checks.engine.shape import differences
from tests.support.as_it_is import AsItIs, as_it_is

SAMPLE = 3
"""Customers that are looked up one by one, from each end of the list."""


@pytest.fixture(params=["sqlite", "freetds", "microsoft", "real"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[AsItIs]:
    with as_it_is(request.param, tmp_path) as found:
        yield found


async def test_every_row_is_read_once(there: AsItIs) -> None:
    table = there.customers.table.rpartition(".")[2]
    before = there.rows(f"SELECT COUNT(*) FROM [{table}]")[0][0]  # noqa: S608 - only read

    found = await there.clienttime.read()

    after = there.rows(f"SELECT COUNT(*) FROM [{table}]")[0][0]  # noqa: S608 - only read
    assert (found.customers.fault, found.state.health) == (None, Health.OK)
    assert min(before, after) <= len(found.customers.rows) <= max(before, after)
    keys = [row.key for row in found.customers.rows]
    assert len(set(keys)) == len(keys)
    assert all(row.code for row in found.customers.rows)


async def test_one_looked_up_alone_is_the_one_of_the_list(there: AsItIs) -> None:
    rows = (await there.clienttime.read()).customers.rows

    for row in {one.key: one for one in (*rows[:SAMPLE], *rows[-SAMPLE:])}.values():
        assert await there.clienttime.customer(row.key) == Found(row)


@pytest.mark.parametrize("key", ["", "no-such-key", "2'; SELECT 1; --", "-1"])
async def test_a_key_that_nobody_has_is_absent(there: AsItIs, key: str) -> None:
    assert await there.clienttime.customer(key) == Absent()


async def test_who_holds_a_number_is_found_by_it(there: AsItIs) -> None:
    rows = (await there.clienttime.read()).customers.rows
    linked = [row for row in rows if parse_foreign_id(row.foreign_id).exact]

    for row in linked[:SAMPLE]:
        holders = await there.clienttime.holders(str(row.foreign_id))
        assert isinstance(holders, Found)
        assert row in holders.value


async def test_a_table_that_nobody_touches_has_not_changed(there: AsItIs) -> None:
    read = (await there.clienttime.read()).shapes
    declared = await there.clienttime.shapes()

    assert isinstance(declared, Found)
    assert differences(read, declared.value) == ()
    assert {shape.role for shape in declared.value} >= {"customer"}


async def test_a_preview_names_the_row_and_sends_nothing(there: AsItIs) -> None:
    rows = (await there.clienttime.read()).customers.rows
    if not rows:
        pytest.skip("there is no customer")

    statement, values = there.clienttime.link_statement(rows[0], "999999999")

    assert statement.startswith("UPDATE ")
    assert "'999999999'" in values
    assert await there.clienttime.customer(rows[0].key) == Found(rows[0])
