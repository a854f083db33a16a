"""One entity as one system holds it, with everything that goes wrong on the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checks.engine.cpr import mask_cpr
from tests.calibration import slips
from tests.calibration.entities import Address, Entity
from tests.calibration.firms import domain
from tests.calibration.lettering import Lines, hand, letter
from tests.calibration.numbers import cpr, slip, telephone, written_cvr, written_ean
from tests.calibration.rates import Rates, chance
from tests.calibration.spelling import spell
from tests.calibration.trades import FREE_MAIL

CUTS = (30, 30, 50, 255)


@dataclass(slots=True)
class Sheet:
    """A customer card being filled in; `kinds` are the troubles on it."""

    name: str
    lines: list[str]
    zip: str
    city: str
    country: str
    cvr: str = ""
    ean: str = ""
    email: str = ""
    kinds: set[str] = field(default_factory=set[str])

    def note(self, kind: str, value: str) -> str:
        """Mark the trouble and return the value."""
        self.kinds.add(kind)
        return value


def write(entity: Entity, rates: Rates, others: Sequence[Entity]) -> Sheet:
    """Return the card of an entity; `others` are those whose number or mail may have slipped in."""
    text, kinds = spell(entity, rates)
    where = _address(entity, rates, kinds)
    sheet = Sheet(
        text, list(where.lines), where.zip, where.city, where.country, entity.cvr, entity.ean, entity.email, kinds
    )
    _letters(sheet, rates)
    _where(sheet, rates, entity)
    _cvr(sheet, rates, entity, others)
    _ean(sheet, rates)
    _mail(sheet, rates, others)
    return sheet


def _address(entity: Entity, rates: Rates, kinds: set[str]) -> Lines:
    address: Address = entity.address
    if address.floor and rates.hit("floor-dropped"):
        kinds.add("floor-dropped")
        address = replace(address, floor="", door="")
    if address.care_of and rates.hit("care-of-dropped"):
        kinds.add("care-of-dropped")
        address = replace(address, care_of="")
    if address.place and rates.dice.hit(0.4):
        kinds.add("place-dropped")
        address = replace(address, place="")
    if address.box and rates.hit("box-instead"):
        kinds.add("box-instead")
        address = replace(address, street="", number=0, letter="", floor="", place="", to=0)
    elif address.box:
        address = replace(address, box="")
    way = hand(rates.dice, chance("cosmetic", rates.profile))
    if rates.hit("one-field"):
        kinds.add("one-field")
        way = replace(way, one_field=True)
    return letter(rates.dice, address, way)


def _letters(sheet: Sheet, rates: Rates) -> None:
    """Spoil name and address together where an import did it, each by itself where a finger did."""
    if rates.hit("upper"):
        sheet.name = sheet.note("upper", sheet.name.upper())
    elif rates.hit("lower"):
        sheet.name = sheet.note("lower", sheet.name.lower())
    for kind, change in (
        ("transliterated", slips.transliterated), ("letters-lost", slips.lossy), ("letters-as-marks", slips.marks),
        ("mojibake", slips.mojibake), ("nfd", slips.nfd),
    ):  # fmt: skip
        if rates.hit(kind):
            before = (sheet.name, *sheet.lines)
            sheet.name, sheet.city = change(sheet.name), change(sheet.city)
            sheet.lines = [change(line) for line in sheet.lines]
            if before != (sheet.name, *sheet.lines):
                sheet.kinds.add(kind)
            break
    if rates.hit("typo"):
        sheet.name = sheet.note("typo", slips.typo(rates.dice, sheet.name))
    if sheet.lines and rates.hit("address-typo"):
        sheet.lines[-1] = sheet.note("address-typo", slips.typo(rates.dice, sheet.lines[-1], 6))
    if rates.hit("blanks"):
        sheet.name = sheet.note("blanks", slips.blanks(rates.dice, sheet.name))
    if rates.hit("truncated") and len(sheet.name) > (cut := rates.dice.choice(CUTS)):
        sheet.name = sheet.note("truncated", sheet.name[:cut].rstrip())


def _where(sheet: Sheet, rates: Rates, entity: Entity) -> None:
    dice = rates.dice
    if rates.hit("address-missing", 0.2 if not entity.cvr else 1.0):
        sheet.lines, sheet.zip, sheet.city = [], "", sheet.note("address-missing", "")
        return
    if rates.hit("zip-missing"):
        sheet.zip = sheet.note("zip-missing", "")
    elif sheet.zip.isdigit() and rates.hit("zip-typo"):
        sheet.zip = sheet.note("zip-typo", slip(dice, sheet.zip))
    if rates.hit("contact-line"):
        sheet.lines.insert(
            0, sheet.note("contact-line", dice.choice(("Att.: Bogholderi", "Att. direktionen", "Att: faktura")))
        )
    if rates.hit("address-cut") and any(len(line) > 30 for line in sheet.lines):
        sheet.lines = [line[:30] for line in sheet.lines]
        sheet.kinds.add("address-cut")


def _cvr(sheet: Sheet, rates: Rates, entity: Entity, others: Sequence[Entity]) -> None:
    dice = rates.dice
    if entity.kind in ("private", "trader") and rates.hit("cpr", 0.5 if entity.cvr else 1.0):
        value = cpr(dice)
        # The border masks such a value; some reach the judgement raw where a test or a script hands rows in.
        value = mask_cpr(value) if dice.hit(0.7) else value
        sheet.kinds.add("cpr")
        if dice.hit(0.4):
            sheet.name = f"{sheet.name} {value}"
        else:
            sheet.cvr = value
        return
    if rates.hit("cvr-is-site") and entity.site:
        sheet.cvr = sheet.note("cvr-is-site", entity.site)
    elif rates.hit("cvr-is-telephone") and entity.phone:
        sheet.cvr = sheet.note("cvr-is-telephone", entity.phone)
    elif sheet.cvr and rates.hit("cvr-typo"):
        sheet.cvr = sheet.note("cvr-typo", slip(dice, sheet.cvr))
    elif entity.kind not in ("private", "estate") and rates.hit("cvr-of-another", 4 if "group" in entity.kinds else 1):
        other = next((one for one in others if one.cvr and one.cvr != entity.cvr), None)
        sheet.cvr = sheet.note("cvr-of-another", other.cvr) if other else sheet.cvr
    elif sheet.cvr and rates.hit("cvr-format"):
        sheet.cvr = sheet.note("cvr-format", written_cvr(dice, sheet.cvr))


def _ean(sheet: Sheet, rates: Rates) -> None:
    if sheet.ean and rates.hit("ean-missing"):
        sheet.ean = sheet.note("ean-missing", "")
    elif sheet.ean and rates.hit("ean-wrong"):
        sheet.ean = sheet.note("ean-wrong", slip(rates.dice, sheet.ean))
    elif sheet.ean and rates.dice.hit(0.1):
        sheet.ean = written_ean(rates.dice, sheet.ean)


def _mail(sheet: Sheet, rates: Rates, others: Sequence[Entity]) -> None:
    dice = rates.dice
    if not sheet.email:
        return
    if rates.hit("email-missing"):
        sheet.email = sheet.note("email-missing", "")
    elif rates.hit("email-changed"):
        local, _, home = sheet.email.partition("@")
        new = dice.choice(
            (
                f"faktura@{home}",
                f"{local}@{dice.choice(FREE_MAIL)}",
                f"{domain(sheet.name)[:12]}@{dice.choice(FREE_MAIL)}",
            )
        )
        sheet.email = sheet.note("email-changed", new)
    elif rates.hit("email-shared") and others and others[0].email:
        sheet.email = sheet.note("email-shared", others[0].email)
    elif dice.hit(0.1):
        sheet.email = dice.choice(
            (
                sheet.email.upper(),
                f" {sheet.email}",
                sheet.email.capitalize(),
                f"{sheet.email} {telephone(dice)}@fakturamail.dk",
            )
        )
