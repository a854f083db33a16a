"""Single customers of every kind, each as an entity of the true world; families are in families.py."""

from __future__ import annotations

from dataclasses import replace

from tests.calibration import places, trades
from tests.calibration.dice import Dice
from tests.calibration.entities import Address, Entity, Name, address_abroad, new_address
from tests.calibration.numbers import new_cvr, new_ean, p_number, telephone
from tests.calibration.people import SURNAMES, common_person, forename, person

ASCII = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a", " ": "", "&": "og", "ð": "d", "ß": "ss"}
)


def domain(name: str) -> str:
    """Return what the firm of this name has as its mail domain."""
    return "".join(c for c in name.lower().translate(ASCII) if c.isascii() and c.isalnum())[:24] or "firma"


def core_name(dice: Dice) -> str:
    """Return the heart of a company's name in one of the ways in which people make them up."""
    trade, brand, last = dice.front(trades.TRADES), dice.choice(trades.BRANDS), dice.front(SURNAMES)
    letters = "".join(dice.choice("ABDEFGHJKLMNPRSTV") for _ in range(dice.choice((2, 2, 3))))
    english = dice.choice(trades.ENGLISH) + dice.choice(("", " ", "-")) + dice.choice(trades.ENGLISH_TAILS)
    town = dice.choice(places.DANISH)[1].split()[0]
    return dice.weighted(
        (
            (f"{brand} {trade}", 0.22),
            (f"{last} {trade}", 0.14),
            (f"{brand}", 0.07),
            (f"{forename(dice)} {last} {trade}", 0.07),
            (f"{town} {trade}", 0.08),
            (f"{last} & {dice.choice(SURNAMES)}", 0.06),
            (f"{last} & {dice.choice(('Søn', 'Sønner', 'Co.', 'Partnere'))}", 0.06),
            (f"Brdr. {last}", 0.03),
            (f"{letters} {trade}", 0.09),
            (f"{'.'.join(letters)}. {trade}", 0.03),
            (english, 0.09),
            (f"{last}s {trade} og {dice.choice(trades.TRADES)}", 0.05),
            (f"{dice.randint(2, 9)}{dice.choice('MRKBST')} {trade}", 0.03),
            (f"Rådgivende Ingeniører {last}", 0.02),
            (f"Det {dice.choice(('Lille', 'Gamle', 'Grønne', 'Blå'))} {dice.choice(trades.SHOPS)}", 0.03),
        )
    )


def company(dice: Dice, number: int) -> Entity:
    """Return a company with a legal form."""
    form, core = dice.weighted(trades.LIMITED), core_name(dice)
    if dice.hit(0.1):
        core = f"{core} {dice.choice(trades.HELD)}"
    mail = f"{dice.choice(('info', 'kontakt', 'faktura', 'bogholderi', 'mail', 'post'))}@{domain(core)}.dk"
    return _firm(dice, number, "company", Name(core, form), mail, new_address(dice, flat=0.18))


def partnership(dice: Dice, number: int) -> Entity:
    """Return an I/S, often of a farm or of brothers."""
    last = dice.front(SURNAMES)
    core = dice.choice(
        (f"{dice.choice(trades.BRANDS)}gård", f"Brdr. {last}", f"{last} & {dice.choice(SURNAMES)}",
         f"{forename(dice)} og {forename(dice)} {last}", core_name(dice))
    )  # fmt: skip
    return _firm(
        dice,
        number,
        "partnership",
        Name(core, "I/S"),
        f"{domain(core)}@{dice.choice(trades.FREE_MAIL)}",
        new_address(dice, flat=0.05),
    )


def trader(dice: Dice, number: int, owner: str = "") -> Entity:
    """Return a sole trader: a shop with its owner, or a title and a name."""
    owner = owner or person(dice)
    first, last = owner.split()[0], owner.split()[-1]
    shop = dice.choice(
        (f"{dice.choice(trades.SHOPS)} {first}", f"{last}s {dice.choice(trades.TRADES)}", core_name(dice),
         f"{dice.choice(trades.SHOPS)} {dice.choice(trades.BRANDS)}")
    )  # fmt: skip
    name = Name(shop, owner=owner) if dice.hit(0.6) else Name("", owner=owner, title=dice.front(trades.TITLES))
    local = dice.choice((f"{domain(first)}.{domain(last)}", f"{domain(first)}{dice.randint(1, 99)}", domain(shop)))
    return _firm(dice, number, "trader", name, f"{local}@{dice.choice(trades.FREE_MAIL)}", new_address(dice, flat=0.2))


def private(dice: Dice, number: int, owner: str = "") -> Entity:
    """Return a private person, now and then a couple: no CVR, seldom a mail."""
    couple = f"{forename(dice)} og " if not owner and dice.hit(0.08) else ""
    owner = owner or couple + person(dice)
    first, last = domain(owner.split()[0]), domain(owner.split()[-1])
    mail = f"{first}.{last}{dice.randint(1, 99)}@{dice.choice(trades.FREE_MAIL)}" if dice.hit(0.6) else ""
    return replace(_firm(dice, number, "private", Name("", owner=owner), mail, new_address(dice, flat=0.45)), cvr="")


def club(dice: Dice, number: int) -> Entity:
    """Return an association of people, about half of them with a CVR."""
    city = dice.choice(places.DANISH)
    town = dice.choice((city[1].split()[0], dice.choice(places.HAMLETS)))
    word = dice.choice(trades.CLUBS)
    core = f"{town} {word}" if dice.hit(0.7) else f"{word.split()[0]}en {dice.choice(trades.BRANDS)}"
    made = _firm(
        dice,
        number,
        "club",
        Name(core),
        f"kasserer.{domain(town)}@{dice.choice(trades.FREE_MAIL)}",
        new_address(dice, city),
    )
    return made if dice.hit(0.6) else replace(made, cvr="")


