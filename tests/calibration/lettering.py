"""How an address is written: each line of the table of cosmetic differences is a choice, and none changes the place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tests.calibration import slips
from tests.calibration.dice import Dice
from tests.calibration.entities import Address
from tests.calibration.people import person

TAILS = (
    ("vej", ("v.", "vj.")), ("gade", ("gd.", "g.")), (" Allé", (" Alle", " All.", " Allè")),
    ("allé", ("alle", "allè", "all.")),
    (" Plads", (" Pl.",)), (" Boulevard", (" Blvd.",)),
)  # fmt: skip
HEADS = (
    ("Sankt ", ("Skt. ", "Sct. ", "St. ")), ("Skt. ", ("Sankt ", "Sct. ")), ("Gammel ", ("Gl. ", "Gml. ")),
    ("Gl. ", ("Gammel ",)),
    ("Nørre ", ("Nr. ", "N. ")), ("Søndre ", ("Sdr. ",)), ("Nordre ", ("Ndr. ",)), ("Store ", ("St. ",)),
    ("Lille ", ("Ll. ",)),
    ("Vester ", ("V. ",)), ("Vestre ", ("V. ",)), ("Øster ", ("Ø. ",)), ("Østre ", ("Ø. ",)),
    ("Christian ", ("Chr. ",)),
    ("Doktor ", ("Dr. ",)), ("Dronning ", ("Dr. ",)),
)  # fmt: skip
NUMBERS = ("{n} {l}", "{n}{s}", "{n}.{l}", "nr. {n}{l}", "Nr. {n}{l}")
DOORS = {
    "tv": ("t.v.", "til venstre", "TV", "tv."),
    "th": ("t.h.", "til højre", "TH", "th."),
    "mf": ("m.f.", "midt for", "mf."),
}
FLOORS = ("{f}. {d}", "{f}.{d}", "{f} sal {d}", "{f}. sal {d}", "{f} {d}", "{f}., {d}", "{f}.sal, {d}")
PLAIN_FLOORS = ("{f}. {d}", "{f}. sal {d}")
GROUND = {"st": ("st. {d}", "stuen {d}", "St. {d}", "st {d}"), "kl": ("kl. {d}", "kld. {d}", "kælderen {d}", "kl {d}")}
TOWNS = {
    "Kongens Lyngby": ("Kgs. Lyngby", "Kgs Lyngby"), "Nykøbing F": ("Nykøbing Falster",),
    "Nykøbing M": ("Nykøbing Mors",),
    "Nykøbing Sj": ("Nykøbing Sj.", "Nykøbing Sjælland"), "Viby J": ("Viby J.", "Viby"),
    "Viby Sjælland": ("Viby Sj.", "Viby"),
    "Aarhus C": ("Århus C", "Århus", "Aarhus"), "Aarhus N": ("Århus N",), "Aarhus V": ("Århus V",),
    "Aalborg": ("Ålborg",),
    "Aalborg Øst": ("Ålborg Øst", "Aalborg Ø"), "Aabenraa": ("Åbenrå",), "Faaborg": ("Fåborg",), "Aars": ("Års",),
    "Grenaa": ("Grenå",),
    "Aakirkeby": ("Åkirkeby",), "Aabybro": ("Åbybro",), "Tranbjerg J": ("Tranbjerg",),
    "Sønder Stenderup": ("Sdr. Stenderup",),
}  # fmt: skip
NAMES = {
    "DK": ("Danmark", "Denmark", "DK", "Dänemark", "", "danmark"), "GL": ("Grønland", "Greenland", "GL"),
    "FO": ("Færøerne", "Føroyar", "FO"),
    "SE": ("Sverige", "Sweden", "SE"), "DE": ("Tyskland", "Germany", "Deutschland"), "NO": ("Norge", "Norway", "NO"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """How one writer writes addresses; what is empty is written as the register does."""

    tail: bool = False
    head: bool = False
    number: str = ""
    dash: str = "-"
    flat: bool = False
    zip: bool = False
    town: str = ""
    country: str = ""
    letters: str = ""
    case: str = ""
    lines: bool = True
    one_field: bool = False
    contact: str = ""
    blank: bool = False

    @property
    def kinds(self) -> set[str]:
        """Return the names of the departures, to count false alarms by."""
        simple = {
            "short-street": self.tail or self.head, "number-form": bool(self.number), "flat-form": self.flat,
            "zip-form": self.zip,
            "one-field": self.one_field, "contact-line": bool(self.contact), "blanks": self.blank,
        }  # fmt: skip
        named = {"town": self.town, "letters": self.letters, "case": self.case}
        return {kind for kind, so in simple.items() if so} | {f"{kind}-{how}" for kind, how in named.items() if how}


@dataclass(frozen=True, slots=True)
class Lines:
    """A written address: the lines before the postcode, and the rest."""

    lines: tuple[str, ...]
    zip: str
    city: str
    country: str


def hand(dice: Dice, chance: float) -> Hand:
    """Return a writer who departs from the register with this chance in each way."""
    rare = chance * 0.25
    return Hand(
        tail=dice.hit(chance * 0.7), head=dice.hit(chance), number=dice.maybe(chance, dice.choice(NUMBERS)),
        dash=dice.choice(("-", " - ", "–")), flat=dice.hit(chance), zip=dice.hit(rare),
        town=dice.maybe(chance * 0.7, dice.choice(("other", "other", "other", "empty", "zip"))),
        country=dice.choice(("", "", "Danmark", "DK", "other")),
        letters=dice.maybe(rare, dice.choice(("strict", "strict", "lossy", "lossy", "nfd", "nfd", "mojibake"))),
        case=dice.maybe(rare, dice.choice(("upper", "upper", "lower"))), lines=dice.hit(0.6),
        one_field=dice.hit(rare * 0.3),
        contact=dice.maybe(rare * 0.6,
        dice.choice(("Att.: Bogholderi", "Att. {p}", "att: {p}", "Att.: Kreditorafdelingen"))),
        blank=dice.hit(rare),
    )  # fmt: skip


def letter(dice: Dice, address: Address, way: Hand) -> Lines:
    """Return the address in this hand."""
    street = address.street if address.country in ("GL", "FO", "SE", "DE", "NO") else shorten(dice, address.street, way)
    first = f"{street} {house(address, way)}".strip()
    flat = flat_text(dice, address, way)
    care_of = dice.choice(("c/o {}", "C/O {}", "c/o. {}")).format(address.care_of) if address.care_of else ""
    contact = way.contact.format(p=person(dice)) if way.contact else ""
    box = f"{dice.choice(('Postboks', 'Boks', 'Postbox'))} {address.box}" if address.box else ""
    # Two lines of street and flat are one place, whether the flat stands beside or below.
    body = [first, flat] if way.lines and flat else [f"{first}, {flat}" if flat else first]
    lines = [line for line in (contact, care_of, address.place, *body, box) if line]
    code, city = zip_text(dice, address, way), town(dice, address, way)
    if way.one_field:
        lines, code, city = [*lines, f"{code} {city}".strip()], "", ""
        lines = [", ".join(lines)] if dice.hit(0.5) else lines
    written = Lines(tuple(lines), code, city, land(dice, address, way))
    return replace(
        written, lines=tuple(_touch(dice, line, way) for line in lines), city=_touch(dice, city, way, dots=False)
    )


def shorten(dice: Dice, street: str, way: Hand) -> str:
    """Return a street with its common abbreviations."""
    if way.head:
        for long, short in HEADS:
            if street.startswith(long):
                street = dice.choice(short) + street[len(long) :]
                break
    if way.tail:
        for long, short in TAILS:
            # A street that is nothing but its tail, or whose abbreviation could be a word, stays.
            if street.endswith(long) and len(street) > len(long) + 3:
                return street[: -len(long)] + dice.choice(short)
    return street


def house(address: Address, way: Hand) -> str:
    """Return the house number with its letter or range."""
    if not address.number:
        return ""
    if address.to:
        return f"{address.number}{way.dash}{address.to}"
    if way.number and (address.letter or way.number.lower().startswith("nr")):
        return way.number.format(n=address.number, l=address.letter, s=address.letter.lower())
    return address.house


def flat_text(dice: Dice, address: Address, way: Hand) -> str:
    """Return floor and door."""
    if not address.floor:
        return ""
    door = dice.choice((address.door, *DOORS.get(address.door, ()))) if way.flat else address.door
    styles = GROUND.get(address.floor) or (FLOORS if address.door in DOORS else PLAIN_FLOORS)
    style = dice.choice(styles) if way.flat else styles[0]
    return style.format(f=address.floor, d=door).strip().rstrip(",")


def zip_text(dice: Dice, address: Address, way: Hand) -> str:
    """Return the postcode, now and then with its country's letters or with the zero that a spreadsheet ate."""
    code = address.zip
    if not way.zip:
        return code
    bare = code.replace(" ", "")
    return {
        "DK": dice.choice((f"DK-{code}", f"DK {code}", f"DK{code}", f"{code} ")),
        "SE": dice.choice((f"SE-{code}", f"S-{code}", bare)),
        "DE": dice.choice((f"D-{code}", f"DE-{code}")),
        "NO": dice.choice((code.lstrip("0"), f"NO-{code}", f"NO {code}")),
        "FO": dice.choice((f"FO-{code}", f"FO {code}")), "GL": f"GL-{code}",
    }[address.country]  # fmt: skip


