"""The journal as journeys by keys: the newest first, the details, the way back."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from checks.engine import refusals
from checks.engine.confirmation import Confirmation
from checks.engine.errors import JournalFault
from checks.engine.history import Recorded
from checks.engine.opening import Opening
from checks.engine.phrase import Personal, plain
from checks.engine.plan import Change, Refused, State
from tests.support.scripted_monitor import ScriptedMonitor
from tests.support.stage import (
    KEY,
    NARROW,
    NOON,
    WIDE,
    Stage,
    asks,
    done,
    entry,
    link_plan,
    on_stage,
    painted,
    sentence,
    text,
    until,
)
from tui.screens.journal import JournalScreen
from tui.screens.plan import PlanScreen

BACK = (Change("foreign_id", "20042", None),)


def stage(*entries: Recorded, **members: str) -> Stage:
    made = Stage(**members)  # type: ignore[arg-type]  # only the language is set here
    made.monitor.entries = list(entries)
    made.monitor.undos = {12: link_plan(plan="u12", undo_of=12, changes=BACK, evidence=())}
    made.monitor.outcomes = {"u12": done(13, *BACK)}
    return made


def opened(on: Stage, size: tuple[int, int] = NARROW) -> AbstractAsyncContextManager[Pilot[object]]:
    return on_stage(on, JournalScreen, size)


def row_of(pilot: Pilot[object], number: int) -> str:
    rows = [line for line in text(pilot).splitlines() if line.strip().startswith(f"{number} ")]
    return rows[0] if rows else ""


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_newest_stands_on_top_with_the_cursor_on_it(size: tuple[int, int]) -> None:
    on = stage(*(entry(number) for number in range(1, 41)))
    async with opened(on, size) as pilot:
        lines = [line for line in text(pilot).splitlines() if "null-foreign-id" in line]

        assert lines[0].split()[0] == "40"
        assert "Entry 40" in text(pilot)
        assert "NULL → 20042" in lines[0]
        assert "✔ done" in lines[0]


async def test_a_wide_row_names_action_operator_and_undo() -> None:
    on = stage(entry(11, undone_by=12), entry(12, undo_of=11))
    async with opened(on, WIDE) as pilot:
        assert all(word in row_of(pilot, 11) for word in ("link", "mkh", "↶ undone", "↶ 12"))
        assert "→ 11" in row_of(pilot, 12)


async def test_the_cursor_brings_the_details_of_its_entry() -> None:
    on = stage(
        entry(11, reason="ticket 4711", message="Read back.", changes=(*BACK, Change("city", None, "Aarhus"))),
        entry(12),
    )
    async with opened(on) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "Entry 11" in text(pilot))
        seen = text(pilot)

    for word in ("reason: ticket 4711", "Read back.", "foreign id", "20042 → NULL", "NULL → Aarhus", "mkh"):
        assert word in seen


async def test_u_shows_the_plan_of_the_undo_and_a_does_it() -> None:
    on = stage(entry(12))
    async with opened(on) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "a Apply" in text(pilot))
        assert "Before  20042" in text(pilot)
        assert "After   NULL" in text(pilot)

        on.monitor.entries = [entry(12, undone_by=13), entry(13, undo_of=12, changes=BACK)]
        await pilot.press("a")
        await until(pilot, lambda: "✔ done · journal entry 13" in text(pilot))
        assert "u in the journal takes it back." in text(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "↶ undone" in row_of(pilot, 12))

        assert isinstance(pilot.app.screen, JournalScreen)
    assert on.monitor.heard("apply") == [("u12", "")]


async def test_leaving_the_plan_of_an_undo_changes_nothing() -> None:
    on = stage(entry(12))
    async with opened(on) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, JournalScreen))

    assert not on.monitor.heard("apply")


NO_WAY_BACK = {
    "taken back already, by entry 13": entry(12, undone_by=13),
    "Entry 12 was not done": entry(12, State.REFUSED),
    "not known yet whether entry 12 was done": entry(12, State.UNKNOWN),
    "values of entry 12 were erased": entry(12, erased=True, changes=()),
}


@pytest.mark.parametrize("why", NO_WAY_BACK)
async def test_what_cannot_be_taken_back_offers_no_key_and_says_why(why: str) -> None:
    on = stage(NO_WAY_BACK[why])
    async with opened(on) as pilot:
        assert "u take back" not in text(pilot)

        await pilot.press("u")
        await until(pilot, lambda: why in sentence(pilot))

        assert isinstance(pilot.app.screen, JournalScreen)
    assert not on.monitor.heard("undo")


async def test_what_can_be_taken_back_offers_the_key() -> None:
    async with opened(stage(entry(12))) as pilot:
        assert "u take back…" in text(pilot)


async def test_what_was_said_of_one_entry_is_gone_with_the_cursor() -> None:
    async with opened(stage(entry(11), entry(12, undone_by=13))) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "taken back already" in sentence(pilot))

        await pilot.press("j")
        await until(pilot, lambda: "Entry 11" in text(pilot))
        assert "taken back already" not in sentence(pilot)


async def test_an_undo_that_is_refused_by_the_engine_says_why() -> None:
    on = stage(entry(12))
    on.monitor.undos = {12: Refused(refusals.UNDONE_ALREADY.with_(entry=12, by=13))}
    async with opened(on) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "taken back already, by entry 13" in sentence(pilot))


async def test_an_entry_names_what_took_it_back_and_an_undo_what_it_took_back() -> None:
    async with opened(stage(entry(11, undone_by=12), entry(12, undo_of=11))) as pilot:
        assert "Entry 12 · ✔ done · takes back entry 11" in text(pilot)

        await pilot.press("j")
        await until(pilot, lambda: "Entry 11 · ↶ taken back by entry 12" in text(pilot))
        assert "Entry 11 · ✔ done" not in text(pilot)


async def test_what_an_outcome_said_stands_in_the_readers_language() -> None:
    said = refusals.TAKEN.with_(number=20042, code="1043", name=Personal("Lykke Dental"))
    old = entry(11, message="Written in older days.")
    on = stage(old, entry(12, State.REFUSED, message=said.text(), told=said), language="da")
    async with opened(on) as pilot:
        assert "20042 er allerede knyttet til ClientTime-kunden 1043 Lykke Dental." in sentence(pilot)

        await pilot.press("m")
        await until(pilot, lambda: "ClientTime-kunden 1043 L..." in sentence(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "Written in older days." in text(pilot))


async def over_an_outcome(on: Stage, pilot: Pilot[object]) -> None:
    """Apply a fix and go from its outcome to the journal."""
    await until(pilot, lambda: "a Apply" in text(pilot))
    await pilot.press("a")
    await until(pilot, lambda: "journal entry 12" in text(pilot))
    await pilot.press("l")
    await until(pilot, lambda: "Entry 12" in text(pilot))


async def test_an_outcome_that_was_taken_back_from_the_journal_is_not_shown_again() -> None:
    on = fixing()
    async with on_stage(on, lambda desk: PlanScreen(desk, asks())) as pilot:
        await over_an_outcome(on, pilot)
        await pilot.press("u")
        await until(pilot, lambda: "a Apply" in text(pilot))
        on.monitor.entries = [entry(12, undone_by=13), entry(13, undo_of=12, changes=BACK)]
        await pilot.press("a")
        await until(pilot, lambda: "journal entry 13" in text(pilot))

        await pilot.press("escape")
        await until(pilot, lambda: "takes back entry 12" in sentence(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, (JournalScreen, PlanScreen)))


async def test_an_outcome_that_still_holds_is_gone_back_to() -> None:
    on = fixing()
    async with on_stage(on, lambda desk: PlanScreen(desk, asks())) as pilot:
        await over_an_outcome(on, pilot)

        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PlanScreen))
        assert "journal entry 12" in text(pilot)


def fixing() -> Stage:
    """Return a stage with one fix to apply, which the journal then holds."""
    on = stage(entry(12))
    on.monitor.plans = {KEY: link_plan()}
    on.monitor.outcomes = {"p1": done(12), "u12": done(13, *BACK)}
    return on


async def test_what_is_not_known_is_said_on_top() -> None:
    on = stage(entry(10, State.UNKNOWN), entry(11, State.OPEN), entry(12))
    async with opened(on) as pilot:
        assert "? Outcome not known: entry 11, 10." in sentence(pilot)
        assert "? unknown" in row_of(pilot, 10)
        assert "? open" in row_of(pilot, 11)


async def test_a_journal_in_which_all_is_known_raises_no_alarm() -> None:
    async with opened(stage(entry(11), entry(12, State.REFUSED))) as pilot:
        assert "not known" not in text(pilot)


async def test_a_broken_journal_is_said_on_top() -> None:
    on = stage(entry(12))
    desk_of = on.desk
    screen = JournalScreen(desk_of())
    pulse = replace(screen.desk.board.pulse, journal_fault=plain("Entry 3 was altered."))
    screen.desk.board = replace(screen.desk.board, pulse=pulse)
    async with on_stage(on, lambda _desk: screen) as pilot:
        assert "? Entry 3 was altered." in text(pilot)


async def test_an_empty_journal_says_so() -> None:
    async with opened(stage()) as pilot:
        assert "Nothing has been changed by the program yet." in text(pilot)

        await pilot.press("u", "y", "j", "end")
        assert isinstance(pilot.app.screen, JournalScreen)


async def test_a_journal_that_is_broken_from_the_start_is_not_called_empty() -> None:
    on = stage()
    screen = JournalScreen(on.desk())
    pulse = replace(screen.desk.board.pulse, journal_fault=plain("The journal cannot be read."))
    screen.desk.board = replace(screen.desk.board, pulse=pulse)
    async with on_stage(on, lambda _desk: screen) as pilot:
        assert "The journal cannot be read." in text(pilot)
        assert "Nothing has been changed" not in text(pilot)


class Unreadable(ScriptedMonitor):
    """The journal's file cannot be read."""

    async def journal(self) -> tuple[Recorded, ...]:
        raise JournalFault(plain("The journal's disk does not answer."))


