"""Looks into a database that has no site file yet, for whoever sets one up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from checks.adapters.discovery import FoundDatabases, FoundTable
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.site_template import Place, Server

Plain = dict[str, "str | bool | None"]


class LoginRefused(Fault):
    """The server refused who asks: the same again could lock the account."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file, or a server with the secrets of its login by their variables; they are handed over once."""

    sqlite: Path | None = None
    server: Server | None = None
    secrets: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def plain(self) -> Plain:
        """Return it as it goes over the pipe, without the secrets."""
        if self.server is None:
            return {"sqlite": str(self.sqlite)}
        server, password = self.server, self.server.password or Place()
        return {
            "address": server.address,
            "database": server.database,
            "user": server.user,
            "variable": password.variable,
            "file": str(password.file) if password.file else None,
            "driver": server.driver,
            "encrypt": server.encrypt,
            "trust": server.trust,
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A site file that is not written yet."""

    text: str
    path: Path
    name: str


class Scout(Protocol):
    """Every method raises Fault; to cancel one ends what hangs, and with it what was handed over."""

    @property
    def knows_password(self) -> bool:
        """Tell whether a typed password was handed over, and is still known there."""
        ...

    async def databases(self, target: Target) -> FoundDatabases:
        """Return the databases that hold both known columns, and those that nobody could look into."""
        ...

    async def tables(self, target: Target) -> tuple[FoundTable, ...]:
        """Return the tables of the database that was named."""
        ...

    async def proposed(self, draft: Draft) -> str | None:
        """Return the number of an invoice to begin with; None also where no invoice could be found."""
        ...

    async def invoice(self, draft: Draft, number: str) -> Phrase | None:
        """Return the only invoice of this number as a question, None where there is none."""
        ...

    async def put_on_record(self, path: Path, name: str) -> None:
        """Put the tables of a site that was just written on record."""
        ...

    async def password(self) -> str | None:
        """Return the typed password that let the last look in, for the program that goes on from here."""
        ...

    async def close(self) -> None:
        """End it."""
        ...
