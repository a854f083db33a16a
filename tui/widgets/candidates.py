"""Who may be meant by a link: number, name and place, how sure it is, what speaks for and against."""

from __future__ import annotations

from textual.content import Content

from checks.engine.candidate import Candidate, by_code, percent
from checks.engine.fields import field_name
from checks.engine.model import Finding
from checks.engine.phrase import Phrase, masked
from tui.desk import Desk
from tui.texts import choice as texts
from tui.texts import dashboard
from tui.widgets.cell import visible
from tui.widgets.page import wrapped


def who(one: Candidate, desk: Desk) -> str:
    """Return a candidate's name and place."""
    return _joined((one.name, one.place), ", ", desk)


def candidate_lines(one: Candidate, desk: Desk, width: int, chosen: bool = False) -> list[Content]:
    """Return one candidate; the chosen one carries the cursor."""
    title = Content.assemble(
        ("▌ " if chosen else "  ", "$text-accent"),
        (visible(one.to), "bold"),
        f"  {who(one, desk)}",
        (f"  {percent(one.confidence)} %", "$text-muted"),
        (f"  ✔ {desk.say(texts.SAFE)}" if one.safe else "", "$text-success"),
    )
    lines = wrapped(title, width, indent=4)
    for phrase, against in grounds(one, desk):
        style = "$text-warning" if against else "$text-muted"
        told = wrapped(Content.styled(visible(desk.say(phrase)), style), width - 4)
        lines += [line.pad_left(4) for line in told]
    return lines


def grounds(one: Candidate, desk: Desk) -> list[tuple[Phrase, bool]]:
    """Return why: in a sentence where the pair was weighed, else the fields for it and, told apart, those against."""
    if one.reason is not None:
        return [(one.reason, False)]
    sides = ((dashboard.FOR, one.evidence, False), (dashboard.AGAINST, one.against, True))
    return [
        (phrase.with_(words=", ".join(desk.say(field_name(field)) for field in fields)), against)
        for phrase, fields, against in sides
        if fields
    ]


def subject_lines(finding: Finding, desk: Desk, width: int) -> list[Content]:
    """Return whose target is wanted, as its own system knows it."""
    theirs = by_code(finding)
    number = finding.customer_number if theirs else finding.customer_code
    title = (texts.THEIRS if theirs else texts.OURS).with_(number=number or "–")
    facts = {fact.field: fact.economic if theirs else fact.clienttime for fact in finding.facts}
    told = {field: value for field, value in facts.items() if isinstance(value, str)}
    place = " ".join(told[field] for field in ("zip", "city") if field in told)
    parts = (told.get("name", finding.subject), told.get("address", ""), place)
    keys = [f"{desk.say(field_name(f))} {_joined((told[f],), '', desk)}" for f in ("cvr", "ean") if f in told]
    return [
        *wrapped(Content.styled(visible(desk.say(title)), "bold"), width),
        *wrapped(Content(" · ".join((_joined(parts, ", ", desk), *keys))), width),
    ]


def _joined(parts: tuple[str, ...], between: str, desk: Desk) -> str:
    return visible(between.join(masked(part) if desk.mask else part for part in parts if part))
