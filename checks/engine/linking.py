"""The fix `link`: sets the one foreign-id cell of one ClientTime row, and its inverse."""

from __future__ import annotations

import secrets

from checks.engine import refusals as no
from checks.engine.again import with_fresh
from checks.engine.cpr import holds_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.matching import compare
from checks.engine.model import Finding
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, FixPlan, JournalEntry, Refused, Request, System, Target
from checks.engine.ports import DebtorDocument
from checks.engine.records import Customer
from checks.engine.sides import Sides, moved
from checks.engine.snapshot import Snapshot

FIELD = "foreign_id"


async def plan_link(sides: Sides, request: Request, finding: Finding, snapshot: Snapshot) -> FixPlan | Refused:
    """Plan the link of one ClientTime customer to one e-conomic number."""
    pair = _pair(request, finding, snapshot)
    if isinstance(pair, Refused):
        return pair
    shown, number = pair
    customer = await sides.customer(shown.key, shown.code)
    if isinstance(customer, Refused):
        return customer
    refused = moved(shown, customer) or sides.no_longer(finding, with_fresh(snapshot, customer, None))
    if refused:
        return refused
    document = await sides.debtor(number)
    if isinstance(document, Refused):
        return document
    refused = await _unlinkable(sides, customer, document)
    return refused or _plan(sides, finding, customer, document)


async def undo_link(sides: Sides, entry: JournalEntry) -> FixPlan | Refused:
    """Plan the way back: the old value, where the cell still holds the one that was written."""
    change = entry.changes[0]
    customer = await sides.customer(entry.target.record, entry.target.customer_code or entry.target.record)
    if isinstance(customer, Refused):
        return customer
    if customer.foreign_id != change.after:
        was, found = no.cell(change.after), no.cell(customer.foreign_id)
        return Refused(no.LINK_CHANGED.with_(shown=was, found=found))
    number = parse_foreign_id(change.before).exact
    if number is not None and (refused := await sides.taken(number, customer.key)):
        return refused
    return FixPlan(
        id=secrets.token_hex(8),
        finding=entry.finding,
        action=entry.action,
        target=_row(customer, entry.target.customer_number),
        changes=(Change(FIELD, change.after, change.before),),
        summary=UNDO.with_(entry=entry.number, code=customer.code, name=no.name(customer.name)),
        evidence=(),
        request=sides.clienttime.link_statement(customer, change.before),
        reversibility=ANY_TIME,
        read_at=sides.now(),
        agreement=sides.agreement,
        undo_of=entry.number,
    )


def _pair(request: Request, finding: Finding, snapshot: Snapshot) -> tuple[Customer, int] | Refused:
    if finding.customer_code is not None:
        number = _number(request.to, finding)
        customer = _by_code(finding.customer_code, finding, snapshot)
    else:
        number = finding.customer_number or 0
        customer = _partner(request.to, finding, snapshot)
    if isinstance(number, Refused):
        return number
    return customer if isinstance(customer, Refused) else (customer, number)


def _number(to: str | None, finding: Finding) -> int | Refused:
    if to is None:
        return finding.suggestions[0].customer_number if _safe(finding) else _pick(finding, by_code=False)
    number = parse_foreign_id(to.strip()).exact
    return Refused(no.NOT_A_NUMBER.with_(to=to)) if number is None else number


def _partner(to: str | None, finding: Finding, snapshot: Snapshot) -> Customer | Refused:
    if to is None and not _safe(finding):
        return _pick(finding, by_code=True)
    code = finding.suggestions[0].customer_code if to is None else to
    found = [c for c in snapshot.customers.rows if c.code == code.strip() and c.active]
    if len(found) != 1:
        return Refused(no.NO_SUCH_CODE.with_(to=code))
    if not parse_foreign_id(found[0].foreign_id).empty:
        return Refused(no.LINKED_ALREADY.with_(code=code, number=no.cell(found[0].foreign_id)))
    return found[0]


def _by_code(code: str, finding: Finding, snapshot: Snapshot) -> Customer | Refused:
    found = [c for c in snapshot.customers.rows if c.code == code]
    if len(found) != 1:
        return Refused((no.GONE if not found else no.TWICE).with_(key=finding.key, code=code))
    return found[0]


def _safe(finding: Finding) -> bool:
    return bool(finding.suggestions) and finding.suggestions[0].safe


def _pick(finding: Finding, by_code: bool) -> Refused:
    if not finding.suggestions:
        return Refused(no.NO_CANDIDATE.with_(key=finding.key))
    names = tuple(
        f"{s.customer_code if by_code else s.customer_number}  {s.confidence:.2f}  {', '.join(s.evidence)}"
        for s in finding.suggestions
    )
    return Refused(no.PICK_ONE, names)


async def _unlinkable(sides: Sides, customer: Customer, document: DebtorDocument) -> Refused | None:
    debtor = document.debtor
    if debtor.barred:
        return Refused(no.BARRED.with_(number=debtor.number, name=no.name(debtor.name)))
    if holds_cpr(customer.foreign_id):
        return Refused(no.CPR)
    return await sides.taken(debtor.number, customer.key)


def _plan(sides: Sides, finding: Finding, customer: Customer, document: DebtorDocument) -> FixPlan:
    debtor = document.debtor
    after = str(debtor.number)
    suggestion = next(
        (s for s in finding.suggestions if _same(s.customer_code, s.customer_number, customer, debtor.number)),
        None,
    )
    return FixPlan(
        id=secrets.token_hex(8),
        finding=finding.key,
        action="link",
        target=_row(customer, debtor.number),
        changes=(Change(FIELD, customer.foreign_id, after),),
        summary=LINK.with_(code=customer.code, name=no.name(customer.name), number=after, debtor=no.name(debtor.name)),
        evidence=compare(customer, debtor),
        request=sides.clienttime.link_statement(customer, after),
        reversibility=ANY_TIME,
        read_at=sides.now(),
        agreement=sides.agreement,
        confidence=suggestion.confidence if suggestion else None,
        warnings=() if suggestion else (NOT_SUGGESTED.with_(number=after),),
    )


def _same(code: str, number: int, customer: Customer, debtor: int) -> bool:
    return code == customer.code and number == debtor


def _row(customer: Customer, number: int | None) -> Target:
    return Target(System.CLIENTTIME, customer.key, customer.name or customer.code, customer.code, number)


LINK = Phrase(
    "Link ClientTime customer {code} {name} to e-conomic customer {number} {debtor}",
    "Knyt ClientTime-kunden {code} {name} til e-conomic-kunden {number} {debtor}",
)
UNDO = Phrase(
    "Take back entry {entry}: the link of ClientTime customer {code} {name}",
    "Fortryd post {entry}: tilknytningen af ClientTime-kunden {code} {name}",
)
NOT_SUGGESTED = Phrase(
    "The program does not suggest {number} for this customer. Compare both sides yourself.",
    "Programmet foreslår ikke {number} til denne kunde. Sammenlign selv begge sider.",
)
ANY_TIME = Phrase(
    "can be undone as long as the value is still the one written here",
    "kan fortrydes, så længe værdien stadig er den, der skrives her",
)
