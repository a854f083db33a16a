"""What stands on record: every fix, and what opened the way for it."""

from __future__ import annotations

from typing import TypeAlias

from checks.engine.confirmation import Confirmation
from checks.engine.opening import Opening
from checks.engine.plan import JournalEntry

Recorded: TypeAlias = JournalEntry | Opening | Confirmation
"""One line of the journal; only a fix can be taken back."""
