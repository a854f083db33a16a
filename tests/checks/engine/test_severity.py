"""A site says how severe a check's findings are; the verdict and the order follow, what waits after a fix does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks import null_foreign_id, number_gap, unposted_invoice
from checks.engine.check import run
from checks.engine.model import Severity, Status
from checks.engine.snapshot import Rules
from tests.support.builders import NOW, customer, debtor, invoice, snapshot
from tests.support.stage import entry


@pytest.mark.parametrize(
    ("severity", "status"),
    [(Severity.INFO, Status.OK), (Severity.WARNING, Status.WARNING), (Severity.CRITICAL, Status.CRITICAL)],
)
def test_every_finding_of_the_check_has_the_severity_of_the_site_file(severity: Severity, status: Status) -> None:
    rules = Rules(severities=(("null-foreign-id", severity),))

    result = run(null_foreign_id.CHECK, snapshot(customer("1", None), customer("2", None), rules=rules))

    assert {finding.severity for finding in result.findings} == {severity}
    assert result.status == status


def test_another_check_keeps_its_own() -> None:
    rules = Rules(severities=((number_gap.CHECK.id, Severity.CRITICAL),))

    (finding,) = run(null_foreign_id.CHECK, snapshot(customer("1", None), rules=rules)).findings

    assert finding.severity == Severity.WARNING


def test_an_invoice_that_waits_behind_a_new_link_stays_quiet() -> None:
    rules = Rules(severities=(("unposted-invoice", Severity.CRITICAL),))
    fix = entry(12, at=NOW - dt.timedelta(minutes=3))
    whole = replace(snapshot(customer(), debtor(), invoice(), rules=rules), fixes=(fix,))
    target = replace(fix.target, record="K1042")

    (loud,) = run(unposted_invoice.CHECK, replace(whole, fixes=())).findings
    (quiet,) = run(unposted_invoice.CHECK, replace(whole, fixes=(replace(fix, target=target),))).findings

    assert (loud.severity, quiet.severity) == (Severity.CRITICAL, Severity.INFO)
