"""The real screen at 80×24 over real TDS: each required check put right and taken back, and a server that hangs."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import scenario
from tests.support.firm import PROGRAM
from tests.support.processes import gone_after, offspring
from tests.support.tds.faults import Deed, Door, Fault
from tests.support.tds.server import TdsServer
from tests.support.tds_firm import TdsFirm, tds_firm
from tests.support.terminal import Terminal, terminal

LISTS = r"FROM \[dbo\]\.\[(Customer|Invoice)\] ORDER"
DEBTOR = "20001"
CELL = "SELECT ForeignDebitorSystemIdentification FROM Customer WHERE CustomerId = 1"
"""The worst finding's customer, which is the first of every firm of seed 1."""
BOTH = ["freetds", "microsoft"]
TOLD_WITHIN, GONE_WITHIN, ANSWERS_WITHIN = 3.0, 2.0, 1.0


@contextmanager
def started(firm: TdsFirm, *words: str) -> Generator[Terminal]:
    """Start the real screen on the firm."""
    with terminal([*PROGRAM, "--config", str(firm.config), *words], firm.environment) as opened:
        yield opened


@contextmanager
def screen(home: Path, driver: str, **timeouts: int) -> Generator[tuple[Terminal, TdsFirm]]:
    """Open the real screen on a small firm and wait for its first reading."""
    made = scenario.build(1, 1, 1, datetime.now(UTC))
    with tds_firm(home, driver, made, **timeouts) as firm, started(firm) as opened:
        opened.until("CT ✔")
        opened.read(1.2)  # from now on the connection counts as idle, and is tried before it is used
        yield opened, firm


@pytest.mark.parametrize(
    ("driver", "keys", "was", "became"),
    [
        pytest.param(driver, keys, was, became, id=f"{driver}-{name}", marks=marks)
        for driver in BOTH
        for name, keys, was, became in (
            ("null-foreign-id", "1f", "NULL", DEBTOR),
            ("only-in-economic", f"2/{DEBTOR}\rf", "NULL", DEBTOR),
            ("stale-address", "3f", "", ""),
            ("unposted-invoice", "4f", "NULL", DEBTOR),
        )
        for marks in ([] if (driver, name) == ("freetds", "null-foreign-id") else [pytest.mark.long],)
    ],
)
def test_what_is_found_is_planned_applied_and_taken_back_by_keys(
    tmp_path: Path, driver: str, keys: str, was: str, became: str
) -> None:
    with screen(tmp_path, driver) as (opened, firm):
        before = both_systems(firm)

        opened.press(keys)
        opened.until("a Apply")
        assert "Before" in opened.text
        assert was in opened.text
        assert writes(firm) == 0
        opened.press("a")
        opened.until("done · journal entry 1")
        assert f"read back: foreign id {became}" in opened.text or not became
        assert both_systems(firm) != before

        opened.press("l")
        opened.until("Journal · 1 entry")
        opened.press("u")
        opened.until("Take back entry 1")
        opened.until("a Apply")
        opened.press("a")
        opened.until("done · journal entry 2")

        assert both_systems(firm) == before
        assert writes(firm) == (2 if became else 0)
        opened.press("q")
        assert opened.ended() == 0
        opened.assert_restored()


def statement_hangs(server: TdsServer) -> None:
    """Never answer a list again, nor a wish to break it off."""
    server.faults.add(Fault(Deed.MUTE, LISTS, times=0))


def tls_stalls(server: TdsServer) -> None:
    """Cut everybody off, agree to TLS with whoever comes next, and say nothing more."""
    server.door = Door.TLS_STALL
    server.cut()


