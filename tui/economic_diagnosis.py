"""What the doctor finds at e-conomic: the tokens' agreement, roles, each place, the accounting years, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checks.engine.cycle import LATE
from checks.engine.details import SLIGHT
from checks.engine.errors import Fault
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain
from checks.engine.records import Period
from checks.engine.snapshot import PLACES, Part
from checks.engine.unread import could_not_read, named, unread
from tui.config import Site
from tui.secret import SecretFault
from tui.texts import doctor as texts
from tui.texts import economic_doctor as said
from tui.wiring import economic_of, utc_now

if TYPE_CHECKING:
    from checks.adapters.economic_look import Looked

ECONOMIC = plain("e-conomic")
READ = (Part.DEBTORS, *PLACES, Part.PERIODS)
"""What is read of e-conomic."""
ENOUGH = ({"superuser"}, {"sales", "bookkeeping"})
"""The roles of which the app needs one set or the other."""
NOVEMBER = 11
Say = Callable[[Line], None]


async def at_economic(site: Site, say: Say) -> None:
    """Ask each thing once, and tell it."""
    try:
        side = economic_of(site)
    except SecretFault:
        say(Line(Sign.FAILED, ECONOMIC, texts.NOT_ASKED, texts.TOKEN_FIRST))
        return
    except Fault as fault:
        say(Line(Sign.FAILED, ECONOMIC, fault.phrase))
        return
    seconds = site.monitor.deadline.total_seconds()
    try:
        async with asyncio.timeout(seconds):
            looked = await side.look()
    except TimeoutError:
        say(Line(Sign.FAILED, ECONOMIC, LATE.with_(system="e-conomic", seconds=f"{seconds:g}")))
        return
    finally:
        await side.close()
    for line in Told(looked, site.economic.agreement_number, utc_now().astimezone().date()).lines():
        say(line)


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of one look; `expected` is the agreement of the site file, `day` is today."""

    looked: Looked
    expected: int | None
    day: date

    def lines(self) -> Iterator[Line]:
        """Yield every line; a fault that several places share is told once, with their names."""
        looked, faults = self.looked, dict(self.looked.faults)
        reasons = unread(faults)
        if set(READ) <= faults.keys():
            whole = reasons[0][0] if len(reasons) == 1 else could_not_read(faults)
            yield Line(Sign.FAILED, ECONOMIC, whole)
            if looked.identity is not None:
                yield from self._identity()
            return
        yield self._answers()
        yield from self._clock()
        for part in READ:
            if part in looked.rows:
                yield self._there(part)
        if looked.without_barred is not None:
            yield Line(Sign.WARNING, _place(Part.PERIODS), looked.without_barred, said.CLASSIC_PERIODS)
        yield from (Line(Sign.FAILED, _names(*parts), why) for why, parts in reasons)
        yield from self._years()
        if looked.identity is not None:
            yield from self._identity()

    def _answers(self) -> Line:
        told = texts.CALLS_IN_PART if self.looked.faults else texts.CALLS
        sign = Sign.WARNING if self.looked.faults else Sign.OK
        return Line(sign, ECONOMIC, told.with_(calls=self.looked.calls, today=self.looked.today))

    def _there(self, part: Part) -> Line:
        if (why := self.looked.detours.get(part)) is not None:
            return Line(Sign.WARNING, _place(part), why, said.CLASSIC)
        return Line(Sign.OK, _place(part), said.THERE.with_(n=self.looked.rows[part]))

    def _clock(self) -> Iterator[Line]:
        if None in self.looked.faults:  # nothing was told at all
            return
        ahead = self.looked.ahead
        if ahead is None:
            yield Line(Sign.WARNING, said.CLOCK, said.NO_TIME)
        elif abs(ahead) <= SLIGHT:
            yield Line(Sign.OK, said.CLOCK, said.IN_TIME.with_(n=SLIGHT))
        else:
            told = said.AHEAD if ahead > 0 else said.BEHIND
            yield Line(Sign.WARNING, said.CLOCK, told.with_(n=round(abs(ahead))), said.MEND_CLOCK)

    def _identity(self) -> Iterator[Line]:
        identity = self.looked.identity
        if identity is None:
            return
        yield agreement(identity.agreement, self.expected)
        yield self._roles(identity.roles)
        if identity.modules is None:
            yield Line(self._if_all_answer, said.MODULES, said.NOT_TOLD)
        else:
            yield Line(Sign.OK, said.MODULES, _listed(identity.modules))

    def _roles(self, roles: tuple[str, ...] | None) -> Line:
        if roles is None:
            return Line(self._if_all_answer, said.ROLES, said.NOT_TOLD)
        there = {role.casefold().replace(" ", "") for role in roles}
        if any(enough <= there for enough in ENOUGH):
            return Line(Sign.OK, said.ROLES, _listed(roles))
        return Line(Sign.WARNING, said.ROLES, said.TOO_FEW.worded(roles=_listed(roles)), said.MEND_ROLES)

    @property
    def _if_all_answer(self) -> Sign:
        """What e-conomic does not tell is no trouble where every place answers."""
        return Sign.WARNING if self.looked.faults else Sign.OK

    def _years(self) -> Iterator[Line]:
        years = self.looked.years
        if years is None:
            return
        now = [year for year in years if year.first <= self.day <= year.last]
        if not now:
            yield Line(Sign.FAILED, said.YEARS, said.NO_YEAR.with_(day=self.day), said.OPEN_YEAR)
        elif all(year.closed for year in now):
            yield Line(Sign.FAILED, said.YEARS, said.CLOSED_YEAR.with_(day=self.day), said.REOPEN_YEAR)
        else:
            yield self._next(years, max(year.last for year in now))

    def _next(self, years: tuple[Period, ...], last: date) -> Line:
        """Tell how the year after this one stands, which from November on has to be there; `last` is this one's end."""
        day = self._next_year
        if day is None:
            return Line(Sign.OK, said.YEARS, said.YEAR_OPEN.with_(last=last))
        then = [year for year in years if year.first <= day <= year.last]
        if not then:
            return Line(Sign.WARNING, said.YEARS, said.NO_NEXT_YEAR.with_(day=day), said.OPEN_YEAR)
        if all(year.closed for year in then):
            return Line(Sign.WARNING, said.YEARS, said.CLOSED_NEXT_YEAR.with_(day=day), said.REOPEN_YEAR)
        end = max(year.last for year in then)
        told = said.NEXT_OPEN if end > last else said.YEAR_OPEN
        return Line(Sign.OK, said.YEARS, told.with_(last=last, next=end))

    @property
    def _next_year(self) -> date | None:
        """Return the first day of the next year where it is near."""
        return date(self.day.year + 1, 1, 1) if self.day.month >= NOVEMBER else None


def agreement(found: int, expected: int | None) -> Line:
    """Tell whether these are the books of the site file."""
    if expected is None:
        named_none = texts.NO_AGREEMENT.with_(number=str(found))
        return Line(Sign.WARNING, texts.AGREEMENT, named_none, texts.ADD_AGREEMENT.with_(number=str(found)))
    if found != expected:
        other = texts.OTHER_AGREEMENT.with_(found=str(found), expected=str(expected))
        return Line(Sign.FAILED, texts.AGREEMENT, other, texts.MEND_AGREEMENT)
    return Line(Sign.OK, texts.AGREEMENT, plain(str(found)))


def _listed(names: tuple[str, ...]) -> Phrase:
    return plain(", ".join(names)) if names else said.NONE


def _place(part: Part) -> Phrase:
    return _of(named([part]))


def _names(*parts: Part | None) -> Phrase:
    """Return what a fault is about; the agreement by itself is called so, as where it is told."""
    return texts.AGREEMENT if parts == (None,) else _of(named(parts))


def _of(names: Phrase) -> Phrase:
    en, da = texts.ECONOMIC_PLACES.en, texts.ECONOMIC_PLACES.da
    return Phrase(en.format(places=names.en), da.format(places=names.da))
