"""The guarded write of one e-conomic customer: ask, compare, send once, ask again, compare everything.

Rules (each one is somebody's lost data): the document goes back whole, since what is left out is cleared; it
goes only to a customer that was there a moment ago, since a PUT to a free number creates one, and to none with a
price group, which no answer holds and a PUT would take away; it is sent once,
since a second PUT could undo somebody else's change; and no answer is believed before the record says the same.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.adapters.answer import Answer, Json
from checks.adapters.call_fault import UNSENT, CallFault, Kind, fault
from checks.adapters.clean_text import MARK, clean, shown
from checks.adapters.debtor_document import DebtorText, differing, stands
from checks.adapters.http import FIXED, Wire
from checks.adapters.origin import Origin
from checks.adapters.status import refused
from checks.engine.cpr import holds_cpr
from checks.engine.fields import field_name, field_names
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.ports import CutOffTaken, DebtorDocument, Written
from checks.engine.refusals import joined

LIMITS: Mapping[str, int] = {"name": 255, "address": 510, "zip": 30, "city": 50, "country": 50}
"""The properties that may be pushed, with the most characters that e-conomic takes."""

KEY = "Idempotency-Key"
LOOKS = 3
"""How often the record is asked for after the write; "still as before" is no answer, so it is asked later again."""

BEFORE, AFTER = 15.0, 8.0
"""Seconds for one look at the record, retries included, before and after the write."""


def path_of(number: int) -> str:
    """Return the path of one customer."""
    return f"/customers/{number}"


def request_lines(rest: Origin, number: int, sent: DebtorText) -> tuple[str, ...]:
    """Return the request as it will be sent; the body's blanks between properties are all that differs."""
    path = rest.at(path_of(number)).partition(f"{rest.scheme}://")[2]
    host, _, place = path.partition("/")
    return (
        f"PUT /{place} HTTP/1.1",
        f"Host: {host}",
        *(f"{name}: {value}" for name, value in FIXED.items()),
        "X-AppSecretToken: ***",
        "X-AgreementGrantToken: ***",
        f"{KEY}: {PREFIX}…",
        "",
        *(clean(line.strip("\r")) for line in sent.pretty),
    )


def objection(document: DebtorText, changes: Sequence[Change], number: int) -> Written | None:
    """Return why this must not be sent at all, judged by the document that the operator saw."""
    values = document.values()
    if values.get("customerNumber") != number:
        return Written(State.REFUSED, OTHER_NUMBER.with_(number=number))
    for change in changes:
        limit, name = LIMITS.get(change.field), field_name(change.field)
        if limit is None:
            return Written(State.REFUSED, NOT_OURS.worded(field=name))
        if not change.after and (change.after is not None or change.field == "name"):
            return Written(State.REFUSED, EMPTY.worded(field=name))
        if (length := _length(change.after or "")) > limit:
            return Written(State.REFUSED, TOO_LONG.worded(field=name).with_(length=length, limit=limit))
        if any(letter == MARK or (ord(letter) < 32 and letter not in "\r\n") for letter in change.after or ""):
            return Written(State.REFUSED, CONTROL.worded(field=name))
        if holds_cpr(change.after):
            return Written(State.REFUSED, PERSONAL.worded(field=name))
        if stands(values.get(change.field)) != change.before:
            return Written(State.CONFLICT, MOVED.worded(fields=name), _seen(changes, values))
    return None


