"""Where a table has a row version, only what changed is read, and nothing that changed is missed."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checks.adapters.clienttime import SqlClientTime
from checks.adapters.mapping import InvoiceMapping
from checks.adapters.row_versions import WHOLE
from checks.engine.records import Customer
from tests.support.clienttime_places import BY_ID, OnServer, served
from tests.support.examined import examined, with_more
from tests.support.tds import odbc
from tests.support.tds.faults import Deed, Fault
from tests.support.tds.properties import Properties
from tests.support.tds.rights import OWNER, Grant, Login, least

COLUMNS = "CustomerId INT PRIMARY KEY, CustomerCode VARCHAR(20), ForeignId VARCHAR(30), Name NVARCHAR(100)"
TABLE = f"CREATE TABLE Customer ({COLUMNS}, Version rowversion)"
OTHER = "CREATE TABLE Note (NoteId INT PRIMARY KEY, Version rowversion)"
MANY = 40
INTO = "INSERT INTO Customer (CustomerId, CustomerCode, ForeignId, Name) VALUES"
INSERT = f"{INTO} (?, ?, ?, ?)"
NARROW = Login("ct", "Laes-Kun-1", least("dbo.Customer", ("CustomerId", "CustomerCode", "ForeignId", "Name"), ()))


@dataclass(slots=True)
class There:
    """A server with forty customers, somebody who works in it, and the adapter under test."""

    place: OnServer
    theirs: odbc.Connection
    ours: SqlClientTime
    _seen: int = field(default=0)

    async def read(self) -> dict[str, str | None]:
        """Read, and return the names by key."""
        return {customer.key: customer.name for customer in await self.customers()}

    async def customers(self) -> tuple[Customer, ...]:
        """Read, and return the records."""
        self._seen = len(self.place.server.log.executed)
        found = await self.ours.read()
        assert found.customers.fault is None
        return found.customers.rows

    @property
    def sent(self) -> int:
        """Return how many customers the last reading had the server send."""
        asked = self.place.server.log.executed[self._seen :]
        return sum(entry.rows for entry in asked if "FROM [dbo].[Customer]" in entry.text and "COUNT" not in entry.text)

    def standing(self) -> dict[str, str | None]:
        """Return the names by key as they stand in the file."""
        return {str(key): name for key, name in self.place.rows("SELECT CustomerId, Name FROM Customer")}


Open = Callable[..., AbstractContextManager[There]]


@pytest.fixture(params=["freetds", "microsoft"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Return what opens a server; both drivers in turn."""

    @contextmanager
    def opened(table: str = TABLE, login: Login = OWNER, **server: object) -> Generator[There]:
        logins = (OWNER, login) if login is not OWNER else (OWNER,)
        with served(request.param, tmp_path, (table, OTHER), logins=logins, **server) as place:
            place.login = login
            for number in range(1, MANY + 1):
                place.run(f"{INTO} ({number}, 'K{number}', NULL, 'Kunde {number}')")
            with closing(odbc.connect(place.driver.connection(place.server.port), autocommit=True)) as theirs:
                yield There(place, theirs, place.opened())

    return opened


async def test_while_nothing_changes_no_row_is_sent_and_no_record_made(there: Open) -> None:
    with there() as at:
        first = await at.customers()
        assert at.sent == MANY

        second = await at.customers()

        assert at.sent == 0
        assert second is first


async def test_a_changed_row_alone_is_sent_and_seen(there: Open) -> None:
    with there() as at:
        first = await at.customers()
        at.theirs.execute("UPDATE Customer SET Name = 'Anden' WHERE CustomerId = 7")

        second = await at.customers()

        assert at.sent == 1
        assert second[6].name == "Anden"
        assert [n for n, (old, new) in enumerate(zip(first, second, strict=True)) if old is not new] == [6]
        await at.read()
        assert at.sent == 0


