"""Customers on the classic surface: reading, replacing, numbering."""

from __future__ import annotations

import pytest

from tests.support.economic_site import Json, Site, customer, site, world


def test_a_page_carries_the_envelope_and_only_the_links_that_exist() -> None:
    with site(world(customers=[customer(n) for n in range(1, 6)])) as s:
        first = s.get("/customers", pagesize=2).json()
        middle = s.get("/customers", pagesize=2, skippages=1).json()
        last = s.get("/customers", pagesize=2, skippages=2).json()

        pages = first["pagination"]
        assert (pages["results"], pages["resultsWithoutFilter"], pages["maxPageSizeAllowed"]) == (5, 5, 1000)
        assert [c["customerNumber"] for c in first["collection"]] == [1, 2]
        assert "previousPage" not in pages
        assert "skippages=2" in pages["lastPage"]
        assert "previousPage" in middle["pagination"]
        assert "nextPage" not in last["pagination"]
        assert first["metaData"]["create"]["httpMethod"] == "post"


def test_following_next_page_reads_every_customer_once() -> None:
    with site(world(customers=[customer(n) for n in range(1, 8)])) as s:
        seen: list[int] = []
        link = "/customers?pagesize=3&filter=customerNumber$gt:1&mark=a%20b"
        while link:
            page = s.client.get(link).json()
            seen += [c["customerNumber"] for c in page["collection"]]
            link = page["pagination"].get("nextPage", "")
            assert not link or "mark=a%20b" in link

        assert seen == [2, 3, 4, 5, 6, 7]


def test_a_page_past_the_end_is_empty_and_still_tells_the_total() -> None:
    with site() as s:
        page = s.get("/customers", skippages=9).json()

        assert page["collection"] == []
        assert page["pagination"]["results"] == 3


@pytest.mark.parametrize("query", ["pagesize=1001", "pagesize=0", "pagesize=x", "skippages=-1"])
def test_a_page_size_out_of_range_is_refused(query: str) -> None:
    with site() as s:
        answer = s.client.get(f"/customers?{query}")

        assert (answer.status_code, answer.json()["errorCode"]) == (400, "E04810")


def test_optional_properties_are_absent_and_false_barred_too() -> None:
    with site() as s:
        plain, barred = s.customer(1), s.customer(2)

        assert "barred" not in plain
        assert barred["barred"] is True
        assert "email" not in plain
        assert plain["eInvoicingDisabledByDefault"] is False


def test_put_replaces_and_what_is_left_out_is_cleared() -> None:
    with site() as s:
        body = customer(1, name="Ny & Søn", email="ny@eksempel.dk")

        answer = s.client.put("/customers/1", json=body)

        assert answer.status_code == 200
        assert answer.json()["name"] == "Ny & Søn"
        assert "city" not in s.customer(1)
        assert s.customer(1)["lastUpdated"] == "2026-11-24T08:00:00Z"


@pytest.mark.parametrize(("sent", "left"), [(True, True), (False, False), (None, False)])
def test_put_writes_the_choice_about_e_invoices_and_clears_it_where_it_is_left_out(
    sent: bool | None, left: bool
) -> None:
    with site(world(customers=[customer(1, eInvoicingDisabledByDefault=sent is None)])) as s:
        s.client.put("/customers/1", json=customer(1) | ({} if sent is None else {"eInvoicingDisabledByDefault": sent}))

        assert s.customer()["eInvoicingDisabledByDefault"] is left


def test_put_without_barred_lets_a_barred_customer_go() -> None:
    with site() as s:
        s.client.put("/customers/2", json=customer(2))

        assert "barred" not in s.customer(2)


def test_put_of_the_document_as_it_was_read_changes_nothing_but_the_time() -> None:
    with site(world(customers=[customer(1, address="Vej 1\rSal 2", balance=-12.5, kundeklub={"a": 1})])) as s:
        before = s.customer()

        after = s.client.put("/customers/1", json=before).json()

        assert after == before | {"lastUpdated": "2026-11-24T08:00:00Z"}


def test_read_only_properties_and_misspelled_ones_are_ignored_without_a_word() -> None:
    with site() as s:
        answer = s.client.put("/customers/1", json=s.customer(balance=99.0, adress="Vej 1"))

        assert answer.status_code == 200
        assert answer.json()["balance"] == 0.0
        assert "adress" not in s.customer()


