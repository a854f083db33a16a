"""The fix `push`: ClientTime's name and address to one e-conomic customer, and its inverse."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace

from checks.engine import refusals as no
from checks.engine.again import with_fresh
from checks.engine.cpr import holds_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.linking import ANY_TIME, IN_TURN
from checks.engine.matching import compare
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, FixPlan, JournalEntry, Refused, System, Target
from checks.engine.ports import DebtorDocument
from checks.engine.records import Customer
from checks.engine.sides import Sides, moved
from checks.engine.snapshot import Snapshot

PUSHED = ("name", "address", "zip", "city", "country")
"""The properties of an e-conomic customer that a push may change (contract section 6)."""


async def plan_push(sides: Sides, finding: Finding, snapshot: Snapshot) -> FixPlan | Refused:
    """Plan the push of the fields that differ in more than form."""
    shown = next((c for c in snapshot.customers.rows if c.code == finding.customer_code), None)
    if shown is None or finding.customer_number is None:
        return Refused(no.GONE.with_(key=finding.key))
    customer = await sides.customer(shown.key, shown.code)
    if isinstance(customer, Refused):
        return customer
    document = await sides.debtor(finding.customer_number)
    if isinstance(document, Refused):
        return document
    fresh = with_fresh(snapshot, customer, document.debtor)
    if refused := moved(shown, customer) or sides.no_longer(finding, fresh):
        return refused
    changes = _changes(finding, customer, document)
    if not changes:
        return Refused(no.CPR)
    name = no.name(document.debtor.name)
    summary = PUSH.with_(number=document.debtor.number, name=name, code=customer.code)
    plan = _plan(sides, finding.key, document, changes, summary)
    return replace(
        plan,
        target=replace(plan.target, customer_code=customer.code),
        source=customer.key,
        evidence=compare(customer, document.debtor),
    )


async def undo_push(sides: Sides, entry: JournalEntry) -> FixPlan | Refused:
    """Plan the way back: the old properties, where the record still has the ones that were written."""
    document = await sides.debtor(int(entry.target.record))
    if isinstance(document, Refused):
        return document
    now = properties(document)
    for change in entry.changes:
        if now.get(change.field) != change.after:
            was, found = no.cell(change.after), no.cell(now.get(change.field))
            return Refused(no.changed(change.field, was, found))
    changes = tuple(Change(c.field, c.after, c.before) for c in entry.changes)
    name = no.name(document.debtor.name)
    summary = UNDO.with_(entry=entry.number, number=document.debtor.number, name=name)
    plan = _plan(sides, entry.finding, document, changes, summary)
    target = replace(plan.target, customer_code=entry.target.customer_code)
    return replace(plan, target=target, reversibility=IN_TURN, undo_of=entry.number)


def properties(document: DebtorDocument) -> dict[str, str | None]:
    """Return the pushed properties exactly as the document has them; an absent one is None."""
    body: dict[str, object] = json.loads(document.body)
    return {name: None if (value := body.get(name)) is None else str(value) for name in PUSHED}


def _changes(finding: Finding, customer: Customer, document: DebtorDocument) -> tuple[Change, ...]:
    before = properties(document)
    differing = {difference.field for difference in finding.differences}
    return tuple(
        Change(field, before[field], value)
        for field, value in _carried(customer, before["address"]).items()
        if field in differing and value and not holds_cpr(value) and not holds_cpr(before[field])
    )


async def source_moved(sides: Sides, plan: FixPlan) -> Refused | None:
    """Refuse when ClientTime's row no longer says what the plan would carry over, or is linked elsewhere."""
    customer = await sides.customer(plan.source, plan.target.customer_code or plan.source)
    if isinstance(customer, Refused):
        return customer
    number = plan.target.customer_number
    if parse_foreign_id(customer.foreign_id).exact != number:
        return Refused(no.LINK_CHANGED.with_(shown=no.cell(str(number)), found=no.cell(customer.foreign_id)))
    for change in plan.changes:
        now = _carried(customer, change.before)[change.field]
        if now != change.after:
            return Refused(no.changed(change.field, no.cell(change.after), no.cell(now)))
    return None


def _carried(customer: Customer, address: str | None) -> dict[str, str | None]:
    """Return what ClientTime has to say by e-conomic's names, the address in the style of the one that is there."""
    return {
        "name": customer.name,
        "address": _line_break(address).join(line for line in customer.address if line.strip()),
        "zip": customer.zip,
        "city": customer.city,
        "country": customer.country,
    }


def _line_break(text: str | None) -> str:
    """Return the style of line break that is there, so that only the address itself changes."""
    return next((mark for mark in ("\r\n", "\r") if mark in (text or "")), "\n")


def _plan(sides: Sides, key: str, document: DebtorDocument, changes: tuple[Change, ...], summary: Phrase) -> FixPlan:
    debtor = document.debtor
    return FixPlan(
        id=secrets.token_hex(8),
        finding=key,
        action="push",
        target=Target(System.ECONOMIC, str(debtor.number), debtor.name, None, debtor.number),
        changes=changes,
        summary=summary,
        evidence=(),
        request=sides.economic.push_request(document, changes),
        reversibility=ANY_TIME,
        read_at=sides.now(),
        agreement=sides.agreement,
        warnings=(BARRED,) if debtor.barred else (),
        document=document.body,
    )


PUSH = Phrase(
    "Bring e-conomic customer {number} {name} up to date from ClientTime customer {code}",
    "Ajourfør e-conomic-kunden {number} {name} fra ClientTime-kunden {code}",
)
UNDO = Phrase(
    "Take back entry {entry}: name and address of e-conomic customer {number} {name}",
    "Fortryd post {entry}: navn og adresse på e-conomic-kunden {number} {name}",
)
BARRED = Phrase("The customer is barred in e-conomic and stays so.", "Kunden er spærret i e-conomic og forbliver det.")
