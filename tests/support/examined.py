"""A ClientTime with both tables on the test server, and what a look at it says."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checks.adapters.mapping import CustomerMapping, InvoiceMapping
from checks.adapters.sqlserver_health import examination
from checks.engine.health import Line, Sign, merged
from tests.support.clienttime_places import OnServer, served
from tests.support.tds.rights import Grant, Login, least

CUSTOMERS = CustomerMapping("dbo.Customer", "CustomerCode", "ForeignId", key="CustomerId", name="Name", zip="Zip")
INVOICES = InvoiceMapping("dbo.Invoice", number="InvoiceNumber", customer="CustomerId", gross="Gross")
TABLES = (
    "CREATE TABLE Customer (CustomerId int NOT NULL PRIMARY KEY, CustomerCode varchar(20) NOT NULL UNIQUE, "
    "ForeignId nvarchar(30), Name nvarchar(100), Zip varchar(10), Salary money)",
    "CREATE TABLE Invoice (InvoiceId int NOT NULL PRIMARY KEY, InvoiceNumber varchar(20) NOT NULL UNIQUE, "
    "CustomerId int, Net decimal(18, 2), Gross decimal(18, 2) GENERATED ALWAYS AS (Net * 1.25) VIRTUAL)",
    "INSERT INTO Customer VALUES (1, '1001', '20001', 'Aagaard ApS', '8000', 1)",
    "INSERT INTO Customer VALUES (2, '1002', NULL, 'Bech A/S', '8000', 2)",
    "INSERT INTO Invoice (InvoiceId, InvoiceNumber, CustomerId, Net) VALUES (1, '10234', 1, 100)",
)
READS = ("CustomerId", "CustomerCode", "ForeignId", "Name", "Zip")
OF_INVOICE = Grant("SELECT", "dbo.Invoice", ("InvoiceNumber", "CustomerId", "Gross"))
NEEDED = (*least("dbo.Customer", READS, ("ForeignId",)), OF_INVOICE)
USER = Login("ctmon", "Kun-Det-Nødvendige-1", NEEDED)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look found."""

    lines: tuple[Line, ...]
    reached: bool

    def of(self, sign: Sign) -> set[str]:
        """Return what has this sign."""
        return {line.what.text() for line in self.lines if line.sign is sign}

    @property
    def failed(self) -> set[str]:
        """Return what failed."""
        return self.of(Sign.FAILED)

    @property
    def warnings(self) -> set[str]:
        """Return what is warned of, but for the certificate, which no test server has signed by anybody."""
        return self.of(Sign.WARNING) - {"encryption"}

    def said(self, what: str) -> str:
        """Return everything that one line says, as one line."""
        (line,) = (line for line in self.lines if line.what.text() == what)
        return " ".join(" ".join(phrase.text() for phrase in (line.result, line.step) if phrase).split())

    @property
    def text(self) -> str:
        """Return everything, in both languages."""
        phrases = [phrase for line in self.lines for phrase in (line.what, line.result, line.step) if phrase]
        return "\n".join(phrase.text(language) for phrase in phrases for language in ("en", "da"))


@dataclass(slots=True)
class Examined:
    """The server, and who looks at it."""

    place: OnServer
    mappings: tuple[CustomerMapping, InvoiceMapping | None] = (CUSTOMERS, INVOICES)
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    each: float = 8.0
    whole: float = 40.0

    def look(self, writes: bool = True) -> Seen:
        """Look once, with an adapter of its own."""
        return asyncio.run(self._look(writes))

    async def _look(self, writes: bool) -> Seen:
        look = examination(self.place.opened(*self.mappings, **self.settings), writes)
        look.each, look.whole = self.each, self.whole
        lines = tuple(merged([line async for line in look.lines()]))
        whats = [line.what.text() for line in lines]
        assert len(set(whats)) == len(whats), whats
        return Seen(lines, look.reached)

    @property
    def digest(self) -> str:
        """Return what the file is, byte for byte."""
        return hashlib.sha256(self.place.file.path.read_bytes()).hexdigest()


@contextlib.contextmanager
def examined(
    driver: str, folder: Path, login: Login = USER, more: Iterable[str] = (), **server: Any
) -> Generator[Examined]:
    """Serve both tables to this login."""
    with served(driver, folder, (*TABLES, *more), logins=(login,), **server) as place:
        place.login = login
        yield Examined(place)


def without(right: str, column: str) -> Login:
    """Return the login without its right to one column."""
    grants = [
        replace(grant, columns=tuple(c for c in grant.columns if c != column)) if grant.right == right else grant
        for grant in NEEDED
    ]
    return replace(USER, grants=tuple(grant for grant in grants if grant.columns))


def with_more(*grants: Grant, roles: tuple[str, ...] = (), sysadmin: bool = False) -> Login:
    """Return the login with more than it needs."""
    return replace(USER, grants=(*NEEDED, *grants), roles=roles, sysadmin=sysadmin)
