"""The table of links that were equal once: who changed a value since can be told from digests alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checks.engine.agreed import Agreed, agreed
from checks.engine.records import Customer, Debtor

TABLE = """
CREATE TABLE IF NOT EXISTS once_equal (
  number INTEGER PRIMARY KEY, customer TEXT NOT NULL, salt BLOB NOT NULL, ours BLOB NOT NULL, theirs BLOB NOT NULL
);
"""
READ = """
SELECT number, customer, salt, ours, theirs FROM once_equal WHERE typeof(salt) = 'blob' AND length(salt) = ?
"""
SALT = 16
"""Bytes of salt, another for each link: equal values of two customers do not look equal."""

Pairs = Sequence[tuple[Customer, Debtor]]


@dataclass(slots=True)
class OnceEqual:
    """Keeps what stands in the table, and of which records it was told last: most of them never change."""

    _known: dict[int, Agreed] | None = None
    _told: dict[int, tuple[Customer, Debtor]] = field(default_factory=dict[int, tuple[Customer, Debtor]])

    def known(self, file: sqlite3.Connection) -> Mapping[int, Agreed]:
        """Return what is kept, by e-conomic's number; the same object is never changed afterwards."""
        if self._known is None:
            self._known = {number: Agreed(*rest) for number, *rest in file.execute(READ, (SALT,))}
        return self._known

    def note(self, file: sqlite3.Connection, equal: Pairs, apart: Pairs) -> None:
        """Put down what is equal now and was not known so; forget links that are no more."""
        known = self.known(file)
        fresh = {d.number: agreed(c, d, os.urandom(SALT)) for c, d in equal if not self._noted(known, c, d)}
        linked = {d.number: c.key for pairs in (equal, apart) for c, d in pairs}
        gone = {number for number, kept in known.items() if linked.get(number) != kept.customer}
        if fresh or gone:
            file.executemany("DELETE FROM once_equal WHERE number = ?", [(number,) for number in gone])
            rows = [(number, one.customer, one.salt, one.ours, one.theirs) for number, one in fresh.items()]
            file.executemany("INSERT OR REPLACE INTO once_equal VALUES (?, ?, ?, ?, ?)", rows)
            self._known = {number: one for number, one in known.items() if number not in gone} | fresh
        self._told = {debtor.number: (customer, debtor) for customer, debtor in equal}

    def _noted(self, known: Mapping[int, Agreed], customer: Customer, debtor: Debtor) -> bool:
        last, kept = self._told.get(debtor.number), known.get(debtor.number)
        if kept is None:
            return False
        if last is not None and last[0] is customer and last[1] is debtor:
            return True
        return kept.still_ours(customer) and kept.still_theirs(debtor)
