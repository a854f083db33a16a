"""Customers to be: a name, where it is, and numbers whose check digits are right."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field

from checks.demo.names import Name, Names
from checks.demo.places import Place, somewhere

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Company:
    """Who somebody is, whatever the two systems make of it."""

    name: Name
    place: Place
    cvr: str | None
    ean: str | None = None
    email: str | None = None
    currency: str = "DKK"

    @property
    def domestic(self) -> bool:
        """Tell whether Danish VAT is charged."""
        return self.currency == "DKK"


@dataclass(slots=True)
class Companies:
    """Gives out companies, each name and CVR number once."""

    chance: random.Random
    names: Names
    _given: set[str] = field(default_factory=set[str])

    def company(self) -> Company:
        """Return a company that has a CVR number."""
        return self._made(self.names.company())

    def any(self) -> Company:
        """Return a customer of any kind."""
        return self._made(self.names.any())

    def foreign(self) -> Company:
        """Return a German customer that is invoiced in euro, without Danish VAT."""
        place = Place(
            f"{self.chance.choice(('Hafenstraße', 'Schulweg', 'Holm', 'Norderstraße'))} {self.chance.randrange(1, 80)}",
            None,
            self.chance.choice(("24937", "24939", "25813")),
            None,
            "Tyskland",
        )
        city = {"24937": "Flensburg", "24939": "Flensburg", "25813": "Husum"}[str(place.zip)]
        name = Name(self.names.company().text.rsplit(" ", 1)[0] + " GmbH")
        return Company(
            name, Place(place.street, None, place.zip, city, "Tyskland"), None, email=_mail(name), currency="EUR"
        )

    def cvr(self) -> str:
        """Return a number with a right check digit, out of a range that is not given out."""
        while True:
            digits = [self.chance.randrange(6, 10), *(self.chance.randrange(10) for _ in range(6))]
            rest = sum(digit * weight for digit, weight in zip(digits, _CVR_WEIGHTS, strict=True)) % 11
            number = "".join(map(str, [*digits, (11 - rest) % 11]))
            if rest != 1 and number not in self._given:
                self._given.add(number)
                return number

    def ean(self) -> str:
        """Return an EAN location number with a right check digit."""
        digits = [5, 7, 9, 8, 0, 0, *(self.chance.randrange(10) for _ in range(6))]
        odd, even = sum(digits[0::2]), sum(digits[1::2])
        return "".join(map(str, [*digits, -(odd + 3 * even) % 10]))

    def _made(self, name: Name) -> Company:
        place = somewhere(self.chance)
        return Company(
            name,
            place,
            None if name.person else self.cvr(),
            self.ean() if name.public else None,
            _mail(name) if self.chance.random() < 0.7 else None,
        )


def _mail(name: Name) -> str:
    """Return an address under a domain that is kept for examples."""
    plain = unicodedata.normalize("NFKD", name.text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall("[a-z]+", plain)
    return f"faktura@{'-'.join(words[:2])}.example"
