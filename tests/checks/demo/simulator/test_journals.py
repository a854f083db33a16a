"""Journals: vouchers going in, lines waiting, lines booked; both surfaces look at the same rows."""

from __future__ import annotations

from typing import Any

import pytest

from checks.demo.simulator import Refusal
from tests.support.economic_site import BOOKED, DRAFTS, Json, draft_entry, site, world

HERE = "/journalsapi/v15.0.0/journals/1"


def voucher(**changes: Any) -> Json:
    """Return a voucher with one manual customer invoice."""
    line = {
        "customer": {"customerNumber": 1},
        "amount": 1250.0,
        "date": "2026-11-12",
        "contraAccount": {"accountNumber": 1010},
        "contraVatAccount": {"vatCode": "U25"},
        "customerInvoice": 10777,
        "text": "Faktura 10777",
    } | changes
    return {"accountingYear": {"year": "2026"}, "entries": {"manualCustomerInvoices": [line]}}


def test_a_voucher_comes_back_as_an_array_and_waits_on_both_surfaces() -> None:
    with site() as s:
        answer = s.client.post("/journals/2/vouchers", json=voucher())

        assert answer.status_code == 201
        [made] = answer.json()
        assert made["self"].endswith(f"/journals/2/vouchers/2026-{made['voucherNumber']}")
        assert s.client.get(made["self"]).json() == made
        [classic] = s.get("/journals/2/entries").json()["collection"]
        [row] = s.get(DRAFTS, filter="journalNumber$eq:2").json()["items"]
        assert (classic["customerInvoice"], classic["entryType"]) == (10777, "manualCustomerInvoice")
        assert (row["customerInvoiceNumber"], row["entryTypeNumber"]) == ("10777", 10)
        assert (row["date"], classic["date"]) == ("2026-11-12T00:00:00", "2026-11-12")


def test_the_wrong_name_of_the_number_is_dropped_without_a_word() -> None:
    with site() as s:
        line = voucher(customerInvoiceNumber=10777)
        del line["entries"]["manualCustomerInvoices"][0]["customerInvoice"]

        answer = s.client.post("/journals/2/vouchers", json=line)

        assert answer.status_code == 201
        assert "customerInvoice" not in s.get("/journals/2/entries").json()["collection"][0]


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"customer": {"customerNumber": 2}}, "customer", "E06820"),
        ({"date": "2026-02-02"}, "date", "E04041"),
        ({"date": "02-02-2026"}, "date", None),
        ({"customerInvoice": 0}, "customerInvoice", None),
        ({"amount": "12"}, "amount", None),
        ({"text": None}, "text", None),
        ({"text": "x" * 251}, "text", None),
    ],
)
def test_a_voucher_that_does_not_pass_is_told_in_nested_arrays(changes: Json, name: str, code: str | None) -> None:
    with site() as s:
        answer = s.client.post("/journals/1/vouchers", json=[voucher(), voucher(**changes)])

        [error] = answer.json()["errors"]
        assert (answer.status_code, error["arrayIndex"]) == (400, 1)
        leaf = error["entries"]["items"][0][name]["errors"][0]
        assert leaf.get("errorCode") == code
        assert s.get("/journals/1/entries").json()["pagination"]["results"] == 1


def test_a_voucher_cannot_be_changed_and_its_line_can_be_deleted() -> None:
    with site() as s:
        link = s.get("/journals/1/vouchers").json()["collection"][0]["self"]

        assert s.client.delete(link).status_code == 405
        assert s.client.delete("/journals/1/entries/1").status_code == 204
        assert s.client.delete("/journals/1/entries/1").status_code == 404


def test_booking_a_journal_moves_its_lines_to_several_entries() -> None:
    with site() as s:
        assert s.client.post(f"{HERE}/book").status_code == 204

        assert s.get(DRAFTS).json()["items"] == []
        entries = s.get(BOOKED, filter="voucherNumber$eq:41").json()["items"]
        assert [(e["accountNumber"], e["amount"]) for e in entries] == [
            (5600, 1250.0),
            (1010, -1000.0),
            (66100, -250.0),
        ]
        assert (entries[0]["customerInvoiceNumber"], entries[0]["type"]) == (10001, 10)
        assert s.get("/invoices/booked").json()["pagination"]["results"] == 2
        ledger = s.get("/accounting-years/2026/entries", filter="voucherNumber$eq:41").json()["collection"]
        assert ledger[0]["entryType"] == "manualDebtorInvoice"
        assert ledger[0]["invoiceNumber"] == "10001"
        assert "bookedInvoice" not in ledger[0]


def test_only_the_named_lines_or_days_are_booked() -> None:
    seed = [draft_entry(n, date=f"2026-11-{n:02}") for n in (1, 2, 3)]
    with site(world(draftEntries=seed)) as s:
        some = s.client.post(f"{HERE}/bookdraftentries", json={"entryNumbers": [3]})
        days = {"fromDate": "2026-11-01", "toDate": "2026-11-01"}
        between = s.client.post(f"{HERE}/bookWithDateInterval", json=days)

        assert (some.status_code, between.status_code) == (204, 204)
        assert [e["entryNumber"] for e in s.get(DRAFTS).json()["items"]] == [2]


