"""A plan and its outcome as text, for the headless commands."""

from __future__ import annotations

from collections.abc import Iterator

from checks.engine.candidate import Candidate, percent
from checks.engine.fields import PERSONAL, field_name
from checks.engine.phrase import Phrase, masked
from checks.engine.plan import Change, FixPlan, Outcome
from tui.formats.points import SUM, among, signed
from tui.texts.words import STATES

BEFORE = Phrase("Before", "Før")
AFTER = Phrase("After", "Efter")
EVIDENCE = Phrase("Evidence (ClientTime | e-conomic)", "Grundlag (ClientTime | e-conomic)")
REQUEST = Phrase("Will be sent", "Det sendes")
WAY_BACK = Phrase("Way back", "Vejen tilbage")
CONFIDENCE = Phrase("confidence {value}", "sikkerhed {value}")
MARKS = {"for": "+", "against": "–", "neutral": " "}


def preview(plan: FixPlan, language: str = "en", mask: bool = False) -> str:
    """Return everything that will be written, on what grounds, and the exact statement or request."""
    return "\n".join(_lines(plan, language, mask)) + "\n"


def _lines(plan: FixPlan, language: str, mask: bool) -> Iterator[str]:
    yield plan.summary.text(language, mask)
    for change in plan.changes:
        yield f"  {field_name(change.field).text(language)}"
        yield f"    {BEFORE.text(language):<7}{shown(change, change.before, mask)}"
        yield f"    {AFTER.text(language):<7}{shown(change, change.after, mask)}"
    if plan.evidence:
        sure = f", {CONFIDENCE.with_(value=_sure(plan.confidence)).text(language)}" if plan.confidence else ""
        yield f"  {EVIDENCE.text(language)}{sure}"
        yield from ([f"    {plan.reason.text(language, mask)}"] if plan.reason else [])
        yield from _evidence(plan, language, mask)
    yield from (f"  ! {warning.text(language, mask)}" for warning in plan.warnings)
    if not mask:
        yield f"  {REQUEST.text(language)}"
        yield from (f"    {line}" for line in plan.request)
    yield f"  {WAY_BACK.text(language)}: {plan.reversibility.text(language)}"


def _evidence(plan: FixPlan, language: str, mask: bool) -> Iterator[str]:
    """Yield a line a field; where the pair was weighed the points stand in front of it, and the start and the sum."""
    weighed = plan.start is not None
    if plan.start is not None:
        yield f"    {signed(plan.start, language):>6}  {among(plan.start).text(language)}"
    for line in plan.evidence:
        if line.clienttime is None and line.economic is None and line.points is None:
            continue
        hide = mask and line.field in PERSONAL
        clienttime, economic = value(line.clienttime, hide), value(line.economic, hide)
        points = f"{signed(line.points, language) if line.points is not None else '':>6}  " if weighed else ""
        name = field_name(line.field).text(language)
        yield f"    {points}{MARKS.get(line.speaks, ' ')} {name:<11}{clienttime}  |  {economic}"
    if plan.points is not None:
        yield f"    {signed(plan.points, language):>6}  {SUM.text(language)}"


def value(text: str | None, mask: bool = False) -> str:
    """Return a value so that NULL, blanks and line breaks can be told apart."""
    if text is None:
        return "NULL"
    line = masked(text) if mask else text.replace("\r", "⏎").replace("\n", "⏎")
    return f"“{line}”" if line != line.strip() or not line or line.casefold() == "null" else line


def candidate_line(candidate: Candidate, language: str = "en", mask: bool = False) -> str:
    """Return one of those who may be meant, with what names it first."""
    who = ", ".join(value(text, mask) for text in (candidate.name, candidate.place) if text)
    speaks = [field_name(field).text(language) for field in candidate.evidence]
    speaks += [f"–{field_name(field).text(language)}" for field in candidate.against]
    why = candidate.reason.text(language, mask) if candidate.reason else ", ".join(speaks)
    return "  ".join(filter(None, (candidate.to, _sure(candidate.confidence), who, why)))


def _sure(confidence: float) -> str:
    """Return a confidence with two decimals; only certainty is 1.00."""
    return f"{percent(confidence) / 100:.2f}"


def outcome_line(outcome: Outcome, language: str = "en") -> str:
    """Return what came of it, in one line with the number of the journal entry."""
    entry = f" #{outcome.entry}" if outcome.entry is not None else ""
    return f"{STATES[outcome.state].text(language)}{entry}: {outcome.message.text(language)}"


def arrow(changes: tuple[Change, ...], mask: bool = False) -> str:
    """Return all changes as before → after, in one line."""
    return "; ".join(f"{shown(c, c.before, mask)} → {shown(c, c.after, mask)}" for c in changes)


def shown(change: Change, text: str | None, mask: bool = False) -> str:
    """Return a value of a change; a number stays when personal data is masked."""
    return value(text, mask and change.field in PERSONAL)