def test_put_to_a_free_number_creates_the_customer() -> None:
    with site() as s:
        answer = s.client.put("/customers/77", json=customer(77))

        assert answer.status_code == 201
        assert answer.headers["Location"].endswith("/customers/77")
        assert s.get("/customers/77").status_code == 200


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"city": None}, "city", None),
        ({"name": ""}, "name", None),
        ({"city": ""}, "city", None),
        ({"pNumber": ""}, "pNumber", None),
        ({"eInvoicingDisabledByDefault": "no"}, "eInvoicingDisabledByDefault", None),
        ({"customerGroup": {"customerGroupNumber": 0}}, "customerGroup", "E04500"),
        ({"name": "x" * 256}, "name", None),
        ({"city": 7}, "city", None),
        ({"currency": "DK"}, "currency", None),
        ({"pNumber": "123"}, "pNumber", None),
        ({"customerGroup": {"customerGroupNumber": 9}}, "customerGroup", "E07140"),
        ({"paymentTerms": {"paymentTermsNumber": 9}}, "paymentTerms", "E07080"),
        ({"vatZone": {}}, "vatZone", "E04500"),
        ({"barred": "yes"}, "barred", None),
        ({"customerNumber": 9}, "customerNumber", None),
    ],
)
def test_a_body_that_does_not_pass_names_the_property(changes: Json, name: str, code: str | None) -> None:
    with site() as s:
        body = customer(1) | changes

        answer = s.client.put("/customers/1", json=body)

        told = answer.json()
        assert (answer.status_code, told["errorCode"]) == (400, "E04300")
        assert told["message"] == "Validation failed. 1 error(s) found."
        assert told["errors"][name]["errors"][0].get("errorCode") == code
        assert s.customer()["city"] == "Århus C"


@pytest.mark.parametrize("name", ["currency", "customerGroup", "name", "paymentTerms", "vatZone"])
def test_each_required_property_is_required(name: str) -> None:
    with site() as s:
        body = customer(1)
        del body[name]

        answer = s.client.put("/customers/1", json=body)

        assert answer.status_code == 400
        assert name in answer.json()["errors"]


def test_a_reference_may_be_given_by_its_link() -> None:
    with site() as s:
        body = customer(1, vatZone={"self": f"{s.server.url}/vat-zones/1"})

        assert s.client.put("/customers/1", json=body).json()["vatZone"]["vatZoneNumber"] == 1


def test_a_new_customer_gets_the_next_number_and_a_freed_one_again() -> None:
    with site() as s:
        body = customer(1)
        del body["customerNumber"]

        first = s.client.post("/customers", json=body).json()["customerNumber"]
        assert s.client.delete(f"/customers/{first}").status_code == 204
        again = s.client.post("/customers", json=body)

        assert again.status_code == 201
        assert first == again.json()["customerNumber"] == 4


def test_a_number_in_use_is_refused() -> None:
    with site() as s:
        answer = s.client.post("/customers", json=customer(3))

        assert "customerNumber" in answer.json()["errors"]


def test_a_customer_with_invoices_stays_and_one_that_is_gone_is_not_found() -> None:
    with site() as s:
        kept = s.client.delete("/customers/1")
        gone = s.client.delete("/customers/99")

        assert kept.status_code == 400
        assert (gone.status_code, gone.json()["errorCode"]) == (404, "E06000")


def test_patch_changes_the_one_property_that_can_be_patched() -> None:
    with site() as s:
        path = "/eInvoicingDisabledByDefault"
        done = s.client.patch("/customers/1", json=[{"op": "replace", "path": path, "value": True}])
        refused = s.client.patch("/customers/1", json=[{"op": "replace", "path": "/name", "value": "X"}])

        assert done.json()["eInvoicingDisabledByDefault"] is True
        assert refused.status_code == 400


def test_the_invoices_of_one_customer_have_addresses_of_their_own() -> None:
    with site() as s:
        links = s.get("/customers/1/invoices").json()
        drafts = s.client.get(links["drafts"]).json()["collection"]
        booked = s.client.get(links["booked"]).json()["collection"]

        assert [d["draftInvoiceNumber"] for d in drafts] == [1]
        assert [b["bookedInvoiceNumber"] for b in booked] == [500, 501]


@pytest.mark.parametrize("path", ["/customers/99", "/customer", "/customers/1/nothing", "/invoices/booked/overdue"])
def test_what_is_not_there_is_the_documented_404(path: str) -> None:
    with site() as s:
        answer = s.get(path)

        assert (answer.status_code, answer.json()["message"]) == (404, "Resource not found.")
        assert answer.json()["httpStatusCode"] == 404
        assert "errorCode" not in answer.json()


def test_wrong_methods_types_and_bodies_are_refused() -> None:
    with site() as s:
        collection = s.client.put("/customers", json={})
        typed = s.client.put("/customers/1", content=b"{}", headers={"Content-Type": "text/plain"})
        json_type = {"Content-Type": "application/json"}
        broken = s.client.put("/customers/1", content=b'{"name":', headers=json_type)
        array = s.client.put("/customers/1", content=b"[]", headers=json_type)

        assert collection.status_code == 405
        assert typed.status_code == 415
        assert (broken.status_code, array.status_code) == (400, 400)
        assert _name(s) == "Mølle & Søn nr. 1"


def _name(s: Site) -> str:
    return str(s.customer()["name"])
