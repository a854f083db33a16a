"""How things stand, in the words of the main screen: tiles, titles, the sentence of an empty list, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from checks.engine.board import Panel
from checks.engine.model import Status
from checks.engine.phrase import Phrase, money
from tui.age import ago, clock
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.theme import Look
from tui.view import View
from tui.widgets.cell import visible
from tui.widgets.check_strip import Tile

RANK = (Status.OK, Status.WARNING, Status.UNKNOWN, Status.CRITICAL)


def tiles(views: Iterable[View], desk: Desk, chosen: str) -> tuple[Tile, ...]:
    """Return the numbered panels and, where it has no number, the chosen one."""
    return tuple(_tile(view, desk, view.check == chosen) for view in views if view.number or view.check == chosen)


def _tile(view: View, desk: Desk, chosen: bool) -> Tile:
    panel = view.panel(desk)
    word = visible(desk.say(view.word))
    if not read(panel):
        return Tile(view.check, view.number, word, None, "…", desk.say(texts.READING), chosen)
    if panel.status is Status.UNKNOWN:
        return Tile(view.check, view.number, word, panel.status, "?", desk.say(texts.STATUS[panel.status]), chosen)
    return Tile(view.check, view.number, word, panel.status, str(len(panel.findings)), _note(view, desk), chosen)


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


def list_title(view: View, desk: Desk, look: Look) -> Text:
    """Return what stands above the list: panel, count, age, and what is not listed."""
    panel, dot = view.panel(desk), f" {look.glyphs.dot} "
    sign, style = look.status(panel.status) if read(panel) else (look.glyphs.reading, look.muted)
    number = f"{view.number} " if view.number else ""
    title = Text.assemble((number, look.faint), (visible(desk.say(view.title)), look.strong), (dot, look.faint))
    title.append(_count(panel, sign), style)
    parts = [_age(panel, desk)] if panel.as_of else []
    if panel.ignored:
        parts.append(desk.say(texts.IGNORED_COUNT.with_(count=len(panel.ignored))))
    for part in parts:
        title.append(dot, look.faint).append(part, look.muted)
    return title


def _count(panel: Panel, sign: str) -> str:
    return f"{sign} {len(panel.findings)}" if read(panel) and panel.status is not Status.UNKNOWN else sign


def _age(panel: Panel, desk: Desk) -> str:
    if panel.as_of is None:
        return ""
    if panel.status is Status.UNKNOWN:
        return desk.say(texts.ROWS_AS_OF.with_(time=clock(panel.as_of, desk.now())))
    return desk.say(texts.CHECKED.with_(age=desk.say(ago(panel.as_of, desk.now()))))


def unknown(panel: Panel, desk: Desk) -> Phrase | None:
    """Return why a panel is not known and since when, or None when it is known or not read yet."""
    if panel.status is not Status.UNKNOWN or not read(panel):
        return None
    reason = visible(desk.say(panel.reason or texts.NO_REASON))
    if panel.as_of is None:
        return texts.NOT_KNOWN.with_(reason=reason)
    return texts.NOT_KNOWN_SINCE.with_(reason=reason, time=clock(panel.as_of, desk.now()))


def instead(view: View, desk: Desk) -> str:
    """Return what the list says when it has no row: all in step, not known, no match, or still reading."""
    panel = view.panel(desk)
    if panel.findings and view.wish.needle:
        return desk.say(texts.NO_MATCH.with_(count=len(panel.findings), needle=visible(view.wish.needle)))
    if not read(panel):
        return desk.say(texts.READING)
    lost = unknown(panel, desk)
    if lost is not None:
        return visible(desk.say(lost))
    if panel.as_of is None:
        return ""
    return desk.say(texts.ALL_IN_STEP.with_(age=desk.say(ago(panel.as_of, desk.now()))))


def verdict(panels: Mapping[str, Panel], desk: Desk, look: Look) -> Text:
    """Return the worst of all panels in one word, and how many findings there are."""
    known = [panel for panel in panels.values() if read(panel)]
    if not known:
        return Text(desk.say(texts.READING), look.muted)
    worst = max((panel.status for panel in known), key=RANK.index)
    sign, style = look.status(worst)
    count = sum(1 for p in known for f in p.findings.values() if f.parent is None and p.status is not Status.UNKNOWN)
    said = texts.VERDICT.with_(glyph=sign, word=desk.say(texts.STATUS[worst]), count=count)
    return Text(desk.say(said), style)
