"""A site that is being set up: what was answered so far, and what follows from it. Shows nothing, asks nobody."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from checks.adapters.clean_text import shown
from checks.adapters.discovery import FoundDatabases, FoundTable
from checks.engine.cpr import mask_cpr
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.before_file import before_file
from tui.config import PASSWORD, read
from tui.init_answers import absolute, is_file, no_name, no_number, no_place, no_text
from tui.lines import OUT
from tui.mapped import Proposal
from tui.mapping_draft import MappingDraft
from tui.proposal import guessed, propose
from tui.scout import Draft, LoginRefused, Scout, Target
from tui.secret import Secret, SecretSource
from tui.site_file import site_path
from tui.site_template import Answers, Place, Server, site_text
from tui.site_writing import told_of, write
from tui.texts import init
from tui.texts import set_up as texts

FILE, SERVER = "sqlite", "server"
DEFAULTS = {
    "name": "main",
    "driver": "auto",
    "encrypt": "yes",
    "trust": "no",
    "app_secret": "CTMON_APP_SECRET",
    "grant": "CTMON_GRANT",
}
Values = Mapping[str, str]


class PasswordWanted(Fault):
    """Nothing is tried before a password is typed."""


@dataclass(slots=True)
class SetUp:
    """`values` are the texts as they were typed, but for passwords, which go to the scout and nowhere else."""

    scout: Scout
    language: str = "en"
    values: dict[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    kind: str = SERVER
    databases: FoundDatabases = field(default_factory=FoundDatabases)
    database: str | None = None
    guessing: bool = False
    """Whether it goes on without having looked."""
    draft: MappingDraft | None = None
    checked: str | None = None
    afterwards: list[Phrase] = field(default_factory=list[Phrase])
    """What is to be said once the screen is gone."""
    _refused: Server | None = None
    _typed_for: tuple[str, str | None] | None = None
    """Server and login that the password was typed for, which goes to no other."""
    _password: Secret | None = None

    def take(self, values: Values) -> None:
        """Keep what was typed."""
        self.values |= {name: value for name, value in values.items() if name != "password"}
        self.language = self.values.get("language", self.language)

    # -- looking

    async def look_at_file(self, values: Values) -> None:
        """Look into a SQLite file; raises Fault."""
        self.take(values)
        self._found(await self.scout.tables(Target(sqlite=absolute(values["sqlite"]))))
        self.guessing = False

    async def look_at_server(self, values: Values) -> None:
        """See which databases there are; raises Fault. A refused login is not tried again as it was."""
        self.take(values)
        server, password = self._server(), values.get("password", "")
        secrets = self._secrets(server, password)
        if server == self._refused and not password:
            raise PasswordWanted(texts.NOT_AGAIN)
        try:
            self.databases = await self.scout.databases(Target(server=server, secrets=secrets))
        except LoginRefused:
            self._refused = server
            raise
        self._refused, self.guessing = None, False

    async def look_at_database(self, name: str) -> None:
        """Look into one of them, where the server was looked at; raises Fault."""
        self.database = name
        if not self.guessing:
            self._found(await self.scout.tables(Target(server=self._server(name))))

    def guess(self) -> None:
        """Go on without having looked."""
        self.draft, self.checked, self.guessing = None, None, True

    def _found(self, tables: tuple[FoundTable, ...]) -> None:
        if not tables:
            raise Fault(texts.NO_TABLES)
        if self.draft is None or tuple(self.draft.tables) != tables:
            self.draft, self.checked = MappingDraft(tables, propose(tables)), None

    def _server(self, database: str | None = None) -> Server:
        typed = self.values
        place = typed.get("place", "")
        return Server(
            typed["address"],
            database,
            typed.get("user") or None,
            place_of(place) if place and typed.get("user") else None,
            typed["driver"],
            typed["encrypt"],
            typed["trust"] == "yes",
        )

    def _secrets(self, server: Server, password: str) -> dict[str, str]:
        """Return what the scout needs and does not have; raises Fault where it is nowhere."""
        if server.user is None:
            return {}
        if server.password is not None:
            variable = server.password.variable
            if variable is None:
                return {}  # it reads the file itself
            with before_file():
                return {variable: SecretSource("", variable, token=False).told(texts.PASSWORD).reveal()}
        whom = (server.address.casefold(), server.user.casefold())
        if password:
            self._typed_for = whom
            return {PASSWORD: password}
        if PASSWORD in os.environ:
            return {PASSWORD: os.environ[PASSWORD]}
        if not self.scout.knows_password or whom != self._typed_for:
            raise PasswordWanted(texts.PASSWORD_WANTED)
        return {}

    def keeps_password(self, values: Values) -> bool:
        """Tell whether the password that is kept is the one for this server and login."""
        whom = (values["address"].casefold(), values["user"].casefold())
        return self.password_known and whom == self._typed_for

    @property
    def password_known(self) -> bool:
        """Tell whether a password was typed that may still be right."""
        return self.scout.knows_password and self._refused is None

    # -- one known invoice

    async def proposed_invoice(self) -> str | None:
        """Return the number of an invoice to begin with; raises Fault."""
        return await self.scout.proposed(self.site_draft())

    async def invoice(self, number: str) -> Phrase:
        """Return an invoice as a question; raises Fault where there is not exactly one."""
        found = await self.scout.invoice(self.site_draft(), number)
        if found is None:
            raise Fault(texts.NO_SUCH_INVOICE.with_(number=shown(mask_cpr(number))))
        return found

    @property
    def invoices(self) -> bool:
        """Tell whether there is a mapping by which one could be found."""
        if self.draft is None or not self.draft.proposal.invoice.found:
            return False
        return not any(self.draft.line("invoice", key).out for key in ("number", "customer"))

    def disproved(self) -> None:
        """Have the lines answered again by which a known invoice was shown as another one."""
        self.checked = None
        if self.draft is not None:
            self.draft.doubt()

    def recognised(self, number: str) -> None:
        """Take the number of the invoice that is as it should be, or - for none."""
        self.checked = None if number == OUT else number
        if self.checked is not None and self.draft is not None:
            self.draft.trust()

    # -- the file

    @property
    def path(self) -> Path:
        """Return where the file will be."""
        return site_path(self.values["name"])

    @property
    def answers(self) -> Answers:
        """Return everything that goes into the file beside the mapping."""
        typed = self.values
        return Answers(
            typed["name"],
            typed.get("title") or typed["name"],
            place_of(typed["app_secret"]),
            place_of(typed["grant"]),
            absolute(typed["sqlite"]) if self.kind == FILE else None,
            self._server(self.database or "ClientTime") if self.kind == SERVER else None,
            int(typed["number"]) if typed.get("number") else None,
        )

    def site_draft(self) -> Draft:
        """Return the file as it would be written; without a known invoice the invoices' lines are not confirmed."""
        proposal = self._proposal()
        if proposal.checked is None:
            proposal = replace(proposal, invoice=proposal.invoice.unconfirmed())
        return Draft(site_text(self.answers, proposal, self.language), self.path, self.values["name"])

    def told(self) -> Iterator[Phrase]:
        """Yield what is to be known before the file is written."""
        replaces = self.path.exists()
        yield (texts.PREVIEW_REPLACES if replaces else texts.PREVIEW_NEW).with_(path=str(self.path))
        yield from told_of(self._proposal(), self.answers, self.draft is not None)

    async def write(self) -> None:
        """Write the file, and put the tables on record that were confirmed; raises Fault where it is not written."""
        draft = self.site_draft()
        read(draft.text, draft.path, draft.name)
        if kept := await asyncio.to_thread(write, draft.path, draft.text):
            self.afterwards.append(init.KEPT.with_(path=str(kept)))
        if self.draft is not None:
            try:
                await self.scout.put_on_record(draft.path, draft.name)
            except Fault as fault:  # the first complete reading does it then
                self.afterwards.append(fault.phrase)
        await self._take_back()

    async def _take_back(self) -> None:
        """Have the typed password, which has let the look in, for the screen that opens next."""
        server = self.answers.server
        typed = server is not None and server.user is not None and server.password is None
        if not typed or self.guessing or not self.password_known:
            return
        with contextlib.suppress(Fault):  # then it is asked for again
            found = await self.scout.password()
            self._password = None if found is None else Secret(found)

    def hand_over(self) -> Secret | None:
        """Return the typed password, and keep it no longer."""
        found, self._password = self._password, None
        return found

    def _proposal(self) -> Proposal:
        return guessed() if self.draft is None else replace(self.draft.proposal, checked=self.checked)


