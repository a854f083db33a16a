"""What the demo's monitor remembers of the time before it: links that were equal then, in its own memory file."""

from __future__ import annotations

from pathlib import Path

from checks.adapters.memory import FileMemory
from checks.demo.bill import Row
from checks.demo.scenario import Scenario
from checks.engine.records import Customer, Debtor


def remember(scenario: Scenario, state: Path) -> None:
    """Write it into the state folder of a demo that begins."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    FileMemory(state).agree(once_equal(scenario), ())


def once_equal(scenario: Scenario, key: str = "CustomerId") -> list[tuple[Customer, Debtor]]:
    """Return the links as they were when both sides held the same; `key` is the column that names a customer."""
    return [(_customer(row, key), _debtor(document)) for row, document in scenario.once_equal]


def _customer(row: Row, key: str) -> Customer:
    lines = tuple(line for line in (row["Address1"], row["Address2"]) if line)
    place = (row["ZipCode"], row["City"], row["Country"])
    foreign_id = row["ForeignDebitorSystemIdentification"]
    return Customer(str(row[key]), row["CustomerCode"], foreign_id, row["Name"], lines, *place)


def _debtor(document: Row) -> Debtor:
    address, zip_, city, country = (document.get(name) for name in ("address", "zip", "city", "country"))
    return Debtor(document["customerNumber"], document["name"], address, zip_, city, country)
