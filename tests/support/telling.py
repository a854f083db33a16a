"""Readings that cannot be made: what they say of themselves, and that nothing is written meanwhile."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.ports import ClientTimeReading
from tests.support import clienttime_places
from tests.support.clienttime_places import TABLE, THREE, OnServer


def is_told(reading: ClientTimeReading, phrase: Phrase) -> bool:
    """Tell whether the customers could not be read, for this reason and without a row."""
    told = reading.customers.fault
    assert told is not None, reading
    assert told.en == phrase.en, told.text()
    return not reading.customers.rows and reading.customers.as_of is None and reading.state.health is not Health.OK


@contextlib.contextmanager
def served(
    driver: str, folder: Path, statements: tuple[str, ...] = (TABLE, *THREE), **server: Any
) -> Generator[OnServer]:
    """Serve a file to whoever reads, and assert at the end that nobody has written a thing."""
    with clienttime_places.served(driver, folder, statements, **server) as place:
        yield place
        assert place.server.log.writes == ()


def many(count: int) -> tuple[str, ...]:
    """Return the statements that make a table of so many customers."""
    rows = ", ".join(f"({n}, '{n}', '{20_000 + n}', 'Kunde nummer {n}')" for n in range(count))
    return (TABLE, f"INSERT INTO Customer VALUES {rows}")  # noqa: S608 - ours
