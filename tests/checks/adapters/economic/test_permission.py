"""A refused place names what is missing: its role, or a module where /self tells that the role is there."""

from __future__ import annotations

import pytest

from checks.adapters.call_fault import Kind, fault
from checks.adapters.permission import told
from checks.engine.details import Identity
from checks.engine.snapshot import Part

DENIED = fault(Kind.ROLE, 403, code=", AccessDenied")


@pytest.mark.parametrize(
    ("roles", "part", "said"),
    [
        (("SuperUser",), Part.ENTRIES, "lacks the module for booked entries"),
        (("Super User",), Part.BOOKED, "lacks the module for booked invoices"),
        (("Bookkeeping",), Part.ENTRIES, "lacks the module for booked entries"),
        (("Bookkeeping",), Part.DRAFTS, "lacks the role Sales for drafts"),
        (("Sales",), Part.PERIODS, "lacks the role Bookkeeping for accounting periods"),
        ((), Part.DEBTORS, "lacks the role Sales for customers"),
    ],
)
def test_it_follows_from_the_roles(roles: tuple[str, ...], part: Part, said: str) -> None:
    found = told(DENIED, part, Identity(1, roles))

    assert said in found.text()
    assert "(403, AccessDenied)" in found.text("da")
    assert "SuperUser" not in found.text()


@pytest.mark.parametrize("identity", [None, Identity(1)])
def test_where_nothing_is_told_of_roles_both_are_named(identity: Identity | None) -> None:
    assert told(DENIED, Part.ENTRIES, identity) == DENIED.phrase


def test_another_fault_stays_as_it_is() -> None:
    lost = fault(Kind.SILENT, host="h")

    assert told(lost, Part.ENTRIES, Identity(1, ("SuperUser",))) == lost.phrase
