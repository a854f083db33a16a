"""The main screen as an operator meets it: what stands there, where it opens, how it moves."""

import re

import pytest

from checks.engine.model import Severity
from tests.support.boards import (
    NO_ID,
    NOON,
    ONLY,
    STALE,
    UNPOSTED,
    board,
    finding,
    lost,
    only,
    panel,
    sample,
    stale,
    unlinked,
    unposted,
)
from tests.support.main_screen import NARROW, WIDE, seated

BOTH = pytest.mark.parametrize("size", [NARROW, WIDE])
ENGLISH = ("No id", "Only in e-conomic", "Stale", "Unposted")
DANISH = ("Uden id", "Kun i e-conomic", "Adresse", "Faktura")


@BOTH
@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("da", DANISH)])
async def test_all_four_panels_show_their_word_and_count(
    size: tuple[int, int], language: str, words: tuple[str, ...]
) -> None:
    async with seated(size=size, language=language) as seat:
        for word, count in zip(words, (14, 3, 27, 8), strict=True):
            assert re.search(rf"{word}\W{{1,30}}{count}\b", seat.screen), (word, seat.screen)


async def test_in_a_tall_narrow_terminal_the_panels_take_two_lines() -> None:
    async with seated(size=(80, 40)) as seat:
        assert re.search(r"1 ✖ No id 14 +2 ▲ Only in e-conomic 3 +3 ▲ Stale 27 +4 ✖ Unposted 8$", seat.line("No id"))
        assert seat.line("Broken link").strip() == "5 ✖ Broken link 1"

        await seat.pilot.click("#strip", offset=(4, 1))
        await seat.press()

        assert seat.key == "broken-link:1077"


@pytest.mark.parametrize(("width", "word"), [(80, "Stale"), (160, "Unposted")])
async def test_a_click_on_a_panel_goes_to_it(width: int, word: str) -> None:
    async with seated(size=(width, 24)) as seat:
        await seat.pilot.click("#strip", offset=(seat.line(word).index(word), 0))
        await seat.press()

        assert seat.dashboard.view.word.text() == word


@BOTH
async def test_status_line_tells_site_mode_ages_and_calls(size: tuple[int, int]) -> None:
    async with seated(size=size) as seat:
        first = seat.screen.splitlines()[0]

        assert "Holm Revision" in first
        assert "DEMO" in first
        assert re.search(r"(ClientTime|CT) ✔ 0 s", first)
        assert re.search(r"(e-conomic|e-c) ✔ 0 s", first)
        assert "1,204 calls" in first


async def test_another_agreement_than_configured_is_told_at_any_width() -> None:
    async with seated(board(panel(NO_ID, []), agreement=999)) as seat:
        assert "agreement 999 instead of 123456" in seat.screen.splitlines()[0]


async def test_it_opens_on_the_worst_finding_that_can_be_fixed() -> None:
    worse = finding(f"{UNPOSTED}:1", Severity.CRITICAL, "99999.00", actions=("handover", "ignore"))
    fixable = panel(STALE, [stale(1300)])
    async with seated(board(panel(NO_ID, []), fixable, panel(UNPOSTED, [worse]))) as seat:
        assert seat.key == "stale-address:1300"
        assert "Stale addresses" in seat.screen


async def test_of_two_equally_bad_ones_it_opens_on_the_safe_one() -> None:
    risky, safe = unlinked(1001, "50.00", 1, safe=False), unlinked(1002, "50.00", 1, safe=True)
    async with seated(board(panel(NO_ID, [risky, safe]))) as seat:
        assert seat.key == "null-foreign-id:1002"


async def test_of_two_equally_bad_ones_it_opens_on_the_one_with_a_plan_whatever_the_money() -> None:
    risky = unlinked(1001, "99999.00", 1, safe=False)
    plain = finding(f"{STALE}:1300", Severity.CRITICAL, "5.00", actions=("push", "ignore"))
    async with seated(board(panel(NO_ID, [risky]), panel(STALE, [plain]))) as seat:
        assert seat.key == "stale-address:1300"


