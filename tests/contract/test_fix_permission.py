"""Who may write, and the question before it: read-only sites, an opening with a reason, an answer at a terminal."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.journal import FileJournal
from tests.support.firm import PROGRAM, Firm, customer, debtor, firm, world

CVR = "12345674"
KEY = "null-foreign-id:1042"


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a firm with one safe link to make."""
    rows = (customer(1, "1042", None, "Hansen Byg ApS", CvrNumber=CVR),)
    books = world([debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber=CVR)])
    with firm(tmp_path, rows, (), books) as found:
        yield found


@pytest.mark.long
def test_a_site_is_read_only_unless_its_file_says_otherwise(site: Firm) -> None:
    site.configure("enabled = true\n", "")

    ran = site.run("fix", KEY, "--yes")

    assert (ran.returncode, site.cell("1042")) == (1, None)
    assert "20042" in ran.stdout
    assert "[fixes] enabled" in ran.stderr
    assert site.run("journal").stdout == ""


@pytest.mark.long
def test_a_read_only_site_still_shows_what_would_be_done(site: Firm) -> None:
    site.configure("enabled = true", "enabled = false")

    ran = site.run("fix", KEY, "--dry-run")

    assert (ran.returncode, site.cell("1042")) == (0, None)
    assert "20042" in ran.stdout


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.long
def test_read_only_on_the_command_line_wins_over_the_site_file(site: Firm, place: str) -> None:
    words = ("--read-only", "fix", KEY, "--yes") if place == "before" else ("fix", KEY, "--yes", "--read-only")

    ran = site.run(*words)

    assert (ran.returncode, site.cell("1042")) == (1, None)


def test_a_read_only_site_opens_with_a_reason_which_is_on_record(site: Firm) -> None:
    site.configure("enabled = true", "enabled = false")

    ran = site.run("--write", "called by Anna", "fix", KEY, "--yes")

    assert (ran.returncode, site.cell("1042")) == (0, "20042")
    assert "called by Anna" in site.run("journal", "export").stdout
    assert site.run("journal", "verify").returncode == 0


@pytest.mark.long
def test_an_opening_is_the_sites_and_another_command_finds_it(site: Firm) -> None:
    site.configure("enabled = true", "enabled = false")
    looked = site.run("--write", "called by Anna", "check", "--format", "json")

    fixed = site.run("fix", KEY, "--yes")
    listed = site.run("journal", "list").stdout.splitlines()

    assert json.loads(looked.stdout)["site"]
    assert (fixed.returncode, site.cell("1042")) == (0, "20042")
    assert [line.split()[0] for line in listed] == ["–", "1"]
    assert "opened for writing until" in listed[0]
    assert listed[0].endswith("by anna: called by Anna")
    opening, fix = json.loads(site.run("journal", "list", "--format", "json").stdout)
    assert (opening["entry"], opening["kind"], opening["reason"]) == (None, "opening", "called by Anna")
    assert fix["entry"] == 1


@pytest.mark.long
def test_an_opening_that_is_over_opens_nothing_and_says_when_it_ended(site: Firm) -> None:
    site.configure("enabled = true", "enabled = false")
    site.run("fix", KEY, "--dry-run")
    (folder,) = (site.folder / "state" / "sites").iterdir()
    FileJournal(folder, now=lambda: datetime.now(UTC) - timedelta(minutes=61)).open_site("anna", "called")

    ran = site.run("fix", KEY, "--yes")

    assert (ran.returncode, site.cell("1042")) == (1, None)
    assert "(by anna) ended at" in ran.stderr
    assert "--write REASON" in ran.stderr


@pytest.mark.long
def test_an_undo_finds_the_opening_too_and_read_only_shuts_it_out(site: Firm) -> None:
    site.run("fix", KEY, "--yes")
    site.configure("enabled = true", "enabled = false")
    site.run("--write", "called by Anna", "check")

    assert site.run("--read-only", "undo", "1", "--yes").returncode == 1
    assert site.cell("1042") == "20042"
    assert site.run("undo", "1", "--yes").returncode == 0
    assert site.cell("1042") is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_opening_without_a_reason_opens_nothing(site: Firm, reason: str) -> None:
    site.configure("enabled = true", "enabled = false")

    ran = site.run("--write", reason, "fix", KEY, "--yes")

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "reason" in ran.stderr
    assert site.cell("1042") is None


