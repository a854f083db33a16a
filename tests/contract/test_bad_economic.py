"""An e-conomic that refuses, fails, garbles, is cut off or silent: told in one sentence, and never a finding."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from checks.demo.simulator import Fault, FaultKind
from checks.engine.check import discover
from checks.engine.snapshot import Part
from tests.support.both_ways import fail
from tests.support.firm import Firm, customer, debtor, firm, invoice, world
from tests.support.sample import sample

TOKENS = ("app-secret-of-the-test", "grant-of-the-test")
DEADLINE = 3.0

CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS"),
    customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C"),
    customer(3, "1044", "29999", "Lunds Bageri"),
    customer(4, "1045", "20045", "Møller El"),
)
INVOICES = (invoice(1, "10234", 1, "100"), invoice(2, "10235", 4, "200"), invoice(3, "10236", 4, "300"))
DEBTORS = (
    debtor(20042, "Hansen Byg ApS"),
    debtor(20043, "Jensen VVS"),
    debtor(20045, "Møller El", barred=True),
    debtor(20099, "Ny Kunde A/S"),
)
KINDS = (
    *(FaultKind.STATUS_401, FaultKind.STATUS_403, FaultKind.STATUS_404, FaultKind.STATUS_429, FaultKind.STATUS_500),
    *(FaultKind.HTML_502, FaultKind.HTML_200, FaultKind.TRUNCATED, FaultKind.CUT, FaultKind.SILENT, FaultKind.DRIP),
)
SOME = (FaultKind.STATUS_404, FaultKind.STATUS_500, FaultKind.HTML_200, FaultKind.TRUNCATED, FaultKind.SILENT)
OF_INVOICES = {"unposted-invoice", "invoice-conflict", "sync-stopped"}
PARTS = {
    "/customers": ("customers", {"only-in-economic", "stale-address", "broken-link", *OF_INVOICES}),
    "/invoices/drafts": ("drafts", OF_INVOICES),
    "/invoices/booked": ("booked invoices", OF_INVOICES),
    "/journalsapi": ("journal lines", OF_INVOICES),
    "/bookedEntriesapi": ("booked entries", OF_INVOICES),
}
NEED = {
    "/customers": Part.DEBTORS,
    "/invoices/drafts": Part.DRAFTS,
    "/invoices/booked": Part.BOOKED,
    "/journalsapi": Part.JOURNAL,
    "/bookedEntriesapi": Part.ENTRIES,
    "/accounting-years": Part.PERIODS,
}
"""Which part of a reading each path gives."""


def asking(path: str) -> set[str]:
    """Return the checks that say of themselves that they cannot tell without it."""
    return {check.id for check in discover() if NEED[path] in check.needs}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm with a finding in every check, and little patience."""
    with firm(tmp_path_factory.mktemp("firm"), CUSTOMERS, INVOICES, world(DEBTORS)) as found:
        found.configure("[monitor]", f'[monitor]\ndeadline = "{DEADLINE:g}s"')
        yield found


@pytest.fixture
def site(sound: Firm) -> Generator[Firm]:
    """Return the firm, whose e-conomic is mended after the test."""
    yield sound
    sound.simulator.clear_faults()


def checked(found: Firm) -> tuple[int, dict[str, Any]]:
    """Run `check` in time and without a word or file too many; return exit code and report."""
    before, began = found.database.read_bytes(), time.monotonic()
    ran = found.run("check", "--format", "json")
    assert time.monotonic() - began < DEADLINE + 30  # hung, not slow: the machine may be busy
    assert ran.stderr == ""
    assert not any(token in ran.stdout for token in TOKENS)
    assert "Traceback" not in ran.stdout
    assert found.database.read_bytes() == before
    return ran.returncode, json.loads(ran.stdout)


def unknown(report: dict[str, Any]) -> set[str]:
    """Return the unknown checks; they list nothing."""
    names = {check["id"] for check in report["checks"] if check["status"] == "unknown"}
    for check in report["checks"]:
        assert check["id"] not in names or (check["count"], check["findings"]) == (0, [])
    return names


