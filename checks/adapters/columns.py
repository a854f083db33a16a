"""A table as it came, column by column: kept and compared at a fraction of what rows of their own would take."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from datetime import date
from itertools import chain
from types import NoneType
from typing import Any, TypeVar

T = TypeVar("T")
Columns = Sequence[Sequence[object]]
"""The cells of each column, all columns equally long."""
BATCH = 500
"""Rows fetched at a time."""


def batches(connection: Any, statement: str, parameters: Sequence[object] = ()) -> Iterator[Sequence[Any]]:
    """Yield the rows of a statement as they are fetched; its cursor is closed when they are through."""
    cursor = connection.execute(statement, parameters)
    with contextlib.closing(cursor):
        while batch := cursor.fetchmany(BATCH):
            yield batch
        # An ODBC driver may tell only here that the rows ended by an error.
        if (more := getattr(cursor, "nextset", None)) is not None:
            more()


def fetched_columns(
    connection: Any, statement: str, count: int, alike: Collection[int] = (), parameters: Sequence[object] = ()
) -> Columns:
    """Return the whole result of a statement that selects so many columns; equal cells of some are one object."""
    columns: list[list[object]] = [[] for _ in range(count)]
    once = {place: Once[object](lambda cell: cell) for place in alike}
    for batch in batches(connection, statement, parameters):
        flat = list(chain.from_iterable(batch))
        for place, column in enumerate(columns):
            cells = flat[place::count]
            column += once[place].all(cells) if place in once else cells
    return columns


PLAIN = frozenset({str, int, bool, date, NoneType})
"""Types of which equal values read alike; two times with their zones may be equal and yet of different days."""


class Once(dict[object, T]):
    """What values become that come again and again: each is worked out once, and there is one of each result."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: object) -> T:
        found = self._make(value)
        if type(value) in PLAIN:
            self[value] = found
        return found

    def all(self, cells: Sequence[object]) -> list[T]:
        """Return what each of the cells becomes."""
        return list(map(self.__getitem__, cells))


@contextlib.contextmanager
def uncollected() -> Generator[None]:
    """Let nobody look for garbage while very many objects are made that all stay: it would look through all of them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
