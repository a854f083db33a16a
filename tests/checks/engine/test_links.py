"""What is wrong with a link, first fault first."""

from __future__ import annotations

import pytest

from checks.engine.links import Fault, Link, link_of, links, unlinked
from checks.engine.records import Customer
from checks.engine.snapshot import Part, Snapshot
from tests.support.builders import JUST_NOW, OTHER_CVR, VALID_CVR, appeared, customer, debtor, snapshot


def only(rows: Snapshot) -> Link:
    """Return the link of the first row."""
    return links(rows)[0]


@pytest.mark.parametrize(
    ("cell", "fault"), [(None, None), ("20042", None), ("20042 ", Fault.MALFORMED), ("99999", Fault.DANGLING)]
)
def test_each_link_has_one_fault_or_none(cell: str | None, fault: Fault | None) -> None:
    assert only(snapshot(customer(foreign_id=cell), debtor())).fault == fault


def test_a_shared_number_is_shared_before_it_is_a_strangers() -> None:
    rows = snapshot(customer(), customer("1043"), debtor(name="Café Ofelia", cvr=OTHER_CVR))

    link = only(rows)

    assert (link.fault, [c.code for c in link.others]) == (Fault.SHARED, ["1043"])


@pytest.mark.parametrize("name", [None, " "])
@pytest.mark.parametrize(
    ("number", "fault"), [(OTHER_CVR, Fault.MISLINKED), (VALID_CVR, None), (None, None), ("12345678", None)]
)
def test_without_our_name_the_cvr_numbers_tell_a_stranger(
    name: str | None, number: str | None, fault: Fault | None
) -> None:
    rows = snapshot(customer(name=name), debtor(name="Café Ofelia", cvr=number, zip="5000", address="Søvej 7"))

    assert only(rows).fault == fault


def test_a_malformed_link_knows_whom_it_means() -> None:
    link = only(snapshot(customer(foreign_id="020042"), debtor()))

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


def test_two_rows_of_one_key_are_two_links_and_share_their_number() -> None:
    rows = snapshot(customer(key="1042"), customer(key="1042", name="Hansen Tag ApS"), debtor())

    found = links(rows)

    assert [link.fault for link in found] == [Fault.SHARED, Fault.SHARED]
    assert [[other.name for other in link.others] for link in found] == [["Hansen Tag ApS"], ["Hansen Byg ApS"]]


def test_rows_that_are_alike_in_every_column_share_their_number_too() -> None:
    twin = customer(key="1042")

    assert [link.fault for link in links(snapshot(twin, twin, debtor()))] == [Fault.SHARED, Fault.SHARED]


def test_what_refers_to_a_key_of_two_rows_means_the_active_one_whose_link_stops_something() -> None:
    closed, sound = customer(key="1042", foreign_id=None, active=False), customer(key="1042")
    unlinked_one = customer(key="1042", foreign_id=None)

    def meant(*rows: Customer) -> Customer | None:
        link = link_of(snapshot(*rows, debtor()), "1042")
        return link.customer if link else None

    assert meant(closed, sound) == sound
    assert meant(closed, sound, unlinked_one) == unlinked_one
    assert meant(sound) == sound
    assert meant() is None