@dataclass(frozen=True, slots=True)
class CustomerPut:
    """One write of one customer; `ask` reads it afresh within so many seconds, `grouped` its price group."""

    wire: Wire
    rest: Origin
    number: int
    ask: Callable[[float], Awaitable[Lookup[DebtorDocument]]]
    grouped: Callable[[float], Awaitable[Lookup[int]]]

    async def push(self, document: DebtorText, changes: Sequence[Change]) -> Written:
        """Do it, and tell what came of it."""
        if found := objection(document, changes, self.number):
            return found
        match await self.ask(BEFORE):
            case Unknown(reason=reason):
                return Written(State.NOT_DONE, joined(NOT_ASKED, reason))
            case Absent():
                return Written(State.CONFLICT, GONE.with_(number=self.number))
            case Found(value=fresh):
                now = DebtorText.of(fresh.body).values()
        if moved := differing(document.values(), now):
            return Written(State.CONFLICT, MOVED.worded(fields=_names(moved)), _seen(changes, now))
        match await self.grouped(BEFORE):
            case Unknown(reason=reason):
                return Written(State.NOT_DONE, joined(GROUP_NOT_ASKED, reason))
            case Found(value=group):
                return Written(State.REFUSED, IN_GROUP.with_(number=self.number, group=group))
            case Absent():
                return await self._send(document, document.changed(changes), changes)

    async def _send(self, document: DebtorText, sent: DebtorText, changes: Sequence[Change]) -> Written:
        url = self.rest.at(path_of(self.number))
        try:
            body = sent.text.encode()
        except UnicodeEncodeError:
            return Written(State.REFUSED, fault(Kind.UNSENDABLE).fact)
        try:
            answer = await self.wire.put(url, body, {KEY: f"{PREFIX}{secrets.token_hex(16)}"})
        except CallFault as found:
            if found.kind in UNSENT:
                return Written(State.NOT_DONE, joined(NOT_SENT, found.phrase))
            taken = found.answered is not None and 200 <= found.answered < 300
            return await self._settled(document, sent, changes, found.fact, taken)
        return await self._judged(answer, document, sent, changes)

    async def _judged(
        self, answer: Answer, document: DebtorText, sent: DebtorText, changes: Sequence[Change]
    ) -> Written:
        if answer.status == 201:
            return Written(State.CONFLICT, CREATED.with_(number=self.number))
        found = refused(answer, path_of(self.number), self.rest.host, self.wire.now)
        if found is None:
            try:
                return await self._settled(document, sent, changes, None, accepted=True)
            except asyncio.CancelledError:
                raise CutOffTaken from None
        self.wire.remember("PUT", path_of(self.number), found)
        if answer.status in {409, 412}:
            return Written(State.CONFLICT, joined(REFUSED, found.phrase), await self._standing(changes))
        if 400 <= answer.status < 500 and answer.status != 408:
            return Written(State.REFUSED, joined(REFUSED, found.phrase))
        return await self._settled(document, sent, changes, found.fact, accepted=False)

    async def _standing(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Return what stands in the record now, for the operator to see; nothing where it cannot be asked."""
        match await self.ask(AFTER):
            case Found(value=found):
                return _seen(changes, DebtorText.of(found.body).values())
            case _:
                return ()

    async def _settled(
        self, document: DebtorText, sent: DebtorText, changes: Sequence[Change], doubt: Phrase | None, accepted: bool
    ) -> Written:
        """Ask the record what became of the write. "As before" proves nothing yet: it may be carried out later."""
        before, after = document.values(), sent.values()
        verdict = Written(State.UNKNOWN, STILL_UNKNOWN, (), accepted)
        for look in range(LOOKS):
            if look:
                await asyncio.sleep(self.wire.pace.lag)
            match await self.ask(AFTER):
                case Found(value=found):
                    now = DebtorText.of(found.body).values()
                    verdict = self._verdict(before, after, now, changes, doubt)
                    if verdict.state is not State.UNKNOWN:
                        return verdict
                    verdict = replace(verdict, accepted=accepted)
                case Absent():
                    return Written(State.CONFLICT, GONE_AFTER.with_(number=self.number))
                case Unknown(reason=reason):
                    verdict = Written(State.UNKNOWN, joined(STILL_UNKNOWN, reason), (), accepted)
        return verdict

    def _verdict(
        self, before: Json, after: Json, now: Json, changes: Sequence[Change], doubt: Phrase | None
    ) -> Written:
        seen = _seen(changes, now)
        strange = differing(after, now)
        if all(_same(change.after, stands(now.get(change.field))) for change in changes):
            rest = tuple(name for name in strange if name not in {change.field for change in changes})
            if rest:
                return Written(State.CONFLICT, DAMAGE.worded(fields=_names(rest)), seen)
            return Written(State.DONE, DONE if doubt is None else joined(DONE_AFTER_ALL, doubt), seen)
        if not differing(before, now):
            return Written(State.UNKNOWN, joined(AS_YET_OLD, doubt or ACCEPTED), seen)
        return Written(State.CONFLICT, OTHER_VALUE.worded(fields=_names(strange)), seen)


def _same(wanted: str | None, found: str | None) -> bool:
    """Tell whether the value stands there; e-conomic may turn line breaks into its own and trim the ends."""
    if wanted is None or found is None:
        return wanted is found
    return _lines(wanted) == _lines(found)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")


def _seen(changes: Sequence[Change], now: Json) -> tuple[Change, ...]:
    return tuple(Change(change.field, change.before, stands(now.get(change.field))) for change in changes)


def _length(text: str) -> int:
    """Count as e-conomic's platform does, where a letter outside the basic plane counts twice."""
    return sum(2 if ord(letter) > 0xFFFF else 1 for letter in text)


def _names(names: Sequence[str]) -> Phrase:
    return field_names(shown(name) for name in names[:8])


PREFIX = "ctmon-"
"""The keys of all programs on one agreement share one space."""

DONE = Phrase(
    "Written to e-conomic and read back: every property is as it should be.",
    "Skrevet til e-conomic og læst tilbage: hver egenskab er, som den skal være.",
)
DONE_AFTER_ALL = Phrase(
    "Written to e-conomic and read back, although the answer was lost.",
    "Skrevet til e-conomic og læst tilbage, skønt svaret gik tabt.",
)
AS_YET_OLD = Phrase(
    "Not known yet: e-conomic was asked several times and has the old values as yet, but may still carry it out.",
    "Endnu ukendt: e-conomic blev spurgt flere gange og har foreløbig de gamle værdier, men kan nå at udføre det.",
)
ACCEPTED = Phrase("It had accepted the request.", "Det havde godtaget kaldet.")
NOT_SENT = Phrase("Nothing was sent.", "Intet blev sendt.")
NOT_ASKED = Phrase(
    "Nothing was sent: the customer could not be read just before.",
    "Intet blev sendt: kunden kunne ikke læses umiddelbart før.",
)
GROUP_NOT_ASKED = Phrase(
    "Nothing was sent: whether the customer has a price group, which a write would take away, could not be asked.",
    "Intet blev sendt: der kunne ikke spørges, om kunden har en prisgruppe, som en skrivning ville fjerne.",
)
IN_GROUP = Phrase(
    "Customer {number} has the price group {group}, which a write from outside would take away. Nothing was sent. "
    "Correct the customer in e-conomic itself.",
    "Kunden {number} har prisgruppen {group}, som en skrivning udefra ville fjerne. Intet blev sendt. "
    "Ret kunden i e-conomic selv.",
)
STILL_UNKNOWN = Phrase(
    "It may or may not have been written: e-conomic could not be asked afterwards.",
    "Det er måske skrevet, måske ikke: e-conomic kunne ikke spørges bagefter.",
)
REFUSED = Phrase("e-conomic did not take it; nothing was changed.", "e-conomic tog ikke imod; intet blev ændret.")
MOVED = Phrase(
    "Someone changed this customer in e-conomic since it was shown ({fields}). Nothing was sent. Plan it again.",
    "Nogen har ændret kunden i e-conomic, siden den blev vist ({fields}). Intet blev sendt. Planlæg igen.",
)
OTHER_VALUE = Phrase(
    "Other values stand in e-conomic than were sent ({fields}). Look at the customer there.",
    "Der står andre værdier i e-conomic end de sendte ({fields}). Se på kunden der.",
)
DAMAGE = Phrase(
    "The change is written, but other properties are no longer as they were: {fields}. Look at the customer now.",
    "Ændringen er skrevet, men andre egenskaber er ikke længere som før: {fields}. Se på kunden nu.",
)
GONE = Phrase(
    "Customer {number} is no longer in e-conomic. Nothing was sent.",
    "Kunden {number} findes ikke længere i e-conomic. Intet blev sendt.",
)
GONE_AFTER = Phrase(
    "After the write customer {number} is no longer in e-conomic. Look there now.",
    "Efter skrivningen findes kunden {number} ikke længere i e-conomic. Se efter nu.",
)
CREATED = Phrase(
    "Look at e-conomic now: it answered that it CREATED customer {number}, which must have been deleted in that "
    "moment. Delete it there if nobody wants it.",
    "Se efter i e-conomic nu: det svarede, at det OPRETTEDE kunden {number}, som må være slettet i samme øjeblik. "
    "Slet den dér, hvis ingen vil have den.",
)
OTHER_NUMBER = Phrase(
    "The document is not that of customer {number}. Nothing was sent.",
    "Dokumentet er ikke kunden {number}s. Intet blev sendt.",
)
NOT_OURS = Phrase(
    "The property {field} is not one that may be changed. Nothing was sent.",
    "Egenskaben {field} må ikke ændres herfra. Intet blev sendt.",
)
EMPTY = Phrase(
    "e-conomic takes no empty {field}. Nothing was sent.",
    "e-conomic tager ikke {field} uden indhold. Intet blev sendt.",
)
TOO_LONG = Phrase(
    "The new {field} has {length} characters, e-conomic takes {limit}. Nothing was sent. Shorten it in ClientTime.",
    "Den nye værdi af {field} har {length} tegn, e-conomic tager {limit}. Intet blev sendt. Forkort den i ClientTime.",
)
CONTROL = Phrase(
    "The new {field} holds control characters. Nothing was sent. Correct it in ClientTime.",
    "Den nye værdi af {field} rummer styretegn. Intet blev sendt. Ret den i ClientTime.",
)
PERSONAL = Phrase(
    "The new {field} holds what looks like a CPR number. Nothing was sent. Correct it in ClientTime.",
    "Den nye værdi af {field} rummer noget, der ligner et CPR-nummer. Intet blev sendt. Ret den i ClientTime.",
)