async def test_a_new_row_alone_is_sent_and_seen(there: Open) -> None:
    with there() as at:
        await at.read()
        at.theirs.execute(INSERT, 99, "K99", None, "Ny")

        assert (await at.read())["99"] == "Ny"
        assert at.sent == 1


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM Customer WHERE CustomerId = 7"],
        ["DELETE FROM Customer WHERE CustomerId = 7", f"{INTO} (99, 'K99', NULL, 'Ny')"],
        ["DELETE FROM Customer"],
        ["UPDATE Customer SET CustomerId = 99 WHERE CustomerId = 7"],
        [
            "DELETE FROM Customer WHERE CustomerId = 7",
            f"{INTO} (7, 'K7', NULL, 'En anden')",
        ],
    ],
    ids=["one", "one for another", "all", "another key", "the same key again"],
)
async def test_rows_that_went_are_seen(there: Open, statements: list[str]) -> None:
    with there() as at:
        await at.read()
        for statement in statements:
            at.theirs.execute(statement)

        assert await at.read() == at.standing()
        await at.read()
        assert at.sent == 0


@pytest.mark.parametrize("snapshot", [False, True], ids=["row versions unasked", "snapshot"])
async def test_what_is_committed_late_is_seen_then(there: Open, snapshot: bool) -> None:
    with there(properties=Properties(snapshot=snapshot, rcsi=not snapshot)) as at:
        await at.read()
        at.theirs.autocommit = False
        at.theirs.execute("UPDATE Customer SET Name = 'Sent' WHERE CustomerId = 7")
        at.theirs.execute("INSERT INTO Note (NoteId) VALUES (1)")  # raises the version past that of the customer
        assert (await at.read())["7"] == "Kunde 7"
        assert (await at.read())["7"] == "Kunde 7"
        at.theirs.commit()

        assert (await at.read())["7"] == "Sent"
        assert at.sent == 1


async def test_what_is_taken_back_was_never_seen(there: Open) -> None:
    with there() as at:
        before = await at.read()
        at.theirs.autocommit = False
        at.theirs.execute("UPDATE Customer SET Name = 'Sent' WHERE CustomerId = 7")
        assert await at.read() == before
        at.theirs.rollback()

        assert await at.read() == before


async def test_whatever_is_written_the_reading_is_what_stands_there(there: Open) -> None:
    chance = random.Random(4)  # noqa: S311 - no secret
    with there() as at:
        for step in range(60):
            key = chance.randrange(1, MANY + 20)
            match chance.randrange(4):
                case 0:
                    at.theirs.execute("DELETE FROM Customer WHERE CustomerId = ?", key)
                case 1 if str(key) not in at.standing():
                    at.theirs.execute(INSERT, key, f"K{key}", None, f"Ny {step}")
                case _:
                    at.theirs.execute("UPDATE Customer SET Name = ? WHERE CustomerId = ?", f"Trin {step}", key)
            if chance.randrange(3) == 0:
                assert await at.read() == at.standing()


async def test_every_now_and_then_everything_is_read(there: Open) -> None:
    with there() as at:
        at.place.run("UPDATE Customer SET Name = 'Bagom' WHERE CustomerId = 7")  # past the server: no version
        start = at.ours.now()
        at.ours.now = lambda: start
        await at.read()
        at.place.run("UPDATE Customer SET Name = 'Bagom igen' WHERE CustomerId = 7")
        assert (await at.read())["7"] == "Bagom"

        at.ours.now = lambda: start + WHOLE

        assert (await at.read())["7"] == "Bagom igen"
        assert at.sent == MANY
        at.ours.now = lambda: start  # the clock was put back
        await at.read()
        assert at.sent == MANY


async def test_a_new_connection_begins_with_everything(there: Open) -> None:
    with there() as at:
        await at.read()
        at.place.run("UPDATE Customer SET Name = 'Bagom' WHERE CustomerId = 7")
        at.place.server.cut()
        await at.ours.read()  # meets the cut, or connects again

        assert (await at.read())["7"] == "Bagom"


async def test_a_table_that_is_declared_otherwise_is_read_whole(there: Open) -> None:
    with there() as at:
        await at.read()
        at.place.run("ALTER TABLE Customer ADD COLUMN More INT")

        await at.read()

        assert at.sent == MANY


