"""`ctmon check`, the ways in and out: options on both sides of the command, exit codes, what stands where."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.demo.simulator import Fault, FaultKind
from tests.support.both_ways import fail
from tests.support.firm import AGREEMENT, Firm, Row, customer, debtor, firm, invoice, world
from tests.support.sample import sample

SOUND = customer(1, "1042", "20042", "Hansen Byg ApS")
DEBTOR = debtor(20042, "Hansen Byg ApS")
STALE = customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C", CvrNumber="87654321")
STALE_DEBTOR = debtor(20043, "Jensen VVS", corporateIdentificationNumber="87654320")
UNLINKED = customer(3, "1044", None, "Krogh Teknik", Address1="Gammel Kongevej 7", Email="post@krogh.example")
UNSENT = invoice(1, "10234", 3, "100")

WAYS: dict[str, tuple[Sequence[Row], Sequence[Row], int]] = {
    "nothing wrong": ((SOUND,), (), 0),
    "a warning": ((SOUND, STALE), (), 1),
    "an unlinked customer for whom nothing waits": ((SOUND, STALE, UNLINKED), (), 1),
    "an unlinked customer for whom an invoice waits": ((SOUND, STALE, UNLINKED), (UNSENT,), 2),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm with a stale address and an unlinked customer for whom an invoice waits."""
    books = world([DEBTOR, STALE_DEBTOR])
    with firm(tmp_path_factory.mktemp("firm"), (SOUND, STALE, UNLINKED), (UNSENT,), books) as found:
        yield found


@pytest.fixture
def broken(site: Firm) -> Generator[Firm]:
    """Return the firm for a test that breaks its e-conomic."""
    yield site
    site.simulator.clear_faults()


