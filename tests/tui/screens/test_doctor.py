"""The doctor's page as a journey by keys: lines as they come, what to do next in full, a visit that ends with it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from tests.support.main_screen import BOTH_SIZES, NARROW, WIDE, Seat, seated
from tests.support.scripted_doctor import (
    CLIENTTIME,
    ECONOMIC,
    SCRIPT,
    SITE,
    TERMINAL,
    ScriptedDoctor,
    at_the_doctor,
    line,
)
from tests.support.stage import until


@asynccontextmanager
async def visited(size: tuple[int, int] = NARROW, language: str = "en") -> AsyncGenerator[tuple[Seat, ScriptedDoctor]]:
    async with seated(size=size, language=language) as seat:
        doctor = ScriptedDoctor()
        await at_the_doctor(seat, doctor)
        yield seat, doctor


async def told(seat: Seat) -> None:
    await until(seat.pilot, lambda: "looking" not in seat.screen)  # type: ignore[arg-type]  # a pilot of any app


def one_line(seat: Seat) -> str:
    return " ".join(seat.screen.split())


@pytest.mark.parametrize("size", BOTH_SIZES)
async def test_lines_fill_in_as_they_come(size: tuple[int, int]) -> None:
    async with visited(size) as (seat, doctor):
        assert "… asking     ClientTime" in seat.screen
        doctor.says(CLIENTTIME, line("ok", "server name", "sql01: 10.0.0.7"))
        await seat.sees("✔ ok         server name")

        assert "sql01: 10.0.0.7" in seat.line("server name")
        assert "… asking     ClientTime" in seat.screen
        assert "looking, 0 s" in seat.screen
        doctor.ends()
        await told(seat)
        assert "asking" not in seat.screen
        assert "Doctor   ✔ 1 ok " in seat.screen


@pytest.mark.parametrize("size", BOTH_SIZES)
async def test_the_cursor_comes_to_what_failed_and_its_next_step_stands_in_full(size: tuple[int, int]) -> None:
    async with visited(size) as (seat, doctor):
        doctor.finds()
        await seat.sees("✖ 1 failed   ▲ 1 warning   ✔ 2 ok")

        await seat.sees("SELECT is missing.")
        assert f"Next: Hand over: {SCRIPT}" in one_line(seat) or size == WIDE
        await seat.press("enter")
        await seat.sees("right to read: failed")
        assert f"Next: Hand over: {SCRIPT}" in one_line(seat)


async def test_it_speaks_danish() -> None:
    async with visited(language="da") as (seat, doctor):
        assert "… spørger" in seat.screen
        doctor.finds()
        await seat.sees("Diagnose   ✖ 1 fejl   ▲ 1 advarsel   ✔ 2 ok")

        for word in ("▲ advarsel encryption", "Næste: Hand over", "r se efter igen", "Esc tilbage"):
            assert word in one_line(seat)


@pytest.mark.parametrize(("language", "words"), [("en", "▲ 2 warnings "), ("da", "▲ 2 advarsler ")])
async def test_more_than_one_warning_is_counted_in_the_plural(language: str, words: str) -> None:
    async with visited(language=language) as (seat, doctor):
        doctor.says(SITE, line("warning", "encryption"), line("warning", "unique"))
        doctor.ends()

        await seat.sees(words)


async def test_a_script_of_several_lines_is_one_line_in_the_list_and_keeps_its_lines_beside_it() -> None:
    async with visited() as (seat, doctor):
        doctor.says(SITE, line("failed", "right to read", "missing.", "Hand over:\nGRANT SELECT ([a],\n    [b]);"))
        doctor.ends()

        await seat.sees("missing. Hand over: GRANT ")
        await seat.sees("    [b]);")


@pytest.mark.parametrize("keys", [("y",), ("enter", "y")])
async def test_a_line_is_copied_with_its_script(keys: tuple[str, ...]) -> None:
    async with visited() as (seat, doctor):
        doctor.finds()
        await seat.sees("SELECT is missing.")
        await seat.press(*keys)
        await seat.sees("copied")

        assert f"Hand over: {SCRIPT}" in seat.app.clipboard


async def test_what_is_still_being_asked_is_not_copied() -> None:
    async with visited() as (seat, _):
        await seat.press("y")

        assert "copied" not in seat.screen


async def test_leaving_ends_the_visit() -> None:
    async with visited() as (seat, doctor):
        doctor.says(SITE, line("ok", "configuration"))
        await seat.sees("configuration")
        assert doctor.running
        await seat.press("escape")

        assert seat.on_top == "DashboardScreen"
        assert not doctor.running


async def test_quitting_ends_the_visit() -> None:
    async with visited() as (seat, doctor):
        assert doctor.running
        await seat.press("q")

        assert seat.app.return_code == 0
    assert not doctor.running


@pytest.mark.parametrize("key", ["r", "R"])
async def test_the_refresh_key_looks_again_and_nothing_old_stands_as_if_it_held(key: str) -> None:
    async with visited() as (seat, doctor):
        doctor.finds()
        await seat.sees("✖ 1 failed")
        await seat.press(key)

        assert doctor.visits == 2
        assert "… asking     right to read" in seat.screen
        assert "SELECT is missing." not in seat.screen
        doctor.says(CLIENTTIME, line("ok", "right to read"))
        doctor.ends()
        await told(seat)
        assert "Doctor   ✔ 1 ok " in seat.screen


async def test_a_visit_under_way_is_not_begun_again() -> None:
    async with visited() as (seat, doctor):
        await seat.press("r")

        assert doctor.visits == 1
        assert "Still looking" in seat.screen


async def test_a_visit_that_breaks_off_leaves_the_rest_unknown_and_can_be_repeated() -> None:
    async with visited() as (seat, doctor):
        doctor.says(SITE, line("ok", "configuration"))
        doctor.ends(SITE, TERMINAL)
        doctor.breaks_off("It was ended from outside.")
        await seat.sees("It was ended from outside.")

        assert "? not known  ClientTime" in seat.screen
        assert "? 2 not known   ✔ 1 ok" in seat.screen
        await seat.press("r")
        assert doctor.visits == 2
        assert "It was ended" not in seat.screen


async def test_a_defect_is_told_without_its_values() -> None:
    async with visited() as (seat, doctor):
        doctor.fails()
        await seat.sees("The doctor failed (RuntimeError)")

        assert "nobody may see" not in seat.screen


async def test_the_cursor_stays_on_its_line_when_others_come() -> None:
    async with visited() as (seat, doctor):
        doctor.says(ECONOMIC, line("ok", "agreement", "123456"), line("ok", "e-conomic drafts", "rows read: 4"))
        await seat.sees("rows read: 4")
        await seat.press("end", "up", "up")
        await seat.sees("e-conomic drafts  ✔ ok")
        doctor.says(CLIENTTIME, line("failed", "server port"), line("ok", "server name"))
        doctor.ends()
        await seat.sees("✖ 1 failed   ✔ 3 ok")

        assert "e-conomic drafts  ✔ ok" in seat.screen


async def test_s_lists_the_worst_first_and_back() -> None:
    async with visited() as (seat, doctor):
        doctor.finds()
        await seat.sees("✖ 1 failed")
        await seat.press("s")
        await seat.sees("The worst first.")
        assert "right to read" in seat.screen.splitlines()[1]
        await seat.press("down")
        assert "The worst first." not in seat.screen
        await seat.press("s")

        assert "configuration" in seat.screen.splitlines()[1]


async def test_more_lines_than_fit_are_reached_by_keys() -> None:
    async with visited() as (seat, doctor):
        doctor.says(CLIENTTIME, *(line("ok", f"customer.column{n}") for n in range(60)))
        doctor.ends()
        await seat.sees("✔ 60 ok")
        await seat.press("end")

        await seat.sees("customer.column59  ✔ ok")


async def test_the_palette_and_the_help_know_it() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("doctor")
        await seat.press("enter")
        await seat.sees("Doctor")
        assert seat.on_top == "DoctorScreen"
        await seat.press("d", "question_mark")
        await seat.sees("Help")
        await seat.press("slash")
        await seat.type("doctor")

        await seat.sees("everything that the program needs")


async def test_the_smallest_terminal_still_shows_the_way_out() -> None:
    async with visited((60, 15)) as (seat, doctor):
        doctor.finds()
        await seat.sees("✖ 1 failed")

        assert "Esc back" in seat.screen
        assert max(map(len, seat.screen.splitlines())) <= 60


async def test_what_a_server_says_steers_no_terminal() -> None:
    async with visited() as (seat, doctor):
        doctor.says(CLIENTTIME, line("failed", "[red]name\x1b[31m", "[bold]what\u202e it said"))
        doctor.ends()
        await seat.sees("[bold]what")

        assert "[red]name" in seat.screen
        assert not {"\x1b", "\u202e"} & set(seat.screen)
