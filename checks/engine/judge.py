"""From one snapshot to the verdict of every check: asked, grouped under their causes, ignored ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from checks.engine.check import Check, run
from checks.engine.model import CheckResult, Finding, Status, worst
from checks.engine.ports import Ignored
from checks.engine.snapshot import Snapshot


def judge(checks: Iterable[Check], snapshot: Snapshot, ignored: Iterable[Ignored] = ()) -> tuple[CheckResult, ...]:
    """Ask every check and put children under the finding that has to be fixed first."""
    words = {word.key: word for word in ignored}
    results = _grouped([run(check, snapshot) for check in checks])
    today = snapshot.rules.day(snapshot.now)
    return tuple(_set_aside(result, words, today) for result in results)


def ended(results: Iterable[CheckResult], ignored: Iterable[Ignored], today: date) -> tuple[str, ...]:
    """Return the keys of ignores that are over: their date has passed or what they were bound to changed."""
    current = {finding.key: finding for result in results for finding in (*result.findings, *result.ignored)}
    return tuple(
        word.key
        for word in ignored
        if _over(word, today) or (word.key in current and current[word.key].basis != word.basis)
    )


def _grouped(results: list[CheckResult]) -> list[CheckResult]:
    keys = {finding.key for result in results for finding in result.findings}
    return [replace(result, findings=tuple(_orphan(f, keys) for f in result.findings)) for result in results]


def _orphan(finding: Finding, keys: set[str]) -> Finding:
    return finding if finding.parent is None or finding.parent in keys else replace(finding, parent=None)


def _set_aside(result: CheckResult, words: Mapping[str, Ignored], today: date) -> CheckResult:
    aside = tuple(f for f in result.findings if _ignores(words.get(f.key), f, today))
    if not aside or result.status is Status.UNKNOWN:
        return result
    keys = {finding.key for finding in aside}
    rest = tuple(finding for finding in result.findings if finding.key not in keys)
    return CheckResult(result.check, worst(rest), rest, aside)


def _ignores(word: Ignored | None, finding: Finding, today: date) -> bool:
    return word is not None and word.basis == finding.basis and not _over(word, today)


def _over(word: Ignored, today: date) -> bool:
    return word.until is not None and date.fromisoformat(word.until) < today
