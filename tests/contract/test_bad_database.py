"""A ClientTime that cannot be read: one sentence with the next step, no finding, not one byte changed."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import pytest

from checks.engine.check import discover
from checks.engine.snapshot import Part, Rules
from tests.support.firm import Firm, customer, debtor, firm, invoice, world
from tests.support.sample import sample

CUSTOMERS = (customer(1, "1042", None, "Hansen Byg ApS"), customer(2, "1043", "29999", "Lunds Bageri"))
INVOICES = (invoice(1, "10234", 1, "100"),)


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a firm with findings in every check, for a test that spoils its database."""
    with firm(tmp_path, CUSTOMERS, INVOICES, world([debtor(20042, "Hansen Byg ApS"), debtor(20099, "Ny")])) as found:
        yield found


def unread(found: Firm, *says: str) -> dict[str, Any]:
    """Run `check` and a fix: ClientTime is down and says so, nothing is found, written or made."""
    before, names = contents(found.database), sorted(path.name for path in found.folder.iterdir())
    ran, fixed = found.run("check", "--format", "json"), found.run("fix", "null-foreign-id:1042", "--yes")
    report = json.loads(ran.stdout)
    source = report["sources"]["clienttime"]
    assert (ran.returncode, ran.stderr, source["status"]) == (3, "", "down")
    assert report["sources"]["economic"]["status"] == "ok"
    nothing_claimed(report)
    told(source["detail"], *says)
    assert fixed.returncode == 1
    told(fixed.stderr, *says)
    assert contents(found.database) == before
    assert set(names) <= {path.name for path in found.folder.iterdir()} <= {*names, "state"}
    return report  # type: ignore[no-any-return]  # JSON


def nothing_claimed(report: Mapping[str, Any]) -> None:
    """Hold every check that needs what was not read to being unknown; of the others only the source says something."""
    counts = report["sources"]["clienttime"]
    lost = {part for part in (Part.CUSTOMERS, Part.INVOICES) if counts[part] is None}
    needy = {check.id for check in discover() if check.required(Rules()) & lost}
    assert "null-foreign-id" in needy
    keys = [finding["key"] for check in report["checks"] for finding in check["findings"]]
    assert keys == ["source:clienttime"]
    for check in report["checks"]:
        if check["id"] in needy:
            assert (check["status"], check["count"]) == ("unknown", 0), check["id"]


def told(said: str, *says: str) -> None:
    """Hold a sentence to naming the system and the rest, without a traceback or a secret."""
    assert "ClientTime" in said
    assert "Traceback" not in said
    assert "of-the-test" not in said
    for words in says:
        assert words in said, said


def contents(path: Path) -> bytes | None:
    """Return the bytes of a file, or None for what is none."""
    return path.read_bytes() if path.is_file() else None


def test_a_missing_database_is_told_and_not_made(site: Firm) -> None:
    site.database.unlink()

    unread(site, str(site.database), "is not there", "[clienttime] sqlite")

    assert not site.database.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty file"),
        (b"hello", "not a SQLite database"),
        (b"hello" * 4000, "not a SQLite database"),
        (b"SQLite format 3\0" + b"\xff" * 8000, ""),
    ],
    ids=["empty", "short", "long", "only its beginning is right"],
)
@pytest.mark.long
def test_what_is_no_database_is_told(site: Firm, content: bytes, says: str) -> None:
    site.database.write_bytes(content)

    unread(site, str(site.database), says)


@pytest.mark.long
def test_a_folder_is_told(site: Firm) -> None:
    site.database.unlink()
    site.database.mkdir()

    unread(site, "is a folder")


