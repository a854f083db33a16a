"""What a record of either system is compared by, taken apart once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from checks.engine.address import Address, address
from checks.engine.company import Company, company
from checks.engine.cpr import holds_cpr, rules_out_cpr, without_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.identifiers import cvr, cvr_digits, ean
from checks.engine.likeness import name_words
from checks.engine.records import Customer, Debtor
from checks.engine.street import Street, street
from checks.engine.text import loose, tidy
from checks.engine.town import town_key, zip_key

_FREE_MAIL = """
gmail.com hotmail.com hotmail.dk outlook.com outlook.dk live.dk live.com yahoo.com yahoo.dk icloud.com me.com
mail.dk mail.tele.dk tdcadsl.dk tdcspace.dk post.tele.dk stofanet.dk jubii.dk ofir.dk youmail.dk webspeed.dk
mail.com msn.com
"""
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Where anybody may have a mailbox: the part after @ says nothing."""
_MAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Traits:
    """`cvr` is valid, `digits` whatever eight digits stand there; `number` is the code or the customer number, and
    `meant` the number that a malformed foreign id plainly stands for."""

    name: Company
    words: tuple[str, ...]
    place: Address
    street: Street
    zip: str
    town: frozenset[str]
    cvr: str | None
    digits: str | None
    ean: str | None
    email: str
    number: int | None
    meant: int | None = None
    personal: bool = False
    """A personal number stands in it."""

    @property
    def domain(self) -> str:
        """Return the part of the mail behind @ where it belongs to somebody."""
        domain = self.email.rpartition("@")[2]
        return "" if domain in FREE_MAIL else domain

    @property
    def house(self) -> str:
        """Return postcode, street and house in one key, empty where one is not known."""
        names = self.street.names
        return f"{self.zip} {min(names)} {self.street.house}" if self.zip and names and self.street.house else ""


@lru_cache(maxsize=24_000)
def traits_of(row: Customer | Debtor) -> Traits:
    """Take a record of either system apart; a large firm's are taken apart anew rather than all kept."""
    if rules_out_cpr("|".join(filter(None, _texts(row)))):
        return _taken_apart(row)
    return replace(_taken_apart(_scrubbed(row)), personal=any(map(holds_cpr, _texts(row))))


def _taken_apart(row: Customer | Debtor) -> Traits:
    return _of_customer(row) if isinstance(row, Customer) else _of_debtor(row)


def _texts(row: Customer | Debtor) -> tuple[str | None, ...]:
    told = (row.name, row.zip, row.city, row.cvr, row.ean, row.email)
    return (*told, row.code, *row.address) if isinstance(row, Customer) else (*told, row.address)


def _scrubbed(row: Customer | Debtor) -> Customer | Debtor:
    """A personal number is never compared, in whatever field it stands."""
    clean = replace(
        row,
        zip=_without(row.zip),
        city=_without(row.city),
        cvr=_without(row.cvr),
        ean=_without(row.ean),
        email=None if holds_cpr(row.email) else row.email,
    )
    if isinstance(clean, Debtor):
        return replace(clean, name=without_cpr(clean.name), address=_without(clean.address))
    lines = tuple(map(without_cpr, clean.address))
    return replace(clean, code=without_cpr(clean.code), name=_without(clean.name), address=lines)


def _without(text: str | None) -> str | None:
    return text and without_cpr(text)


def _of_customer(row: Customer) -> Traits:
    where = address(row.address, row.zip, row.city, row.country)
    meant = parse_foreign_id(row.foreign_id).meant
    return replace(_traits(row.name, where, row.cvr, row.ean, row.email, row.code), meant=meant)


def _of_debtor(row: Debtor) -> Traits:
    where = address((row.address or "",), row.zip, row.city, row.country)
    return _traits(row.name, where, row.cvr, row.ean, row.email, str(row.number))


def _traits(
    name: str | None, where: Address, cvr_: str | None, ean_: str | None, mail: str | None, code: str
) -> Traits:
    known = company(name or "")
    digits = cvr_digits(cvr_)
    found = _MAIL.search(tidy(mail).casefold())
    cell = parse_foreign_id(code.strip())
    return Traits(
        known, name_words(known.core), where, street(where.pieces), zip_key(where.zip),
        frozenset(map(loose, town_key(where.city))), cvr(digits), digits, ean(ean_), found[0] if found else "",
        cell.exact or cell.meant,
    )  # fmt: skip
