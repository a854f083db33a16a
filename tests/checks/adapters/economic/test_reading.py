"""What a sweep brings home."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path

from checks.adapters.pages import PAGE
from checks.adapters.replica import records
from checks.engine.model import Health
from checks.engine.records import Document, Period, Place
from tests.support.agreement import AGREEMENT, customer, invoice, period, standing, world, year


async def test_every_place_is_read(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api()

        reading = await api.read()
        await api.close()

    assert reading.agreement == AGREEMENT
    assert [debtor.number for debtor in reading.debtors.rows] == [20001, 20002, 20003]
    assert reading.debtors.rows[0].address == "Havnegade 1\rBaghuset"
    assert reading.drafts.rows[0].text == "Sag 7\nTak"
    assert [(d.number, d.gross) for d in reading.booked.rows] == [("10234", Decimal(1250)), ("10235", Decimal("-99.5"))]
    assert reading.state.health is Health.OK
    assert reading.state.detail is None
    assert dict(reading.state.counts) == {"customers": 3, "calls": 14, "calls_today": 14}
    assert all(
        part.complete for part in (reading.debtors, reading.drafts, reading.booked, reading.journal, reading.entries)
    )


async def test_a_draft_has_no_number_and_a_journal_line_has_the_outside_one(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api()

        reading = await api.read()
        await api.close()

    draft = reading.drafts.rows[0]
    assert (draft.id, draft.number, draft.reference) == ("31", None, "CT-31")
    assert reading.journal.rows == (
        Document(
            Place.JOURNAL,
            "5",
            customer_number=20002,
            number="777",
            date=date(2026, 11, 3),
            currency="DKK",
            gross=Decimal("400.25"),
            text="Faktura 777",
            journal=1,
            kind=10,
        ),
    )


async def test_of_the_ledger_only_customer_lines_of_invoices_are_read(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api()

        reading = await api.read()
        await api.close()

    assert [(e.id, e.kind, e.number, e.gross) for e in reading.entries.rows] == [
        ("1", 1, "10234", Decimal(1250)),
        ("3", 10, "888", Decimal(10)),
    ]


async def test_a_barred_period_and_one_of_a_closed_year_count_as_closed(tmp_path: Path) -> None:
    open_ = period("2026", 3)
    years = (
        {**year("2025", closed=True), "periods": [period("2025", 12)]},
        {**year("2026"), "periods": [period("2026", 2, barred=True), open_]},
    )
    with standing(tmp_path, world(accounting_years=years)) as there:
        api = there.api()

        reading = await api.read()
        await api.close()

    assert reading.periods.rows == (
        Period(date(2025, 12, 1), date(2025, 12, 28), True),
        Period(date(2026, 2, 1), date(2026, 2, 28), True),
        Period(date(2026, 3, 1), date(2026, 3, 28), False),
    )


async def test_pages_are_followed_to_the_end(tmp_path: Path) -> None:
    booked = tuple(invoice("bookedInvoiceNumber", number) for number in range(1, 1002))
    with standing(tmp_path, world(2500, booked=booked)) as there:
        api = there.api()

        reading = await api.read()
        await api.close()

    assert [debtor.number for debtor in reading.debtors.rows] == list(range(20001, 22501))
    assert len(reading.booked.rows) == 1001


async def test_invoices_from_long_before_the_go_live_are_not_asked_for(tmp_path: Path) -> None:
    booked = (
        invoice("bookedInvoiceNumber", 1, date="2023-06-01"),
        invoice("bookedInvoiceNumber", 2, date="2023-11-20"),
    )
    with standing(tmp_path, world(booked=booked)) as there:
        api = there.api(go_live=date(2024, 1, 1))

        reading = await api.read()
        await api.close()

    assert [document.number for document in reading.booked.rows] == ["2"]
    assert reading.state.health is Health.OK


async def test_a_personal_number_is_masked_and_control_characters_are_marked(tmp_path: Path) -> None:
    odd = customer(20001, name="Jens\x1b[2J 010190-1234", corporateIdentificationNumber="0101901234")
    with standing(tmp_path, world(customers=0)) as there:
        there.simulator.upsert_customer(odd)
        api = there.api()

        reading = await api.read()
        await api.close()

    assert reading.debtors.rows[0].name == "Jens�[2J 0101**-****"
    assert reading.debtors.rows[0].cvr == "0101**-****"


async def test_others_get_their_turn_while_a_large_ledger_is_made_into_records() -> None:
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    running = asyncio.create_task(other())
    rows = await records({number: {"n": number} for number in range(5 * PAGE)}, lambda row: row["n"])
    running.cancel()

    assert rows == {number: number for number in range(5 * PAGE)}
    assert turns >= 4
