"""`ctmon check --format json`: every member of the contract, on a firm with one trouble of each kind."""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.support.firm import Firm, customer, debtor, firm, invoice, world

FINDING: dict[str, type | tuple[type, ...]] = {
    "key": str,
    "severity": str,
    "cause": (str, type(None)),
    "parent": (str, type(None)),
    "customer_code": (str, type(None)),
    "customer_number": (int, type(None)),
    "invoice_number": (str, type(None)),
    "amount": (str, type(None)),
    "currency": (str, type(None)),
    "since": (str, type(None)),
    "summary": str,
    "differences": list,
    "suggestions": list,
    "actions": list,
}
FOUR = ["null-foreign-id", "only-in-economic", "stale-address", "unposted-invoice"]

CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber="12345674"),
    customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C", CvrNumber="87654321"),
    customer(3, "1044", "20044", "Krogh Teknik", CreatedDate="2024-05-02"),
    customer(4, "1045", "29999", "Lunds Bageri"),
    customer(5, "1046", "20046", "Møller El"),
    customer(6, "1047", None, "Ukendt Kunde", Address1=None, ZipCode=None, City=None),
)
INVOICES = (
    invoice(1, "10234", 1, "84375.00", "2026-05-04"),
    invoice(2, "10235", 1, "-375.00", "2026-04-02", InvoiceType="CreditNote"),
    invoice(3, "10236", 4, "1000", "2026-05-06"),
    invoice(4, "10237", 4, "200", "2026-05-07", CurrencyCode="EUR"),
    invoice(5, "10238", 5, "500", "2026-05-08"),
    invoice(6, "10239", 3, "700", "2026-05-09"),
)
DEBTORS = (
    debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber="12345674"),
    debtor(20043, "Jensen VVS", corporateIdentificationNumber="87654320"),
    debtor(20044, "Krogh Teknik"),
    debtor(20046, "Møller El", barred=True),
    debtor(20099, "Ny Kunde A/S"),
    debtor(20098, "Lukket Kunde A/S", barred=True),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm with one trouble of each kind."""
    with firm(tmp_path_factory.mktemp("firm"), CUSTOMERS, INVOICES, world(DEBTORS)) as found:
        yield found


@pytest.fixture(scope="module")
def report(site: Firm) -> dict[str, Any]:
    """Return what the whole program prints of it."""
    return site.report()


def checks(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the checks by id."""
    return {check["id"]: check for check in report["checks"]}


