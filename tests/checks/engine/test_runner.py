"""The door to a write: whatever stands in the way is said in its own sentence, and neither system sees a write."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters import journal as journals
from checks.adapters.chain import Flaw
from checks.demo.simulator import Fault, FaultKind
from checks.engine import refusals as no
from checks.engine.opening import OVER
from checks.engine.phrase import Phrase, plain
from checks.engine.plan import State
from checks.engine.ports import Written
from tests.support import door as doors
from tests.support.door import Door, Hindrance, door, failing
from tests.support.firm import Firm
from tests.support.putting import puts, slow_put
from tests.support.settling import settle_later
from tests.support.troubled import STALE, UNLINKED, address, troubled

BOTH = [UNLINKED, STALE]


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


async def assert_one_write(at: Door, key: str) -> None:
    """Assert that the fix goes through, with one write: the door is not simply shut."""
    before = at.writes
    outcome = await at.applied(await at.planned(key))
    assert outcome.state == State.DONE, outcome
    assert at.writes == before + 1


NO_PLAN: list[tuple[str, str, Hindrance, Phrase]] = [
    ("no-agreement", UNLINKED, doors.no_agreement, no.NO_AGREEMENT),
    ("no-agreement", STALE, doors.no_agreement, no.NO_AGREEMENT),
    ("other-agreement", UNLINKED, doors.other_agreement, no.WRONG_AGREEMENT),
    ("other-agreement", STALE, doors.other_agreement, no.WRONG_AGREEMENT),
    ("agreement-not-told", UNLINKED, failing("/self"), no.AGREEMENT_UNKNOWN),
    ("agreement-not-told", STALE, failing("/self", FaultKind.CUT), no.AGREEMENT_UNKNOWN),
    ("no-database", UNLINKED, doors.no_database, no.COULD_NOT_ASK),
    ("no-database", STALE, doors.no_database, no.COULD_NOT_ASK),
    ("debtor-not-told", UNLINKED, failing("/customers/20042"), no.COULD_NOT_ASK),
    ("debtor-not-told", STALE, failing("/customers/20043", FaultKind.TRUNCATED), no.COULD_NOT_ASK),
    ("login-page", UNLINKED, failing("/customers/20042", FaultKind.HTML_200), no.COULD_NOT_ASK),
    ("gone", UNLINKED, failing("/customers/20042", FaultKind.STATUS_404), no.ABSENT),
    ("gone", STALE, failing("/customers/20043", FaultKind.STATUS_404), no.ABSENT),
    ("barred", UNLINKED, doors.barred, no.BARRED),
    ("taken", UNLINKED, doors.taken, no.TAKEN),
]


@pytest.mark.parametrize(("key", "hindrance", "sentence"), [row[1:] for row in NO_PLAN], ids=[r[0] for r in NO_PLAN])
async def test_what_stands_in_the_way_of_a_plan_is_said_and_nothing_is_written(
    holm: Firm, key: str, hindrance: Hindrance, sentence: Phrase
) -> None:
    async with door(holm) as at:
        with hindrance(at):
            said = await at.refusal(key)

        assert said.startswith(sentence.en)
        assert at.writes == 0
        assert at.monitor.journal_file.entries() == ()
        await assert_one_write(at, key)


NO_WRITE: list[tuple[str, str, Hindrance, Phrase]] = [
    *[("fixes-off", key, doors.fixes_off, no.FIXES_OFF) for key in BOTH],
    *[("window-over", key, doors.window_over, OVER) for key in BOTH],
    *[("no-agreement", key, doors.no_agreement, no.NO_AGREEMENT) for key in BOTH],
    *[("other-agreement", key, doors.other_agreement, no.WRONG_AGREEMENT) for key in BOTH],
    *[("agreement-not-told", key, failing("/self"), no.AGREEMENT_UNKNOWN) for key in BOTH],
    *[("too-old", key, doors.too_old, no.TOO_OLD) for key in BOTH],
    *[("clock-put-back", key, doors.clock_put_back, no.TOO_OLD) for key in BOTH],
    *[("held-claim", key, doors.held_claim, no.HELD) for key in BOTH],
    *[("leaving", key, doors.leaving, no.LEAVING) for key in BOTH],
    ("debtor-not-told", UNLINKED, failing("/customers/20042"), no.COULD_NOT_ASK),
    ("no-database", UNLINKED, doors.no_database, no.COULD_NOT_ASK),
    ("barred", UNLINKED, doors.barred, no.BARRED),
    ("taken", UNLINKED, doors.taken, no.TAKEN),
]


@pytest.mark.parametrize(("key", "hindrance", "sentence"), [row[1:] for row in NO_WRITE], ids=[r[0] for r in NO_WRITE])
async def test_what_comes_in_the_way_of_a_shown_plan_refuses_it_unrecorded_and_unwritten(
    holm: Firm, key: str, hindrance: Hindrance, sentence: Phrase
) -> None:
    async with door(holm) as at:
        plan = await at.planned(key)

        with hindrance(at):
            outcome = await at.applied(plan)

        assert (outcome.state, outcome.entry) == (State.REFUSED, None)
        assert outcome.message.en.startswith(sentence.en)
        assert at.writes == 0
        assert at.monitor.journal_file.entries() == ()
        assert (await at.applied(plan)).state == State.DONE  # the very plan, once nothing is in the way
        assert at.writes == 1


async def test_a_plan_may_be_applied_until_its_minute_is_over(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(UNLINKED)

        at.ahead = timedelta(seconds=55)

        assert (await at.applied(plan)).state == State.DONE


async def test_a_plan_is_applied_once(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        assert (await at.applied(plan)).state == State.DONE

        again = await at.applied(plan)

        assert (again.state, again.message) == (State.REFUSED, no.NO_PLAN)
        assert at.writes == 1


async def test_a_plan_made_while_fixes_were_off_stays_a_plan_to_look_at(holm: Firm) -> None:
    async with door(holm) as at:
        with doors.fixes_off(at):
            plan = await at.planned(UNLINKED)

        assert plan.blocked == no.FIXES_OFF
        outcome = await at.applied(plan)
        assert (outcome.state, outcome.message) == (State.REFUSED, no.FIXES_OFF)
        assert at.writes == 0
        await assert_one_write(at, UNLINKED)


async def test_no_agreement_number_in_the_site_file_is_no_write_ever(holm: Firm) -> None:
    holm.configure("agreement_number = 123456", "")
    async with door(holm) as at:
        for key in BOTH:
            assert await at.refusal(key) == no.NO_AGREEMENT.en
        assert at.writes == 0


@pytest.mark.long
def test_another_number_in_the_site_file_is_no_write_ever(holm: Firm) -> None:
    holm.configure("agreement_number = 123456", "agreement_number = 654321")

    for key in BOTH:
        ended = holm.run("fix", key, "--yes")

        assert ended.returncode == 1
        assert "123456" in ended.stderr
        assert "654321" in ended.stderr
    assert (holm.cell("1042"), puts(holm)) == (None, 0)


async def test_a_number_that_is_not_there_or_none_at_all_is_not_linked_to(holm: Firm) -> None:
    async with door(holm) as at:
        assert await at.refusal(UNLINKED, to="29999") == no.ABSENT.en
        assert await at.refusal(UNLINKED, to="0") == no.NOT_A_NUMBER.en
        assert await at.refusal(UNLINKED, to="20042x") == no.NOT_A_NUMBER.en
        assert await at.refusal("only-in-economic:20042", to="9999") == no.NO_SUCH_CODE.en
        assert await at.refusal("only-in-economic:20042", to="1043") == no.LINKED_ALREADY.en
        assert await at.refusal(UNLINKED, action="push") == no.NOTHING_TO_FIX.en
        assert await at.refusal(UNLINKED, action="ignore") == no.NOT_A_WRITE.en
        assert await at.refusal("null-foreign-id:nobody") == no.UNKNOWN_FINDING.en
        assert at.writes == 0


async def test_a_foreign_id_that_was_set_since_it_was_shown_is_a_conflict_with_both_values(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(UNLINKED)
        holm.sql("UPDATE Customer SET ForeignDebitorSystemIdentification = '20777' WHERE CustomerCode = '1042'")
        seen = at.writes

        assert await at.refusal(UNLINKED) == no.LINK_CHANGED.en
        outcome = await at.applied(plan)

        assert outcome.state == State.CONFLICT
        assert "NULL" in outcome.message.text()
        assert "20777" in outcome.message.text()
        assert (at.writes, holm.cell("1042")) == (seen, "20777")
        assert [entry.state for entry in at.monitor.journal_file.entries()] == [State.CONFLICT]


async def test_an_e_conomic_customer_that_was_changed_since_it_was_shown_is_a_conflict(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        document = holm.simulator.customer(20043) or {}
        holm.simulator.upsert_customer({**document, "email": "ny@lykke.invalid"})

        outcome = await at.applied(plan)

        assert outcome.state == State.CONFLICT
        assert "(mail)" in outcome.message.text()
        assert at.writes == 0
        await assert_one_write(at, STALE)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE Customer SET Address1 = 'Havnegade 9' WHERE CustomerCode = ?",
        "UPDATE Customer SET ForeignDebitorSystemIdentification = '20999' WHERE CustomerCode = ?",
    ],
    ids=["address", "link"],
)
async def test_a_push_of_what_clienttime_no_longer_says_is_refused(holm: Firm, change: str) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        holm.sql(change, STALE.partition(":")[2])
        writes = at.writes

        outcome = await at.applied(plan)

        assert outcome.state == State.REFUSED
        assert "Changed since it was shown" in outcome.message.text()
        assert at.writes == writes


async def test_a_finding_that_is_gone_or_another_one_is_not_planned(holm: Firm) -> None:
    async with door(holm) as at:
        document = holm.simulator.customer(20043) or {}
        holm.simulator.upsert_customer({**document, "address": "Vestergade 7"})
        assert await at.refusal(STALE) == no.GONE.en

        holm.simulator.upsert_customer({**document, "address": "Havnegade 99"})
        assert await at.refusal(STALE) == no.CHANGED_SINCE.en

        holm.sql("DELETE FROM Customer WHERE CustomerCode = '1042'")
        assert await at.refusal(UNLINKED) == no.ABSENT.en
        assert at.writes == 0


async def test_a_broken_journal_refuses_and_a_mended_one_does_not(holm: Firm) -> None:
    async with door(holm) as at:
        await assert_one_write(at, UNLINKED)
        plan = await at.planned(STALE)

        with doors.broken_journal(at):
            outcome = await at.applied(plan)

        assert (outcome.state, outcome.entry) == (State.REFUSED, None)
        assert outcome.message.en == journals.BROKEN[Flaw.ALTERED].en
        assert at.writes == 1
        assert (await at.applied(plan)).state == State.DONE


async def test_a_journal_that_cannot_be_written_refuses(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        (at.state / "journal.jsonl").mkdir()

        outcome = await at.applied(plan)

        assert (outcome.state, outcome.entry) == (State.REFUSED, None)
        assert "journal" in outcome.message.text()
        assert at.writes == 0
        (at.state / "journal.jsonl").rmdir()
        assert (await at.applied(plan)).state == State.DONE


@pytest.mark.parametrize("left", ["open", "unknown"])
async def test_a_record_with_an_unsettled_entry_is_left_alone_and_others_are_not(holm: Firm, left: str) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        entry = at.monitor.journal_file.intend(plan, "anna", "")
        if left == "unknown":
            at.monitor.journal_file.conclude(entry, Written(State.UNKNOWN, plain("lost")))

        outcome = await at.applied(plan)

        assert (outcome.state, outcome.message.en) == (State.REFUSED, no.UNRESOLVED.en)
        assert at.writes == 0
        await assert_one_write(at, UNLINKED)  # another record
        assert await settle_later(at.monitor) == ()
        assert [e.state for e in at.monitor.journal_file.entries()] == [State.NOT_DONE, State.DONE]
        assert (await at.applied(plan)).state == State.DONE


async def test_settling_stays_unknown_while_the_system_cannot_be_asked(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        at.monitor.journal_file.intend(plan, "anna", "")

        with failing("/customers/20043")(at):
            (left,) = await at.monitor.settle()

        assert left.state == State.UNKNOWN
        assert at.monitor.board.pulse.unresolved == 1
        assert await settle_later(at.monitor) == ()
        await at.monitor.settle()
        assert at.monitor.board.pulse.unresolved == 0


async def test_what_could_not_be_settled_is_asked_about_in_the_next_cycle(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        at.monitor.journal_file.intend(plan, "anna", "")
        with failing("/customers/20043")(at):
            running = asyncio.create_task(at.monitor.run())
            async with asyncio.timeout(20):
                while at.monitor.board.pulse.cycle < 2:  # noqa: ASYNC110 - the board is all there is to look at
                    await asyncio.sleep(0.02)
        assert at.monitor.board.pulse.unresolved == 1
        holm.simulator.upsert_customer((holm.simulator.customer(20043) or {}) | {"address": "Vestergade 7"})

        await at.monitor.refresh()

        async with asyncio.timeout(20):
            while at.monitor.board.pulse.unresolved:  # noqa: ASYNC110 - likewise
                await asyncio.sleep(0.02)
        running.cancel()
        assert [e.state for e in at.monitor.journal_file.entries()] == [State.DONE]


async def test_settling_looks_again_where_a_read_lags_behind_the_write(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        at.monitor.journal_file.intend(plan, "anna", "")
        document = holm.simulator.customer(20043) or {}
        holm.simulator.upsert_customer({**document, "address": "Vestergade 7"})
        holm.simulator.fault(Fault(FaultKind.STALE, "/customers/20043", times=1, seconds=60))

        assert await settle_later(at.monitor) == ()

        assert [entry.state for entry in at.monitor.journal_file.entries()] == [State.DONE]


async def test_settling_leaves_the_writes_of_another_run_to_it(holm: Firm) -> None:
    async with door(holm) as at:
        at.monitor.journal_file.intend(await at.planned(STALE), "anna", "")

        with doors.held_claim(at):
            (left,) = await at.monitor.settle()

        assert left.state == State.OPEN


async def test_what_an_answer_that_was_lost_did_is_asked_and_not_guessed(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        holm.simulator.fault(Fault(FaultKind.EXECUTED_CUT, "/customers", method="PUT"))

        outcome = await at.applied(plan)

        assert (outcome.state, address(holm), at.writes) == (State.DONE, "Vestergade 7", 1)


async def test_a_defect_in_the_middle_of_a_write_is_unknown_and_settled(holm: Firm) -> None:
    class Breaking:
        """Breaks after the write went out."""

        def __init__(self, inner: object) -> None:
            self.inner = inner

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

        async def link(self, key: str, before: str | None, after: str | None) -> Written:
            await at.monitor.sides.clienttime.link(key, before, after)
            raise ZeroDivisionError

    async with door(holm) as at:
        plan = await at.planned(UNLINKED)
        sound = at.monitor.runner
        broken = replace(sound.sides, clienttime=Breaking(sound.sides.clienttime))  # type: ignore[arg-type]  # by name
        at.monitor.runner = replace(sound, sides=broken)

        outcome = await at.applied(plan)

        assert outcome.state == State.UNKNOWN
        at.monitor.runner = sound
        assert await at.monitor.settle() == ()
        assert [entry.state for entry in at.monitor.journal_file.entries()] == [State.DONE]
        assert at.writes == 1


async def test_two_applies_at_once_write_once(holm: Firm) -> None:
    slow_put(holm, 0.3)
    async with door(holm) as at:
        plan = await at.planned(STALE)

        outcomes = await asyncio.gather(at.applied(plan), at.applied(plan))

        assert sorted(outcome.state for outcome in outcomes) == [State.DONE, State.REFUSED]
        assert at.writes == 1
