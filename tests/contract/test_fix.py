"""`ctmon fix` and `ctmon undo`: shown before, asked for, written once, read back, recorded, and taken back."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import Firm, customer, debtor, firm, invoice, world
from tests.support.sample import sample

CVR = "12345674"
CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),
    customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C", Country=None, CvrNumber="87654321"),
    customer(3, "1044", "29999", "Lunds Bageri", Address1="Storegade 4", ZipCode="6000", City="Kolding"),
    customer(4, "1045", "20045", "Møller El"),
    customer(5, "1046", None, "Krogh Teknik ApS"),
    customer(6, "1047", None, "Ukendt", Address1=None, ZipCode=None),
)
INVOICES = (invoice(1, "10234", 1, "84375.00"), invoice(2, "10235", 4, "500"))
DEBTORS = (
    debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR),
    debtor(
        20043,
        "Jensen VVS",
        corporateIdentificationNumber="87654320",
        country="Danmark",
        mobilePhone="+45 12 34 56 78",
        ean="5790000000012",
        creditLimit=5000.0,
    ),
    debtor(20044, "Lunds Bageri", address="Storegade 4", zip="6000", city="Kolding"),
    debtor(20045, "Møller El", barred=True),
    debtor(20046, "Krogh Teknik A/S"),
    debtor(20099, "Ny Kunde A/S"),
)


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a firm with something to fix in every way."""
    with firm(tmp_path, CUSTOMERS, INVOICES, world(DEBTORS)) as found:
        yield found


def writes(found: Firm) -> list[str]:
    """Return what e-conomic was asked to change."""
    return [f"{call.method} {call.path}" for call in found.simulator.calls if call.method != "GET"]


def stored(found: Firm, number: int) -> dict[str, Any]:
    """Return a customer as e-conomic keeps it, without the time of its last change."""
    document = found.simulator.customer(number)
    assert document is not None
    return {name: value for name, value in document.items() if name != "lastUpdated"}


def test_a_safe_link_is_written_to_the_one_cell_and_the_finding_is_gone(site: Firm) -> None:
    others = [site.cell(code) for code in ("1043", "1044", "1045", "1046", "1047")]

    ran = site.run("fix", "null-foreign-id:1042", "--yes", "--reason", "as agreed")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert site.cell("1042") == "20042"
    assert ran.stdout.splitlines()[-1] == "Checked again: null-foreign-id:1042 is gone."
    assert [site.cell(code) for code in ("1043", "1044", "1045", "1046", "1047")] == others
    assert "null-foreign-id:1042" not in site.keys("null-foreign-id")
    assert "only-in-economic:20042" not in site.keys("only-in-economic")
    assert writes(site) == []


@pytest.mark.long
def test_a_link_is_taken_back_to_null_and_is_found_again(site: Firm) -> None:
    site.run("fix", "null-foreign-id:1042", "--yes")

    ran = site.run("undo", "1", "--yes")

    assert (ran.returncode, ran.stderr, site.cell("1042")) == (0, "", None)
    assert ran.stdout.splitlines()[-1] == "Checked again: null-foreign-id:1042 is found again."
    assert "null-foreign-id:1042" in site.keys("null-foreign-id")


def test_a_push_changes_the_named_properties_and_keeps_everything_else(site: Firm) -> None:
    before = stored(site, 20043)

    ran = site.run("fix", "stale-address:1043", "--yes")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert stored(site, 20043) == {**before, "zip": "5000", "city": "Odense C"}
    assert writes(site) == ["PUT /customers/20043"]
    assert "stale-address:1043" not in site.keys("stale-address")
    assert site.cell("1043", "City") == "Odense C"


@pytest.mark.long
def test_a_push_sends_the_document_as_it_was_read_unknown_properties_included(site: Firm) -> None:
    site.run("fix", "stale-address:1043", "--yes")

    (sent,) = (json.loads(call.body) for call in site.simulator.calls if call.method == "PUT")
    assert (sent["mobilePhone"], sent["creditLimit"], sent["ean"]) == ("+45 12 34 56 78", 5000.0, "5790000000012")
    assert sent["corporateIdentificationNumber"] == "87654320"
    assert sent["country"] == "Danmark"


@pytest.mark.long
def test_a_push_is_taken_back_to_what_stood_there(site: Firm) -> None:
    before = stored(site, 20043)
    site.run("fix", "stale-address:1043", "--yes")

    ran = site.run("undo", "1", "--yes")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert stored(site, 20043) == before


