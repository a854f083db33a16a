"""`check --format json`: one object, as contract section 4 has it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

from checks.engine.fields import PERSONAL
from checks.engine.model import CheckResult, Difference, Finding, Money, Report, SourceState, Suggestion
from checks.engine.phrase import masked
from checks.engine.reasons import reason

COUNTED = {"clienttime": ("customers", "invoices"), "economic": ("customers", "calls")}
"""What every source counts; null where it could not be read."""

Member = str | int | float | bool | None | list["Member"] | dict[str, "Member"]


def render(report: Report, site: str, language: str = "en", mask: bool = False) -> str:
    """Return the report as one JSON object, ending in a line break."""
    document: dict[str, Member] = {
        "site": site,
        "started": moment(report.started),
        "finished": moment(report.finished),
        "sources": {source.name: _source(source, language, mask) for source in report.sources},
        "checks": [_check(result, language, mask) for result in report.results],
        "agreement": report.agreement,
        "calls_today": report.calls_today,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def moment(at: datetime) -> str:
    """Return a time in UTC to the second, as 2026-11-24T08:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _source(source: SourceState, language: str, mask: bool) -> dict[str, Member]:
    members: dict[str, Member] = {
        "status": source.health.value,
        "detail": source.detail.text(language, mask) if source.detail else None,
    }
    return members | dict.fromkeys(COUNTED.get(source.name, ()), None) | dict(source.counts)


def _check(result: CheckResult, language: str, mask: bool) -> dict[str, Member]:
    members: dict[str, Member] = {
        "id": result.check,
        "status": result.status.value,
        "count": len(result.findings),
        "ignored": len(result.ignored),
        "findings": [finding_members(finding, language, mask) for finding in result.findings],
    }
    if result.reason is not None:
        members["reason"] = result.reason.text(language, mask)
    return members


def finding_members(finding: Finding, language: str, mask: bool) -> dict[str, Member]:
    """Return one finding as the contract names its members."""
    return {
        "key": finding.key,
        "severity": finding.severity.value,
        "cause": finding.cause,
        "parent": finding.parent,
        "customer_code": finding.customer_code,
        "customer_number": finding.customer_number,
        "invoice_number": finding.invoice_number,
        **_money(finding.money),
        "since": finding.since.isoformat() if finding.since else None,
        "summary": finding.summary.text(language, mask),
        "differences": [_difference(d, mask) for d in finding.differences],
        "suggestions": [_suggestion(s, language, mask) for s in finding.suggestions],
        "actions": list(finding.actions),
    }


def _money(money: Money) -> dict[str, Member]:
    match money:
        case ():
            return {"amount": None, "currency": None}
        case ((currency, amount),):
            return {"amount": plain_amount(amount), "currency": currency}
        case _:
            amounts: dict[str, Member] = {currency: plain_amount(amount) for currency, amount in money}
            return {"amount": None, "currency": None, "amounts": amounts}


def plain_amount(amount: Decimal) -> str:
    """Return an amount as a decimal string with two places: 84375.00."""
    return f"{amount:.2f}"


def _difference(difference: Difference, mask: bool) -> dict[str, Member]:
    sides = (difference.clienttime, difference.economic)
    clienttime, economic = map(masked, sides) if mask and difference.field in PERSONAL else sides
    return {"field": difference.field, "clienttime": clienttime, "economic": economic}


def _suggestion(suggestion: Suggestion, language: str, mask: bool) -> dict[str, Member]:
    why = reason(suggestion)
    return {
        "action": suggestion.action,
        "customer_number": suggestion.customer_number,
        "customer_code": suggestion.customer_code,
        "confidence": round(suggestion.confidence, 4),
        "safe": suggestion.safe,
        "evidence": list(suggestion.evidence),
        "against": list(suggestion.against),
        "reason": why.text(language, mask) if why else None,
        "points": {weight.field: round(weight.points, 1) for weight in suggestion.weights},
    }
