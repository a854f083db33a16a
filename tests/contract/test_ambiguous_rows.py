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


@pytest.fixture(scope="module")
def keyless(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm whose table maps no primary key: two rows of one code hold one number."""
    rows = [
        customer(1, "1043", "20043", JENSEN),
        customer(2, "1043", "20043", f"{JENSEN} Afdeling 2"),
        customer(3, "1044", None, KROGH),
    ]
    books = world([debtor(20043, JENSEN), debtor(20044, KROGH)])
    with firm(tmp_path_factory.mktemp("keyless"), rows, [invoice(1, "10234", 1043, "100")], books) as found:
        found.configure('key = "CustomerId"\n', "")
        yield found


def test_a_number_that_two_rows_of_one_code_share_is_found_without_a_key_column(keyless: Firm) -> None:
    checks = {check["id"]: check["findings"] for check in keyless.report()["checks"]}

    shared = [(f["key"], f["cause"], f["customer_number"], f["amount"]) for f in checks["broken-link"]]
    assert shared == [
        ("broken-link:1043", "shared", 20043, "100.00"),
        ("broken-link:1043#2", "shared", 20043, None),
    ]
    assert [(f["cause"], f["parent"]) for f in checks["unposted-invoice"]] == [("broken-link", "broken-link:1043")]
    assert checks["stale-address"] == []


@pytest.mark.long
@pytest.mark.parametrize("key", ["broken-link:1043", "broken-link:1043#2"])
def test_neither_of_those_rows_is_written_to(keyless: Firm, key: str) -> None:
    before = keyless.database.read_bytes()

    ran = keyless.run("fix", key, "--to", "20044", "--yes")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "1043 more than once" in ran.stderr
    assert keyless.database.read_bytes() == before


@pytest.mark.long
def test_a_row_of_a_code_of_its_own_is_written_to_without_a_key_column(keyless: Firm) -> None:
    refused = keyless.run("fix", "null-foreign-id:1044", "--to", "20043", "--yes")
    done = keyless.run("fix", "null-foreign-id:1044", "--to", "20044", "--yes")

    assert (refused.returncode, "1043" in refused.stderr) == (1, True)
    assert (done.returncode, keyless.cell("1044"), keyless.cell("1043")) == (0, "20044", "20043")