def keys(report: dict[str, Any], *checks: str) -> set[str]:
    """Return the keys of all findings in the records, or of these checks."""
    found = (check for check in report["checks"] if (check["id"] in checks if checks else check["id"] != "source"))
    return {finding["key"] for check in found for finding in check["findings"]}


@pytest.mark.long
def test_the_sound_firm_has_findings_in_every_check(site: Firm) -> None:
    code, report = checked(site)

    assert code == 2
    assert keys(report, "source") == set()
    assert all(keys(report, check) for check in ("null-foreign-id", "only-in-economic", "stale-address"))
    assert all(keys(report, check) for check in ("unposted-invoice", "broken-link"))


@pytest.mark.parametrize("kind", sample(KINDS))
@pytest.mark.long
def test_a_service_that_fails_everywhere_is_told_once_and_finds_nothing(site: Firm, kind: FaultKind) -> None:
    site.simulator.fault(Fault(kind, method="*", seconds=1))

    code, report = checked(site)

    source = report["sources"]["economic"]
    assert source["status"] in {"down", "degraded"}
    assert "e-conomic" in source["detail"]
    assert source["detail"].rstrip().endswith(".")
    assert unknown(report) >= {"only-in-economic", "stale-address", "broken-link", "unposted-invoice"}
    assert keys(report) == {"null-foreign-id:1042"}
    assert keys(report, "source") == {"source:economic"}
    assert code == (3 if source["status"] == "down" else 2)


@pytest.mark.parametrize("kind", sample(SOME))
@pytest.mark.parametrize("path", sample(["/customers", "/bookedEntriesapi"]))
@pytest.mark.long
def test_a_place_that_fails_alone_is_named_and_costs_what_needs_it(site: Firm, path: str, kind: FaultKind) -> None:
    _, whole = checked(site)
    name, needing = PARTS[path]
    fail(site.simulator, kind, path)

    _, report = checked(site)

    assert report["sources"]["economic"]["status"] == "degraded"
    assert name in report["sources"]["economic"]["detail"]
    assert unknown(report) >= needing
    assert keys(report) <= keys(whole)


@pytest.mark.parametrize("path", sample(PARTS))
def test_every_place_alone_leaves_the_other_checks_as_they_were(site: Firm, path: str) -> None:
    _, whole = checked(site)
    name, needing = PARTS[path]
    fail(site.simulator, FaultKind.STATUS_403, path)

    _, report = checked(site)

    assert report["sources"]["economic"]["status"] == "degraded"
    assert name in report["sources"]["economic"]["detail"]
    others = {check["id"] for check in report["checks"]} - asking(path) - {"source"}
    assert needing <= asking(path)
    assert unknown(report) == asking(path)
    assert keys(report, *others) == keys(whole, *others)


@pytest.mark.long
def test_unread_accounting_years_cost_only_what_looks_ahead(site: Firm) -> None:
    _, whole = checked(site)
    site.simulator.fault(Fault(FaultKind.STATUS_403, path_prefix="/accounting-years"))

    _, report = checked(site)

    assert report["sources"]["economic"]["status"] == "degraded"
    assert unknown(report) == asking("/accounting-years")
    others = {check["id"] for check in report["checks"]} - unknown(report) - {"source"}
    assert keys(report, *others) == keys(whole, *others)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (FaultKind.STATUS_401, ("token",)),
        (FaultKind.STATUS_403, ("role",)),
        (FaultKind.STATUS_429, ("429",)),
        (FaultKind.STATUS_500, ("500",)),
        (FaultKind.HTML_502, ("502",)),
        (FaultKind.HTML_200, ("HTML",)),
    ],
)
@pytest.mark.long
def test_the_sentence_says_what_kind_of_fault_it_was(site: Firm, kind: FaultKind, says: Sequence[str]) -> None:
    site.simulator.fault(Fault(kind, method="*"))

    _, report = checked(site)

    for words in says:
        assert words.casefold() in report["sources"]["economic"]["detail"].casefold()


