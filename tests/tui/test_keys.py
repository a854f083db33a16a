"""What the keys ask for: the engine is asked once, nothing is changed by one key, other screens open by theirs."""

import csv
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from textual.binding import Binding

from checks.engine.phrase import masked
from checks.engine.plan import Request
from tests.support.boards import NO_ID, UNPOSTED, board, finding, panel, unlinked
from tests.support.main_screen import WIDE, seated
from tui.app import CtmonApp
from tui.desk import SiteCard
from tui.screens.dashboard import DashboardScreen
from tui.screens.palette import PaletteScreen
from tui.widgets.details import Details
from tui.widgets.finding_list import FindingList

FORBIDDEN = {f"ctrl+{letter}" for letter in "abdjmoqsz"}


def test_no_binding_takes_a_key_that_belongs_to_the_terminal() -> None:
    tables = (CtmonApp, DashboardScreen, FindingList, Details, PaletteScreen)
    keys = {
        key.strip()
        for table in tables
        for binding in table.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }

    assert not keys & FORBIDDEN
    assert not {key for key in keys if key.startswith(("f1", "alt+")) or "ctrl+alt" in key}


async def test_f_opens_the_plan_of_the_row() -> None:
    async with seated() as seat:
        await seat.press("f")

        assert seat.on_top == "PlanScreen"
        assert seat.monitor.heard("plan") == [(Request(f"{NO_ID}:1042"),)]
        assert seat.monitor.heard("apply") == []


async def test_f_opens_one_plan_for_all_that_are_marked() -> None:
    async with seated() as seat:
        await seat.press("space", "space", "f")
        await seat.pilot.pause(0.05)

        assert len(seat.monitor.heard("plan")) == 2


async def test_f_on_what_cannot_be_fixed_says_so() -> None:
    told = finding(f"{UNPOSTED}:10301", actions=("ignore",))
    async with seated(board(panel(NO_ID, []), panel(UNPOSTED, [told]))) as seat:
        await seat.press("4", "f")

        assert len(seat.app.screen_stack) == 1
        assert "cannot be fixed from here" in seat.screen


async def test_f_leaves_marked_rows_out_that_cannot_be_fixed() -> None:
    told = finding(f"{NO_ID}:1", actions=("handover", "ignore"))
    async with seated(board(panel(NO_ID, [unlinked(1001, "5.00"), told]))) as seat:
        await seat.press("space", "space", "f")
        await seat.pilot.pause(0.05)

        assert seat.monitor.heard("plan") == [(Request(f"{NO_ID}:1001"),)]


async def test_each_screen_opens_by_its_key_and_escape_comes_back() -> None:
    screens = {"i": "IgnoreScreen", "l": "JournalScreen", "u": "JournalScreen", "question_mark": "HelpScreen"}
    async with seated() as seat:
        for key, screen in {**screens, "ctrl+p": "PaletteScreen"}.items():
            await seat.press(key)
            assert seat.on_top == screen
            await seat.press("escape")
            assert seat.on_top == "DashboardScreen"


async def test_palette_does_what_it_names_and_goes_to_panels() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("unposted")
        await seat.press("enter")
        assert seat.keys[0].startswith("unposted-invoice:")

        await seat.press("ctrl+p")
        await seat.type("check everything")
        await seat.press("enter")

        assert seat.monitor.heard("refresh") == [(None,)]


async def test_palette_says_when_nothing_is_called_so() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("zzz")
        assert "Nothing is called “zzz”." in seat.screen

        await seat.press("enter")

        assert seat.on_top == "PaletteScreen"


async def test_r_asks_for_this_panel_and_shift_r_for_everything() -> None:
    async with seated() as seat:
        await seat.press("3", "r")
        assert seat.monitor.heard("refresh") == [("stale-address",)]

        await seat.press("R")

        assert seat.monitor.heard("refresh")[1:] == [(None,)]


async def test_p_pauses_and_resumes_and_the_status_line_says_so() -> None:
    async with seated() as seat:
        await seat.press("p")
        await seat.sees("PAUSED")
        await seat.press("p")

        await seat.pilot.pause(0.05)
        assert seat.monitor.heard("pause") == [(True,), (False,)]
        assert "PAUSED" not in seat.screen


async def test_plus_and_minus_change_the_interval() -> None:
    async with seated() as seat:
        await seat.press("plus")
        await seat.sees("Reads every 2 min from here on.")
        await seat.press("minus")
        await seat.pilot.pause(0.05)

        assert seat.monitor.heard("pace") == [(timedelta(minutes=2),), (timedelta(minutes=1),)]


async def test_keys_answer_while_the_engine_does_not() -> None:
    async with seated() as seat:
        seat.monitor.silent = True

        await seat.press("r", "p", "plus", "3", "down")

        assert seat.keys.index(seat.key) == 1


async def test_m_masks_names_everywhere_and_shows_them_again() -> None:
    async with seated() as seat:
        assert "Tømrer Kjeld Østergård" in seat.screen

        await seat.press("m")
        for word in ("Tømrer Kjeld", "Østergård", "Maler Jens", "Havnegade", "25063864", "hansenbyg"):
            assert word not in seat.screen
        assert masked("Tømrer Kjeld Østergård") in seat.screen
        assert "1042" in seat.screen
        await seat.press("m")

        assert "Tømrer Kjeld Østergård" in seat.screen


async def test_a_filter_finds_what_is_masked_and_shows_it_masked() -> None:
    async with seated() as seat:
        await seat.press("m", "slash")
        await seat.type("tomrer")

        assert f"{NO_ID}:1042" in seat.keys
        assert len(seat.keys) < 14
        assert "Tømrer" not in seat.screen


async def test_masking_moves_no_row() -> None:
    async with seated() as seat:
        await seat.press("s", "s", "s")
        rows = seat.keys

        await seat.press("m", "S", "S")

        assert "Customer▲" in seat.screen
        assert seat.keys == rows


async def test_y_copies_the_row() -> None:
    async with seated() as seat:
        await seat.press("y")

        assert "null-foreign-id:1042" in seat.app.clipboard
        assert "84375.00 DKK" in seat.app.clipboard
        assert "null-foreign-id:1042 copied." in seat.screen


async def test_e_writes_what_is_listed_and_no_formula(tmp_path: Path) -> None:
    evil = finding(f"{NO_ID}:1", subject='=HYPERLINK("http://x","y")', customer_code="-1+1")
    card = SiteCard("holm", "Holm", 1, True, "mkh", state=str(tmp_path))
    async with seated(board(panel(NO_ID, [evil, unlinked(1001, "5.00")])), card=card) as seat:
        await seat.press("e")
        await seat.sees("2 rows written")

    (path,) = (tmp_path / "exports").iterdir()
    table = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert {row["key"] for row in table} == {evil.key, f"{NO_ID}:1001"}
    assert all(not value.startswith(("=", "+", "-", "@")) for row in table for value in row.values())
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_e_without_a_folder_says_so() -> None:
    async with seated() as seat:
        await seat.press("e")

        assert "no folder to export to" in seat.screen


@pytest.mark.parametrize(("language", "name", "other"), [("en", "Space", "Mellemrum"), ("da", "Mellemrum", "Space")])
async def test_keys_are_called_by_their_names_in_the_language_wherever_they_are_shown(
    language: str, name: str, other: str
) -> None:
    async with seated(size=WIDE, language=language) as seat:
        places = [seat.screen]
        for key in ("question_mark", "ctrl+p"):
            await seat.press(key)
            places.append(seat.screen)
            await seat.press("escape")

    assert [(name in place, other in place) for place in places] == [(True, False)] * 3
