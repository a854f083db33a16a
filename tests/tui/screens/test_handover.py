"""What this program cannot put right is handed over as a text: read, copied, and nothing is written."""

import pytest

from checks.engine.model import Severity
from checks.engine.plan import Request
from tests.support.boards import NO_ID, ONLY, UNPOSTED, board, finding, lost, only, panel, unlinked, unposted
from tests.support.main_screen import BOTH_SIZES, WIDE, Seat, seated
from tui.formats.handover import handover

WAITING, CREATED = unposted(10301), only(20042)


@pytest.mark.parametrize("size", BOTH_SIZES)
async def test_f_shows_the_text_of_what_only_others_can_put_right(size: tuple[int, int]) -> None:
    async with seated(board(panel(NO_ID, []), panel(UNPOSTED, [WAITING])), size=size) as seat:
        await seat.press("4", "f")

        assert seat.on_top == "HandoverScreen"
        assert "For the bookkeeper" in seat.screen
        assert WAITING.key in seat.screen
        assert "Nothing was changed by this program." in seat.screen


async def test_y_copies_exactly_what_the_command_prints() -> None:
    async with seated(board(panel(NO_ID, []), panel(ONLY, [CREATED]))) as seat:
        await seat.press("2", "f", "y")

        assert seat.app.clipboard == handover(CREATED, "worklist", "en")
        assert "The text is copied." in seat.screen


async def test_nothing_is_asked_of_the_engine_and_escape_goes_back() -> None:
    async with seated(board(panel(NO_ID, []), panel(ONLY, [CREATED]))) as seat:
        await seat.press("2", "f", "a", "enter", "y", "escape")

        assert seat.monitor.asked == []
        assert seat.on_top == "DashboardScreen"


async def test_where_the_first_action_only_tells_f_does_not_plan_a_later_one() -> None:
    draft = finding(f"{UNPOSTED}:7", actions=("handover", "book", "ignore"))
    async with seated(board(panel(NO_ID, []), panel(UNPOSTED, [draft]))) as seat:
        await seat.press("4", "f")

        assert seat.on_top == "HandoverScreen"


async def test_f_on_what_waits_for_another_finding_plans_that_one() -> None:
    parent, child = unlinked(1042, "9.00", 1), unposted(10230, f"{NO_ID}:1042")
    async with seated(board(panel(NO_ID, [parent]), panel(UNPOSTED, [child]))) as seat:
        await seat.press("4", "f")
        await seat.pilot.pause(0.05)

        assert seat.on_top == "PlanScreen"
        assert seat.monitor.heard("plan") == [(Request(parent.key),)]


async def test_the_details_say_what_f_does() -> None:
    parent, child, alone = unlinked(1042, "9.00", 1), unposted(10230, f"{NO_ID}:1042"), unposted(10301)
    async with seated(board(panel(NO_ID, [parent]), panel(UNPOSTED, [child, alone])), size=WIDE) as seat:
        await seat.press("4", "home")
        assert (seat.key, "f shows the text for the one who can put it right" in seat.screen) == (alone.key, True)

        await seat.press("down")

        assert (seat.key, f"f opens the plan of {parent.key}" in seat.screen) == (child.key, True)


async def test_w_shows_the_text_where_f_would_plan() -> None:
    both = finding(f"{ONLY}:20042", actions=("link", "worklist", "ignore"))
    async with seated(board(panel(NO_ID, []), panel(ONLY, [both]))) as seat:
        await seat.press("2", "w")
        assert seat.on_top == "HandoverScreen"
        assert "To create in ClientView" in seat.screen

        await seat.press("escape", "f")

        assert "PlanScreen" in {type(screen).__name__ for screen in seat.app.screen_stack}


async def test_w_on_what_has_no_text_says_so() -> None:
    async with seated(board(panel(NO_ID, [unlinked(1001, "1.00")]))) as seat:
        await seat.press("w")

        assert seat.on_top == "DashboardScreen"
        assert "has no text to hand over" in seat.screen


async def test_marked_rows_are_handed_over_together() -> None:
    rows = [unposted(10301), unposted(10302), unposted(10303)]
    async with seated(board(panel(NO_ID, []), panel(UNPOSTED, rows))) as seat:
        await seat.press("4", "space", "space", "f", "y")

        assert sum(row.key in seat.app.clipboard for row in rows) == 2


async def test_rows_of_a_panel_that_is_not_known_are_not_handed_over() -> None:
    async with seated(board(panel(NO_ID, []), lost(panel(UNPOSTED, [WAITING])))) as seat:
        await seat.press("4", "w")

        assert seat.on_top == "DashboardScreen"
        assert "The rows are old" in seat.screen


async def masked_and_copied(seat: Seat) -> str:
    await seat.press("2", "m", "f", "y")
    return seat.screen + seat.app.clipboard


async def test_masked_is_masked_here_too_and_m_shows_it() -> None:
    async with seated(board(panel(NO_ID, []), panel(ONLY, [CREATED]))) as seat:
        hidden = await masked_and_copied(seat)
        assert CREATED.subject not in hidden
        assert f"{CREATED.subject[:1]}..." in hidden

        await seat.press("m")

        assert CREATED.subject in seat.screen


async def test_a_long_text_scrolls_to_its_end() -> None:
    many = [finding(f"{UNPOSTED}:{n}", Severity.CRITICAL, "1.00", actions=("handover",)) for n in range(1, 12)]
    async with seated(board(panel(NO_ID, []), panel(UNPOSTED, many))) as seat:
        last = seat.dashboard.panels[UNPOSTED].rows(seat.desk)[-1].key
        await seat.press("4", *["space"] * len(many), "f")
        assert last + ":" not in seat.screen

        await seat.press("end")

        assert last + ":" in seat.screen


def test_the_danish_text_names_the_fields_in_danish() -> None:
    text = handover(CREATED, "worklist", "da")

    assert "postnr." in text
    assert "Skal oprettes i ClientView" in text
