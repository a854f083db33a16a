"""The password that nothing else holds comes from the keyring, where one opens; where none does, that is told."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.support.site_files import WHOLE, site
from tui import key_ring
from tui.config import PASSWORD, Site
from tui.password import Origin, ask_where_missing

STORED = "p}ss;{wørd"
ANSWERING = """
def get_password(service, name):
    return {entries!r}.get((service, name))
"""
RAISING = """
class NoKeyringError(RuntimeError):
    pass

def get_password(service, name):
    raise {error}
"""
HANGING = """
import time

def get_password(service, name):
    time.sleep(3)
"""
Put = Callable[[str], Site]


@pytest.fixture(name="put")
def _put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Put]:
    """Put a package of this name beside the program, and return a site whose password is named nowhere."""
    monkeypatch.setenv(PASSWORD, "")
    monkeypatch.delenv(PASSWORD)
    monkeypatch.delitem(sys.modules, key_ring.PACKAGE, raising=False)
    (tmp_path / "beside").mkdir()

    def put(text: str) -> Site:
        (tmp_path / "beside" / f"{key_ring.PACKAGE}.py").write_text(text)
        monkeypatch.setattr(sys, "path", [str(tmp_path / "beside"), *sys.path])
        importlib.invalidate_caches()
        return site(tmp_path, WHOLE.replace('password_file = "sql-password"\n', ""))

    yield put
    sys.modules.pop(key_ring.PACKAGE, None)


def entry(found: Site) -> tuple[str, str]:
    """Return under what the site's password is stored."""
    return key_ring.SERVICE, f"{found.clienttime.user}@{found.clienttime.server}"


def test_it_is_taken_from_the_keyring_and_nobody_is_asked(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    found = put(ANSWERING.format(entries={entry(put("")): STORED}))

    assert ask_where_missing(found, "en") is Origin.KEYRING

    assert found.clienttime.password is not None
    assert found.clienttime.password.read().reveal() == STORED
    assert capsys.readouterr() == ("", "")


def test_a_variable_that_is_set_goes_before_it(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    found = put("raise SystemExit('imported')")
    monkeypatch.setenv(PASSWORD, "given")

    assert ask_where_missing(found, "en") is Origin.GIVEN
    assert os.environ[PASSWORD] == "given"


def test_a_site_that_names_a_place_never_asks_it(put: Put, tmp_path: Path) -> None:
    put("raise SystemExit('imported')")

    assert ask_where_missing(site(tmp_path, WHOLE), "en") is Origin.GIVEN


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ANSWERING.format(entries={}), id="nothing stored"),
        pytest.param(ANSWERING.format(entries={("clienttime-monitor", "ctmon"): STORED}), id="another's"),
        pytest.param(RAISING.format(error="NoKeyringError('no backend')"), id="no keyring on this machine"),
    ],
)
def test_where_it_has_none_the_password_is_missing_as_before(
    put: Put, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask_where_missing(put(text), "en") is Origin.GIVEN

    assert PASSWORD not in os.environ
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("language", ["en", "da"])
def test_one_that_does_not_open_is_told_with_its_reason(
    put: Put, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = "OSError(1312, 'CredRead', 'A specified logon session does not exist\\x1b[2J')"

    assert ask_where_missing(put(RAISING.format(error=error)), language) is Origin.GIVEN

    said = capsys.readouterr().err
    assert "1312" in said
    assert "password_file" in said
    assert "\x1b" not in said
    assert "Traceback" not in said


def test_one_that_asks_where_nobody_sees_it_is_given_up(
    put: Put, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(key_ring, "PATIENCE", 0.1)

    assert ask_where_missing(put(HANGING), "en") is Origin.GIVEN
    assert "did not answer" in capsys.readouterr().err


def test_without_the_package_nothing_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_ring, "PACKAGE", "keyring_that_is_not_here")

    assert key_ring.stored("ctmon", "sql01") is None
