"""What is wrong with a side stands there as long as it is so, with when it is tried again; both sides have a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checks.engine.board import Board
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tests.support.boards import NO_ID, NOON, board, panel, unlinked
from tests.support.main_screen import NARROW, WIDE, Seat, seated
from tui.age import clock

LONG = Phrase(
    "ClientTime's server 127.0.0.1,1433 closed the door. Let its administrator see whether it takes connections, "
    "and look at the firewall in between, which is what mostly does that.",
    "ClientTimes server 127.0.0.1,1433 lukkede døren. Lad administratoren se, om den tager imod forbindelser.",
)
AWAY = Phrase("503 from the service. Wait.", "503 fra tjenesten. Vent.")
FINE = (SourceState("clienttime", Health.OK, NOON), SourceState("economic", Health.OK, NOON))
CLIENTTIME = SourceState("clienttime", Health.DOWN, NOON, LONG)
ECONOMIC = SourceState("economic", Health.DOWN, NOON, AWAY)
DUE = NOON + timedelta(seconds=60)


def with_(*sources: SourceState, cycle: int = 2, **pulse: object) -> Board:
    return board(panel(NO_ID, [unlinked(1001, "5.00")]), sources=sources, cycle=cycle, **{"due": DUE, **pulse})


def below(seat: Seat) -> str:
    """Return what stands between the boxes and the keys."""
    lines = seat.screen.splitlines()
    last = max(place for place, line in enumerate(lines) if line.startswith("╰"))
    return "\n".join(lines[last + 1 : -1])


async def later(seat: Seat, seconds: int) -> None:
    seat.clock.turn(seconds)
    seat.dashboard.tell()
    await seat.press()


async def test_a_lost_side_has_its_whole_reason_at_first_and_one_line_from_then_on() -> None:
    async with seated(with_(*FINE, cycle=1)) as seat:
        await seat.show(with_(CLIENTTIME, FINE[1]))
        assert "which is what mostly does that." in " ".join(below(seat).split())
        assert "next try" in below(seat)

        await later(seat, 35)

        assert len(below(seat).splitlines()) == 1
        assert below(seat).startswith(" ✖ ClientTime's server 127.0.0.1,1433 closed")
        assert "next try in 25 s" in below(seat)


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize(
    ("language", "verdict", "try_"),
    [
        ("en", "Neither side could be read; what is shown is the last known.", "next try"),
        ("da", "Ingen af siderne kunne læses; det viste er det sidst kendte.", "næste forsøg"),
    ],
)
async def test_where_both_are_lost_neither_hides_the_other(
    size: tuple[int, int], language: str, verdict: str, try_: str
) -> None:
    async with seated(with_(*FINE, cycle=1), size=size, language=language) as seat:
        await seat.show(with_(CLIENTTIME, ECONOMIC))

        said, clienttime, economic = below(seat).splitlines()
        assert said.strip() == verdict
        assert clienttime.startswith(" ✖ ClientTime")
        assert economic.startswith(" ✖ e-conomic: 503 ")
        assert try_ in clienttime
        assert try_ in economic

        await later(seat, 35)
        assert [line[:12] for line in below(seat).splitlines()] == [" ✖ ClientTim", " ✖ e-conomic"]


async def test_a_word_in_front_hides_neither() -> None:
    async with seated(with_(*FINE, cycle=1)) as seat:
        await seat.show(with_(CLIENTTIME, ECONOMIC))

        await seat.press("9")

        assert [line[:12] for line in below(seat).splitlines()] == [" 12:00 There", " ✖ ClientTim", " ✖ e-conomic"]


@pytest.mark.parametrize(
    ("pause", "passed", "said"),
    [
        (0, 0, f"next try at {clock(DUE, NOON)}"),
        (0, 20, "next try in 40 s"),
        (0, 57, "next try in 5 s"),
        (0, 61, "next try now"),
        (130, 0, f"next try at {clock(NOON + timedelta(minutes=3), NOON)}"),
        (130, 150, "next try in 30 s"),
    ],
)
async def test_the_next_try_is_that_of_the_first_reading_after_the_pause_and_stays_right(
    pause: int, passed: int, said: str
) -> None:
    waits = SourceState(
        "clienttime", Health.DOWN, NOON, AWAY, next_try=NOON + timedelta(seconds=pause) if pause else None
    )
    async with seated(with_(waits, FINE[1])) as seat:
        await later(seat, passed)

        assert said in below(seat)


async def test_a_countdown_is_painted_in_steps_of_five_seconds_and_no_oftener() -> None:
    async with seated(with_(CLIENTTIME, FINE[1])) as seat:
        await later(seat, 31)
        shown = set[str]()
        for _ in range(20):
            await later(seat, 1)
            shown.add(below(seat))

        assert len(shown) == 5


@pytest.mark.parametrize(
    ("pulse", "said"),
    [
        ({"paused": True, "due": None}, "paused: R tries it"),
        (
            {"reading": True, "reading_since": NOON - timedelta(seconds=9), "waiting": ("clienttime",)},
            "being tried",
        ),
    ],
)
async def test_a_pause_and_a_try_that_goes_on_are_told_in_its_place(pulse: dict[str, object], said: str) -> None:
    found = with_(CLIENTTIME, FINE[1])
    async with seated(replace(found, pulse=replace(found.pulse, **pulse))) as seat:  # type: ignore[arg-type]  # a test names the members it cares for
        assert said in below(seat)
        assert "next try" not in below(seat)


async def test_a_refused_login_is_not_tried_by_itself_and_says_so() -> None:
    refused = SourceState("clienttime", Health.DOWN, NOON, LONG, next_try=DUE, refused=True)
    async with seated(with_(refused, FINE[1])) as seat:
        assert "not tried by itself" in below(seat)
        assert "next try" not in below(seat)


async def test_a_side_that_is_back_has_no_line_any_more() -> None:
    async with seated(with_(CLIENTTIME, ECONOMIC)) as seat:
        await seat.show(with_(FINE[0], ECONOMIC, cycle=3))
        await seat.sees("ClientTime answers again.")
        assert below(seat).splitlines()[1].startswith(" ✖ e-conomic")

        await seat.show(with_(*FINE, cycle=4))
        await later(seat, 35)

        assert below(seat) == ""


async def test_the_page_of_messages_has_the_whole_reason_once_however_often_it_is_tried() -> None:
    async with seated(with_(*FINE, cycle=1)) as seat:
        for cycle in range(2, 6):
            await seat.show(with_(CLIENTTIME, FINE[1], cycle=cycle))

        assert [one.text.text() for one in seat.dashboard.message.kept] == [LONG.text()]


async def test_what_lets_it_be_tried_before_its_time_stands_behind_that() -> None:
    hour = NOON + timedelta(hours=1)
    dead = SourceState("economic", Health.DOWN, NOON, AWAY, next_try=hour, mend=Phrase("R asks", "R spørger"))
    async with seated(with_(FINE[0], dead)) as seat:
        assert f"next try at {clock(hour, NOON)}; R asks" in below(seat)
