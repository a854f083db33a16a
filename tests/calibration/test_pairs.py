"""Generated linked pairs: each field's truth, and every kind of it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from checks.engine.records import Customer, Debtor
from tests.calibration.case import Pairs
from tests.calibration.numbers import bare_cvr
from tests.calibration.pairs import pairs
from tests.calibration.wordlist import worded

KINDS = worded(
    """
    street house-number abroad house-letter flat other-town moved care-of-changed married new-owner new-form renamed
    no-flat no-care-of no-place box-for-street part-of-range zip-slip head-office stranger sister namesake
    next-door successor short-street number-form flat-form zip-form town-other town-empty town-zip letters-strict
    letters-lossy letters-nfd case-upper one-field contact-line blanks street-slip cut-name cut-address
    blank-in-clienttime name-undecidable letters-mojibake case-lower
    """
)


@cache
def known() -> Pairs:
    return pairs(1, 700)


def rows() -> list[tuple[Customer, Debtor, str]]:
    debtors = known().snapshot.debtor_by_number
    return [(c, debtors[int(c.foreign_id or 0)], c.key) for c in known().snapshot.customers.rows]


def test_the_same_seed_gives_the_same_pairs() -> None:
    assert pairs(1, 200) == pairs(1, 200)
    assert pairs(2, 200).truth != pairs(1, 200).truth


def test_every_customer_is_linked_to_a_debtor_of_its_own() -> None:
    assert len({debtor.number for _, debtor, _ in rows()}) == len(rows()) == 700
    assert set(known().truth) == {key for _, _, key in rows()}


def test_a_pair_without_a_verdict_agrees_in_country_number_and_all_that_is_not_form() -> None:
    for customer, debtor, key in rows():
        verdict = known().truth[key]
        if not (verdict.real or verdict.incomplete or verdict.free or verdict.mislinked):
            ours, theirs = bare_cvr(customer.cvr or ""), bare_cvr(debtor.cvr or "")
            assert not ours or not theirs or ours == theirs
            assert _digits(customer.zip) in ("", _digits(debtor.zip)) or "one-field" in verdict.kinds


def test_a_blank_in_clienttime_is_never_a_difference() -> None:
    blank = [known().truth[key] for customer, _, key in rows() if not customer.address and not customer.zip]

    assert blank
    assert not any({"address", "zip", "city"} & (verdict.real | verdict.incomplete) for verdict in blank)


def test_a_stranger_never_has_the_same_number() -> None:
    for customer, debtor, key in rows():
        if known().truth[key].mislinked:
            ours, theirs = bare_cvr(customer.cvr or ""), bare_cvr(debtor.cvr or "")
            assert not ours or ours != theirs


@pytest.mark.long
def test_every_kind_of_difference_is_there_five_times() -> None:
    counted = Counter(kind for verdict in pairs(3, 5000).truth.values() for kind in verdict.kinds)

    assert {kind: counted[kind] for kind in KINDS if counted[kind] < 5} == {}


def _digits(text: str | None) -> str:
    return "".join(c for c in text or "" if c.isdigit()).lstrip("0")
