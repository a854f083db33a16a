"""The list of sites as journeys by keys: what stands there, what opens, what does not."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import cast

import pytest
from textual.pilot import Pilot

from checks.engine.phrase import plain
from tests.support.stage import NARROW, NOON, WIDE, painted, sentence, text, until
from tui.screens.sites import ANOTHER
from tui.site_row import SiteRow
from tui.sites_app import SitesApp
from tui.theme import ascii_only

HOLM = SiteRow("holm", "/etc/holm.toml", "Holm Revision", "/srv/ct/holm.db", "holm.db", 123456, "", NOON)
BIRK = SiteRow("birk", "/etc/birk.toml", "Birk & Lund", "sql01/ClientTime", "", None, "http://127.0.0.1:8123")
TORN = SiteRow("torn", "/etc/torn.toml", fault=plain("/etc/torn.toml:1: clienttime is missing. Add it."))
THREE = (BIRK, HOLM, TORN)


@asynccontextmanager
async def listed(
    rows: Sequence[SiteRow] = THREE, size: tuple[int, int] = NARROW, language: str = "en", note: str = "", at: int = 0
) -> AsyncGenerator[Pilot[object]]:
    app = SitesApp(rows, language, plain(note) if note else None, at)
    app.list.now = lambda: NOON + timedelta(hours=3)
    async with app.run_test(size=size) as running:
        pilot = cast("Pilot[object]", running)
        await painted(pilot)
        yield pilot


def row(pilot: Pilot[object], number: int) -> str:
    return next((line for line in text(pilot).splitlines() if line.split()[:1] == [str(number)]), "")


def chosen(pilot: Pilot[object]) -> object:
    assert not pilot.app.is_running
    assert pilot.app.return_code == 0
    return pilot.app.return_value


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 15)])
async def test_every_site_has_a_number_and_a_line(size: tuple[int, int]) -> None:
    async with listed(size=size) as pilot:
        assert "3 sites" in text(pilot)
        assert "Birk" in row(pilot, 1)
        assert "Holm" in row(pilot, 2)
        assert "torn" in row(pilot, 3)
        assert "Enter open" in text(pilot)
        assert max(map(len, text(pilot).splitlines())) <= size[0]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_line_tells_both_places_and_when_it_was_checked(size: tuple[int, int]) -> None:
    async with listed(size=size) as pilot:
        assert all(word in row(pilot, 2) for word in ("Holm Revision", "holm.db", "agreement 123456", "3 h ago"))
        assert all(word in row(pilot, 1) for word in ("sql01/ClientTime", "no agreement", "not known"))


async def test_it_speaks_danish() -> None:
    async with listed(language="da") as pilot:
        assert all(word in text(pilot) for word in ("Hvilken opsætning?", "Enter åbn", "ingen aftale", "ukendt"))
        assert "for 3 t siden" in row(pilot, 2)
        assert "kan ikke åbnes" in row(pilot, 3)


async def test_the_whole_of_the_site_under_the_cursor_stands_below() -> None:
    async with listed() as pilot:
        assert "agreement at http://127.0.0.1:8123" in sentence(pilot)
        await pilot.press("j")
        await until(pilot, lambda: "/srv/ct/holm.db" in text(pilot))

        assert "/etc/holm.toml" in text(pilot)


@pytest.mark.parametrize(
    ("keys", "name"),
    [("enter", "birk"), ("down enter", "holm"), ("j enter", "holm"), ("j k enter", "birk"), ("2", "holm")],
)
async def test_a_site_opens_by_its_keys(keys: str, name: str) -> None:
    async with listed() as pilot:
        await pilot.press(*keys.split())
        await painted(pilot)

        assert chosen(pilot) == name


async def test_n_asks_for_another_site_to_be_set_up() -> None:
    async with listed() as pilot:
        assert "n set up another" in text(pilot)
        await pilot.press("n")
        await painted(pilot)

        assert chosen(pilot) == ANOTHER


@pytest.mark.parametrize("keys", ["q", "escape", "j escape"])
async def test_leaving_opens_none(keys: str) -> None:
    async with listed() as pilot:
        await pilot.press(*keys.split())
        await painted(pilot)

        assert chosen(pilot) is None


@pytest.mark.parametrize("keys", ["4", "0", "x", "tab"])
async def test_a_key_that_means_nothing_here_does_nothing(keys: str) -> None:
    async with listed() as pilot:
        before = text(pilot)
        await pilot.press(*keys.split())
        await painted(pilot)

        assert text(pilot) == before
        assert pilot.app.is_running


async def test_a_number_of_two_digits_waits_for_the_second() -> None:
    many = [SiteRow(f"s{n:02}", f"/etc/s{n:02}.toml", f"Firm {n}") for n in range(1, 31)]
    async with listed(many) as pilot:
        await pilot.press("2")
        await painted(pilot)
        assert pilot.app.is_running
        await pilot.press("7")
        await painted(pilot)

        assert chosen(pilot) == "s27"


@pytest.mark.parametrize("keys", ["3", "end enter"])
async def test_a_broken_site_file_is_listed_with_its_reason_and_does_not_open(keys: str) -> None:
    async with listed() as pilot:
        assert "cannot be opened" in row(pilot, 3)
        await pilot.press(*keys.split())
        await until(pilot, lambda: "before its site file is put right" in text(pilot))

        assert "/etc/torn.toml:1: clienttime is missing" in text(pilot)
        assert pilot.app.is_running


async def test_why_a_site_did_not_open_stands_there_until_the_cursor_moves() -> None:
    async with listed(note="app_secret_token: the variable is not set.", at=1) as pilot:
        assert "the variable is not set" in text(pilot)
        assert "/srv/ct/holm.db" in text(pilot)
        await pilot.press("j")
        await painted(pilot)

        assert "the variable is not set" not in text(pilot)


async def test_a_title_steers_no_terminal() -> None:
    async with listed([SiteRow("a", "/a", "[red]A\x1b[31m\u202e"), HOLM]) as pilot:
        assert "[red]A" in row(pilot, 1)
        assert not {"\x1b", "\u202e"} & set(text(pilot))


async def test_ctrl_c_leaves_with_130() -> None:
    async with listed() as pilot:
        await pilot.press("ctrl+c")
        await painted(pilot)

        assert pilot.app.return_code == 130


async def test_the_wish_for_no_colours_is_still_there_for_the_next_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LANG", "C")

    first, second = SitesApp(THREE, "en"), SitesApp(THREE, "en")

    assert (first.theme, second.theme) == ("ctmon-few", "ctmon-few")
    assert len(second.last_gates) == 1 + ascii_only()
