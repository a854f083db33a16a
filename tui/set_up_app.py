"""The program while a site is being set up: leads through the steps, forwards and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from checks.adapters.discovery import FoundDatabases
from checks.engine.phrase import Phrase
from checks.engine.refusals import joined
from tui.scout import LoginRefused
from tui.screens.form import Field, FormScreen
from tui.screens.known_invoice import Invoices, KnownInvoiceScreen
from tui.screens.lines import LinesScreen
from tui.screens.pick import Manner, Pick, PickScreen
from tui.screens.preview import PreviewScreen
from tui.screens.step import Heading
from tui.set_up import COMPLAINTS, FILE, SERVER, PasswordWanted, SetUp, token_missing
from tui.terminal_app import TerminalApp
from tui.texts import set_up as texts
from tui.voice import Voice

COUNT = 8
"""Steps; each is True where it goes on, None where it goes back, False where there is nothing to ask."""


class SetUpApp(TerminalApp[Path]):
    """Ends with the path of the file that was written, or None where nothing was."""

    def __init__(self, set_up: SetUp) -> None:
        super().__init__()
        self.set_up = set_up
        self.voice = Voice(set_up.language)
        self._seen = set[str]()
        """Forms that were gone through: coming back to one, Enter goes on at once."""

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._lead(), exit_on_error=True)

    async def on_unmount(self) -> None:
        """Let nothing be left behind."""
        await self.set_up.scout.close()

    async def _lead(self) -> None:
        steps = (
            *(self._site, self._kind, self._place, self._database),
            *(self._lines, self._invoice, self._economic, self._preview),
        )
        at, forwards = 0, True
        while 0 <= at < len(steps):
            moved = await steps[at](at + 1)
            forwards = forwards if moved is False else bool(moved)
            at += 1 if forwards else -1
        self.exit(self.set_up.path if forwards else None)

    # -- the steps, in their order

    async def _site(self, number: int) -> bool | None:
        fields = (
            self._field("name", texts.NAME, texts.NAME_HINT),
            self._field("title", texts.TITLE, texts.TITLE_HINT),
            self._field("language", texts.LANGUAGE, texts.LANGUAGE_HINT, self.set_up.language),
        )
        made = await self._form("site", _heading(number, texts.SITE, texts.SITE_ABOUT), fields)
        self.voice.language = self.set_up.language
        return made

    async def _kind(self, number: int) -> bool | None:
        kinds = (
            (SERVER, texts.ON_SERVER, texts.ON_SERVER_ABOUT),
            (FILE, texts.IN_FILE, texts.IN_FILE_ABOUT),
        )
        options = [Pick(key, self.voice.say(name), self.voice.say(about)) for key, name, about in kinds]
        heading = _heading(number, texts.KIND, texts.KIND_ABOUT)
        found = await self.push_screen_wait(PickScreen(self.voice, heading, options, Manner(at=self.set_up.kind)))
        self.set_up.kind = found or self.set_up.kind
        return None if found is None else True

    async def _place(self, number: int) -> bool | None:
        set_up = self.set_up
        if set_up.kind == FILE:
            heading = _heading(number, texts.FILE, texts.KIND_ABOUT)
            field = self._field("sqlite", texts.SQLITE_FILE, texts.SQLITE_HINT)
            return await self._form("file", heading, (field,), set_up.look_at_file)
        fields = (
            self._field("address", texts.ADDRESS, texts.ADDRESS_HINT),
            self._field("user", texts.USER, texts.USER_HINT),
            Field(
                "password",
                texts.PASSWORD,
                texts.PASSWORD_HINT,
                secret=True,
                blamed=(LoginRefused, PasswordWanted),
                kept=(set_up.keeps_password, texts.PASSWORD_KNOWN),
            ),
            self._field("place", texts.PLACE, texts.PLACE_HINT),
            self._field("encrypt", texts.ENCRYPT, texts.ENCRYPT_HINT),
            self._field("trust", texts.TRUST, texts.TRUST_HINT),
            self._field("driver", texts.DRIVER, texts.DRIVER_HINT),
        )
        heading = _heading(number, texts.SERVER, texts.SERVER_ABOUT)
        return await self._form("server", heading, fields, set_up.look_at_server, guess=True)

    async def _database(self, number: int) -> bool | None:
        set_up = self.set_up
        if set_up.kind == FILE:
            return False
        found = FoundDatabases() if set_up.guessing else set_up.databases
        options = [Pick(name, name) for name in found.names]
        options += [Pick(name, name, self.voice.say(texts.BY_NAME_ONLY)) for name in found.perhaps]
        options += [Pick(one.name, one.name, self.voice.say(texts.CLOSED), one.why) for one in found.closed]
        heading = _heading(number, texts.DATABASE, _about_databases(found, set_up.guessing))
        manner = Manner(typed=True, at=set_up.database or "")
        screen = PickScreen(self.voice, heading, options, manner, set_up.look_at_database)
        return None if await self.push_screen_wait(screen) is None else True

    async def _lines(self, number: int) -> bool | None:
        if self.set_up.draft is None:
            return False
        heading = _heading(number, texts.LINES, texts.LINES_ABOUT)
        return await self.push_screen_wait(LinesScreen(self.voice, heading, self.set_up.draft))

    async def _invoice(self, number: int) -> bool | None:
        if not self.set_up.invoices:
            return False
        heading = _heading(number, texts.INVOICE, texts.INVOICE_ABOUT)
        invoices = Invoices(self.set_up.proposed_invoice, self.set_up.invoice, self.set_up.disproved)
        found = await self.push_screen_wait(KnownInvoiceScreen(self.voice, heading, invoices))
        if found is None:
            return None
        self.set_up.recognised(found)
        return True

    async def _economic(self, number: int) -> bool | None:
        fields = (
            replace(self._field("app_secret", texts.SECRET, texts.PLACE_OF_TOKEN), look=token_missing(texts.SECRET)),
            replace(self._field("grant", texts.GRANT, texts.PLACE_OF_TOKEN), look=token_missing(texts.GRANT)),
            self._field("number", texts.NUMBER, texts.NUMBER_HINT),
        )
        return await self._form("economic", _heading(number, texts.ECONOMIC, texts.ECONOMIC_ABOUT), fields)

    async def _preview(self, number: int) -> bool | None:
        told = await asyncio.to_thread(lambda: list(self.set_up.told()))  # it looks for files wherever they are
        heading = _heading(number, texts.PREVIEW, told[0])
        text = self.set_up.site_draft().text
        return await self.push_screen_wait(PreviewScreen(self.voice, heading, text, told[1:], self.set_up.write))

    # -- what the forms have in common

    def _field(self, name: str, label: Phrase, hint: Phrase, value: str = "") -> Field:
        return Field(name, label, hint, self.set_up.values.get(name) or value, COMPLAINTS[name])

    async def _form(
        self,
        name: str,
        heading: Heading,
        fields: Sequence[Field],
        act: Callable[[dict[str, str]], Awaitable[None]] | None = None,
        guess: bool = False,
    ) -> bool | None:
        screen = FormScreen(self.voice, heading, fields, act, walked=name in self._seen, guess=guess)
        values = await self.push_screen_wait(screen)
        self.set_up.take(screen.typed)
        if values is None:
            return None
        self._seen.add(name)
        if screen.guessed:
            self.set_up.guess()
        return True


def _about_databases(found: FoundDatabases, guessing: bool) -> Phrase:
    """Return what the list of databases is; where it is empty, that the name has to be typed."""
    if guessing:
        return texts.DATABASE_UNSEEN
    about = texts.DATABASE_ABOUT if found.names else texts.DATABASE_NONE
    return joined(about, texts.DATABASE_CLOSED.with_(n=len(found.closed))) if found.closed else about


def _heading(number: int, title: Phrase, about: Phrase) -> Heading:
    return Heading(title, about, number, COUNT)
