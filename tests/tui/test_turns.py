"""What changes around the panels is told: a side lost or back, a broken journal, the pace; and words and signs."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import cast

import pytest

from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tests.support.boards import NO_ID, NOON, board, panel
from tests.support.main_screen import WIDE, seated
from tui.age import age, ago
from tui.keys import KEYS
from tui.texts import dashboard, keys
from tui.widgets.fold import fold

DOWN = SourceState("economic", Health.DOWN, NOON, Phrase("503 from the service.", "503 fra tjenesten."))
UP = SourceState("economic", Health.OK, NOON)


async def test_a_lost_side_is_told_with_its_reason_and_told_again_when_it_is_back() -> None:
    async with seated(board(panel(NO_ID, []), sources=(UP,))) as seat:
        await seat.show(board(panel(NO_ID, []), sources=(DOWN,), cycle=2))
        await seat.sees("e-conomic: 503 from the service.")
        assert "e-conomic ✖" in seat.screen.splitlines()[0]

        await seat.show(board(panel(NO_ID, []), sources=(UP,), cycle=3))

        await seat.sees("e-conomic answers again.")


async def test_a_broken_journal_is_told_and_stays_in_the_status_line() -> None:
    fault = Phrase("The journal cannot be written: disk full.", "Journalen kan ikke skrives: disken er fuld.")
    async with seated(board(panel(NO_ID, []), journal_fault=fault)) as seat:
        assert "disk full" in seat.screen

        await seat.press("escape")

        assert "disk full" not in seat.screen
        assert "JOURNAL BROKEN" in seat.screen.splitlines()[0]


async def test_fixes_with_unknown_outcome_are_told() -> None:
    async with seated(board(panel(NO_ID, []), unresolved=2), size=WIDE) as seat:
        assert "2 fixes with unknown outcome" in seat.screen.splitlines()[0]


@pytest.mark.parametrize("name", ["LC_ALL", "LANG"])
async def test_a_terminal_without_unicode_gets_plain_signs_and_danish_letters(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "da_DK.ISO-8859-1")
    async with seated(language="da") as seat:
        await seat.press("space", "enter", "escape", "s")

        odd = set(re.sub(r"[a-zæøåÆØÅé\s!-~]", "", seat.screen, flags=re.IGNORECASE))
        assert odd == set()
        assert "Østerg" in seat.screen


def _phrases(table: object) -> Sequence[Phrase]:
    values: Iterable[object] = cast("dict[object, object]", table).values() if isinstance(table, dict) else [table]
    return [phrase for phrase in values if isinstance(phrase, Phrase)]


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    places = re.compile(r"\{(\w+)\}")
    for table in vars(dashboard).values():
        for phrase in _phrases(table):
            assert phrase.da.strip()
            assert set(places.findall(phrase.en)) == set(places.findall(phrase.da)), phrase


def test_the_help_names_every_key_of_the_main_screen() -> None:
    told = {part for key in keys.KEYS for part in re.split(r",? ", key.keys)} | {","}

    assert {key.sign for key in KEYS} <= told


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (4, "0 s"),
        (9, "5 s"),
        (59, "55 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (7300, "2 h"),
        (200_000, "2 d"),
    ],
)
def test_ages_move_in_steps(seconds: int, shown: str) -> None:
    assert age(NOON - timedelta(seconds=seconds), NOON).text() == shown


def test_an_age_in_a_sentence_reads_in_both_languages() -> None:
    assert ago(NOON - timedelta(seconds=12), NOON).text("da") == "for 10 s siden"
    assert ago(NOON, NOON).text("en") == "just now"
    assert ago(NOON + timedelta(seconds=9), NOON).text("en") == "just now"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("soren", "Søren"), ("aarhus", "Århus"), ("arhus", "Aarhus"), ("aero", "Ærø"), ("cafe", "CAFÉ")],
)
def test_spelling_without_accents_finds_the_spelling_with_them(typed: str, written: str) -> None:
    assert fold(typed) in fold(written)
