"""The tree of errors that the engine raises or hands on:

Fault                 something outside did not do what it should; carries a sentence for the operator
  JournalFault        the record could not be written or trusted: nothing may be sent
  SourceFault         a side could not be asked
    LoginRefused      it was asked and does not let this login in
"""

from __future__ import annotations

from checks.engine.phrase import Phrase


class Fault(Exception):
    """Carries the sentence that the operator reads: which system, what happened, the next step."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.text())
        self.phrase = phrase


class JournalFault(Fault):
    """The record could not be written or trusted; nothing was sent."""


class SourceFault(Fault):
    """A side could not be asked."""


class LoginRefused(SourceFault):
    """The side does not let this login in: by itself it is not tried again, only another one is."""