def by_id(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the checks by id."""
    return {check["id"]: check for check in report["checks"]}


@pytest.mark.parametrize("way", sample(WAYS, len(WAYS)))
def test_the_exit_code_follows_the_plugin_convention(tmp_path: Path, way: str) -> None:
    customers, invoices, code = WAYS[way]
    debtors = [DEBTOR, STALE_DEBTOR][: 2 if STALE in customers else 1]

    with firm(tmp_path, customers, invoices, world(debtors)) as found:
        ran = found.run("check", "--format", "json")

    assert (ran.returncode, ran.stderr) == (code, "")
    assert any(check["findings"] for check in json.loads(ran.stdout)["checks"]) == (code > 0)


@pytest.mark.long
def test_info_is_listed_and_raises_neither_status_nor_exit(tmp_path: Path) -> None:
    upstairs = customer(1, "1042", "20042", "Hansen Byg ApS", Address2="2. tv")

    with firm(tmp_path, (upstairs,), (), world([DEBTOR])) as found:
        ran = found.run("check", "--format", "json")

    stale = by_id(json.loads(ran.stdout))["stale-address"]
    assert [(f["key"], f["severity"]) for f in stale["findings"]] == [("stale-address:1042", "info")]
    assert (stale["count"], stale["status"], ran.returncode) == (1, "ok", 0)


def test_a_source_that_is_down_is_3_and_its_checks_list_nothing(broken: Firm) -> None:
    broken.simulator.fault(Fault(FaultKind.STATUS_401, method="*"))

    ran = broken.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    assert ran.returncode == 3
    assert report["sources"]["economic"]["status"] == "down"
    assert "e-conomic" in report["sources"]["economic"]["detail"]
    assert report["sources"]["clienttime"]["status"] == "ok"
    for name in ("only-in-economic", "stale-address", "broken-link", "unposted-invoice"):
        check = by_id(report)[name]
        assert (check["status"], check["count"], check["findings"]) == ("unknown", 0, []), name


@pytest.mark.long
def test_without_economic_an_unlinked_customer_is_still_told_without_suggestions(broken: Firm) -> None:
    broken.simulator.fault(Fault(FaultKind.STATUS_401, method="*"))

    found = by_id(broken.report())["null-foreign-id"]

    assert [(f["key"], f["suggestions"]) for f in found["findings"]] == [("null-foreign-id:1044", [])]


PLACES = {
    "drafts": "/invoices/drafts",
    "booked": "/invoices/booked",
    "journal": "/journalsapi",
    "entries": "/bookedEntriesapi",
}


@pytest.mark.parametrize("place", sample(PLACES))
@pytest.mark.long
def test_one_unread_place_degrades_the_source_names_itself_and_leaves_the_invoices_unknown(
    broken: Firm, place: str
) -> None:
    fail(broken.simulator, FaultKind.STATUS_403, PLACES[place])

    ran = broken.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    assert report["sources"]["economic"]["status"] == "degraded"
    assert place.rstrip("s") in report["sources"]["economic"]["detail"]
    invoices = by_id(report)["unposted-invoice"]
    assert (invoices["status"], invoices["count"], invoices["findings"]) == ("unknown", 0, [])
    assert by_id(report)["stale-address"]["count"] == 1
    assert by_id(report)["null-foreign-id"]["count"] == 1


@pytest.mark.long
def test_a_command_counts_as_asked_when_the_calls_run_short_and_warns(
    broken: Firm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(broken.environment, "CTMON_STATE_HOME", str(tmp_path))
    spent = tmp_path / "budget" / f"calls-{AGREEMENT}-{datetime.now(UTC).date()}"
    spent.parent.mkdir()
    spent.write_text("46500\n")

    ran = broken.run("check", "--check", "source", "--format", "json")

    report = json.loads(ran.stdout)
    (found,) = by_id(report)["source"]["findings"]
    assert (ran.returncode, found["key"], found["severity"]) == (1, "source:budget", "warning")
    assert "93 %" in found["summary"]
    assert report["sources"]["economic"]["status"] == "ok"
    assert report["sources"]["economic"]["calls"] > 5


@pytest.mark.long
def test_a_critical_finding_outranks_an_unknown_check(broken: Firm) -> None:
    broken.simulator.fault(Fault(FaultKind.STATUS_403, path_prefix="/invoices/drafts"))

    assert broken.run("check").returncode == 2
    assert broken.run("check", "--check", "unposted-invoice").returncode == 3
    assert broken.run("check", "--check", "stale-address").returncode == 1


@pytest.mark.long
def test_masking_leaves_keys_and_numbers_and_no_name(site: Firm) -> None:
    for form in ("json", "text"):
        printed = site.run("check", "--mask", "--format", form).stdout

        for secret in ("Hansen", "Jensen", "Krogh", "Odense", "Aarhus", "87654321", "Kongevej", "post@"):
            assert secret not in printed, (form, secret)
        for shown in ("null-foreign-id:1044", "stale-address:1043", "unposted-invoice:10234", "100.00"):
            assert shown in printed, (form, shown)


@pytest.mark.long
def test_masked_differences_keep_their_first_letter(site: Firm) -> None:
    report = json.loads(site.run("check", "--mask", "--format", "json").stdout)

    (finding,) = by_id(report)["stale-address"]["findings"]
    city = next(d for d in finding["differences"] if d["field"] == "city")
    assert city["clienttime"].startswith("O")
    assert city["economic"].startswith("A")
    assert set(city["clienttime"][1:]) <= set("•.… ")


@pytest.mark.long
def test_without_masking_the_name_is_told(site: Firm) -> None:
    assert "Krogh Teknik" in site.run("check").stdout


@pytest.mark.long
def test_the_language_changes_the_sentences_and_no_id(site: Firm) -> None:
    english = json.loads(site.run("check", "--format", "json").stdout)
    danish = json.loads(site.run("check", "--format", "json", "--language", "da").stdout)

    ours, theirs = (by_id(r)["null-foreign-id"]["findings"][0] for r in (english, danish))
    assert ours["summary"] != theirs["summary"]
    assert "ikke tilknyttet" in theirs["summary"]
    assert {**ours, "summary": ""} == {**theirs, "summary": ""}


@pytest.mark.long
def test_the_site_file_may_set_the_language_and_the_command_line_wins(tmp_path: Path) -> None:
    with firm(tmp_path, (SOUND,), (), world([DEBTOR])) as found:
        found.configure('title = "Holm Revision"', 'title = "Holm Revision"\nlanguage = "da"')

        assert "alt stemmer" in found.run("check").stdout
        assert "all in step" in found.run("check", "--language", "en").stdout


@pytest.mark.long
def test_global_options_stand_before_and_after_the_command(site: Firm) -> None:
    before = json.loads(site.run("--language", "da", "--read-only", "check", "--format", "json").stdout)
    after = json.loads(site.run("check", "--format", "json", "--language", "da", "--read-only").stdout)

    assert before["checks"] == after["checks"]
    assert "ikke tilknyttet" in str(after)


@pytest.mark.long
def test_the_configuration_may_stand_after_the_command(site: Firm) -> None:
    elsewhere = site.folder / "nowhere.toml"

    ran = site.run("check", "--config", str(elsewhere))

    assert ran.returncode == 3
    assert str(elsewhere) in ran.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "--format", "xml"), 3),
        (("check", "--chek", "stale-address"), 3),
        (("--read-only", "check", "--nonsense"), 3),
        (("check", "--check", "stale-adress"), 3),
        (("demo", "--headless", "--nonsense"), 3),
        (("demo", "--headless", "--check", "nonsense"), 3),
        (("demo", "--nonsense"), 2),
        (("fix",), 2),
        (("fix", "stale-address:1043", "--nonsense"), 2),
        (("fix", "check", "--nonsense"), 2),
        (("journal", "burn"), 2),
        (("undo", "seven"), 2),
        (("ignore",), 2),
        (("nonsense",), 2),
        (("--language", "de", "journal"), 2),
    ],
)
@pytest.mark.long
def test_wrong_usage_is_3_where_the_plugin_convention_rules_and_2_elsewhere(
    site: Firm, words: tuple[str, ...], code: int
) -> None:
    ran = site.run(*words)

    assert (ran.returncode, ran.stdout) == (code, "")
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith(("usage: ctmon", "There is no"))


def test_a_check_that_does_not_exist_is_answered_with_those_that_do(site: Firm) -> None:
    ran = site.run("check", "--check", "stale-adress")

    assert "stale-adress" in ran.stderr
    assert "stale-address" in ran.stderr


@pytest.mark.long
def test_a_check_that_is_switched_off_is_left_out_and_asking_for_it_is_told(tmp_path: Path) -> None:
    with firm(tmp_path, (SOUND, STALE), (), world([DEBTOR, STALE_DEBTOR])) as found:
        found.configure("[monitor]", '[monitor]\ndisabled = ["stale-address"]')

        report, asked = found.report(), found.run("check", "--check", "stale-address")

    assert "stale-address" not in by_id(report)
    assert asked.returncode == 3
    assert "[monitor] disabled" in asked.stderr
    assert asked.stdout == ""


@pytest.mark.long
def test_version_and_help_are_results_and_not_faults(site: Firm) -> None:
    for words in (("--version",), ("--help",), ("check", "--help"), ("fix", "--help")):
        ran = site.run(*words)

        assert (ran.returncode, ran.stderr) == (0, ""), words
        assert "ctmon" in ran.stdout


@pytest.mark.long
def test_the_help_names_every_global_option_and_no_secret_can_stand_on_a_command_line(site: Firm) -> None:
    told = site.run("check", "--help").stdout

    for option in ("--config", "--site", "--read-only", "--write", "--language"):
        assert option in told
    assert "token" not in told.casefold()


@pytest.mark.long
def test_a_reader_that_leaves_early_costs_no_traceback(site: Firm) -> None:
    process = site.start("check")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None

    _, said = process.communicate(timeout=30)

    assert "Traceback" not in said
    assert process.returncode != 0
