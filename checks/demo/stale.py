"""Plants names and addresses that e-conomic holds differently, and those that only look different."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checks.demo.companies import Company
from checks.demo.firm import Firm
from checks.demo.names import FIRST_NAMES, Name
from checks.demo.places import Place

CHECK = "stale-address"
OLD_CVR = "61200002"
MAIL, OLD_MAIL = "regning@eksempel.example", "gammel.adresse@eksempel.example"


@dataclass(frozen=True, slots=True)
class Pair:
    """One address in ClientTime and in e-conomic, and in what they differ."""

    ours: Place
    theirs: Place
    note: str


def _p(street: str, extra: str | None, zip_: str | None, city: str | None, country: str | None = "Danmark") -> Place:
    return Place(street, extra, zip_, city, country)


DIFFERENT = (
    Pair(_p("Nørregade 12", None, "8000", "Aarhus C"), _p("Nørrebrogade 12", None, "8000", "Aarhus C"), "address"),
    Pair(
        _p("Vester Farimagsgade 7", None, "1606", "København V"),
        _p("Nørre Farimagsgade 7", None, "1606", "København V"),
        "address: a street of nearly that name",
    ),
    Pair(_p("Søndergade 1", None, "8700", "Horsens"), _p("Søndergade 11", None, "8700", "Horsens"), "address: number"),
    Pair(_p("Birkevej 12A", None, "7400", "Herning"), _p("Birkevej 12B", None, "7400", "Herning"), "address: letter"),
    Pair(
        _p("Algade 30", "2. tv", "9000", "Aalborg"), _p("Algade 30", "2. th", "9000", "Aalborg"), "address: other door"
    ),
    Pair(
        _p("Åboulevarden 70", "c/o Sølvsten", "8000", "Aarhus C"),
        _p("Åboulevarden 70", "c/o Overby", "8000", "Aarhus C"),
        "address: another c/o",
    ),
    Pair(
        _p("Skolegade 4", None, "4000", "Roskilde"),
        _p("Skolegade 4", None, "4600", "Køge"),
        "zip and city: the same street elsewhere",
    ),
    Pair(
        _p("Havnegade 21", None, "5700", "Svendborg"),
        _p("Kystvejen 3", None, "5500", "Middelfart"),
        "address, zip and city: moved",
    ),
    Pair(_p("Ringvejen 45", None, "8000", "Aarhus"), _p("Ringvejen 45", None, "8200", "Aarhus"), "zip"),
    Pair(_p("Brogade 9", None, "5000", "Odense C"), _p("Brogade 9", None, "5000", "Svendborg"), "city"),
    Pair(
        _p("Östergatan 5", None, "211 20", "Malmö", "Sverige"), _p("Östergatan 5", None, "211 20", "Malmö"), "country"
    ),
)
INCOMPLETE = (
    Pair(
        _p("Torvegade 8", "1. th", "6700", "Esbjerg"),
        _p("Torvegade 8", None, "6700", "Esbjerg"),
        "incomplete: no floor in e-conomic",
    ),
    Pair(
        _p("Møllevej 17", None, "8600", "Silkeborg"),
        _p("Møllevej 17", "c/o Ravnholt", "8600", "Silkeborg"),
        "incomplete: a c/o in e-conomic only",
    ),
)
COSMETIC = (
    Pair(
        _p("Nørregade 12", "2. tv", "8000", "Aarhus C"), _p("NØRREGADE 12 , 2.TV", None, "8000", "AARHUS C"), "capitals"
    ),
    Pair(_p("Møllegade 5", None, "6400", "Sønderborg"), _p("Moellegade 5", None, "6400", "Soenderborg"), "oe for ø"),
    Pair(
        _p("Kastanie Allé 3", None, "2000", "Frederiksberg"),
        _p("Kastanie Alle 3", None, "2000", None),
        "no accent, no town",
    ),
    Pair(
        _p("Sankt Peders Stræde 14", None, "1453", "København K"),
        _p("Skt. Peders Stræde 14", None, "1453", "Kbh. K"),
        "Sankt, Kbh.",
    ),
    Pair(
        _p("Store Kongensgade 40", "st. th", "1264", "København K"),
        _p("St. Kongensgade 40", "stuen th.", "DK-1264", "København"),
        "Store, stuen, DK-",
    ),
    Pair(
        _p("Gammel Kongevej 90", "3. mf", "1850", "Frederiksberg C"),
        _p("Gl. Kongevej 90, 3. sal m.f.", None, "1850", "Frederiksberg C", "Denmark"),
        "Gl., sal, Denmark",
    ),
    Pair(
        _p("Birkevej 12A", None, "7100", "Vejle"), _p("Birkevej 12 a", None, "7100 ", "Vejle", None), "12 a, no country"
    ),
    Pair(
        _p("Lyngby Hovedgade 27", None, "2800", "Kongens Lyngby"),
        _p("Lyngby Hovedgade 27", None, "2800", "Kgs. Lyngby", "DK"),
        "Kgs.",
    ),
    Pair(
        _p("Søvej 4", None, "8800", "Viborg"), _p("Søvej 4", "8800 Viborg", "8800", "Viborg"), "town in the address too"
    ),
    Pair(
        _p("Fabriksvej 19", None, "4800", "Nykøbing F"),
        _p("Att.: Bogholderiet", "Fabriksvej 19", "4800", "Nykøbing Falster"),
        "Att., Falster",
    ),
    Pair(
        _p("Vesterbrogade 112", None, "1620", "København V"),
        _p("Vestrebrogade 112", None, "1620", "København V"),
        "one typing error in a long street name",
    ),
    Pair(_p("Håndværkervej 8", None, "9800", "Hjørring"), _p("Håndværkervej nr. 8", None, "9800", "Hjørring"), "nr."),
)


def plant_stale(firm: Firm, times: int) -> None:
    """Plant every field that can be out of date."""
    for turn in range(times):
        for pair in DIFFERENT:
            _plant(firm, pair)
        for pair in INCOMPLETE:
            _plant(firm, pair)
        _renamed(firm, turn)


def plant_cosmetic(firm: Firm, times: int) -> None:
    """Plant differences of form only."""
    for _ in range(times):
        for pair in COSMETIC:
            firm.silent(CHECK, _pair(firm, pair), f"form only: {pair.note}")
    for respell in (_and, _dotted, _capitals):
        company = firm.companies.company()
        row = firm.pair(company)
        _debtor(firm, row)["name"] = respell(company.name.text)
        firm.silent(CHECK, row, "form of the name only")


def _plant(firm: Firm, pair: Pair) -> None:
    firm.found(CHECK, _pair(firm, pair), note=pair.note)


def _pair(firm: Firm, pair: Pair) -> dict[str, object]:
    row = firm.pair(replace(firm.companies.company(), place=pair.ours))
    document = _debtor(firm, row)
    theirs = {
        "address": pair.theirs.told(),
        "zip": pair.theirs.zip,
        "city": pair.theirs.city,
        "country": pair.theirs.country,
    }
    for name, value in theirs.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value
    return row


def _renamed(firm: Firm, turn: int) -> None:
    """Plant names that changed while the company stayed the same; its numbers and mail are told beside the name."""
    told: tuple[tuple[str, dict[str, object]], ...] = (
        ("EAN", {"ean": firm.companies.ean()}),
        ("CVR number", {"corporateIdentificationNumber": OLD_CVR}),
    )
    for change, (number, old) in zip((_partner, _converted), told, strict=True):
        company = replace(firm.companies.company(), email=MAIL)
        row = firm.pair(replace(company, ean=firm.companies.ean()) if "ean" in old else company)
        _debtor(firm, row).update(old, name=change(company.name.text), email=OLD_MAIL)
        firm.found(CHECK, row, note=f"name; {number} and mail beside it")
    name = f"{FIRST_NAMES[turn % len(FIRST_NAMES)]} Møller"
    person = Company(Name(name, person=True), firm.companies.any().place, None)
    row = firm.pair(person)
    _debtor(firm, row)["name"] = name.replace("Møller", "Müller")
    firm.found(CHECK, row, note="name: Møller and Müller are two families")


def _partner(name: str) -> str:
    """Return the name of a company before it got this one."""
    first, _, rest = name.partition(" ")
    return f"{first} & Søn {rest.removeprefix('& ')}"


def _converted(name: str) -> str:
    """Return the name with the legal form that it had before."""
    core, _, form = name.rpartition(" ")
    return f"{core} {'ApS' if form != 'ApS' else 'A/S'}"


def _and(name: str) -> str:
    return name.replace(" & ", " og ").replace("A/S", "a/s")


def _dotted(name: str) -> str:
    return name.replace("ApS", "A.p.S.").replace("A/S", "A.S.")


def _capitals(name: str) -> str:
    return f" {name.upper()} "


def _debtor(firm: Firm, row: dict[str, object]) -> dict[str, object]:
    return firm.debtors[int(str(row["ForeignDebitorSystemIdentification"]))]