def findings(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return all findings by key."""
    return {finding["key"]: finding for check in report["checks"] for finding in check["findings"]}


@pytest.mark.long
def test_the_report_names_site_times_and_both_sources(report: dict[str, Any]) -> None:
    assert report["site"] == "site"
    assert report["started"].endswith("Z")
    assert datetime.fromisoformat(report["started"]) <= datetime.fromisoformat(report["finished"])
    clienttime, economic = report["sources"]["clienttime"], report["sources"]["economic"]
    assert clienttime == {**clienttime, "status": "ok", "detail": None, "customers": 6, "invoices": 6}
    assert economic == {**economic, "status": "ok", "detail": None, "customers": 6}
    assert isinstance(economic["calls"], int)
    assert economic["calls"] >= 1


def test_every_finding_has_every_member_in_its_type(report: dict[str, Any]) -> None:
    for finding in findings(report).values():
        for member, kind in FINDING.items():
            assert isinstance(finding[member], kind), (finding["key"], member)


def test_every_check_has_its_members_and_counts_its_findings(report: dict[str, Any]) -> None:
    for check in report["checks"]:
        assert check["status"] in {"ok", "warning", "critical", "unknown"}
        assert check["count"] == len(check["findings"])
        assert check["ignored"] == 0


def test_the_four_required_checks_come_first_in_the_order_of_the_panels(report: dict[str, Any]) -> None:
    assert [check["id"] for check in report["checks"]][:4] == FOUR
    assert {"broken-link", "barred-customer"} <= set(checks(report))


def test_a_check_is_as_bad_as_its_worst_finding(report: dict[str, Any]) -> None:
    ranks = ["info", "warning", "critical"]
    for check in report["checks"]:
        worst = max((f["severity"] for f in check["findings"]), key=ranks.index, default="ok")
        assert check["status"] == ("ok" if worst == "info" else worst), check["id"]


def test_the_keys_are_the_check_and_the_trades_own_number(report: dict[str, Any]) -> None:
    assert set(findings(report)) == {
        "null-foreign-id:1042",
        "null-foreign-id:1047",
        "only-in-economic:20042",
        "only-in-economic:20099",
        "stale-address:1043",
        "invalid-identifier:1043",
        *(f"unposted-invoice:{number}" for number in range(10234, 10240)),
        "broken-link:1045",
        "barred-customer:1046",
        *(f"monthly-totals:{month}" for month in ("2026-04-DKK", "2026-05-DKK", "2026-05-EUR")),
    }


def test_an_unlinked_customer_blocks_the_sum_of_its_invoices_since_the_oldest_of_them(report: dict[str, Any]) -> None:
    found = findings(report)["null-foreign-id:1042"]

    assert found["severity"] == "critical"
    assert (found["amount"], found["currency"], found["since"]) == ("84000.00", "DKK", "2026-04-02")
    assert found["customer_code"] == "1042"
    assert found["customer_number"] is None
    assert "amounts" not in found


def test_an_unlinked_customer_without_invoices_is_a_warning_since_it_was_created(report: dict[str, Any]) -> None:
    found = findings(report)["null-foreign-id:1047"]

    assert found["severity"] == "warning"
    assert (found["amount"], found["currency"], found["since"]) == (None, None, "2024-03-01")


@pytest.mark.long
def test_a_customer_of_economic_is_missing_since_it_was_first_seen(site: Firm, report: dict[str, Any]) -> None:
    found = findings(report)["only-in-economic:20099"]

    assert found["since"] == report["started"][:10]
    assert site.report()["checks"] == report["checks"]


def test_an_amount_in_several_currencies_is_told_by_currency(report: dict[str, Any]) -> None:
    found = findings(report)["broken-link:1045"]

    assert (found["amount"], found["currency"]) == (None, None)
    assert found["amounts"] == {"DKK": "1000.00", "EUR": "200.00"}


def test_a_credit_note_is_a_negative_amount(report: dict[str, Any]) -> None:
    assert findings(report)["unposted-invoice:10235"]["amount"] == "-375.00"


def test_every_amount_is_a_decimal_string(report: dict[str, Any]) -> None:
    for finding in findings(report).values():
        if finding["amount"] is not None:
            assert str(Decimal(finding["amount"]).quantize(Decimal("0.01"))) == finding["amount"]


def test_children_are_listed_in_their_own_check_and_name_their_parent(report: dict[str, Any]) -> None:
    parents = {key: (found["parent"], found["cause"]) for key, found in findings(report).items() if "unposted" in key}

    assert parents == {
        "unposted-invoice:10234": ("null-foreign-id:1042", "unlinked-customer"),
        "unposted-invoice:10235": ("null-foreign-id:1042", "unlinked-customer"),
        "unposted-invoice:10236": ("broken-link:1045", "broken-link"),
        "unposted-invoice:10237": ("broken-link:1045", "broken-link"),
        "unposted-invoice:10238": ("barred-customer:1046", "barred-customer"),
        "unposted-invoice:10239": (None, "not-sent"),
    }


def test_a_suggestion_has_all_its_members(report: dict[str, Any]) -> None:
    (suggestion,) = findings(report)["null-foreign-id:1042"]["suggestions"]

    assert suggestion["action"] == "link"
    assert suggestion["customer_number"] == 20042
    assert suggestion["customer_code"] == "1042"
    assert 0 < suggestion["confidence"] <= 1
    assert suggestion["safe"] is True
    assert {"cvr", "name"} <= set(suggestion["evidence"])
    assert suggestion["against"] == []
    assert suggestion["reason"].startswith("Same ")
    assert suggestion["points"].keys() >= {"cvr", "name"}
    assert all(points > 0 for field, points in suggestion["points"].items() if field in suggestion["evidence"])


def test_where_nobody_fits_the_suggestions_are_empty_rather_than_a_guess(report: dict[str, Any]) -> None:
    assert findings(report)["null-foreign-id:1047"]["suggestions"] == []
    assert findings(report)["only-in-economic:20099"]["suggestions"] == []


def test_suggestions_are_for_link_only(report: dict[str, Any]) -> None:
    for finding in findings(report).values():
        assert all(suggestion["action"] == "link" for suggestion in finding["suggestions"])
        if "link" not in finding["actions"]:
            assert finding["suggestions"] == []


def test_the_suggested_partner_of_an_unlinked_customer_is_listed_too(report: dict[str, Any]) -> None:
    (suggestion,) = findings(report)["only-in-economic:20042"]["suggestions"]

    assert (suggestion["customer_code"], suggestion["customer_number"]) == ("1042", 20042)


def test_a_barred_customer_of_economic_is_not_missed_in_clienttime(report: dict[str, Any]) -> None:
    assert "only-in-economic:20098" not in findings(report)


def test_differences_name_field_and_both_sides_and_only_what_differs(report: dict[str, Any]) -> None:
    assert findings(report)["stale-address:1043"]["differences"] == [
        {"field": "zip", "clienttime": "5000", "economic": "8000"},
        {"field": "city", "clienttime": "Odense C", "economic": "Aarhus C"},
        {"field": "cvr", "clienttime": "87654321", "economic": "87654320"},
    ]


def test_differences_are_of_stale_addresses_only(report: dict[str, Any]) -> None:
    for key, finding in findings(report).items():
        if not key.startswith(("stale-address", "broken-link")):
            assert finding["differences"] == [], key


def test_every_finding_can_be_ignored(report: dict[str, Any]) -> None:
    assert all("ignore" in finding["actions"] for finding in findings(report).values())


def test_findings_come_by_severity_then_money(report: dict[str, Any]) -> None:
    keys = [finding["key"] for finding in checks(report)["unposted-invoice"]["findings"]]

    assert keys == [f"unposted-invoice:{number}" for number in (10234, 10236, 10239, 10238, 10235, 10237)]


@pytest.mark.long
def test_the_same_firm_gives_the_same_findings_in_the_same_order_again(site: Firm, report: dict[str, Any]) -> None:
    assert site.report()["checks"] == report["checks"]


def test_standard_output_is_one_json_object_and_standard_error_is_silent(site: Firm) -> None:
    ran = site.run("check", "--format", "json")

    assert isinstance(json.loads(ran.stdout), dict)
    assert ran.stderr == ""
    assert ran.returncode == 2


def test_checking_leaves_database_and_site_file_as_they_were(site: Firm) -> None:
    before = [path.read_bytes() for path in (site.database, site.config)]
    names = sorted(path.name for path in site.folder.iterdir())

    site.run("check")

    assert [path.read_bytes() for path in (site.database, site.config)] == before
    assert sorted({path.name for path in site.folder.iterdir()} | {"state"}) == sorted({*names, "state"})


@pytest.mark.long
def test_one_wanted_check_is_printed_alone(site: Firm, report: dict[str, Any]) -> None:
    ran = json.loads(site.run("check", "--check", "stale-address", "--format", "json").stdout)

    assert [check["id"] for check in ran["checks"]] == ["stale-address"]
    assert ran["checks"][0] == checks(report)["stale-address"]


@pytest.mark.long
def test_two_wanted_checks_are_both_printed(site: Firm) -> None:
    words = ("--check", "unposted-invoice", "--check", "null-foreign-id")

    ran = json.loads(site.run("check", *words, "--format", "json").stdout)

    assert [check["id"] for check in ran["checks"]] == ["null-foreign-id", "unposted-invoice"]
    assert findings(ran)["unposted-invoice:10234"]["parent"] == "null-foreign-id:1042"


@pytest.mark.long
def test_a_wanted_check_names_parents_out_of_checks_that_are_not_wanted(site: Firm) -> None:
    ran = json.loads(site.run("check", "--check", "unposted-invoice", "--format", "json").stdout)

    assert findings(ran)["unposted-invoice:10234"]["parent"] == "null-foreign-id:1042"


@pytest.mark.long
def test_the_exit_code_is_that_of_the_wanted_checks_alone(site: Firm) -> None:
    assert site.run("check", "--check", "stale-address").returncode == 1
    assert site.run("check", "--check", "null-foreign-id").returncode == 2
