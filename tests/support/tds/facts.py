"""What the functions of T-SQL ask the session that calls them."""

from __future__ import annotations

from typing import Protocol

from tests.support.tds.properties import Properties
from tests.support.tds.rights import Rights
from tests.support.tds.schema import Schema
from tests.support.tds.sqltype import Kept


class Facts(Protocol):
    """A session, as far as a function sees it."""

    properties: Properties
    rights: Rights
    schema: Schema

    def value(self, name: str) -> Kept:
        """Return an @@ value, or what else only the session knows."""
        ...
