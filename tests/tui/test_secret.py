"""A secret comes from a variable or a closed file, fits into a header, and shows itself to nobody."""

from __future__ import annotations

import copy
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.secret import (
    BLANKS_AROUND,
    BLANKS_WITHIN,
    LINES,
    ODD,
    QUOTES,
    Secret,
    SecretSource,
    looks_like_token,
)
from tui.section import ConfigFault

TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def file_of(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    path = folder / "token"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(mode)
    return path


def refusal(source: SecretSource) -> str:
    with pytest.raises(ConfigFault) as caught:
        source.read()
    return caught.value.phrase.text("en") + caught.value.phrase.text("da")


def in_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> SecretSource:
    monkeypatch.setenv("CTMON_TEST_TOKEN", text)
    return SecretSource("app_secret_token", "CTMON_TEST_TOKEN")


@pytest.mark.parametrize("show", ["{}", "{!s}", "{!r}", "{:>9}", "{[0]}", "{[0]!s}"])
def test_a_secret_shows_stars(show: str) -> None:
    secret = Secret(TOKEN)

    said = show.format([secret] if "[" in show else secret)

    assert "***" in said
    assert TOKEN not in said


@pytest.mark.parametrize("write", [json.dumps, pickle.dumps, copy.deepcopy, vars])
def test_a_secret_is_written_nowhere(write: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError) as caught:
        write(Secret(TOKEN))

    assert TOKEN not in str(caught.value)


def test_a_secret_is_revealed_to_who_asks() -> None:
    assert Secret(TOKEN).reveal() == TOKEN


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_variable(monkeypatch, TOKEN).read().reveal() == TOKEN


def test_a_variable_that_was_handed_over_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    source = in_variable(monkeypatch, "of-the-environment")

    assert source.read({"CTMON_TEST_TOKEN": TOKEN}).reveal() == TOKEN


def test_a_variable_that_is_not_set_is_named() -> None:
    assert "CTMON_NOT_SET is not set" in refusal(SecretSource("grant", "CTMON_NOT_SET"))


@pytest.mark.parametrize("text", [TOKEN, TOKEN + "\n", TOKEN + "\r\n", "\ufeff" + TOKEN])
def test_a_file_is_read_without_its_last_line_end(tmp_path: Path, text: str) -> None:
    source = SecretSource("grant", None, file_of(tmp_path, text))

    assert source.read().reveal() == TOKEN


@POSIX
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601, 0o666])
def test_a_file_that_others_may_read_is_refused_with_the_cure(tmp_path: Path, mode: int) -> None:
    said = refusal(SecretSource("grant", None, file_of(tmp_path, TOKEN, mode)))

    assert "chmod 600" in said
    assert said.endswith(").")  # another sentence may follow
    assert TOKEN not in said


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_for_its_owner_only_is_read(tmp_path: Path, mode: int) -> None:
    assert SecretSource("grant", None, file_of(tmp_path, TOKEN, mode)).read().reveal() == TOKEN


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nowhere" in refusal(SecretSource("grant", None, tmp_path / "nowhere"))


def test_a_folder_holds_no_token(tmp_path: Path) -> None:
    assert "is a folder" in refusal(SecretSource("grant", None, tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)

    assert "folder or device" in refusal(SecretSource("grant", None, tmp_path / "pipe"))


@pytest.mark.parametrize("text", [b"\xff\xfe" + TOKEN.encode("utf-16-le"), b"x" * 5000, TOKEN.encode() + b"\nsecond"])
def test_a_file_of_something_else_holds_no_token(tmp_path: Path, text: bytes) -> None:
    said = refusal(SecretSource("grant", None, file_of(tmp_path, text)))

    assert TOKEN not in said


BAD = {
    "inner blank": ("abc def", BLANKS_WITHIN),
    "leading blank": (f" {TOKEN}", BLANKS_AROUND),
    "trailing blank": (f"{TOKEN} ", BLANKS_AROUND),
    "header injection": (f"{TOKEN}\r\nX-Evil: 1", LINES),
    "line end": (f"{TOKEN}\n", LINES),
    "line end of Unicode": (f"{TOKEN}\u2028", LINES),
    "tab": (f"{TOKEN}\t", BLANKS_AROUND),
    "double quotes": (f'"{TOKEN}"', QUOTES),
    "single quotes": (f"'{TOKEN}'", QUOTES),
    "a word processor's quotes": (f"“{TOKEN}”", QUOTES),
    "one quote and a blank": (f'"{TOKEN} ', QUOTES),
    "Danish letter": (f"{TOKEN}ø", ODD),
    "no-break space": (f"{TOKEN}\u00a0", BLANKS_AROUND),
    "escape": (f"\x1b{TOKEN}", ODD),
    "zero-width": (f"{TOKEN}\u200b", ODD),
}


@pytest.mark.parametrize("case", BAD)
def test_what_no_token_has_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    text, why = BAD[case]

    said = refusal(in_variable(monkeypatch, text))

    told = why.with_(what="app_secret_token", place="CTMON_TEST_TOKEN")
    assert said == told.text("en") + told.text("da")
    assert text.strip() not in said
    assert TOKEN not in said


@pytest.mark.parametrize("text", ["", " ", "\n", "\t \n"])
def test_an_empty_variable_says_so(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert "is empty" in refusal(in_variable(monkeypatch, text))


@pytest.mark.parametrize(
    "text",
    ["demo", "Demo", "TODO", "changeme", "change-me", "xxxxx", "...", "<token>", "your-app-secret", "CTMON_TEST_TOKEN"],
)
def test_a_placeholder_is_not_sent_as_a_token(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert "placeholder" in refusal(in_variable(monkeypatch, text))


@pytest.mark.parametrize("text", [TOKEN, "demonstration1", "a", "x-1", "A+/=_-.~"])
def test_what_could_be_a_token_is_taken(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert in_variable(monkeypatch, text).read().reveal() == text


@pytest.mark.parametrize("text", ["two words", "pæn'\"kode", " ends with a blank "])
def test_a_password_may_hold_what_no_token_has(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("CTMON_TEST_TOKEN", text)

    assert SecretSource("password", "CTMON_TEST_TOKEN", token=False).read().reveal() == text


@pytest.mark.parametrize("text", ["two\nlines", "esc\x1b", " "])
def test_a_password_holds_no_control_characters(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("CTMON_TEST_TOKEN", text)

    assert text.strip() not in refusal(SecretSource("password", "CTMON_TEST_TOKEN", token=False)) or not text.strip()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (TOKEN, True),
        ("CTMON_APP_SECRET_OF_HOLM_2", False),
        ("grant", False),
        ("/run/secrets/Grant1OfHolmRevision", False),
    ],
)
def test_a_token_is_told_from_the_name_of_its_place(text: str, is_one: bool) -> None:
    assert looks_like_token(text) == is_one
