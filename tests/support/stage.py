"""A bare app that shows one screen over a scripted monitor, with a clock that the test turns."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from checks.engine.model import Finding, Severity
from checks.engine.phrase import Personal, Phrase
from checks.engine.plan import Change, Evidence, FixPlan, JournalEntry, Outcome, Request, State, System, Target
from tests.support.scripted_monitor import ScriptedMonitor
from tui.desk import Desk, SiteCard
from tui.theme import DARK
from tui.ways import to_help, to_journal

R = TypeVar("R")
NARROW, WIDE = (80, 24), (160, 48)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEY = "null-foreign-id:1042"
MESSAGE = Phrase("Written and read back.", "Skrevet og læst tilbage.")


@dataclass(slots=True)
class Clock:
    """Says what time it is until it is turned."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Return the time of day."""
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class Stage:
    """What a test sets up and looks at."""

    monitor: ScriptedMonitor = field(default_factory=ScriptedMonitor)
    clock: Clock = field(default_factory=Clock)
    fixes: bool = True
    language: str = "en"
    max_bulk: int = 25

    def desk(self) -> Desk:
        """Return a desk over this monitor and clock."""
        card = SiteCard("holm", "Holm Revision", 123456, self.fixes, "mkh", self.language, max_bulk=self.max_bulk)
        return Desk(self.monitor, card, self.language, now=self.clock)


class StageApp(App[object], Generic[R]):
    """Opens the screen over an empty one; `result` is what it was dismissed with."""

    def __init__(self, desk: Desk, make: Callable[[Desk], Screen[R]]) -> None:
        super().__init__()
        self.desk = desk
        self.make = make
        self.results: list[R | None] = []

    def on_mount(self) -> None:
        """Open it."""
        self.register_theme(DARK)
        self.theme = DARK.name
        self.push_screen(self.make(self.desk), self.results.append)

    def on_help_asked(self) -> None:
        """Open the help, as the program does."""
        to_help(self, self.desk, None)

    def on_journal_asked(self) -> None:
        """Open the journal, as the program does."""
        to_journal(self, self.desk)


@asynccontextmanager
async def on_stage(
    stage: Stage, make: Callable[[Desk], Screen[R]], size: tuple[int, int] = NARROW
) -> AsyncGenerator[Pilot[object]]:
    """Open a screen and wait until it is drawn."""
    async with StageApp(stage.desk(), make).run_test(size=size) as pilot:
        await painted(pilot)
        yield pilot


async def until(pilot: Pilot[object], condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait for what the operator would see."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("\n".join(("it never came to that; the screen:", text(pilot))))


async def painted(pilot: Pilot[object]) -> None:
    """Let what changed be drawn."""
    await pilot.pause(0.05)


def text(pilot: Pilot[object]) -> str:
    """Return the whole screen as text."""
    lines = pilot.app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage]  # no other way
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


def sentence(pilot: Pilot[object]) -> str:
    """Return the whole screen as one line, so that a sentence is found however it was wrapped."""
    return " ".join(text(pilot).split())


def link_plan(key: str = KEY, plan: str = "p1", **members: object) -> FixPlan:
    """Return the plan of a link, read at noon."""
    made = FixPlan(
        id=plan,
        finding=key,
        action="link",
        target=Target(System.CLIENTTIME, "17", "Hansen Byg ApS", "1042", 20042),
        changes=(Change("foreign_id", None, "20042"),),
        summary=Phrase(
            "Link ClientTime customer {code} {name} to e-conomic customer {number} {debtor}",
            "Knyt ClientTime-kunden {code} {name} til e-conomic-kunden {number} {debtor}",
        ).with_(code="1042", name=Personal("Hansen Byg ApS"), number="20042", debtor=Personal("Hansen Byg ApS")),
        evidence=(
            Evidence("cvr", "25063864", "25063864", "for"),
            Evidence("name", "Hansen Byg ApS", "Hansen Byg ApS", "for"),
            Evidence("address", "Havnegade 12, 2. tv.", "Havnegade 12", "neutral"),
            Evidence("zip", "8000", "8600", "against"),
            Evidence("city", "Aarhus C", None, "neutral"),
        ),
        request=(
            "UPDATE [dbo].[Customer] SET [ForeignDebitorSystemIdentification] = ? WHERE [CustomerId] = ? "
            "AND [ForeignDebitorSystemIdentification] IS NULL",
            "  ? = '20042'",
            "  ? = 17",
        ),
        reversibility=Phrase(
            "can be undone as long as the value is still the one written here",
            "kan fortrydes, så længe værdien stadig er den, der skrives her",
        ),
        read_at=NOON,
        agreement=123456,
        confidence=0.99,
    )
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