@pytest.mark.long
def test_a_write_after_which_nothing_can_be_read_does_not_claim_that_the_finding_is_gone(site: Firm) -> None:
    site.run("fix", "stale-address:1043", "--yes")
    site.simulator.fault(Fault(FaultKind.STATUS_403, "/customers", query="pagesize"))  # the list, not the one record

    ran = site.run("undo", "1", "--yes")

    assert ran.returncode == 0
    assert "could not be told whether stale-address:1043 is still there" in ran.stdout.splitlines()[-1]


@pytest.mark.long
def test_an_undo_refuses_what_somebody_has_changed_since(site: Firm) -> None:
    site.run("fix", "null-foreign-id:1042", "--yes")
    site.sql("UPDATE Customer SET ForeignDebitorSystemIdentification = '777' WHERE CustomerCode = '1042'")

    ran = site.run("undo", "1", "--yes")

    assert (ran.returncode, ran.stdout, site.cell("1042")) == (1, "", "777")
    assert "777" in ran.stderr


@pytest.mark.long
@pytest.mark.parametrize("key", ["null-foreign-id:1042", "stale-address:1043"])
def test_the_plan_of_an_undo_says_that_it_can_be_undone_in_turn_and_so_it_can(site: Firm, key: str) -> None:
    first = site.run("fix", key, "--yes").stdout
    written = site.cell("1042"), stored(site, 20043)

    undo = site.run("undo", "1", "--yes").stdout
    again = site.run("undo", "2", "--yes")

    assert "Way back: can be undone as long as the value is still the one written here" in first
    assert "Way back: the undo is an entry of its own, and can be undone in turn" in undo
    assert (again.returncode, again.stderr) == (0, "")
    assert (site.cell("1042"), stored(site, 20043)) == written


@pytest.mark.long
def test_an_undo_happens_once(site: Firm) -> None:
    site.run("fix", "null-foreign-id:1042", "--yes")
    site.run("undo", "1", "--yes")

    again, unheard = site.run("undo", "1", "--yes"), site.run("undo", "9", "--yes")

    assert (again.returncode, unheard.returncode, site.cell("1042")) == (1, 1, None)
    assert "Traceback" not in again.stderr + unheard.stderr


@pytest.mark.parametrize("words", [("null-foreign-id:1042",), ("stale-address:1043",)])
@pytest.mark.long
def test_a_dry_run_prints_before_and_after_and_writes_nothing(site: Firm, words: tuple[str, ...]) -> None:
    before = site.database.read_bytes()

    ran = site.run("fix", *words, "--dry-run", "--yes")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Before" in ran.stdout
    assert "After" in ran.stdout
    assert ("UPDATE" in ran.stdout) or ("PUT /customers/20043" in ran.stdout)
    assert "of-the-test" not in ran.stdout
    assert (site.database.read_bytes(), writes(site), site.run("journal").stdout) == (before, [], "")


@pytest.mark.long
def test_null_is_told_apart_from_a_text(site: Firm) -> None:
    assert "Before NULL" in " ".join(site.run("fix", "null-foreign-id:1042", "--dry-run").stdout.split())


@pytest.mark.long
def test_without_yes_and_without_a_terminal_the_preview_is_all_that_happens(site: Firm) -> None:
    ran = site.run("fix", "null-foreign-id:1042")

    assert ran.returncode == 1
    assert "20042" in ran.stdout
    assert "--yes" in ran.stderr
    assert site.cell("1042") is None


@pytest.mark.long
def test_the_preview_shows_the_statement_that_is_executed(site: Firm) -> None:
    shown = site.run("fix", "null-foreign-id:1042", "--dry-run").stdout
    applied = site.run("fix", "null-foreign-id:1042", "--yes").stdout

    assert applied.startswith(shown)


@pytest.mark.long
def test_a_suggestion_that_is_not_safe_is_printed_as_a_candidate_and_not_taken(site: Firm) -> None:
    ran = site.run("fix", "null-foreign-id:1046", "--yes")

    assert ran.returncode == 1
    assert "20046" in ran.stdout
    assert "Not safe: another legal form." in ran.stdout
    assert "--to" in ran.stderr
    assert site.cell("1046") is None


@pytest.mark.long
def test_without_any_candidate_the_number_has_to_be_told(site: Firm) -> None:
    ran = site.run("fix", "null-foreign-id:1047", "--yes")

    assert (ran.returncode, ran.stdout, site.cell("1047")) == (1, "", None)
    assert "--to" in ran.stderr


