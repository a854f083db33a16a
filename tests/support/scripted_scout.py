"""A scout that answers what a test gives it, and the set-up led by keys over it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from checks.adapters.discovery import ClosedDatabase, FoundColumn, FoundDatabases, FoundTable, Reference
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase, plain
from tests.support.stage import NARROW, sentence, text, until
from tui.config import PASSWORD
from tui.scout import Draft, Target
from tui.set_up import SetUp
from tui.set_up_app import SetUpApp


def table(name: str, *columns: str, rows: int = 100, leads_to: str = "") -> FoundTable:
    """Return a table whose first column is its key; columns are names with their types."""
    found = tuple(FoundColumn(name, kind) for name, kind in (column.split(" ", 1) for column in columns))
    links = (Reference(("CustomerId",), "dbo", leads_to, ("CustomerId",)),) if leads_to else ()
    return FoundTable("dbo", name, found, key=(found[0].name,), references=links, rows=rows)


CUSTOMER = table(
    *("Customer", "CustomerId int", "CustomerCode varchar(20)", "ForeignDebitorSystemIdentification varchar(50)"),
    *("Firma nvarchar(100)", "Lukket bit", "Linje1 nvarchar(50)", "Linje2 nvarchar(50)"),
)
INVOICE = table(
    *("Invoice", "InvoiceId int", "InvoiceNumber varchar(20)", "CustomerId int", "InvoiceDate date"),
    "GrossAmount money",
    leads_to="Customer",
)
QUESTION = Phrase("Invoice 10234: is that right?", "Faktura 10234: er det rigtigt?")


@dataclass(slots=True)
class ScriptedScout:
    """`faults` are raised one after the other before anything is found; `gate` holds every answer while it is set."""

    found: tuple[FoundTable, ...] = (CUSTOMER, INVOICE)
    names: tuple[str, ...] = ("ClientTime", "ClientTimeTest")
    faults: list[Fault] = field(default_factory=list[Fault])
    gate: asyncio.Event | None = None
    asked: list[tuple[str, object]] = field(default_factory=list[tuple[str, object]])
    recorded: list[Path] = field(default_factory=list[Path])
    knows_password: bool = False
    closed: bool = False
    closed_ones: tuple[ClosedDatabase, ...] = ()

    async def databases(self, target: Target) -> FoundDatabases:
        """Return the names."""
        await self._heard("databases", target)
        return FoundDatabases(self.names, closed=self.closed_ones)

    async def tables(self, target: Target) -> tuple[FoundTable, ...]:
        """Return the tables."""
        await self._heard("tables", target)
        return self.found

    async def proposed(self, draft: Draft) -> str | None:
        """Return the number that exists."""
        await self._heard("proposed", draft)
        return "10234"

    async def invoice(self, draft: Draft, number: str) -> Phrase | None:
        """Know one invoice."""
        await self._heard("invoice", number)
        return QUESTION if number == "10234" else None

    async def put_on_record(self, path: Path, name: str) -> None:
        """Remember that it was asked to."""
        await self._heard("put_on_record", name)
        self.recorded.append(path)

    async def password(self) -> str | None:
        """Return what was handed over last."""
        await self._heard("password", None)
        typed = [target.secrets[PASSWORD] for target in self.targets if PASSWORD in target.secrets]
        return typed[-1] if typed else None

    async def close(self) -> None:
        """Be closed."""
        self.closed = True

    async def _heard(self, verb: str, about: object) -> None:
        self.asked.append((verb, about))
        if isinstance(about, Target):
            self.knows_password = self.knows_password or PASSWORD in about.secrets
        if self.gate is not None:
            await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)

    @property
    def targets(self) -> list[Target]:
        """Return where was looked, in order."""
        return [about for _, about in self.asked if isinstance(about, Target)]


@dataclass(slots=True)
class SettingUp:
    """Where the operator sits."""

    pilot: Pilot[object]
    set_up: SetUp
    scout: ScriptedScout

    @property
    def screen(self) -> str:
        """Return the whole screen as text."""
        return text(self.pilot)

    @property
    def said(self) -> str:
        """Return the whole screen as one line."""
        return sentence(self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)
        await self.pilot.pause(0.02)

    async def type(self, words: str) -> None:
        """Paste a text into the field that has the keyboard, which takes the way of keys and less time."""
        self.pilot.app.post_message(events.Paste(words))
        await self.pilot.pause(0.02)

    async def instead(self, words: str) -> None:
        """Type a text where another one stands."""
        await self.press("end", "ctrl+u")
        await self.type(words)

    async def sees(self, part: str) -> None:
        """Wait until this stands on the screen, however it is wrapped."""
        await until(self.pilot, lambda: part in self.said)

    async def site(self) -> None:
        """Answer the first step."""
        await self.sees("Which firm is it?")
        await self.instead("holm")
        await self.press("enter")
        await self.type("Holm Revision")
        await self.press("enter", "enter")

    async def file(self, path: str = "/srv/clienttime.db") -> None:
        """Come to the lines by way of a file."""
        await self.site()
        await self.sees("Where is ClientTime's database?")
        await self.press("down", "enter")
        await self.sees("Which file is it?")
        await self.type(path)
        await self.press("enter")

    async def lines(self) -> None:
        """Answer every line as it is proposed, the sure ones at once."""
        await self.sees("Is each line right?")
        await self.press("asterisk")
        while "n goes on" not in self.said:
            await self.press("enter")
        await self.press("n")

    async def server(self, user: str = "", password: str = "") -> None:
        """Come to the look at a server."""
        await self.site()
        await self.sees("Where is ClientTime's database?")
        await self.press("enter")
        await self.sees("How is the server reached?")
        await self.type("sql01,1433")
        await self.press("enter")
        await self.type(user)
        await self.press("enter")
        await self.type(password)
        await self.press(*["enter"] * 5)


@asynccontextmanager
async def setting_up(
    scout: ScriptedScout | None = None, size: tuple[int, int] = NARROW, language: str = "en"
) -> AsyncGenerator[SettingUp]:
    """Open the set-up."""
    made = scout or ScriptedScout()
    set_up = SetUp(made, language)
    async with SetUpApp(set_up).run_test(size=size) as pilot:
        await pilot.pause(0.05)
        yield SettingUp(pilot, set_up, made)  # type: ignore[arg-type]  # a pilot of any app


def fault(words: str) -> Fault:
    """Return what goes wrong."""
    return Fault(plain(words))
