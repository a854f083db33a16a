"""The page of the sources as a journey by keys: it asks while it is open, and an unread place is never a zero."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from checks.engine.delivery import Way
from checks.engine.details import Account, Details, Identity, PlaceState, Trouble
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, plain
from checks.engine.snapshot import Part
from tests.support.boards import NOON, sample
from tests.support.main_screen import BOTH_SIZES, NARROW, WIDE, Seat, seated

LOG = "9f8e7d6c5b4a39281706f5e4d3c2b1a0-CPH"
WHY = Phrase("e-conomic does not allow the app this.", "e-conomic tillader ikke appen dette.")
COUNTS = {
    Part.CUSTOMERS: 312,
    Part.INVOICES: 1500,
    Part.DEBTORS: 330,
    Part.DRAFTS: 0,
    Part.BOOKED: 1204,
    Part.JOURNAL: 7,
    Part.PERIODS: 24,
}
PLACES = (
    *(PlaceState(part, count, NOON - timedelta(seconds=10)) for part, count in COUNTS.items()),
    PlaceState(Part.ENTRIES, fault=WHY),
)
ACCOUNT = Account(
    Identity(123456, ("Sales",), ("Projekt", "Lager")),
    NOON - timedelta(minutes=34),
    (Trouble(NOON - timedelta(minutes=2), plain("e-conomic failed (500)."), "GET /invoices/drafts", "E1", LOG, 3),),
)
KNOWN = Details(PLACES, ACCOUNT, (), ((Way.REFERENCE, 1190), (Way.JOURNAL, 3)))
SOURCES = (
    SourceState("clienttime", Health.OK, NOON),
    SourceState("economic", Health.DEGRADED, NOON, WHY, round_trip=0.041),
)


@asynccontextmanager
async def at_the_sources(
    known: Details | None = KNOWN, size: tuple[int, int] = NARROW, language: str = "en"
) -> AsyncGenerator[Seat]:
    board = replace(sample(), pulse=replace(sample().pulse, sources=SOURCES))
    async with seated(board, size=size, language=language) as seat:
        seat.monitor.known = known
        await seat.press("o")
        yield seat


async def whole(seat: Seat) -> str:
    """Return everything that the page says, as it is copied."""
    await seat.press("y")
    return seat.app.clipboard


@pytest.mark.parametrize("size", BOTH_SIZES)
async def test_each_place_stands_there_with_state_rows_and_age(size: tuple[int, int]) -> None:
    async with at_the_sources(size=size) as seat:
        assert seat.on_top == "SourcesScreen"
        assert "312 rows, read 10 s ago" in seat.line("✔ customers")
        assert "0 rows, read 10 s ago" in seat.line("✔ drafts")
        assert "1,204 rows" in seat.line("✔ booked invoices")
        assert "not read. e-conomic does not allow the app this." in seat.line("? booked entries")
        assert max(map(len, seat.screen.splitlines())) <= size[0]


async def test_an_unread_place_has_no_number() -> None:
    async with at_the_sources() as seat:
        assert "rows" not in seat.line("booked entries")


async def test_old_rows_of_an_unread_place_are_told_with_their_time() -> None:
    old = PlaceState(Part.ENTRIES, 77, NOON - timedelta(hours=1), WHY)
    known = replace(KNOWN, places=(*PLACES[:-1], old))
    async with at_the_sources(known, WIDE) as seat:
        line = seat.line("? booked entries")

        assert "not read since" in line
        assert "(77 rows then)" in line


@pytest.mark.parametrize(("language", "said"), [("en", "7 rows, read 10 s ago, the classic way"), ("da", "klassiske")])
async def test_a_place_that_is_asked_the_classic_way_says_so_and_why(language: str, said: str) -> None:
    around = PlaceState(Part.ENTRIES, 7, NOON - timedelta(seconds=10), detour=WHY)
    async with at_the_sources(replace(KNOWN, places=(*PLACES[:-1], around)), WIDE, language) as seat:
        line = seat.line("▲ booked entries" if language == "en" else "▲ posteringer")

        assert said in line
        assert WHY.text() in await whole(seat) or language == "da"


async def test_before_the_engine_answers_nothing_is_claimed() -> None:
    async with at_the_sources(None) as seat:
        assert "asking…" in seat.line("customers")
        assert "✔ customers" not in seat.screen


async def test_calls_round_trip_roles_modules_and_delivery_are_told() -> None:
    async with at_the_sources(size=WIDE) as seat:
        text = await whole(seat)

        for said in (
            "calls: 1,204 today, 48,796 left of 50,000",
            "round trip: 41 ms",
            "agreement: 123456, told 34 min ago",
            "roles: Sales, told 34 min ago",
            "modules: Projekt, Lager, told",
            "delivery: Invoices carry ClientTime's number in the “other reference” (references.other): 1,190; as the",
        ):
            assert said in text
        assert "invoice_reference" not in text


async def test_the_other_field_is_a_warning_with_what_to_write() -> None:
    known = replace(KNOWN, ways=((Way.NUMBER, 9),), other=Way.NUMBER)
    async with at_the_sources(known, WIDE) as seat:
        assert "invoice_reference = “references.other”" in seat.line("▲ delivery")
        assert "bookedInvoiceNumber" in seat.line("▲ delivery")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (replace(KNOWN, ways=()), "Not known while a place is not read."),
        (replace(KNOWN, ways=(), places=PLACES[:-1]), "Not learnt yet"),
    ],
)
async def test_a_way_that_is_not_learnt_is_not_guessed(known: Details, said: str) -> None:
    async with at_the_sources(known, WIDE) as seat:
        assert said in seat.line("delivery")


async def test_what_e_conomic_did_not_tell_is_not_called_none() -> None:
    told = replace(ACCOUNT, identity=Identity(123456, (), None))
    async with at_the_sources(replace(KNOWN, account=told), WIDE) as seat:
        assert "not told by e-conomic" in seat.line("modules")
        assert "none, told" in seat.line("roles")

    async with at_the_sources(replace(KNOWN, account=Account()), WIDE) as seat:
        assert "not known" in seat.line("? agreement")


@pytest.mark.parametrize(("ahead", "said"), [(172_800.4, "172,800 s ahead"), (-90.0, "90 s behind")])
async def test_clocks_that_are_apart_are_told_with_the_difference(ahead: float, said: str) -> None:
    async with at_the_sources(replace(KNOWN, account=replace(ACCOUNT, ahead=ahead)), WIDE) as seat:
        assert said in seat.line("▲ clock")


@pytest.mark.parametrize("ahead", [None, 0.4, -59.0, 60.0])
async def test_clocks_that_agree_are_not_spoken_of(ahead: float | None) -> None:
    async with at_the_sources(replace(KNOWN, account=replace(ACCOUNT, ahead=ahead)), WIDE) as seat:
        assert "clock" not in seat.screen


async def test_another_agreement_stands_as_failed() -> None:
    other = replace(ACCOUNT, identity=Identity(654321))
    async with at_the_sources(replace(KNOWN, account=other), WIDE) as seat:
        assert "654321" in seat.line("✖ agreement")


async def test_the_last_errors_have_code_and_log_id() -> None:
    async with at_the_sources() as seat:
        text = await whole(seat)

        assert f"e-conomic failed (500). GET /invoices/drafts, code E1, log id {LOG}, 3 times" in text


async def test_the_last_error_of_a_side_says_whether_it_is_over() -> None:
    past = Trouble(NOON - timedelta(hours=1), plain("The file was locked."))
    known = replace(KNOWN, errors=(("clienttime", past), ("economic", Trouble(NOON, WHY))))
    async with at_the_sources(known, WIDE) as seat:
        lines = [line for line in seat.screen.splitlines() if "last error" in line]

        assert "over now: The file was locked." in lines[0]
        assert "since" in lines[1]


async def test_it_asks_again_after_each_cycle_and_only_while_it_is_open() -> None:
    async with at_the_sources() as seat:
        assert len(seat.monitor.heard("details")) == 1
        fresh = replace(KNOWN, places=(PlaceState(Part.DEBTORS, 331, NOON), *PLACES[3:]))
        seat.monitor.known = fresh
        seat.monitor.show(replace(seat.monitor.board, pulse=replace(seat.monitor.board.pulse, cycle=2)))
        await seat.sees("331 rows")
        assert len(seat.monitor.heard("details")) == 2
        await seat.press("escape")
        seat.monitor.show(replace(seat.monitor.board, pulse=replace(seat.monitor.board.pulse, cycle=3)))
        await seat.press()

        assert seat.on_top == "DashboardScreen"
        assert len(seat.monitor.heard("details")) == 2


async def test_the_pulse_alone_asks_nothing() -> None:
    async with at_the_sources() as seat:
        seat.monitor.show(replace(seat.monitor.board, pulse=replace(seat.monitor.board.pulse, reading=True)))
        await seat.press()

        assert len(seat.monitor.heard("details")) == 1


async def test_it_speaks_danish() -> None:
    async with at_the_sources(size=WIDE, language="da") as seat:
        for said in ("Kilder", "330 rækker, læst for 10 s siden", "? posteringer", "ikke læst. e-conomic tillader"):
            assert said in seat.screen
        for said in ("1.204 i dag, 48.796 tilbage af 50.000", "rolle", "levering", "svartid", "Esc tilbage"):
            assert said in seat.screen


async def test_plain_signs_on_a_terminal_that_has_no_others() -> None:
    async with at_the_sources() as seat:
        seat.app.add_class("-ascii")
        await seat.press("escape", "o")

        assert not {"✔", "✖", "▲"} & set(seat.screen)
        assert "v customers" in seat.screen


async def test_the_keys_read_now_open_the_doctor_and_the_journal() -> None:
    async with at_the_sources() as seat:
        await seat.press("r")
        assert seat.monitor.heard("refresh") == [(None,)]
        await seat.press("d")
        assert seat.on_top == "DoctorScreen"
        await seat.press("escape", "l")
        assert seat.on_top == "JournalScreen"


async def test_more_than_fits_is_reached_by_keys_and_the_way_out_always_stands() -> None:
    async with at_the_sources(size=(60, 15)) as seat:
        assert "Esc back" in seat.screen
        await seat.press("end")
        await seat.sees(LOG[:20])

        assert max(map(len, seat.screen.splitlines())) <= 60


async def test_what_e_conomic_says_steers_no_terminal() -> None:
    odd = replace(ACCOUNT, identity=Identity(123456, ("[red]Sales\x1b[31m",), ("a\u202eb",)))
    async with at_the_sources(replace(KNOWN, account=odd), WIDE) as seat:
        assert "[red]Sales" in seat.screen
        assert not {"\x1b", "\u202e"} & set(seat.screen)


async def test_the_palette_and_the_help_know_it() -> None:
    async with seated() as seat:
        await seat.press("ctrl+p")
        await seat.type("sources")
        await seat.press("enter")
        assert seat.on_top == "SourcesScreen"
        await seat.press("question_mark", "slash")
        await seat.type("sources")

        await seat.sees("each place of both systems")


async def test_a_reason_that_several_places_share_is_told_once() -> None:
    unread = tuple(PlaceState(part, fault=WHY) for part in Part if part not in (Part.CUSTOMERS, Part.INVOICES))
    async with at_the_sources(replace(KNOWN, places=(*PLACES[:2], *unread))) as seat:
        said = await whole(seat)

        assert "customers: not read. e-conomic does not allow the app this." in said
        assert said.count("not read. As above.") == len(unread) - 1


async def test_another_agreement_answers_and_is_of_no_use() -> None:
    async with at_the_sources() as seat:
        await seat.show(replace(sample(), pulse=replace(sample().pulse, sources=SOURCES, agreement=999)))
        said = await whole(seat)
        await seat.press("escape")

        assert "state: another agreement: not read" in said
        assert "state: in part" not in said
        assert "e-c ✖" in seat.screen.splitlines()[0]