def weighed_plan(**members: object) -> FixPlan:
    """Return the plan of a link whose evidence has points."""
    evidence = (
        Evidence("cvr", "25063864", "25063864", "for", 13.0),
        Evidence("name", "Hansen Byg ApS", "Hansen Byg A/S", "for", 9.5),
        Evidence("form", "ApS", "A/S", "against", -6.0),
        Evidence("zip", "8000", "8600", "against", -3.0),
        Evidence("city", "Aarhus C", None, "neutral"),
    )
    reason = Phrase("Same CVR number. Next: 7 {named}, 3 %.", "Samme CVR-nummer. Næste: 7 {named}, 3 %.")
    made = link_plan(evidence=evidence, reason=reason.with_(named=Personal("Lunds Bageri")), start=-7.9)
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


def push_plan(key: str = "stale-address:1042", plan: str = "p2", **members: object) -> FixPlan:
    """Return the plan of a push, read at noon."""
    made = link_plan(
        key,
        plan,
        action="push",
        target=Target(System.ECONOMIC, "20042", "Hansen Byg", "1042", 20042),
        changes=(
            Change("name", "Hansen Byg", "Hansen Byg ApS"),
            Change("address", "Havnegade 12 ", "Havnegade 14\n2. tv."),
            Change("city", None, "Aarhus C"),
        ),
        summary=Phrase(
            "Bring e-conomic customer {number} {name} up to date from ClientTime customer {code}",
            "Ajourfør e-conomic-kunden {number} {name} fra ClientTime-kunden {code}",
        ).with_(number=20042, name=Personal("Hansen Byg"), code="1042"),
        request=(
            "PUT https://restapi.e-conomic.com/customers/20042",
            "Content-Type: application/json",
            "X-AppSecretToken: …",
            "X-AgreementGrantToken: …",
            "",
            '{"customerNumber": 20042, "currency": "DKK", "paymentTerms": {"paymentTermsNumber": 1}, '
            '"customerGroup": {"customerGroupNumber": 1}, "name": "Hansen Byg ApS", '
            '"address": "Havnegade 14\\n2. tv.", "zip": "8000", "city": "Aarhus C"}',
        ),
    )
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


def done(entry: int = 12, *changes: Change) -> Outcome:
    """Return the outcome of a write that was seen back."""
    return Outcome(State.DONE, MESSAGE, entry, changes or (Change("foreign_id", None, "20042"),))


def entry(number: int, state: State = State.DONE, **members: object) -> JournalEntry:
    """Return a recorded link, a minute older for each number below 100."""
    made = JournalEntry(
        number=number,
        at=NOON - timedelta(minutes=100 - number),
        state=state,
        finding=KEY,
        action="link",
        target=Target(System.CLIENTTIME, "17", "Hansen Byg ApS", "1042", 20042),
        changes=(Change("foreign_id", None, "20042"),),
        operator="mkh",
    )
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


def asks(*keys: str) -> tuple[Request, ...]:
    """Return a request for each key."""
    return tuple(Request(key) for key in keys or (KEY,))


def finding() -> Finding:
    """Return the finding of a customer that is not linked."""
    summary = Phrase("{name} is not linked", "{name} er ikke tilknyttet").with_(name=Personal("Hansen Byg ApS"))
    return Finding(KEY, "null-foreign-id", Severity.CRITICAL, summary)