async def test_rows_that_are_not_known_are_not_what_it_opens_on() -> None:
    async with seated(board(lost(panel(NO_ID, [unlinked(1001, "50.00", 1)])), panel(STALE, [stale(1300)]))) as seat:
        assert seat.key == "stale-address:1300"


async def test_before_the_engine_says_anything_it_says_that_it_reads() -> None:
    async with seated(silent=True) as seat:
        assert "reading…" in seat.screen
        assert "No id …" in seat.screen
        assert " 0" not in seat.screen


async def test_digits_go_to_the_panels_and_an_unused_digit_says_so() -> None:
    async with seated() as seat:
        await seat.press("3")
        assert seat.keys[0].startswith("stale-address:")

        await seat.press("9")

        assert seat.keys[0].startswith("stale-address:")
        assert "There is no panel 9." in seat.screen


async def test_tab_reaches_a_panel_that_has_no_number() -> None:
    async with seated(board(panel(NO_ID, [unlinked(1001, "1.00")]), panel("broken-link", []))) as seat:
        assert "Broken link" not in seat.screen

        await seat.press("shift+tab")

        assert "Broken link" in seat.screen


async def test_arrows_letters_and_pages_move_the_cursor() -> None:
    async with seated() as seat:
        await seat.press("3", "home")
        rows = seat.keys

        await seat.press("down", "j", "j", "k")
        assert seat.key == rows[2]
        await seat.press("pagedown")
        assert rows.index(seat.key) > 8
        await seat.press("end")
        assert seat.key == rows[-1]
        await seat.press("pageup", "home")
        assert seat.key == rows[0]


async def test_enter_opens_the_details_and_escape_goes_back_without_a_change() -> None:
    async with seated() as seat:
        before = seat.screen

        await seat.press("enter")
        assert "post@hansenbyg.invalid" in seat.screen
        assert seat.line("State") == ""
        await seat.press("escape")

        assert seat.screen == before


async def test_both_sides_stand_beside_each_other_with_the_difference_marked() -> None:
    async with seated(size=WIDE) as seat:
        await seat.press("3")

        assert re.search(r"address\s+Nørregade \d+\s+≠ Vestergade \d+", seat.screen)
        assert re.search(r"name\s+Hansen Byg ApS\s+= Hansen Byg ApS", seat.screen)


async def test_children_are_marked_with_what_they_wait_for() -> None:
    async with seated(size=WIDE) as seat:
        await seat.press("4")

        assert "↳ 1042" in seat.line("10231")
        assert "↳" not in seat.line("10301")
        assert "waits for null-foreign-id:1042" in seat.screen


async def test_children_stand_under_a_parent_of_the_same_panel() -> None:
    parent = unlinked(1001, "10.00", 1)
    child = finding(f"{NO_ID}:1003", Severity.WARNING, parent=parent.key, subject="Datter ApS")
    other = unlinked(1002, "5.00", 1)
    async with seated(board(panel(NO_ID, [parent, other, child]))) as seat:
        assert seat.keys == [parent.key, child.key, other.key]
        assert "↳ Datter ApS" in seat.screen


async def test_amounts_are_right_aligned_with_thousands_and_currency() -> None:
    async with seated() as seat:
        assert "84,375.00 DKK" in seat.screen
        ends = {line.index(" DKK") for line in seat.screen.splitlines() if re.search(r"\d\.\d\d DKK  →", line)}
        assert len(ends) == 1

    async with seated(language="da") as seat:
        assert "84.375,00 DKK" in seat.screen


async def test_what_is_cut_says_so() -> None:
    long = only(20042)
    long = finding(long.key, subject="Interessentskabet Sønderjysk Vognmandsforretning ved Brødrene Ø. og Å. Kjærgård")
    async with seated(board(panel(NO_ID, []), panel(ONLY, [long]))) as seat:
        await seat.press("2")

        assert re.search(r"Interessentskabet Søn\S*.*…", seat.line("20042"))


