"""The whole program in this process with an e-conomic that a test can bend: engine, journal, claim, real HTTP."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.adapters.economic import EconomicApi
from checks.adapters.http import Pace
from checks.demo.simulator.call import Request
from checks.demo.simulator.tokens import GRANT_HEADER, SECRET_HEADER
from checks.engine.local import LocalMonitor
from checks.engine.model import Health, Report, SourceState, Status
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, JournalEntry, Outcome, State
from checks.engine.plan import Request as Wish
from checks.engine.runner import FOUND_NOT_DONE, SURE, TAKEN_YET_OLD
from tests.support.agreement import HASTY
from tests.support.economic_between import Between, Deed, Turn
from tests.support.firm import Firm
from tests.support.paged_firm import NUMBER, OLD, STALE, paged
from tests.support.scripted_server import Scripted, scripted
from tests.support.settling import settle_later
from tests.support.troubled import GRANT, SECRET
from tests.support.watching import opened

HTML = "<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>"
ANYTHING = Phrase("{what}", "{what}")
"""Stands for any words in a sentence that is looked for."""
REQUIRED = ("null-foreign-id", "only-in-economic", "stale-address", "unposted-invoice")
OF_THE_SIDES = "source"
Verdicts = dict[str, frozenset[tuple[str, str | None]] | None]


@dataclass(slots=True)
class Bench:
    """`server` is what stands between; `puts` is its own count of the writes that came."""

    firm: Firm
    server: Scripted
    between: Between
    monitor: LocalMonitor
    outcome: Outcome | None = None
    _planned: FixPlan | None = None

    @property
    def api(self) -> EconomicApi:
        """Return the adapter under the engine."""
        api = self.monitor.sides.economic
        assert isinstance(api, EconomicApi)
        return api

    def turn(self, deed: Deed, method: str = "GET", path: str = "/", **when: Any) -> None:
        """Have calls of a kind met by a deed from now on."""
        self.between.turns.append(Turn(deed, method, path, **when))

    def as_usual(self) -> None:
        """Hand on every call again."""
        self.between.turns.clear()

    async def plan(self, key: str = STALE) -> FixPlan:
        """Read both sides and plan a fix, which `fix` will apply."""
        await self.monitor.cycle()
        made = await self.monitor.plan(Wish(key))
        assert isinstance(made, FixPlan), made
        self._planned = made
        return made

    async def fix(self) -> Outcome:
        """Apply what was planned last."""
        assert self._planned is not None
        self.outcome = await self.monitor.apply(self._planned.id)
        return self.outcome

    def change(self, **properties: object) -> None:
        """Change the pushed customer as somebody in e-conomic would."""
        stored = self.firm.simulator.customer(NUMBER) or {}
        self.firm.simulator.upsert_customer(stored | properties)

    def delete(self) -> None:
        """Delete it likewise."""
        tokens = {SECRET_HEADER: SECRET, GRANT_HEADER: GRANT}
        reply = self.firm.simulator.reply(Request("DELETE", f"/customers/{NUMBER}", (), tokens, b"", self.server.url))
        assert reply.answer is not None
        assert reply.answer.status == 204

    async def settle_later(self, wait: timedelta = SURE) -> State:
        """Ask what became of the write as the program does after a wait; return how the entry stands then."""
        await settle_later(self.monitor, wait)
        return self.entries[-1].state

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """Return what the journal says."""
        return self.monitor.journal_file.entries()

    @property
    def puts(self) -> int:
        """Return how many writes have come to the server, whatever became of them."""
        return sum(asked.method != "GET" for asked in self.server.asked)

    @property
    def address(self) -> object:
        """Return the address of the pushed customer as e-conomic has it."""
        return (self.firm.simulator.customer(NUMBER) or {}).get("address")

    @property
    def economic(self) -> SourceState:
        """Return how e-conomic stands on the board."""
        return next(source for source in self.monitor.board.pulse.sources if source.name == "economic")


@contextlib.asynccontextmanager
async def bench(
    folder: Path, patch: pytest.MonkeyPatch, pace: Pace = HASTY, deadline: float = 5.0
) -> AsyncGenerator[Bench]:
    """Yield a bench; nothing may have slipped inside the stand-in."""
    with paged(folder) as firm:
        between = Between(firm.simulator)
        async with scripted(between) as server:
            firm.configure(firm.server.url, server.url)
            for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
                patch.setenv(name, firm.environment[name])
            made = Bench(firm, server, between, opened(firm).monitor())
            made.api.wire.pace, made.api.deadline = pace, deadline
            made.monitor.runner = replace(made.monitor.runner, lag=pace.lag)
            try:
                yield made
            finally:
                await made.monitor.close()
        assert firm.simulator.mishaps == []


@contextlib.asynccontextmanager
async def planned(
    folder: Path, patch: pytest.MonkeyPatch, pace: Pace = HASTY, deadline: float = 5.0
) -> AsyncGenerator[Bench]:
    """Yield a bench whose fix is planned."""
    async with bench(folder, patch, pace, deadline) as at:
        await at.plan()
        yield at


def says(message: Phrase | None, *phrases: Phrase) -> str:
    """Assert that a message holds these sentences, in both languages with every place filled; return it."""
    assert message is not None
    for language in ("en", "da"):
        text = message.text(language)
        assert "{" not in text, text
        for phrase in phrases:
            parts = re.split(r"\{\w+\}", phrase.da if language == "da" else phrase.en)
            assert re.search(".*".join(map(re.escape, parts)), text, re.DOTALL), (text, phrase)
    return message.text()


async def ends(at: Bench, state: State, *phrases: Phrase, puts: int = 1, stands: object = OLD) -> str:
    """Apply the fix and assert how that ends everywhere: said, in the journal, at the server, in e-conomic."""
    recorded = len(at.entries)

    outcome = await at.fix()

    assert outcome.state is state, outcome.message.text()
    said = says(outcome.message, *phrases)
    assert len(at.entries) == recorded + 1
    assert at.entries[-1].state is state
    says(at.entries[-1].told, *phrases)
    assert at.puts == puts
    assert at.address == stands
    return said


async def is_not_done(at: Bench, puts: int = 1) -> None:
    """Assert that a write whose answer was lost is unknown until nothing can be under way any more, then not done."""
    assert await at.settle_later(SURE - timedelta(seconds=30)) is State.UNKNOWN
    assert await at.settle_later() is State.NOT_DONE
    says(at.entries[-1].told, FOUND_NOT_DONE)
    assert at.puts == puts


async def is_taken_yet_old(at: Bench) -> None:
    """Assert likewise of a write that e-conomic said it had taken: it is a person's then, and never called not done."""
    assert await at.settle_later(SURE - timedelta(seconds=30)) is State.UNKNOWN
    assert await at.settle_later() is State.CONFLICT
    says(at.entries[-1].told, TAKEN_YET_OLD)
    assert at.puts == 1