@pytest.mark.parametrize("statement", ["Version", "COUNT_BIG"])
async def test_a_reading_that_failed_hides_nothing_from_the_next_one(there: Open, statement: str) -> None:
    with there(faults=(Fault(Deed.ERROR, matching=f"dbo.*{statement}|{statement}.*dbo", number=8115),)) as at:
        await at.read()
        at.theirs.execute("UPDATE Customer SET Name = 'Anden' WHERE CustomerId = 7")

        assert (await at.ours.read()).customers.fault is not None

        assert (await at.read())["7"] == "Anden"


async def test_both_tables_are_read_by_their_versions(there: Open) -> None:
    with there() as at:
        at.place.run(
            "CREATE TABLE Invoice (InvoiceId INT PRIMARY KEY, Number VARCHAR(20), CustomerId INT, Version rowversion)",
            "INSERT INTO Invoice (InvoiceId, Number, CustomerId) VALUES (1, '10001', 7), (2, '10002', 7)",
        )
        ours = at.place.opened(BY_ID, InvoiceMapping("dbo.Invoice", "InvoiceId", "Number", "CustomerId"))
        await ours.read()
        at.theirs.execute("UPDATE Invoice SET CustomerId = 8 WHERE InvoiceId = 2")
        seen = len(at.place.server.log.executed)

        found = await ours.read()

        asked = at.place.server.log.executed[seen:]
        assert [(row.number, row.customer) for row in found.invoices.rows] == [("10001", "7"), ("10002", "8")]
        assert [entry.rows for entry in asked if ">=" in entry.text] == [0, 1]


@pytest.mark.long
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_a_right_to_read_the_version_is_none_too_many(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, with_more(Grant("SELECT", "dbo.Customer", ("Version",)))) as site:
        site.place.run("ALTER TABLE Customer ADD COLUMN Version rowversion")

        assert site.look().warnings == set()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Deed.ERROR, matching="MIN_ACTIVE_ROWVERSION", number=195, times=0),
        Fault(Deed.ERROR, matching="MIN_ACTIVE_ROWVERSION", number=1205, times=0),
    ],
    ids=["no such function", "deadlock"],
)
async def test_a_server_that_does_not_tell_its_floor_is_read_whole(there: Open, fault: Fault) -> None:
    with there(faults=(fault,)) as at:
        for name in ("Første", "Anden"):
            at.theirs.execute("UPDATE Customer SET Name = ? WHERE CustomerId = 7", name)
            assert (await at.read())["7"] == name
            assert at.sent == MANY


async def test_a_database_that_is_only_read_is_read_whole(there: Open) -> None:
    with there(properties=Properties(read_only=True)) as at:
        await at.read()
        at.place.run("UPDATE Customer SET Name = 'Fra en anden' WHERE CustomerId = 7")

        assert (await at.read())["7"] == "Fra en anden"


async def test_a_version_that_may_not_be_read_is_never_asked_for(there: Open) -> None:
    with there(login=NARROW) as at:
        await at.read()
        at.theirs.execute("UPDATE Customer SET Name = 'Anden' WHERE CustomerId = 7")

        assert (await at.read())["7"] == "Anden"
        assert at.sent == MANY
        assert not [entry for entry in at.place.server.log.executed if entry.number]


@pytest.mark.parametrize(
    "table",
    [
        f"CREATE TABLE Customer ({COLUMNS})",
        f"CREATE TABLE Customer ({COLUMNS}, Version rowversion, Loud NVARCHAR(100) GENERATED ALWAYS AS (Name) VIRTUAL)",
        f"CREATE TABLE Customer ({COLUMNS.replace(' PRIMARY KEY', '')}, Version rowversion)",
    ],
    ids=["no version", "a computed column", "keys that are not one each"],
)
async def test_a_table_whose_versions_do_not_tell_is_read_whole(there: Open, table: str) -> None:
    with there(table) as at:
        if "PRIMARY" not in table:
            at.theirs.execute(INSERT, 1, "K1", None, "To gange")
        await at.read()
        at.theirs.execute("UPDATE Customer SET Name = 'Anden' WHERE CustomerId = 7")

        assert (await at.read())["7"] == "Anden"
        assert at.sent >= MANY
