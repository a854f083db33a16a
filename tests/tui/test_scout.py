"""The scout in a process of its own: the only one with a driver and the password, and gone with who asks."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from checks.engine.errors import Fault
from tests.support.clienttime_file import ClientTimeFile
from tests.support.clienttime_places import OnServer, served
from tests.support.processes import alive, command_of, environment_of
from tests.support.tds.faults import Door
from tests.support.tds.rights import OWNER
from tui.config import PASSWORD
from tui.mapping_draft import MappingDraft
from tui.proposal import propose
from tui.scout import Draft, LoginRefused, Target
from tui.scout_link import ScoutProcess
from tui.site_template import Answers, Place, Server, site_text

long = pytest.mark.long
TABLES = (
    "CREATE TABLE Customer (CustomerId int NOT NULL PRIMARY KEY, CustomerCode varchar(20), "
    "ForeignDebitorSystemIdentification varchar(50))",
    "CREATE TABLE Invoice (InvoiceId int NOT NULL PRIMARY KEY, InvoiceNumber varchar(20), CustomerId int, "
    "InvoiceDate date, GrossAmount decimal(18, 2))",
    "INSERT INTO Customer VALUES (7, '1042', NULL)",
    "INSERT INTO Invoice VALUES (1, '10234', 7, '2026-03-03', 12500)",
)


@asynccontextmanager
async def scouting() -> AsyncGenerator[ScoutProcess]:
    scout = ScoutProcess()
    try:
        yield scout
    finally:
        await scout.close()


def pid_of(scout: ScoutProcess) -> int:
    assert scout._process is not None  # pyright: ignore[reportPrivateUsage]  # nothing else needs it
    return scout._process.pid  # pyright: ignore[reportPrivateUsage]


def owner(there: OnServer, database: str | None = None) -> Server:
    return Server(f"tcp:127.0.0.1,{there.server.port}", database, OWNER.name, driver=there.driver.driver, trust=True)


async def test_a_file_tells_its_tables_and_one_invoice_and_goes_on_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path / "state"))
    database = tmp_path / "clienttime.db"
    ClientTimeFile(database).run(*TABLES)
    async with scouting() as scout:
        tables = await scout.tables(Target(sqlite=database))
        proposal = MappingDraft(tables, propose(tables)).proposal
        path = tmp_path / "holm.toml"
        answers = Answers("holm", "Holm", Place("A"), Place("B"), database)
        draft = Draft(site_text(answers, proposal, "en"), path, "holm")

        assert [table.name for table in tables] == ["Customer", "Invoice"]
        assert await scout.proposed(draft) == "10234"
        question = await scout.invoice(draft, "10234")
        assert question is not None
        assert "customer 1042 on 2026-03-03 for 12,500.00" in question.text("en")
        assert "03-03-2026 på 12.500,00" in question.text("da")
        assert await scout.invoice(draft, "99") is None
        path.write_text(draft.text)
        await scout.put_on_record(path, "holm")
        assert list((tmp_path / "state" / "sites" / "holm").iterdir())
        leaving = pid_of(scout)
    assert not alive(leaving)


@long
async def test_a_fault_is_told_in_the_words_of_its_kind(tmp_path: Path) -> None:
    (tmp_path / "clienttime.db").write_text("this is no database, and long enough to be looked at " * 20)
    async with scouting() as scout:
        with pytest.raises(Fault, match=r"clienttime\.db"):
            await scout.tables(Target(sqlite=tmp_path / "clienttime.db"))
        with pytest.raises(Fault, match=r"127\.0\.0\.1,9"):
            await scout.databases(Target(server=Server("tcp:127.0.0.1,9")))


@long
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
async def test_a_server_tells_its_databases_to_who_has_the_password(tmp_path: Path, driver: str) -> None:
    with served(driver, tmp_path, TABLES) as there:
        async with scouting() as scout:
            with pytest.raises(LoginRefused):
                await scout.databases(Target(server=owner(there), secrets={PASSWORD: "Forkert-1"}))
            found = await scout.databases(Target(server=owner(there), secrets={PASSWORD: OWNER.password}))
            tables = await scout.tables(Target(server=owner(there, found.names[0])))

            seen = command_of(pid_of(scout)) + environment_of(pid_of(scout))
            assert seen
            assert OWNER.password not in seen
            assert OWNER.password not in os.environ.values()
            assert scout.knows_password
            assert {table.name for table in tables} >= {"Customer", "Invoice"}


@long
async def test_what_hangs_is_ended_by_who_leaves_it_and_a_new_one_answers(tmp_path: Path) -> None:
    with served("freetds", tmp_path, TABLES, door=Door.TLS_STALL) as there:
        async with scouting() as scout:
            asking = asyncio.create_task(scout.databases(Target(server=owner(there), secrets={PASSWORD: "x"})))
            await asyncio.sleep(1.0)
            hung = pid_of(scout)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

            assert not alive(hung)
            assert not scout.knows_password
            with pytest.raises(Fault, match=r"127\.0\.0\.1,9"):
                await scout.databases(Target(server=Server("tcp:127.0.0.1,9")))


@long
async def test_a_process_that_is_killed_is_told_and_another_one_answers(tmp_path: Path) -> None:
    ClientTimeFile(tmp_path / "clienttime.db").run(*TABLES)
    async with scouting() as scout:
        await scout.tables(Target(sqlite=tmp_path / "clienttime.db"))
        os.kill(pid_of(scout), signal.SIGKILL)

        with pytest.raises(Fault, match="stopped unexpectedly"):
            await scout.tables(Target(sqlite=tmp_path / "clienttime.db"))

        assert await scout.tables(Target(sqlite=tmp_path / "clienttime.db"))
