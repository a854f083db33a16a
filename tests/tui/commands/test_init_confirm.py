"""`ctmon init --confirm` says what has changed, asks, and only then lets fixes be written again."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.firm import Firm
from tests.support.talk import talk
from tests.support.troubled import UNLINKED, troubled

pytestmark = pytest.mark.long


@pytest.fixture(name="holm")
def _holm(tmp_path: Path) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        made.run("check")
        yield made


def fixed(firm: Firm) -> bool:
    """Tell whether a fix can be written."""
    return firm.run("fix", UNLINKED, "--yes").returncode == 0


def test_a_changed_table_stops_the_fix_until_it_is_confirmed(holm: Firm) -> None:
    holm.sql("ALTER TABLE Customer ADD Extra TEXT")
    refused = holm.run("fix", UNLINKED, "--yes")
    assert refused.returncode == 1
    assert "column Extra (TEXT) is new" in refused.stderr
    assert holm.cell("1042") is None

    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 0, done.stderr
    assert "column Extra (TEXT) is new" in done.stderr
    assert fixed(holm)
    assert holm.cell("1042") == "20042"
    confirmed, fix = holm.run("journal", "list").stdout.splitlines()
    assert confirmed.split()[0] == "1"
    assert confirmed.endswith("tables confirmed by anna: dbo.Customer: column Extra (TEXT) is new")
    assert fix.split()[0] == "2"
    shown = holm.run("journal", "show", "1", "--language", "da").stdout
    assert "bekræftet af anna" in shown
    assert "kolonnen Extra (TEXT) er ny" in shown
    assert json.loads(holm.run("journal", "show", "1", "--format", "json").stdout)["kind"] == "confirmation"
    assert holm.run("journal", "verify").returncode == 0
    assert holm.run("undo", "1", "--yes").returncode == 1


def test_without_a_terminal_and_a_yes_nothing_is_confirmed(holm: Firm) -> None:
    holm.sql("ALTER TABLE Customer ADD Extra TEXT")

    done = holm.run("init", "--confirm")

    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert not fixed(holm)
    assert holm.run("journal", "list").stdout == ""


def test_a_broken_journal_confirms_nothing(holm: Firm) -> None:
    fixed(holm)
    holm.sql("ALTER TABLE Customer ADD Extra TEXT")
    (journal,) = holm.folder.glob("state/sites/*/journal.jsonl")
    (record,) = holm.folder.glob("state/sites/*/tables.json")
    before = record.read_bytes()
    journal.write_bytes(journal.read_bytes().replace(b"anna", b"otto", 1))

    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 1
    assert "journal verify" in done.stderr
    assert record.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
def test_on_a_terminal_it_is_asked(holm: Firm, answer: str, code: int) -> None:
    holm.sql("ALTER TABLE Invoice RENAME COLUMN TransferError TO Fejl")
    holm.configure('error = "TransferError"', 'error = "Fejl"')
    with talk(holm.folder, ("--confirm", "--config", str(holm.config))) as said:
        said.answer("written again? [y/N]", answer)

        assert said.end() == code
        assert "column TransferError (TEXT) is gone" in said.said

    assert fixed(holm) is (code == 0)


def test_a_site_file_that_does_not_fit_comes_first(holm: Firm) -> None:
    holm.sql("ALTER TABLE Customer RENAME COLUMN Email TO Mail")

    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 1
    assert "has no column “Email”. The nearest is “Mail”" in done.stderr
    holm.configure('email = "Email"', 'email = "Mail"')
    assert not fixed(holm)


def test_a_table_that_is_gone_cannot_be_confirmed(holm: Firm) -> None:
    holm.sql("ALTER TABLE Invoice RENAME TO Bill")

    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 1
    assert "the table dbo.Invoice is gone" in done.stderr


def test_a_database_that_cannot_be_reached_confirms_nothing(holm: Firm) -> None:
    holm.database.rename(holm.folder / "away.db")

    done = holm.run("init", "--confirm", "--yes")

    assert (done.returncode, done.stdout) == (1, "")
    assert "clienttime.db" in done.stderr
    assert holm.run("journal", "list").stdout == ""


def test_what_has_not_changed_is_said_to_be_so(holm: Firm) -> None:
    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 0
    assert "as they were put on record" in done.stderr
    assert holm.run("journal", "list").stdout == ""


def test_a_damaged_record_is_made_anew_by_a_yes(holm: Firm) -> None:
    (record,) = holm.folder.glob("state/sites/*/tables.json")
    record.write_text("{")
    assert not fixed(holm)

    done = holm.run("init", "--confirm", "--yes")

    assert done.returncode == 0
    assert "cannot be read" in done.stderr
    assert fixed(holm)
