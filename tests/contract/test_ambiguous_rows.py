"""Rows that the codes and numbers people know do not tell apart, or that lead nowhere: listed, and never written to."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.firm import Firm, customer, debtor, firm, invoice, world

JENSEN, KROGH = "Jensen VVS", "Krogh Teknik"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm with two stale customers of one code, and an invoice whose customer is not there."""
    folder: Path = tmp_path_factory.mktemp("twins")
    rows = [
        customer(1, "1043", "20043", JENSEN, ZipCode="5000", City="Odense C"),
        customer(2, "1043", "20044", KROGH, ZipCode="9000", City="Aalborg"),
    ]
    bills = [invoice(1, "10234", 999, "100"), {**invoice(2, "10235", 1, "200"), "CustomerId": None}]
    with firm(folder, rows, bills, world([debtor(20043, JENSEN), debtor(20044, KROGH)])) as found:
        yield found


@pytest.mark.long
def test_both_rows_of_one_code_are_listed(site: Firm) -> None:
    assert sorted(site.keys("stale-address")) == ["stale-address:1043#1", "stale-address:1043#2"]


def test_neither_of_them_is_written_to(site: Firm) -> None:
    before = site.simulator.changes

    ran = site.run("fix", "stale-address:1043#2", "--yes")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "1043 more than once" in ran.stderr
    assert site.simulator.changes == before


@pytest.mark.long
def test_an_invoice_without_its_customer_is_listed_with_no_customer(site: Firm) -> None:
    (check,) = (c for c in site.report()["checks"] if c["id"] == "unposted-invoice")

    told = {f["key"]: (f["customer_code"], f["customer_number"], f["suggestions"]) for f in check["findings"]}
    assert told == {"unposted-invoice:10234": (None, None, []), "unposted-invoice:10235": (None, None, [])}
    ran = site.run("fix", "unposted-invoice:10234", "--action", "handover")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "10234" in ran.stdout