async def test_a_click_moves_the_cursor_and_does_nothing_else() -> None:
    async with seated() as seat:
        third = seat.keys[2]

        await seat.pilot.click("#list", offset=(20, 2))
        await seat.press()

        assert seat.key == third
        assert seat.monitor.asked == []
        assert len(seat.app.screen_stack) == 1


async def test_too_small_is_one_line_with_the_need_and_the_verdict() -> None:
    async with seated() as seat:
        await seat.pilot.resize_terminal(50, 10)
        await seat.sees("60×15")

        lines = [line for line in seat.screen.splitlines() if line]
        assert len(lines) == 1
        assert "✖ critical: 46" in lines[0]
        await seat.pilot.resize_terminal(80, 24)
        await seat.sees("Customers without an id")


async def test_no_key_reaches_the_screen_below_while_it_is_too_small() -> None:
    async with seated(size=(50, 10)) as seat:
        await seat.press("f", "r", "p", "i")

        assert seat.monitor.asked == []
        assert len(seat.app.screen_stack) == 2


async def test_a_zero_is_told_with_its_age_and_a_lost_panel_with_since_when_and_why() -> None:
    async with seated(board(panel(NO_ID, []), lost(panel(ONLY, [])), panel(UNPOSTED, [unposted(1)]))) as seat:
        seat.clock.turn(33)
        await seat.press("1")
        assert "0 – all in step, checked 30 s ago" in seat.screen

        await seat.press("2")

        since = f"{(NOON.astimezone()).hour:02}:40"
        assert re.search(r"\? – not known since \d\d:40: e-conomic answered 503", seat.screen), since


async def test_ages_step_by_five_seconds_then_minutes() -> None:
    async with seated() as seat:
        for seconds, shown in ((7, "5 s"), (45, "50 s"), (30, "1 min"), (3600, "1 h")):
            seat.clock.turn(seconds)
            seat.dashboard.tell()
            await seat.press()
            assert f"CT ✔ {shown} " in seat.screen.splitlines()[0]


async def test_a_board_without_any_finding_opens_on_the_first_panel() -> None:
    async with seated(board(*(panel(name, []) for name in (NO_ID, ONLY, STALE, UNPOSTED)))) as seat:
        assert "0 – all in step, checked just now" in seat.screen
        assert "Customers without an id" in seat.screen


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("critical", "in step", "warning")), ("da", ("kritisk", "i takt", "advarsel"))]
)
async def test_the_verdict_of_the_chosen_panel_is_a_sign_and_a_word(language: str, words: tuple[str, ...]) -> None:
    panels = panel(NO_ID, [unlinked(1, "1.00", 1)]), panel(ONLY, []), panel(STALE, [stale(1300)])
    async with seated(board(*panels), language=language) as seat:
        for digit, sign, word, count in zip("123", "✖✔▲", words, "101", strict=True):
            await seat.press(digit)
            assert f"· {sign} {word} · {count} · " in seat.screen.splitlines()[2]


async def test_a_panel_with_nothing_urgent_in_it_is_not_called_in_step() -> None:
    async with seated(board(panel(NO_ID, [finding(f"{NO_ID}:1", Severity.INFO)]))) as seat:
        assert "✔ no alarm · 1 · " in seat.screen.splitlines()[2]


async def test_a_check_that_nobody_named_here_gets_its_panel() -> None:
    async with seated(board(panel("source", [finding("source:economic", Severity.CRITICAL)])), checks=()) as seat:
        assert "source" in seat.screen
        assert seat.keys == ["source:economic"]


async def test_sample_shows_every_panel_without_a_cell_out_of_place() -> None:
    async with seated(sample(), size=WIDE) as seat:
        for digit in "12345":
            await seat.press(digit)
            widths = {len(line) for line in seat.screen.splitlines() if line.startswith("│")}
            assert len(widths) == 1
