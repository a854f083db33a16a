"""The plan, as journeys by keys: what is shown, what writes, and all that does not."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot

from checks.engine import refusals
from checks.engine.candidate import Candidate
from checks.engine.phrase import Phrase, plain
from checks.engine.plan import Change, Evidence, Outcome, Refused, Request, State
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
    push_plan,
    sentence,
    text,
    until,
)
from tui.screens.plan import PlanScreen


def stage(**members: object) -> Stage:
    made = replace(Stage(), **members)  # type: ignore[arg-type]  # a test names the members it cares for
    made.monitor.plans = {KEY: link_plan(), "stale-address:1042": push_plan()}
    made.monitor.outcomes = {"p1": done(), "p2": done()}
    return made


def opened(
    on: Stage, requests: tuple[Request, ...] = asks(), size: tuple[int, int] = NARROW
) -> AbstractAsyncContextManager[Pilot[object]]:
    return on_stage(on, lambda desk: PlanScreen(desk, requests), size)


class Broken(ScriptedMonitor):
    """The far end of the pipe goes away in the middle of a write."""

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        raise ConnectionResetError(plan, reason)


class Slow(ScriptedMonitor):
    """A system that takes its time: it answers when `held` is set."""

    held = asyncio.Event()

    async def apply(self, plan: str, reason: str = "") -> Outcome:
        await self.held.wait()
        return done()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_shows_what_will_change_with_what_grounds_and_what_is_sent(size: tuple[int, int]) -> None:
    async with opened(stage(), size=size) as pilot:
        seen = text(pilot)

    for word in (
        "Link ClientTime customer 1042 Hansen Byg ApS to e-conomic customer 20042",
        "Before  NULL",
        "After   20042",
        "confidence 99 %",
        "✔ for",
        "✖ against",
        "UPDATE [dbo].[Customer]",
        "can be undone as long as",
        "agreement 123456",
        "read just now",
        "a Apply",
    ):
        assert word in seen


async def test_a_applies_and_the_outcome_stands_where_the_plan_was() -> None:
    on = stage()
    async with opened(on) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "✔ done · journal entry 12" in text(pilot))
        seen = text(pilot)

    assert on.monitor.heard("apply") == [("p1", "")]
    assert "read back: foreign id 20042" in seen
    assert "u in the journal takes it back" in seen
    assert "a Apply" not in seen


@pytest.mark.parametrize("size", [NARROW, (60, 15)])
async def test_the_outcome_is_in_view_wherever_the_plan_was_scrolled_to(size: tuple[int, int]) -> None:
    async with opened(stage(), asks("stale-address:1042"), size) as pilot:
        await pilot.press("end")
        await until(pilot, lambda: "Before" not in text(pilot))

        await pilot.press("a")
        await until(pilot, lambda: "Written and read back." in text(pilot))


async def test_a_conflict_is_in_view_wherever_the_plan_was_scrolled_to() -> None:
    on = stage()
    on.monitor.renewed = {"p2": Refused(refusals.CHANGED_SINCE.with_(key="stale-address:1042"))}
    async with opened(on, asks("stale-address:1042"), (60, 15)) as pilot:
        await pilot.press("end")
        await until(pilot, lambda: "Before" not in text(pilot))
        on.clock.turn(61)

        await pilot.press("a")
        await until(pilot, lambda: "The plan no longer holds" in text(pilot))


async def test_a_second_a_after_the_outcome_writes_nothing_more() -> None:
    on = stage()
    async with opened(on) as pilot:
        await pilot.press("a", "a", "a")
        await painted(pilot)

    assert len(on.monitor.heard("apply")) == 1


@pytest.mark.parametrize("key", ["enter", "y", "f", "space", "A", "u"])
async def test_no_other_key_applies(key: str) -> None:
    on = stage()
    async with opened(on) as pilot:
        await pilot.press(key)
        await painted(pilot)

    assert not on.monitor.heard("apply")


async def test_escape_leaves_and_nothing_was_written() -> None:
    on = stage()
    async with opened(on) as pilot:
        await pilot.press("escape")
        await painted(pilot)

        assert not isinstance(pilot.app.screen, PlanScreen)
    assert not on.monitor.heard("apply")


async def test_a_key_that_is_older_than_the_picture_is_dropped() -> None:
    on = stage()
    async with opened(on) as pilot:
        early = events.Key("a", "a")
        early.time -= 60
        pilot.app.screen.post_message(early)
        await painted(pilot)
        assert not on.monitor.heard("apply")

        pilot.app.screen.post_message(events.Key("a", "a"))
        await until(pilot, lambda: bool(on.monitor.heard("apply")))


async def test_a_key_while_the_records_are_being_read_is_dropped() -> None:
    on = stage()
    on.monitor.silent = True
    async with opened(on) as pilot:
        assert "reading both records…" in text(pilot)

        await pilot.press("a")
        await painted(pilot)

        assert "a Apply" not in text(pilot)
    assert not on.monitor.heard("apply")


async def test_after_a_minute_a_only_reads_again_and_wants_a_second_a() -> None:
    on = stage()
    on.monitor.renewed = {"p1": link_plan(plan="p9", read_at=NOON.replace(minute=2))}
    on.monitor.outcomes["p9"] = done()
    async with opened(on) as pilot:
        on.clock.turn(120)
        await until(pilot, lambda: "older than 60 s" in text(pilot))
        assert "a Read again" in text(pilot)

        await pilot.press("a")
        await until(pilot, lambda: "nothing has changed" in text(pilot))
        assert on.monitor.heard("renew") == [("p1",)]
        assert not on.monitor.heard("apply")

        await pilot.press("a")
        await until(pilot, lambda: "✔ done" in text(pilot))
    assert on.monitor.heard("apply") == [("p9", "")]


async def test_a_plan_that_changed_meanwhile_is_a_conflict_with_both_values() -> None:
    on = stage()
    on.monitor.renewed = {"p1": Refused(refusals.CHANGED.with_(field="foreign id", shown="NULL", found="“31337”"))}
    async with opened(on) as pilot:
        on.clock.turn(61)
        await pilot.press("a")
        await until(pilot, lambda: "≠ conflict" in text(pilot))
        seen = text(pilot)
        await pilot.press("a")

    assert "was NULL" in seen
    assert "31337" in seen
    assert "a Apply" not in seen
    assert not on.monitor.heard("apply")


async def test_a_renewed_plan_with_another_value_is_a_conflict_too() -> None:
    on = stage()
    other = link_plan(plan="p9", changes=(Change("foreign_id", "31337", "20042"),))
    on.monitor.renewed = {"p1": other}
    async with opened(on) as pilot:
        on.clock.turn(61)
        await pilot.press("a")
        await until(pilot, lambda: "≠ conflict" in text(pilot))

        assert "31337" in text(pilot)
    assert not on.monitor.heard("apply")


async def test_a_refusal_says_why_and_names_the_candidates() -> None:
    on = stage()
    others = (
        Candidate("20042", "Hansen Byg", "8000 Aarhus C", 0.62, False, ("name",)),
        Candidate("20043", "Hansen Byg Nord", "9000 Aalborg", 0.61, False, ("zip",), ("name",)),
    )
    on.monitor.plans = {KEY: Refused(refusals.PICK_ONE, others, target_wanted=True)}
    async with opened(on) as pilot:
        seen = text(pilot)
        await pilot.press("a")

    assert "No suggestion is safe enough" in seen
    assert "20043  Hansen Byg Nord, 9000 Aalborg  61 %" in seen
    assert "against: name" in seen
    assert "Nothing was written." in seen
    assert "a Apply" not in seen


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.REFUSED, "▲ refused"),
        (State.CONFLICT, "≠ conflict"),
        (State.UNKNOWN, "? unknown"),
        (State.NOT_DONE, "○ not done"),
    ],
)
async def test_every_other_outcome_has_its_word_and_says_what_to_do(state: State, words: str) -> None:
    on = stage()
    on.monitor.outcomes = {"p1": Outcome(state, plain("It said so."), 13)}
    async with opened(on) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: words in text(pilot))
        seen = text(pilot)

    assert "It said so." in seen
    assert "journal entry 13" in seen
    assert "takes it back" not in seen


async def test_an_engine_that_breaks_while_writing_is_unknown_never_fine() -> None:
    on = stage(monitor=Broken())
    async with opened(on) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "? unknown" in text(pilot))

        assert "may or may not have been written" in sentence(pilot)


async def test_a_write_in_hand_is_not_called_back_by_escape_and_q_asks() -> None:
    monitor = Slow()
    on = stage(monitor=monitor)
    async with opened(on) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "writing…" in text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "cannot be called back" in text(pilot))
        await pilot.press("q")
        await until(pilot, lambda: "q again leaves" in sentence(pilot))
        assert isinstance(pilot.app.screen, PlanScreen)

        monitor.held.set()
        await until(pilot, lambda: "✔ done" in text(pilot))


async def test_a_read_only_site_shows_the_plan_and_why_it_cannot_be_applied() -> None:
    on = stage(fixes=False)
    async with opened(on) as pilot:
        seen = text(pilot)
        await pilot.press("a")
        await painted(pilot)

    assert "After   20042" in seen
    assert "Fixes are not enabled for this site" in seen
    assert "a Apply" not in seen
    assert not on.monitor.heard("apply")


async def test_a_plan_that_is_blocked_says_why() -> None:
    on = stage()
    on.monitor.plans = {KEY: link_plan(blocked=refusals.FIXES_OFF)}
    async with opened(on) as pilot:
        assert "Fixes are not enabled" in text(pilot)

        await pilot.press("a")
    assert not on.monitor.heard("apply")


async def test_danish_has_its_own_labels_and_key() -> None:
    async with opened(stage(language="da")) as pilot:
        seen = text(pilot)

    for word in ("Før    NULL", "Efter  20042", "a Udfør", "Knyt ClientTime-kunden", "✖ imod", "sikkerhed 99 %"):
        assert word in seen
    assert "Apply" not in seen


async def test_blanks_line_breaks_and_the_text_null_can_be_told_apart() -> None:
    on = stage()
    changes = (Change("name", "null", " Hansen  Byg"), Change("address", "", "Vej 1\nAarhus"))
    on.monitor.plans = {KEY: link_plan(changes=changes)}
    async with opened(on) as pilot:
        seen = text(pilot)

    for word in ("“null”", "“␣Hansen␣␣Byg”", "“”", "Vej 1⏎Aarhus"):
        assert word in seen


HOSTILE = (
    "[/]",
    "[bold]x[/bold]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x1b]52;c;eA==\x07",
    "a\u202eb",
    "{0} {x}",
    "\ud800",
)


@pytest.mark.parametrize("value", HOSTILE)
async def test_hostile_values_are_shown_and_do_nothing(value: str) -> None:
    on = stage()
    plan = link_plan(
        changes=(Change("foreign_id", value, value + "1"),),
        summary=Phrase("Link {name}", "Knyt {name}").with_(name=value),
        evidence=(Evidence(value, value, value, "for"), Evidence("name", value, None, value)),
        request=(value, value * 40),
        warnings=(Phrase("Mind {name}", "Pas på {name}").with_(name=value),),
    )
    on.monitor.plans = {KEY: replace(plan, target=replace(plan.target, name=value, record=value))}
    on.monitor.outcomes = {"p1": Outcome(State.DONE, plain(value), 12, (Change(value, value, value),))}
    async with opened(on) as pilot:
        first = text(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "✔ done" in text(pilot))
        seen = first + text(pilot)

    assert not any(bad in seen for bad in ("\x1b", "\x07", "\u202e", "\ud800"))
    if value.startswith("["):
        assert value in seen


async def test_masked_the_names_are_gone_and_the_numbers_stay() -> None:
    on = stage()
    on.monitor.plans = {KEY: push_plan(KEY)}
    async with opened(on, size=WIDE) as pilot:
        await pilot.press("m")
        await painted(pilot)
        seen = text(pilot)

    assert "20042" in seen
    assert "Hansen" not in seen
    assert "Havnegade" not in seen


async def test_l_opens_the_journal_from_the_outcome() -> None:
    on = stage()
    on.monitor.entries = [entry(12)]
    async with opened(on) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "✔ done" in text(pilot))
        await pilot.press("l")
        await until(pilot, lambda: bool(on.monitor.heard("journal")))

        assert "a Apply" not in text(pilot)