def town(dice: Dice, address: Address, way: Hand) -> str:
    """Return the town in one of its forms; empty, and with the postcode once more, are forms too."""
    city = address.city
    if way.town == "empty":
        # Without the town nobody could tell the postcode in the only field from a number.
        return city if way.one_field else ""
    if way.town == "zip":
        return city if way.one_field else f"{address.zip} {city}"
    if way.town != "other":
        return city
    if city.startswith("København "):
        return dice.choice((city.replace("København", "Kbh."), "København", city.replace("København", "Copenhagen")))
    return dice.choice(TOWNS[city]) if city in TOWNS else city


def land(dice: Dice, address: Address, way: Hand) -> str:
    """Return the country; a Danish address mostly has none."""
    names = NAMES[address.country]
    if way.country == "other" or address.country != "DK":
        return dice.choice(names)
    return way.country


def _touch(dice: Dice, text: str, way: Hand, *, dots: bool = True) -> str:
    change = {"strict": slips.transliterated, "lossy": slips.lossy, "nfd": slips.nfd, "mojibake": slips.mojibake}.get(
        way.letters
    )
    # Case first: letters that a code page spoilt are no letters any more.
    text = text.upper() if way.case == "upper" else text.lower() if way.case == "lower" else text
    text = change(text) if change else text
    if way.blank and text:
        text = dice.choice(
            (
                re.sub(" ", "  ", text, count=1),
                text.replace(" ", "\u00a0", 1),
                f"{text} ",
                f"{text}{',' if dots else ' '}",
                text,
            )
        )
    return text
