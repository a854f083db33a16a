"""Who really exists: one value for each customer of the world, before any system has written it down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.calibration import places, streets
from tests.calibration.dice import Dice


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody gets post; `number` 0 means that the street has none (a post box, a harbour)."""

    street: str
    number: int
    zip: str
    city: str
    letter: str = ""
    to: int = 0
    floor: str = ""
    door: str = ""
    care_of: str = ""
    place: str = ""
    box: str = ""
    country: str = "DK"

    @property
    def house(self) -> str:
        """Return number, letter and range as the register writes them."""
        upto = f"-{self.to}" if self.to else ""
        return f"{self.number}{self.letter}{upto}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; which of them there are says what kind of name it is.

    A company has a core and a form, a trader a trade name or title and an owner, an association a word (E/F) and a
    core that is its address, an institution its municipality in `owner`.
    """

    core: str
    form: str = ""
    owner: str = ""
    title: str = ""
    branch: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One customer as it truly is. `family` ties those that are easily taken for each other."""

    id: int
    kind: str
    name: Name
    address: Address
    cvr: str = ""
    ean: str = ""
    email: str = ""
    phone: str = ""
    site: str = ""
    family: str = ""
    kinds: frozenset[str] = frozenset()

    def marked(self, *kinds: str) -> Entity:
        """Return the entity with these troubles added."""
        return replace(self, kinds=self.kinds | set(kinds))


def house_number(dice: Dice) -> int:
    """Return a number; most houses stand near the beginning of a street."""
    return 1 + int(180 * dice.random() ** 2.2)


def new_address(dice: Dice, home: tuple[str, str] | None = None, flat: float = 0.3, street: str = "") -> Address:
    """Return a Danish address with floors, doors, letters, ranges, place names where there would be some."""
    zip_code, city = home or dice.choice(places.DANISH)
    address = Address(street or dice.choice(streets.DANISH), house_number(dice), zip_code, city)
    if dice.hit(0.16):
        address = replace(address, letter=dice.choice("AAABBCDE"))
    elif dice.hit(0.05):
        address = replace(address, to=address.number + 2 * dice.randint(1, 4))
    if dice.hit(flat):
        floor = dice.choice(("st", "1", "1", "2", "2", "3", "4", "5", "kl"))
        door = dice.weighted((("tv", 0.36), ("th", 0.36), ("mf", 0.08), (str(dice.randint(1, 20)), 0.1), ("", 0.1)))
        address = replace(address, floor=floor, door=door)
    if dice.hit(0.07) and not address.floor:
        address = replace(address, place=dice.choice(places.HAMLETS))
    if dice.hit(0.015):
        address = replace(address, box=str(dice.randint(10, 2600)))
    return address


def neighbour(dice: Dice, address: Address) -> Address:
    """Return another house of the same street."""
    other = address.number + 2 * dice.randint(1, 6)
    return replace(address, number=other, to=0, letter="", floor="", door="")


def address_abroad(dice: Dice, country: str) -> Address:
    """Return an address of Sweden, Germany, Norway, Greenland or the Faroes."""
    pairs, names = {
        "SE": (places.SWEDISH, streets.SWEDISH),
        "DE": (places.GERMAN, streets.GERMAN),
        "NO": (places.NORWEGIAN, streets.NORWEGIAN),
        "GL": (places.GREENLANDIC, streets.GREENLANDIC),
        "FO": (places.FAROESE, streets.FAROESE),
    }[country]
    # The Swedish pairs hold a blank inside the postcode: the town is what follows the last digit.
    zip_code, city = dice.choice(pairs) if country != "SE" else dice.choice(SWEDISH)
    return Address(dice.choice(names), house_number(dice), zip_code, city, country=country)


SWEDISH = tuple((f"{head} {rest.split(' ', 1)[0]}", rest.split(" ", 1)[1]) for head, rest in places.SWEDISH)
