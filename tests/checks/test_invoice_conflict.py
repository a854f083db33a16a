"""What arrived otherwise than it was sent: told once, by the worst that is wrong; and all that is no contradiction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from checks.engine.check import run
from checks.engine.model import Finding, Severity, Status
from checks.engine.phrase import Phrase
from checks.engine.records import Customer, Debtor, Document, Invoice
from checks.engine.snapshot import Part, Rules
from checks.invoice_conflict import CHECK
from checks.unposted_invoice import CHECK as UNPOSTED
from tests.support.builders import (
    JUST_NOW,
    NOW,
    OTHER_CVR,
    appeared,
    booked,
    customer,
    debtor,
    draft,
    entry,
    failed,
    invoice,
    line,
    snapshot,
    unread,
)

Row = Customer | Debtor | Invoice | Document
SENT = invoice(sent=True)


def found(*rows: Row, rules: Rules | None = None) -> tuple[Finding, ...]:
    return run(CHECK, snapshot(customer(), debtor(), *rows, rules=rules)).findings


def causes(*rows: Row) -> list[tuple[str | None, Severity]]:
    return [(finding.cause, finding.severity) for finding in found(*rows)]


def test_an_invoice_on_another_customer_is_told_with_both_of_them() -> None:
    (finding,) = found(SENT, debtor(20050, name="Café Ofelia"), booked(customer_number=20050))

    assert (finding.key, finding.cause, finding.parent) == ("invoice-conflict:10234", "customer", None)
    assert (finding.customer_code, finding.customer_number, finding.invoice_number) == ("1042", 20042, "10234")
    assert (finding.money, finding.since) == ((("DKK", Decimal("1250.00")),), dt.date(2026, 10, 14))
    assert finding.summary.text("da") == "10234 Hansen Byg ApS: anden kunde"
    assert finding.why is not None
    assert finding.why.text() == "booked 501, with Café Ofelia for 20042."
    assert finding.why.text(mask=True) == "booked 501, with C... for 20042."
    assert (finding.actions, finding.fix) == (("handover", "ignore"), None)


@pytest.mark.parametrize(
    ("rows", "cause", "severity"),
    [
        ((SENT, booked(), booked(id="2", number="502")), "posted-twice", Severity.CRITICAL),
        ((SENT, booked(), entry(kind=10)), "posted-twice", Severity.CRITICAL),
        ((SENT, booked(gross="1000.00"), booked(id="2", gross="1000.00")), "posted-twice", Severity.CRITICAL),
        ((SENT, booked(), booked(id="2", currency="EUR")), "posted-twice", Severity.CRITICAL),
        ((SENT, booked(gross="1000.00")), "amount", Severity.CRITICAL),
        ((SENT, booked(gross="-1250.00")), "amount", Severity.CRITICAL),
        ((SENT, booked(gross="1250.06")), "amount", Severity.CRITICAL),
        ((SENT, booked(gross="1250.03", lines=2)), "amount", Severity.CRITICAL),
        ((SENT, line(gross="1000.00")), "amount", Severity.CRITICAL),
        ((SENT, booked(), booked(id="2", gross="-1250.00")), "amount", Severity.CRITICAL),
        ((SENT, entry(gross="700.00"), entry(id="2", gross="500.00")), "amount", Severity.CRITICAL),
        ((SENT, booked(currency="EUR")), "currency", Severity.CRITICAL),
        ((SENT, booked(currency="EUR", gross="9.00")), "currency", Severity.CRITICAL),
        ((SENT, line(customer_number=20050)), "customer", Severity.CRITICAL),
        ((SENT,), "marked-but-absent", Severity.CRITICAL),
        ((invoice(sent=False), booked()), "not-marked", Severity.WARNING),
        ((invoice(sent=False), booked(gross="1000.00")), "amount", Severity.CRITICAL),
        ((SENT, booked(None, text="Vedr. faktura 10234")), "number-missing", Severity.WARNING),
        ((invoice(sent=False), entry(None, text="Kundefaktura 10234")), "number-missing", Severity.WARNING),
    ],
)
def test_the_worst_that_is_wrong_is_told(rows: tuple[Row, ...], cause: str, severity: Severity) -> None:
    assert causes(*rows) == [(cause, severity)]


@pytest.mark.parametrize(("gross", "lines"), [("1250.01", None), ("1249.95", None), ("1250.02", 2)])
def test_what_rounding_explains_is_told_quietly(gross: str, lines: int | None) -> None:
    result = run(CHECK, snapshot(customer(), debtor(), SENT, booked(gross=gross, lines=lines)))

    assert [(f.cause, f.severity, f.money) for f in result.findings] == [("amount", Severity.INFO, ())]
    assert result.status == Status.OK


@pytest.mark.parametrize(("gross", "way"), [("1000.00", "250.00 less"), ("1400.00", "150.00 more")])
def test_how_much_more_or_less_it_is_there_is_told(gross: str, way: str) -> None:
    (finding,) = found(SENT, booked(gross=gross))

    assert finding.why is not None
    assert finding.why.text() == f"booked 501: {way} than in ClientTime."


def test_a_credit_note_has_either_sign_on_either_side() -> None:
    credit = invoice(gross="-1250.00", credit=True, sent=True)

    assert causes(credit, booked(gross="1250.00")) == []
    assert causes(credit, booked(gross="-1250.00")) == []
    assert causes(credit, booked(gross="-1250.00"), booked(id="2", gross="-1250.00")) == [
        ("posted-twice", Severity.CRITICAL)
    ]


@pytest.mark.parametrize(
    "documents",
    [
        (booked(),),
        (entry(kind=10),),
        (booked(" 010234 "),),
        (entry(gross="700.00", kind=10), entry(id="2", gross="550.00", kind=10)),
        (booked(), booked(id="2", number="502"), booked(id="3", number="503", gross="-1250.00")),
        (booked(currency=None),),
        (booked(customer_number=None),),
        (booked(None, number="10234"), entry(kind=1)),
    ],
    ids=["booked", "entered", "padded", "split", "credited", "no currency", "nobody", "its own line"],
)
def test_an_invoice_that_arrived_as_it_was_sent_is_silent(documents: tuple[Document, ...]) -> None:
    assert found(SENT, *documents) == ()


def test_a_credited_copy_ends_it() -> None:
    twice = (SENT, booked(), booked(id="2", number="502"))

    assert len(found(*twice)) == 1
    assert found(*twice, booked(id="3", number="503", gross="-1250.00")) == ()


@pytest.mark.parametrize(
    "rows",
    [
        (invoice(sent=False),),
        (invoice(sent=None),),
        (invoice(sent=None), booked()),
        (SENT, draft(gross="9.00")),
        (SENT, line()),
        (SENT, line(None)),
        (SENT, booked("777", number="10234", gross="9.00")),
        (replace(SENT, draft=True),),
        (replace(SENT, number=" "),),
        (replace(SENT, date=dt.date(2023, 12, 31)), booked(gross="9.00")),
    ],
)
def test_what_has_its_home_elsewhere_or_is_not_expected_is_silent(rows: tuple[Row, ...]) -> None:
    assert found(*rows, rules=Rules(go_live=dt.date(2024, 1, 1))) == ()


def test_a_mark_set_just_now_may_be_newer_than_what_e_conomic_said() -> None:
    fresh = replace(SENT, sent_at=JUST_NOW)

    assert found(fresh) == ()
    assert len(found(replace(fresh, sent_at=NOW - dt.timedelta(minutes=15)))) == 1
    assert len(found(replace(fresh, sent_at=NOW + dt.timedelta(hours=1)))) == 1


def test_an_invoice_that_has_just_appeared_is_left_to_the_synchronisation() -> None:
    rows = appeared(snapshot(customer(), debtor(), SENT), Part.INVOICES, "I10234")

    assert run(CHECK, rows).findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        (customer(foreign_id="99999"), debtor()),
        (customer(foreign_id="20099"), debtor(20099, name="Café Ofelia", cvr=OTHER_CVR), debtor()),
    ],
)
def test_over_a_broken_link_nobody_can_say_that_the_account_is_the_wrong_one(rows: tuple[Row, ...]) -> None:
    assert run(CHECK, snapshot(*rows, SENT, booked())).findings == ()
    assert [f.cause for f in run(CHECK, snapshot(*rows, SENT, booked(gross="9.00"))).findings] == ["amount"]


def test_an_invoice_of_nobody_is_told_too() -> None:
    (finding,) = run(CHECK, snapshot(debtor(), replace(SENT, customer="K9"), booked(gross="9.00"))).findings

    assert (finding.cause, finding.customer_code, finding.subject) == ("amount", None, "K9")


def test_every_document_stands_in_the_details() -> None:
    (finding,) = found(SENT, booked(), booked(id="2", number="502"))

    second = next(fact.economic for fact in finding.facts if fact.field == "document")
    assert isinstance(second, Phrase)
    assert second.text("da") == "bogført 502: 1.250,00 DKK, 14-10-2026"
    assert finding.why is not None
    assert finding.why.text("da") == "bogført 501, bogført 502. Bogholderen krediterer den ene."


def test_an_ignore_ends_when_another_document_comes() -> None:
    twice = found(SENT, booked(), booked(id="2"))[0]
    thrice = found(SENT, booked(), booked(id="2"), booked(id="3"))[0]

    assert twice.basis != thrice.basis


@pytest.mark.parametrize("part", sorted(CHECK.needs))
def test_one_unread_part_is_unknown_and_never_a_finding(part: Part) -> None:
    rows = snapshot(customer(), debtor(), SENT)

    for broken in (failed(rows, part), unread(rows, part)):
        result = run(CHECK, broken)

        assert (result.status, result.findings) == (Status.UNKNOWN, ())


@pytest.mark.parametrize("sent", [True, False, None])
@pytest.mark.parametrize(
    "document", [booked(), booked(gross="9.00"), draft(), line(), line(gross="9.00"), entry(), booked("7"), None]
)
def test_each_invoice_has_one_home_at_most(sent: bool | None, document: Document | None) -> None:
    rows = snapshot(customer(), debtor(), invoice(sent=sent), *([document] if document else []))

    assert len(run(CHECK, rows).findings) + len(run(UNPOSTED, rows).findings) <= 1
