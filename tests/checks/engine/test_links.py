"""What is wrong with a link, first fault first."""

from __future__ import annotations

import pytest

from checks.engine.links import Fault, links, unlinked
from checks.engine.snapshot import Part
from tests.support.builders import JUST_NOW, OTHER_CVR, VALID_CVR, appeared, customer, debtor, snapshot


@pytest.mark.parametrize(
    ("cell", "fault"), [(None, None), ("20042", None), ("20042 ", Fault.MALFORMED), ("99999", Fault.DANGLING)]
)
def test_each_link_has_one_fault_or_none(cell: str | None, fault: Fault | None) -> None:
    assert links(snapshot(customer(foreign_id=cell), debtor()))["K1042"].fault == fault


def test_a_shared_number_is_shared_before_it_is_a_strangers() -> None:
    rows = snapshot(customer(), customer("1043"), debtor(name="Café Ofelia", cvr=OTHER_CVR))

    link = links(rows)["K1042"]

    assert (link.fault, [c.code for c in link.others]) == (Fault.SHARED, ["1043"])


@pytest.mark.parametrize("name", [None, " "])
@pytest.mark.parametrize(
    ("number", "fault"), [(OTHER_CVR, Fault.MISLINKED), (VALID_CVR, None), (None, None), ("12345678", None)]
)
def test_without_our_name_the_cvr_numbers_tell_a_stranger(
    name: str | None, number: str | None, fault: Fault | None
) -> None:
    rows = snapshot(customer(name=name), debtor(name="Café Ofelia", cvr=number, zip="5000", address="Søvej 7"))

    assert links(rows)["K1042"].fault == fault


def test_a_malformed_link_knows_whom_it_means() -> None:
    link = links(snapshot(customer(foreign_id="020042"), debtor()))["K1042"]

    assert (link.number, link.debtor and link.debtor.number) == (20042, 20042)


def test_links_are_judged_once_a_snapshot() -> None:
    rows = snapshot(customer(), debtor())

    assert links(rows) is links(rows)


def test_a_customer_is_unlinked_once_the_synchronisation_had_its_time() -> None:
    row = customer(foreign_id=None, created=None)
    rows = snapshot(row)

    assert unlinked(rows, row)
    assert not unlinked(appeared(rows, Part.CUSTOMERS, row.key, JUST_NOW), row)
    assert not unlinked(rows, customer())
