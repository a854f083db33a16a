"""ClientTime's own synchronisation, where a database shows it: told as found, and never read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.adapters.discovery import FoundTable
from checks.engine.phrase import Phrase
from tui import column_words as words
from tui.column_names import bare_names
from tui.column_search import DATE, fits_type
from tui.mapped import plain_name
from tui.texts import proposal as texts

FEW = 100
"""Rows that a table of settings may have."""
TEXT = r"char|text|clob"


def beside(tables: Sequence[FoundTable], mapped: Sequence[FoundTable | None]) -> tuple[Phrase, ...]:
    """Return what else was found among tables that nothing else is."""
    return tuple(phrase for table in tables if table not in mapped for phrase in _told(table))


def _told(table: FoundTable) -> Iterator[Phrase]:
    names = bare_names(table.name)
    shown = f"{table.schema}.{table.name}"
    settings = [column for column in table.kinds if words.SETTINGS.fullmatch(plain_name(column))]
    synced = any(words.SYNC_TABLE.fullmatch(name) for name in names)
    if len(settings) > 1 or (settings and synced):
        if table.rows is None or table.rows <= FEW:
            yield texts.SYNC_SETTINGS.with_(table=shown, columns=", ".join(settings[:4]))
        return
    time = next((column for column, kind in table.kinds.items() if fits_type(kind, DATE)), None)
    text = next((column for column, kind in table.kinds.items() if fits_type(kind, TEXT)), None)
    if synced and time and text and any(words.LOG_TABLE.fullmatch(name) for name in names):
        yield texts.SYNC_LOG.with_(table=shown, columns=f"{time}, {text}")
