"""Asks for a SQL Server until it lets itself be looked into, or the operator goes on without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.adapters.clean_text import shown
from checks.adapters.discovery import FoundDatabases, FoundTable
from checks.adapters.sqlserver import driver as chosen_driver
from checks.engine.errors import Fault, LoginRefused
from checks.engine.phrase import Phrase
from checks.engine.refusals import joined
from tui.before_file import asked
from tui.config import PASSWORD
from tui.init_answers import Asking, Left, Wrong, absolute, no_place, no_text, no_variable, tell
from tui.lines import OUT
from tui.password import ask_password
from tui.server_look import databases_on, tables_on
from tui.site_template import Place, Server
from tui.texts import init
from tui.texts import server as texts

Tables = tuple[FoundTable, ...]
AUTO = "auto"
CHANGE, GUESS = "c", "g"
ENCRYPTION = ("yes", "no", "strict")
YES = ("y", "yes", "j", "ja")


@dataclass(frozen=True, slots=True)
class ServerTalk:
    """What the flags leave open is asked for where there is a terminal."""

    asking: Asking

    def found(self) -> tuple[Server, Tables | None]:
        """Return the server and its tables, None where the operator goes on without a look; raises Wrong or Left."""
        server = self._server()
        before = ""
        while True:
            opening = False
            try:
                server = self._with_database(server, before)
                opening = True
                return server, tables_on(server)
            except Wrong:
                raise
            except Fault as fault:
                if not self.asking.terminal:  # names that nobody has looked at are for people to choose, not scripts
                    raise Left(joined(fault.phrase, init.LEFT_ALONE)) from None
                tell(fault.phrase, self.asking.language)
                refused = isinstance(fault, LoginRefused)
            choice = self._choice(refused, opening)
            if choice == GUESS:
                return self._named(server), None
            before = server.database or before
            if choice == CHANGE:
                server = self._changed(server)
            elif opening:  # the name that was typed may be all that is wrong
                server = replace(server, database=None)

    def _server(self) -> Server:
        """Return the server that is named; what flags could have said beside it is asked for when it is needed."""
        asking, given = self.asking, self.asking.given
        address = asking.text("server", texts.SERVER, no_text)
        server = Server(
            address,
            given.get("database"),
            self._user(),
            driver=self._driver(),
            encrypt=self._one_of("encrypt", ENCRYPTION) or "yes",
            trust="trust" in given,
        )
        return replace(server, password=self._password(server))

    def _driver(self) -> str:
        """Return the driver that is named; at a terminal another one is asked for where it is not here."""
        asking, named = self.asking, self.asking.given.get("driver", AUTO)
        if named == AUTO or not asking.terminal:
            return asking.checked("driver", named, no_text)
        if (wrong := no_driver(named)) is None:
            return named
        tell(wrong, asking.language)
        return replace(asking, given={}).text("driver", texts.DRIVER, no_driver, AUTO)

    def _user(self) -> str | None:
        authentication, given = self._one_of("authentication", ("integrated", "sql")), "user" in self.asking.given
        if given and authentication == "integrated":
            raise Wrong(texts.ONE_LOGIN)
        if authentication == "integrated":
            return None
        if given or (self.asking.terminal and (authentication == "sql" or "server" not in self.asking.given)):
            return self.asking.optional("user", texts.USER, no_text)
        if authentication == "sql":
            raise Wrong(texts.NO_USER)
        return None

    def _password(self, server: Server) -> Place | None:
        if server.user is None:
            return None
        given = self.asking.given
        if variable := given.get("password_env"):
            return Place(variable=self.asking.checked("password_env", variable, no_variable))
        if file := given.get("password_file"):
            return Place(file=absolute(self.asking.checked("password_file", file, no_place)))
        if self.asking.terminal and PASSWORD not in os.environ:
            # Unseen, and kept nowhere; where it is to be found later is told by a flag or in the file.
            ask_password(server.user, server.address, self.asking.language)
        return None

    def _with_database(self, server: Server, before: str) -> Server:
        """Let the operator choose from the databases that there are; the first is the likeliest.

        One that did not open before is taken again by Enter only where it stands on the list.
        """
        if server.database is not None or not self.asking.terminal:
            return self._named(server)
        found = databases_on(server)
        names = found.names
        said = texts.DATABASES.with_(names=", ".join(map(shown, names))) if names else texts.NO_DATABASES
        likely = [texts.PERHAPS.with_(names=", ".join(map(shown, found.perhaps)))] if found.perhaps else []
        for phrase in (said, *likely, *closed(found)):
            tell(phrase, self.asking.language)
        asking = replace(self.asking, given={}) if before else self.asking
        there = {one.casefold() for one in (*names, *found.perhaps)}
        likeliest = before if before.casefold() in there else names[0] if names else ""
        return replace(server, database=asking.text("database", texts.DATABASE, no_text, likeliest))

    def _named(self, server: Server) -> Server:
        if server.database is not None:
            return server
        return replace(server, database=self.asking.text("database", texts.DATABASE, no_text, "ClientTime"))

    def _choice(self, refused: bool, opening: bool) -> str:
        """Ask what to do now; a login that was refused is not simply tried again, since that locks accounts."""
        choices = (CHANGE, GUESS) if refused else ("", CHANGE, GUESS)
        open_ended = texts.WHAT_NOW_DATABASE if opening else texts.WHAT_NOW
        question = texts.WHAT_NOW_LOGIN if refused else open_ended
        return self.asking.text("", question, lambda answer: None if answer in choices else question)

    def _changed(self, server: Server) -> Server:
        """Ask everything again that decides whether the server can be reached, with what was said as the answer."""
        os.environ.pop(PASSWORD, None)
        anew = ServerTalk(replace(self.asking, given={}))
        address = anew.asking.text("server", texts.SERVER, no_text, server.address)
        driver = anew.asking.text("driver", texts.DRIVER, no_driver, server.driver)
        encrypt = anew.asking.text("encrypt", texts.ENCRYPT, _no_encryption, server.encrypt)
        trust = anew.asking.text("trust", texts.TRUST, no_text, "yes" if server.trust else "no")
        changed = Server(*(address, None, anew._user_again(server.user), None, driver, encrypt, trust in YES))
        return replace(changed, password=anew._password(changed))

    def _user_again(self, before: str | None) -> str | None:
        """Ask for the login with the one before as the answer; - is the operator's own."""
        question = texts.USER_AGAIN if before else texts.USER
        user = self.asking.text("user", question, lambda text: no_text(text) if text else None, before or "")
        return None if user in {"", OUT} else user

    def _one_of(self, flag: str, choices: tuple[str, ...]) -> str | None:
        value = self.asking.given.get(flag)
        if value is None:
            return None
        wrong = texts.ONE_OF.with_(choices=", ".join(choices))
        return self.asking.checked(flag, value, lambda text: None if text in choices else wrong)


def closed(found: FoundDatabases) -> Iterator[Phrase]:
    """Yield why databases could not be looked into, each reason once with those that it concerns."""
    by_reason: dict[Phrase, list[str]] = {}
    for one in found.closed:
        by_reason.setdefault(one.why, []).append(shown(one.name))
    for why, names in by_reason.items():
        yield texts.CLOSED.worded(why=why).with_(names=", ".join(names))


def no_driver(text: str) -> Phrase | None:
    """Complain about a driver that is not here: before a password is typed for it."""
    if wrong := no_text(text):
        return wrong
    try:
        chosen_driver(text)
    except Fault as fault:
        return asked(fault.phrase)
    return None


def _no_encryption(text: str) -> Phrase | None:
    return None if text in ENCRYPTION else texts.ONE_OF.with_(choices=", ".join(ENCRYPTION))
