"""e-conomic as the engine needs it: one sweep, one look-up, one guarded write."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from checks.adapters import customer_put, documents
from checks.adapters.budget import Budget
from checks.adapters.call_fault import CallFault, Kind, garbled
from checks.adapters.currencies import Currencies
from checks.adapters.customer_put import CustomerPut
from checks.adapters.debtor_document import DebtorText
from checks.adapters.economic_look import SWAPPED, Look, Looked, swapped
from checks.adapters.economic_state import state
from checks.adapters.http import USUAL, Pace, Secret, Wire
from checks.adapters.origin import Origin
from checks.adapters.places import DEFECT, HOUR, Places, Replicas
from checks.adapters.price_group import price_group
from checks.adapters.round import Round
from checks.adapters.row import WRONG
from checks.engine.details import Account
from checks.engine.errors import Fault
from checks.engine.lookup import Absent, Found, Lookup, Unknown
from checks.engine.patience import BY_HAND
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, State
from checks.engine.ports import DebtorDocument, EconomicReading, Written
from checks.engine.snapshot import Part, Reading, Rules

T = TypeVar("T")

LARGEST_NUMBER = 999_999_999
SHARE = 0.9
"""Of a cycle's time, so that what was read is handed over before somebody above loses patience."""

IN_FILES = Phrase("R reads the tokens again", "R læser nøglerne igen")
FROM_OUTSIDE = Phrase("new tokens: start ctmon again", "nye nøgler: start ctmon igen")

OTHER = Phrase("The tokens belong to another agreement.", "Nøglerne hører til en anden aftale.")

ALONE = 15.0
"""How long a single look-up may take, retries included."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where the tokens are from: `again` reads them anew and may raise Fault, None where they cannot change."""

    again: Callable[[], tuple[Secret, Secret]] | None = None

    @property
    def mend(self) -> Phrase:
        """Return how others than those that were refused come into use."""
        return FROM_OUTSIDE if self.again is None else IN_FILES


FROM_NOW_ON = Tokens()
"""Tokens that are what they are as long as this process lasts."""


