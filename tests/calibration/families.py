"""Customers easily taken for each other: twins, groups, farms, chains, hotels, boards of owners, municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.calibration import places, trades
from tests.calibration.dice import Dice
from tests.calibration.entities import Address, Entity, Name, neighbour, new_address
from tests.calibration.firms import company, core_name, domain, private, trader
from tests.calibration.numbers import new_cvr, new_ean, p_number
from tests.calibration.people import MEN, SPELLINGS, SURNAMES, forename, person


def twins(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield an A/S and an ApS of one name: often at one address, never one company."""
    first = replace(company(dice, number), family=f"twin {number}").marked("twin")
    form = "ApS" if first.name.form == "A/S" else "A/S"
    there = first.address if dice.hit(0.6) else new_address(dice)
    yield first
    yield replace(
        first, id=number + 1, name=replace(first.name, form=form), address=there, cvr=new_cvr(dice), site=p_number(dice)
    )


def group(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield an operating company with its holding, its property company, now and then a third; one door, one mail."""
    first = replace(
        company(dice, number), name=Name(core_name(dice), dice.choice(("ApS", "ApS", "A/S"))), family=f"group {number}"
    )
    first = first.marked("group")
    words = dice.sample(trades.HELD, k=dice.choice((1, 1, 2, 3)))
    yield first
    for step, word in enumerate(words, 1):
        core = dice.choice(
            (f"{first.name.core} {word}", f"{first.name.core.split()[0]} {word}", f"{word} {first.name.core}")
        )
        there = first.address if dice.hit(0.8) else new_address(dice, (first.address.zip, first.address.city))
        mail = first.email if dice.hit(0.6) else ""
        name = Name(core, dice.choice(("ApS", "ApS", "A/S")))
        yield replace(
            first, id=number + step, name=name, address=there, email=mail, cvr=new_cvr(dice), site=p_number(dice)
        )


def farm(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield father and son (or wife) of one surname at one farm, each with a business of his own."""
    last, land = dice.front(SURNAMES), new_address(dice, flat=0.0)
    names = dice.sample(MEN[:90], k=2) if dice.hit(0.7) else [dice.choice(MEN[:90]), forename(dice)]
    for step, first in enumerate(names):
        owner = f"{first} {last}"
        made = trader(dice, number + step, owner) if dice.hit(0.8) else private(dice, number + step, owner)
        title = dice.choice(("Gårdejer", "Landmand", ""))
        name = Name("", owner=owner, title=title if made.kind == "trader" else "")
        yield replace(made, name=name, address=land, family=f"farm {number}").marked("farm")


def chain(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield shops of a chain: own companies with own CVR, or sites of one company with one CVR."""
    made_up = dice.choice(trades.BRANDS) + dice.choice(("huset", "kæden", "butikkerne", " Gruppen", "centret"))
    brand, form, one = dice.maybe(0.5, dice.choice(trades.CHAINS), made_up), dice.choice(("A/S", "ApS")), dice.hit(0.45)
    number_of_all, mail = new_cvr(dice), f"faktura@{domain(brand)}.dk"
    for step, home in enumerate(dice.sample(places.DANISH, k=dice.randint(3, 8))):
        branch = dice.maybe(0.3, "afd. ") + home[1]
        there = new_address(dice, home, flat=0.05)
        made = Entity(
            number + step, "branch", Name(brand, form, branch=branch), there,
            cvr=number_of_all if one else new_cvr(dice), site=p_number(dice),
            email=mail if dice.hit(0.5) else f"{domain(home[1])}@{domain(brand)}.dk", family=f"chain {number}",
        )  # fmt: skip
        yield made.marked("chain", *(("one-cvr",) if one else ()))


def hotel(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield a dozen and more firms behind one door: an office hotel, or the accountant's own address as c/o."""
    door = replace(new_address(dice, flat=0.5), place="", box="", letter="")
    care_of = (
        dice.choice((f"Revisor {person(dice)}", "Revisionsfirmaet", dice.choice(trades.OFFICES)))
        if dice.hit(0.5)
        else ""
    )
    office = f"klient@{domain(care_of)}.dk" if care_of and dice.hit(0.5) else ""
    for step in range(dice.randint(8, 24)):
        made = company(dice, number + step) if dice.hit(0.85) else trader(dice, number + step)
        made = replace(made, address=replace(door, care_of=care_of), family=f"hotel {number}").marked("hotel")
        # Some let the accountant's office open their mail as well.
        yield replace(made, email=office).marked("email-shared") if office and dice.hit(0.6) else made


def owners(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield owners' associations named by their addresses, neighbours among them, half in one administrator's care."""
    office, home = dice.choice(trades.ADMINISTRATORS), dice.choice(places.DANISH)
    desk = new_address(dice, home if dice.hit(0.5) else None, flat=0.6)
    kept, start = dice.hit(0.5), new_address(dice, home, flat=0.0)
    house: Address = replace(start, place="", box="", letter="", number=2 * dice.randint(1, 30))
    for step in range(dice.randint(2, 6)):
        top = house.number + 2 * dice.randint(1, 5) if dice.hit(0.6) else 0
        house = replace(house, to=top)
        core = dice.maybe(0.12, f"{dice.choice(trades.BRANDS)}", f"{house.street} {house.house}")
        word = dice.weighted((("E/F", 0.55), ("A/B", 0.3), ("G/F", 0.15)))
        there = replace(desk, care_of=office) if kept else house
        mail = (
            f"post@{domain(office.split()[0])}.dk"
            if kept
            else f"bestyrelsen.{number + step}@{dice.choice(trades.FREE_MAIL)}"
        )
        cvr = new_cvr(dice) if dice.hit(0.8) else ""
        made = Entity(
            number + step, "owners", Name(core, word=word), there, cvr=cvr, email=mail, family=f"owners {number}"
        )
        yield made.marked("association", *(("administrator",) if kept else ()))
        house = replace(neighbour(dice, house), number=(top or house.number) + 2 * dice.randint(1, 3))


def municipality(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield schools, homes and offices of one municipality: one CVR, an EAN each."""
    town, cvr = dice.choice(places.MUNICIPALITIES), new_cvr(dice)
    homes = [home for home in places.DANISH if home[1].split()[0] == town] or dice.sample(places.DANISH, k=2)
    for step, school in enumerate(dice.sample(places.SCHOOLS, k=dice.randint(4, 11))):
        there = new_address(dice, dice.choice(homes), flat=0.03)
        mail = f"{domain(school)}@{domain(town)}.dk" if dice.hit(0.5) else f"faktura@{domain(town)}.dk"
        made = Entity(
            number + step, "institution", Name(school, owner=f"{town} Kommune"), there, cvr=cvr, ean=new_ean(dice),
            email=mail,
            site=p_number(dice), family=f"municipality {number}",
        )  # fmt: skip
        yield made.marked("municipality", "one-cvr")


def spelt(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield people whose surnames sound alike and are other families: Møller, Müller, Moeller."""
    first, trade = forename(dice), dice.front(trades.TRADES)
    town = dice.choice(places.DANISH) if dice.hit(0.3) else None
    for step, last in enumerate(dice.choice(SPELLINGS)):
        if dice.hit(0.5):
            made = trader(dice, number + step, f"{first} {last}")
        else:
            made = replace(company(dice, number + step), name=Name(f"{last} {trade}", "ApS"))
        yield replace(made, address=new_address(dice, town), family=f"spelt {number}").marked("spelt-alike")


def generations(dice: Dice, number: int) -> Iterator[Entity]:
    """Yield firms that differ in one telling word: a year, senior and junior, a town, a number."""
    first = company(dice, number)
    core, there = first.name.core, first.address
    tails = dice.choice(
        (
            ("af 2012", "af 2019"),
            ("1", "2"),
            ("senior", "junior"),
            ("Nord", "Syd"),
            ("Øst", "Vest"),
            ("", "Danmark"),
            ("", "& Søn"),
        )
    )
    for step, tail in enumerate(tails):
        address = there if dice.hit(0.5) else new_address(dice)
        name = Name(f"{core} {tail}".strip(), first.name.form)
        mail = first.email if dice.hit(0.5) else ""
        yield replace(
            first,
            id=number + step,
            name=name,
            address=address,
            email=mail,
            cvr=new_cvr(dice),
            family=f"telling {number}",
        ).marked("telling-word")


FAMILIES = (
    (twins, 0.1), (group, 0.25), (farm, 0.12), (chain, 0.08), (hotel, 0.05), (owners, 0.14), (municipality, 0.08),
    (spelt, 0.09),
    (generations, 0.12),
)  # fmt: skip
