"""How one database writes names and takes locks: the statements themselves are the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_NAME = 128


class BadName(ValueError):
    """A name that no database can have."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`opening` and `closing` quote a name (the closing one is doubled inside); `locked` is the hint of a read that
    holds its row until the transaction ends; `same` compares two values where NULL equals NULL."""

    opening: str
    closing: str
    begin: str
    locked: str
    same: str

    def quoted(self, name: str) -> str:
        """Return the name as it has to stand in a statement."""
        if not name or "\0" in name or len(name) > LONGEST_NAME:
            raise BadName(name[:20])
        return f"{self.opening}{name.replace(self.closing, self.closing * 2)}{self.closing}"

    def path(self, *names: str) -> str:
        """Return a qualified name: schema and table."""
        return ".".join(map(self.quoted, names))

    def equals(self, column: str) -> str:
        """Return the comparison of a column with a parameter that may be NULL."""
        return self.same.format(column=column)


SQLITE = Dialect('"', '"', "BEGIN IMMEDIATE", "", "{column} IS ?")
TSQL = Dialect(
    "[",
    "]",
    "BEGIN TRANSACTION",
    " WITH (UPDLOCK, ROWLOCK)",
    "EXISTS (SELECT {column} INTERSECT SELECT ?)",
)
