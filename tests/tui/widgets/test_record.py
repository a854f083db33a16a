"""The details of a row: what both sides hold as the language writes it, who may be meant, what `f` does there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from checks.engine.doubt import Doubt
from checks.engine.facts import invoice_facts
from checks.engine.model import Finding, Rival, Suggestion
from checks.engine.phrase import plain
from checks.engine.records import Invoice
from checks.engine.weight import Weight
from tests.support.boards import NO_ID, ONLY, UNPOSTED, board, panel, unlinked, unposted
from tests.support.boards import only as unknown
from tests.support.builders import booked
from tests.support.main_screen import WIDE, Seat, seated

INVOICE = Invoice("I1", "10301", "K1042", date=dt.date(2026, 10, 14), gross=Decimal(39000), currency="EUR")


def told(seat: Seat) -> str:
    return " ".join(seat.dashboard.record.details.plain.split())


def invoice_row() -> Finding:
    return replace(unposted(10301), facts=invoice_facts(INVOICE, (booked(gross="39000.00", currency="EUR"),)))


async def test_amounts_and_dates_of_both_sides_stand_as_the_language_writes_them() -> None:
    for language, words in (
        ("en", ("date 2026-10-14 = 2026-10-14", "amount 39,000.00 EUR = 39,000.00 EUR", "place – booked")),
        ("da", ("dato 14-10-2026 = 14-10-2026", "beløb 39.000,00 EUR = 39.000,00 EUR", "sted – bogført")),
    ):
        async with seated(board(panel(UNPOSTED, [invoice_row()])), size=WIDE, language=language) as seat:
            await seat.press("4")

            assert all(word in told(seat) for word in words), told(seat)


async def test_a_candidate_stands_with_number_name_and_place() -> None:
    likely = Suggestion(
        "1042", 20042, 0.57, False, ("name", "zip"), ("cvr",), name="Hansen Byg A/S", place="8000 Aarhus C"
    )
    row = replace(unlinked(1042, "5.00"), suggestions=(likely,))
    async with seated(board(panel(NO_ID, [row])), size=WIDE) as seat:
        assert "20042 Hansen Byg A/S, 8000 Aarhus C 57 % for: name, zip against: CVR" in told(seat).replace(
            "postcode", "zip"
        )
        assert "f opens the plan of the link; t there takes another target" in told(seat)

        await seat.press("m")
        assert "20042 H..., 8... 57 %" in told(seat)


async def test_a_candidate_that_was_weighed_has_its_sentence_which_is_masked_too() -> None:
    likely = Suggestion(
        *("1042", 20042, 0.57, False, ("name",)),
        weights=(Weight("name", 9.0),),
        doubt=Doubt.RIVAL,
        rival=Rival("20043", "Hansen Byg A/S", 0.4),
    )
    row = replace(unlinked(1042, "5.00"), suggestions=(likely,))
    async with seated(board(panel(NO_ID, [row])), size=WIDE) as seat:
        assert "Same name. Next: 20043 Hansen Byg A/S, 40 %. Not safe: another one comes near." in told(seat)
        assert "for:" not in told(seat)

        await seat.press("m")
        assert "Same name. Next: 20043 H..., 40 %." in told(seat)


async def test_no_word_is_lost_behind_the_scroll_bar_of_a_long_record() -> None:
    row = replace(unlinked(1042, "5.00"), why=plain("x" * 4000))
    async with seated(board(panel(NO_ID, [row])), size=WIDE) as seat:
        details = seat.dashboard.record.details

        assert details.show_vertical_scrollbar
        assert max(map(len, details.plain.splitlines())) <= details.scrollable_content_region.width


async def test_a_row_without_a_candidate_says_what_f_asks_for() -> None:
    ours = replace(unlinked(1042, "5.00"), suggestions=())
    theirs = replace(unknown(20099), actions=("link", "worklist", "ignore"))
    async with seated(board(panel(NO_ID, [ours]), panel(ONLY, [theirs])), size=WIDE) as seat:
        assert "f asks for the e-conomic number" in told(seat)

        await seat.press("2")
        assert "f asks for the customer code in ClientTime" in told(seat)


async def test_f_on_a_row_without_a_candidate_opens_the_question_and_escape_is_back_in_the_list() -> None:
    row = replace(unlinked(1042, "5.00"), suggestions=())
    async with seated(board(panel(NO_ID, [row]))) as seat:
        await seat.press("f")
        assert seat.on_top == "ChoiceScreen"

        await seat.press("escape")
        assert seat.on_top == "DashboardScreen"
        assert not seat.monitor.heard("plan")
