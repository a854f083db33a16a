"""The list above the plan when a round has several: which one, how far, what came of it."""

from __future__ import annotations

from textual.content import Content

from checks.engine.phrase import Phrase
from checks.engine.plan import Request
from tui.desk import Desk
from tui.round import Phase, Round, Step
from tui.texts import plan as texts
from tui.texts.words import COLOURS, GLYPHS, STATES
from tui.widgets.cell import visible
from tui.widgets.difference import arrow
from tui.widgets.page import fit

_PHASES = {
    Phase.WAITING: ("·", texts.WAITING, "$text-muted"),
    Phase.READING: ("·", texts.ONE_IS_READ, "$text-accent"),
    Phase.READY: ("○", texts.READY, "$text-accent"),
    Phase.REFUSED: ("▲", texts.NO_PLAN, "$text-warning"),
    Phase.FALLEN: ("≠", texts.PLAN_FELL, "$text-error"),
    Phase.WRITING: ("▸", texts.IN_HAND, "bold $text-accent"),
}


def queue_lines(steps: Round, shown: int, desk: Desk, width: int, height: int) -> list[Content]:
    """Return the rows around the one that is shown; none where there is only one."""
    if len(steps.steps) < 2:
        return []
    first = max(min(shown - height // 2, len(steps.steps) - height), 0)
    rows = list(enumerate(steps.steps))[first : first + height]
    lines = [_row(at, step, at == shown, desk, width) for at, step in rows]
    above, below = first, len(steps.steps) - first - len(rows)
    if above or below:
        lines.append(Content.styled(f"  ↑ {above}  ↓ {below}", "$text-muted"))
    return lines


def _row(at: int, step: Step, chosen: bool, desk: Desk, width: int) -> Content:
    glyph, word, colour = _look(step)
    key = step.ask.finding if isinstance(step.ask, Request) else str(step.ask)
    line = Content.assemble(
        ("▌" if chosen else " ", "$text-accent"),
        f"{at + 1:>3}  ",
        fit(Content.styled(f"{glyph} {desk.say(word)}", colour), 14),
        "  ",
        (visible(key), "bold" if chosen else ""),
        "  ",
    )
    if step.plan is not None:
        line += Content("  ").join(arrow(change, desk.mask) for change in step.plan.changes)
    return fit(line, width)


def _look(step: Step) -> tuple[str, Phrase, str]:
    if step.outcome is not None:
        state = step.outcome.state
        return GLYPHS[state], STATES[state], COLOURS[state]
    return _PHASES.get(step.phase, _PHASES[Phase.WAITING])
