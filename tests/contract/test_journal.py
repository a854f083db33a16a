"""`ctmon journal`: one line an entry, the whole of one, the chain verified, everything exported."""

from __future__ import annotations

import json
import re
import stat
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.support.firm import Firm, customer, debtor, firm, world
from tests.support.sample import sample

CVR = "12345674"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Firm]:
    """Return a firm with a link, its undo and a push on record."""
    rows = (
        customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),
        customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C"),
    )
    books = world([debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR), debtor(20043, "Jensen VVS")])
    with firm(tmp_path_factory.mktemp("firm"), rows, (), books) as found:
        found.run("fix", "null-foreign-id:1042", "--yes", "--reason", "as agreed", check=True)
        found.run("undo", "1", "--yes", check=True)
        found.run("fix", "stale-address:1043", "--yes", check=True)
        yield found


def test_a_list_has_one_line_an_entry_newest_last(site: Firm) -> None:
    ran = site.run("journal", "list")

    lines = ran.stdout.splitlines()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert all(re.search(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", line) for line in lines)
    assert all("done" in line for line in lines)
    assert "null-foreign-id:1042" in lines[0]
    assert "NULL → 20042" in lines[0]
    assert "20042 → NULL" in lines[1]
    assert lines[0].endswith("(taken back by entry 2)")
    assert lines[1].endswith("(takes back entry 1)")
    assert "stale-address:1043" in lines[2]
    assert "Aarhus C → Odense C" in lines[2]


@pytest.mark.long
def test_without_a_verb_it_is_the_list(site: Firm) -> None:
    assert site.run("journal").stdout == site.run("journal", "list").stdout


@pytest.mark.long
def test_the_list_is_danish_where_danish_is_asked_for(site: Firm) -> None:
    shown = site.run("journal", "list", "--language", "da").stdout

    for words in ("rettet", "(fortrudt af post 2)", "(fortryder post 1)"):
        assert words in shown
    assert "take" not in shown


@pytest.mark.long
def test_the_list_as_json_has_an_object_for_every_entry(site: Firm) -> None:
    ran = site.run("journal", "list", "--format", "json")

    first, second, third = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (first["entry"], first["kind"], first["state"], first["undone_by"]) == (1, "fix", "done", 2)
    assert (second["entry"], second["kind"], second["undo_of"]) == (2, "undo", 1)
    assert first["changes"] == [{"field": "foreign_id", "before": None, "after": "20042"}]
    assert third["finding"] == "stale-address:1043"
    assert json.loads(site.run("journal", "show", "1", "--format", "json").stdout) == first


@pytest.mark.long
def test_masking_reaches_the_json_too(site: Firm) -> None:
    shown = site.run("journal", "list", "--format", "json", "--mask").stdout

    assert "20042" in shown
    assert "Odense" not in shown


def test_show_tells_who_why_and_what(site: Firm) -> None:
    ran = site.run("journal", "show", "1")

    assert (ran.returncode, ran.stderr) == (0, "")
    for words in ("1", "anna", "as agreed", "NULL", "20042", "1042"):
        assert words in ran.stdout


def test_show_in_danish_has_no_english_words(site: Firm) -> None:
    shown = site.run("journal", "show", "1", "--language", "da").stdout

    for words in ("kunde 1042 / 20042", "af anna", "fordi: as agreed", "fortrudt af post 2"):
        assert words in shown


def test_masking_leaves_numbers_and_no_name_or_place(site: Firm) -> None:
    shown = site.run("journal", "list", "--mask").stdout

    assert "NULL → 20042" in shown
    assert "Odense" not in shown
    assert "stale-address:1043" in shown


@pytest.mark.parametrize(("words", "code"), [(("show", "99"), 1), (("show",), 2)])
@pytest.mark.long
def test_show_of_what_is_not_there_is_refused(site: Firm, words: tuple[str, ...], code: int) -> None:
    ran = site.run("journal", *words)

    assert (ran.returncode, ran.stdout) == (code, "")
    assert "journal list" in ran.stderr


def test_a_sound_chain_verifies(site: Firm) -> None:
    ran = site.run("journal", "verify")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "6 records" in ran.stdout


def test_an_export_is_json_with_every_record(site: Firm) -> None:
    ran = site.run("journal", "export")

    document = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr, document["verdict"]) == (0, "", "sound")
    assert len(document["records"]) == 6
    assert "of-the-test" not in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not modes there")
def test_the_files_are_their_owners_only(site: Firm) -> None:
    state = site.folder / "state"
    for path in state.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


CHANGES: dict[str, Callable[[list[str]], list[str]]] = {
    "a value": lambda lines: [line.replace("20042", "20043") for line in lines],
    "a line taken out": lambda lines: lines[:2] + lines[3:],
    "the tail cut": lambda lines: lines[:4],
    "two lines exchanged": lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
    "everything gone": lambda lines: lines[:0],
}


@pytest.mark.parametrize("change", sample(CHANGES, 3))
@pytest.mark.long
def test_a_changed_journal_is_told_with_its_first_bad_entry(site: Firm, change: str) -> None:
    (path,) = (site.folder / "state").rglob("journal.jsonl")
    whole = path.read_bytes()
    path.write_text("".join(CHANGES[change](whole.decode().splitlines(keepends=True))))
    try:
        ran = site.run("journal", "verify")
    finally:
        path.write_bytes(whole)

    assert ran.returncode == 1
    assert re.search(r"\d", ran.stdout)
    assert "Traceback" not in ran.stderr
    assert site.run("journal", "verify").returncode == 0


@pytest.mark.parametrize("verb", ["verify", "list", "show", "export"])
@pytest.mark.long
def test_a_journal_that_cannot_be_read_is_told_and_refused(site: Firm, verb: str) -> None:
    (path,) = (site.folder / "state").rglob("journal.jsonl")
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    try:
        ran = site.run("journal", verb, *(["1"] if verb == "show" else []))
    finally:
        path.rmdir()
        path.with_suffix(".away").rename(path)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert str(path) in ran.stderr
    assert "cannot be read" in ran.stderr
    assert "defect" not in ran.stderr


@pytest.mark.parametrize("verb", ["verify", "list", "show", "export"])
@pytest.mark.long
def test_bytes_that_are_no_journal_are_told_by_every_verb(site: Firm, verb: str) -> None:
    (path,) = (site.folder / "state").rglob("journal.jsonl")
    whole = path.read_bytes()
    path.write_bytes(b"\xff\xfe\x00" + whole)
    try:
        ran = site.run("journal", verb, *(["1"] if verb == "show" else []))
    finally:
        path.write_bytes(whole)

    assert ran.returncode == 1
    assert "altered" in ran.stdout + ran.stderr
    assert "defect" not in ran.stderr


@pytest.mark.long
def test_a_journal_that_is_not_there_yet_is_an_empty_one(tmp_path: Path) -> None:
    with firm(tmp_path, (), ()) as found:
        for verb in ("list", "verify", "export"):
            ran = found.run("journal", verb)

            assert (ran.returncode, ran.stderr) == (0, ""), verb


def test_reading_the_journal_calls_nobody_and_needs_no_secret(site: Firm) -> None:
    calls = len(site.simulator.calls)
    (site.folder / "grant").rename(site.folder / "away")
    try:
        assert site.run("journal", "list").returncode == 0
    finally:
        (site.folder / "away").rename(site.folder / "grant")

    assert len(site.simulator.calls) == calls
