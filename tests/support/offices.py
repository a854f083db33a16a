"""Small offices full of likenesses, drawn by Hypothesis: few names, numbers and places, so that rows are rivals."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Snapshot
from tests.support.builders import OTHER_CVR, VALID_CVR, customer, debtor, snapshot

NAMES = (
    "Hansen Byg ApS",
    "HANSEN BYG",
    "Hansen Byg A/S",
    "Hansen Byg Holding ApS",
    "Lind VVS ApS",
    "Lind VVS v/Jens Lind",
    "Jens Lind",
    "E/F Nørregade 14",
    "E/F Nørregade 16",
    "Aarhus Kommune, Skolen ved Åen",
    "Møller & Søn",
    "Müller & Søn",
    "Café Ofelia (LUKKET)",
    "",
)
CVRS = (None, VALID_CVR, OTHER_CVR, "DK 13 74 81 36", "12345678", "010190-1234")
STREETS = ("Nørregade 12, 2. tv", "NORREGADE 12", "Nørregade 14", "Havnevej 3", "Postboks 12", "")
TOWNS = (("8000", "Aarhus C"), ("DK-8000", "Århus"), ("4600", "Køge"), ("", ""))
MAILS = (None, "post@lind.example", "bogholderi@lind.example", "jens@gmail.com")
CELLS = (None, None, None, "1", "2", "3", "03", "null", "99", "x")


@st.composite
def customers(draw: st.DrawFn, code: str) -> Customer:
    """Draw a ClientTime customer of this code."""
    zip_, city = draw(st.sampled_from(TOWNS))
    return customer(
        code,
        draw(st.sampled_from(CELLS)),
        name=draw(st.sampled_from(NAMES)),
        cvr=draw(st.sampled_from(CVRS)),
        address=(draw(st.sampled_from(STREETS)),),
        zip=zip_,
        city=city,
        email=draw(st.sampled_from(MAILS)),
        active=draw(st.sampled_from((True, True, True, False))),
    )


@st.composite
def debtors(draw: st.DrawFn, number: int) -> Debtor:
    """Draw a customer of e-conomic of this number."""
    zip_, city = draw(st.sampled_from(TOWNS))
    return debtor(
        number,
        name=draw(st.sampled_from(NAMES)) or "?",
        cvr=draw(st.sampled_from(CVRS)),
        address=draw(st.sampled_from(STREETS)),
        zip=zip_,
        city=city,
        email=draw(st.sampled_from(MAILS)),
        barred=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def offices(draw: st.DrawFn, most: int = 5) -> Snapshot:
    """Draw both lists."""
    ours = [draw(customers(str(code))) for code in range(1, 1 + draw(st.integers(1, most)))]
    theirs = [draw(debtors(number)) for number in range(1, 1 + draw(st.integers(1, most)))]
    return snapshot(*ours, *theirs)


def shuffled(whole: Snapshot, order: list[int]) -> Snapshot:
    """Return the same office with its rows in another order, and nothing worked out yet."""
    key = [*order, *range(len(order), 100)]
    ours = [row for _, row in sorted(zip(key, whole.customers.rows, strict=False), key=lambda one: one[0])]
    theirs = [row for _, row in sorted(zip(key[::-1], whole.debtors.rows, strict=False), key=lambda one: one[0])]
    return snapshot(*ours, *theirs)


def linked(row: Customer, cell: str | None) -> Customer:
    """Return a customer with another foreign id."""
    return replace(row, foreign_id=cell)