async def test_a_journal_that_cannot_be_read_is_never_shown_as_empty() -> None:
    async with opened(Stage(monitor=Unreadable())) as pilot:
        assert "The journal's disk does not answer." in text(pilot)
        assert "Nothing has been changed" not in text(pilot)


async def test_y_copies_the_entry() -> None:
    on = stage(entry(12))
    async with opened(on) as pilot:
        await pilot.press("y")
        await until(pilot, lambda: "Entry 12 is on the clipboard." in text(pilot))

        assert pilot.app.clipboard.split("\t")[0] == "12"
        assert "foreign id: NULL → 20042" in pilot.app.clipboard


OPENING = Opening(NOON - timedelta(minutes=90), NOON - timedelta(minutes=30), "anna", "month end")
CONFIRMED = Confirmation(11, NOON - timedelta(minutes=89), "anna", (plain("Customer: column Note is new"),))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_opening_is_a_line_in_its_place_that_says_who_why_and_until_when(size: tuple[int, int]) -> None:
    async with opened(stage(entry(1), OPENING, CONFIRMED, entry(12)), size) as pilot:
        names = [line.split()[0] for line in text(pilot).splitlines() if line.startswith("   ") and "11-2" in line]
        assert names == ["12", "11", "–", "1"]
        assert "opened for writing until" in text(pilot)
        assert "ClientTime's tables confirmed by anna" in text(pilot)

        await pilot.press("j", "j")
        await until(pilot, lambda: "Opening for writing" in text(pilot))
        assert "by anna: month end" in text(pilot)
        assert "u take back" not in text(pilot)


