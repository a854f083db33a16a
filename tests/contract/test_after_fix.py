"""What a fix leaves behind, over several runs of the program: its invoices wait quietly, then it did not take."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.support.firm import Firm, customer, debtor, firm, invoice, world

CVR = "13748136"
ROWS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),
    customer(2, "1043", "20043", "Jensen VVS"),
)
DEBTORS = (
    debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR),
    debtor(20043, "Jensen VVS"),
)
INTERVAL = 4
"""Seconds between two runs of this firm's synchronisation; the program allows two."""


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    with firm(tmp_path, ROWS, (invoice(1, "10234", 1, "84375.00"),), world(DEBTORS)) as found:
        found.configure("[monitor]", f'[monitor]\nsync_interval = "{INTERVAL}s"\ngrace = 2')
        yield found


def told(found: Firm, check: str) -> list[dict[str, Any]]:
    (one,) = (one for one in found.report()["checks"] if one["id"] == check)
    findings: list[dict[str, Any]] = one["findings"]
    return findings


@pytest.mark.long
def test_after_a_fix_the_invoice_waits_quietly_and_then_the_fix_is_a_finding_until_it_is_undone(site: Firm) -> None:
    assert [one["parent"] for one in told(site, "unposted-invoice")] == ["null-foreign-id:1042"]
    assert site.run("fix", "null-foreign-id:1042", "--to", "20042", "--yes").returncode == 0
    fixed = time.monotonic()

    (waits,) = told(site, "unposted-invoice")
    assert (waits["severity"], waits["parent"]) == ("info", None)
    assert "waiting for the next sync" in waits["summary"]
    assert site.run("check").returncode == 0
    time.sleep(max(0.0, 2 * INTERVAL + 0.5 - (time.monotonic() - fixed)))

    (late,) = told(site, "unposted-invoice")
    (fix,) = told(site, "fix-not-taken")
    assert (late["severity"], late["parent"]) == ("critical", "fix-not-taken:1042")
    assert (fix["key"], fix["amount"], "entry 1 " in fix["summary"]) == ("fix-not-taken:1042", "84375.00", True)
    assert site.run("undo", "1", "--yes").returncode == 0
    assert told(site, "fix-not-taken") == []
    assert [one["parent"] for one in told(site, "unposted-invoice")] == ["null-foreign-id:1042"]


@pytest.mark.long
def test_a_change_by_hand_in_economic_is_told_where_an_earlier_run_saw_both_sides_equal(site: Firm) -> None:
    assert told(site, "changed-in-economic") == []
    site.simulator.upsert_customer(debtor(20043, "Jensen VVS", address="Strandvejen 7"))

    (one,) = told(site, "changed-in-economic")

    assert (one["key"], one["severity"]) == ("changed-in-economic:1043", "info")
    assert [difference["field"] for difference in one["differences"]] == ["address"]
    written = next(site.folder.glob("state/sites/*/memory.db")).read_bytes()
    assert b"Jensen" not in written
    assert "Nørregade".encode() not in written


@pytest.mark.long
def test_a_site_moves_the_severity_of_a_check_and_an_id_that_is_none_is_refused_with_the_nearest(site: Firm) -> None:
    site.configure("[monitor]", '[monitor]\nseverity = { "null-foreign-id" = "info", "unposted-invoice" = "info" }')
    assert site.run("check").returncode == 1  # the e-conomic customer that nobody is linked to

    site.configure('"unposted-invoice"', '"unposted-invoices"')
    refused = site.run("check")
    assert refused.returncode == 3
    assert "unposted-invoices" in refused.stderr
    assert "“unposted-invoice”" in refused.stderr
