"""How one step of a round looks: what will change, why, what exactly is sent, what came of it."""

from __future__ import annotations

from textual.content import Content

from checks.engine import refusals
from checks.engine.candidate import percent
from checks.engine.fields import field_name
from checks.engine.phrase import Phrase, masked
from checks.engine.plan import Evidence, FixPlan, Outcome, Refused, State, System
from tui.asked_again import asked_again
from tui.desk import Desk
from tui.round import Phase, Round, Step
from tui.texts import plan as texts
from tui.texts.words import COLOURS, GLYPHS, STATES, SYSTEMS, action_name
from tui.widgets.candidates import candidate_lines
from tui.widgets.cell import visible
from tui.widgets.difference import difference, exact, shown
from tui.widgets.page import EMPTY, apart, columns, folded, heading, wrapped
from tui.widgets.waterfall import both, waterfall_lines

MARKS = {
    "for": ("✔", texts.FOR, "$text-success"),
    "against": ("✖", texts.AGAINST, "$text-error"),
}
NO_MARK = ("·", texts.NEUTRAL, "$text-muted")


def said(desk: Desk, phrase: Phrase) -> str:
    """Return a sentence that is safe to draw, whatever values it carries."""
    return visible(desk.say(phrase))


def paragraph(desk: Desk, phrase: Phrase, width: int, style: str = "") -> list[Content]:
    """Return a sentence as lines."""
    return wrapped(Content.styled(said(desk, phrase), style), width)


def head_lines(steps: Round, shown: int, desk: Desk, width: int) -> list[Content]:
    """Return what kind of plan this is, on whose books, and what the shown one does."""
    plan, single = steps.steps[shown].plan, len(steps.steps) == 1
    title = texts.UNDO if isinstance(steps.steps[0].ask, int) else texts.PLAN
    words = [said(desk, title if single else texts.PLANS.with_(count=len(steps.steps)))]
    number = plan.agreement if plan else desk.card.agreement
    site = [visible(desk.card.title), *([said(desk, texts.AGREEMENT.with_(number=number))] if number else [])]
    if plan is not None:
        words.append(said(desk, action_name(plan.action)))
    left = Content.styled(" · ".join(words), "bold $text-primary")
    lines = [apart(left, Content.styled(" · ".join(site), "$text-muted"), width)]
    return lines if plan is None else [*lines, *wrapped(Content.styled(said(desk, plan.summary), "bold"), width)]


def main_lines(step: Step, desk: Desk, width: int) -> list[Content]:
    """Return what matters most: the outcome or the refusal where there is one, then the changes, then why."""
    lines: list[Content] = []
    if step.outcome is not None:
        lines += [*outcome_lines(step.outcome, desk, width), EMPTY]
    if step.refused is not None:
        lines += [*refused_lines(step, step.refused, desk, width), EMPTY]
    if step.plan is None:
        return lines
    lines += change_lines(step.plan, desk, width)
    if step.plan.warnings:
        lines += [EMPTY, *warning_lines(step.plan, desk, width)]
    return [*lines, EMPTY, *evidence_lines(step.plan, desk, width)]


def change_lines(plan: FixPlan, desk: Desk, width: int) -> list[Content]:
    """Return the record that is written to and its values, as they are and as they will be."""
    target = plan.target
    name = masked(target.name) if desk.mask else target.name
    record = texts.RECORD.with_(system=SYSTEMS[target.system], record=target.record, name=name)
    labels = (desk.say(texts.BEFORE), desk.say(texts.AFTER))
    return [
        heading(Content.styled(said(desk, record), "bold"), width),
        *difference(plan.changes, labels, desk, width),
        *wrapped(Content.styled(f"↶ {said(desk, plan.reversibility)}", "$text-muted"), width, indent=2),
    ]


def warning_lines(plan: FixPlan, desk: Desk, width: int) -> list[Content]:
    """Return what the operator should mind, each with its mark."""
    title = heading(Content.styled(desk.say(texts.WARNINGS), "bold $text-warning"), width)
    lines = [
        line
        for warning in plan.warnings
        for line in wrapped(Content.styled(f"! {said(desk, warning)}", "$text-warning"), width, indent=2)
    ]
    return [title, *lines]


