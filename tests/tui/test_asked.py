"""Whoever asks for a reading is told that it has begun, and once what came of it: what changed, what was not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine.board import Board
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tests.support.boards import NO_ID, NOON, STALE, board, lost, panel, stale, unlinked
from tests.support.main_screen import Seat, seated

OK = SourceState("economic", Health.OK, NOON)
GONE = SourceState("clienttime", Health.DOWN, NOON, Phrase("The server is away.", "Serveren er væk."))
HALF = SourceState("clienttime", Health.DEGRADED, NOON, Phrase("No invoices.", "Ingen fakturaer."))
BEFORE = board(panel(NO_ID, [unlinked(1001, "4.00"), unlinked(1002, "5.00")]), panel(STALE, [stale(1300)]))
BEGUN = "Reading both sides…"


def after(cycle: int, *findings: int, **pulse: object) -> Board:
    """Return the board after another cycle, with these customers unlinked."""
    return board(
        panel(NO_ID, [unlinked(number, "5.00") for number in findings]),
        panel(STALE, [stale(1300), stale(1301)]),
        cycle=cycle,
        **pulse,
    )


async def asked(seat: Seat, key: str, *boards: Board) -> str:
    await seat.press(key)
    assert BEGUN.lower() in seat.screen.lower()
    for one in boards:
        await seat.show(one)
    await seat.press()
    return seat.screen


async def test_it_tells_what_is_new_gone_and_changed() -> None:
    async with seated(BEFORE) as seat:
        screen = await asked(seat, "R", after(2, 1001, 1003, 1004))

        assert "Both sides read: 3 new, 1 gone, 1 changed." in screen
        assert BEGUN not in screen
        assert seat.monitor.heard("refresh") == [(None,)]


async def test_it_tells_of_the_panel_what_was_asked_for_the_panel() -> None:
    async with seated(BEFORE) as seat:
        await seat.press("3")

        screen = await asked(seat, "r", after(2, 1001, 1003))

        assert "Stale: both sides read: 1 new, 0 gone, 0 changed." in screen


async def test_nothing_new_is_told_too_and_only_once() -> None:
    async with seated(BEFORE) as seat:
        same = replace(BEFORE, pulse=replace(BEFORE.pulse, cycle=2))
        assert "Both sides read: nothing has changed." in await asked(seat, "R", same)
        seat.clock.turn(30)

        await seat.show(replace(BEFORE, pulse=replace(BEFORE.pulse, cycle=3)))
        seat.dashboard.tell()
        await seat.press()

        assert "Both sides read" not in seat.screen


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((GONE, OK), "ClientTime could not be read; what hangs on it is the last known."),
        ((HALF, OK), "ClientTime was read only in part: 1 new, 0 gone, 1 changed."),
        ((GONE, replace(GONE, name="economic")), "Neither side could be read; what is shown is the last known."),
    ],
)
async def test_what_could_not_be_read_is_named(sources: tuple[SourceState, ...], said: str) -> None:
    async with seated(BEFORE) as seat:
        assert said in await asked(seat, "R", after(2, 1001, 1002, sources=sources))


async def test_rows_that_are_not_known_any_more_count_as_unchanged() -> None:
    async with seated(BEFORE) as seat:
        unread = board(lost(panel(NO_ID, [])), panel(STALE, [stale(1300)]), cycle=2)

        assert "Both sides read: nothing has changed." in await asked(seat, "R", unread)


async def test_a_reading_that_was_begun_before_is_not_the_answer() -> None:
    reading = replace(BEFORE, pulse=replace(BEFORE.pulse, reading=True))
    async with seated(reading) as seat:
        await seat.press("R")
        assert "Reading already; another reading follows at once." in seat.screen

        await seat.show(after(2, 1001))
        await seat.press()
        assert "Both sides read" not in seat.screen

        await seat.show(after(3, 1001))
        await seat.sees("Both sides read: 1 new, 1 gone, 1 changed.")


async def test_an_engine_that_was_started_anew_answers_with_its_first_reading() -> None:
    late = replace(BEFORE, pulse=replace(BEFORE.pulse, cycle=40))
    async with seated(late) as seat:
        await seat.press("R")
        await seat.show(replace(BEFORE, pulse=replace(BEFORE.pulse, cycle=0, reading=True)))
        assert "Both sides read" not in seat.screen

        await seat.show(after(1, 1001, 1002))

        await seat.sees("Both sides read: 1 new, 0 gone, 1 changed.")


async def test_danish() -> None:
    async with seated(BEFORE, language="da") as seat:
        await seat.press("R")
        assert "Læser begge sider…" in seat.screen

        await seat.show(after(2, 1001, 1002))

        await seat.sees("Begge sider er læst: nye: 1, væk: 0, ændret: 1.")
