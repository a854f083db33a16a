"""Which site is meant, and that its state belongs to nobody else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.site_files import SMALL, site, written
from tui.config import Site
from tui.section import ConfigFault
from tui.site_file import config_home, find_site, folder_by_path, same_books, site_names, state_folder, state_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of site files of this test."""
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "config" / "sites").mkdir(parents=True)
    return tmp_path / "config" / "sites"


def numbered(folder: Path, agreement: int | None, database: str = "clienttime.db") -> Site:
    number = f"agreement_number = {agreement}\n" if agreement else ""
    return site(folder, SMALL.replace("clienttime.db", database) + number)


def test_without_the_variables_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CTMON_CONFIG_HOME", raising=False)
    monkeypatch.delenv("CTMON_STATE_HOME", raising=False)

    assert config_home().name == "clienttime-monitor"
    assert "clienttime-monitor" in state_home().parts


def test_the_only_site_needs_no_name(home: Path) -> None:
    written(home, SMALL)

    found = find_site(None, None)

    assert (found.name, found.path) == ("holm", home / "holm.toml")


def test_of_several_sites_one_has_to_be_named(home: Path) -> None:
    written(home, SMALL, "holm.toml")
    written(home, SMALL, "birk.toml")

    with pytest.raises(ConfigFault, match=r"birk, holm.*--site NAME"):
        find_site(None, None)
    assert find_site(None, "birk").name == "birk"


def test_a_name_that_is_not_there_lists_those_that_are(home: Path) -> None:
    written(home, SMALL)

    with pytest.raises(ConfigFault, match=r"no site “\.\./holm”.*holm"):
        find_site(None, "../holm")


def test_without_any_site_it_says_what_writes_one(home: Path) -> None:
    with pytest.raises(ConfigFault, match="ctmon init"):
        find_site(None, None)


def test_without_the_folder_there_is_no_site(home: Path) -> None:
    home.rmdir()

    assert site_names() == ()


def test_what_an_editor_leaves_beside_is_no_site(home: Path) -> None:
    for name in ("holm.toml", ".holm.toml", ".toml", "holm.toml.old", "holm.toml~"):
        written(home, SMALL, name)

    assert site_names() == ("holm",)


def test_a_site_by_its_file_is_called_as_the_file_is_and_has_state_of_its_own(home: Path, tmp_path: Path) -> None:
    first, second = find_site(written(tmp_path, SMALL), None), find_site(written(home, SMALL), None)

    assert (first.name, second.name) == ("holm", "holm")
    assert len({first.folder, second.folder, find_site(None, "holm").folder}) == 3
    assert state_folder(first).name.startswith("holm-")


def test_the_state_by_file_is_the_same_however_the_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert folder_by_path(Path("holm.toml")) == folder_by_path(tmp_path / "a" / ".." / "holm.toml")


def test_the_state_is_in_a_folder_of_the_site_for_its_owner_only(home: Path, tmp_path: Path) -> None:
    written(home, SMALL)

    folder = state_folder(find_site(None, None))

    assert folder == tmp_path / "state" / "sites" / "holm"
    assert os.name != "posix" or folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_state_folder_that_others_may_enter_is_closed(home: Path, tmp_path: Path) -> None:
    written(home, SMALL)
    (tmp_path / "state" / "sites" / "holm").mkdir(parents=True, mode=0o755)

    assert state_folder(find_site(None, None)).stat().st_mode & 0o777 == 0o700


def test_a_state_folder_that_cannot_be_made_is_a_sentence(home: Path, tmp_path: Path) -> None:
    written(home, SMALL)
    (tmp_path / "state").write_text("a file")

    with pytest.raises(ConfigFault, match="CTMON_STATE_HOME"):
        state_folder(find_site(None, None))


def test_the_state_remembers_agreement_and_database(tmp_path: Path) -> None:
    same_books(numbered(tmp_path, 123456), tmp_path)

    known = json.loads((tmp_path / "identity.json").read_text())
    assert known == {"agreement_number": 123456, "database": str(tmp_path / "clienttime.db")}
    assert os.name != "posix" or (tmp_path / "identity.json").stat().st_mode & 0o777 == 0o600


def test_the_same_books_are_let_in_again(tmp_path: Path) -> None:
    for _ in range(2):
        same_books(numbered(tmp_path, 123456), tmp_path)


def test_an_agreement_number_may_be_added_later_but_not_changed(tmp_path: Path) -> None:
    same_books(numbered(tmp_path, None), tmp_path)
    same_books(numbered(tmp_path, 123456), tmp_path)
    same_books(numbered(tmp_path, None), tmp_path)

    with pytest.raises(ConfigFault, match="123456 and is 654321"):
        same_books(numbered(tmp_path, 654321), tmp_path)


def test_another_database_is_refused_and_not_remembered(tmp_path: Path) -> None:
    same_books(numbered(tmp_path, 1), tmp_path)

    with pytest.raises(ConfigFault, match=r"database of this site was .*clienttime\.db and is .*other\.db"):
        same_books(numbered(tmp_path, 1, "other.db"), tmp_path)
    same_books(numbered(tmp_path, 1), tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\udcff", "[" * 100_000], ids=range(7))
def test_a_damaged_identity_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "identity.json").write_bytes(text.encode(errors="surrogateescape"))

    with pytest.raises(ConfigFault, match="not known whose journal"):
        same_books(numbered(tmp_path, 1), tmp_path)


def test_an_identity_that_cannot_be_kept_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"identity\.json"):
        same_books(numbered(tmp_path, 1), tmp_path / "not-there")
