"""What a screen asks the app for; screens do not know each other beyond what they open themselves."""

from __future__ import annotations

from textual.message import Message


class HelpAsked(Message):
    """The operator wants the keys and the checks explained."""


class JournalAsked(Message):
    """The operator wants the record of everything that was changed."""