@pytest.mark.parametrize("made", [OPENING, CONFIRMED])
async def test_what_is_no_fix_is_copied_and_cannot_be_taken_back(made: Opening | Confirmation) -> None:
    on = stage()
    on.monitor.entries = [made]
    async with opened(on) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "there is nothing to take back" in sentence(pilot))
        await pilot.press("y")
        await until(pilot, lambda: "is on the clipboard" in text(pilot))

        assert "anna" in pilot.app.clipboard
        assert isinstance(pilot.app.screen, JournalScreen)
    assert not on.monitor.heard("undo")


async def test_erased_values_are_said_to_be_erased() -> None:
    async with opened(stage(entry(12, erased=True, changes=()))) as pilot:
        assert "were erased" in text(pilot)


async def test_danish() -> None:
    async with opened(stage(entry(11, State.UNKNOWN), entry(12), language="da")) as pilot:
        for word in ("Udfaldet kendes ikke: post 11", "✔ rettet", "fremmed-id", "u fortryd…", "var → blev"):
            assert word in text(pilot)


@pytest.mark.parametrize("value", ["[/]", "[@click=app.quit]x[/]", "\x1b[2J\x07", "a\u202eb", "\ud800", "{0}"])
async def test_hostile_values_are_shown_and_do_nothing(value: str) -> None:
    made = entry(12, finding=value, operator=value, reason=value, message=value, action=value)
    made = replace(made, changes=(Change(value, value, value),), target=replace(made.target, name=value))
    async with opened(stage(made)) as pilot:
        seen = text(pilot)
        await pilot.press("y")
        await painted(pilot)

    assert not any(bad in seen for bad in ("\x1b", "\x07", "\u202e", "\ud800"))