def evidence_lines(plan: FixPlan, desk: Desk, width: int) -> list[Content]:
    """Return both systems side by side, each line marked for or against."""
    title = Content.styled(desk.say(texts.EVIDENCE), "bold")
    if plan.confidence is not None:
        sure = texts.CONFIDENCE.with_(percent=percent(plan.confidence))
        title += Content.styled(f" · {desk.say(sure)}", "$text-muted")
    lines = [heading(title, width)]
    if not plan.evidence:
        return [*lines, *paragraph(desk, texts.NO_EVIDENCE, width, "$text-muted")] if plan.undo_of else []
    if plan.reason is not None:
        lines += paragraph(desk, plan.reason, width)
    if plan.start is not None:
        return [*lines, *waterfall_lines(plan, plan.start, desk, width)]
    told = [one for one in plan.evidence if one.clienttime or one.economic]
    names = max((len(desk.say(field_name(e.field))) for e in told), default=0)
    side = max((width - names - 16) // 2, 8)
    top = [(EMPTY, names), *((Content.styled(s, "$text-muted"), side) for s in SYSTEMS.values())]
    lines += columns([*top, (EMPTY, 9)])
    for evidence in told:
        lines += _evidence(evidence, desk, names, side)
    return lines


def _evidence(evidence: Evidence, desk: Desk, names: int, side: int) -> list[Content]:
    glyph, word, colour = MARKS.get(evidence.speaks, NO_MARK)
    cells = [(value, side) for value in both(evidence, desk)]
    name = Content.styled(said(desk, field_name(evidence.field)), "bold")
    return columns([(name, names), *cells, (Content.styled(f"{glyph} {desk.say(word)}", colour), 9)])


def request_lines(plan: FixPlan, desk: Desk, width: int) -> list[Content]:
    """Return the exact SQL or HTTP, every character of it, folded where a line is too long."""
    system = SYSTEMS[plan.target.system]
    lines = [heading(Content.styled(desk.say(texts.REQUEST.with_(system=system)), "bold"), width)]
    if desk.mask and plan.target.system is System.ECONOMIC:
        return [*lines, *paragraph(desk, texts.MASKED_REQUEST, width, "$text-muted")]
    changed = tuple(f'  "{change.field}":' for change in plan.changes)
    for line in plan.request:
        style = "bold $text-accent" if line.startswith(changed) else "$text"
        first, *rest = folded(Content.styled(visible(line), style), max(width - 2, 8))
        lines += [first, *(more.pad_left(2) for more in rest)]
    return lines


def refused_lines(step: Step, refused: Refused, desk: Desk, width: int) -> list[Content]:
    """Return why there is no plan, or why it fell, and who else could be meant."""
    conflict = refusals.conflicting(refused.reason)
    state = State.CONFLICT if conflict else State.REFUSED
    title = texts.PLAN_FELL if step.phase is Phase.FALLEN else texts.NO_PLAN
    lines = [
        _verdict(state, desk, said(desk, title), width),
        *paragraph(desk, refused.reason, width),
    ]
    if texts.NOTHING_CHANGED.en[:-1] not in refused.reason.en:
        lines += paragraph(desk, texts.NOTHING_CHANGED, width, "$text-muted")
    if refused.candidates:
        lines += [EMPTY, heading(Content.styled(desk.say(texts.CANDIDATES), "bold"), width)]
        lines += [line for one in refused.candidates for line in candidate_lines(one, desk, width)]
    return lines


def outcome_lines(outcome: Outcome, desk: Desk, width: int) -> list[Content]:
    """Return what came of it: state, entry, what was read back, and the next step."""
    entry = "" if outcome.entry is None else said(desk, texts.ENTRY.with_(entry=outcome.entry))
    lines = [_verdict(outcome.state, desk, entry, width), *paragraph(desk, outcome.message, width)]
    for change in outcome.changes:
        label = f"{said(desk, texts.READ_BACK)}: {said(desk, field_name(change.field))} "
        seen = exact(shown(change, change.after, desk.mask))
        lines += wrapped(Content.assemble((label, "$text-muted"), seen), width, indent=2)
    if outcome.state is State.UNKNOWN and (again := asked_again(desk)):
        lines += paragraph(desk, again, width, COLOURS[State.UNKNOWN])
    step = _next(outcome)
    return [*lines, *(paragraph(desk, step, width, "$text-muted") if step else [])]


def _next(outcome: Outcome) -> Phrase | None:
    if outcome.state is State.DONE:
        return texts.WAY_BACK if outcome.entry is not None else None
    return texts.NEXT_STEP.get(outcome.state)


def _verdict(state: State, desk: Desk, beside: str, width: int) -> Content:
    word = Content.styled(f"{GLYPHS[state]} {desk.say(STATES[state])}", f"bold {COLOURS[state]}")
    return heading(word + Content(f" · {beside}") if beside else word, width)
