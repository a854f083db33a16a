"""Rows of the invoice table become records: signs, marks, drafts and amounts as the contract has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from checks.adapters.mapping import InvoiceMapping, Transfer, Truth
from checks.engine.records import Invoice
from tests.support.clienttime_file import BY_ID, with_three

BILLS = InvoiceMapping(
    "dbo.Faktura",
    key="Id",
    number="Nr",
    customer="Kunde",
    date="Dato",
    due="Forfald",
    currency="Valuta",
    net="Netto",
    vat="Moms",
    gross="Brutto",
    kind="Type",
    draft=Truth("Kladde"),
    error="Fejl",
    transfer=Transfer("timestamp", "Sendt"),
)
BILL_TABLE = (
    "CREATE TABLE Faktura (Id INTEGER PRIMARY KEY, Nr TEXT, Kunde INT, Dato TEXT, Forfald TEXT, Valuta TEXT, "
    "Netto NUMERIC, Moms NUMERIC, Brutto, Type TEXT, Kladde INT, Fejl TEXT, Sendt TEXT)"
)


async def invoices(folder: Path, mapping: InvoiceMapping, *rows: Mapping[str, object]) -> tuple[Invoice, ...]:
    """Return these rows of the invoice table as records."""
    file = with_three(folder)
    file.run(BILL_TABLE)
    file.insert("Faktura", *rows)
    found = await file.opened(BY_ID, mapping, timezone="Europe/Copenhagen").read()
    assert found.invoices.fault is None
    return found.invoices.rows


async def test_an_invoice_arrives_with_all_it_has(tmp_path: Path) -> None:
    row = {
        **{
            "Id": 5,
            "Nr": " 10234 ",
            "Kunde": 2,
            "Dato": "2026-11-24 09:30:00",
            "Forfald": "2026-12-08",
            "Valuta": "eur",
        },
        **{"Netto": 100, "Moms": 25, "Brutto": 125.0, "Type": "Invoice", "Kladde": 0, "Fejl": " ", "Sendt": None},
    }

    (found,) = await invoices(tmp_path, BILLS, row)

    assert found == Invoice(
        key="5",
        number="10234",
        customer="2",
        date=dt.date(2026, 11, 24),
        due=dt.date(2026, 12, 8),
        currency="EUR",
        net=Decimal(100),
        vat=Decimal(25),
        gross=Decimal(125),
        credit=False,
        draft=False,
        error=None,
        sent=False,
        issued=dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("kind", "gross", "signed", "credit"),
    [
        ("Kreditnota", 125, -125, True),
        ("kreditnota ", -125, -125, True),
        ("K", 125, -125, True),
        (2, 125, -125, True),
        ("Invoice", -125, -125, True),
        ("Invoice", 125, 125, False),
        (None, 125, 125, False),
    ],
)
async def test_a_credit_note_is_negative_whatever_sign_it_has(
    tmp_path: Path, kind: object, gross: int, signed: int, credit: bool
) -> None:
    (found,) = await invoices(tmp_path, BILLS, {"Id": 1, "Nr": "1", "Kunde": 1, "Type": kind, "Brutto": gross})

    assert (found.gross, found.credit) == (Decimal(signed), credit)


async def test_without_gross_it_is_net_plus_vat_and_an_unclear_amount_is_none(tmp_path: Path) -> None:
    rows = [
        {"Id": 1, "Nr": "1", "Kunde": 1, "Netto": 100, "Moms": 25},
        {"Id": 2, "Nr": "2", "Kunde": 1, "Netto": 100, "Moms": None},
        {"Id": 3, "Nr": "3", "Kunde": 1, "Netto": None, "Moms": 25},
    ]

    found = await invoices(tmp_path, replace(BILLS, gross=None), *rows)
    (unclear,) = await invoices(_inside(tmp_path), BILLS, {"Id": 1, "Nr": "1", "Kunde": 1, "Brutto": "1.234"})

    assert [invoice.gross for invoice in found] == [125, 100, None]
    assert unclear.gross is None


def _inside(folder: Path) -> Path:
    inner = folder / "inner"
    inner.mkdir()
    return inner


@pytest.mark.parametrize(
    ("transfer", "cell", "sent"),
    [
        (Transfer("timestamp", "Sendt"), "2026-01-01", True),
        (Transfer("timestamp", "Sendt"), None, False),
        (Transfer("timestamp", "Sendt"), "  ", False),
        (Transfer("flag", "Sendt"), "1", True),
        (Transfer("flag", "Sendt"), "0", False),
        (Transfer("flag", "Sendt"), None, False),
        (Transfer(), "2026-01-01", None),
    ],
)
async def test_the_mark_says_sent_not_sent_or_nothing(
    tmp_path: Path, transfer: Transfer, cell: object, sent: bool | None
) -> None:
    row: dict[str, object] = {"Id": 1, "Nr": "1", "Kunde": 1, "Sendt": cell}

    (found,) = await invoices(tmp_path, replace(BILLS, transfer=transfer), row)

    assert found.sent is sent


@pytest.mark.parametrize(("cell", "draft"), [(None, False), (1, True), ("true", True), (0, False)])
async def test_an_invoice_is_final_unless_its_column_says_draft(tmp_path: Path, cell: object, draft: bool) -> None:
    (found,) = await invoices(tmp_path, BILLS, {"Id": 1, "Nr": "1", "Kunde": 1, "Kladde": cell})

    assert found.draft is draft


async def test_without_a_key_the_invoice_names_the_code(tmp_path: Path) -> None:
    file = with_three(tmp_path)
    file.run(BILL_TABLE)
    file.insert("Faktura", {"Id": 1, "Nr": "1", "Kunde": "1002"})

    found = await file.opened(replace(BY_ID, key=None), BILLS).read()

    assert found.invoices.rows[0].customer == found.customers.rows[1].key == "1002"


async def test_numbers_that_look_like_personal_ones_are_masked_and_told_apart(tmp_path: Path) -> None:
    rows = [{"Id": n, "Nr": f"261124000{n}", "Kunde": "010190-1234"} for n in (1, 2)]

    found = await invoices(tmp_path, replace(BILLS, key=None), *rows)

    assert [row.number for row in found] == [row.key for row in found] == ["2611**-****", "2611**-**** (2)"]
    assert {row.customer for row in found} == {"0101**-****"}