def mute_after_login(server: TdsServer) -> None:
    """Cut everybody off, let whoever comes next log in, and answer nothing from there on."""
    server.faults.add(Fault(Deed.MUTE, r"^(?!LOGIN)", times=0))
    server.cut()


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "hang",
    [
        pytest.param(statement_hangs, id="statement"),
        pytest.param(tls_stalls, id="tls", marks=pytest.mark.long),
        pytest.param(mute_after_login, id="after login", marks=pytest.mark.long),
    ],
)
def test_while_a_server_hangs_keys_answer_the_panel_says_which_side_and_q_leaves_at_once(
    tmp_path: Path, driver: str, hang: Callable[[TdsServer], None]
) -> None:
    with screen(tmp_path, driver) as (opened, firm):
        assert firm.server is not None
        hang(firm.server)

        opened.press("R")
        assert seconds_until(opened, "Reading both sides…") < ANSWERS_WITHIN
        assert seconds_until(opened, "waiting for ClientTime, 2 s") < TOLD_WITHIN
        assert "waiting for CT, 2 s" in opened.text.splitlines()[0]
        cursor = opened.text.index("▌")
        opened.press("j")
        assert seconds_until(opened, lambda: opened.text.find("▌") > cursor) < ANSWERS_WITHIN
        for keys, answer in (
            ("3", "─ 3 Names"),
            ("?", "Help"),
            ("\x1b", "─ 3 Names"),
            ("1j", "─ 1 ClientTime"),
        ):
            opened.press(keys)
            assert seconds_until(opened, answer) < ANSWERS_WITHIN
        assert seconds_until(opened, "waiting for ClientTime, 5 s") < 2 * TOLD_WITHIN
        leaves_at_once(opened)


@pytest.mark.parametrize(
    ("language", "said", "short"),
    [
        pytest.param("en", "waiting for ClientTime, 2 s", "waiting for CT, 2 s", marks=pytest.mark.long),
        ("da", "venter på ClientTime, 2 s", "venter på CT, 2 s"),
    ],
)
def test_a_server_that_hangs_from_the_start_is_named_where_the_rows_would_be(
    tmp_path: Path, language: str, said: str, short: str
) -> None:
    with tds_firm(tmp_path, "freetds", scenario.build(1, 1, 1, datetime.now(UTC))) as firm:
        assert firm.server is not None
        firm.server.door = Door.TLS_STALL
        with started(firm, "--language", language) as opened:
            server = firm.server
            seconds_until(opened, lambda: server.accepted > 0)
            assert seconds_until(opened, said) < TOLD_WITHIN
            top, _, title, *body = opened.text.splitlines()
            assert short in top or said in top
            assert said in title
            assert any(said in line for line in body)
            leaves_at_once(opened)


def leaves_at_once(opened: Terminal) -> None:
    """Press q, and assert that no process is left soon after, and the terminal is as it was."""
    everybody = [opened.process.pid, *offspring(opened.process.pid)]
    began = time.monotonic()
    opened.press("q")
    assert opened.ended() == 0
    gone_after(everybody)
    assert time.monotonic() - began < GONE_WITHIN + 0.2  # the pauses of this test
    opened.assert_restored()


@pytest.mark.long
@pytest.mark.parametrize("driver", BOTH)
@pytest.mark.parametrize(
    "hang", [statement_hangs, tls_stalls, mute_after_login], ids=["statement", "tls", "after login"]
)
def test_a_server_that_hung_is_told_as_not_known_and_read_again_when_it_answers(
    tmp_path: Path, driver: str, hang: Callable[[TdsServer], None]
) -> None:
    with screen(tmp_path, driver, login_timeout=2, query_timeout=2) as (opened, firm):
        assert firm.server is not None
        hang(firm.server)

        opened.press("R")
        opened.until("No id ?")
        opened.until("CT ✖")
        opened.until("ClientTime could not be read; what hangs on it is the last known.")
        opened.until("next try")

        firm.server.faults.clear()
        firm.server.door = Door.OPEN
        opened.press("R")
        opened.until("CT ✔", 40)
        opened.until("CT ✔")
        opened.until("ClientTime answers again.")
        assert "next try" not in opened.text


def both_systems(firm: TdsFirm) -> tuple[object, object]:
    """Return the worst customer's cell, and what the customers of e-conomic are called and where they live."""
    found = firm.client.get("/customers", params={"pagesize": 1000}).json()["collection"]
    told = ("customerNumber", "name", "zip", "city", "country", "address")
    return firm.rows(CELL), [tuple(each.get(field) for field in told) for each in found]


def writes(firm: TdsFirm) -> int:
    """Return how many writes the server has taken."""
    assert firm.server is not None
    return len(firm.server.writes)


def seconds_until(opened: Terminal, seen: str | Callable[[], bool]) -> float:
    """Return how long it took until these words stood on the screen, or it was so."""
    began = time.monotonic()
    while not (seen in opened.text if isinstance(seen, str) else seen()):
        assert time.monotonic() - began < 20, f"no “{seen}” on:\n{opened.text}"
        opened.read(0.02)
    return time.monotonic() - began
