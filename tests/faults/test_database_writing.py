"""D5 to D7, D9 to D17, D19, D22: what a database does to a fix; each with its state, its journal and its writes."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters import clienttime_words, code_page, link_write, sqlserver_words
from checks.adapters.sqlserver import SqlServerDatabase
from checks.engine import refusals as no
from checks.engine.phrase import Phrase
from checks.engine.plan import State
from tests.support.clienttime_places import BY_ID, TABLE, THREE, OnServer
from tests.support.fixing import Bench, bench
from tests.support.tds import odbc
from tests.support.tds.faults import Deed, Fault
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Login, least

DRIVERS = ["freetds", "microsoft"]
COLUMNS = ("CustomerId", "CustomerCode", "ForeignId", "Name")
UPDATE, COMMIT = "^UPDATE", "^COMMIT"
LOOK = r"^SELECT \[CustomerId\], \[ForeignId\] FROM \[dbo\]\.\[Customer\] WITH \(READCOMMITTEDLOCK\)"
"""Whether another row holds the number by now."""


async def ends(at: Bench, state: State, phrase: Phrase, stands: str | None = None, updates: int = 1) -> str:
    """Fix the second customer, and assert how that ends everywhere; return what was said."""
    outcome = await at.fix()

    assert outcome.message.en == phrase.en, outcome.message.text()
    assert (outcome.state, at.entry.state) == (state, state)
    assert at.held[1] == stands
    assert at.updates == updates
    for language in ("en", "da"):
        assert "{" not in outcome.message.text(language)
    return outcome.message.text()


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("deed", [Deed.CUT_BEFORE, Deed.CUT_AFTER])
@pytest.mark.parametrize("word", ["^BEGIN", "UPDLOCK", UPDATE, LOOK])
async def test_d5_a_connection_lost_in_the_transaction_leaves_nothing(
    tmp_path: Path, driver: str, deed: Deed, word: str
) -> None:
    async with bench(driver, tmp_path, faults=(Fault(deed, word),)) as at:
        sent = int(word == LOOK or (word == UPDATE and deed is Deed.CUT_AFTER))
        await ends(at, State.NOT_DONE, sqlserver_words.CUT, updates=sent)
        assert (at.place.server.log.committed, at.held) == (0, ["20001", None, "20003"])

        assert (await at.fix()).state is State.DONE


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d6_a_commit_that_never_arrived_is_not_done(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path, faults=(Fault(Deed.CUT_BEFORE, COMMIT),)) as at:
        await ends(at, State.NOT_DONE, clienttime_words.NOT_SEEN_AFTERWARDS)
        assert at.place.server.log.committed == 0


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("rcsi", [True, False])
async def test_d7_a_commit_whose_answer_was_lost_is_done_and_not_sent_again(
    tmp_path: Path, driver: str, rcsi: bool
) -> None:
    fault = Fault(Deed.CUT_AFTER, COMMIT)
    async with bench(driver, tmp_path, faults=(fault,), properties=Properties(rcsi=rcsi)) as at:
        await ends(at, State.DONE, clienttime_words.SEEN_AFTERWARDS, stands="20002")
        assert at.place.server.log.committed == 1
        assert at.place.server.log.logins == 2


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("rcsi", [True, False])
async def test_d7_a_commit_that_still_runs_is_waited_for(tmp_path: Path, driver: str, rcsi: bool) -> None:
    fault = Fault(Deed.LINGER, COMMIT, seconds=0.6)
    async with bench(driver, tmp_path, faults=(fault,), properties=Properties(rcsi=rcsi)) as at:
        await ends(at, State.DONE, clienttime_words.SEEN_AFTERWARDS, stands="20002")


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d7_a_commit_that_runs_on_and_on_stays_unknown_and_is_settled_later(tmp_path: Path, driver: str) -> None:
    fault = Fault(Deed.LINGER, COMMIT, seconds=1.5)
    async with bench(driver, tmp_path, settings={"lock_timeout": 0.2}, faults=(fault,)) as at:
        await ends(at, State.UNKNOWN, link_write.COMMIT_LOST)
        refused = await at.fix()
        assert (refused.state, at.updates) == (State.REFUSED, 1)

        await asyncio.sleep(2)
        assert await at.runner.settle() == ()

        assert (at.entry.state, at.held[1], at.updates) == (State.DONE, "20002", 1)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d7_a_commit_that_is_never_answered_is_asked_about(tmp_path: Path, driver: str) -> None:
    short = {"query_timeout": 1, "login_timeout": 1}
    async with bench(driver, tmp_path, settings=short, faults=(Fault(Deed.MUTE_AFTER, COMMIT),)) as at:
        await ends(at, State.DONE, clienttime_words.SEEN_AFTERWARDS, stands="20002")


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(("deed", "state"), [(Deed.CUT_BEFORE, State.NOT_DONE), (Deed.CUT_AFTER, State.DONE)])
async def test_of_a_hundred_lost_commits_every_one_is_told_right(
    tmp_path: Path, driver: str, deed: Deed, state: State
) -> None:
    async with bench(driver, tmp_path) as at:
        for n in range(100):
            before, after = at.held[1], str(30_000 + n)
            at.place.server.faults.add(Fault(deed, COMMIT))

            outcome = await at.fix("2", before, after)

            at.place.server.faults.clear()
            assert (outcome.state, at.entry.state, at.updates) == (state, state, n + 1)
            assert at.held[1] == (after if state is State.DONE else before)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("word", ["UPDLOCK", UPDATE])
async def test_d9_a_write_that_lost_a_deadlock_is_not_done_and_not_sent_again(
    tmp_path: Path, driver: str, word: str
) -> None:
    async with bench(driver, tmp_path, faults=(Fault(Deed.ERROR, word, number=1205),)) as at:
        said = await ends(at, State.NOT_DONE, sqlserver_words.DEADLOCK, updates=int(word == UPDATE))
        assert "plan the fix again" in said

        assert (await at.fix()).state is State.DONE


@contextlib.contextmanager
def held(place: OnServer) -> Generator[None]:
    """Have another session that has changed the second customer, and not committed."""
    other = odbc.connect(place.driver.connection(place.server.port), autocommit=True)
    other.execute("BEGIN TRANSACTION")
    other.execute("UPDATE [dbo].[Customer] SET [Name] = [Name] WHERE [CustomerId] = 2")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d10_a_row_that_another_session_holds_is_told_and_left(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path, settings={"lock_timeout": 0.3}) as at:
        with held(at.place):
            before = at.updates
            started = time.monotonic()
            outcome = await at.fix()

            assert time.monotonic() - started < 3
            assert outcome.message.en == sqlserver_words.LOCKED.en
            assert (outcome.state, at.entry.state, at.updates) == (State.NOT_DONE, State.NOT_DONE, before)

        assert (await at.fix()).state is State.DONE


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d11_a_right_to_write_that_is_missing_is_named(tmp_path: Path, driver: str) -> None:
    reader = Login("ct", "p", least("dbo.Customer", COLUMNS))
    async with bench(driver, tmp_path, logins=(reader,)) as at:
        at.place.login = reader
        said = await ends(at, State.NOT_DONE, sqlserver_words.NO_RIGHT)
        assert "GRANT UPDATE ON dbo.Customer" in said
        assert (await at.clienttime.read()).customers.fault is None


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d11_the_narrowest_rights_are_enough(tmp_path: Path, driver: str) -> None:
    writer = Login("ct", "p", least("dbo.Customer", COLUMNS, ("ForeignId",)))
    async with bench(driver, tmp_path, logins=(writer,)) as at:
        at.place.login = writer
        assert (await at.fix()).state is State.DONE


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("kind", ["VARCHAR(4)", "NVARCHAR(4)"])
async def test_d13_a_column_that_became_too_short_gets_nothing(tmp_path: Path, driver: str, kind: str) -> None:
    table = TABLE.replace("ForeignId VARCHAR(30)", f"ForeignId {kind}")
    row = "INSERT INTO Customer VALUES (1, '1', '1', 'A'), (2, '2', NULL, 'B')"
    async with bench(driver, tmp_path, (table, row)) as at:
        said = await ends(at, State.REFUSED, code_page.TOO_LONG, updates=0)
        assert "4 characters" in said


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("number", [2628, 8152, 547, 515, 2627, 245])
async def test_d13_what_the_database_refuses_by_rule_is_refused(tmp_path: Path, driver: str, number: int) -> None:
    fault = Fault(Deed.ERROR, UPDATE, number=number, text="It does not fit.")
    async with bench(driver, tmp_path, faults=(fault,)) as at:
        said = await ends(at, State.REFUSED, sqlserver_words.REFUSED)
        assert "It does not fit." in said
        assert "ROLLBACK" in [entry.text for entry in at.place.server.log.executed]


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d14_a_row_that_somebody_else_changed_is_a_conflict_with_both_values(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path) as at:
        at.place.run("UPDATE Customer SET ForeignId = '20099' WHERE CustomerId = 2")

        said = await ends(at, State.CONFLICT, no.LINK_CHANGED, stands="20099", updates=0)

        assert "20099" in said
        assert "NULL" in said


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d15_a_row_that_is_gone_is_a_conflict(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path) as at:
        at.place.run("DELETE FROM Customer WHERE CustomerId = 2")

        outcome = await at.fix()

        assert outcome.message.en == link_write.GONE.en
        assert (outcome.state, at.entry.state, at.updates) == (State.CONFLICT, State.CONFLICT, 0)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d16_two_rows_of_one_key_are_refused(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path, mapping=replace(BY_ID, key=None)) as at:
        at.place.run("UPDATE Customer SET CustomerCode = '1001', ForeignId = NULL")

        outcome = await at.fix("1001")

        assert outcome.message.en == link_write.TOUCHED.en
        assert (outcome.state, at.entry.state, at.updates) == (State.REFUSED, State.REFUSED, 0)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_d16_a_number_that_another_row_holds_by_now_is_taken_back_and_only_the_own_row_was_held(
    tmp_path: Path, driver: str
) -> None:
    async with bench(driver, tmp_path) as at:
        at.place.run("UPDATE Customer SET ForeignId = '20.002,00' WHERE CustomerId = 3")
        at.place.run("UPDATE Customer SET ForeignId = ' 020002' WHERE CustomerId = 1")

        said = await ends(at, State.REFUSED, no.TAKEN)

        assert "1001" in said
        asked = [entry.text for entry in at.place.server.log.executed]
        (own,) = (text for text in asked if "UPDLOCK" in text)
        assert "WHERE [CustomerId] = " in own
        assert not any("HOLDLOCK" in text for text in asked)
        set_at, looked_at, taken_back_at = (
            next(n for n, text in enumerate(asked) if re.search(word, text)) for word in (UPDATE, LOOK, "^ROLLBACK")
        )
        assert set_at < looked_at < taken_back_at  # looked for before it is set, another's number could come in between


REFUSING = "CREATE TRIGGER t BEFORE UPDATE ON Customer BEGIN SELECT RAISE(ABORT, 'not\x1b today'); END"
CHANGING = (
    "CREATE TRIGGER t AFTER UPDATE OF ForeignId ON Customer BEGIN "
    "UPDATE Customer SET ForeignId = '7' WHERE CustomerId = NEW.CustomerId; END"
)
COUNTING = (
    "CREATE TRIGGER t AFTER UPDATE OF ForeignId ON Customer BEGIN "
    "UPDATE Customer SET Name = Name || '!' WHERE CustomerId <> NEW.CustomerId; END"
)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(
    ("trigger", "state", "phrase", "said", "stands"),
    [
        (REFUSING, State.REFUSED, sqlserver_words.TRIGGER, "not\ufffd today", None),
        (CHANGING, State.REFUSED, link_write.ALTERED, "7", None),
        (COUNTING, State.DONE, link_write.WRITTEN, "", "20002"),
    ],
    ids=["refuses", "changes", "counts"],
)
async def test_d17_a_trigger_that_refuses_or_changes_is_told_and_its_counts_do_not_matter(
    tmp_path: Path, driver: str, trigger: str, state: State, phrase: Phrase, said: str, stands: str | None
) -> None:
    properties = Properties(noisy=True)
    async with bench(driver, tmp_path, (TABLE, *THREE, trigger), properties=properties) as at:
        assert said in await ends(at, state, phrase, stands=stands)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(
    ("stands", "shown"), [("x ", "x"), ("X", "x"), ("aa", "å"), ("", None), ("null", None), (" ", "")]
)
async def test_d19_what_the_collation_calls_equal_is_not(
    tmp_path: Path, driver: str, stands: str, shown: str | None
) -> None:
    async with bench(driver, tmp_path) as at:
        at.place.run(f"UPDATE Customer SET ForeignId = '{stands}' WHERE CustomerId = 2")  # noqa: S608 - ours

        outcome = await at.fix("2", shown, "20002")

        assert (outcome.state, at.entry.state, at.updates) == (State.CONFLICT, State.CONFLICT, 0)
        assert at.held[1] == stands


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("number", [9002, 1105])
async def test_d22_a_full_disk_is_refused_and_not_tried_again(tmp_path: Path, driver: str, number: int) -> None:
    async with bench(driver, tmp_path, faults=(Fault(Deed.ERROR, UPDATE, number=number, times=0),)) as at:
        await ends(at, State.REFUSED, sqlserver_words.FULL)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_a_cancelled_fix_never_happens_later(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path, faults=(Fault(Deed.DELAY, UPDATE, seconds=2),)) as at:
        task = asyncio.create_task(at.fix())
        while not any("UPDLOCK" in entry.text for entry in at.place.server.log.executed):  # noqa: ASYNC110 - it is another thread
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert at.entry.state is State.UNKNOWN
        assert await at.runner.settle() == ()

        assert (at.entry.state, at.held[1]) == (State.NOT_DONE, None)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_an_idle_connection_that_was_cut_costs_neither_a_reading_nor_a_fix(tmp_path: Path, driver: str) -> None:
    async with bench(driver, tmp_path) as at:
        database = at.clienttime.database
        assert isinstance(database, SqlServerDatabase)
        ahead = [0.0]
        database.clock = lambda: time.monotonic() + ahead[0]
        assert (await at.clienttime.read()).customers.fault is None

        at.place.server.cut()
        ahead[0] += 60
        assert (await at.clienttime.read()).customers.fault is None

        at.place.server.cut()
        ahead[0] += 60
        assert (await at.fix()).state is State.DONE
        assert at.place.server.log.logins == 3


async def test_a_connection_that_was_broken_off_is_not_used_again(tmp_path: Path) -> None:
    async with bench("freetds", tmp_path) as at:
        database = at.clienttime.database
        assert isinstance(database, SqlServerDatabase)
        assert (await at.clienttime.read()).customers.fault is None

        database.interrupt()  # just as a piece of work had come back

        assert (await at.clienttime.read()).customers.fault is None
        assert at.place.server.log.logins == 2
