"""The fix `link`: sets the one foreign-id cell of one ClientTime row, and its inverse."""

from __future__ import annotations

import secrets

from checks.engine import refusals as no
from checks.engine.again import with_fresh
from checks.engine.candidate import candidates
from checks.engine.compared import FOR
from checks.engine.cpr import holds_cpr
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.links import link_of
from checks.engine.matching import compare, weighed
from checks.engine.model import Finding, Suggestion
from checks.engine.phrase import Phrase
from checks.engine.plan import Change, Evidence, FixPlan, JournalEntry, Refused, Request, System, Target
from checks.engine.ports import DebtorDocument
from checks.engine.reasons import reason, told
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
    return refused or _plan(sides, finding, customer, document, snapshot)


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
        reversibility=IN_TURN,
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
        return finding.suggestions[0].customer_number if _safe(finding) else _pick(finding)
    number = parse_foreign_id(to.strip()).exact
    return Refused(no.NOT_A_NUMBER.with_(to=to)) if number is None else number


def _partner(to: str | None, finding: Finding, snapshot: Snapshot) -> Customer | Refused:
    if to is None and not _safe(finding):
        return _pick(finding)
    code = finding.suggestions[0].customer_code if to is None else to
    found = [c for c in snapshot.customers.rows if c.code == code.strip() and c.active]
    if len(found) != 1:
        return Refused(no.NO_SUCH_CODE.with_(to=code))
    link = link_of(snapshot, found[0].key)
    if link and not link.empty and link.fault is None:  # a wrong link may be replaced: the plan shows what it was
        return Refused(no.LINKED_ALREADY.with_(code=code, number=no.cell(found[0].foreign_id)))
    return found[0]


def _by_code(code: str, finding: Finding, snapshot: Snapshot) -> Customer | Refused:
    found = [c for c in snapshot.customers.rows if c.code == code]
    if len(found) != 1:
        return Refused((no.GONE if not found else no.TWICE).with_(key=finding.key, code=code))
    return found[0]


def _safe(finding: Finding) -> bool:
    return bool(finding.suggestions) and finding.suggestions[0].safe


def _pick(finding: Finding) -> Refused:
    found = candidates(finding)
    reason = no.PICK_ONE if found else no.NO_CANDIDATE.with_(key=finding.key)
    return Refused(reason, found, target_wanted=True)


async def _unlinkable(sides: Sides, customer: Customer, document: DebtorDocument) -> Refused | None:
    debtor = document.debtor
    if debtor.barred:
        return Refused(no.BARRED.with_(number=debtor.number, name=no.name(debtor.name)))
    if holds_cpr(customer.foreign_id):
        return Refused(no.CPR)
    if customer.foreign_id == str(debtor.number):
        return Refused(no.LINKED_ALREADY.with_(code=customer.code, number=debtor.number))
    return await sides.taken(debtor.number, customer.key)


def _plan(sides: Sides, finding: Finding, customer: Customer, document: DebtorDocument, snapshot: Snapshot) -> FixPlan:
    debtor = document.debtor
    after = str(debtor.number)
    suggestion = next(
        (s for s in finding.suggestions if _same(s.customer_code, s.customer_number, customer, debtor.number)),
        None,
    )
    weights, start = weighed(snapshot, customer, debtor)
    grounds = compare(customer, debtor, weights)
    return FixPlan(
        id=secrets.token_hex(8),
        finding=finding.key,
        action="link",
        target=_row(customer, debtor.number),
        changes=(Change(FIELD, customer.foreign_id, after),),
        summary=LINK.with_(code=customer.code, name=no.name(customer.name), number=after, debtor=no.name(debtor.name)),
        evidence=grounds,
        request=sides.clienttime.link_statement(customer, after),
        reversibility=ANY_TIME,
        read_at=sides.now(),
        agreement=sides.agreement,
        confidence=suggestion.confidence if suggestion else None,
        warnings=tuple(warning.with_(number=after) for warning in _warnings(suggestion, grounds)),
        reason=(reason(suggestion) if suggestion else None) or told(weights),
        start=start,
    )


def _warnings(suggestion: Suggestion | None, grounds: tuple[Evidence, ...]) -> tuple[Phrase, ...]:
    if suggestion is not None:
        return () if suggestion.safe else (NOT_CERTAIN,)
    agrees = any(line.speaks == FOR for line in grounds)
    return (NOT_SUGGESTED,) if agrees else (NOT_SUGGESTED, NOTHING_AGREES)


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
NOT_CERTAIN = Phrase(
    "{number} is likely, not certain: compare both sides before you apply.",
    "{number} er sandsynlig, men ikke sikker: sammenlign begge sider, før du udfører.",
)
NOTHING_AGREES = Phrase(
    "Nothing that both sides hold speaks for {number}.", "Intet af det, begge sider har, taler for {number}."
)
ANY_TIME = Phrase(
    "can be undone as long as the value is still the one written here",
    "kan fortrydes, så længe værdien stadig er den, der skrives her",
)
IN_TURN = Phrase(
    "the undo is an entry of its own, and can be undone in turn as long as the value is still the one written here",
    "fortrydelsen er en post for sig og kan selv fortrydes, så længe værdien stadig er den, der skrives her",
)
