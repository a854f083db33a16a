"""How things stand, in the words of the main screen: tiles, titles, the sentence of an empty list, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.cells import cell_len
from rich.text import Text

from checks.engine.board import Panel
from checks.engine.model import Finding, Status
from checks.engine.phrase import Phrase, money
from tui.age import ago, clock
from tui.count import grouped
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES, SIDES_SHORT
from tui.theme import Look
from tui.trouble import troubles
from tui.view import View
from tui.waiting import waiting
from tui.widgets.cell import clip, visible
from tui.widgets.tiles import Tile

RANK = (Status.OK, Status.WARNING, Status.UNKNOWN, Status.CRITICAL)
LEAST_NAME = 12
"""A panel's name above the list keeps so many cells."""
FORMS = (
    (texts.CHECKED, 999, SIDES),
    (texts.CHECKED_SHORT, LEAST_NAME, SIDES),
    (texts.CHECKED_SHORT, LEAST_NAME, SIDES_SHORT),
)
"""How a panel's state is told with ever less room: age, least cells of the name, the sides that are waited for."""


def tiles(views: Iterable[View], desk: Desk, chosen: str) -> tuple[Tile, ...]:
    """Return the numbered panels and, where they have no number, those that tell something and the chosen one."""
    shown = (view for view in views if view.number or view.check == chosen or view.panel(desk).findings)
    return tuple(_tile(view, desk, view.check == chosen) for view in shown)


def _tile(view: View, desk: Desk, chosen: bool) -> Tile:
    panel = view.panel(desk)
    word = visible(desk.say(view.word))
    if not read(panel):
        return Tile(view.check, view.number, word, None, "…", desk.say(texts.READING), chosen)
    if panel.status is Status.UNKNOWN:
        return Tile(view.check, view.number, word, panel.status, "?", desk.say(texts.STATUS[panel.status]), chosen)
    count = grouped(len(panel.findings), desk.language)
    return Tile(view.check, view.number, word, panel.status, count, _note(view, desk), chosen)


def read(panel: Panel) -> bool:
    """Tell whether anything is known of a panel yet, be it why nothing is."""
    return panel.as_of is not None or panel.reason is not None


def _note(view: View, desk: Desk) -> str:
    sums = view.sums(desk)
    if not sums:
        return desk.say(texts.STATUS[view.panel(desk).status])
    currency, amount = sums[0]
    more = f" +{len(sums) - 1}" if len(sums) > 1 else ""
    return f"{money(amount, desk.language)} {visible(currency)}{more}"


def list_title(view: View, desk: Desk, look: Look, room: int) -> Text:
    """Return what stands above the list: panel, verdict, count, age, what is not listed; the name gives way."""
    panel, dot = view.panel(desk), Text(f" {look.glyphs.dot} ", look.faint)
    number, name = f"{view.number} " if view.number else "", visible(desk.say(view.title))
    tail: list[Text] = []
    for checked, least, names in FORMS:
        tail = _standing(panel, desk, look, checked, names)
        if min(cell_len(name), least) + len(number) + _long(tail) <= room:
            break
    name = clip(name, max(room - len(number) - _long(tail), LEAST_NAME))
    return dot.join([Text.assemble((number, look.faint), (name, look.strong)), *tail])


def _long(parts: list[Text]) -> int:
    return sum(part.cell_len + 3 for part in parts)


def _standing(panel: Panel, desk: Desk, look: Look, checked: Phrase, names: Mapping[str, str]) -> list[Text]:
    waits = waiting(desk, names)
    if not read(panel):
        return [Text(desk.say(waits or texts.READING), look.warning if waits else look.muted)]
    sign, style = look.status(panel.status)
    word = texts.NO_ALARM if panel.status is Status.OK and panel.findings else texts.STATUS[panel.status]
    parts = [Text(f"{sign} {desk.say(word)}", style)]
    if panel.status is not Status.UNKNOWN:
        parts.append(Text(grouped(len(panel.findings), desk.language), style))
    if panel.as_of is not None:
        parts.append(Text(_age(panel, panel.as_of, desk, checked), look.muted))
    if panel.ignored:
        parts.append(Text(desk.say(texts.IGNORED_COUNT.with_(count=len(panel.ignored))), look.muted))
    return [*parts, Text(desk.say(waits), look.warning)] if waits else parts


def _age(panel: Panel, as_of: datetime, desk: Desk, checked: Phrase) -> str:
    if panel.status is Status.UNKNOWN:
        return desk.say(texts.ROWS_AS_OF.with_(time=clock(as_of, desk.now())))
    return desk.say(checked.with_(age=desk.say(ago(as_of, desk.now()))))


def unknown(panel: Panel, desk: Desk) -> Phrase | None:
    """Return why a panel is not known and since when, or None when it is known or not read yet."""
    if panel.status is not Status.UNKNOWN or not read(panel):
        return None
    reason = visible(desk.say(_reason(panel, desk)))
    if panel.as_of is None:
        return texts.NOT_KNOWN.with_(reason=reason)
    return texts.NOT_KNOWN_SINCE.with_(reason=reason, time=clock(panel.as_of, desk.now()))


def _reason(panel: Panel, desk: Desk) -> Phrase:
    """Return why a panel is not known; where neither side can be read, that comes first and is all that fits."""
    if sum(trouble.lost for trouble in troubles(desk)) > 1:
        return texts.NEITHER_SHORT
    return panel.reason or texts.NO_REASON


def instead(view: View, desk: Desk) -> str:
    """Return what the list says when it has no row: all in step, not known, no match, or still reading."""
    panel = view.panel(desk)
    if panel.findings and view.wish.needle:
        return desk.say(texts.NO_MATCH.with_(count=len(panel.findings), needle=visible(view.wish.needle)))
    if not read(panel):
        return desk.say(waiting(desk) or texts.READING)
    lost = unknown(panel, desk)
    if lost is not None:
        return visible(desk.say(lost))
    if panel.as_of is None:
        return ""
    return desk.say(texts.ALL_IN_STEP.with_(age=desk.say(ago(panel.as_of, desk.now()))))


def marked(view: View, listed: Iterable[Finding], desk: Desk) -> str:
    """Return how many rows are marked, and how many of them the list does not show; nothing where none is."""
    keys = view.marked(desk)
    hidden = len(set(keys) - {finding.key for finding in listed}) if keys else 0
    said = texts.MARKED_HIDDEN if hidden else texts.MARKED
    return desk.say(said.with_(count=len(keys), hidden=hidden)) if keys else ""


def no_row(view: View, desk: Desk) -> Phrase:
    """Return why there is nothing under the cursor."""
    return texts.NO_ROW if read(view.panel(desk)) else texts.STILL_READING


def verdict(panels: Mapping[str, Panel], desk: Desk, look: Look) -> Text:
    """Return the worst of all panels in one word, and how many findings there are."""
    known = [panel for panel in panels.values() if read(panel)]
    if not known:
        return Text(desk.say(texts.READING), look.muted)
    worst = max((panel.status for panel in known), key=RANK.index)
    sign, style = look.status(worst)
    count = sum(1 for p in known for f in p.findings.values() if f.parent is None and p.status is not Status.UNKNOWN)
    said = texts.VERDICT.with_(glyph=sign, word=desk.say(texts.STATUS[worst]), count=grouped(count, desk.language))
    return Text(desk.say(said), style)
