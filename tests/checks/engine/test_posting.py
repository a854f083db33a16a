"""Is this invoice posted? Found, waiting, taken, absent, or not to be told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from checks.engine.ledger import names
from checks.engine.posting import Posting, Standing, differs, posting
from checks.engine.records import Customer, Debtor, Document, Invoice, Place
from checks.engine.snapshot import PLACES, Part, Rules, Snapshot
from tests.support.builders import booked, customer, debtor, draft, entry, failed, invoice, line, snapshot, unread

BY_NUMBER = Rules(invoice_reference="bookedInvoiceNumber")
UNLINKED = (customer(foreign_id=None), debtor())


def look(
    *documents: Document, of: Invoice | None = None, rules: Rules | None = None, others: tuple[Invoice, ...] = ()
) -> Posting:
    ours = of or invoice()
    return posting(snapshot(customer(), debtor(), ours, *others, *documents, rules=rules), ours)


def standing(*documents: Document, of: Invoice | None = None, rules: Rules | None = None) -> Standing:
    return look(*documents, of=of, rules=rules).standing


def rows(*more: Customer | Debtor | Document) -> Snapshot:
    return snapshot(customer(), debtor(), invoice(), *more)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (booked(), Standing.POSTED),
        (entry(), Standing.POSTED),
        (draft(), Standing.DRAFT),
        (line(), Standing.JOURNAL),
        (booked("10235"), Standing.ABSENT),
        (booked(None), Standing.ABSENT),
        (entry("102340"), Standing.ABSENT),
        (line(None, gross="7.00"), Standing.ABSENT),
    ],
)
def test_the_number_decides_in_each_of_the_four_places(document: Document, expected: Standing) -> None:
    assert standing(document) == expected


@pytest.mark.parametrize("written", [" 10234 ", "010234", "10234\t"])
def test_numbers_are_compared_as_trimmed_text_and_as_integers(written: str) -> None:
    assert standing(booked(written)) == Standing.POSTED
    assert standing(booked("10234"), of=invoice(written)) == Standing.POSTED


@pytest.mark.parametrize("document", [entry(), line(), booked()])
def test_what_carries_the_number_is_this_invoice_whatever_else_it_says(document: Document) -> None:
    other = Document(
        document.place, "x", 555, document.reference, document.number, dt.date(2020, 1, 1), "EUR", Decimal("1.00")
    )

    found = look(other)

    assert found.documents == (other,)
    assert differs(rows(other), invoice(), found.documents) == ("currency", "customer")


def test_posted_wins_over_waiting() -> None:
    assert standing(draft(), line(), booked()) == Standing.POSTED
    assert standing(draft(), line()) == Standing.DRAFT


@pytest.mark.parametrize("part", PLACES)
def test_an_unread_place_makes_absence_unknown_but_not_what_was_found_elsewhere(part: Part) -> None:
    assert posting(failed(rows(), part), invoice()).standing == Standing.UNKNOWN
    assert posting(unread(rows(), part), invoice()).standing == Standing.UNKNOWN
    if part is not Part.BOOKED:
        assert posting(failed(rows(booked()), part), invoice()).standing == Standing.POSTED


def test_old_rows_of_a_failed_place_are_no_evidence() -> None:
    assert posting(failed(rows(booked()), Part.BOOKED), invoice()).standing == Standing.UNKNOWN


def test_entries_are_no_evidence_while_booked_invoices_cannot_be_told_from_them() -> None:
    assert posting(failed(rows(entry()), Part.BOOKED), invoice()).standing == Standing.UNKNOWN


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (booked(None, number="10234"), Standing.POSTED),
        (booked("RE-1", number="10234"), Standing.POSTED),
        (booked(None, number="10234", gross="1.00"), Standing.TAKEN),
        (booked(None, number="10234", customer_number=7), Standing.TAKEN),
        (booked(None, number="10234", currency="EUR"), Standing.TAKEN),
        (booked("10300", number="10234", gross="1.00"), Standing.TAKEN),
    ],
)
def test_the_other_field_counts_only_with_customer_and_amount(document: Document, expected: Standing) -> None:
    assert standing(document) == expected


def test_the_other_field_does_not_count_where_the_document_is_another_invoice_of_ours() -> None:
    document = booked("10300", number="10234")

    assert look(document, others=(invoice("10300"),)).standing == Standing.TAKEN


def test_the_other_field_cannot_count_for_an_unlinked_customer() -> None:
    assert posting(snapshot(*UNLINKED, invoice(), booked(None, number="10234")), invoice()).standing == Standing.TAKEN


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (booked(None, number="10234", gross="1.00"), Standing.POSTED),
        (booked("10234", number="501"), Standing.POSTED),
        (booked("10234", number="501", gross="1.00"), Standing.TAKEN),
        (draft("10234"), Standing.DRAFT),
        (draft("10234", gross="1.00"), Standing.TAKEN),
    ],
)
def test_a_site_that_keeps_the_number_of_the_booked_invoice_looks_there_first(
    document: Document, expected: Standing
) -> None:
    assert standing(document, rules=BY_NUMBER) == expected


def test_the_entry_of_a_booked_invoice_belongs_to_that_invoice() -> None:
    strangers = booked("10300", number="10234", gross="99.00", customer_number=7)
    its_entry = entry("10234", gross="99.00", customer_number=7)

    assert standing(strangers, its_entry) == Standing.TAKEN


def test_an_entry_beside_it_that_says_something_else_is_a_document_of_its_own() -> None:
    strangers = booked("10300", number="10234", gross="99.00", customer_number=7)
    its_entry = entry("10234", gross="99.00", customer_number=7)

    assert standing(strangers, its_entry, entry()) == Standing.POSTED
    assert standing(strangers, entry()) == Standing.POSTED


def test_an_entry_that_came_through_a_journal_is_never_another_documents() -> None:
    strangers = booked("10300", number="10234")

    assert standing(strangers, entry("10234", kind=1), of=invoice(gross="7.00")) == Standing.TAKEN
    assert standing(strangers, entry("10234", kind=10), of=invoice(gross="7.00")) == Standing.POSTED


def test_each_booked_invoice_absorbs_one_entry_only() -> None:
    ours, its_entry, again = booked(number="501"), entry("501"), entry("501")

    found = look(ours, its_entry, again, of=invoice("501"), others=(invoice("10234"),))

    assert found.standing == Standing.POSTED
    assert [d.place for d in found.documents] == [Place.ENTRIES]


def test_a_booked_invoice_and_its_entry_are_not_two_postings() -> None:
    assert len(look(booked(number="10234"), entry("10234")).documents) == 1
    assert len(look(booked(None, number="10234"), entry("10234"), rules=BY_NUMBER).documents) == 1
    assert len(look(booked(number="501"), entry("10234")).documents) == 2


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (booked(None, text="Vores faktura 10234, oktober"), Standing.POSTED),
        (entry(None, text="Faktura nr. 010234."), Standing.POSTED),
        (draft(None, text="10234"), Standing.DRAFT),
        (line(None, text="Fakt. 10234", date=dt.date(2026, 11, 1)), Standing.JOURNAL),
        (booked(None, text="Faktura 10234", date=dt.date(2026, 11, 1)), Standing.ABSENT),
        (booked(None, text="Faktura 10234", gross="1.00"), Standing.ABSENT),
        (booked(None, text="Faktura 10234", customer_number=7), Standing.ABSENT),
        (booked(None, text="Faktura 102345"), Standing.ABSENT),
    ],
)
def test_a_number_in_a_text_counts_with_customer_and_amount_and_posted_also_with_the_date(
    document: Document, expected: Standing
) -> None:
    assert standing(document) == expected


def test_only_the_text_is_told_as_such() -> None:
    assert look(booked(None, text="Faktura 10234")).told
    assert not look(booked()).told


def test_a_journal_line_that_lost_its_number_is_known_by_customer_date_and_amount() -> None:
    assert standing(line(None)) == Standing.JOURNAL
    assert standing(line(None, date=dt.date(2026, 10, 15))) == Standing.ABSENT
    assert standing(line(None, customer_number=7)) == Standing.ABSENT
    assert standing(line("777")) == Standing.ABSENT


@pytest.mark.parametrize(
    ("gross", "lines", "equal"),
    [
        ("1250.05", None, True),
        ("1250.06", None, False),
        ("1250.03", 3, True),
        ("1250.04", 3, False),
        ("1250.01", 0, True),
        ("-1250.00", 1, False),
    ],
)
def test_totals_may_differ_by_a_cent_a_line(gross: str, lines: int | None, equal: bool) -> None:
    document = booked(gross=gross, lines=lines)

    assert differs(rows(document), invoice(), (document,)) == (() if equal else ("amount",))


def test_a_credit_note_may_have_either_sign() -> None:
    credit = invoice(gross="-1250.00", credit=True)

    for gross in ("1250.00", "-1250.00"):
        assert differs(rows(), credit, (booked(gross=gross),)) == ()
        assert standing(booked(None, number="10234", gross=gross), of=credit) == Standing.POSTED


def test_the_lines_of_one_voucher_add_up() -> None:
    parts = (line(gross="1000.00"), line(gross="250.00"))

    assert differs(rows(*parts), invoice(), parts) == ()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("10234", True),
        ("Faktura 10234.", True),
        ("(10234)", True),
        ("fakt.10234", True),
        ("F10234", False),
        ("10234A", False),
        ("10234-1", False),
        ("1.10234", False),
        ("10234,50", False),
        ("2026/10234", False),
    ],
)
def test_a_number_stands_in_a_text_only_as_a_whole_word(text: str, stands: bool) -> None:
    assert names("10234", text) is stands


def test_a_number_with_letters_and_dashes_is_found_too() -> None:
    assert names("F-10234", "se F-10234 af 14/10")
    assert standing(booked(None, text="se F-10234"), of=invoice("F-10234")) == Standing.POSTED


def test_an_invoice_without_a_number_is_never_found_by_it() -> None:
    assert standing(booked(None), booked(""), of=invoice("", gross="7.00")) == Standing.ABSENT


def test_a_draft_of_ours_without_a_number_makes_no_other_document_ambiguous() -> None:
    numberless = invoice("", key="Idraft", draft=True)

    own_number = look(booked(reference=None, number="10234"), others=(numberless,))
    told = look(booked(reference=None, text="Vedr. faktura 10234"), others=(numberless,))

    assert own_number.standing == told.standing == Standing.POSTED