@dataclass(slots=True)
class EconomicApi:
    """Fulfils the port over both surfaces of the API."""

    wire: Wire
    rest: Origin
    openapi: Origin
    rules: Rules
    deadline: float
    now: Callable[[], datetime]
    tokens: Tokens = FROM_NOW_ON
    own: int | None = None
    """The agreement that the site file names; another one's books are not read."""
    _strange: bool = False
    _kept: Replicas = field(default_factory=Replicas, repr=False)
    _currencies: Currencies = field(default_factory=Currencies, repr=False)

    async def read(self) -> EconomicReading:
        """Read every place; a part that could not be read whole has a fault and no rows."""
        if BY_HAND.get():
            self._asked()
        round_ = Round(self.deadline * SHARE)
        places = Places(self.wire, self.rest, self.openapi, self.rules.go_live, round_, self.now, self._kept)
        try:
            return await self._read(places)
        finally:
            self.wire.budget.flush()

    async def look(self) -> Looked:
        """Ask each thing that is read for as little as it takes to know that it answers; never raises."""
        try:
            found = await Look(self.wire, self.rest, self.openapi, Round(self.deadline * SHARE), self.own).found()
            if self.wire.dead_tries and await swapped(self.wire, self.rest, min(ALONE, self.deadline)):
                return replace(found, faults=dict.fromkeys(found.faults, SWAPPED))
            return found
        finally:
            self.wire.budget.flush()

    async def agreement(self) -> Lookup[int]:
        """Ask which agreement the tokens belong to."""

        async def ask(round_: Round) -> Lookup[int]:
            places = Places(self.wire, self.rest, self.openapi, None, round_, self.now)
            return Found((await places.identity()).agreement)

        return await self._looked_up(ask, ALONE)

    async def debtor(self, number: int) -> Lookup[DebtorDocument]:
        """Read one customer afresh; only e-conomic's own "resource not found" means absent."""
        return await self._debtor(number, ALONE)

    def push_request(self, document: DebtorDocument, changes: Sequence[Change]) -> tuple[str, ...]:
        """Return the request that `push` will send, without the tokens."""
        sent = DebtorText.of(document.body).changed(changes)
        return customer_put.request_lines(self.rest, document.debtor.number, sent)

    async def push(self, document: DebtorDocument, changes: Sequence[Change]) -> Written:
        """Write these properties of one customer, if it is still as it was read."""
        number = document.debtor.number
        put = CustomerPut(
            *(self.wire, self.rest, number),
            ask=lambda seconds: self._debtor(number, seconds),
            grouped=lambda seconds: price_group(self.wire, self.openapi, number, min(seconds, self.deadline)),
        )
        try:
            return await put.push(DebtorText.of(document.body), changes)
        except CallFault as found:
            return Written(State.REFUSED, found.phrase)  # the document that was handed in is none; nothing was sent
        finally:
            self.wire.budget.flush()

    async def close(self) -> None:
        """Close the connections."""
        self.wire.budget.flush()
        await self.wire.close()

    async def _debtor(self, number: int, seconds: float) -> Lookup[DebtorDocument]:
        if not 1 <= number <= LARGEST_NUMBER:
            return Absent()

        async def ask(round_: Round) -> Lookup[DebtorDocument]:
            try:
                answer = await self.wire.get(self.rest.at(customer_put.path_of(number)), round_)
            except CallFault as found:
                if found.kind is Kind.MISSING and found.genuine:
                    return Absent()
                raise
            debtor = documents.debtor(answer.document())
            if debtor.number != number:
                raise garbled(WRONG.with_(name="customerNumber"))
            return Found(DebtorDocument(debtor, DebtorText.of(answer.text()).text))

        return await self._looked_up(ask, seconds)

    async def _looked_up(self, ask: Callable[[Round], Awaitable[Lookup[T]]], seconds: float) -> Lookup[T]:
        try:
            return await ask(Round(min(seconds, self.deadline)))
        except CallFault as found:
            return Unknown(found.phrase)
        except Exception as defect:  # noqa: BLE001 - what broke while asking is no answer
            return Unknown(DEFECT.with_(kind=type(defect).__name__))
        finally:
            self.wire.budget.flush()

    def _asked(self) -> None:
        """Read and try tokens again that were of no use: somebody asks, who may have put them right."""
        if not self.wire.dead_tries and not self._strange:
            return
        self._kept.identity.forget()
        try:
            fresh = self.tokens.again and self.wire.take(*self.tokens.again())
        except Fault as fault:
            self.wire.shut_for(CallFault(Kind.TOKEN, fault.phrase))
            return
        if fresh:
            self._kept, self._currencies = Replicas(), Currencies()  # they may open other books
        self.wire.ask_again()

    async def _read(self, places: Places) -> EconomicReading:
        began = self.now()
        async with asyncio.TaskGroup() as tasks:
            agreement = tasks.create_task(self._whose(places))
            if self.wire.dead_tries or self._strange:
                await agreement  # alone: dead tokens are not tried by everybody at once, nor a stranger's books read
            debtors = tasks.create_task(places.debtors())
            drafts = tasks.create_task(places.drafts())
            booked = tasks.create_task(places.booked())
            journal = tasks.create_task(places.journal())
            entries = tasks.create_task(places.entries())
            periods = tasks.create_task(places.periods())
        found = (drafts.result(), booked.result(), journal.result(), entries.result())
        customers = places.plausible(debtors.result(), *found)
        currencies = await self._listed_currencies(places)
        account = self._account()
        now = state(places, began, len(customers.rows), self.wire)
        if self.wire.dead_tries or self._strange:
            now = replace(now, mend=self.tokens.mend)
        if self._strange:
            self._kept = Replicas(identity=self._kept.identity)
            now = replace(now, next_try=None if account.as_of is None else account.as_of + HOUR)
        return EconomicReading(customers, *found, periods.result(), agreement.result(), now, account, currencies)

    async def _whose(self, places: Places) -> int | None:
        """Ask whose books these are; another agreement's ends the reading, until somebody asks again."""
        found = await places.whose()
        if found is not None:
            self._strange = self.own not in (None, found)
        if self._strange:
            places.round.dead = places.round.dead or CallFault(Kind.REJECTED, OTHER)
        return found

    async def _listed_currencies(self, places: Places) -> Reading[str]:
        """Ask last, and only an e-conomic that has answered all that is asked each time."""
        if places.faults.keys() - {Part.PERIODS}:
            return Reading()
        return await self._currencies.read(self.wire, self.rest, places.round, self.now())

    def _account(self) -> Account:
        as_of, identity = self._kept.identity.last or (None, None)
        return Account(identity, as_of, self.wire.recent.troubles, self.wire.ahead)


def open_economic(
    rest_url: str,
    openapi_url: str,
    app_secret: Secret,
    agreement_grant: Secret,
    *,
    rules: Rules,
    budget: Budget,
    deadline: float = 40.0,
    pace: Pace = USUAL,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    tokens: Tokens = FROM_NOW_ON,
    own: int | None = None,
) -> EconomicApi:
    """Return the API of one agreement; raises CallFault for an address that must not get the tokens.

    Nothing is called before the first question. `deadline` is the cycle's whole time in seconds.
    """
    rest, openapi = Origin.of(rest_url), Origin.of(openapi_url)
    wire = Wire((rest, openapi), app_secret, agreement_grant, budget, pace, now)
    return EconomicApi(wire, rest, openapi, rules, deadline, now, tokens, own)
