"""Lists of several pages of which one does not come: half a list is no list, and absence in it is no finding."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any

import pytest

from checks.demo.simulator import Fault, FaultKind
from checks.engine.check import discover
from checks.engine.snapshot import Part, Rules
from tests.support.firm import Firm, customer, debtor, firm, invoice, world
from tests.support.sample import sample

MANY = 2_500
KINDS = (
    *(FaultKind.STATUS_403, FaultKind.HTML_200, FaultKind.TRUNCATED, FaultKind.CUT, FaultKind.SILENT),
    *(FaultKind.LOOP, FaultKind.FOREIGN),
)


def document(number: int) -> dict[str, object]:
    """Return a booked invoice that refers to ClientTime's invoice of the same number."""
    return {
        "bookedInvoiceNumber": number,
        "date": "2026-05-05",
        "currency": "DKK",
        "grossAmount": 100.0,
        "netAmount": 100.0,
        "vatAmount": 0.0,
        "customer": {"customerNumber": 10_000 + number},
        "references": {"other": f"F{number}"},
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm in which everything agrees, on three pages."""
    numbers = range(1, MANY + 1)
    customers = [customer(n, f"C{n}", str(10_000 + n), f"Kunde {n}") for n in numbers]
    invoices = [invoice(n, f"F{n}", n, "100", ExportedDate="2026-05-05 09:30:00") for n in numbers]
    books = world([debtor(10_000 + n, f"Kunde {n}") for n in numbers], booked=[document(n) for n in numbers])
    with firm(tmp_path_factory.mktemp("firm"), customers, invoices, books) as found:
        found.configure("[monitor]", '[monitor]\ndeadline = "4s"')
        yield found


@pytest.fixture
def site(whole: Firm) -> Generator[Firm]:
    """Return the firm, whose e-conomic is mended after the test."""
    yield whole
    whole.simulator.clear_faults()


def counts(report: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """Return status and count of every check."""
    return {check["id"]: (check["status"], check["count"]) for check in report["checks"]}


@pytest.mark.long
def test_three_whole_pages_are_read_whole(site: Firm) -> None:
    report = site.report()

    assert set(counts(report).values()) == {("ok", 0)}
    assert report["sources"]["economic"]["customers"] == MANY
    assert report["sources"]["clienttime"]["customers"] == MANY
    assert site.run("check").returncode == 0


@pytest.mark.parametrize("kind", sample(KINDS, len(KINDS)))
@pytest.mark.parametrize(
    ("path", "name", "part"),
    [
        ("/customers", "customers", Part.DEBTORS),
        pytest.param("/invoices/booked", "booked invoices", Part.BOOKED, marks=pytest.mark.long),
    ],
)
def test_the_second_page_of_three_missing_is_a_place_unread(
    site: Firm, path: str, name: str, part: Part, kind: FaultKind
) -> None:
    site.simulator.fault(Fault(kind, path_prefix=path, query="skippages=1", seconds=1))

    ran = site.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    found = counts(report)
    assert ran.returncode == 3
    assert report["sources"]["economic"]["status"] == "degraded"
    assert name in report["sources"]["economic"]["detail"]
    spoiled = {check.id for check in discover() if part in check.required(Rules())}
    assert "unposted-invoice" in spoiled
    assert found.pop("source") == ("warning", 1)
    for check, verdict in found.items():
        assert verdict == (("unknown", 0) if check in spoiled else ("ok", 0)), check


@pytest.mark.long
def test_a_page_that_comes_at_the_second_try_is_as_good_as_any(site: Firm) -> None:
    site.simulator.fault(Fault(FaultKind.STATUS_500, path_prefix="/customers", query="skippages=1", times=1))

    assert set(counts(site.report()).values()) == {("ok", 0)}


def test_an_empty_list_where_customers_are_named_elsewhere_is_not_believed(site: Firm) -> None:
    site.simulator.fault(Fault(FaultKind.EMPTY_LIE, path_prefix="/customers"))

    report = site.report()

    assert report["sources"]["economic"]["status"] == "degraded"
    assert counts(report)["broken-link"] == ("unknown", 0)
    assert counts(report)["only-in-economic"] == ("unknown", 0)
