"""On a terminal `ctmon init` asks what the flags left open, again where it has to, and can be left at any time."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import database
from checks.demo.scenario import build
from tests.support.talk import talk
from tui.config import load

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_every_question_is_asked_and_the_answers_are_written(tmp_path: Path) -> None:
    database.write(tmp_path / "clienttime.db", build(1, 120, 130, NOON))
    with talk(tmp_path) as said:
        said.answer("Short name of the site [main]:", "../holm")
        said.answer("letters, digits", "holm")
        said.answer("Name of the firm [holm]:", "Mølle & Søn")
        said.answer("SQLite file", "nowhere.db")
        said.answer("There is no file", "clienttime.db")
        said.answer("agreement number", "")
        said.answer("Where is the app secret", TOKEN)
        said.answer("looks like the token itself", "")
        said.answer("Where is the agreement grant", "./grant")
        said.take(29)
        said.answer("invoice that you know", "")
        said.answer("is that right? [y/N]", "y")
        said.answer("holm.toml? [y/N]", "y")

        assert said.end() == 0

    site = load(tmp_path / "config" / "sites" / "holm.toml")
    assert (site.title, site.economic.agreement_number) == ("Mølle & Søn", None)
    assert site.economic.app_secret.variable == "CTMON_APP_SECRET"
    assert site.economic.agreement_grant.file == tmp_path / "grant"


FLAGS = ("--name", "holm", "--server", "127.0.0.1,1", "--database", "X", "--app-secret-token-env", "A",
         "--title", "Holm", "--agreement-grant-token-env", "B", "--agreement-number", "1")  # fmt: skip


def test_with_yes_nothing_is_asked_though_a_terminal_is_there(tmp_path: Path) -> None:
    database.write(tmp_path / "clienttime.db", build(1, 120, 130, NOON))
    tokens = ("--app-secret-token-env", "A", "--agreement-grant-token-env", "B", "--agreement-number", "1")
    with talk(tmp_path, ("--name", "holm", "--sqlite", "clienttime.db", *tokens, "--yes")) as said:
        assert said.end() == 0

    assert load(tmp_path / "config" / "sites" / "holm.toml").title == "holm"


def test_without_a_yes_nothing_is_written(tmp_path: Path) -> None:
    with talk(tmp_path, FLAGS) as said:
        said.answer("g goes on with guesses", "g")
        said.answer("holm.toml? [y/N]", "")

        assert said.end() == 1
    assert "Nothing was written" in said.said
    assert not (tmp_path / "config").exists()


def test_the_end_of_the_input_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with talk(tmp_path) as said:
        said.until("Short name")
        os.write(said.terminal, b"\x04")

        assert said.end() == 1
    assert "Nothing was written" in said.said
    assert not (tmp_path / "config").exists()


def test_an_interrupt_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with talk(tmp_path) as said:
        said.until("Short name")
        said.process.send_signal(2)

        assert said.end() == 130
    assert "Nothing was written" in said.said
    assert "Traceback" not in said.said
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_a_former_file_is_asked_about(tmp_path: Path, answer: str, code: int) -> None:
    sites = tmp_path / "config" / "sites"
    sites.mkdir(parents=True)
    (sites / "holm.toml").write_text("# mine")
    with talk(tmp_path, FLAGS) as said:
        said.answer("g goes on with guesses", "g")
        said.answer("Replace it", answer)
        if answer == "y":
            said.answer("? [y/N]", "y")

        assert said.end() == code
    texts = [path.read_text() for path in sites.iterdir()]
    assert "# mine" in texts
    assert len(texts) == 1 + (answer == "y")
