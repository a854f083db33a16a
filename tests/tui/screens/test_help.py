"""The help: made from the tables that the program uses, scrolled and searched by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.engine.check import Check
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part, Snapshot
from tests.support.stage import NARROW, WIDE, Stage, entry, finding, on_stage, painted, sentence, text, until
from tui.desk import Desk
from tui.keys import KEYS as BOUND
from tui.screens.help import HelpScreen
from tui.screens.ignore import IgnoreScreen
from tui.screens.journal import JournalScreen
from tui.texts.keys import KEYS, key_table

TALL = (120, 90)


def nothing(_snapshot: Snapshot) -> Iterator[object]:
    yield from ()


CHECK = Check(
    "lost-letter",
    3,
    Phrase("Lost", "Væk"),
    Phrase("Lost letters", "Bortkomne breve"),
    Phrase("Letters that never came.", "Breve, der aldrig kom."),
    frozenset[Part](),
    nothing,  # type: ignore[arg-type]  # it finds nothing at all
)


def screen(desk: Desk) -> HelpScreen:
    return HelpScreen(desk, (CHECK,))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_key_and_every_check_is_there_when_scrolled(size: tuple[int, int]) -> None:
    async with on_stage(Stage(), screen, size) as pilot:
        seen = sentence(pilot)
        for _ in range(30):
            await pilot.press("down")
            await painted(pilot)
            seen += sentence(pilot)

    for key in KEYS:
        assert key.does.text("en") in seen
    assert "lost-letter: Letters that never came." in seen


async def test_a_search_leaves_only_what_has_it_and_escape_brings_all_back() -> None:
    async with on_stage(Stage(), screen) as pilot:
        await pilot.press("slash", *"letters")
        await until(pilot, lambda: "Keys" not in text(pilot))
        assert "Letters that never came." in text(pilot)

        await pilot.press("escape")
        await until(pilot, lambda: "go to that check's panel" in text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


async def test_a_search_that_finds_nothing_says_so() -> None:
    async with on_stage(Stage(), screen) as pilot:
        await pilot.press("slash", *"[/]x")
        await until(pilot, lambda: "Nothing here has “[/]x” in it." in text(pilot))


async def test_danish() -> None:
    async with on_stage(Stage(language="da"), screen) as pilot:
        for word in ("Hjælp", "piletaster", "Mellemrum", "gå tilbage"):
            assert word in text(pilot)


def test_every_key_that_the_main_screen_binds_stands_in_the_table() -> None:
    named = {part.strip() for key in KEYS for word in key.keys.split(", ") for part in (word, *word.split())}

    assert {key.sign for key in BOUND} <= named


def test_the_table_can_be_put_into_documents() -> None:
    assert "| `a` |" not in key_table()
    assert "| f | plan the fix" in key_table()
    assert key_table("da").count("\n") == len(KEYS) + 2


@pytest.mark.parametrize("language", ["en", "da"])
async def test_the_words_of_the_plan_stand_on_no_other_screen(language: str) -> None:
    stage = Stage(language=language)
    stage.monitor.entries = [entry(12)]
    seen = ""
    async with on_stage(stage, HelpScreen, TALL) as pilot:
        seen += text(pilot)
    async with on_stage(stage, JournalScreen, TALL) as pilot:
        seen += text(pilot)
    async with on_stage(stage, lambda desk: IgnoreScreen(desk, finding()), TALL) as pilot:
        seen += text(pilot)

    words = set(seen.replace(":", " ").split())
    assert not words & {"Before", "After", "Apply", "Før", "Efter", "Udfør"}
