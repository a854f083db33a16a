"""One kind of document, by its number; documents are replaced whole and never altered in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.demo.simulator.json_text import Json
from checks.demo.simulator.rows import Rows


class Table:
    """A mutable set of documents; remembers what the last write put aside."""

    def __init__(self, key: str, documents: Iterable[Json] = ()) -> None:
        self.key = key
        self.version = 0
        self._by_number: dict[int, Json] = {int(document[key]): document for document in documents}
        self._before: dict[int, Json | None] = {}
        self._rows: Rows | None = None

    def __len__(self) -> int:
        return len(self._by_number)

    def __iter__(self) -> Iterator[Json]:
        return iter(self.rows().documents)

    def get(self, number: int) -> Json | None:
        """Return one document, or None where there is none."""
        return self._by_number.get(number)

    def put(self, document: Json) -> None:
        """Store a document under its number."""
        self._change(int(document[self.key]), document)

    def remove(self, number: int) -> None:
        """Take a document out; the number is free again."""
        self._change(number, None)

    def free_number(self) -> int:
        """Return the number after the highest, so that one just freed there is given out again."""
        highest = max(self._by_number, default=0)
        if highest < 999_999_999:
            return highest + 1
        return next(n for n in range(1, 1_000_000_000) if n not in self._by_number)

    def rows(self) -> Rows:
        """Return all documents in the order of their numbers."""
        if self._rows is None:
            self._rows = Rows([self._by_number[number] for number in sorted(self._by_number)])
        return self._rows

    def forget(self) -> None:
        """Begin a write: what the one before put aside is gone."""
        self._before = {}

    def stale(self) -> Table:
        """Return the table as it was before the last write."""
        older = Table(self.key)
        older.version = -1 - self.version
        older._by_number = dict(self._by_number)
        for number, document in self._before.items():
            if document is None:
                older._by_number.pop(number, None)
            else:
                older._by_number[number] = document
        return older

    def _change(self, number: int, document: Json | None) -> None:
        self._before.setdefault(number, self._by_number.get(number))
        if document is None:
            self._by_number.pop(number, None)
        else:
            self._by_number[number] = document
        self.version += 1
        self._rows = None
