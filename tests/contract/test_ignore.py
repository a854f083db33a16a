"""`ctmon ignore`: set aside with a reason, counted, bound to what was compared, and taken back."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.firm import Firm, customer, debtor, firm, invoice, world

STALE = "stale-address:1043"
UNLINKED = "null-foreign-id:1042"
DEBTORS = (debtor(20043, "Jensen VVS"),)


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a firm with one stale address and one unlinked customer for whom an invoice waits."""
    rows = (
        customer(1, "1042", None, "Hansen Byg ApS"),
        customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C"),
    )
    with firm(tmp_path, rows, (invoice(1, "10234", 1, "100"),), world(DEBTORS)) as found:
        yield found


def check(found: Firm, name: str) -> dict[str, Any]:
    """Return one check of a report."""
    return next(c for c in found.report()["checks"] if c["id"] == name)


def test_an_ignored_finding_is_in_neither_findings_nor_count_and_is_counted_apart(site: Firm) -> None:
    ran = site.run("ignore", STALE, "--reason", "moves next month")

    assert (ran.returncode, ran.stderr) == (0, "")
    stale = check(site, "stale-address")
    assert (stale["findings"], stale["count"], stale["ignored"], stale["status"]) == ([], 0, 1, "ok")
    assert check(site, "null-foreign-id")["count"] == 1


@pytest.mark.long
def test_the_exit_code_is_that_of_what_is_left(site: Firm) -> None:
    assert site.run("check").returncode == 2

    site.run("ignore", UNLINKED, "--reason", "closed customer")
    site.run("ignore", "unposted-invoice:10234", "--reason", "cash sale")
    assert site.run("check").returncode == 1

    site.run("ignore", STALE, "--reason", "moves next month")
    assert site.run("check").returncode == 0


@pytest.mark.long
def test_a_child_of_an_ignored_parent_is_still_listed(site: Firm) -> None:
    site.run("ignore", UNLINKED, "--reason", "closed customer")

    (child,) = check(site, "unposted-invoice")["findings"]
    assert child["cause"] == "unlinked-customer"


@pytest.mark.parametrize("words", [(), ("--reason", ""), ("--reason", "  ")])
@pytest.mark.long
def test_a_reason_is_wanted(site: Firm, words: tuple[str, ...]) -> None:
    ran = site.run("ignore", STALE, *words)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "--reason" in ran.stderr
    assert check(site, "stale-address")["ignored"] == 0


@pytest.mark.parametrize(("key", "code"), [("stale-address:9999", 1), ("nonsense", 2)])
@pytest.mark.long
def test_what_is_not_found_cannot_be_ignored(site: Firm, key: str, code: int) -> None:
    ran = site.run("ignore", key, "--reason", "whatever")

    assert (ran.returncode, ran.stdout) == (code, "")
    assert key in ran.stderr
    assert site.run("ignore", "list").stdout == ""


@pytest.mark.long
def test_the_list_tells_key_time_operator_and_reason(site: Firm) -> None:
    assert site.run("ignore", "list").stdout == ""
    site.run("ignore", STALE, "--reason", "moves next month", "--until", "2199-12-31")
    site.run("ignore", UNLINKED, "--reason", "closed customer")

    ran = site.run("ignore", "list")

    first, second = ran.stdout.splitlines()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert first.startswith(STALE)
    for words in ("anna", "moves next month", "2199-12-31"):
        assert words in first
    assert re.search(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", first)
    assert second.startswith(UNLINKED)


@pytest.mark.long
def test_the_list_is_danish_where_danish_is_asked_for(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "flytter", "--until", "2199-12-31")

    assert "til og med" in site.run("ignore", "list", "--language", "da").stdout


@pytest.mark.long
def test_a_finding_is_taken_back_into_its_list(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "moves next month")

    ran = site.run("ignore", STALE, "--end")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert check(site, "stale-address")["count"] == 1
    assert site.run("ignore", STALE, "--end").returncode == 1


@pytest.mark.long
def test_an_ignore_ends_after_its_last_day(site: Firm) -> None:
    today = date.today()  # noqa: DTZ011 - a day of the operator's calendar
    for until, ignored in ((today + timedelta(days=2), 1), (today - timedelta(days=2), 0)):
        site.run("ignore", STALE, "--end")
        ran = site.run("ignore", STALE, "--reason", "moves", "--until", until.isoformat())

        assert check(site, "stale-address")["ignored"] == ignored
        assert ran.returncode == (0 if ignored else 1), "a last day that is over ignores nothing and says so"


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31-12-2026"])
@pytest.mark.long
def test_a_date_that_is_none_is_told(site: Firm, text: str) -> None:
    ran = site.run("ignore", STALE, "--reason", "moves", "--until", text)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert text in ran.stderr


@pytest.mark.long
def test_an_ignore_ends_when_the_compared_values_change_and_stays_ended(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "moves next month")
    site.sql("UPDATE Customer SET City = 'Odense SØ', ZipCode = '5220' WHERE CustomerCode = '1043'")

    assert check(site, "stale-address")["count"] == 1

    site.sql("UPDATE Customer SET City = 'Odense C', ZipCode = '5000' WHERE CustomerCode = '1043'")
    assert check(site, "stale-address")["count"] == 1
    assert site.run("ignore", "list").stdout == ""


@pytest.mark.long
def test_an_ignore_ends_when_the_cause_changes(site: Firm) -> None:
    site.run("ignore", "unposted-invoice:10234", "--reason", "cash sale")
    assert check(site, "unposted-invoice")["count"] == 0

    site.simulator.upsert_customer(debtor(20042, "Hansen Byg ApS"))
    site.run("fix", UNLINKED, "--to", "20042", "--yes", check=True)

    (found,) = check(site, "unposted-invoice")["findings"]
    assert found["cause"] == "not-sent"


@pytest.mark.long
def test_what_changes_beside_the_compared_values_leaves_the_ignore(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "moves next month")

    site.sql(
        "UPDATE Customer SET Email = 'ny@jensen.example', ModifiedDate = '2025-01-01 10:00' WHERE CustomerCode = '1043'"
    )

    assert check(site, "stale-address")["ignored"] == 1


@pytest.mark.long
def test_an_unreadable_side_neither_ends_nor_uses_an_ignore(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "moves next month")
    site.database.rename(site.folder / "away.db")
    unknown = check(site, "stale-address")
    (site.folder / "away.db").rename(site.database)

    assert (unknown["status"], unknown["count"], unknown["findings"]) == ("unknown", 0, [])
    assert check(site, "stale-address")["ignored"] == 1


@pytest.mark.long
def test_ignoring_changes_neither_system_and_not_the_journal(site: Firm) -> None:
    before = site.database.read_bytes()

    site.run("ignore", STALE, "--reason", "moves next month")

    assert site.database.read_bytes() == before
    assert site.run("journal").stdout == ""
    assert [call for call in site.simulator.calls if call.method != "GET"] == []


@pytest.mark.long
def test_a_finding_that_was_fixed_and_comes_again_is_not_hidden_by_an_old_word(site: Firm) -> None:
    site.run("ignore", STALE, "--reason", "moves next month")
    site.sql("UPDATE Customer SET City = 'Aarhus C', ZipCode = '8000' WHERE CustomerCode = '1043'")
    assert check(site, "stale-address") == {**check(site, "stale-address"), "count": 0, "ignored": 0}

    site.sql("UPDATE Customer SET City = 'Vejle', ZipCode = '7100' WHERE CustomerCode = '1043'")
    assert check(site, "stale-address")["count"] == 1
