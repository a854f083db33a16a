"""A little life in the demo, so that the panels are seen to be live: now and then one row appears or changes."""

from __future__ import annotations

import contextlib
import itertools
import random
import sqlite3
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from checks.demo.simulator import Simulator
from checks.demo.site import stamp

FIRST = 120.0
"""Seconds before the first event (contract section 6)."""

THEN = 60.0
"""Seconds between two events."""

CRAFTS = ("Tømrer", "Murer", "Maler", "El", "VVS", "Gartner", "Glas", "Kloak", "Tag", "Smede")
NAMES = ("Lykke", "Toft", "Kjær", "Brandt", "Dahl", "Holst", "Frost", "Bisgaard", "Ravn", "Skov", "Vest", "Munk")
STREETS = ("Havnegade", "Engvej", "Møllevej", "Skovbrynet", "Stationsvej", "Kirkestræde", "Lindevej")


@dataclass(slots=True)
class Life:
    """`step` does one event; `run` does them in time until `leave` is set."""

    database: Path
    simulator: Simulator
    seed: int = 1
    _number: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def run(self, leave: threading.Event) -> None:
        """Wait for the first event, then do one after the other."""
        pause = FIRST
        while not leave.wait(pause):
            with contextlib.suppress(sqlite3.Error):  # a database that is just being written: next time
                self.step()
            pause = THEN

    def step(self) -> str:
        """Do the next event and return which it was."""
        number = next(self._number)
        events = (self._unlinked_customer, self._unsent_invoice, self._moved_customer, self._stranger)
        event = events[(number - 1) % len(events)]
        event(random.Random(f"{self.seed}:{number}"))  # noqa: S311 - made-up data, no secret
        return event.__name__.lstrip("_")

    def _unlinked_customer(self, chance: random.Random) -> None:
        """A customer is made in both systems, as a person does who does not know the rule."""
        name, yesterday = _name(chance), stamp() - timedelta(days=1)
        street, cvr = _street(chance), _cvr(chance)
        with self._open() as file:
            key, code = _next(file, "Customer", "CustomerId"), str(_next(file, "Customer", "CustomerCode"))
            file.execute(
                "INSERT INTO Customer (CustomerId, CustomerCode, Name, Address1, ZipCode, City, Country, CvrNumber, "
                "IsActive, CreatedDate, ModifiedDate) VALUES (?, ?, ?, ?, '8600', 'Silkeborg', 'Danmark', ?, 1, ?, ?)",
                (key, code, name, street, cvr, _text(yesterday), _text(yesterday)),
            )
        self._debtor(name, street, corporateIdentificationNumber=cvr)

    def _unsent_invoice(self, chance: random.Random) -> None:
        """An invoice is made final that the synchronisation does not carry over."""
        net = chance.randrange(1_200, 48_000, 50)
        with self._open() as file:
            (customer,) = file.execute(
                "SELECT CustomerId FROM Customer WHERE ForeignDebitorSystemIdentification IS NOT NULL "
                "AND IsActive = 1 ORDER BY CustomerId LIMIT 1 OFFSET ?",
                (chance.randrange(5, 40),),
            ).fetchone()
            key, number = _next(file, "Invoice", "InvoiceId"), str(_next(file, "Invoice", "InvoiceNumber"))
            file.execute(
                "INSERT INTO Invoice (InvoiceId, InvoiceNumber, CustomerId, InvoiceDate, CurrencyCode, NetAmount, "
                "VatAmount, GrossAmount, InvoiceType, IsDraft) VALUES (?, ?, ?, ?, 'DKK', ?, ?, ?, 'Invoice', 0)",
                (key, number, customer, _text(stamp() - timedelta(days=1)), net, net // 4, net + net // 4),
            )

    def _moved_customer(self, chance: random.Random) -> None:
        """A linked customer's address changes in ClientTime and does not reach e-conomic."""
        with self._open() as file:
            file.execute(
                "UPDATE Customer SET Address1 = ?, ModifiedDate = ? WHERE CustomerId = (SELECT CustomerId "
                "FROM Customer WHERE ForeignDebitorSystemIdentification IS NOT NULL AND IsActive = 1 "
                "ORDER BY CustomerId LIMIT 1 OFFSET ?)",
                (_street(chance), _text(stamp() - timedelta(days=1)), chance.randrange(45, 90)),
            )

    def _stranger(self, chance: random.Random) -> None:
        """A customer is made in e-conomic, where the rule says ClientView."""
        self._debtor(_name(chance), _street(chance))

    def _debtor(self, name: str, street: str, **properties: Any) -> None:
        numbers = [document["customerNumber"] for document in self.simulator.world().customers]
        self.simulator.upsert_customer(
            {
                "customerNumber": max(numbers, default=0) + 1,
                "name": name,
                "address": street,
                "zip": "8600",
                "city": "Silkeborg",
                "country": "Danmark",
                "currency": "DKK",
                "customerGroup": {"customerGroupNumber": 1},
                "paymentTerms": {"paymentTermsNumber": 1},
                "vatZone": {"vatZoneNumber": 1},
                **properties,
            }
        )

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self.database, timeout=5.0)) as file, file:
            yield file


def _next(file: sqlite3.Connection, table: str, column: str) -> int:
    """Return a number after the highest one there is; texts that are no numbers do not count."""
    query = f'SELECT COALESCE(MAX(CAST("{column}" AS INTEGER)), 0) + 1 FROM "{table}"'  # noqa: S608 - names from above
    (number,) = file.execute(query).fetchone()
    return int(number)


def _name(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)} {chance.choice(CRAFTS)} & {chance.choice(NAMES)} ApS"


def _street(chance: random.Random) -> str:
    return f"{chance.choice(STREETS)} {chance.randrange(1, 98)}"


def _cvr(chance: random.Random) -> str:
    """Return a made-up number with a right check digit."""
    while True:
        digits = [chance.randrange(1, 10), *(chance.randrange(10) for _ in range(6))]
        rest = sum(d * w for d, w in zip(digits, (2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if rest != 1:
            return "".join(map(str, [*digits, (11 - rest) % 11]))


def _text(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