@pytest.mark.long
def test_a_database_cut_in_half_is_told_and_half_of_it_is_no_reading(site: Firm) -> None:
    with contextlib.closing(sqlite3.connect(site.database)) as file, file:
        more = [(n, f"C{n}", "x" * 900) for n in range(100, 400)]
        file.executemany("INSERT INTO Customer (CustomerId, CustomerCode, Name) VALUES (?, ?, ?)", more)
    whole = site.database.read_bytes()
    site.database.write_bytes(whole[: len(whole) // 2])

    unread(site, str(site.database))


@pytest.mark.long
def test_a_locked_database_is_told_and_read_again_when_it_is_free(site: Firm) -> None:
    # The holder is not to be this process: reading the file here would let go of its lock.
    hold = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
    hold += "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", hold, str(site.database)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        unread(site, "is locked", "close what holds it")
        holder.communicate()

    assert site.report()["sources"]["clienttime"]["status"] == "ok"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_database_without_rights_is_told(site: Firm) -> None:
    site.database.chmod(0)

    unread(site, "cannot be opened", "rights")


MAPPED = {
    "another table": (
        "dbo.Customer",
        "dbo.Custmer",
        ("no table “Custmer”", "“Customer”", "[clienttime.customer] table"),
    ),
    "another column": ('"ZipCode"', '"Zipcod"', ("no column “Zipcod”", "“ZipCode”", "[clienttime.customer] zip")),
    "nothing like it": ('"ZipCode"', '"Qqqq"', ("no column “Qqqq”", "there are: ", "[clienttime.customer] zip")),
    "a part of the address": ('"Address2"', '"Adress2"', ("“Address2”", "[clienttime.customer] address")),
    "the foreign id": ('"ForeignDebitorSystemIdentification"', '"ForeignId"', ("[clienttime.customer] foreign_id",)),
}


@pytest.mark.parametrize("case", sample(MAPPED))
def test_a_name_that_the_database_does_not_have_is_told_with_the_nearest(site: Firm, case: str) -> None:
    old, new, says = MAPPED[case]
    site.configure(old, new)

    ran = site.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    assert report["sources"]["clienttime"]["status"] == "degraded"
    told(report["sources"]["clienttime"]["detail"], *says)
    assert ran.returncode == 3
    nothing_claimed(report)
    assert "no such column" not in ran.stdout


@pytest.mark.long
def test_a_name_in_quotes_that_is_no_column_is_not_taken_for_a_text(site: Firm) -> None:
    site.configure('city = "City"', 'city = "Town"')

    assert "Town" in site.report()["sources"]["clienttime"]["detail"]


@pytest.mark.long
def test_a_missing_column_of_the_invoices_costs_the_invoices_and_nothing_else(site: Firm) -> None:
    site.configure('"GrossAmount"', '"Gross"')

    report = site.report()

    source = report["sources"]["clienttime"]
    assert (source["status"], source["customers"]) == ("degraded", 2)
    told(source["detail"], "no column “Gross”", "[clienttime.invoice] gross")
    status = {check["id"]: (check["status"], check["count"]) for check in report["checks"]}
    assert status["unposted-invoice"] == ("unknown", 0)
    assert status["barred-customer"] == ("unknown", 0)
    assert status["only-in-economic"] == ("warning", 2)
    assert status["stale-address"] == ("ok", 0)


@pytest.mark.long
def test_an_invoice_table_that_is_not_there_is_told(site: Firm) -> None:
    site.sql("DROP TABLE Invoice")

    source = site.report()["sources"]["clienttime"]

    assert source["status"] == "degraded"
    told(source["detail"], "no table “Invoice”", "[clienttime.invoice] table")


@pytest.mark.long
def test_a_view_over_a_table_that_is_gone_is_told(site: Firm) -> None:
    site.sql("CREATE VIEW Kunder AS SELECT * FROM Customer")
    site.sql("ALTER TABLE Customer RENAME TO Old")
    site.configure("dbo.Customer", "dbo.Kunder")
    site.sql("DROP VIEW Kunder")
    site.sql("CREATE VIEW Kunder AS SELECT * FROM Nowhere")

    ran = site.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (3, "")
    told(report["sources"]["clienttime"]["detail"])
    assert all(not check["findings"] for check in report["checks"])


@pytest.mark.long
def test_reading_leaves_no_file_beside_the_database_and_its_time_as_it_was(site: Firm) -> None:
    before, names = site.database.stat().st_mtime_ns, {path.name for path in site.folder.iterdir()}

    assert site.run("check").returncode == 2

    assert site.database.stat().st_mtime_ns == before
    assert {path.name for path in site.folder.iterdir()} == names | {"state"}


@pytest.mark.long
def test_a_database_in_use_by_a_writer_is_read_beside_it(site: Firm) -> None:
    site.sql("PRAGMA journal_mode = WAL")
    writer = sqlite3.connect(site.database, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE Customer SET Name = 'Half a change'")
        ran = site.run("check", "--format", "json")
    finally:
        writer.close()

    assert json.loads(ran.stdout)["sources"]["clienttime"]["status"] == "ok"
    assert "Half a change" not in ran.stdout


@pytest.mark.long
def test_doctor_names_the_same_fault_and_fails(site: Firm) -> None:
    site.database.unlink()

    ran = site.run("doctor")

    assert ran.returncode == 1
    assert str(site.database) in ran.stdout + ran.stderr
    assert not site.database.exists()
