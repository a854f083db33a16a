"""Foreign ids that are there and wrong, each with its cause; and the many that only look odd."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checks.broken_link import CHECK
from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.records import Customer, Debtor, Invoice
from checks.engine.snapshot import Part
from tests.support.builders import JUST_NOW, OTHER_CVR, customer, debtor, failed, invoice, snapshot, unread

FAR_AWAY = {"address": "Havnevej 3", "zip": "4600", "city": "Køge"}


def found(*rows: Customer | Debtor | Invoice) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(*rows)).findings


def causes(*rows: Customer | Debtor | Invoice) -> list[str | None]:
    return [finding.cause for finding in found(*rows)]


@pytest.mark.parametrize(
    "cell", ["20042 ", "020042", "20.042", "20042,0", "20042A", "kontant", "1234567890", "-5", "0"]
)
def test_what_is_no_clean_number_is_malformed(cell: str) -> None:
    assert causes(customer(foreign_id=cell), debtor()) == ["malformed"]


def test_a_malformed_cell_that_plainly_means_its_own_debtor_suggests_it() -> None:
    (finding,) = found(customer(foreign_id=" 20042"), debtor())

    assert [s.customer_number for s in finding.suggestions] == [20042]
    assert finding.actions == ("link", "ignore")
    assert "“ 20042”" in finding.summary.text()


def test_a_malformed_cell_that_means_a_stranger_suggests_nothing() -> None:
    (finding,) = found(customer(foreign_id=" 20042"), debtor(name="Café Ofelia", cvr=OTHER_CVR))

    assert finding.suggestions == ()


@pytest.mark.parametrize("cell", [None, "", "null", " NULL "])
def test_an_empty_cell_belongs_to_another_check(cell: str | None) -> None:
    assert causes(customer(foreign_id=cell), debtor()) == []


def test_a_number_that_e_conomic_does_not_have_dangles() -> None:
    (finding,) = found(customer(foreign_id="99999"), debtor())

    assert (finding.cause, finding.key) == ("dangling", "broken-link:1042")
    assert [s.customer_number for s in finding.suggestions] == [20042]


def test_a_young_or_inactive_customer_does_not_dangle() -> None:
    assert causes(customer(foreign_id="99999", created=JUST_NOW)) == []
    assert causes(customer(foreign_id="99999", active=False)) == []


def test_each_of_two_customers_with_one_number_is_told() -> None:
    both = found(customer("1042"), customer("1043", name="Hansen Service ApS"), debtor())

    assert [(f.key, f.cause) for f in both] == [("broken-link:1042", "shared"), ("broken-link:1043", "shared")]
    assert both[0].summary.text() == "Hansen Byg ApS shares 20042 with 1043"


def test_a_closed_duplicate_does_not_make_a_number_shared() -> None:
    assert causes(customer("1042"), customer("1043", active=False), debtor()) == []


def test_two_valid_cvr_numbers_and_two_names_are_two_companies() -> None:
    (finding,) = found(customer(), debtor(name="Café Ofelia", cvr=OTHER_CVR))

    assert finding.cause == "mislinked"
    assert finding.summary.text() == "Hansen Byg ApS is linked to Café Ofelia"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Hansen Byg A/S", "cvr": OTHER_CVR},
        {"name": "HANSEN  BYG", "cvr": OTHER_CVR},
        {"name": "Café Ofelia"},
        {"name": "Café Ofelia", "cvr": "12345678"},
        {"name": "Café Ofelia", "cvr": None},
        {"name": "Café Ofelia", "cvr": None, "address": "Havnevej 3"},
        {"name": "Café Ofelia", "cvr": None, "address": None, "zip": "4600"},
        {"name": "Hansen Byg ApS", "cvr": None, **FAR_AWAY},
    ],
)
def test_one_thing_in_common_is_enough_not_to_be_a_stranger(other: dict[str, object]) -> None:
    assert causes(customer(), debtor(**other)) == []


@pytest.mark.parametrize("cvr", [None, "12345678"])
def test_without_a_cvr_number_name_street_and_postcode_decide_together(cvr: str | None) -> None:
    assert causes(customer(), debtor(name="Café Ofelia", cvr=cvr, **FAR_AWAY)) == ["mislinked"]


def test_the_invoices_behind_it_make_it_critical() -> None:
    (finding,) = found(customer(foreign_id="99999"), invoice("1"), invoice("2"))

    assert (finding.severity, finding.children) == (Severity.CRITICAL, 2)
    assert finding.money == (("DKK", Decimal("2500.00")),)


@pytest.mark.parametrize("part", [Part.CUSTOMERS, Part.DEBTORS])
def test_a_failed_read_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(foreign_id="99999"), customer("7", "x"), debtor())

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())


def test_unread_invoices_leave_the_fault_and_claim_no_money() -> None:
    (finding,) = run(CHECK, failed(snapshot(customer(foreign_id="99999"), invoice()), Part.INVOICES)).findings

    assert (finding.severity, finding.children, finding.money) == (Severity.WARNING, 0, ())


def test_an_ignore_ends_when_the_stranger_behind_the_number_changes() -> None:
    first = found(customer(), debtor(name="Café Ofelia", cvr=OTHER_CVR))[0]
    second = found(customer(), debtor(name="Hotel Viking", cvr=OTHER_CVR))[0]

    assert first.basis != second.basis
