"""What goes over the wire: calls of the monitor and their answers, updates, and how large ones are cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.engine.board import PanelChange, Update

PIECE = 200
"""Findings in one message: the screen stays answering between two of them."""

CALLS = frozenset(
    {
        "refresh",
        "log_in",
        "plan",
        "renew",
        "apply",
        "undo",
        "ignore",
        "end_ignore",
        "pause",
        "pace",
        "journal",
        "details",
    }
)
"""The methods of the monitor that the screen may call."""

Call = tuple[int, str, tuple[object, ...]]
"""Number, method, arguments."""

Answer = tuple[str, int, object]
"""("answer" or "fault", the call's number, the value) or ("update", 0, Update)."""


def pieces(update: Update) -> Iterator[Update]:
    """Yield the update in parts that are quick to handle; applied in order they are the same update."""
    small = tuple(change for change in update.panels if len(change.changed) <= PIECE)
    yield replace(update, panels=small)
    for change in update.panels:
        if len(change.changed) > PIECE:
            yield from (Update(update.pulse, (part,)) for part in _parts(change))


def _parts(change: PanelChange) -> Iterator[PanelChange]:
    for start in range(0, len(change.changed), PIECE):
        gone = change.gone if start == 0 else ()
        yield replace(change, changed=change.changed[start : start + PIECE], gone=gone)