def test_nothing_of_a_journal_is_booked_when_one_line_cannot_be() -> None:
    with site(world(draftEntries=[draft_entry(1), draft_entry(2, date="2026-02-02")])) as s:
        answer = s.client.post(f"{HERE}/book")

        [error] = answer.json()["errors"]
        assert error["errorCode"] == "JournalEntryDateAccountingYearPeriodBarred"
        assert s.get(f"{DRAFTS}/count").json() == 2


def test_a_draft_entry_needs_its_present_version_to_be_replaced() -> None:
    with site() as s:
        entry = s.get(f"{DRAFTS}/1").json()
        assert s.get("/journals/1/entries").json()["collection"][0]["text"] == "Faktura 10001"
        first = s.client.put(DRAFTS, json=entry | {"text": "Ny tekst"})
        second = s.client.put(DRAFTS, json=entry | {"text": "Nyere tekst"})
        without = s.client.put(DRAFTS, json={n: v for n, v in entry.items() if n != "objectVersion"})

        assert (first.status_code, first.content) == (204, b"")
        assert (second.status_code, second.json()["errorCode"]) == (409, "UpdateConflict")
        assert without.status_code == 409
        assert s.get(f"{DRAFTS}/1").json()["text"] == "Ny tekst"
        assert s.get("/journals/1/entries").json()["collection"][0]["text"] == "Ny tekst"


def test_a_line_in_another_journal_has_another_voucher_number_and_keeps_what_it_says() -> None:
    with site() as s:
        before = s.get(f"{DRAFTS}/1").json()
        there = s.simulator.move(1, 2)
        moved = s.get(f"{DRAFTS}/1").json()
        back = s.client.put(DRAFTS, json=moved | {"journalNumber": 1})

        again = s.get(f"{DRAFTS}/1").json()
        assert back.status_code == 204
        assert len({before["voucherNumber"], there["voucherNumber"], again["voucherNumber"]}) == 3
        assert (there["journalNumber"], again["journalNumber"]) == (2, 1)
        assert again["customerInvoiceNumber"] == before["customerInvoiceNumber"]
        assert again["text"] == before["text"]
        assert s.get("/journals/2/entries").json()["collection"] == []
        with pytest.raises(Refusal):
            s.simulator.move(99, 2)


def test_a_bulk_of_draft_entries_is_all_or_nothing() -> None:
    with site() as s:
        good, bad = draft_entry(0), draft_entry(0, customerInvoiceNumber="F-1")
        refused = s.client.post(f"{DRAFTS}/bulk", json={"entries": [good, bad]})
        done = s.client.post(f"{DRAFTS}/bulk", json={"entries": [good, good]})

        assert refused.json()["errors"][0]["errorCode"] == "Customer_Invoice_Is_Not_Numeric"
        assert done.json() == {"entryNumbers": [2, 3]}
        assert s.get(f"{DRAFTS}/count").json() == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"journalNumber": 9}, "JournalDoesNotExist"),
        ({"entryTypeNumber": 1}, "JournalEntryTypeInvalid"),
        ({"customerNumber": 9}, "JournalEntryCustomerNotFound"),
        ({"customerNumber": 2}, "JournalEntryCustomerNotAccessible"),
        ({"customerInvoiceNumber": "1000000000"}, "Customer_invoice_too_big"),
        ({"date": "2025-01-01"}, "JournalEntryDateAccountingYearClosed"),
        ({"date": "2031-01-01"}, "JournalEntryDateAccountingYearDoesNotExist"),
        ({"text": "x" * 251}, "JournalEntryTextTooLong"),
        ({"text": None}, "InvalidValue"),
    ],
)
def test_a_draft_entry_that_does_not_pass_has_the_services_own_name(changes: Json, code: str) -> None:
    with site() as s:
        answer = s.client.post(DRAFTS, json=draft_entry(0, **changes))

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["errorCode"] == code
        assert s.get(f"{DRAFTS}/count").json() == 1


def test_a_line_is_deleted_alone_or_with_its_whole_journal() -> None:
    with site(world(draftEntries=[draft_entry(n, journalNumber=1 + n % 2) for n in range(4)])) as s:
        assert s.client.delete(f"{DRAFTS}/0").status_code == 204
        assert s.client.delete(f"{DRAFTS}/delete/2").status_code == 204
        assert [e["entryNumber"] for e in s.get(DRAFTS).json()["items"]] == [2]


def test_filtering_the_journals_ends_in_the_500_that_it_is_known_for() -> None:
    with site() as s:
        assert len(s.get("/journalsapi/v15.0.0/journals").json()["items"]) == 2
        answer = s.get("/journalsapi/v15.0.0/journals/count", filter="number$eq:1")

        assert (answer.status_code, answer.json()["status"]) == (500, 500)
