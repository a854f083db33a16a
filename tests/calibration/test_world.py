"""Generated offices: the same again by seed, whole, true, and with every trouble in them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from checks.engine.records import Customer
from tests.calibration.case import Case
from tests.calibration.numbers import bare_cvr
from tests.calibration.population import population
from tests.calibration.wordlist import worded
from tests.calibration.world import links

KINDS = worded(
    """
    typo transliterated letters-lost letters-as-marks mojibake nfd upper lower blanks no-form form-respelled
    abbreviated word-order joined owner-dropped owner-alone title-dropped middle-dropped initials parent-dropped
    parent-alone branch-dropped status-tail home-made-mark truncated renamed married new-owner converted
    incorporated moved number-on-one-side number-on-neither-side cvr-typo cvr-of-another cvr-format cvr-is-site
    cvr-is-telephone cpr ean-missing ean-wrong email-missing email-changed email-shared zip-missing zip-typo
    address-typo address-missing address-cut one-field floor-dropped care-of-dropped place-dropped box-instead
    contact-line twin group farm chain hotel association administrator municipality one-cvr spelt-alike
    telling-word namesake private church estate foreign greenlandic faroese filial foundation partnerless near
    decoy number-of-a-stranger duplicate-debtor duplicate-customer taken taken-by-stranger barred conflict form-conflict
    code-is-own-number code-is-other-number
    """
)


@cache
def office(seed: int = 1, size: int = 600, profile: str = "harsh") -> Case:
    return links(seed, size, profile)


def test_the_same_seed_gives_the_same_office_and_another_seed_another() -> None:
    again = links(1, 250)

    assert again.snapshot.customers == office(1, 250).snapshot.customers
    assert again.snapshot.debtors == office(1, 250).snapshot.debtors
    assert (again.truth, again.kinds, again.optional) == (
        office(1, 250).truth,
        office(1, 250).kinds,
        office(1, 250).optional,
    )
    assert links(2, 250).snapshot.customers != again.snapshot.customers


@pytest.mark.parametrize("profile", ["typical", "harsh"])
def test_an_office_has_the_rows_asked_for_and_more_debtors(profile: str) -> None:
    case = links(5, 500, profile)

    assert 500 <= len(case.snapshot.customers.rows) <= 502
    assert 555 <= len(case.snapshot.debtors.rows) <= 575


def test_the_truth_has_every_active_customer_without_a_link_and_nobody_else() -> None:
    customers = office().snapshot.customers.rows

    assert set(office().truth) == {c.key for c in customers if c.active and not _cell(c)}
    assert any(not c.active for c in customers)
    assert any(_cell(c) for c in customers)


def test_the_truth_names_debtors_that_are_there_and_accepts_what_it_names() -> None:
    known = office().snapshot.debtor_by_number

    for key, number in office().truth.items():
        assert office().accepted[key] <= set(known)
        assert (number in office().accepted[key]) if number else not office().accepted[key]


def test_keys_codes_and_numbers_are_each_unique() -> None:
    customers, debtors = office().snapshot.customers.rows, office().snapshot.debtors.rows

    assert len({c.key for c in customers}) == len({c.code for c in customers}) == len(customers)
    assert len({d.number for d in debtors}) == len(debtors)


def test_no_debtor_is_the_truth_of_two_customers_unless_both_may_be_passed_over() -> None:
    wanted = Counter(number for key, number in office().truth.items() if number and key not in office().optional)
    linked = {int(_cell(c)) for c in office().snapshot.customers.rows if _cell(c) and c.active}

    assert set(wanted.values()) == {1}
    assert not linked & set(wanted)


def test_the_order_of_the_rows_says_nothing_about_the_partner() -> None:
    place = {d.number: at for at, d in enumerate(office().snapshot.debtors.rows)}
    keys = [c.key for c in office().snapshot.customers.rows if office().truth.get(c.key)]
    places = [place[office().truth[key] or 0] for key in keys]
    rising = sum(a < b for a, b in pairwise(places))

    assert 0.4 < rising / len(places) < 0.6


def test_sound_numbers_of_one_company_are_on_both_sides_or_the_row_says_why_not() -> None:
    debtors = office().snapshot.debtor_by_number
    customers = {c.key: c for c in office().snapshot.customers.rows}

    for key, number in office().truth.items():
        ours = bare_cvr(customers[key].cvr or "")
        theirs = bare_cvr(debtors[number].cvr or "") if number else ""
        if ours and theirs and ours != theirs:
            assert "conflict" in office().kinds[key]


def test_the_share_that_is_linked_goes_by_the_seed_or_as_asked() -> None:
    shares = [_linked(office(seed, 80)) for seed in range(6)]

    assert len(set(shares)) > 3
    assert 0.25 < _linked(links(1, 200, linked=0.5)) < 0.6
    assert _linked(links(1, 60, linked=0.0)) == 0


def test_a_column_that_clienttime_does_not_have_is_empty_everywhere() -> None:
    case = links(3, 120, without=["email", "ean"])

    assert not any(c.email or c.ean for c in case.snapshot.customers.rows)
    assert any(c.cvr for c in case.snapshot.customers.rows)


def test_no_two_companies_of_the_true_world_have_one_cvr_but_branches_and_institutions() -> None:
    owners: dict[str, set[str]] = {}
    for entity in population(1, 1500, "harsh"):
        if entity.cvr:
            owners.setdefault(entity.cvr, set()).add(entity.family if "one-cvr" in entity.kinds else str(entity.id))

    assert all(len(found) == 1 for found in owners.values())


def test_a_second_debtor_is_right_too_and_neither_is_safe() -> None:
    doubles = [key for key, right in office().accepted.items() if len(right) == 2]

    assert doubles
    assert all(office().never_safe(key) for key in doubles)


@pytest.mark.long
def test_a_harsh_office_of_five_thousand_has_every_trouble_and_partnerless_rows_by_the_hundred() -> None:
    case = links(4, 5000, linked=0.2)
    counted = Counter(kind for kinds in case.kinds.values() for kind in kinds)

    assert {kind: counted[kind] for kind in KINDS if counted[kind] < 5} == {}
    assert sum(number is None for number in case.truth.values()) > 0.12 * len(case.truth)
    assert counted["near"] > 200


def test_a_typical_office_has_less_of_everything_that_hurts() -> None:
    mild, harsh = office(1, 600, "typical"), office()

    for kind in ("partnerless", "typo", "no-form", "moved", "one-field", "upper"):
        assert _share(mild, kind) < _share(harsh, kind), kind


def _linked(case: Case) -> float:
    rows = case.snapshot.customers.rows
    return sum(bool(_cell(c)) for c in rows) / len(rows)


def _share(case: Case, kind: str) -> float:
    return sum(kind in kinds for kinds in case.kinds.values()) / len(case.kinds)


def _cell(customer: Customer) -> str:
    cell = (customer.foreign_id or "").strip()
    return "" if cell.lower() == "null" else cell
