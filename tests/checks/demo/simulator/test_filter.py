"""The filter language: what it lets through, what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from checks.demo.simulator.field import LISTED, SAME, Field, Fields, Kind
from checks.demo.simulator.filter import FilterSyntax, parse
from checks.demo.simulator.predicate import BadValue, NotFilterable, OperatorNotAllowed
from checks.demo.simulator.rows import NotSortable, Rows, in_order
from tests.support.economic_site import site

FIELDS: Fields = {
    "number": Field(Kind.INTEGER),
    "name": Field(Kind.TEXT),
    "code": Field(Kind.TEXT, LISTED, text_lists=True),
    "amount": Field(Kind.NUMBER, sortable=False),
    "barred": Field(Kind.BOOLEAN, SAME),
    "updated": Field(Kind.DATE),
    "group.number": Field(Kind.INTEGER),
}
DOCUMENTS: list[dict[str, Any]] = [
    {"number": 1, "name": "Ærø (Vest)", "code": "a", "updated": "2026-01-01T10:00:00Z", "amount": 84375.00},
    {"number": 2, "name": "BYG [A]", "code": "B", "barred": True, "group": {"number": 7}},
    {"number": 3, "name": "100 * 2, $5", "updated": "2026-03-01", "amount": -0.1},
    {"number": 4, "group": {"number": 8}},
]


def found(text: str) -> list[int]:
    """Return the numbers of the documents that a filter lets through."""
    return [document["number"] for document in Rows(DOCUMENTS).where(text, FIELDS)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("number$eq:2", [2]),
        ("number$ne:2", [1, 3, 4]),
        ("number$gt:2", [3, 4]),
        ("number$gte:2$and:number$lt:4", [2, 3]),
        ("number$lte:1$or:number$eq:4", [1, 4]),
        ("number$in:[1,3,9]", [1, 3]),
        ("number$nin:[1,3,9]", [2, 4]),
        ("amount$eq:84375.00", [1]),
        ("amount$lt:0", [3]),
        ("group.number$in:[7,$null:]", [1, 2, 3]),
        ("group.number$eq:8", [4]),
        ("name$eq:byg [a]", [2]),
        ("name$eq:ÆRØ (VEST$)", [1]),
        ("name$eq:Ærø $(Vest$)", [1]),
        ("name$eq:100 * 2, $$5", [3]),
        ("name$eq:100 $* 2$, $$5", [3]),
        ("name$eq:BYG $[A$]", []),
        ("name$eq:$null:", [4]),
        ("name$ne:$null:", [1, 2, 3]),
        ("name$like:vest", [1]),
        ("name$like:*5", [3]),
        ("name$like:byg*", [2]),
        ("name$like:b*", [2]),
        ("name$like:*yg [[]a]*", [2]),
        ("name$like:[ab]yg*", [2]),
        ("name$like:[^b]yg*", []),
        ("name$like:$**", []),
        ("name$like:*$**", [3]),
        ("name$in:[BYG]", []),
        ("code$in:[A,b]", [1, 2]),
        ("barred$eq:true", [2]),
        ("barred$eq:false", [1, 3, 4]),
        ("updated$gte:2026-01-01", [1, 3]),
        ("updated$gte:2026-01-01T10:00:01Z", [3]),
        ("updated$eq:2026-03-01T00:00:00", [3]),
        ("(number$eq:1$or:number$eq:2)$and:barred$eq:true", [2]),
        ("number$eq:1$or:(number$eq:2$and:(barred$eq:true))", [1, 2]),
        ("number$eq:1$or:number$eq:2$or:number$eq:4", [1, 2, 4]),
        ("number$eq:1$and:name$eq:other", []),
        ("number$eq:7$or:name$like:(vest", [1]),
    ],
)
def test_a_filter_lets_through(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "number",
        "number$eq:",
        "number$is:3",
        "$eq:3",
        "number$eq:1$and:",
        "(number$eq:1",
        "number$eq:1)",
        "number$eq:1$or:number$eq:2$and:name$eq:x",
        "number$eq:1$and:number$eq:2$or:name$eq:x",
        "number$eq:1$and:(number$eq:2$or:number$eq:3$and:name$eq:x)",
        "name$eq:5$",
        "name$eq:5$x",
        "number$in:1,2",
        "number$in:[1,2",
        "number$in:[]",
        "(" * 60 + "number$eq:1" + ")" * 60,
    ],
)
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(FilterSyntax):
        parse(text)


def test_a_list_holds_two_hundred_values_and_no_more() -> None:
    assert found(f"number$in:[{','.join(str(n) for n in range(2, 202))}]") == [2, 3, 4]
    with pytest.raises(FilterSyntax, match="200"):
        parse(f"number$in:[{','.join(str(n) for n in range(201))}]")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("city$eq:x", NotFilterable),
        ("number$eq:1$or:city$eq:x", NotFilterable),
        ("code$like:x", OperatorNotAllowed),
        ("number$like:1", OperatorNotAllowed),
        ("barred$gt:true", OperatorNotAllowed),
        ("number$gt:$null:", OperatorNotAllowed),
        ("number$eq:one", BadValue),
        ("updated$gt:yesterday", BadValue),
        ("updated$gt:2026-02-31", BadValue),
        ("barred$eq:ja", BadValue),
        ("name$like:$null:", BadValue),
    ],
)
def test_what_may_not_be_asked_is_refused(text: str, error: type[ValueError]) -> None:
    with pytest.raises(error):
        found(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("-number", [4, 3, 2, 1]),
        ("name", [4, 3, 2, 1]),
        ("-name,number", [1, 2, 3, 4]),
        ("group.number,-number", [3, 1, 2, 4]),
    ],
)
def test_documents_are_sorted(text: str, numbers: list[int]) -> None:
    assert [document["number"] for document in in_order(DOCUMENTS, text, FIELDS)] == numbers


def test_a_tilde_sorts_numbers_as_text() -> None:
    documents = [{"number": n} for n in (9, 10, 100, 2)]

    assert [d["number"] for d in in_order(documents, "~number", FIELDS)] == [10, 100, 2, 9]


@pytest.mark.parametrize("text", ["city", "amount", "name,", "--name"])
def test_what_does_not_sort_is_refused(text: str) -> None:
    with pytest.raises(NotSortable):
        in_order(DOCUMENTS, text, FIELDS)


@pytest.mark.parametrize(
    "text", ["paymentTerms.paymentTermsNumber$eq:1", "customerNumber$eq:x", "name$is:x", "barred$gt:true"]
)
def test_the_classic_surface_lists_what_can_be_filtered(text: str) -> None:
    with site() as s:
        answer = s.get("/customers", filter=text)

        told = answer.json()
        assert (answer.status_code, told["message"]) == (400, "Could not parse query string filter.")
        assert "lastUpdated" in told["allowedFilteringFields"]
        assert len(told["errors"]) == 1


def test_the_classic_surface_refuses_a_sort_without_alternatives() -> None:
    with site() as s:
        answer = s.get("/customers", sort="barred")

        assert answer.json()["message"] == "Could not parse query string sort parameter."
        assert answer.status_code == 400
        assert "allowedFilteringFields" not in answer.json()


@pytest.mark.parametrize("text", ["text$in:[a]", "objectVersion$eq:1", "type$gt:1", "entryNumber$eq:x", "x"])
def test_the_openapi_surface_answers_with_a_problem(text: str) -> None:
    with site() as s:
        answer = s.get("/bookedEntriesapi/v4.0.0/booked-entries", filter=text)

        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert (answer.status_code, answer.json()["errorCode"]) == (400, "BadFilterRequest")


def test_filters_meet_the_data_over_the_wire() -> None:
    with site() as s:
        by_reference = s.get("/invoices/drafts", filter="references.other$eq:10001").json()
        updated = s.get("/customers", filter="lastUpdated$gte:2026-01-02$and:barred$eq:true").json()
        booked = s.get("/invoices/booked", filter="bookedInvoiceNumber$gt:500", sort="-bookedInvoiceNumber")
        sales = s.get("/accounting-years/2026/entries", filter="entryType$eq:manualdebtorinvoice").json()

        assert [d["draftInvoiceNumber"] for d in by_reference["collection"]] == [1]
        assert by_reference["pagination"]["results"] == 1
        assert by_reference["pagination"]["resultsWithoutFilter"] == 2
        assert [c["customerNumber"] for c in updated["collection"]] == [2]
        assert [b["bookedInvoiceNumber"] for b in booked.json()["collection"]] == [501]
        assert [e["entryNumber"] for e in sales["collection"]] == [1]
