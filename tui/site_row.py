"""One line of the list of sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checks.engine.phrase import Phrase


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site file; with a `fault` nothing else of it is known but where it is."""

    name: str
    file: str
    title: str = ""
    database: str = ""
    """Where ClientTime is; `file_name` is the end of it where it is a path, which tells it from others."""
    file_name: str = ""
    agreement: int | None = None
    host: str = ""
    """Where e-conomic is, empty for the usual place."""
    checked: datetime | None = None
    language: str = "en"
    fault: Phrase | None = None
