"""Whatever is wrong with the database file is told apart; nothing is made and nothing changed by looking."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.adapters.clienttime import open_sqlite
from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.sqlite_fault import BY_NUMBER
from checks.engine.errors import SourceFault
from checks.engine.lookup import Unknown
from checks.engine.model import Health
from checks.engine.plan import State
from checks.engine.ports import ClientTimeReading
from tests.support.clienttime_file import BY_ID, with_three

NOBODY = 65534


async def told(path: Path) -> str:
    """Return what the operator reads of this file."""
    clienttime = open_sqlite(path, BY_ID, None, busy_timeout=0.05)
    found = await clienttime.read()
    await clienttime.close()
    assert found.state.health is Health.DOWN
    assert not found.customers.rows
    assert not found.customers.complete
    assert found.state.detail == found.customers.fault == found.invoices.fault
    assert found.state.detail is not None
    said = found.state.detail.text()
    assert str(path) in said
    assert said != found.state.detail.text("da")
    return said


def names_in(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return [path.name for path in folder.iterdir()]


async def test_a_missing_file_is_missing_and_stays_so(tmp_path: Path) -> None:
    assert "is not there" in await told(tmp_path / "clienttime.db")
    assert "is not there" in await told(tmp_path / "no folder" / "clienttime.db")
    assert names_in(tmp_path) == []


async def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in await told(tmp_path)


async def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "clienttime.db").touch()

    assert "is an empty file" in await told(tmp_path / "clienttime.db")


@pytest.mark.parametrize("content", [b"PK\x03\x04" * 300, b"x", b"Kundenr;Navn\r\n" * 90])
async def test_another_kind_of_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clienttime.db").write_bytes(content)

    assert "is not a SQLite database" in await told(tmp_path / "clienttime.db")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders on Windows")
async def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "clienttime.db")

    assert "is not a SQLite database" in await told(tmp_path / "clienttime.db")


async def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    content = bytearray(file.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.path.write_bytes(content)

    found = await file.opened().read()

    assert found.customers.fault is not None
    assert "is damaged" in found.customers.fault.text()
    assert not found.customers.rows


async def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    assert "cannot be opened" in await told(tmp_path / ("x" * 300))


async def test_a_locked_file_is_told_soon_and_read_when_it_is_let_go(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    clienttime = file.opened(busy_timeout=0.1)
    with contextlib.closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()

        assert "is locked by another program" in await told(file.path)
        assert time.monotonic() - began < 15
        written = await clienttime.link("2", None, "20002")

    assert written.state is State.NOT_DONE
    assert "is locked" in written.message.text()
    assert (await clienttime.read()).state.health is Health.OK


async def test_a_place_with_odd_letters_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "100% æøå #1?mode=memory&x"
    folder.mkdir()

    assert len((await with_three(folder).opened().read()).customers.rows) == 3


async def test_a_relative_place_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_three(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert len((await open_sqlite(Path("clienttime.db"), BY_ID, None).read()).customers.rows) == 3


async def test_reading_changes_no_byte_and_leaves_no_file(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    before = file.path.read_bytes()
    clienttime = file.opened()

    await clienttime.read()
    await clienttime.customer("1")
    await clienttime.holders("20001")
    await clienttime.shapes()

    assert file.path.read_bytes() == before
    assert names_in(tmp_path) == [file.path.name]


def test_the_connection_for_reading_cannot_write(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceFault, match="may not be written"),
        with_three(tmp_path).opened().database.connected() as connection,
    ):
        connection.execute('UPDATE "dbo"."Customer" SET Name = 1')


async def test_a_file_in_wal_mode_is_read_beside_a_writer(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run("PRAGMA journal_mode = WAL")
    with contextlib.closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE Customer SET ForeignId = '9' WHERE CustomerId = 1")

        found = await file.opened().read()

    assert [customer.foreign_id for customer in found.customers.rows] == ["20001", None, "20003"]


@pytest.mark.parametrize("schema", ["dbo", "main", "Main", "sales", "æøå", "a.b"])
async def test_the_file_stands_under_whatever_schema_the_mapping_names(tmp_path: Path, schema: str) -> None:
    file = with_three(tmp_path)
    clienttime = file.opened(CustomerMapping(f"[{schema}].Customer", "CustomerCode", "ForeignId"))

    assert len((await clienttime.read()).customers.rows) == 3
    assert (await clienttime.link("1002", None, "20002")).state is State.DONE


async def test_two_schemas_are_the_same_file(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run("CREATE TABLE Invoice (Nr TEXT, Kunde INT)", "INSERT INTO Invoice VALUES ('7', 1)")
    clienttime = file.opened(BY_ID, InvoiceMapping("bill.Invoice", number="Nr", customer="Kunde"))

    found = await clienttime.read()

    assert (len(found.customers.rows), len(found.invoices.rows)) == (3, 1)
    assert (await clienttime.link("2", None, "20002")).state is State.DONE


@pytest.mark.parametrize("table", ["temp.Customer", "dbo.", ".Customer", "", "x" * 129 + ".Customer", "a\0b.Customer"])
async def test_a_schema_that_cannot_be_is_a_fault_of_the_mapping(tmp_path: Path, table: str) -> None:
    found = await with_three(tmp_path).opened(CustomerMapping(table, "CustomerCode", "ForeignId")).read()

    assert found.state.health is Health.DOWN
    assert found.customers.fault is not None
    assert "site file" in found.customers.fault.text()


async def test_a_view_without_end_is_stopped_and_asked_again(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run(
        "CREATE VIEW Endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x AS CustomerCode, x AS ForeignId FROM n WHERE x < 0"
    )
    clienttime = file.opened(CustomerMapping("Endless", "CustomerCode", "ForeignId"), query_timeout=0.3)

    found = await clienttime.read()

    assert found.customers.fault is not None
    assert "query_timeout" in found.customers.fault.text()
    assert clienttime.lane.hanging == 0
    assert isinstance(await clienttime.customer("1"), Unknown)


@pytest.fixture
def open_folder() -> Generator[Path]:
    """Give a folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to become nobody")
async def test_missing_rights_are_told_apart_for_reading_and_writing(open_folder: Path) -> None:
    file = with_three(open_folder)

    file.path.chmod(0o444)
    with nobody():
        assert (await file.opened().read()).state.health is Health.OK
        written = await file.opened().link("2", None, "20002")
    assert written.state is State.NOT_DONE
    assert "may not be written" in written.message.text()

    file.path.chmod(0o000)
    with nobody():
        assert "cannot be opened" in await told(file.path)
        assert "cannot be opened" in (await file.opened().link("2", None, "20002")).message.text()


@contextlib.contextmanager
def nobody() -> Generator[None]:
    """Be without rights for a moment."""
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_every_sentence_is_there_in_both_languages() -> None:
    for phrase in BY_NUMBER.values():
        filled = phrase.with_(path="p", said="s")
        assert filled.text("en") != filled.text("da")


async def test_a_part_that_fails_costs_only_itself(tmp_path: Path) -> None:
    file = with_three(tmp_path)

    found = await file.opened(BY_ID, InvoiceMapping("dbo.Faktura", number="Nr", customer="Kunde")).read()

    assert found.state.health is Health.DEGRADED
    assert found.state.detail == found.invoices.fault
    assert _named(found) == ["Aagaard ApS", "Bech A/S", "Carstensen I/S"]
    assert not found.invoices.complete


def _named(found: ClientTimeReading) -> list[str | None]:
    return [customer.name for customer in found.customers.rows]
