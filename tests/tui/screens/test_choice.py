"""The choice of a target, as journeys by keys: candidates, a typed number, refusals in place, and never a write."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checks.engine import refusals
from checks.engine.board import Board, Panel, Pulse
from checks.engine.doubt import DOUBTS, Doubt
from checks.engine.model import Fact, Finding, Health, Rival, SourceState, Status, Suggestion
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, FixPlan, Refused, Request, State
from checks.engine.weight import Says, Weight
from tests.support.stage import (
    KEY,
    NARROW,
    NOON,
    WIDE,
    Stage,
    asks,
    done,
    finding,
    link_plan,
    on_stage,
    painted,
    sentence,
    text,
    until,
)
from tui.desk import Desk
from tui.screens.choice import ChoiceScreen
from tui.screens.plan import PlanScreen

FIRST = Suggestion("1042", 20042, 0.97, True, ("cvr", "name"), (), name="Hansen Byg ApS", place="8000 Aarhus C")
SECOND = Suggestion("1042", 20099, 0.62, False, ("name",), ("zip",), name="Hansen Byg Øst", place="9000 Aalborg")
FACTS = (
    Fact("name", "Hansen Byg ApS", None),
    Fact("address", "Havnegade 12", None),
    Fact("zip", "8000", None),
    Fact("city", "Aarhus C", None),
    Fact("cvr", "25063864", None),
)
OTHER = link_plan(plan="p2", changes=(Change("foreign_id", None, "20099"),))


def unlinked(*suggestions: Suggestion, **members: object) -> Finding:
    made = replace(finding(), customer_code="1042", actions=("link", "ignore"), facts=FACTS, suggestions=suggestions)
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


WHY = Phrase("503 for now.", "503 lige nu.")


def opened(
    on: Stage,
    *found: Finding,
    keys: Sequence[str] = (KEY,),
    size: tuple[int, int] = NARROW,
    health: Health = Health.OK,
    mask: bool = False,
) -> AbstractAsyncContextManager[Pilot[object]]:
    def screen(desk: Desk) -> PlanScreen:
        panels = {one.check: Panel(one.check, Status.CRITICAL, findings={f.key: f for f in found}) for one in found}
        desk.board = Board(
            panels, Pulse((SourceState("economic", health, NOON, None if health is Health.OK else WHY),))
        )
        desk.mask = mask
        return PlanScreen(desk, asks(*keys))

    return on_stage(on, screen, size)


def on_top(pilot: Pilot[object]) -> str:
    return type(pilot.app.screen).__name__


def typed(pilot: Pilot[object]) -> str:
    return pilot.app.screen.query_one(Input).value


def planning(answer: FixPlan | Refused, **members: object) -> Stage:
    on = replace(Stage(), **members)  # type: ignore[arg-type]  # a test names the members it cares for
    on.monitor.plans[KEY] = answer
    on.monitor.outcomes = {"p1": done(), "p2": done()}
    return on


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_row_without_a_candidate_opens_on_the_question_whom_it_is(size: tuple[int, int]) -> None:
    on = planning(OTHER)
    async with opened(on, unlinked(), size=size) as pilot:
        seen = sentence(pilot)

    assert "Which e-conomic customer is it?" in seen
    assert "Hansen Byg ApS, Havnegade 12, 8000 Aarhus C · CVR 25063864" in seen
    assert "None that is sure enough to be suggested." in seen
    assert "Or type the e-conomic number" in seen
    assert not on.monitor.heard("plan")


async def test_a_typed_number_is_planned_shown_and_applied_only_by_a() -> None:
    on = planning(OTHER)
    async with opened(on, unlinked()) as pilot:
        await pilot.press(*"20099", "enter")
        await until(pilot, lambda: on_top(pilot) == "PlanScreen" and "After   20099" in text(pilot))
        await pilot.press("enter")
        await painted(pilot)
        assert on.monitor.heard("plan") == [(Request(KEY, to="20099"),)]
        assert not on.monitor.heard("apply")

        await pilot.press("a")
        await until(pilot, lambda: "✔ done" in text(pilot))
        assert "other target" not in text(pilot)
    assert on.monitor.heard("apply") == [("p2", "")]


@pytest.mark.parametrize(
    "reason",
    [
        refusals.ABSENT.with_(what="e-conomic 31337"),
        refusals.TAKEN.with_(number=31337, code="1043", name=refusals.name("Lykke Dental")),
        refusals.COULD_NOT_ASK.with_(what="e-conomic 31337"),
    ],
)
async def test_a_refusal_is_said_in_place_and_what_was_typed_stays(reason: Phrase) -> None:
    on = planning(Refused(reason))
    async with opened(on, unlinked()) as pilot:
        await pilot.press(*"31337", "enter")
        await until(pilot, lambda: reason.text() in sentence(pilot))
        assert (on_top(pilot), typed(pilot)) == ("ChoiceScreen", "31337")

        on.monitor.plans[KEY] = OTHER
        await pilot.press("backspace")
        await painted(pilot)
        assert reason.text() not in sentence(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: on_top(pilot) == "PlanScreen")

    assert [ask.to for (ask,) in on.monitor.heard("plan") if isinstance(ask, Request)] == ["31337", "3133"]


async def test_escape_leaves_to_the_list_where_nothing_was_planned_yet() -> None:
    on = planning(OTHER)
    async with opened(on, unlinked()) as pilot:
        await pilot.press(*"20", "escape")
        await painted(pilot)

        assert on_top(pilot) not in {"ChoiceScreen", "PlanScreen"}
    assert not on.monitor.asked


async def test_enter_without_a_number_asks_for_one() -> None:
    on = planning(OTHER)
    async with opened(on, unlinked()) as pilot:
        await pilot.press("space", "enter")
        await until(pilot, lambda: "Type the e-conomic number first." in text(pilot))
    assert not on.monitor.asked


async def test_t_on_a_plan_offers_the_candidates_and_arrows_and_enter_take_one() -> None:
    on = planning(link_plan())
    async with opened(on, unlinked(FIRST, SECOND)) as pilot:
        assert "t other target" in text(pilot)
        await pilot.press("t")
        await painted(pilot)
        seen = text(pilot)
        for words in (
            "▌ 20042  Hansen Byg ApS, 8000 Aarhus C  97 %  ✔ safe",
            "20099  Hansen Byg Øst, 9000 Aalborg  62 %",
        ):
            assert words in seen
        assert "for: CVR, name" in seen
        assert "against: zip" in seen

        on.monitor.plans[KEY] = OTHER
        await pilot.press("down", "enter")
        await until(pilot, lambda: "After   20099" in text(pilot))
    assert on.monitor.heard("plan") == [(Request(KEY),), (Request(KEY, to="20099"),)]


@pytest.mark.parametrize(("language", "words"), [("en", "Same name; the address differs."), ("da", "Samme navn;")])
async def test_a_candidate_that_was_weighed_has_the_sentence_instead_of_fields(language: str, words: str) -> None:
    weights = (Weight("name", 9.0), Weight("address", -4.0, Says.OTHER))
    found = replace(SECOND, weights=weights, doubt=Doubt.NAME_ONLY, rival=Rival("7", "Lunds Bageri", 0.3))
    on = planning(link_plan())
    on.language = language
    async with opened(on, unlinked(found)) as pilot:
        await pilot.press("t")
        await painted(pilot)
        seen = sentence(pilot)

    assert words in seen
    assert "7 Lunds Bageri, 30 %." in seen
    assert DOUBTS[Doubt.NAME_ONLY].text(language) in seen
    assert "against:" not in seen


async def test_escape_from_the_choice_comes_back_to_the_plan_that_was_shown() -> None:
    on = planning(link_plan())
    async with opened(on, unlinked(FIRST)) as pilot:
        await pilot.press("t", *"999", "escape")
        await painted(pilot)
        assert "After   20042" in text(pilot)

        await pilot.press("a")
        await until(pilot, lambda: "✔ done" in text(pilot))
    assert on.monitor.heard("apply") == [("p1", "")]


async def test_typing_and_choosing_take_turns_and_the_cursor_says_which_counts() -> None:
    on = planning(link_plan())
    async with opened(on, unlinked(FIRST, SECOND)) as pilot:
        await pilot.press("t", "7")
        await painted(pilot)
        assert "▌ Or type the e-conomic number" in text(pilot)

        await pilot.press("up")
        await painted(pilot)
        assert "▌ 20099" in text(pilot)
        assert typed(pilot) == "7"
        await pilot.press("up", "up", "up", "enter")
        await until(pilot, lambda: on_top(pilot) == "PlanScreen")
    assert on.monitor.heard("plan")[1:] == [(Request(KEY, to="20042"),)]


async def test_a_first_candidate_that_is_not_safe_opens_as_a_plan_and_a_safe_one_is_left_to_the_engine() -> None:
    on = planning(OTHER)
    async with opened(on, unlinked(SECOND)) as pilot:
        assert on_top(pilot) == "PlanScreen"
        assert "After   20099" in text(pilot)
    assert on.monitor.heard("plan") == [(Request(KEY, to="20099"),)]


async def test_in_a_round_of_several_nothing_that_is_not_safe_is_taken_by_itself() -> None:
    keys = (KEY, "null-foreign-id:1043")
    on = planning(Refused(refusals.PICK_ONE, target_wanted=True))
    on.monitor.plans[keys[1]] = link_plan(keys[1], "p3")
    async with opened(on, unlinked(SECOND), unlinked(FIRST, key=keys[1]), keys=keys) as pilot:
        assert on.monitor.heard("plan") == [(Request(key),) for key in keys]
        assert "a Apply" in text(pilot)
        assert "t choose the target" in text(pilot)

        on.monitor.plans[KEY] = OTHER
        await pilot.press("t", "enter")
        await until(pilot, lambda: "a Apply all 2" in text(pilot))


async def test_a_customer_of_economic_wants_a_customer_code() -> None:
    key = "only-in-economic:20099"
    theirs = tuple(Fact(fact.field, None, fact.clienttime) for fact in FACTS)
    on = planning(OTHER)
    on.monitor.plans[key] = link_plan(key)
    found = unlinked(key=key, check="only-in-economic", customer_code=None, customer_number=20099, facts=theirs)
    async with opened(on, found, keys=(key,)) as pilot:
        seen = sentence(pilot)
        await pilot.press(*"P1047", "enter")
        await until(pilot, lambda: on_top(pilot) == "PlanScreen")

    assert "Which ClientTime customer is it? e-conomic customer 20099 Hansen Byg ApS, Havnegade 12" in seen
    assert "Or type the customer code in ClientTime" in seen
    assert on.monitor.heard("plan") == [(Request(key, to="P1047"),)]


async def test_where_a_side_could_not_be_read_it_is_not_said_that_there_is_no_candidate() -> None:
    async with opened(planning(OTHER), unlinked(), health=Health.DOWN) as pilot:
        assert "Not known, so nobody is suggested. e-conomic: 503 for now. r on the main screen" in sentence(pilot)
        assert "None that" not in text(pilot)


async def test_masked_the_choice_shows_numbers_and_no_names() -> None:
    async with opened(planning(link_plan()), unlinked(FIRST), mask=True) as pilot:
        await pilot.press("t")
        await painted(pilot)
        seen = text(pilot)

    assert "20042  H..., 8..." in seen
    assert not any(word in seen for word in ("Hansen", "Havnegade", "Aarhus", "25063864"))


async def test_danish() -> None:
    async with opened(planning(OTHER, language="da"), unlinked()) as pilot:
        seen = sentence(pilot)

    for words in (
        "Hvilken kunde i e-conomic er det?",
        "Eller tast nummeret i e-conomic",
        "Enter vis planen",
        "Esc tilbage",
    ):
        assert words in seen
    assert "Udfør" not in seen


@pytest.mark.parametrize("value", ["[bold]x[/bold]", "\x1b[2J\x07", "a\u202eb", "{0} {x}"])
async def test_hostile_values_are_shown_and_do_nothing(value: str) -> None:
    evil = replace(SECOND, name=value, place=value, evidence=(value,), against=(value,))
    on = planning(Refused(refusals.ABSENT.with_(what=value)))
    found = unlinked(evil, facts=(Fact("name", value, None), Fact("cvr", value, None)))
    async with opened(on, found) as pilot:
        await pilot.press("t", "enter")
        await until(pilot, lambda: "is not there." in text(pilot))
        seen = text(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)

    assert not any(bad in seen for bad in ("\x1b", "\x07", "\u202e"))


@pytest.mark.parametrize("state", [State.REFUSED, State.CONFLICT, State.UNKNOWN])
async def test_after_an_outcome_no_other_target_is_offered(state: State) -> None:
    on = planning(link_plan())
    on.monitor.outcomes["p1"] = replace(done(), state=state)
    async with opened(on, unlinked(FIRST)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "a Apply" not in text(pilot))
        await pilot.press("t")
        await painted(pilot)

        assert on_top(pilot) == "PlanScreen"
        assert "target" not in text(pilot)
