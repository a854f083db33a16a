"""D1, D2, D4, D9, D11, D12, D20, D21, D23: what a database does to a reading is told as what it is."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.adapters import reach_words, sqlserver_words
from checks.adapters.clienttime import SqlClientTime
from checks.adapters.server_address import ServerAddress
from checks.adapters.sqlserver import Login as Asked
from checks.adapters.sqlserver import SqlServerDatabase
from checks.engine.lookup import Found
from checks.engine.model import Health
from checks.engine.patience import by_itself
from checks.engine.phrase import Phrase
from checks.engine.plan import State
from tests.support.clienttime_places import BY_ID, TABLE, OnServer
from tests.support.fixing import bench
from tests.support.sample import sample
from tests.support.tds import encode
from tests.support.tds.faults import Deed, Door, Fault
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Grant, Login, least
from tests.support.telling import is_told, many, served

DRIVERS = sample(["freetds", "microsoft"])
LIST = r"SELECT .+ FROM \[dbo\]\.\[Customer\] ORDER"
COLUMNS = ("CustomerId", "CustomerCode", "ForeignId", "Name")


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d1_a_refused_login_is_not_tried_again_by_itself(tmp_path: Path, driver: str) -> None:
    now, password = [0.0], ["wrong"]
    with served(driver, tmp_path, logins=(Login("ct", "right", (Grant("SELECT"),)),)) as place:
        place.login = Login("ct", "wrong")
        clienttime = place.opened(login=lambda: Asked("ct", password[0]))
        database = clienttime.database
        assert isinstance(database, SqlServerDatabase)
        database.clock = lambda: now[0]
        database._pause.clock = database.clock  # pyright: ignore[reportPrivateUsage]  # time is what is simulated
        with by_itself(true=True):
            for _ in range(60):
                found = await clienttime.read()
                assert is_told(found, sqlserver_words.LOGIN)
                now[0] += 60
        tried = place.server.log.logins

        for _ in range(60):
            assert is_told(await clienttime.read(), sqlserver_words.LOGIN)
            now[0] += 5
        asked = place.server.log.logins - tried

        password[0] = "right"
        with by_itself(true=True):
            healed = await clienttime.read()

    assert (tried, asked) == (1, 3)
    assert "login of ct" in found.customers.fault.text()  # type: ignore[union-attr]  # told above
    assert healed.state.health is Health.OK


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        (ServerAddress("no-such-host.invalid"), reach_words.UNKNOWN_HOST),
        ("closed", reach_words.CLOSED),
        ("silent", reach_words.SILENT),
    ],
    ids=["unknown", "closed", "silent"],
)
async def test_d2_three_ways_not_to_be_there_are_three_messages(
    tmp_path: Path, driver: str, address: Any, phrase: Phrase
) -> None:
    with served(driver, tmp_path) as place, socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        port = {"silent": full.getsockname()[1], "closed": place.server.port}.get(address) if address else None
        place.server.close()
        where = ServerAddress("127.0.0.1", port) if isinstance(address, str) else address
        clienttime = place.opened(address=where, login_timeout=2)

        started = time.monotonic()
        assert is_told(await clienttime.read(), phrase)

        assert time.monotonic() - started < 2.5
        assert (await clienttime.link("2", None, "20002")).state is State.NOT_DONE
        assert place.server.log.logins == 0
        for one in waiting:
            one.close()


async def _cut_at(place: OnServer, clienttime: SqlClientTime, size: int, rows: int) -> bool:
    """Cut the answer after so many bytes; tell whether it was longer. It is read as a whole or not at all."""
    place.server.faults.add(Fault(Deed.CUT_WITHIN, LIST, size=size))
    cut = await clienttime.read()
    place.server.faults.clear()
    if cut.customers.fault is None:
        assert len(cut.customers.rows) == rows, size
        return False
    assert is_told(cut, sqlserver_words.CUT), size
    after = await clienttime.read()
    assert (after.state.health, len(after.customers.rows)) == (Health.OK, rows), size
    return True


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d4_a_connection_lost_in_the_middle_gives_no_rows(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, many(2_000)) as place:
        clienttime = place.opened()
        for size in (0, 1, 40_960):
            assert await _cut_at(place, clienttime, size, 2_000)


@pytest.mark.long
@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(("rows", "step"), [(2_000, 4_096), (3, 1)])
async def test_d4_wherever_it_is_lost(tmp_path: Path, driver: str, rows: int, step: int) -> None:
    with served(driver, tmp_path, many(rows)) as place:
        clienttime = place.opened()
        size = 0
        while await _cut_at(place, clienttime, size, rows):
            size += step

    assert size > 15 * step


@pytest.mark.parametrize("deed", [Deed.ERROR_WITHIN, Deed.ERROR_AFTER])
@pytest.mark.parametrize("driver", DRIVERS)
async def test_d4_an_error_after_the_last_row_gives_no_rows(tmp_path: Path, driver: str, deed: Deed) -> None:
    with served(driver, tmp_path, faults=(Fault(deed, LIST, number=601, text="Could not continue scan."),)) as place:
        clienttime = place.opened()

        assert is_told(await clienttime.read(), sqlserver_words.OTHER)
        assert len((await clienttime.read()).customers.rows) == 3


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.long
async def test_d9_a_read_that_lost_a_deadlock_is_done_again(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, faults=(Fault(Deed.ERROR, LIST, number=1205, times=3),)) as place:
        found = await place.opened().read()

        assert (found.state.health, len(found.customers.rows)) == (Health.OK, 3)
        assert place.server.log.logins == 1


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.long
async def test_d9_a_read_that_always_loses_is_told(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, faults=(Fault(Deed.ERROR, LIST, number=1205, times=0),)) as place:
        assert is_told(await place.opened().read(), sqlserver_words.DEADLOCK)
        assert sum(entry.number == 1205 for entry in place.server.log.executed) == 4


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d11_a_right_that_is_missing_is_named_with_what_gives_it(tmp_path: Path, driver: str) -> None:
    logins = (Login("ct", "p", least("dbo.Customer", COLUMNS[:3])),)
    with served(driver, tmp_path, logins=logins) as place:
        place.login = logins[0]
        clienttime = place.opened()

        found = await clienttime.read()

        assert is_told(found, sqlserver_words.NO_RIGHT)
        assert found.customers.fault is not None
        assert "GRANT SELECT ON dbo.Customer (Name) TO …" in found.customers.fault.text()
        assert "ct lacks a right" in found.customers.fault.text()
        assert (await place.opened(replace(BY_ID, name=None)).read()).state.health is Health.OK


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d11_a_database_that_may_not_be_opened_is_told(tmp_path: Path, driver: str) -> None:
    logins = (Login("ct", "p", mapped=False),)
    with served(driver, tmp_path, logins=logins) as place:
        place.login = logins[0]
        stranger = sqlserver_words.NO_ACCESS if place.driver.freetds else sqlserver_words.NO_DATABASE
        for clienttime, phrase in (
            (place.opened(), stranger),
            (place.opened(database="Elsewhere"), sqlserver_words.NO_DATABASE),
        ):
            for _ in range(3):
                with by_itself(true=True):
                    assert is_told(await clienttime.read(), phrase)

        assert place.server.log.logins == 2
        assert is_told(await clienttime.read(), phrase)
        assert place.server.log.logins == 3


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(
    "change", ["ALTER TABLE Customer RENAME COLUMN ForeignId TO FremmedId", "ALTER TABLE Customer RENAME TO Kunder"]
)
@pytest.mark.long
async def test_d12_what_was_renamed_stops_reading_and_writing(tmp_path: Path, driver: str, change: str) -> None:
    async with bench(driver, tmp_path) as at:
        assert (await at.clienttime.read()).state.health is Health.OK
        at.place.run(change)

        found = await at.clienttime.read()
        outcome = await at.fix()

        assert found.state.health is Health.DOWN
        assert found.customers.fault is not None
        assert "site file" in found.customers.fault.text()
        assert (outcome.state, at.entry.state, at.updates) == (State.NOT_DONE, State.NOT_DONE, 0)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d20_whatever_a_text_holds_it_is_read_and_shown_harmless(tmp_path: Path, driver: str) -> None:
    rows = (
        "INSERT INTO Customer VALUES (1, '1', NULL, 'a' || char(0) || 'b' || char(27) || '[2J' || char(155) || 'c')",
        "INSERT INTO Customer VALUES (2, '2', NULL, 'x' || char(8238) || 'y')",
        "INSERT INTO Customer VALUES (3, '3', NULL, printf('%.*c', 4000, 'z'))",
    )
    with served(driver, tmp_path, (TABLE.replace("NVARCHAR(100)", "NVARCHAR(4000)"), *rows)) as place:
        found = await place.opened().read()

    names = [row.name or "" for row in found.customers.rows]
    assert found.state.health is Health.OK
    assert all(name.isprintable() for name in names)
    assert names[0].startswith("a\ufffd") or names[0] == "a"
    assert names[1] == "x\ufffdy"
    assert len(names[2]) == 4000


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d20_half_of_a_pair_costs_no_reading(
    tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column that cuts an emoji in two keeps its first half, which is no valid Unicode."""
    text = encode._text  # pyright: ignore[reportPrivateUsage]  # SQLite's own texts hold no half of a pair

    def halved(kind: Any) -> Any:
        made = text(kind)

        def bytes_of(value: Any) -> bytes:
            return made(value.replace("§", "\ud83d") if isinstance(value, str) else value)

        return bytes_of

    monkeypatch.setattr(encode, "_text", halved)
    rows = (
        "INSERT INTO Customer VALUES (1, '1', '20001', 'Aa § b')",
        "INSERT INTO Customer VALUES (2, '2', NULL, 'Bæk')",
    )
    with served(driver, tmp_path, (TABLE, *rows)) as place:
        clienttime = place.opened()
        first, second = await clienttime.read(), await clienttime.read()
        one = await clienttime.customer("1")
        await clienttime.close()

    for found in (first, second):
        assert found.state.health is Health.OK
        assert [row.name for row in found.customers.rows] == ["Aa \ufffd b", "Bæk"]
    assert isinstance(one, Found)
    assert one.value.name == "Aa \ufffd b"


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d21_the_servers_clock_decides_nothing(tmp_path: Path, driver: str) -> None:
    elsewhere = Properties(ahead=timedelta(days=-400), zone=timedelta(hours=9))
    async with bench(driver, tmp_path, properties=elsewhere) as at:
        assert (await at.clienttime.read()).state.health is Health.OK
        assert (await at.fix()).state is State.DONE


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d23_a_server_that_was_away_is_found_again(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path) as place:
        clienttime = place.opened(login_timeout=2)
        assert (await clienttime.read()).state.health is Health.OK

        place.server.close()
        gone = [await clienttime.read() for _ in range(3)]
        place.server.open()
        back = await clienttime.read()

        assert is_told(gone[-1], reach_words.CLOSED)
        assert all(reading.customers.fault and not reading.customers.rows for reading in gone)
        assert (back.state.health, len(back.customers.rows)) == (Health.OK, 3)


@pytest.mark.parametrize(
    ("door", "phrase"),
    [
        (Door.SILENT, reach_words.MUTE),
        (Door.GARBAGE, reach_words.NOT_TDS),
        (Door.SLAMMED, reach_words.HUNG_UP),
    ],
)
@pytest.mark.parametrize("driver", DRIVERS)
async def test_what_opens_and_is_no_server_is_told(tmp_path: Path, driver: str, door: Door, phrase: Phrase) -> None:
    with served(driver, tmp_path, door=door) as place:
        assert is_told(await place.opened(login_timeout=1).read(), phrase)


async def test_a_driver_that_does_not_load_is_told(tmp_path: Path) -> None:
    with served("freetds", tmp_path) as place:
        broken = tmp_path / "libmsodbcsql-18.so"
        broken.write_bytes(b"not a library")

        assert is_told(await place.opened(driver=str(broken)).read(), sqlserver_words.NO_LIBRARY)
