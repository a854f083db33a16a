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

from checks.demo.companies import Companies, Company
from checks.demo.firm import debtor_document
from checks.demo.names import Names
from checks.demo.places import somewhere
from checks.demo.simulator import Simulator
from checks.demo.site import stamp

FIRST = 120.0
"""Seconds before the first event (contract section 6)."""

THEN = 60.0
"""Seconds between two events."""


@dataclass(slots=True)
class Life:
    """`step` does one event; `run` does them in time until `leave` is set."""

    database: Path
    simulator: Simulator
    seed: int = 1
    _number: itertools.count[int] = field(default_factory=itertools.count)

    def run(self, leave: threading.Event) -> None:
        """Wait for the first event, then do one after the other."""
        pause = FIRST
        while not leave.wait(pause):
            with contextlib.suppress(sqlite3.Error):  # a database that is just being written: next time
                self.step()
            pause = THEN

    def step(self) -> str:
        """Do the next event and return which it was."""
        events = (self._unlinked_customer, self._unsent_invoice, self._moved_customer, self._stranger)
        number = next(self._number)
        event = events[number % len(events)]
        with self._open() as file:
            (rows,) = file.execute("SELECT (SELECT COUNT(*) FROM Customer) + (SELECT COUNT(*) FROM Invoice)").fetchone()
            # What is there already is part of the seed: a demo that goes on does not make the same people again.
            event(file, random.Random(f"{self.seed}:{rows}:{number}"))  # noqa: S311 - made-up data, no secret
        return event.__name__.lstrip("_")

    def _unlinked_customer(self, file: sqlite3.Connection, chance: random.Random) -> None:
        """A customer is made in both systems, as a person does who does not know the rule."""
        company, yesterday = _company(chance), _text(stamp() - timedelta(days=1))
        place = company.place
        key, code = _next(file, "Customer", "CustomerId"), str(_next(file, "Customer", "CustomerCode"))
        file.execute(
            "INSERT INTO Customer (CustomerId, CustomerCode, Name, Address1, Address2, ZipCode, City, Country, "
            "CvrNumber, IsActive, CreatedDate, ModifiedDate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
            (
                *(key, code, company.name.text, place.street, place.extra, place.zip, place.city, place.country),
                *(company.cvr, yesterday, yesterday),
            ),
        )
        self._debtor(company)

    def _unsent_invoice(self, file: sqlite3.Connection, chance: random.Random) -> None:
        """An invoice is made final that the synchronisation does not carry over."""
        net = chance.randrange(1_200, 9_600, 50)
        key, number = _next(file, "Invoice", "InvoiceId"), str(_next(file, "Invoice", "InvoiceNumber"))
        file.execute(
            "INSERT INTO Invoice (InvoiceId, InvoiceNumber, CustomerId, InvoiceDate, CurrencyCode, NetAmount, "
            "VatAmount, GrossAmount, InvoiceType, IsDraft) VALUES (?, ?, ?, ?, 'DKK', ?, ?, ?, 'Invoice', 0)",
            (key, number, self._sound(file, chance), _text(stamp() - timedelta(days=1)), net, net / 4, net * 5 / 4),
        )

    def _moved_customer(self, file: sqlite3.Connection, chance: random.Random) -> None:
        """A linked customer's address changes in ClientTime and does not reach e-conomic."""
        key, place = self._sound(file, chance), somewhere(chance)
        file.execute(
            "UPDATE Customer SET Address1 = ?, Address2 = ?, ZipCode = ?, City = ?, ModifiedDate = ? "
            "WHERE CustomerId = ?",
            (place.street, place.extra, place.zip, place.city, _text(stamp() - timedelta(days=1)), key),
        )

    def _stranger(self, file: sqlite3.Connection, chance: random.Random) -> None:
        """A customer is made in e-conomic, where the rule says ClientView."""
        self._debtor(_company(chance))

    def _sound(self, file: sqlite3.Connection, chance: random.Random) -> int:
        """Return the key of a customer with whom nothing is wrong so far."""
        rows = file.execute(
            "SELECT CustomerId, ForeignDebitorSystemIdentification, Name, Address1, Address2 FROM Customer "
            "WHERE IsActive = 1 AND ForeignDebitorSystemIdentification IN (SELECT ForeignDebitorSystemIdentification "
            "FROM Customer GROUP BY 1 HAVING COUNT(*) = 1) ORDER BY CustomerId"
        ).fetchall()
        return int(chance.choice([key for key, *row in rows if self._agrees(*row)]))

    def _agrees(self, cell: str, name: str, *lines: str | None) -> bool:
        debtor = self.simulator.customer(int(cell)) if cell.isdecimal() and cell[0] != "0" else None
        if debtor is None or debtor.get("barred") or debtor["currency"] != "DKK":
            return False
        written = str(debtor.get("address", "")).replace("\r", "\n").split("\n")
        return debtor["name"] == name and [w for w in written if w] == [line for line in lines if line]

    def _debtor(self, company: Company) -> None:
        numbers = [document["customerNumber"] for document in self.simulator.world().customers]
        self.simulator.upsert_customer(debtor_document(company, max(numbers, default=0) + 1))

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        address = f"{self.database.absolute().as_uri()}?mode=rw"  # a file that is not there is not made
        with contextlib.closing(sqlite3.connect(address, timeout=5.0, uri=True)) as file, file:
            yield file


def _next(file: sqlite3.Connection, table: str, column: str) -> int:
    """Return a number after the highest one there is; texts that are no numbers do not count, nor too long ones."""
    highest = f'MAX(CAST("{column}" AS INTEGER))'
    query = f'SELECT COALESCE({highest}, 0) + 1 FROM "{table}" WHERE LENGTH("{column}") < 10'  # noqa: S608 - names from above
    (number,) = file.execute(query).fetchone()
    return int(number)


def _company(chance: random.Random) -> Company:
    return Companies(chance, Names(chance)).company()


def _text(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
