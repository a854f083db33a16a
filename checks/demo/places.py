"""Where the demo's customers live: real towns with their postcodes, streets as every Danish town has them."""

from __future__ import annotations

import random
from dataclasses import dataclass

TOWNS = (
    ("1260", "København K"),
    ("1620", "København V"),
    ("2000", "Frederiksberg"),
    ("2100", "København Ø"),
    ("2300", "København S"),
    ("2500", "Valby"),
    ("2600", "Glostrup"),
    ("2630", "Taastrup"),
    ("2730", "Herlev"),
    ("2800", "Kongens Lyngby"),
    ("2970", "Hørsholm"),
    ("3000", "Helsingør"),
    ("3400", "Hillerød"),
    ("3700", "Rønne"),
    ("4000", "Roskilde"),
    ("4100", "Ringsted"),
    ("4200", "Slagelse"),
    ("4300", "Holbæk"),
    ("4400", "Kalundborg"),
    ("4600", "Køge"),
    ("4700", "Næstved"),
    ("4800", "Nykøbing F"),
    ("5000", "Odense C"),
    ("5500", "Middelfart"),
    ("5700", "Svendborg"),
    ("5800", "Nyborg"),
    ("6000", "Kolding"),
    ("6100", "Haderslev"),
    ("6200", "Aabenraa"),
    ("6400", "Sønderborg"),
    ("6700", "Esbjerg"),
    ("6800", "Varde"),
    ("7000", "Fredericia"),
    ("7100", "Vejle"),
    ("7400", "Herning"),
    ("7500", "Holstebro"),
    ("7800", "Skive"),
    ("7900", "Nykøbing M"),
    ("8000", "Aarhus C"),
    ("8200", "Aarhus N"),
    ("8260", "Viby J"),
    ("8500", "Grenaa"),
    ("8600", "Silkeborg"),
    ("8700", "Horsens"),
    ("8800", "Viborg"),
    ("8900", "Randers C"),
    ("9000", "Aalborg"),
    ("9400", "Nørresundby"),
    ("9700", "Brønderslev"),
    ("9800", "Hjørring"),
    ("9900", "Frederikshavn"),
)
STREETS = (
    *("Algade", "Søndergade", "Nørregade", "Vestergade", "Østergade", "Strandvejen", "Havnegade", "Jernbanegade"),
    *("Industrivej", "Møllevej", "Skolegade", "Kirkevej", "Ringvejen", "Fabriksvej", "Håndværkervej", "Skovbrynet"),
    *("Engvænget", "Bakkevej", "Parkallé", "Søvej", "Lærkevej", "Egevej", "Birkevej", "Rosenvænget", "Toldbodgade"),
    *("Brogade", "Torvegade", "Slotsgade", "Viborgvej", "Ålborgvej", "Kystvejen", "Hedevej", "Stationsvej"),
)
DOORS = ("1. tv", "1. th", "2. tv", "2. th", "st. tv", "st. th", "3. mf", "kl.")


@dataclass(frozen=True, slots=True)
class Place:
    """An address as ClientTime's columns hold it."""

    street: str
    extra: str | None
    zip: str | None
    city: str | None
    country: str | None = "Danmark"

    def told(self, line_break: str = "\r\n") -> str | None:
        """Return the street part in one text, as e-conomic holds it."""
        return line_break.join(line for line in (self.street, self.extra) if line) or None


def somewhere(chance: random.Random) -> Place:
    """Return an address in Denmark."""
    zip_, city = chance.choice(TOWNS)
    letter = chance.choice("ABC") if chance.random() < 0.12 else ""
    extra = chance.choice(DOORS) if chance.random() < 0.2 else None
    return Place(f"{chance.choice(STREETS)} {chance.randrange(1, 140)}{letter}", extra, zip_, city)
