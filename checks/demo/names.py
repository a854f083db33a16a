"""Danish company and person names that nobody bears: put together from common words, no two alike in one firm."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_SURNAMES = (
    "Kragh Lindegaard Bisgaard Østerby Mølgaard Skovsgaard Thorup Damgaard Frandsen Ågaard Brøndum Højlund Krogsgaard "
    "Nørskov Sølvsten Vestergren Hedemark Bækgaard Lundsby Ravnholt Elkjær Grønvang Halkær Isager Jelsbak Klitmøller "
    "Lysholm Markvard Næsborg Overby Pilegren Ringsted Smidstrup Tybjerg Ullerup Vedelsby Ærøskov Åstrup Birkholm "
    "Dybdal Egelund Fuglsang Gjerlev Hvidkær Kærsgaard Løvgren Mosbæk Norup Ovesen Præstegaard Rosenvang Stenvad "
    "Tornbjerg Ulstrup Vinterberg Wolder Ydesen Ørnskov Balslund Toftegaard"
)
_FIRST_NAMES = (
    "Anders Birgit Carsten Dorthe Erik Fie Gorm Helle Ivan Jytte Kaj Lærke Morten Nanna Ove Pernille Rasmus Signe "
    "Torben Ulla Viggo Åse Øjvind Ejvind Bodil Frede Gitte Henning Ida Jørgen Kirsten Søren Maj-Britt Aage"
)
SURNAMES, FIRST_NAMES = tuple(_SURNAMES.split()), tuple(_FIRST_NAMES.split())
TRADES = (
    "Byg",
    "VVS",
    "El",
    "Maskinfabrik",
    "Tømrer & Snedker",
    "Murerforretning",
    "Malerfirma",
    "Anlæg",
    "Auto",
    "Smedeværksted",
    "Køleteknik",
    "Vognmandsforretning",
    "Tandlæger",
    "Rådgivende Ingeniører",
    "Arkitekter",
    "Reklamebureau",
    "Grafisk",
    "Bogtryk",
    "Fødevarer",
    "Bageri",
    "Fisk & Skaldyr",
    "Frø og Foder",
    "Landbrugsservice",
    "Møbler",
    "Tekstil",
    "Tagdækning",
    "Gulve",
    "Kloakservice",
    "Glarmester",
    "Have & Park",
    "Software",
    "Bådeværft",
    "Transport",
    "Ejendomsservice",
    "Rengøring",
    "Cykler",
    "Optik",
    "Fysioterapi",
    "Dyrehospital",
    "Isolering",
)
MASTERS = ("Murermester", "Tømrermester", "Malermester", "Elinstallatør", "Vognmand", "Gartner", "Smedemester")
SHOPS = ("Salon Kløver", "Café Hjørnet", "Bageriet", "Blomsterstuen", "Kiosken", "Galleri Lyset", "Frisør Saksen")
FORMS = ("ApS", "ApS", "ApS", "A/S", "A/S", "I/S", "K/S")
PUBLIC = ("Skole", "Børnehus", "Bibliotek", "Plejecenter")
TRIES = 40
"""How often a rare kind of name is looked for before a company does instead: a country has so many schools."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what kind of customer bears it; a person has no CVR number, a public place has an EAN."""

    text: str
    person: bool = False
    public: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Return the words by which people tell it from others."""
        return frozenset(word for word in self.text.casefold().replace("/", " ").split() if len(word) > 3)

    def unlike(self, other: Name) -> bool:
        """Tell whether nobody would take the one for the other."""
        return not self.words & other.words


@dataclass(slots=True)
class Names:
    """Gives out each name once, whatever legal form stands behind it."""

    chance: random.Random
    _given: set[str] = field(default_factory=set[str])

    def company(self) -> Name:
        """Return a company with a legal form in its name."""
        pick = self.chance.choice
        while True:
            first, trade = pick(SURNAMES), pick(TRADES)
            core = f"{first} {trade}"
            if self.chance.random() < 0.35:
                core = f"{first} & {pick(SURNAMES)} {trade}"
            elif self.chance.random() < 0.08:
                core = f"{first} {trade} Holding"
            if self._new(core):
                return Name(f"{core} {pick(FORMS)}")

    def any(self) -> Name:
        """Return a customer as an accountant has them: mostly companies, some masters, shops, schools and people."""
        kind = self.chance.random()
        if kind < 0.72:
            return self.company()
        for _ in range(TRIES):
            name = self._other(kind)
            if self._new(name.text):
                return name
        return self.company()

    def _other(self, kind: float) -> Name:
        pick = self.chance.choice
        person = f"{pick(FIRST_NAMES)} {pick(SURNAMES)}"
        if kind < 0.82:
            return Name(f"{pick(MASTERS)} {person}")
        if kind < 0.89:
            return Name(f"{pick(SHOPS)} v/{person}")
        if kind < 0.94:
            return Name(f"{pick(SURNAMES)} {pick(PUBLIC)}", public=True)
        return Name(f"{person} {pick(SURNAMES)}", person=True)

    def _new(self, core: str) -> bool:
        known = core.casefold() in self._given
        self._given.add(core.casefold())
        return not known