def church(dice: Dice, number: int) -> Entity:
    """Return a parish; its clerk changes, and the address with the clerk."""
    parish = dice.choice(places.PARISHES)
    core = dice.choice(
        (f"{parish} Kirke", f"{parish} Sogns Menighedsråd", f"{parish} Kirkegård", f"{parish} Menighedsråd")
    )
    made = _firm(
        dice,
        number,
        "church",
        Name(core),
        f"{domain(parish)}{dice.randint(1, 99)}.sogn@kirkemail.dk",
        new_address(dice, flat=0.02),
    )
    return replace(made, ean=new_ean(dice))


def estate(dice: Dice, number: int) -> Entity:
    """Return the estate of somebody who died, care of the lawyer."""
    owner = person(dice)
    home = new_address(dice)
    where = replace(home, care_of=f"Advokat {person(dice)}") if dice.hit(0.6) else home
    return replace(_firm(dice, number, "estate", Name("", owner=owner, word="Dødsboet efter"), "", where), cvr="")


def foreign(dice: Dice, number: int) -> Entity:
    """Return a Swedish, German or Norwegian firm; it has no Danish CVR."""
    country = dice.weighted((("SE", 0.4), ("DE", 0.35), ("NO", 0.25)))
    core = dice.choice(
        (
            f"{dice.choice(trades.BRANDS)} {dice.choice(trades.TRADES)}",
            f"{dice.choice(SURNAMES)} {dice.choice(trades.ENGLISH_TAILS)}",
        )
    )
    form = dice.weighted(trades.ABROAD[country])
    made = _firm(
        dice,
        number,
        "foreign",
        Name(core, form),
        f"info@{domain(core)}.{country.lower()}",
        address_abroad(dice, country),
    )
    return replace(made, cvr="")


def greenlandic(dice: Dice, number: int) -> Entity:
    """Return a firm of Nuuk or Sisimiut, with a CVR like any other."""
    core = core_name(dice)
    return _firm(
        dice,
        number,
        "greenlandic",
        Name(core, dice.choice(("ApS", "A/S"))),
        f"{domain(core)}@greennet.gl",
        address_abroad(dice, "GL"),
    )


def faroese(dice: Dice, number: int) -> Entity:
    """Return a firm of the Faroes, whose form stands in front: P/F Bakkafossur."""
    core = dice.choice(trades.FAROESE) + dice.choice(("", " Sjey", " Handil", " Smiðja", " Byggifelag", " Flutningur"))
    made = _firm(
        dice,
        number,
        "faroese",
        Name(core, word=dice.choice(("P/F", "Sp/f"))),
        f"{domain(core)}@olivant.fo",
        address_abroad(dice, "FO"),
    )
    return replace(made, cvr="")


def filial(dice: Dice, number: int) -> Entity:
    """Return the Danish branch of a foreign company, which has a CVR of its own."""
    core = f"{dice.choice(trades.BRANDS)} {dice.choice(trades.ENGLISH_TAILS)}"
    form = dice.weighted(trades.ABROAD[dice.choice(("SE", "DE"))])
    name = Name(f"{core}, filial af {core} {form}" if dice.hit(0.5) else f"{core} Danmark, filial af {form}")
    return _firm(dice, number, "filial", name, f"dk@{domain(core)}.com", new_address(dice))


def foundation(dice: Dice, number: int) -> Entity:
    """Return a foundation; its form stands in front."""
    word = dice.choice(("Fonden", "Den Erhvervsdrivende Fond", "Legatet for", "Familiefonden", "Partrederiet"))
    core = f"{word} {dice.choice(trades.BRANDS)} {dice.maybe(0.5, dice.choice(SURNAMES))}".strip()
    return _firm(dice, number, "foundation", Name(core), f"fonden@{domain(core)}.dk", new_address(dice))


def dead(dice: Dice, number: int) -> Entity:
    """Return a company that is being wound up; the tail stands on one side, both or none."""
    return replace(company(dice, number), kind="dead")


def namesake(dice: Dice, number: int) -> Entity:
    """Return a person or sole trader with a name that others have too, in some other town."""
    owner = common_person(dice)
    made = (
        private(dice, number, owner)
        if dice.hit(0.45)
        else replace(trader(dice, number, owner), name=Name("", owner=owner))
    )
    return replace(made, family=f"namesake {owner}").marked("namesake")


def incorporate(dice: Dice, entity: Entity) -> Entity:
    """Return the company that a trader or partnership became: another legal person with a number of its own."""
    name = Name(entity.name.core, "ApS")
    return replace(entity, kind="company", name=name, cvr=new_cvr(dice)).marked("incorporated")


def _firm(dice: Dice, number: int, kind: str, name: Name, mail: str, address: Address) -> Entity:
    return Entity(
        number,
        kind,
        name,
        address,
        cvr=new_cvr(dice),
        email=mail if dice.hit(0.8) else "",
        phone=telephone(dice),
        site=p_number(dice),
    ).marked(*KINDS.get(kind, ()))


KINDS = {
    "private": ("private",), "estate": ("estate",), "church": ("church",), "foreign": ("foreign",),
    "greenlandic": ("greenlandic",),
    "faroese": ("faroese",), "filial": ("filial",), "foundation": ("foundation",),
}  # fmt: skip
SINGLES = (
    (company, 0.4), (trader, 0.17), (private, 0.09), (partnership, 0.06), (club, 0.05), (namesake, 0.06),
    (dead, 0.03), (church, 0.02),
    (estate, 0.02), (filial, 0.008), (foundation, 0.015), (foreign, 0.03), (greenlandic, 0.015), (faroese, 0.015),
)  # fmt: skip
