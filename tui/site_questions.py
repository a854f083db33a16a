"""What `ctmon init` has to know of a site before it looks into its database."""

from __future__ import annotations

from dataclasses import dataclass

from checks.adapters.discovery import FoundTable
from checks.engine.phrase import Phrase
from tui.init_answers import (
    Asking,
    Wrong,
    absolute,
    is_file,
    no_file,
    no_name,
    no_number,
    no_place,
    no_text,
    no_variable,
)
from tui.server_talk import ServerTalk
from tui.site_template import Answers, Place
from tui.texts import init as texts

SECRET, GRANT = "app_secret_token", "agreement_grant_token"
VARIABLES = {SECRET: "CTMON_APP_SECRET", GRANT: "CTMON_GRANT"}
SERVER = frozenset(
    {"server", "database", "authentication", "user", "password_env", "password_file", "driver", "encrypt", "trust"}
)
"""Flags that mean a SQL Server."""
NEEDED_OF_SERVER = (("server", "--server HOST"), ("database", "--database NAME"))


@dataclass(frozen=True, slots=True)
class SiteQuestions:
    """Asks for what the flags leave open."""

    asking: Asking

    def answers(self, name: str | None) -> tuple[Answers, tuple[FoundTable, ...] | None]:
        """Return everything that is needed, with the tables where a server was looked into.

        Raises Wrong or Left. A `name` that is known is not asked for.
        """
        asking = self.asking
        self._refuse_what_contradicts()
        self._refuse_what_is_missing(name)
        name = name or asking.text("name", texts.NAME, no_name, "main")
        title = (
            asking.text("title", texts.TITLE, no_text, name) if asking.terminal else asking.given.get("title") or name
        )
        sqlite = self._sqlite()
        server, tables = (None, None) if sqlite else ServerTalk(asking).found()
        number = asking.optional("agreement_number", texts.NUMBER, no_number)
        answers = Answers(
            name,
            asking.checked("title", title, no_text),
            self._place(SECRET, texts.SECRET),
            self._place(GRANT, texts.GRANT),
            absolute(sqlite) if sqlite else None,
            server,
            int(number) if number else None,
        )
        return answers, tables

    def _sqlite(self) -> str | None:
        return None if SERVER & set(self.asking.given) else self.asking.optional("sqlite", texts.SQLITE, no_file)

    def _place(self, key: str, question: Phrase) -> Place:
        if variable := self.asking.given.get(f"{key}_env"):
            return Place(variable=self.asking.checked(f"{key}_env", variable, no_variable))
        if file := self.asking.given.get(f"{key}_file"):
            return Place(file=absolute(self.asking.checked(f"{key}_file", file, no_place)))
        answer = self.asking.text(key, question, no_place, VARIABLES[key])
        if is_file(answer):
            return Place(file=absolute(answer))
        return Place(variable=answer)

    def _refuse_what_contradicts(self) -> None:
        if "sqlite" in self.asking.given and SERVER & set(self.asking.given):
            raise Wrong(texts.TWO_DATABASES)
        for key in (SECRET, GRANT):
            if f"{key}_env" in self.asking.given and f"{key}_file" in self.asking.given:
                raise Wrong(texts.TWO_PLACES.with_(key=key.replace("_", "-")))

    def _refuse_what_is_missing(self, name: str | None) -> None:
        given = {flag for flag, value in self.asking.given.items() if value.strip()}
        missing = [] if name or "name" in given else ["--name NAME"]
        if SERVER & given:
            missing += [flag for name, flag in NEEDED_OF_SERVER if name not in given]
        elif "sqlite" not in given:
            missing.append("--sqlite FILE (or --server HOST --database NAME)")
        for key in (SECRET, GRANT):
            if not {f"{key}_env", f"{key}_file"} & given:
                flag = f"--{key.replace('_', '-')}"
                missing.append(f"{flag}-file FILE (or {flag}-env NAME)")
        if missing and not self.asking.terminal:
            raise Wrong(texts.MISSING.with_(flags=", ".join(missing)))
