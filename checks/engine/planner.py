"""Turns requests into plans: which fix, or why none."""

from __future__ import annotations

from checks.engine import refusals as no
from checks.engine.linking import plan_link, undo_link
from checks.engine.model import CHANGING, Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, JournalEntry, Refused, Request, System
from checks.engine.pushing import plan_push, undo_push
from checks.engine.sides import Sides
from checks.engine.snapshot import Snapshot


async def plan(sides: Sides, request: Request, finding: Finding, snapshot: Snapshot) -> FixPlan | Refused:
    """Return the plan for one finding as the operator saw it in `snapshot`."""
    action = request.action or finding.fix
    if action is None:
        return Refused(_nothing_changes(finding))
    if action not in finding.actions:
        return Refused(no.NOTHING_TO_FIX.with_(key=finding.key, actions=", ".join(finding.actions)))
    if action not in CHANGING:
        return Refused(no.NOT_A_WRITE.with_(action=action))
    code = finding.customer_code
    if code is not None and len(snapshot.customers_by_code.get(code, ())) > 1:
        return Refused(no.TWICE.with_(code=code))
    if refused := await sides.closed():
        return refused
    if action == "push":
        return await plan_push(sides, finding, snapshot)
    return await plan_link(sides, request, finding, snapshot)


def _nothing_changes(finding: Finding) -> Phrase:
    """Name what it waits for where there is such a thing: that nothing can be done would be wrong then."""
    told = PARENT_FIRST if finding.parent else NOTHING_CHANGES
    return told.with_(key=finding.key, parent=finding.parent or "", actions=", ".join(finding.actions))


async def plan_undo(sides: Sides, entry: JournalEntry) -> FixPlan | Refused:
    """Return the inverse plan of a recorded fix."""
    if why_not := no.no_way_back(entry):
        return Refused(why_not)
    if refused := await sides.closed():
        return refused
    if entry.target.system is System.CLIENTTIME:
        return await undo_link(sides, entry)
    return await undo_push(sides, entry)


NOTHING_CHANGES = Phrase(
    "Nothing that can be done about {key} changes anything in the two systems. There is: {actions}.",
    "Intet af det, der kan gøres ved {key}, ændrer noget i de to systemer. Der er: {actions}.",
)
PARENT_FIRST = Phrase(
    "{key} waits for {parent}: fix {parent} first. By itself there is: {actions}.",
    "{key} venter på {parent}: ret først {parent}. For sig selv er der: {actions}.",
)
