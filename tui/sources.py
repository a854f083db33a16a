"""What the page of the sources says, as sections of rows; how it is drawn is the screen's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from checks.engine.details import SLIGHT, Account, Details, PlaceState, Trouble
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, Value, plain
from checks.engine.snapshot import PLACES, Part
from checks.engine.unread import NAMES, alike
from tui.age import ago, clock
from tui.count import grouped
from tui.desk import Desk
from tui.texts import economic_doctor as economic
from tui.texts import sources as texts
from tui.trouble import standing, troubles
from tui.waiting import waiting

CLIENTTIME, ECONOMIC = (Part.CUSTOMERS, Part.INVOICES), (Part.DEBTORS, *PLACES, Part.PERIODS)
SYSTEMS = {"clienttime": ("ClientTime", CLIENTTIME), "economic": ("e-conomic", ECONOMIC)}
OWN_NAMES = {Part.CUSTOMERS: NAMES[Part.DEBTORS], Part.INVOICES: Phrase("invoices", "fakturaer")}
"""Under ClientTime's own heading."""


class Sign(Enum):
    """How a row stands."""

    OK = auto()
    WARNING = auto()
    FAILED = auto()
    UNKNOWN = auto()
    NONE = auto()


HEALTH = {Health.OK: Sign.OK, Health.DEGRADED: Sign.WARNING, Health.DOWN: Sign.FAILED}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing and what is known of it."""

    sign: Sign
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Both sides as the desk's board and the engine's answer have them; `details` is None until it answered."""

    desk: Desk
    details: Details | None

    def sections(self) -> tuple[Section, ...]:
        """Return everything, in the order of the page."""
        states = {state.name: state for state in self.desk.board.pulse.sources}
        systems = [
            Section(title, (*self._system(states.get(name), name), *self._places(parts), *self._more(name, states)))
            for name, (title, parts) in SYSTEMS.items()
        ]
        return (*systems, Section(self._say(texts.TROUBLES), tuple(self._troubles())))

    def text(self) -> str:
        """Return the page as a text for a ticket or a mail."""
        lines = (f"{s.title}\n" + "\n".join(f"  {r.name}: {r.said}" for r in s.rows) for s in self.sections())
        return "\n\n".join(lines) + "\n"

    # -- each side as a whole

    def _system(self, state: SourceState | None, name: str) -> Iterator[Row]:
        if state is None:
            yield self._row(Sign.UNKNOWN, texts.STATE, texts.NEVER_READ)
            return
        sign, said = HEALTH[standing(state, self.desk)], [self._say(self._health(state))]
        said.append(self._say(texts.READ.with_(age=self._ago(state.as_of)) if state.as_of else texts.NEVER_READ))
        said += [trouble.next for trouble in troubles(self.desk) if trouble.state is state and trouble.next]
        if name in self.desk.board.pulse.waiting and (waits := waiting(self.desk)) is not None:
            said.append(self._say(waits))
        yield Row(sign, self._say(texts.STATE), ", ".join(said))
        yield self._error(state, name)

    def _health(self, state: SourceState) -> Phrase:
        strange = standing(state, self.desk) is not state.health
        return texts.OF_NO_USE if strange else texts.HEALTH[state.health]

    def _error(self, state: SourceState, name: str) -> Row:
        if self.details is None:
            return self._row(Sign.NONE, texts.LAST_ERROR, state.detail or texts.ASKING)
        trouble = dict(self.details.errors).get(name)
        if trouble is None:
            return self._row(Sign.NONE, texts.LAST_ERROR, state.detail or texts.NO_ERROR)
        lasts = state.detail is not None
        said = {"time": self._clock(trouble.at), "said": self._say(state.detail or trouble.said)}
        phrase = texts.SINCE if lasts else texts.OVER
        return self._row(HEALTH[state.health] if lasts else Sign.NONE, texts.LAST_ERROR, phrase.with_(**said))

    # -- the places

    def _places(self, parts: Sequence[Part]) -> Iterator[Row]:
        known = {} if self.details is None else {place.part: place for place in self.details.places}
        told = set[Phrase]()
        for part in parts:
            place = known.get(part)
            why = None if place is None or place.fault is None else alike(place.fault)
            yield self._place(part, place, again=why in told)
            told |= set() if why is None else {why}

    def _place(self, part: Part, place: PlaceState | None, again: bool) -> Row:
        name = OWN_NAMES.get(part, NAMES[part])
        if place is None or self.details is None:
            return self._row(Sign.UNKNOWN, name, texts.ASKING)
        if part is Part.INVOICES and not self.details.invoices_mapped:
            return self._row(Sign.NONE, name, texts.NOT_MAPPED)
        rows = "" if place.rows is None else grouped(place.rows, self.desk.language)
        if place.fault is not None:
            why = self._say(texts.AS_ABOVE if again else place.fault)
            if place.as_of is None:
                return self._row(Sign.UNKNOWN, name, texts.NOT_READ.with_(why=why))
            then = self._clock(place.as_of)
            return self._row(Sign.UNKNOWN, name, texts.NOT_READ_SINCE.with_(time=then, rows=rows, why=why))
        if place.as_of is None:
            return self._row(Sign.UNKNOWN, name, texts.NEVER_READ)
        if place.detour is not None:
            told = texts.CLASSIC.with_(rows=rows, age=self._ago(place.as_of), why=self._say(place.detour))
            return self._row(Sign.WARNING, name, told)
        return self._row(Sign.OK, name, texts.ROWS.with_(rows=rows, age=self._ago(place.as_of)))

    # -- what only one side has

    def _more(self, name: str, states: dict[str, SourceState]) -> Iterator[Row]:
        state = states.get(name)
        if state is not None and state.round_trip is not None:
            taken = texts.MILLISECONDS.with_(n=grouped(round(state.round_trip * 1000), self.desk.language))
            yield self._row(Sign.NONE, texts.ROUND_TRIP, taken)
        if name == "economic":
            if state is not None:
                yield self._calls()
            yield from self._between_clocks()
            yield from self._identity()
            yield from self._delivery()

    def _calls(self) -> Row:
        pulse = self.desk.board.pulse
        left = max(pulse.budget - pulse.calls_today, 0)
        counts: dict[str, Value] = {"used": pulse.calls_today, "left": left, "budget": pulse.budget}
        shown: dict[str, Value] = {name: grouped(int(str(n)), self.desk.language) for name, n in counts.items()}
        return self._row(Sign.NONE, texts.CALLS, texts.USED.with_(**shown))

    def _between_clocks(self) -> Iterator[Row]:
        ahead = None if self.details is None else self.details.account.ahead
        if ahead is None or abs(ahead) <= SLIGHT:
            return
        told = economic.AHEAD if ahead > 0 else economic.BEHIND
        by = told.with_(n=grouped(round(abs(ahead)), self.desk.language))
        said = plain(f"{self._say(by)} {self._say(economic.MEND_CLOCK)}")
        yield self._row(Sign.WARNING, texts.CLOCK, said)

    def _identity(self) -> Iterator[Row]:
        if self.details is None:
            return
        account = self.details.account
        if account.identity is None or account.as_of is None:
            for name in (texts.AGREEMENT, texts.ROLES, texts.MODULES):
                yield self._row(Sign.UNKNOWN, name, texts.NOT_KNOWN)
            return
        identity, wanted = account.identity, self.desk.card.agreement
        sign = Sign.NONE if wanted is None else Sign.OK if wanted == identity.agreement else Sign.FAILED
        yield self._told(sign, texts.AGREEMENT, str(identity.agreement), account)
        for name, told in ((texts.ROLES, identity.roles), (texts.MODULES, identity.modules)):
            if told is None:
                yield self._row(Sign.UNKNOWN, name, texts.NOT_TOLD)
            else:
                yield self._told(Sign.NONE, name, ", ".join(told) or self._say(texts.NONE_TOLD), account)

    def _told(self, sign: Sign, name: Phrase, what: str, account: Account) -> Row:
        age = "" if account.as_of is None else self._ago(account.as_of)
        return self._row(sign, name, texts.TOLD.with_(what=what, age=age))

    def _delivery(self) -> Iterator[Row]:
        details = self.details
        if details is None:
            return
        if not details.ways:
            faulty = any(
                place.fault is not None or place.as_of is None for place in details.places if place.part in PLACES
            )
            yield self._row(Sign.NONE, texts.DELIVERY, texts.NOT_LEARNABLE if faulty else texts.NOT_LEARNT)
            return
        counted = (
            texts.COUNTED.with_(way=self._say(texts.WAYS[way]), count=grouped(count, self.desk.language))
            for way, count in details.ways
        )
        ways = texts.LEARNT.with_(ways="; ".join(map(self._say, counted)))
        yield self._row(Sign.NONE, texts.DELIVERY, ways)
        if details.other is not None:
            other = texts.OTHER_FIELD.with_(named=details.named.value, other=details.other.value)
            yield self._row(Sign.WARNING, texts.DELIVERY, other)

    # -- what went wrong

    def _troubles(self) -> Iterator[Row]:
        if self.details is None:
            yield self._row(Sign.NONE, plain(""), texts.ASKING)
            return
        for trouble in self.details.account.troubles:
            yield Row(Sign.WARNING, self._clock(trouble.at), self._trouble(trouble))
        if not self.details.account.troubles:
            yield self._row(Sign.NONE, plain(""), texts.NO_TROUBLES)

    def _trouble(self, trouble: Trouble) -> str:
        more = [trouble.asked]
        if trouble.code is not None:
            more.append(self._say(texts.CODE.with_(code=trouble.code)))
        if trouble.log is not None:
            more.append(self._say(texts.LOG.with_(log=trouble.log)))
        if trouble.times > 1:
            more.append(self._say(texts.TIMES.with_(n=trouble.times)))
        return f"{self._say(trouble.said)} {', '.join(more)}"

    # -- words

    def _row(self, sign: Sign, name: Phrase, said: Phrase) -> Row:
        return Row(sign, self._say(name), self._say(said))

    def _say(self, phrase: Phrase) -> str:
        return self.desk.say(phrase)

    def _ago(self, then: datetime) -> str:
        return self._say(ago(then, self.desk.now()))

    def _clock(self, then: datetime) -> str:
        return clock(then, self.desk.now())
