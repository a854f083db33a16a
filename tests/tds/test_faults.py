"""Everything that goes wrong on demand: errors by number, delays, silence, and lines cut at a chosen moment."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.support.tds import odbc, sample, tls
from tests.support.tds.drivers import Driver
from tests.support.tds.faults import LOGIN, Deed, Door, Fault
from tests.support.tds.prelogin import Encryption
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number, state
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
UPDATE = "UPDATE Customer SET Name = 'mine' WHERE CustomerId = 1"
NUMBERS = (
    1205,
    1222,
    229,
    230,
    262,
    207,
    208,
    102,
    2627,
    547,
    515,
    2628,
    8152,
    245,
    8134,
    3906,
    3960,
    9002,
    40501,
    701,
)


@pytest.mark.parametrize("wanted", NUMBERS)
def test_an_error_comes_at_the_statement_and_as_often_as_it_was_asked(
    connect: Connect, server: TdsServer, wanted: int
) -> None:
    server.faults.add(Fault(Deed.ERROR, "^SELECT Name", nth=2, times=2, number=wanted))
    with connect(server) as connection:
        found = [number(lambda: connection.execute("SELECT Name FROM Customer")) for _ in range(4)]

    assert found == [0, wanted, wanted, 0]


def test_a_deadlock_takes_the_transaction_back(connect: Connect, server: TdsServer, path: Path) -> None:
    server.faults.add(Fault(Deed.ERROR, "^SELECT 1", number=1205))
    with connect(server) as connection:
        connection.execute("BEGIN TRANSACTION")
        connection.execute(UPDATE)

        assert number(lambda: connection.execute("SELECT 1")) == 1205
        assert connection.execute("SELECT @@TRANCOUNT").fetchval() == 0
    assert sample.cell(path, "Name") != "mine"
    assert server.log.committed == 0


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("own", [False, True], ids=["in SQL", "by the driver"])
@pytest.mark.parametrize(("deed", "kept"), [(Deed.CUT_BEFORE, False), (Deed.CUT_AFTER, True)])
def test_a_commit_that_is_cut_was_done_or_not(
    connect: Connect, server: TdsServer, path: Path, deed: Deed, kept: bool, own: bool, reset: bool
) -> None:
    server.faults.add(Fault(deed, "^COMMIT", reset=reset))
    with connect(server) as connection:
        connection.autocommit = not own
        if not own:
            connection.execute("BEGIN TRANSACTION")
        connection.execute(UPDATE)

        assert state(connection.commit if own else lambda: connection.execute("COMMIT")) != ""
        assert state(lambda: connection.execute("SELECT 1")) == "08S01"
    server.close()

    assert (sample.cell(path, "Name") == "mine") is kept
    assert (len(server.writes), server.log.committed) == (1, int(kept))


def test_a_transaction_may_still_run_when_its_client_is_gone(connect: Connect, server: TdsServer, path: Path) -> None:
    server.faults.add(Fault(Deed.LINGER, "^COMMIT", seconds=0.5))
    with connect(server) as connection, connect(server) as other:
        connection.execute("BEGIN TRANSACTION")
        connection.execute(UPDATE)
        assert state(lambda: connection.execute("COMMIT")) != ""
        assert sample.cell(path, "Name") != "mine"
        other.execute("SET LOCK_TIMEOUT 5000")
        found = other.execute("SELECT Name FROM Customer WITH (UPDLOCK) WHERE CustomerId = 1").fetchval()

    assert found == "mine"


def test_the_line_is_cut_within_an_answer(connect: Connect, tmp_path: Path) -> None:
    path = sample.made(tmp_path / "many.db", 2_000)
    fault = Fault(Deed.CUT_WITHIN, "FROM Customer", size=50_000)
    with TdsServer(path, faults=(fault,)) as server, connect(server) as connection:
        assert state(lambda: connection.execute("SELECT * FROM Customer").fetchall()) != ""


@pytest.mark.parametrize(("deed", "kept"), [(Deed.MUTE, False), (Deed.MUTE_AFTER, True)])
def test_a_mute_server_does_not_even_answer_a_cancel(
    connect: Connect, server: TdsServer, path: Path, deed: Deed, kept: bool
) -> None:
    server.faults.add(Fault(deed, "^UPDATE"))
    with connect(server) as connection:
        connection.timeout = 1
        began = time.monotonic()

        assert state(lambda: connection.execute(UPDATE)) == "HYT00"
        assert time.monotonic() - began > 1.5
    assert (sample.cell(path, "Name") == "mine") is kept


def test_a_delay_ends_with_a_query_time_out_and_the_connection_lives_on(connect: Connect, server: TdsServer) -> None:
    server.faults.add(Fault(Deed.DELAY, "^SELECT Name", seconds=30))
    with connect(server) as connection:
        connection.timeout = 1

        assert state(lambda: connection.execute("SELECT Name FROM Customer")) == "HYT00"
        assert connection.execute("SELECT Name FROM Customer").fetchval()


def test_a_login_fails_by_number_once_and_works_afterwards(connect: Connect, server: TdsServer) -> None:
    server.faults.add(Fault(Deed.ERROR, LOGIN, number=40613))

    assert number(lambda: connect(server)) == 40613
    with connect(server) as connection:
        assert connection.execute("SELECT 1").fetchval() == 1


@pytest.mark.parametrize("door", [Door.GARBAGE, Door.SLAMMED, Door.SILENT])
def test_a_door_that_is_no_sql_server_lets_nobody_in(connect: Connect, path: Path, door: Door) -> None:
    with TdsServer(path, door=door) as server:
        began = time.monotonic()

        assert state(lambda: connect(server, timeout=1)) != ""
        assert (time.monotonic() - began > 0.9) is (door is Door.SILENT)
        assert server.accepted >= 1


def test_a_server_may_stall_in_tls(driver: Driver, connect: Connect, path: Path) -> None:
    if not driver.freetds:
        pytest.skip("Microsoft's driver ignores its time-out here and would hang for good")
    with TdsServer(path, door=Door.TLS_STALL) as server:
        assert state(lambda: connect(server, timeout=1, encrypt=True)) == "HYT00"


def test_a_server_without_tls_is_refused_by_a_client_that_insists(connect: Connect, path: Path) -> None:
    with TdsServer(path, encryption=Encryption.NONE) as server:
        assert state(lambda: connect(server, encrypt=True)) == "08001"
        with connect(server) as connection:
            assert connection.execute("SELECT 1").fetchval() == 1


def test_a_server_that_insists_on_tls_gets_it(connect: Connect, path: Path) -> None:
    with TdsServer(path, encryption=Encryption.REQUIRED) as server, connect(server) as connection:
        note = "æ" * 50_000
        connection.execute("UPDATE Customer SET Note = ? WHERE CustomerId = 1", note)

        assert connection.execute("SELECT Note FROM Customer WHERE CustomerId = 1").fetchval() == note


def test_a_certificate_that_nobody_signed_is_not_trusted(driver: Driver, path: Path) -> None:
    if driver.freetds:
        pytest.skip("FreeTDS does not verify certificates unless it is given a CA")
    with TdsServer(path) as server:
        text = driver.connection(server.port, encrypt=True, TrustServerCertificate="no")

        assert state(lambda: odbc.connect(text, timeout=5)) == "08001"


def test_a_session_that_is_tls_from_its_first_byte_is_served(driver: Driver, path: Path) -> None:
    if driver.freetds:
        pytest.skip("this FreeTDS does not know Encrypt=strict")
    certificate = tls.shared()
    with TdsServer(path, certificate=certificate) as server:
        text = driver.connection(server.port, Encrypt="strict", ServerCertificate=str(certificate.chain))
        connection = odbc.connect(text, timeout=5)

        assert connection.execute("SELECT N'æ'").fetchval() == "æ"
        connection.close()


def test_a_server_goes_down_and_comes_back_on_the_same_port(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        server.close()

        assert state(lambda: connection.execute("SELECT 1")) != ""
        assert state(lambda: connect(server, timeout=1)) != ""
        server.open()
        with connect(server) as again:
            assert again.execute("SELECT 1").fetchval() == 1
