"""Keys that are typed before the first reading: `f` waits for its row, everything else says that it is too early."""

from checks.engine.board import Board
from checks.engine.plan import Request
from tests.support.boards import NO_ID, STALE, board, panel, sample
from tests.support.main_screen import Seat, seated

HELD = "the plan opens with the first row"


async def reads(seat: Seat, what: Board | None = None) -> None:
    seat.monitor.silent = False
    await seat.show(sample() if what is None else what)
    await seat.pilot.pause(0.05)


async def test_f_opens_the_plan_as_soon_as_there_is_a_row() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f")
        assert HELD in seat.screen
        assert seat.on_top == "DashboardScreen"

        await reads(seat)

        assert seat.on_top == "PlanScreen"
        assert seat.monitor.heard("plan") == [(Request(f"{NO_ID}:1042"),)]
        assert seat.monitor.heard("apply") == []
        await seat.press("escape")
        assert HELD not in seat.screen


async def test_f_on_a_panel_that_was_chosen_early_plans_its_first_row() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("3", "f")

        await reads(seat)

        assert seat.monitor.heard("plan") == [(Request(seat.keys[0]),)]
        assert seat.keys[0].startswith(STALE)


async def test_escape_lets_it_be() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f", "escape")
        assert HELD not in seat.screen

        await reads(seat)

        assert seat.on_top == "DashboardScreen"


async def test_any_other_key_lets_it_be_and_nothing_is_applied() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f", "a")
        assert HELD not in seat.screen

        await reads(seat)

        assert seat.on_top == "DashboardScreen"
        assert seat.monitor.heard("plan") == []
        assert seat.monitor.heard("apply") == []


async def test_after_ten_seconds_it_is_forgotten() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f")
        seat.clock.turn(10)

        await reads(seat)

        assert seat.on_top == "DashboardScreen"
        assert HELD not in seat.screen


async def test_where_the_first_reading_brings_no_row_it_says_so() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f")

        await reads(seat, board(panel(NO_ID, [])))

        assert seat.on_top == "DashboardScreen"
        assert "There is no row here." in seat.screen


async def test_a_second_reading_opens_nothing() -> None:
    async with seated(Board(), silent=True) as seat:
        await seat.press("f")
        await reads(seat)
        await seat.press("escape")

        await reads(seat, board(panel(NO_ID, []), *list(sample().panels.values())[1:]))

        assert seat.on_top == "DashboardScreen"


async def test_the_other_keys_for_a_row_say_that_it_is_still_reading() -> None:
    async with seated(Board(), silent=True) as seat:
        for key in ("enter", "i", "space", "y", "w"):
            await seat.press(key)
            assert "Still reading; there is no row yet." in seat.screen
            assert seat.on_top == "DashboardScreen"
