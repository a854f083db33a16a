"""The two card indexes of one office being filled, entity by entity; who is whose partner is remembered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.calibration.decoys import decoy
from tests.calibration.dice import dice
from tests.calibration.entities import Entity
from tests.calibration.numbers import bare_cvr
from tests.calibration.rates import Rates, chance
from tests.calibration.versions import apart
from tests.calibration.worsen import Sheet, write

DEBTORS = 1.12
ONLY_THEIRS = {"typical": 0.13, "harsh": 0.19}
DECOYS = {"typical": 0.1, "harsh": 0.35}


@dataclass(slots=True, eq=False)
class Card:
    """An e-conomic customer; `family` says whom it may be taken for."""

    sheet: Sheet
    family: str
    barred: bool = False
    number: int = 0


@dataclass(slots=True, eq=False)
class Row:
    """A ClientTime customer with the cards that are truly the same customer, the one in use first."""

    sheet: Sheet
    family: str
    cards: tuple[Card, ...]
    kinds: set[str]
    active: bool = True
    link: Card | None = None
    optional: bool = False

    @property
    def asked(self) -> bool:
        """Tell whether somebody wants to know who this is."""
        return self.active and self.link is None


@dataclass(slots=True)
class Office:
    """Both indexes; `share` of the partnered rows is linked already, nearly all of them rightly."""

    seed: object
    size: int
    profile: str
    share: float
    rows: list[Row] = field(default_factory=list[Row])
    cards: list[Card] = field(default_factory=list[Card])
    mates: dict[str, list[Entity]] = field(default_factory=dict[str, "list[Entity]"])

    def fill(self, everyone: Sequence[Entity]) -> None:
        """Settle everyone in one index, the other or both, until both are full."""
        self.mates = _families(everyone)
        for entity in everyone:
            full, enough = len(self.rows) >= self.size, len(self.cards) >= self.size * DEBTORS
            if full and enough:
                break
            rates = self._rates("settle", entity)
            if enough or (not full and rates.hit("only-clienttime")):
                self._only_ours(entity, rates)
            elif full or rates.dice.hit(ONLY_THEIRS[self.profile]):
                self._card(apart(entity, rates)[1], "theirs", barred=rates.dice.hit(0.03))
            else:
                self._both(entity, rates)
        self._mislink()
        self._mark_near()

    def _only_ours(self, entity: Entity, rates: Rates) -> None:
        sheet = self._write(apart(entity, rates)[0], "ours")
        row = Row(
            sheet, entity.family, (), {*entity.kinds, *sheet.kinds, "partnerless"}, active=not rates.hit("inactive")
        )
        self.rows.append(row)
        if not entity.family and rates.dice.hit(DECOYS[self.profile]):
            other = decoy(rates.dice, entity, entity.id)
            self._card(other, "decoy")
            row.kinds |= {"near", "decoy", *(other.kinds & {"number-reused"})}

    def _both(self, entity: Entity, rates: Rates) -> None:
        ours, theirs = apart(entity, rates)
        card = self._card(theirs, "theirs", barred=rates.hit("barred"))
        row = self._row(ours, "ours", (card,), rates)
        row.kinds |= {*theirs.kinds, *card.sheet.kinds, *_compared(row.sheet, card.sheet, row.kinds | theirs.kinds)}
        if card.barred:
            row.kinds.add("barred")
        if rates.hit("duplicate-debtor"):
            row.cards = (card, self._card(theirs, "again", barred=rates.dice.hit(0.15)))
            row.kinds.add("duplicate-debtor")
        row.link = card if rates.dice.hit(self.share) else None
        if rates.hit("taken" if row.link else "duplicate-customer"):
            self._twice(ours, row, rates)

    def _twice(self, entity: Entity, first: Row, rates: Rates) -> None:
        again = self._row(entity, "twice", first.cards, rates)
        again.active = not rates.dice.hit(0.3)
        again.kinds |= {*first.cards[0].sheet.kinds, *_compared(again.sheet, first.cards[0].sheet, again.kinds)}
        rivals = [again] if first.link else [again, first] if again.active and first.active else []
        for row in rivals:
            row.kinds.add("taken" if first.link else "duplicate-customer")
            row.optional = True

    def _row(self, entity: Entity, side: str, cards: tuple[Card, ...], rates: Rates) -> Row:
        sheet = self._write(entity, side)
        row = Row(sheet, entity.family, cards, {*entity.kinds, *sheet.kinds}, active=not rates.hit("inactive"))
        self.rows.append(row)
        return row

    def _card(self, entity: Entity, side: str, *, barred: bool = False) -> Card:
        card = Card(self._write(entity, side), entity.family, barred)
        self.cards.append(card)
        return card

    def _write(self, entity: Entity, side: str) -> Sheet:
        rates = self._rates(side, entity)
        near = [mate for mate in self.mates.get(entity.family, ()) if mate.id != entity.id] if entity.family else []
        crowd = near or self.mates[""]
        return write(entity, rates, rates.dice.sample(crowd, k=min(2, len(crowd))))

    def _rates(self, what: str, entity: Entity) -> Rates:
        return Rates(self.profile, dice(self.seed, what, entity.id))

    def _mislink(self) -> None:
        """Let a few linked customers have somebody else's number: the one whose it is finds it taken."""
        source = dice(self.seed, "mislink")
        linked = [row for row in self.rows if row.link and row.active]
        asked = [row for row in self.rows if row.asked and len(row.cards) == 1]
        times = min(len(linked), len(asked), round(chance("taken-by-stranger", self.profile) * len(self.rows)))
        for thief, owner in zip(source.sample(linked, k=times), source.sample(asked, k=times), strict=True):
            thief.link = owner.cards[0]
            owner.kinds |= {"taken", "taken-by-stranger"}
            owner.optional = True

    def _mark_near(self) -> None:
        present = {card.family for card in self.cards if card.family}
        numbers = {number for card in self.cards if (number := bare_cvr(card.sheet.cvr))}
        for row in self.rows:
            if not row.cards and row.family in present:
                row.kinds.add("near")
            if not row.cards and bare_cvr(row.sheet.cvr) in numbers:
                row.kinds.add("number-of-a-stranger")


def _families(everyone: Sequence[Entity]) -> dict[str, list[Entity]]:
    found = defaultdict[str, list[Entity]](list)
    for entity in everyone:
        found[entity.family].append(entity)
    return dict(found)


def _compared(ours: Sheet, theirs: Sheet, kinds: set[str]) -> set[str]:
    found, mine, other = set[str](), bare_cvr(ours.cvr), bare_cvr(theirs.cvr)
    if mine and other and mine != other:
        found.add("conflict")
    elif not mine and not other:
        found.add("number-on-neither-side")
    elif not mine or not other:
        found.add("number-on-one-side")
    if "converted" in kinds and not {"no-form", "truncated"} & (ours.kinds | theirs.kinds):
        found.add("form-conflict")
    return found
