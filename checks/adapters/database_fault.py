"""What a database of ClientTime can do wrong, as far as its callers act on it:

SourceFault           it could not be asked; nothing was written
  RuleFault           it refused a value by a rule of its own
  PassingFault        it took something back by itself (a deadlock): a read may simply be done again
"""

from __future__ import annotations

from checks.engine.errors import SourceFault


class RuleFault(SourceFault):
    """The database refused a value by a rule of its own; nothing was written."""


class PassingFault(SourceFault):
    """The database ended one of several that were in each other's way; nothing was written."""
