"""How a recorded fix looks: as a row of the journal, and in full."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from checks.engine.fields import field_name
from checks.engine.history import Recorded
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase, masked
from checks.engine.plan import JournalEntry
from tui.desk import Desk
from tui.formats import journal_text
from tui.formats.journal_text import number
from tui.texts import journal as texts
from tui.texts.words import COLOURS, GLYPHS, STATES, SYSTEMS, action_name
from tui.widgets.cell import visible
from tui.widgets.difference import arrow
from tui.widgets.page import fit, heading, wrapped

WIDE = 110
"""From this width on the row has room for action, operator and undo."""


def entry_row(entry: Recorded, desk: Desk, width: int) -> Content:
    """Return an entry on one line; of what is no fix it says who opened the way for fixes, and why."""
    if not isinstance(entry, JournalEntry):
        told = Content.styled(visible(journal_text.told(entry, desk.language)), "$text-muted")
        return Content("  ").join(fit(*cell) for cell in (*_place(number(entry), entry.at, desk), (told, width - 20)))
    wide = width >= WIDE
    muted = "$text-muted" if entry.undone_by is not None else ""
    cells = [
        *_place(str(entry.number), entry.at, desk),
        (_state(entry, desk), 11),
        (Content.styled(visible(entry.finding), muted), 30 if wide else 23),
    ]
    if wide:
        cells.append((_word(desk, action_name(entry.action)), 9))
    tail = [(Content(visible(entry.operator)), 10), (_undo(entry), 10)] if wide else []
    room = width - sum(size + 2 for _, size in (*cells, *tail))
    cells.append((_changes(entry, desk), max(room, 8)))
    return Content("  ").join(fit(content, size) for content, size in (*cells, *tail))


def _place(number: str, at: datetime, desk: Desk) -> list[tuple[Content, int]]:
    return [(Content(f"{number:>5}"), 5), (Content.styled(moment(at, desk.language), "$text-muted"), 11)]


def entry_head(desk: Desk, width: int) -> Content:
    """Return the names of the columns, in the places of `entry_row`."""
    wide = width >= WIDE
    cells = [(texts.NUMBER, 5), (texts.TIME, 11), (texts.STATE, 11), (texts.FINDING, 30 if wide else 23)]
    if wide:
        cells.append((texts.ACTION, 9))
    tail = [(texts.OPERATOR, 10), (texts.UNDO_COLUMN, 10)] if wide else []
    room = width - sum(size + 2 for _, size in (*cells, *tail))
    cells.append((texts.CHANGE, max(room, 8)))
    return Content("  ").join(fit(_word(desk, word), size) for word, size in (*cells, *tail))


def entry_lines(entry: Recorded, desk: Desk, width: int) -> list[Content]:
    """Return everything that is known of an entry."""
    called = Content.styled(desk.say(title(entry)), "bold")
    if not isinstance(entry, JournalEntry):
        facts = (journal_text.told(entry, desk.language), _when(entry.at, desk))
        return [heading(called, width), *(line for fact in facts for line in wrapped(Content(visible(fact)), width))]
    lines = [heading(Content(" · ").join((called, *_standing(entry, desk))), width)]
    for text, style in _facts(entry, desk):
        lines += wrapped(Content.styled(visible(text), style), width, indent=2)
    names = [visible(desk.say(field_name(change.field))) for change in entry.changes]
    longest = max(map(len, names), default=0)
    for name, change in zip(names, entry.changes, strict=True):
        line = fit(Content.styled(name, "bold"), longest + 2) + arrow(change, desk.mask)
        lines += wrapped(line, width, indent=longest + 2)
    return lines


def title(entry: Recorded) -> Phrase:
    """Return what an entry is called."""
    return texts.OPENING if isinstance(entry, Opening) else texts.ENTRY.with_(number=entry.number)


def copied(entry: Recorded, desk: Desk) -> str:
    """Return an entry as one line for a ticket or a mail."""
    if not isinstance(entry, JournalEntry):
        note = (number(entry), moment(entry.at, desk.language), journal_text.told(entry, desk.language))
        return "\t".join(map(visible, note))
    row = [
        str(entry.number),
        moment(entry.at, desk.language),
        desk.say(STATES[entry.state]),
        entry.finding,
        desk.say(action_name(entry.action)),
        "; ".join(
            f"{desk.say(field_name(change.field))}: {arrow(change, desk.mask).plain}" for change in entry.changes
        ),
        entry.operator,
    ]
    return "\t".join(map(visible, row))


def moment(at: datetime, language: str) -> str:
    """Return date and time as this machine's clock shows them, to the minute."""
    local = at.astimezone()
    return f"{local:%d-%m %H:%M}" if language == "da" else f"{local:%m-%d %H:%M}"


def _state(entry: JournalEntry, desk: Desk) -> Content:
    if entry.undone_by is not None:
        return Content.styled(f"↶ {desk.say(texts.UNDONE)}", "$text-muted")
    bold = "bold " if entry.unsettled else ""
    return Content.styled(f"{GLYPHS[entry.state]} {desk.say(STATES[entry.state])}", bold + COLOURS[entry.state])


def _standing(entry: JournalEntry, desk: Desk) -> list[Content]:
    """Return how an entry stands, and which one it took back or was taken back by."""
    if entry.undone_by is not None:
        word = desk.say(texts.UNDONE_BY.with_(entry=entry.undone_by))
        parts = [Content.styled(f"↶ {word}", "$text-muted")]
    else:
        parts = [_state(entry, desk)]
    if entry.undo_of is not None:
        parts.append(Content.styled(desk.say(texts.TAKES_BACK.with_(entry=entry.undo_of)), "$text-muted"))
    return parts


def _changes(entry: JournalEntry, desk: Desk) -> Content:
    if entry.erased:
        return Content.styled("–", "$text-muted")
    return Content("  ").join(arrow(change, desk.mask) for change in entry.changes)


def _undo(entry: JournalEntry) -> Content:
    if entry.undone_by is not None:
        return Content.styled(f"↶ {entry.undone_by}", "$text-muted")
    return Content("") if entry.undo_of is None else Content.styled(f"→ {entry.undo_of}", "$text-muted")


def _word(desk: Desk, word: Phrase) -> Content:
    return Content.styled(visible(desk.say(word)), "$text-muted")


def _facts(entry: JournalEntry, desk: Desk) -> list[tuple[str, str]]:
    target = entry.target
    name = masked(target.name) if desk.mask else target.name
    record = texts.RECORD.with_(system=SYSTEMS[target.system], record=target.record, name=name)
    place = f"{desk.say(action_name(entry.action))} · {desk.say(record)}"
    facts = [(place, ""), (f"{_when(entry.at, desk)} · {entry.operator} · {entry.finding}", "$text-muted")]
    if message := desk.say(entry.told) if entry.told else entry.message:
        facts.append((message, ""))
    if entry.reason:
        facts.append((f"{desk.say(texts.REASON)}: {entry.reason}", ""))
    if entry.erased:
        facts.append((desk.say(texts.ERASED), "$text-muted"))
    return facts


def _when(at: datetime, desk: Desk) -> str:
    local = at.astimezone()
    return f"{local:%d-%m-%Y %H:%M}" if desk.language == "da" else f"{local:%Y-%m-%d %H:%M}"
