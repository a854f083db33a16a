"""Drafts and booked invoices, and the way from one to the other."""

from __future__ import annotations

from typing import Any

import pytest

from checks.demo.simulator import Refusal
from tests.support.economic_site import BOOKED, Json, draft, site, world


def body(**changes: Any) -> Json:
    """Return a draft as a client would post it, without the members in `changes` that are None."""
    whole = {
        "currency": "DKK",
        "date": "2026-11-20",
        "customer": {"customerNumber": 1},
        "layout": {"layoutNumber": 19},
        "paymentTerms": {"paymentTermsNumber": 1},
        "recipient": {"name": "Mølle & Søn", "vatZone": {"vatZoneNumber": 1}},
        "references": {"other": "10500"},
        "lines": [{"product": {"productNumber": "1"}, "quantity": 2.0, "unitNetPrice": 337.5}],
    } | changes
    return {name: value for name, value in whole.items() if value is not None}


def test_the_link_page_names_not_due_without_its_hyphen() -> None:
    with site() as s:
        links = s.get("/invoices").json()

        assert links["notDue"].endswith("/invoices/not-due")
        assert s.client.get(links["notDue"]).status_code == 200


def test_collections_leave_the_lines_out_and_items_have_them() -> None:
    with site() as s:
        row = s.get("/invoices/booked").json()["collection"][0]
        item = s.get("/invoices/booked/500").json()

        assert "lines" not in row
        assert item["lines"][0]["totalNetAmount"] == 100.0
        assert item["lines"][0]["vatRate"] == 25.0


def test_booked_invoices_are_sorted_into_paid_unpaid_overdue_and_not_due() -> None:
    seed: list[Json] = [{"bookedInvoiceNumber": n, "date": "2026-10-01", "currency": "DKK"} for n in (1, 2, 3)]
    seed[0] |= {"remainder": 0.0}
    seed[1] |= {"remainder": 5.0, "dueDate": "2026-11-23"}
    seed[2] |= {"remainder": 5.0, "dueDate": "2026-11-24"}
    with site(world(booked=seed)) as s:
        parts = {
            name: [b["bookedInvoiceNumber"] for b in s.get(f"/invoices/{name}").json()["collection"]]
            for name in ("paid", "unpaid", "overdue", "not-due")
        }

        assert parts == {"paid": [1], "unpaid": [2, 3], "overdue": [2], "not-due": [3]}


def test_the_server_prices_a_draft_and_works_out_its_due_date() -> None:
    with site() as s:
        answer = s.client.post("/invoices/drafts", json=body(grossAmount=1.0, dueDate="2030-01-01"))

        made = answer.json()
        assert answer.status_code == 201
        assert (made["netAmount"], made["vatAmount"], made["grossAmount"]) == (675.0, 168.75, 843.75)
        assert made["dueDate"] == "2026-11-28"
        assert made["lastUpdated"] == "2026-11-24T08:00:00Z"
        assert answer.headers["Location"] == made["self"]


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"layout": None}, "layout", None),
        ({"customer": {"customerNumber": 2}}, "customer", "E06820"),
        ({"customer": {"customerNumber": 9}}, "customer", "E06000"),
        ({"customer": {}}, "customer", "E04500"),
        ({"paymentTerms": {"paymentTermsNumber": 9}}, "paymentTerms", "E07080"),
        ({"paymentTerms": {"paymentTermsNumber": 2}}, "dueDate", "E04042"),
        ({"paymentTerms": {"paymentTermsNumber": 2}, "dueDate": "2026-11-19"}, "dueDate", "E04760"),
        ({"date": "20-11-2026"}, "date", None),
    ],
)
def test_a_draft_that_does_not_pass_names_the_property(changes: Json, name: str, code: str | None) -> None:
    with site() as s:
        answer = s.client.post("/invoices/drafts", json=body(**changes))

        assert answer.status_code == 400
        assert answer.json()["errors"][name]["errors"][0].get("errorCode") == code


@pytest.mark.parametrize(
    ("line", "name", "code"),
    [
        ({"quantity": 1.0, "unitNetPrice": 5.0}, "product", "E04500"),
        ({"product": {"productNumber": "1"}}, "quantity", "E04730"),
        (
            {"product": {"productNumber": "1"}, "quantity": 1, "unitNetPrice": 1.005},
            "unitNetPrice",
            "E04740",
        ),
    ],
)
def test_a_bad_line_is_told_by_its_place(line: Json, name: str, code: str) -> None:
    with site() as s:
        answer = s.client.post("/invoices/drafts", json=body(lines=[{"description": "Tekst"}, line]))

        item = answer.json()["errors"]["lines"]["items"][0]
        assert item["arrayIndex"] == 1
        assert item[name]["errors"][0]["errorCode"] == code