def place_of(text: str) -> Place:
    """Return what a text means that names a variable or a file."""
    return Place(file=absolute(text)) if is_file(text) else Place(variable=text)


def token_missing(label: Phrase) -> Callable[[str], Phrase | None]:
    """Return what tells why a token cannot be had from the place that a text means."""

    def missing(text: str) -> Phrase | None:
        place = place_of(text)
        try:
            with before_file():
                SecretSource("", place.variable, place.file).told(label)
        except Fault as fault:
            return fault.phrase
        return None

    return missing


Complaint = Callable[[str], "Phrase | None"]


def one_of(*choices: str) -> Complaint:
    """Complain about what is none of these."""
    return lambda text: None if text in choices else texts.ONE_OF.with_(choices=", ".join(choices))


def or_nothing(complaint: Complaint) -> Complaint:
    """Complain about what is wrong, but not about nothing."""
    return lambda text: complaint(text) if text else None


COMPLAINTS: Mapping[str, Complaint] = {
    "name": no_name,
    "title": or_nothing(no_text),
    "language": one_of("en", "da"),
    "sqlite": no_text,  # whether it is there is seen where a dead drive holds nobody up
    "address": no_text,
    "user": or_nothing(no_text),
    "place": or_nothing(no_place),
    "encrypt": one_of("yes", "no", "strict"),
    "trust": one_of("yes", "no"),
    "driver": no_text,
    "number": or_nothing(no_number),
    "app_secret": no_place,
    "grant": no_place,
}
"""What is wrong with a typed text, by its field."""
