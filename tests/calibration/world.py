"""The unlinked customers of an office, the e-conomic customers of the same office, and who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.engine.records import Customer
from tests.calibration.cards import as_customer, as_debtor, snapshot
from tests.calibration.case import Case
from tests.calibration.dice import Dice, dice
from tests.calibration.office import Office, Row
from tests.calibration.population import population
from tests.calibration.rates import chance


def links(
    seed: object, size: int = 5000, profile: str = "harsh", linked: float | None = None, without: Sequence[str] = ()
) -> Case:
    """Return a case of so many ClientTime rows; the same arguments give the same case.

    A share between none and 60 % is linked already, by the seed's chance unless it is given. `without` are columns
    that this ClientTime does not have.
    """
    source = dice(seed, "rows", profile)
    share = source.uniform(0, 0.6)
    office = Office(seed, size, profile, share if linked is None else linked)
    office.fill(population(seed, int(size * 1.45) + 60, profile))
    source.shuffle(office.rows)
    source.shuffle(office.cards)
    # No code is a number of e-conomic by accident: codes end before the numbers begin.
    first = 20000 + 4 * size
    for card, number in zip(
        office.cards, source.sample(range(first, first + 8 * size + 5000), len(office.cards)), strict=True
    ):
        card.number = number
    return _case(office, source, without)


def _case(office: Office, source: Dice, without: Sequence[str]) -> Case:
    codes = _codes(office, source)
    customers = [
        as_customer(
            row.sheet,
            source,
            f"K{place:06d}",
            codes[place],
            _foreign_id(row, source),
            active=row.active,
        )
        for place, row in enumerate(office.rows)
    ]
    debtors = [as_debtor(card.sheet, source, card.number, barred=card.barred) for card in office.cards]
    asked = [(c.key, row) for c, row in zip(customers, office.rows, strict=True) if row.asked]
    return Case(
        snapshot([_bare(customer, without) for customer in customers], debtors),
        truth={key: row.cards[0].number if row.cards else None for key, row in asked},
        accepted={key: frozenset(card.number for card in row.cards) for key, row in asked},
        optional=frozenset(key for key, row in asked if row.optional),
        kinds={key: frozenset(row.kinds) for key, row in asked},
    )


def _bare(customer: Customer, without: Sequence[str]) -> Customer:
    kept: dict[str, str | None] = {column: getattr(customer, column) for column in ("country", "cvr", "ean", "email")}
    kept |= dict.fromkeys(without)
    return replace(customer, country=kept["country"], cvr=kept["cvr"], ean=kept["ean"], email=kept["email"])


def _foreign_id(row: Row, source: Dice) -> str | None:
    """Return the cell: a number, seldom one with a blank or a zero too many; NULL, seldom as text or as blanks."""
    if row.link is None:
        return source.weighted(((None, 0.85), ("", 0.05), ("null", 0.04), ("NULL", 0.03), ("  ", 0.03)))
    number = str(row.link.number)
    return source.weighted(((number, 0.98), (f"{number} ", 0.01), (f"0{number}", 0.01)))


def _codes(office: Office, source: Dice) -> list[str]:
    """Return a code each; some are a number of e-conomic, about half of those the customer's own."""
    codes = [str(code) for code in source.sample(range(1000, 1500 + 3 * office.size), len(office.rows))]
    taken = set(codes)
    for place, row in enumerate(office.rows):
        number = _number_of(office, row, source)
        if number and number not in taken:
            codes[place] = number
            taken.add(number)
            right = any(number == str(card.number) for card in row.cards)
            row.kinds.add("code-is-own-number" if right else "code-is-other-number")
    return codes


def _number_of(office: Office, row: Row, source: Dice) -> str:
    if row.cards and source.hit(chance("code-is-own-number", office.profile)):
        return str(row.cards[0].number)
    if source.hit(chance("code-is-other-number", office.profile)):
        return str(source.choice(office.cards).number)
    return ""