def test_put_replaces_a_draft_and_delete_tells_what_it_took() -> None:
    with site() as s:
        replaced = s.client.put("/invoices/drafts/1", json=body(references=None))
        deleted = s.client.delete("/invoices/drafts/1")

        assert "references" not in replaced.json()
        assert (deleted.status_code, deleted.json()["deletedCount"]) == (200, 1)
        assert s.get("/invoices/drafts/1").status_code == 404


def test_deleting_the_collection_takes_what_the_filter_lets_through() -> None:
    with site() as s:
        answer = s.client.delete("/invoices/drafts", params={"filter": "customer.customerNumber$eq:2"})

        assert [item["draftInvoiceNumber"] for item in answer.json()["deletedItems"]] == [2]
        assert s.get("/invoices/drafts/1").status_code == 200


def test_booking_moves_a_draft_and_writes_its_entries() -> None:
    with site() as s:
        order = s.get("/invoices/drafts/1/templates/booking-instructions").json()
        answer = s.client.post("/invoices/booked", json={"draftInvoice": order["draftInvoice"]})

        made = answer.json()
        assert (answer.status_code, made["bookedInvoiceNumber"], made["orderNumber"]) == (201, 502, 1)
        assert (made["references"]["other"], made["remainder"]) == ("10001", 125.0)
        assert s.get("/invoices/drafts/1").status_code == 404
        entries = s.get(BOOKED, filter="voucherNumber$eq:502").json()["items"]
        assert [e["amount"] for e in entries] == [125.0, -100.0, -25.0]
        assert [e.get("customerInvoiceNumber") for e in entries] == [502, None, None]
        assert {e["type"] for e in entries} == {1}


def test_an_invoice_can_be_booked_under_a_number_of_ones_own() -> None:
    with site() as s:
        by_path = s.client.put("/invoices/booked/10001", json={"draftInvoice": {"draftInvoiceNumber": 1}})
        taken = s.client.post(
            "/invoices/booked", json={"draftInvoice": {"draftInvoiceNumber": 2}, "bookWithNumber": 10001}
        )

        assert by_path.json()["bookedInvoiceNumber"] == 10001
        assert taken.status_code == 400


@pytest.mark.parametrize(
    ("order", "name", "code"),
    [
        ({"draftInvoice": {"draftInvoiceNumber": 2}}, "customer", "E06820"),
        ({"draftInvoice": {}}, "draftInvoice", "E04500"),
        ({"draftInvoice": {"draftInvoiceNumber": 1}, "sendBy": "ean"}, "sendBy", None),
        ({"draftInvoice": {"draftInvoiceNumber": 3}}, "date", "E04041"),
        ({"draftInvoice": {"draftInvoiceNumber": 4}}, "date", "E04041"),
        ({"draftInvoice": {"draftInvoiceNumber": 5}}, "date", "E04041"),
    ],
)
def test_what_cannot_be_booked_stays_a_draft(order: Json, name: str, code: str | None) -> None:
    seed = [
        draft(1),
        draft(2, customer={"customerNumber": 2}),
        draft(3, date="2026-02-02"),
        draft(4, date="2027-01-02"),
        draft(5, date="2025-05-02"),
    ]
    with site(world(drafts=seed)) as s:
        answer = s.client.post("/invoices/booked", json=order)

        assert (answer.status_code, answer.json()["errorCode"]) == (400, "E04300")
        assert answer.json()["errors"][name]["errors"][0].get("errorCode") == code
        assert s.get("/invoices/drafts").json()["pagination"]["results"] == 5


def test_a_draft_that_is_gone_cannot_be_booked() -> None:
    with site() as s:
        answer = s.client.post("/invoices/booked", json={"draftInvoice": {"draftInvoiceNumber": 9}})

        assert (answer.status_code, answer.json()["errorCode"]) == (404, "E06000")


def test_texts_can_be_danish_while_codes_stay() -> None:
    with site(world(drafts=[draft(1, date="2026-02-02")]), danish=True) as s:
        told = s.client.post("/invoices/booked", json={"draftInvoice": {"draftInvoiceNumber": 1}}).json()

        error = told["errors"]["date"]["errors"][0]
        assert (error["errorMessage"], error["errorCode"]) == ("Perioden er spærret.", "E04041")


def test_booking_in_process_obeys_the_same_rules() -> None:
    with site() as s:
        assert s.simulator.book(1)["bookedInvoiceNumber"] == 502
        with pytest.raises(Refusal, match="Validation failed"):
            s.simulator.book(2)
