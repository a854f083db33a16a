"""What waits behind whom; and that a large site costs no more for each row than a small one."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from checks.barred_customer import CHECK as BARRED
from checks.broken_link import CHECK as BROKEN
from checks.engine.check import discover, run
from checks.engine.facts import customer_facts, invoice_facts
from checks.engine.judge import judge
from checks.engine.model import Fact
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part
from checks.engine.waiting import behind, unposted
from checks.null_foreign_id import CHECK as NO_ID
from checks.unposted_invoice import CHECK as UNPOSTED
from tests.support.builders import booked, customer, debtor, entry, failed, invoice, snapshot

REQUIRED = ["null-foreign-id", "only-in-economic", "stale-address", "unposted-invoice"]


def test_the_four_required_checks_are_the_first_four_panels() -> None:
    assert [check.id for check in discover()][:4] == REQUIRED


def test_every_check_speaks_danish_too() -> None:
    for check in discover():
        for phrase in (check.title, check.help, *check.causes.values()):
            assert phrase.text("da") != phrase.text("en")


def test_parents_and_children_agree_on_number_and_money() -> None:
    rows = snapshot(
        customer("1", None), customer("2", "99999"), customer("3", "20042"), debtor(barred=True),
        invoice("10", "1"), invoice("11", "1"), invoice("20", "2"), invoice("30", "3"), invoice("31", "3", sent=True),
    )  # fmt: skip

    results = {result.check: result for result in judge((NO_ID, BROKEN, BARRED, UNPOSTED), rows)}

    parents = {f.key: f.children for check in (NO_ID, BROKEN, BARRED) for f in results[check.id].findings}
    children = [f.parent for f in results[UNPOSTED.id].findings]
    assert parents == {"null-foreign-id:1": 2, "broken-link:2": 1, "barred-customer:3": 1}
    assert {key: children.count(key) for key in parents} == parents


def test_the_mark_answers_only_while_e_conomic_does_not() -> None:
    row = customer(foreign_id=None)
    rows = snapshot(row, invoice("1"), invoice("2", sent=None), booked("1"))

    assert [i.number for i in behind(rows, "null-foreign-id:1042", row)] == ["2"]
    assert [i.number for i in behind(failed(rows, Part.ENTRIES), "null-foreign-id:1042", row)] == ["1"]


def test_the_facts_stand_side_by_side_and_leave_out_what_neither_has() -> None:
    facts = {fact.field: fact for fact in customer_facts(customer(ean=None, email=None), debtor(cvr=None))}

    assert facts["address"] == Fact("address", "Nørregade 12, 2. tv", "Nørregade 12, 2. tv")
    assert (facts["cvr"].clienttime, facts["cvr"].economic) == ("13748136", None)
    assert facts["foreign_id"] == Fact("foreign_id", "20042", "20042", personal=False)
    assert not {"ean", "email"} & facts.keys()
    assert all(fact.clienttime is None for fact in customer_facts(None, debtor()))
    assert all(fact.economic is None for fact in customer_facts(customer(), None))


def test_an_invoice_stands_beside_the_document_that_has_to_do_with_it() -> None:
    facts = {fact.field: fact for fact in invoice_facts(invoice(), (booked(gross="1300.00"),))}

    amount, date, place = facts["amount"], facts["date"].clienttime, facts["place"].economic
    assert isinstance(date, Phrase)
    assert isinstance(place, Phrase)
    assert [said.text("da") for said in (amount.clienttime, amount.economic) if isinstance(said, Phrase)] == [
        "1.250,00 DKK",
        "1.300,00 DKK",
    ]
    assert (date.text("en"), date.text("da")) == ("2026-10-14", "14-10-2026")
    assert (place.text("en"), place.text("da")) == ("booked", "bogført")


@pytest.mark.long
def test_the_work_grows_with_the_site_and_not_with_its_square() -> None:
    small, large = judged(500), judged(4000)

    assert large < small * 8 * 3  # eight times the site; a square would be sixty-four times the work


def judged(size: int) -> float:
    """Return the seconds of work to judge a site of this many customers."""
    customers = [customer(str(n), str(20000 + n) if n % 20 else None, name=f"Firma {n} ApS") for n in range(size)]
    debtors = [debtor(20000 + n, name=f"FIRMA {n} ApS", cvr=None) for n in range(size)]
    invoices = [invoice(str(100000 + n), str(n % size), date=dt.date(2026, 9, 1)) for n in range(size * 6)]
    entries = [entry(i.number, customer_number=None, text=f"Faktura {i.number}") for i in invoices if int(i.number) % 9]
    rows = snapshot(*customers, *debtors, *invoices, *entries)
    began = time.process_time()
    results = [run(check, rows) for check in discover() if check.order <= 6]
    took = time.process_time() - began
    assert all(result.reason is None for result in results)
    assert len(unposted(rows)) == len(invoices) - len(entries)
    return took