async def is_refused(at: Bench, *phrases: Phrase, puts: int = 0) -> str:
    """Apply the fix and assert that nothing was begun: no entry, no write."""
    recorded = len(at.entries)

    outcome = await at.fix()

    assert outcome.state is State.REFUSED, outcome.message.text()
    assert (len(at.entries), at.puts, at.address) == (recorded, puts, OLD)
    return says(outcome.message, *phrases)


def verdicts(report: Report) -> Verdicts:
    """Return what each check lists, None where it does not know; and then it lists nothing.

    The check of the sides is left out: what it lists is the very fault.
    """
    assert all(not result.findings for result in report.results if result.status is Status.UNKNOWN)
    return {
        result.check: None
        if result.status is Status.UNKNOWN
        else frozenset((finding.key, finding.cause) for finding in result.findings)
        for result in report.results
        if result.check != OF_THE_SIDES
    }


async def truth(at: Bench) -> Verdicts:
    """Return what a sound e-conomic gives: something in every check."""
    found = verdicts(await at.monitor.cycle())
    assert all(found[check] for check in REQUIRED), found
    assert at.economic.health is Health.OK
    return found


def unknown(found: Verdicts) -> set[str]:
    """Return the checks that do not know."""
    return {check for check, listed in found.items() if listed is None}


def wrong(found: Verdicts, true: Verdicts) -> set[str]:
    """Return the checks that claim to know and say something else than the truth."""
    return {check for check, listed in found.items() if listed is not None and listed != true[check]}
