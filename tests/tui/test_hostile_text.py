"""What stands in the customer's systems is shown and never obeyed: no markup, no action, no steering byte."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from checks.engine.board import Notice
from checks.engine.model import Fact, Severity
from checks.engine.phrase import Personal, Phrase, plain
from tests.support.boards import NO_ID, board, finding, lost, panel
from tests.support.main_screen import Seat, seated
from tests.support.sample import sample
from tui.desk import SiteCard
from tui.widgets.cell import BAD, clip, fitted, visible
from tui.widgets.safe_filter import SafeFilter

PAYLOADS = (
    "[/]",
    "[bold]fed[/bold]",
    "[@click=app.leave]Klik[/]",
    "[@click=screen.leave]Klik[/]",
    "[link=http://evil.invalid]her[/link]",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[H",
    "\x9b2J",
    "a\u202eb\u200bc",
    "linje 1\r\nlinje 2\ttab",
    "\ud800",
    "{name} {0} %s",
    "漢字" * 40,
)
SINKS = Path(__file__).resolve().parents[2] / "tui"


def clean(seat: Seat) -> bool:
    return all(BAD.search(line) is None for line in seat.screen.splitlines())


@pytest.mark.parametrize("payload", sample(PAYLOADS))
async def test_a_hostile_value_is_literal_everywhere(payload: str) -> None:
    evil = finding(
        f"{NO_ID}:{payload}",
        Severity.CRITICAL,
        "1.00",
        subject=payload,
        cause=payload,
        summary=Phrase("{name}!", "{name}!").with_(name=Personal(payload)),
        why=plain(payload),
        parent=f"{NO_ID}:{payload}x",
        facts=(Fact("name", payload, payload), Fact(payload, payload, None)),
        money=((payload, 1),),
        actions=("link", payload),
    )
    card = SiteCard("holm", payload, 123456, True, "mkh")
    async with seated(board(panel(NO_ID, [evil])), card=card) as seat:
        seat.monitor.tell(Notice(datetime.now(UTC), plain(payload), grave=True))
        await seat.pilot.pause(0.05)
        assert clean(seat)
        assert seat.key == evil.key

        await seat.pilot.click("#list", offset=(22, 0))
        await seat.pilot.click("#details", offset=(3, 1))
        await seat.press("enter", "escape", "s", "m", "m", "y")
        await seat.press("slash")
        await seat.type("kl")
        await seat.press("enter", "escape")
        assert clean(seat)
        assert seat.app.return_code is None

        await seat.show(board(replace(lost(panel(NO_ID, [evil])), reason=plain(payload))))
        assert clean(seat)
        assert len(seat.app.screen_stack) == 1


async def test_a_paste_presses_nothing_and_reaches_the_filter_as_one_line() -> None:
    async with seated() as seat:
        from textual.events import Paste

        seat.app.screen.post_message(Paste("fqr\n"))
        await seat.press()
        assert seat.monitor.asked == []
        await seat.press("slash")
        assert seat.app.focused is not None
        seat.app.focused.post_message(Paste("nord\x1b[2Jlys\nq"))
        await seat.press()

        assert "nord\ufffd[2Jlys" in seat.screen


@pytest.mark.parametrize(
    "action",
    ["screenshot", "suspend_process", "simulate_key('q')", "push_screen('x')", "command_palette", "notify('x')"],
)
async def test_actions_that_markup_could_call_are_dead(action: str, tmp_path: Path) -> None:
    async with seated() as seat:
        before = seat.screen

        await seat.app.run_action(action)
        seat.app.open_url("http://evil.invalid")
        await seat.press()

        assert seat.screen == before
        assert seat.app.return_code is None


def test_the_last_gate_drops_control_segments_links_and_steering_bytes() -> None:
    segments = [
        Segment("Aa\x1b[2J\u202e"),
        Segment("x", Style(link="http://evil.invalid", bold=True)),
        Segment("\x07", None, [(1,)]),  # type: ignore[list-item]  # a control of any kind
    ]

    kept = SafeFilter().apply(segments, Color(0, 0, 0))

    assert "".join(segment.text for segment in kept) == "Aa[2Jx"
    assert all(segment.style is None or segment.style.link is None for segment in kept)


def test_letters_that_look_unusual_are_left_alone() -> None:
    for text in ("Ærø Åkjær", "café", "漢字", "“x” – y…", "➜ ✔"):
        assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "width", "shown"), [("Østergård", 9, "Østergård"), ("Østergård", 5, "Øste…"), ("漢字漢字", 5, "漢字…")]
)
def test_a_cut_value_ends_in_a_mark_and_keeps_its_width(text: str, width: int, shown: str) -> None:
    assert clip(text, width) == shown
    assert fitted("ab", 5) == "ab   "
    assert fitted("ab", 5, right=True) == "   ab"


def test_no_widget_is_given_text_that_would_be_read_as_markup() -> None:
    sinks = re.compile(r"\b(Static|Label|notify|Text\.from_markup|Content\.from_markup|Option|tooltip)\(")
    found = [
        f"{path.name}: {line.strip()}"
        for path in SINKS.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if sinks.search(line)
    ]

    assert [line for line in found if "def action_notify" not in line] == []