@pytest.mark.long
def test_the_target_may_be_told_and_what_is_not_suggested_is_said(site: Firm) -> None:
    ran = site.run("fix", "null-foreign-id:1047", "--to", "20099", "--yes")

    assert (ran.returncode, site.cell("1047")) == (0, "20099")
    assert "does not suggest 20099" in ran.stdout


@pytest.mark.long
def test_a_customer_of_economic_is_linked_to_the_clienttime_customer_with_the_code(site: Firm) -> None:
    ran = site.run("fix", "only-in-economic:20099", "--to", "1047", "--yes")

    assert (ran.returncode, site.cell("1047")) == (0, "20099")


@pytest.mark.long
def test_a_customer_of_economic_takes_its_safe_suggestion(site: Firm) -> None:
    assert site.run("fix", "only-in-economic:20042", "--yes").returncode == 0
    assert site.cell("1042") == "20042"


@pytest.mark.long
def test_a_broken_link_is_linked_again_and_taken_back(site: Firm) -> None:
    assert site.run("fix", "broken-link:1044", "--to", "20044", "--yes").returncode == 0
    assert site.cell("1044") == "20044"
    assert "broken-link:1044" not in site.keys("broken-link")

    assert site.run("undo", "1", "--yes").returncode == 0
    assert site.cell("1044") == "29999"


REFUSED = {
    "a number that e-conomic does not have": (("null-foreign-id:1042", "--to", "31337"), "31337"),
    "a number that another customer has": (("null-foreign-id:1042", "--to", "20043"), "1043"),
    "a barred customer": (("null-foreign-id:1047", "--to", "20045"), "20045"),
    "no number at all": (("null-foreign-id:1042", "--to", "twenty"), "twenty"),
    "a customer code that nobody has": (("only-in-economic:20099", "--to", "9999"), "9999"),
    "a customer code that is linked": (("only-in-economic:20099", "--to", "1043"), "1043"),
    "a finding that is none": (("stale-address:1042",), "stale-address:1042"),
    "a check that is none": (("nonsense:1042",), "nonsense:1042"),
    "an action of another finding": (("stale-address:1043", "--action", "link"), "push"),
    "an action that writes nothing": (("stale-address:1043", "--action", "ignore"), "ignore"),
}


@pytest.mark.long
def test_a_key_that_is_none_is_wrong_usage(site: Firm) -> None:
    ran = site.run("fix", "nonsense", "--yes")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nonsense" in ran.stderr


@pytest.mark.parametrize("case", sample(REFUSED, len(REFUSED)))
def test_what_is_refused_says_why_and_writes_nothing(site: Firm, case: str) -> None:
    words, says = REFUSED[case]
    before = site.database.read_bytes()

    ran = site.run("fix", *words, "--yes")

    assert (ran.returncode, ran.stdout) == (1, ""), ran.stdout
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (site.database.read_bytes(), writes(site), site.run("journal").stdout) == (before, [], "")


@pytest.mark.parametrize("key", ["unposted-invoice:10235", "barred-customer:1045"])
@pytest.mark.long
def test_where_nothing_changes_anything_it_says_so(site: Firm, key: str) -> None:
    ran = site.run("fix", key, "--yes")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "handover" in ran.stderr
    assert key in ran.stderr


@pytest.mark.long
def test_an_invoice_behind_a_customer_names_what_has_to_be_fixed_first(site: Firm) -> None:
    ran = site.run("fix", "unposted-invoice:10234", "--yes")

    assert (ran.returncode, ran.stdout, writes(site)) == (1, "", [])
    assert "waits for null-foreign-id:1042: fix null-foreign-id:1042 first." in ran.stderr
    assert "Nothing" not in ran.stderr


@pytest.mark.long
def test_a_handover_and_a_worklist_are_printed_without_a_question(site: Firm) -> None:
    before = site.database.read_bytes()

    handover = site.run("fix", "barred-customer:1045", "--action", "handover")
    worklist = site.run("fix", "only-in-economic:20099", "--action", "worklist")

    assert (handover.returncode, handover.stderr, worklist.returncode, worklist.stderr) == (0, "", 0, "")
    assert "Møller El" in handover.stdout
    assert "500.00" in handover.stdout
    assert "Ny Kunde A/S" in worklist.stdout
    assert "ClientView" in worklist.stdout
    assert (site.database.read_bytes(), writes(site)) == (before, [])


@pytest.mark.long
def test_a_danish_preview_says_before_and_after_in_danish(site: Firm) -> None:
    shown = site.run("fix", "null-foreign-id:1042", "--dry-run", "--language", "da").stdout

    assert "Før" in shown
    assert "Efter" in shown
