"""The first line: which site, what is allowed, whose books, how old each side is, what it has cost today."""

from __future__ import annotations

from datetime import timedelta

from rich.style import Style
from rich.text import Text

from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase
from tui.age import age, length
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.theme import Look
from tui.widgets.cell import clip, visible
from tui.widgets.host import host
from tui.widgets.line import Line, apart

NAMES = {"clienttime": "ClientTime", "economic": "e-conomic"}
SHORT = {"clienttime": "CT", "economic": "e-c"}
FULL, MEDIUM, BRIEF, LEAST = 3, 2, 1, 0


class StatusLine(Line):
    """Takes as much as fits: what matters less is left out first."""

    def tell(self, desk: Desk, look: Look) -> None:
        """Say how things stand now."""
        width = host(self).size.width
        for detail in (FULL, MEDIUM, BRIEF, LEAST):
            left, right = _left(desk, look, detail), _right(desk, look, detail)
            if left.cell_len + right.cell_len + 2 <= width or detail == LEAST:
                self.show(apart(left, right, width))
                return


def _left(desk: Desk, look: Look, detail: int) -> Text:
    title = visible(desk.card.title or desk.card.name)
    parts = [Text(f" {title if detail else clip(title, 20)}", look.strong), *_badges(desk, look)]
    agreement = _agreement(desk, look, detail)
    if agreement is not None:
        parts.append(agreement)
    pulse = desk.board.pulse
    if pulse.unresolved:
        parts.append(_say(desk, texts.UNRESOLVED.with_(count=pulse.unresolved), look.critical))
    return Text("  ").join(parts)


def _badges(desk: Desk, look: Look) -> list[Text]:
    card = desk.card
    wanted = (
        (card.demo, texts.DEMO, look.accent),
        (not card.fixes, texts.READ_ONLY, look.warning),
        (desk.board.pulse.paused, texts.PAUSED, look.warning),
        (desk.board.pulse.journal_fault is not None, texts.JOURNAL_FAULT, look.critical),
    )
    return [Text(f" {desk.say(word)} ", style + Style(reverse=True)) for shown, word, style in wanted if shown]


def _agreement(desk: Desk, look: Look, detail: int) -> Text | None:
    wanted, found = desk.card.agreement, desk.board.pulse.agreement
    if wanted is not None and found is not None and wanted != found:
        return _say(desk, texts.OTHER_AGREEMENT.with_(found=found, number=wanted), look.critical)
    if detail < MEDIUM:
        return None
    if wanted is None:
        return _say(desk, texts.NO_AGREEMENT, look.muted)
    return _say(desk, texts.AGREEMENT.with_(number=wanted), look.muted)


def _right(desk: Desk, look: Look, detail: int) -> Text:
    pulse = desk.board.pulse
    parts = [_source(desk, look, source, detail) for source in pulse.sources]
    if not parts:
        parts = [_say(desk, texts.READING, look.muted)]
    if detail >= BRIEF and pulse.sources:
        words = texts.CALLS if detail == FULL else texts.CALLS_SHORT
        parts.append(_say(desk, words.with_(calls=_grouped(pulse.calls_today, desk)), look.muted))
    if detail == FULL and pulse.sources:
        rhythm = texts.READING if pulse.reading else texts.EVERY.with_(pace=desk.say(pace(pulse.interval)))
        parts.append(_say(desk, rhythm, look.faint))
    return Text("   " if detail == FULL else "  ").join(parts) + Text(" ")


def _source(desk: Desk, look: Look, source: SourceState, detail: int) -> Text:
    glyph, style = _health(source.health, look)
    name = visible((NAMES if detail else SHORT).get(source.name, source.name))
    old = desk.say(age(source.as_of, desk.now())) if source.as_of else "–"
    return Text.assemble((f"{name} ", look.muted), (f"{glyph} ", style), (old, look.text if detail else look.muted))


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


def _grouped(count: int, desk: Desk) -> str:
    return f"{count:,}".replace(",", "." if desk.language == "da" else ",")


def _say(desk: Desk, phrase: Phrase, style: Style) -> Text:
    return Text(visible(desk.say(phrase)), style)
