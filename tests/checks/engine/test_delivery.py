"""The way in which invoices arrive is learnt from those that arrived, and from nothing else."""

from __future__ import annotations

import pytest

from checks.engine.delivery import Way, other_field, ways
from checks.engine.ledger import MANUAL
from checks.engine.records import Document
from checks.engine.snapshot import PLACES, Part, Rules, Snapshot
from tests.support.builders import booked, customer, debtor, draft, entry, failed, invoice, line, snapshot


def having(*documents: Document, named: Way = Way.REFERENCE, invoices: int = 1) -> Snapshot:
    ours = (invoice(str(10234 + n)) for n in range(invoices))
    return snapshot(customer(), debtor(), *ours, *documents, rules=Rules(invoice_reference=named.value))


def numbered(*numbers: str) -> tuple[Document, ...]:
    return tuple(booked(None, number=number) for number in numbers)


@pytest.mark.parametrize(
    ("document", "way"),
    [
        (draft(), Way.REFERENCE),
        (booked(), Way.REFERENCE),
        (booked(None, number="10234"), Way.NUMBER),
        (line(), Way.JOURNAL),
        (entry(kind=MANUAL), Way.JOURNAL),
    ],
)
def test_a_document_that_agrees_teaches_its_way(document: Document, way: Way) -> None:
    assert ways(having(document)) == ((way, 1),)


@pytest.mark.parametrize(
    "document",
    [
        booked(gross="7.00"),
        booked(customer_number=20099),
        booked(currency="EUR"),
        booked(None),
        booked("10234", number="10234"),
        entry(kind=1),
    ],
    ids=["another amount", "another customer", "another currency", "no number", "in both fields", "the module's entry"],
)
def test_what_does_not_agree_or_could_be_either_teaches_nothing(document: Document) -> None:
    assert ways(having(document)) == ()


def test_the_most_usual_way_comes_first() -> None:
    documents = (booked("10234"), *numbered("10235", "10236"))

    assert ways(having(*documents, invoices=3)) == ((Way.NUMBER, 2), (Way.REFERENCE, 1))


@pytest.mark.parametrize("part", [*PLACES, Part.CUSTOMERS])
def test_what_could_not_be_read_teaches_nothing(part: Part) -> None:
    assert ways(failed(having(booked()), part)) == ()


def test_a_site_file_that_names_the_other_field_is_doubted() -> None:
    numbers = numbered(*(str(10234 + n) for n in range(5)))

    assert other_field(having(*numbers, invoices=5)) is Way.NUMBER
    assert other_field(having(*numbers, invoices=5, named=Way.NUMBER)) is None


def test_a_few_of_the_other_kind_are_no_reason_to_doubt() -> None:
    assert other_field(having(*numbered("10234", "10235"), invoices=2)) is None
    many = (*numbered(*(str(10234 + n) for n in range(5))), booked("10240"), booked("10241"))
    assert other_field(having(*many, invoices=9)) is None
