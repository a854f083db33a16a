"""e-conomic's clock, as its answers tell it: what is counted by its times must not hang on this machine's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from checks.adapters.answer import Answer


def moment(text: str) -> datetime | None:
    """Return a time as HTTP writes it, or None where it is none."""
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told


def told(headers: Mapping[str, str]) -> datetime | None:
    """Return the time that an answer tells."""
    return moment(headers.get("date", ""))


def ahead(answer: Answer, now: datetime) -> float | None:
    """Return by how many seconds this machine's clock is before the answer's, which tells whole seconds."""
    there = told(answer.headers)
    return None if there is None else (now - there).total_seconds() - answer.seconds / 2 - 0.5
