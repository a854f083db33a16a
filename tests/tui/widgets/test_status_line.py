"""The first line gives up one thing after the other: site, mode, agreement, ages and calls stay as long as they can."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from checks.engine.board import Board
from checks.engine.model import Health, SourceState
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase
from tests.support.boards import NOON, sample
from tests.support.main_screen import WIDE, seated
from tests.support.stage import until
from tui.desk import SiteCard

DEMO = SiteCard("demo", "Birk & Lund Revision (demo)", 1407223, True, "mkh", demo=True)
CLOSED = SiteCard("holm", "Holm", 123456, False, "mkh")


def with_pulse(**members: object) -> Board:
    return replace(sample(), pulse=replace(sample().pulse, agreement=None, **members))  # type: ignore[arg-type]  # a test names the members it cares for


async def first_line(card: SiteCard, width: int, board: Board | None = None) -> str:
    async with seated(board or with_pulse(), size=(width, 24), card=card) as seat:
        return seat.screen.splitlines()[0]


async def test_at_80_columns_all_five_stand_there() -> None:
    line = await first_line(DEMO, 80)

    for part in ("Birk & Lund Revision", "DEMO", "agr. 1407223", "CT ✔ 0 s", "e-c ✔ 0 s", "1,204 calls"):
        assert part in line


async def test_at_80_columns_the_calls_stay_while_it_is_paused() -> None:
    assert "1,204 calls" in await first_line(DEMO, 80, with_pulse(paused=True))


@pytest.mark.parametrize(
    ("used", "wide"),
    [
        (29_999, "every 1 min"),
        (37_500, "every 5 min, calls 75 %"),
        (45_000, "only when asked, 90 %"),
    ],
)
async def test_a_budget_that_runs_short_says_what_that_does_to_the_pace(used: int, wide: str) -> None:
    board = with_pulse(calls_today=used)

    assert wide in await first_line(DEMO, 160, board)
    assert (f"calls {used // 500} %" in await first_line(DEMO, 80, board)) == (used > 30_000)


async def test_room_is_used_before_anything_is_given_up() -> None:
    line = await first_line(DEMO, 160)

    for part in (
        "(demo)",
        "agreement 1407223",
        "ClientTime ✔ 0 s",
        "e-conomic ✔ 0 s",
        "1,204 calls today, 48,796 left",
        "every 1 min",
    ):
        assert part in line


@pytest.mark.parametrize(
    ("taken", "said"), [(0.0414, "41 ms"), (0.2678, "270 ms"), (2.34, "2,300 ms"), (0.0001, "1 ms")]
)
async def test_where_there_is_room_the_round_trip_stands_beside_the_age(taken: float, said: str) -> None:
    sources = (SourceState("clienttime", Health.OK, NOON), SourceState("economic", Health.OK, NOON, round_trip=taken))
    board = with_pulse(sources=sources)

    assert f"e-conomic ✔ 0 s {said}" in await first_line(DEMO, 160, board)
    assert " ms" not in await first_line(DEMO, 80, board)


@pytest.mark.parametrize(("used", "left"), [(37_500, "12,500 left"), (46_500, "3,500 left"), (49_990, "10 left")])
async def test_the_nearer_the_end_of_the_budget_the_calls_left_and_the_round_trip_stay(used: int, left: str) -> None:
    sources = (SourceState("clienttime", Health.OK, NOON), SourceState("economic", Health.OK, NOON, round_trip=0.0414))
    line = await first_line(DEMO, 160, with_pulse(sources=sources, calls_today=used))

    for part in (left, "41 ms", "only when asked" if used > 45_000 else "every 5 min", f"{used // 500} %"):
        assert part in line


async def test_a_side_that_does_not_answer_has_no_round_trip() -> None:
    lost = (SourceState("clienttime", Health.OK, NOON), SourceState("economic", Health.DOWN, round_trip=0.041))

    assert " ms" not in await first_line(DEMO, 160, with_pulse(sources=lost))


@pytest.mark.parametrize("width", [60, 66, 72, 80, 88, 96, 104, 112, 120, 140])
async def test_nothing_runs_into_another_and_mode_and_ages_always_stand(width: int) -> None:
    line = await first_line(DEMO, width, with_pulse(paused=True, unresolved=2))

    assert len(line) <= width
    for part in ("Birk", "DEMO", "PAUSED", "✔ 0 s"):
        assert part in line
    assert line.count("✔ 0 s") == 2
    assert "2 unknown" in line or "2 fixes with unknown outcome" in line


async def test_what_a_wider_line_says_a_narrower_one_does_not_say_better() -> None:
    said = [await first_line(DEMO, width) for width in (60, 80, 100, 120, 160)]
    parts = ("calls", "calls today", "1407223", "agreement", "ClientTime", "every")

    kept = [{part for part in parts if part in line} for line in said]

    assert all(less <= more for less, more in pairwise(kept))


async def test_a_read_only_site_says_so_and_a_writable_one_too() -> None:
    closed, open_ = await first_line(CLOSED, 80), await first_line(replace(CLOSED, fixes=True), 80)

    assert "READ-ONLY" in closed
    assert "fixes on" in open_
    assert "READ-ONLY" not in open_
    assert "DEMO" not in closed
    assert "123456" in closed


async def test_a_site_opened_for_an_hour_says_until_when_and_then_is_read_only_again() -> None:
    opening = Opening(NOON, NOON + timedelta(minutes=60), "mkh", "ticket 7")
    async with seated(with_pulse(opening=opening), card=CLOSED) as seat:
        assert f"OPEN UNTIL {opening.end}" in seat.screen.splitlines()[0]

        seat.clock.turn(3600)
        seat.dashboard.tell()
        await seat.press()

        assert "OPEN UNTIL" not in seat.screen.splitlines()[0]
        assert "READ-ONLY" in seat.screen.splitlines()[0]


async def test_danish_fits_as_well() -> None:
    card = replace(DEMO, language="da", title="Birk & Lund Revision (demo)")
    async with seated(with_pulse(), card=card, language="da") as seat:
        line = seat.screen.splitlines()[0]

        for part in ("Birk & Lund", "DEMO", "aft. 1407223", "CT ✔ 0 s", "e-c ✔ 0 s", "1.204 kald"):
            assert part in line


async def test_a_broken_journal_never_gives_way() -> None:
    fault = Phrase("Disk full.", "Disken er fuld.")

    assert "JOURNAL BROKEN" in await first_line(DEMO, 60, with_pulse(journal_fault=fault))


async def test_wide_status_line_tells_the_pace_or_that_it_reads() -> None:
    async with seated(size=WIDE) as seat:
        assert "every 1 min" in seat.screen.splitlines()[0]

        await seat.show(with_pulse(reading=True))

        await seat.sees("reading…")


@pytest.mark.parametrize(("width", "said"), [(80, "reading 15 s"), (160, "reading for 15 s")])
async def test_a_reading_that_takes_long_says_for_how_long_even_where_it_is_narrow(width: int, said: str) -> None:
    line = await first_line(DEMO, width, with_pulse(reading=True, reading_since=NOON - timedelta(seconds=17)))

    for part in ("DEMO", "✔ 0 s", said):
        assert part in line


async def test_a_short_reading_changes_nothing_where_it_is_narrow() -> None:
    quiet = await first_line(DEMO, 80)

    assert await first_line(DEMO, 80, with_pulse(reading=True, reading_since=NOON - timedelta(seconds=1))) == quiet


async def test_a_reading_that_turns_out_long_is_told_within_three_seconds_by_itself() -> None:
    async with seated(with_pulse(), card=DEMO) as seat:
        await seat.show(with_pulse(reading=True, reading_since=NOON))
        assert "reading" not in seat.screen.splitlines()[0]
        seat.clock.turn(3)

        await until(seat.pilot, lambda: "reading 2 s" in seat.screen.splitlines()[0], 3)  # type: ignore[arg-type]  # a pilot of any app


async def test_the_first_reading_says_how_long_it_takes_too() -> None:
    board = with_pulse(sources=(), reading=True, reading_since=NOON - timedelta(seconds=70))

    assert "reading for 1 min" in await first_line(DEMO, 80, board)


HANGS = {"reading": True, "reading_since": NOON - timedelta(seconds=12)}
CLIENTTIME, BOTH = ("clienttime",), ("clienttime", "economic")


@pytest.mark.parametrize(
    ("language", "width", "waits", "said"),
    [
        ("en", 160, CLIENTTIME, "waiting for ClientTime, 10 s"),
        ("en", 160, ("economic",), "waiting for e-conomic, 10 s"),
        ("en", 80, CLIENTTIME, "waiting for CT, 10 s"),
        ("en", 80, ("economic",), "waiting for e-c, 10 s"),
        ("en", 80, BOTH, "waiting for both sides, 10 s"),
        ("da", 160, CLIENTTIME, "venter på ClientTime, 10 s"),
        ("da", 80, BOTH, "venter på begge sider, 10 s"),
    ],
)
async def test_what_a_long_reading_waits_for_is_named(
    language: str, width: int, waits: tuple[str, ...], said: str
) -> None:
    board = with_pulse(waiting=waits, **HANGS)
    async with seated(board, size=(width, 24), card=DEMO, language=language) as seat:
        line = seat.screen.splitlines()[0]

        for part in ("DEMO", "✔ 0 s", said):
            assert part in line


@pytest.mark.parametrize(("seconds", "said"), [(1, None), (2, "2 s"), (4, "2 s"), (5, "5 s"), (64, "1 min")])
async def test_the_time_grows_in_calm_steps(seconds: int, said: str | None) -> None:
    since = NOON - timedelta(seconds=seconds)
    line = await first_line(DEMO, 160, with_pulse(reading=True, reading_since=since, waiting=CLIENTTIME))

    assert ("waiting" in line) == (said is not None)
    assert said is None or f"waiting for ClientTime, {said}" in line
