"""A site file or secret that cannot be used: one message that says where and what next, and no harm done."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.support.firm import PROGRAM, Firm, customer, debtor, firm, world
from tests.support.sample import sample

TOKENS = ("app-secret-of-the-test", "grant-of-the-test")


@pytest.fixture
def site(tmp_path: Path) -> Generator[Firm]:
    """Return a sound firm for a test that spoils its files."""
    with firm(tmp_path, (customer(1, "1042", None, "Hansen Byg ApS"),), (), world([debtor(20042, "Ny")])) as found:
        yield found


def refused(found: Firm, *says: str) -> subprocess.CompletedProcess[str]:
    """Run `check` and `fix`; both refuse in one message, write nothing and call nobody."""
    before, names = found.database.read_bytes(), sorted(path.name for path in found.folder.iterdir())
    ran, fixed = found.run("check", "--format", "json"), found.run("fix", "null-foreign-id:1042", "--yes")
    assert (ran.returncode, ran.stdout, fixed.returncode, fixed.stdout) == (3, "", 1, "")
    assert fixed.stderr == ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert not any(token in ran.stderr for token in TOKENS)
    for words in says:
        assert words in ran.stderr, ran.stderr
    assert found.database.read_bytes() == before
    assert set(names) <= {path.name for path in found.folder.iterdir()} <= {*names, "state"}
    assert found.simulator.calls == []
    return ran


def line(found: Firm, text: str) -> str:
    """Return file and line of a text in the site file, as a message begins."""
    lines = found.config.read_text().splitlines()
    return f"{found.config}:{next(n for n, words in enumerate(lines, 1) if text in words)}: "


def spoil(old: str, new: str) -> Callable[[Firm], None]:
    """Return what replaces a text of the site file."""
    return lambda found: found.configure(old, new)


SPOILED = {
    "an unknown key": (spoil("go_live", "go_lvie"), "go_lvie", "“go_live”"),
    "an unknown column": (spoil('zip = "ZipCode"', 'zipp = "ZipCode"'), "zipp", "“zip”"),
    "an unknown table": (spoil("[monitor]", "[monitro]"), "[monitro]", "“monitor”"),
    "a wrong type": (spoil("go_live = 2024-01-01", 'go_live = "soon"'), "soon", "a date like 2024-01-01"),
    "a number as text": (spoil("= 123456", '= "123456"'), '"123456"', "a whole number"),
    "a key twice": (spoil("[monitor]", '[monitor]\ninterval = "1m"\ninterval = "2m"'), '"2m"', "a second time"),
    "a table twice": (spoil("[fixes]", "[monitor]"), "enabled", ""),
    "no TOML": (spoil("enabled = true", "enabled true"), "enabled true", "not TOML"),
    "a token in the file": (
        spoil('app_secret_token_file = "secret"', f'app_secret_token = "{TOKENS[0]}"'),
        "app_secret_token",
        "must not stand in this file",
    ),
    "a foreign address without encryption": (
        spoil("http://127.0.0.1", "http://192.0.2.7"),
        "rest_url",
        "write https://",
    ),
}


@pytest.mark.parametrize("fault", sample(SPOILED))
def test_a_fault_in_the_site_file_is_told_with_its_line_and_what_to_write(site: Firm, fault: str) -> None:
    change, place, says = SPOILED[fault]
    change(site)

    ran = refused(site, says)

    assert ran.stderr.startswith(str(site.config) if fault == "a table twice" else line(site, place)), ran.stderr


@pytest.mark.long
def test_a_site_file_that_is_missing_is_told_with_what_writes_one(site: Firm) -> None:
    site.config.unlink()

    refused(site, str(site.config), "ctmon init")


def test_no_site_at_all_is_told_with_what_needs_none(site: Firm) -> None:
    ran = subprocess.run(
        [*PROGRAM, "check"], capture_output=True, text=True, env=site.environment, check=False, timeout=30
    )

    assert (ran.returncode, ran.stdout) == (3, "")
    assert "ctmon init" in ran.stderr
    assert "ctmon demo" in ran.stderr


@pytest.mark.long
def test_several_sites_want_a_name(site: Firm) -> None:
    folder = site.folder / "config" / "sites"
    folder.mkdir(parents=True)
    for name in ("holm", "lund"):
        text = site.config.read_text().replace('"clienttime.db"', f'"{site.database}"')
        text = text.replace('"secret"', f'"{site.folder / "secret"}"').replace('"grant"', f'"{site.folder / "grant"}"')
        (folder / f"{name}.toml").write_text(text)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        whole = [*PROGRAM, *words]
        return subprocess.run(whole, capture_output=True, text=True, env=site.environment, check=False, timeout=30)

    unnamed, wrong, named = run("check"), run("check", "--site", "hulm"), run("--site", "holm", "check")
    assert (unnamed.returncode, wrong.returncode, named.returncode) == (3, 3, 1)
    assert "--site NAME" in unnamed.stderr
    assert "holm, lund" in wrong.stderr
    assert (site.folder / "state" / "sites" / "holm").is_dir()


@pytest.mark.parametrize("share", sample([0.1, 0.35, 0.6, 0.85]))
@pytest.mark.long
def test_half_a_site_file_is_refused(site: Firm, share: float) -> None:
    text = site.config.read_text()
    site.config.write_text(text[: int(len(text) * share)])

    refused(site, str(site.config))


@pytest.mark.long
def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(site: Firm) -> None:
    usual = site.report()["checks"]

    site.config.write_bytes(b"\xef\xbb\xbf" + site.config.read_bytes().replace(b"\n", b"\r\n"))

    assert site.report()["checks"] == usual


@pytest.mark.long
def test_an_empty_site_file_is_told(site: Firm) -> None:
    site.config.write_bytes(b"")

    refused(site, "is empty", "ctmon init")


@pytest.mark.long
def test_a_site_file_in_another_encoding_is_told_with_the_line(site: Firm) -> None:
    site.config.write_bytes(site.config.read_bytes().replace(b"Holm Revision", "Sønderby".encode("latin-1")))

    refused(site, f"{site.config}:1: ", "UTF-8")


@pytest.mark.long
def test_the_message_is_danish_where_danish_is_asked_for(site: Firm) -> None:
    site.configure("go_live", "go_lvie")

    assert "Mente du “go_live”?" in site.run("check", "--language", "da").stderr


@pytest.mark.parametrize("name", ["secret", "grant"])
@pytest.mark.long
def test_a_secret_that_is_missing_empty_or_open_to_others_is_told_and_never_repeated(site: Firm, name: str) -> None:
    file = site.folder / name
    file.chmod(0o644)
    refused(site, "chmod 600", str(file))

    file.chmod(0o600)
    file.write_text("")
    refused(site, str(file), "empty")

    file.unlink()
    refused(site, str(file))


@pytest.mark.long
def test_a_variable_that_is_not_set_is_named(site: Firm) -> None:
    site.configure('app_secret_token_file = "secret"', 'app_secret_token_env = "CTMON_NOT_SET"')

    refused(site, "CTMON_NOT_SET")


def test_the_state_of_one_firm_refuses_the_books_of_another(site: Firm) -> None:
    site.run("check")
    site.simulator.clear_faults()
    site.configure("agreement_number = 123456", "agreement_number = 654321")
    calls = len(site.simulator.calls)

    ran = site.run("check")

    assert (ran.returncode, ran.stdout) == (3, "")
    assert "123456" in ran.stderr
    assert "654321" in ran.stderr
    assert len(site.simulator.calls) == calls


@pytest.mark.long
def test_a_sql_server_that_is_not_there_is_a_side_that_is_down(site: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.environment, "CTMON_SQL_PASSWORD", "of-the-test")
    words = 'server = "tcp:127.0.0.1,9"\ndatabase = "ClientTime"\nauthentication = "sql"\nuser = "ctmon"'
    site.configure('sqlite = "clienttime.db"', f'{words}\npassword_env = "CTMON_SQL_PASSWORD"')

    ran = site.run("check")

    assert ran.returncode == 3
    assert "127.0.0.1" in ran.stdout
    assert "of-the-test" not in ran.stdout + ran.stderr
