"""The first line: which site, what is allowed, whose books, how old each side is, what it has cost today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from rich.style import Style
from rich.text import Text

from checks.engine import thrift
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, Value
from tui.age import age, clock, length
from tui.count import grouped
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.texts.words import SIDES, SIDES_SHORT
from tui.theme import Look
from tui.trouble import standing
from tui.waiting import taken, waiting
from tui.widgets.cell import clip, visible
from tui.widgets.host import host
from tui.widgets.line import Line, apart

Parts = Mapping[str, Sequence[Text]]
"""Each part of the line in its forms, the fullest first; an empty form leaves it out."""

LEFT, RIGHT = ("mode", "agreement", "unresolved"), ("sources", "calls", "rhythm")
GIVEN_UP = (
    *("calls", "sources", "rhythm", "calls", "agreement", "sources"),
    *("unresolved", "title", "title", "calls", "agreement"),
)
"""What takes its next shorter form when the line is too long, one after the other; ages and mode stay to the end."""
TITLE = (99, 18, 8)
"""The least cells of the title in each of its forms; it takes more where there is room."""


class StatusLine(Line):
    """Takes as much as fits: what matters less is shortened first, and then left out."""

    def tell(self, desk: Desk, look: Look) -> None:
        """Say how things stand now."""
        width = host(self).size.width
        title = visible(desk.card.title or desk.card.name)
        left, right, room = _fitted(_parts(desk, look), Text(title).cell_len, width)
        head = Text(f" {clip(title, room)}", look.strong)
        self.show(apart(Text("  ").join([head, *left]), Text("  ").join(right) + Text(" "), width))


def _fitted(parts: Parts, title: int, width: int) -> tuple[list[Text], list[Text], int]:
    """Return what stands left and right, and the cells that the title gets."""
    form = dict.fromkeys((*parts, "title"), 0)
    # A pace that is stretched has a form more: its share says less than the calls that are left and the round trip.
    for part in (*("rhythm" for _ in parts["rhythm"][2:]), *GIVEN_UP):
        if _room(parts, form, width) >= min(title, TITLE[form["title"]]):
            break
        form[part] = form.get(part, 0) + 1
    room = max(min(title, _room(parts, form, width)), 1)
    return _in_form(parts, form, LEFT), _in_form(parts, form, RIGHT), room


def _room(parts: Parts, form: Mapping[str, int], width: int) -> int:
    """Return the cells that are left for the title."""
    return width - 2 - sum(text.cell_len + 2 for text in _in_form(parts, form, (*LEFT, *RIGHT)))


def _in_form(parts: Parts, form: Mapping[str, int], names: Sequence[str]) -> list[Text]:
    forms = (parts[name][min(form[name], len(parts[name]) - 1)] for name in names if name in parts)
    return [text for text in forms if text]


def _parts(desk: Desk, look: Look) -> Parts:
    pulse = desk.board.pulse
    parts = {"mode": [Text(" ").join(_badges(desk, look))], "agreement": _agreement(desk, look)}
    if pulse.unresolved:
        words = (texts.UNRESOLVED, texts.UNRESOLVED_SHORT)
        parts["unresolved"] = [_say(desk, word.with_(count=pulse.unresolved), look.critical) for word in words]
    forms = ((SIDES, True), (SIDES, False), (SIDES_SHORT, False))
    parts["sources"] = [_sources(desk, look, names, trip) for names, trip in forms]
    parts["rhythm"] = _rhythm(desk, look)
    if not pulse.sources:
        return parts
    calls, left = (grouped(n, desk.language) for n in (pulse.calls_today, max(pulse.budget - pulse.calls_today, 0)))
    told = (texts.CALLS_LEFT.with_(left=left), texts.CALLS, texts.CALLS_SHORT)
    parts["calls"] = [*(_say(desk, word.with_(calls=calls), look.muted) for word in told), Text()]
    return parts


def _rhythm(desk: Desk, look: Look) -> list[Text]:
    """Return how often both sides are read, or what is waited for: a reading that takes long never gives way."""
    pulse = desk.board.pulse
    waits = [said for names in (SIDES, SIDES_SHORT) if (said := waiting(desk, names)) is not None]
    if waits:
        return [_say(desk, said, look.warning) for said in waits]
    if (so_far := taken(desk)) is not None:
        words = (texts.READING_FOR, texts.READING_FOR_SHORT)
        return [_say(desk, word.worded(age=so_far), look.warning) for word in words]
    if not pulse.sources:
        return [_say(desk, texts.READING, look.muted)]
    if pulse.reading:
        return [_say(desk, texts.READING, look.faint), Text()]
    rest = thrift.rest(pulse.interval, pulse.calls_today, pulse.budget, desk.now())
    if rest == pulse.interval:
        return [_say(desk, texts.EVERY.with_(pace=desk.say(pace(rest))), look.faint), Text()]
    share = 100 * pulse.calls_today // max(pulse.budget, 1)
    told = (texts.SPARING, texts.SPARING_SHORT, texts.CALLS_SHARE)
    if share >= 100 * thrift.RESERVED:
        told = (texts.ONLY_ASKED, texts.ONLY_ASKED_SHORT, texts.CALLS_SHARE)
    filled: dict[str, Value] = {"share": share, "pace": desk.say(length(rest))}
    return [_say(desk, text.with_(**filled), look.warning) for text in told]


def _badges(desk: Desk, look: Look) -> Iterator[Text]:
    card, opening = desk.card, desk.opening
    if card.demo:
        yield _badge(desk, texts.DEMO, look.accent)
    if opening is not None and not card.fixes:
        yield _badge(desk, texts.OPEN_UNTIL.with_(time=clock(opening.until, desk.now())), look.warning)
    elif not card.fixes:
        yield _badge(desk, texts.READ_ONLY, look.warning)
    elif not card.demo:
        yield _say(desk, texts.CAN_FIX_HERE, look.muted)
    if desk.board.pulse.paused:
        yield _badge(desk, texts.PAUSED, look.warning)
    if desk.board.pulse.journal_fault is not None:
        yield _badge(desk, texts.JOURNAL_FAULT, look.critical)


def _badge(desk: Desk, word: Phrase, style: Style) -> Text:
    return Text(f" {desk.say(word)} ", style + Style(reverse=True))


def _agreement(desk: Desk, look: Look) -> list[Text]:
    wanted, found = desk.card.agreement, desk.board.pulse.agreement
    if wanted is not None and found is not None and wanted != found:
        return [_say(desk, texts.OTHER_AGREEMENT.with_(found=found, number=wanted), look.critical)]
    if wanted is None:
        return [_say(desk, texts.NO_AGREEMENT, look.muted), Text()]
    words = (texts.AGREEMENT, texts.AGREEMENT_SHORT)
    return [*(_say(desk, word.with_(number=wanted), look.muted) for word in words), Text()]


def _sources(desk: Desk, look: Look, names: Mapping[str, str], trip: bool) -> Text:
    return Text("  ").join(_source(desk, look, source, names, trip) for source in desk.board.pulse.sources)


def _source(desk: Desk, look: Look, source: SourceState, names: Mapping[str, str], trip: bool) -> Text:
    glyph, style = _health(standing(source, desk), look)
    name = visible(names.get(source.name, source.name))
    old = desk.say(age(source.as_of, desk.now())) if source.as_of else "–"
    taken = _round_trip(desk, source) if trip else ""
    return Text.assemble((f"{name} ", look.muted), (f"{glyph} ", style), (old, look.text), (taken, look.muted))


def _round_trip(desk: Desk, source: SourceState) -> str:
    """Return how long the quickest answer took, to two figures: what is not told apart does not move the line."""
    if source.round_trip is None or source.health is Health.DOWN:
        return ""
    taken = float(f"{source.round_trip * 1000:.2g}")
    return " " + desk.say(texts.ROUND_TRIP.with_(n=grouped(max(int(taken), 1), desk.language)))


def _health(health: Health, look: Look) -> tuple[str, Style]:
    match health:
        case Health.OK:
            return look.glyphs.ok, look.ok
        case Health.DEGRADED:
            return look.glyphs.warning, look.warning
        case Health.DOWN:
            return look.glyphs.critical, look.critical


def pace(interval: timedelta) -> Phrase:
    """Return the time between two cycles as people say it."""
    seconds = int(interval.total_seconds())
    return texts.SECONDS.with_(n=seconds) if seconds % 60 else length(interval)


def _say(desk: Desk, phrase: Phrase, style: Style) -> Text:
    return Text(visible(desk.say(phrase)), style)
