"""A site file that cannot be used: file and line, what is wrong, what to write instead, and no secret."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.site_files import SMALL, WHOLE, line_of, refusal, written
from tui.config import load
from tui.section import ConfigFault

TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"


def changed(old: str, new: str, text: str = WHOLE) -> str:
    assert old in text
    return text.replace(old, new, 1)


WRONG = {
    "unknown key": (changed("grace = 4", "gracee = 4"), "gracee", "“grace”"),
    "unknown table": (changed("[monitor]", "[monitr]"), "monitr", "“monitor”"),
    "required table misspelt": (changed("[economic]", "[economics]"), "economics", "“economic”"),
    "required key misspelt": (changed("foreign_id", "foreignid"), "foreignid", "“foreign_id”"),
    "secret misspelt": (changed("app_secret_token_env", "app_secret_tokn_env"), "tokn", "“app_secret_token_env”"),
    "nothing near": (changed("grace = 4", "qqq = 4"), "qqq", "There are: deadline"),
    "in an inline table": (changed("not = true", "nott = true"), "draft", "“not”"),
    "duplicate key": (changed("grace = 4", "grace = 4\ngrace = 5"), "grace = 5", "a second time"),
    "duplicate table": (WHOLE + "[fixes] # again\n", "[fixes] # again", "a second time"),
    "not TOML": (changed("grace = 4", "grace 4"), "grace 4", "not TOML"),
    "text without quotes": (changed('"anna"', "anna"), "anna", "not TOML"),
    "number as text": (changed("grace = 4", 'grace = "4"'), "grace", "a whole number, and is a text"),
    "number with decimals": (changed("grace = 4", "grace = 4.5"), "grace", "and is a number with decimals"),
    "true as number": (changed("grace = 4", "grace = true"), "grace", "and is true or false"),
    "text as number": (changed('"anna"', "7"), "operator", "a text in quotes, and is a number"),
    "flag as text": (changed("enabled = true", 'enabled = "yes"'), "enabled", "true or false, and is a text"),
    "list as text": (changed('["stale-address"]', '"stale-address"'), "disabled", "a list of texts, and is a text"),
    "list of numbers": (changed('["Address1", "Address2"]', "[1]"), "address", "a list of texts"),
    "values of true": (changed('["A", 1]', "[true]"), "active", "a list of texts"),
    "table as text": (WHOLE.partition("[monitor]")[0].replace("\n", '\nfixes = "x"\n', 1), "fixes", "a table"),
    "negative number": (changed("grace = 4", "grace = -1"), "grace", "at least 0, and is -1"),
    "agreement zero": (changed("123456", "0"), "agreement_number", "at least 1"),
    "number beyond reason": (changed("max_bulk = 5", f"max_bulk = {10**40}"), "max_bulk", "at most 10000"),
    "interval below a second": (changed('"90s"', '"0s"'), "\ninterval", "at least 1s"),
    "span without a unit": (changed('"90s"', '"90"'), "\ninterval", "“90”"),
    "span as number": (changed('"90s"', "90"), "\ninterval", "time span like “60s”, “5m” or “1h”, and is a number"),
    "span beyond reason": (changed('"90s"', '"999999999h"'), "\ninterval", "at most 168h"),
    "span negative": (changed('"90s"', '"-5m"'), "\ninterval", "at least 1s, and is -5m"),
    "span of a fraction": (changed('"90s"', '"0.2s"'), "\ninterval", "at least 1s, and is 0.2s"),
    "span in milliseconds": (changed('"90s"', '"500ms"'), "\ninterval", "at least 1s, and is 500ms"),
    "no patience": (changed('"10m"', '"0m"'), "sync_interval", "at least 1s, and is 0m"),
    "no time at all": (changed('"30s"', '"0s"'), "deadline", "at least 1s, and is 0s"),
    "no bulk": (changed("max_bulk = 5", "max_bulk = 0"), "max_bulk", "at least 1, and is 0"),
    "negative bulk": (changed("max_bulk = 5", "max_bulk = -5"), "max_bulk", "at least 1, and is -5"),
    "no time-out": (changed("login_timeout = 11", "login_timeout = 0"), "login_timeout", "at least 1, and is 0"),
    "date that is none": (changed("= 2024-01-01", '= "2024-02-30"'), "go_live", "a date like 2024-01-01"),
    "date with a time": (changed("2024-01-01", "2024-01-01T00:00:00Z"), "go_live", "is a date with a time of day"),
    "severity of no check": (changed('"number-gap"', '"numbr-gap"'), "numbr-gap", "“number-gap”"),
    "no severity": (changed('"warning"', '"loud"'), "number-gap", "one of info, warning, critical, and is “loud”"),
    "severity as number": (changed('"warning"', "2"), "number-gap", "a text in quotes, and is a number"),
    "language": (changed('"da"', '"de"'), "language", "one of en, da, and is “de”"),
    "encrypt": (changed('"strict"', '"maybe"'), "encrypt", "one of yes, no, strict"),
    "unencrypted": (changed("https://rest", "http://rest"), "rest_url", "unencrypted"),
    "nearly this machine": (changed("https://restapi.", "http://localhost."), "rest_url", "unencrypted"),
    "no address": (changed("https://restapi.e-conomic.com", "restapi"), "rest_url", "an address like"),
    "address with a login": (changed("https://restapi", "https://:pw@restapi"), "rest_url", "an address like"),
    "both databases": (changed("[clienttime]", '[clienttime]\nsqlite = "x"'), "server =", "either sqlite or server"),
    "no database": (changed('sqlite = "clienttime.db"', "", SMALL), "[clienttime]", "either sqlite or server"),
    "server alone": (changed('database = "ClientTime"', ""), "server =", "the name of the database"),
    "no user": (changed('user = "ctmon"', ""), "authentication", "needs user; password_env"),
    "no table": (changed('table = "dbo.Customer"', ""), "[clienttime.customer]", "table is missing"),
    "no code": (changed('\ncode = "CustomerCode"', ""), "[clienttime.customer]", "code is missing"),
    "blank foreign id": (changed('"ForeignDebitorSystemIdentification"', '" "'), "foreign_id", "is blank"),
    "no grant": (changed('agreement_grant_token_file = "grant"', ""), "[economic]", "agreement_grant_token_env"),
    "two places": (
        changed("[economic]", '[economic]\napp_secret_token_file = "f"'),
        "app_secret_token_file",
        "Keep one",
    ),
    "name with NUL": (changed('"ZipCode"', '"Zip\\u0000"'), "zip", "a name that a database can have"),
    "name too long": (changed('"ZipCode"', f'"{"x" * 129}"'), "zip", "128 characters"),
    "table without a name": (changed('"dbo.Invoice"', '"dbo."'), 'table = "dbo."', "128 characters"),
    "two forms": (changed("not = true", "not = true, empty = true"), "draft", "one of values, not and empty"),
    "mark without column": (changed(', column = "ExportedDate"', ""), "transfer", "needs a column"),
    "mode": (changed('mode = "timestamp"', 'mode = "date"'), "transfer", "timestamp, flag, none"),
    "control characters": (changed("Holm", "\\u001b[31m"), "title", "control characters"),
    "variable with blanks": (changed('"CTMON_APP_SECRET"', '"MY SECRET"'), "app_secret", "the name of a variable"),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_message_names_the_line_and_what_to_write(tmp_path: Path, case: str) -> None:
    text, place, says = WRONG[case]

    said = str(refusal(tmp_path, text))

    # A place that begins with a line end is meant from the next line on.
    line = line_of(text, place) + place.startswith("\n")
    assert said.startswith(f"{tmp_path / 'holm.toml'}:{line}: "), said
    assert says in said


@pytest.mark.parametrize("case", WRONG)
def test_the_danish_message_has_the_same_line_and_no_place_left_open(tmp_path: Path, case: str) -> None:
    fault = refusal(tmp_path, WRONG[case][0])

    english, danish = fault.phrase.text("en"), fault.phrase.text("da")

    assert danish.partition(": ")[0] == english.partition(": ")[0]
    assert danish != english


@pytest.mark.parametrize("key", ["app_secret_token", "agreement_grant_token", "app_secret_token_env", "app_secret"])
@pytest.mark.parametrize("token", [TOKEN, "x y\\nz", "short-one"])
def test_a_secret_in_the_file_is_refused_and_never_repeated(tmp_path: Path, key: str, token: str) -> None:
    text = SMALL.replace('app_secret_token_env = "CTMON_APP_SECRET"\n', "") + f'{key} = "{token}"\n'

    said = refusal(tmp_path, text)

    assert token not in said.phrase.text("en") + said.phrase.text("da")
    assert f":{line_of(text, key)}: " in str(said) or "app_secret_token_env (the name" in str(said)


def test_a_password_in_the_file_is_refused_with_the_two_ways_to_name_it(tmp_path: Path) -> None:
    text = WHOLE.replace('password_file = "sql-password"', 'password = "hunter2"')

    said = str(refusal(tmp_path, text))

    assert "password_env" in said
    assert "password_file" in said
    assert "hunter2" not in said


def test_a_token_where_its_file_belongs_is_not_repeated(tmp_path: Path) -> None:
    said = str(refusal(tmp_path, WHOLE.replace('"grant"', f'"{TOKEN}"')))

    assert "looks like the secret itself" in said
    assert TOKEN not in said


def test_a_key_with_escapes_reaches_no_terminal(tmp_path: Path) -> None:
    said = str(refusal(tmp_path, SMALL + '"\\u001b]52;c;x\\u0007" = 1\n'))

    assert "\x1b" not in said
    assert "\x07" not in said


def test_braces_in_the_file_are_no_places_of_a_sentence(tmp_path: Path) -> None:
    assert "{line}" in str(refusal(tmp_path, SMALL + '"{line}" = 1\n'))
    assert "“{0}”" in str(refusal(tmp_path, SMALL + '[monitor]\ninterval = "{0}"\n'))


@pytest.mark.parametrize("lines", range(1, len(SMALL.splitlines())))
def test_half_a_file_says_what_is_missing(tmp_path: Path, lines: int) -> None:
    half = "".join(SMALL.splitlines(keepends=True)[:lines])

    assert str(refusal(tmp_path, half)).startswith(f"{tmp_path / 'holm.toml'}:")


@pytest.mark.parametrize("text", ["", "  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(tmp_path: Path, text: str | bytes) -> None:
    assert "is empty" in str(refusal(tmp_path, text))


def test_a_file_that_is_not_utf_8_says_which_line(tmp_path: Path) -> None:
    text = SMALL.replace('"CustomerCode"', '"Køn"').encode("latin-1")

    assert f":{line_of(SMALL, 'CustomerCode')}: this is not UTF-8" in str(refusal(tmp_path, text))


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 10_000], ids=["too deep", "too long"])
def test_a_file_made_to_break_the_reader_is_refused(tmp_path: Path, text: str) -> None:
    assert "not TOML" in str(refusal(tmp_path, text))


def test_a_file_beyond_any_site_file_is_refused_unread(tmp_path: Path) -> None:
    assert "too large" in str(refusal(tmp_path, b"#" * (2**20 + 1)))


def test_a_file_that_is_not_there_says_what_writes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"no site file .*nowhere.toml.*ctmon init"):
        load(tmp_path / "nowhere.toml")


def test_a_folder_is_no_site_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match="is a folder"):
        load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_no_site_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")

    with pytest.raises(ConfigFault, match="not a site file"):
        load(tmp_path / "pipe.toml")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    written(tmp_path, SMALL)

    with pytest.raises(ConfigFault, match=r"cannot be read|no site file"):
        load(tmp_path / "holm.toml" / "site.toml")


def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"cannot be read: .* Mend its rights"):
        load(tmp_path / ("x" * 300))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_told_from_a_missing_one(tmp_path: Path) -> None:
    written(tmp_path, SMALL).chmod(0)

    with pytest.raises(ConfigFault, match="cannot be read"):
        load(tmp_path / "holm.toml")
