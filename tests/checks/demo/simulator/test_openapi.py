"""The OpenAPI surface: three ways to list, versions in the path, customers under other names."""

from __future__ import annotations

import pytest

from tests.support.economic_site import BOOKED, Json, booked_entry, customer, site, world

CUSTOMERS = "/customersapi/v3.1.0/Customers"


def test_a_cursor_leads_through_all_rows_and_is_absent_at_the_end() -> None:
    with site(world(bookedEntries=[booked_entry(n) for n in range(1, 2501)])) as s:
        numbers: list[int] = []
        query: dict[str, str] = {}
        sizes: list[int] = []
        while True:
            page = s.get(BOOKED, sort="-amount", **query).json()
            sizes.append(len(page["items"]))
            numbers += [entry["entryNumber"] for entry in page["items"]]
            if "cursor" not in page:
                break
            query = {"cursor": page["cursor"]}

        assert sizes == [1000, 1000, 500]
        assert numbers == list(range(1, 2501))


def test_exactly_a_thousand_rows_need_no_cursor() -> None:
    with site(world(bookedEntries=[booked_entry(n) for n in range(1, 1001)])) as s:
        assert "cursor" not in s.get(BOOKED).json()


def test_a_cursor_that_was_not_given_out_is_refused() -> None:
    with site() as s:
        assert s.get(BOOKED, cursor="1000").status_code == 400


def test_pages_are_bare_arrays_and_sorted() -> None:
    with site(world(bookedEntries=[booked_entry(n) for n in range(1, 31)])) as s:
        page = s.get(f"{BOOKED}/paged", sort="-entryNumber", pageSize=20, skipPages=1).json()

        assert [entry["entryNumber"] for entry in page] == list(range(10, 0, -1))
        assert len(s.get(f"{BOOKED}/paged").json()) == 20


@pytest.mark.parametrize("query", ["pageSize=101", "pageSize=0", "skipPages=101", "sort=text"])
def test_a_page_outside_its_limits_is_refused(query: str) -> None:
    with site() as s:
        answer = s.client.get(f"{BOOKED}/paged?{query}")

        assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_pages_do_not_reach_past_ten_thousand_rows() -> None:
    with site(world(bookedEntries=[booked_entry(n) for n in range(1, 10_151)])) as s:
        assert s.client.get(f"{BOOKED}/paged?pageSize=100&skipPages=100").json() == []
        assert len(s.client.get(f"{BOOKED}/paged?pageSize=100&skipPages=99").json()) == 100


def test_the_count_is_a_bare_number_that_follows_the_filter() -> None:
    with site() as s:
        assert s.get(f"{BOOKED}/count").json() == 2
        assert s.get(f"{BOOKED}/count", filter="type$eq:customerInvoice").json() == 1


def test_two_hundred_invoices_are_looked_up_in_one_call() -> None:
    with site(world(bookedEntries=[booked_entry(n) for n in range(1, 300)])) as s:
        numbers = ",".join(str(n) for n in range(10_200, 10_400))

        found = s.get(BOOKED, filter=f"customerInvoiceNumber$in:[{numbers}]").json()["items"]

        assert [e["customerInvoiceNumber"] for e in found] == list(range(10_200, 10_300))
        assert s.get(BOOKED, filter=f"customerInvoiceNumber$in:[{numbers},1]").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/bookedEntriesapi/v3.3.0/booked-entries",
        "/journalsapi/v14.0.0/draft-entries",
        "/customersapi/v3.1.1/Customers",
        "/accountingyearsapi/v2.0.0/AccountingYears/count",
        "/suppliersapi/v1.0.0/Suppliers",
    ],
)
def test_another_version_of_a_service_is_not_there(path: str) -> None:
    with site() as s:
        answer = s.get(path)

        assert (answer.status_code, answer.json()["errorCode"]) == (404, "ResourceNotFound")
        assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_paths_are_found_in_any_case() -> None:
    with site() as s:
        assert s.get(CUSTOMERS.lower()).json() == s.get(CUSTOMERS).json()


def test_a_customer_has_other_names_here() -> None:
    seed = customer(1, address="a" * 300, zip="8000", corporateIdentificationNumber="12345674")
    with site(world(customers=[seed, customer(2, barred=True)])) as s:
        one = s.get(f"{CUSTOMERS}/1").json()

        assert (len(one["address1"]), len(one["address2"])) == (255, 45)
        assert (one["postCode"], one["cvrNo"], one["zone"]) == ("8000", "12345674", 1)
        assert one["access"] is True
        assert "access" not in s.get(f"{CUSTOMERS}/2").json()


def test_an_update_without_access_bars_the_customer_on_both_surfaces() -> None:
    with site() as s:
        one: Json = s.get(f"{CUSTOMERS}/1").json()
        del one["access"]

        answer = s.client.put(f"{CUSTOMERS}/1", json=one | {"name": "Nyt navn"})

        assert (answer.status_code, answer.content) == (204, b"")
        assert s.customer()["barred"] is True
        assert s.customer()["name"] == "Nyt navn"


def test_an_update_with_an_old_version_is_a_conflict() -> None:
    with site() as s:
        one = s.get(f"{CUSTOMERS}/1").json()
        s.client.put("/customers/1", json=s.customer(name="Ændret imens"))

        answer = s.client.put(f"{CUSTOMERS}/1", json=one)

        assert (answer.status_code, answer.json()["errorCode"]) == (409, "UpdateConflict")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"customerNumber": 0}, "CustomerInvalidCustomerNumber"),
        ({"customerNumber": 3}, "CustomerAlreadyExists"),
        ({"name": ""}, "CustomerMissingName"),
        ({"zone": 9}, "CustomerInvalidVatZone"),
        ({"customerGroupNumber": 9}, "CustomerInvalidGroupId"),
        ({"paymentTermId": 9}, "CustomerInvalidPaymentTerm"),
        ({"city": None}, "InvalidValue"),
    ],
)
def test_a_customer_that_does_not_pass_has_the_services_own_name(changes: Json, code: str) -> None:
    with site() as s:
        body = s.get(f"{CUSTOMERS}/1").json() | {"customerNumber": 8} | changes

        answer = s.client.post(CUSTOMERS, json=body)

        assert answer.json()["errors"][0]["errorCode"] == code


def test_a_new_customer_answers_with_its_key_only() -> None:
    with site() as s:
        body = s.get(f"{CUSTOMERS}/1").json() | {"customerNumber": 8}

        answer = s.client.post(CUSTOMERS, json=body)

        assert (answer.status_code, answer.json()) == (201, {"customerNumber": 8})
        assert s.customer(8)["name"] == body["name"]


def test_years_and_periods_are_listed() -> None:
    with site() as s:
        years = s.get("/accountingyearsapi/v2.0.1/AccountingYears/paged").json()
        periods = s.get("/accountingyearsapi/v2.0.1/accountingYears/periods").json()["items"]

        assert [(y["year"], y["isClosed"]) for y in years] == [("2024/2025", True), ("2026", False)]
        assert [p["isClosed"] for p in periods].count(True) == 2
        assert periods[0]["dateFrom"] == "2026-01-01T00:00:00"
