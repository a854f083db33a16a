"""What was equal once and was changed in e-conomic since; a young `lastUpdated` alone says nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks.changed_in_economic import CHECK
from checks.engine.agreed import agreed
from checks.engine.check import run
from checks.engine.model import Finding, Severity
from checks.engine.plan import Change, JournalEntry, State, System, Target
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Snapshot
from tests.support.builders import NOW, customer, debtor, snapshot

SALT = b"s" * 16
BEFORE = debtor()
MOVED = replace(BEFORE, address="Strandvejen 7", last_updated=dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC))


def later(ours: Customer, theirs: Debtor, before: tuple[Customer, Debtor] | None = None) -> Snapshot:
    """Return both sides now, after they were seen equal."""
    was = before or (customer(), BEFORE)
    return replace(snapshot(ours, theirs), agreed={was[1].number: agreed(*was, SALT)})


def found(whole: Snapshot) -> tuple[Finding, ...]:
    return run(CHECK, whole).findings


def test_an_address_that_was_equal_and_is_another_in_e_conomic_is_told_quietly() -> None:
    (one,) = found(later(customer(), MOVED))

    assert (one.key, one.severity, one.since) == (
        "changed-in-economic:1042", Severity.INFO, dt.date(2026, 11, 20)
    )  # fmt: skip
    assert [difference.field for difference in one.differences] == ["address"]
    assert one.summary.text("da") == "Hansen Byg ApS: ændret i e-conomic: adresse"


def test_without_a_history_nothing_is_told_however_young_the_change() -> None:
    assert found(snapshot(customer(), replace(MOVED, last_updated=NOW))) == ()


@pytest.mark.parametrize(
    "whole",
    [
        later(customer(), BEFORE),
        later(customer(), replace(BEFORE, address="NØRREGADE 12, 2.TV.", last_updated=NOW)),
        later(customer(), replace(BEFORE, email="ny@hansen.example")),
        later(customer(address=("Strandvejen 7",)), MOVED),
    ],
    ids=["nothing", "its form", "its mail", "carried over"],
)
def test_what_is_equal_again_or_changed_in_form_only_is_silent(whole: Snapshot) -> None:
    assert found(whole) == ()


def test_a_change_in_clienttime_makes_it_stale_and_nobody_changed_e_conomic() -> None:
    assert found(later(customer(address=("Havnegade 1",)), BEFORE)) == ()
    assert found(later(customer(address=("Havnegade 1",)), MOVED)) == ()


def test_another_customer_on_the_number_has_no_history_there() -> None:
    assert found(later(customer("1077"), MOVED)) == ()


def test_a_broken_link_is_not_compared() -> None:
    assert found(later(customer(), replace(MOVED, name="Olsens Vin", cvr="25313763"))) == ()


def test_what_an_undo_of_ours_put_back_is_nobodys_change() -> None:
    change = Change("address", "Nørregade 12\n2. tv", "Strandvejen 7")
    undo = JournalEntry(
        8, NOW, State.DONE, "stale-address:1042", "push", Target(System.ECONOMIC, "20042", "20042"), (change,), "anna",
        undo_of=7,
    )  # fmt: skip

    assert found(replace(later(customer(), MOVED), fixes=(undo,))) == ()
    assert len(found(replace(later(customer(), replace(MOVED, address="Havnegade 1")), fixes=(undo,)))) == 1


def test_digests_of_equal_values_differ_by_their_salt_and_hold_none_of_them() -> None:
    one, other = agreed(customer(), BEFORE, SALT), agreed(customer(), BEFORE, b"t" * 16)

    assert one.ours != other.ours
    assert "Hansen" not in repr(one)