@pytest.mark.parametrize("kind", sample([FaultKind.STATUS_404, FaultKind.HTML_200, FaultKind.TRUNCATED]))
@pytest.mark.long
def test_no_fix_is_planned_on_what_could_not_be_read(site: Firm, kind: FaultKind) -> None:
    site.simulator.fault(Fault(kind, path_prefix="/customers", method="*", seconds=1))

    for words in (("null-foreign-id:1042", "--to", "20042"), ("stale-address:1043",)):
        ran = site.run("fix", *words, "--yes")

        assert (ran.returncode, ran.stdout) == (1, "")
        assert "e-conomic" in ran.stderr
        assert "Traceback" not in ran.stderr
    assert site.cell("1042") is None
    assert [call for call in site.simulator.calls if call.method not in {"GET"}] == []


@pytest.mark.long
def test_a_retry_after_that_does_not_fit_is_not_waited_for(site: Firm) -> None:
    site.simulator.fault(Fault(FaultKind.STATUS_429, method="*", seconds=3600))

    code, report = checked(site)

    assert code == 3
    assert report["sources"]["economic"]["status"] == "down"


@pytest.mark.parametrize(("kind", "most"), [(FaultKind.STATUS_401, 8), (FaultKind.STATUS_500, 60)])
@pytest.mark.long
def test_a_dead_token_and_a_failing_service_are_not_tried_for_ever(site: Firm, kind: FaultKind, most: int) -> None:
    site.simulator.fault(Fault(kind, method="*"))
    before = len(site.simulator.calls)

    _, report = checked(site)

    assert 1 <= len(site.simulator.calls) - before <= most
    assert report["sources"]["economic"]["calls"] == len(site.simulator.calls) - before


@pytest.mark.long
def test_the_books_of_another_agreement_are_not_compared_with(tmp_path: Path) -> None:
    other = {"agreementNumber": 654321, "company": {"name": "En anden"}, "settings": {"baseCurrency": "DKK"}}
    with firm(tmp_path, CUSTOMERS, INVOICES, world(DEBTORS, self=other)) as found:
        code, report = checked(found)
        fixed = found.run("fix", "null-foreign-id:1042", "--to", "20042", "--yes")
        cell = found.cell("1042")

    source = report["sources"]["economic"]
    assert source["status"] == "degraded"
    for words in ("e-conomic", "123456", "654321", "agreement_number"):
        assert words in source["detail"]
    assert keys(report) == {"null-foreign-id:1042"}
    of_clienttime = {"null-foreign-id", "source", "unacceptable-code"}
    assert unknown(report) == {check["id"] for check in report["checks"]} - of_clienttime
    assert code == 2
    assert (fixed.returncode, fixed.stdout, cell) == (1, "", None)
    assert "654321" in fixed.stderr


@pytest.mark.long
def test_without_an_agreement_number_everything_is_read_and_nothing_written(site: Firm) -> None:
    site.configure("agreement_number = 123456\n", "")
    try:
        code, report = checked(site)
        fixed = site.run("fix", "null-foreign-id:1042", "--to", "20042", "--yes")
    finally:
        site.configure("[economic]\n", "[economic]\nagreement_number = 123456\n")

    assert (code, unknown(report)) == (2, set())
    assert (fixed.returncode, fixed.stdout, site.cell("1042")) == (1, "", None)
    assert "agreement_number" in fixed.stderr


@pytest.mark.long
def test_nobody_listening_is_told(site: Firm) -> None:
    port = site.server.port
    site.configure(f"127.0.0.1:{port}", "127.0.0.1:9")
    try:
        code, report = checked(site)
    finally:
        site.configure("127.0.0.1:9", f"127.0.0.1:{port}")

    assert code == 3
    assert "127.0.0.1" in report["sources"]["economic"]["detail"]
