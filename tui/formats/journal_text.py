"""The journal as text: one line an entry, a dash where an opening has no number; and the whole of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from checks.engine.confirmation import Confirmation
from checks.engine.fields import field_name
from checks.engine.history import Recorded
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase
from checks.engine.plan import JournalEntry
from tui.formats.preview import arrow, value
from tui.texts.words import STATES, SYSTEMS, action_name


def line(found: Recorded, language: str, mask: bool = False) -> str:
    """Return one entry in one line: number, time, state, finding, before → after, and its way back."""
    if not isinstance(found, JournalEntry):
        return f"{number(found)}  {_moment(found.at)}  {told(found, language)}"
    parts = (str(found.number), _moment(found.at), STATES[found.state].text(language), found.finding)
    return "  ".join((*parts, arrow(found.changes, mask), *(f"({note})" for note in _notes(found, language))))


def number(found: Opening | Confirmation) -> str:
    """Return the number of what is no fix; an opening has none."""
    return "–" if isinstance(found, Opening) else str(found.number)


def told(found: Opening | Confirmation, language: str) -> str:
    """Return who opened the way for fixes, and why or over what."""
    if isinstance(found, Opening):
        phrase = OPENED.with_(until=found.end, operator=found.operator, reason=value(found.reason or "–"))
    else:
        changes = "; ".join(change.text(language) for change in found.changes) or "–"
        phrase = CONFIRMED.with_(operator=found.operator, changes=value(changes))
    return phrase.text(language)


def whole(entry: JournalEntry | Confirmation, language: str, mask: bool = False) -> Iterator[str]:
    """Yield everything that is known of an entry, in lines."""
    if isinstance(entry, Confirmation):
        yield line(replace(entry, changes=()), language)
        yield from (f"  {value(change.text(language))}" for change in entry.changes)
        return
    target = entry.target
    customer = CUSTOMER.with_(code=target.customer_code or "–", number=target.customer_number or "–")
    yield line(entry, language, mask)
    action, system = action_name(entry.action).text(language), SYSTEMS[target.system]
    yield f"  {action} {system} {target.record}  {customer.text(language)}"
    for change in entry.changes:
        yield f"  {field_name(change.field).text(language)}: {arrow((change,), mask)}"
    yield "  " + BY.with_(operator=entry.operator).text(language)
    if entry.reason:
        yield "  " + BECAUSE.with_(reason=entry.reason).text(language)
    if message := entry.told.text(language, mask) if entry.told else entry.message:
        yield f"  {message}"


def _notes(entry: JournalEntry, language: str) -> Iterator[str]:
    if entry.undo_of is not None:
        yield TAKES_BACK.with_(entry=entry.undo_of).text(language)
    if entry.undone_by is not None:
        yield TAKEN_BACK.with_(entry=entry.undone_by).text(language)


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


OPENED = Phrase(
    "opened for writing until {until} by {operator}: {reason}",
    "åbnet for skrivning til {until} af {operator}: {reason}",
)
CONFIRMED = Phrase(
    "ClientTime's tables confirmed by {operator}: {changes}", "ClientTimes tabeller bekræftet af {operator}: {changes}"
)
TAKES_BACK = Phrase("takes back entry {entry}", "fortryder post {entry}")
TAKEN_BACK = Phrase("taken back by entry {entry}", "fortrudt af post {entry}")
CUSTOMER = Phrase("customer {code} / {number}", "kunde {code} / {number}")
BY = Phrase("by {operator}", "af {operator}")
BECAUSE = Phrase("because: {reason}", "fordi: {reason}")
