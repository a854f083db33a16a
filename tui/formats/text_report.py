"""`check` for a person: each source, each check, each finding a line with what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from checks.engine.check import Check
from checks.engine.model import CheckResult, Finding, Money, Report, Severity, SourceState, Status
from checks.engine.phrase import Phrase, money
from tui.texts.words import SYSTEMS

WORDS = {
    Status.OK: Phrase("ok", "ok"),
    Status.WARNING: Phrase("warning", "advarsel"),
    Status.CRITICAL: Phrase("critical", "kritisk"),
    Status.UNKNOWN: Phrase("unknown", "ukendt"),
}
SEVERITIES = {
    Severity.INFO: Phrase("info", "info"),
    Severity.WARNING: WORDS[Status.WARNING],
    Severity.CRITICAL: WORDS[Status.CRITICAL],
}
SOURCES = {system.value: name for system, name in SYSTEMS.items()}
COUNTS = {
    "customers": Phrase("customers", "kunder"),
    "invoices": Phrase("invoices", "fakturaer"),
    "calls": Phrase("calls", "kald"),
    "calls_today": Phrase("calls today", "kald i dag"),
}
IN_STEP = Phrase("all in step", "alt stemmer")
IGNORED = Phrase("{n} ignored", "{n} ignoreret")
BEHIND = Phrase("behind {parent}", "venter på {parent}")


def render(report: Report, checks: dict[str, Check], language: str = "en", mask: bool = False) -> str:
    """Return the report as lines of text, ending in a line break."""
    lines = [*_sources(report.sources, language, mask), ""]
    for result in report.results:
        lines += _check(result, checks[result.check], language, mask)
    return "\n".join(lines) + "\n"


def _sources(sources: tuple[SourceState, ...], language: str, mask: bool) -> Iterator[str]:
    for source in sources:
        counts = ", ".join(f"{n} {COUNTS[name].text(language)}" for name, n in source.counts if name in COUNTS)
        detail = f" – {source.detail.text(language, mask)}" if source.detail else ""
        yield f"{SOURCES.get(source.name, source.name):<12} {source.health.value:<9} {counts}{detail}"


def _check(result: CheckResult, check: Check, language: str, mask: bool) -> Iterator[str]:
    word = WORDS[result.status].text(language)
    aside = f", {IGNORED.with_(n=len(result.ignored)).text(language)}" if result.ignored else ""
    count = "?" if result.status is Status.UNKNOWN else str(len(result.findings))
    yield f"{check.title.text(language)} ({result.check}): {count}, {word}{aside}"
    if result.reason is not None:
        yield f"  ? {result.reason.text(language, mask)}"
    elif not result.findings:
        yield f"  {IN_STEP.text(language)}"
    yield from (_finding(finding, language, mask) for finding in result.findings)
    yield ""


def _finding(finding: Finding, language: str, mask: bool) -> str:
    parts = [
        f"  {SEVERITIES[finding.severity].text(language):<9}{finding.key:<34}{finding.summary.text(language, mask)}"
    ]
    if finding.money:
        parts.append(sums(finding.money, language))
    if finding.parent:
        parts.append(BEHIND.with_(parent=finding.parent).text(language))
    if finding.fix:
        # Without a safe suggestion the operator has to name the target, so the command says where.
        target = " --to …" if finding.fix == "link" and not any(s.safe for s in finding.suggestions[:1]) else ""
        parts.append(f"→ ctmon fix {finding.key}{target}")
    return "  ".join(parts)


def sums(amounts: Money, language: str) -> str:
    """Return sums by currency as people read them: 84,375.00 DKK + 1,200.00 EUR."""
    return " + ".join(f"{money(amount, language)} {currency}" for currency, amount in amounts)