@pytest.mark.long
def test_read_only_wins_over_an_opening(site: Firm) -> None:
    assert site.run("--read-only", "--write", "called", "fix", KEY, "--yes").returncode == 1
    assert site.cell("1042") is None


@pytest.mark.long
def test_checking_with_an_opening_writes_nothing_to_the_two_systems(site: Firm) -> None:
    before = site.database.read_bytes()

    assert site.run("--write", "just looking", "check").returncode == 1
    assert site.database.read_bytes() == before


@pytest.mark.long
def test_a_broken_journal_refuses_every_fix(site: Firm) -> None:
    site.run("fix", KEY, "--yes")
    site.run("undo", "1", "--yes")
    (journal,) = (site.folder / "state").rglob("journal.jsonl")
    journal.write_text(journal.read_text().replace("20042", "20043"))

    fixed, undone, verified = (
        site.run("fix", KEY, "--yes"),
        site.run("undo", "2", "--yes"),
        site.run("journal", "verify"),
    )

    assert (fixed.returncode, undone.returncode, verified.returncode) == (1, 1, 1)
    assert site.cell("1042") is None
    assert "journal" in fixed.stderr.casefold()
    assert "entry 1" in verified.stdout


@pytest.mark.long
def test_fixes_of_two_programs_at_once_write_once(site: Firm) -> None:
    both = [site.start("fix", KEY, "--yes") for _ in range(2)]
    ends = [process.communicate(timeout=60) for process in both]

    assert sorted(process.returncode for process in both) == [0, 1], ends
    assert site.cell("1042") == "20042"
    # The second is held off by the first, or comes after it and finds the value changed: either way it wrote nothing.
    states = [line.split()[3] for line in site.run("journal", "list").stdout.splitlines()]
    assert states in (["done"], ["done", "conflict"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo terminal")
@pytest.mark.parametrize(
    ("answer", "code", "cell"), [("y", 0, "20042"), ("n", 1, None), ("", 1, None), ("yes?", 1, None)]
)
@pytest.mark.long
def test_the_question_is_answered_with_y_and_nothing_else(site: Firm, answer: str, code: int, cell: str | None) -> None:
    ended, said = at_terminal(site, ("fix", KEY), answer + "\n")

    assert (ended, site.cell("1042")) == (code, cell), said
    assert "20042" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo terminal")
@pytest.mark.long
def test_an_undo_asks_too(site: Firm) -> None:
    site.run("fix", KEY, "--yes")

    ended, _ = at_terminal(site, ("undo", "1"), "n\n")
    assert (ended, site.cell("1042")) == (1, "20042")

    ended, _ = at_terminal(site, ("undo", "1"), "y\n")
    assert (ended, site.cell("1042")) == (0, None)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo terminal")
@pytest.mark.long
def test_the_end_of_the_input_is_no_answer(site: Firm) -> None:
    ended, _ = at_terminal(site, ("fix", KEY), "\x04")

    assert (ended, site.cell("1042")) == (1, None)


def at_terminal(found: Firm, words: tuple[str, ...], keys: str) -> tuple[int, str]:
    """Run a command at a terminal, type when it asks; return exit code and everything it said."""
    import pty

    ours, theirs = pty.openpty()
    command = [*PROGRAM, "--config", str(found.config), *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=found.environment) as process:
        os.close(theirs)
        said, end = "", time.monotonic() + 30
        while "[y/N]" not in said and time.monotonic() < end:
            said += _read(ours)
        os.write(ours, keys.encode())
        while (more := _read(ours)) and time.monotonic() < end:
            said += more
        process.wait(timeout=30)
    os.close(ours)
    return process.returncode, said


def _read(terminal: int) -> str:
    """Return what the terminal shows next; empty when the program has let go of it."""
    if not select.select([terminal], [], [], 30)[0]:
        return ""
    try:
        return os.read(terminal, 65_536).decode()
    except OSError:
        return ""
