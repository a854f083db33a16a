"""What a reading says of itself where it could not be made."""

from __future__ import annotations

from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.ports import ClientTimeReading


def is_told(reading: ClientTimeReading, phrase: Phrase) -> bool:
    """Tell whether the customers could not be read, for this reason and without a row."""
    told = reading.customers.fault
    assert told is not None, reading
    assert told.en == phrase.en, told.text()
    return not reading.customers.rows and reading.customers.as_of is None and reading.state.health is not Health.OK
