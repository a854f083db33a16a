"""A command line that cannot be understood is refused without repeating what may be a secret."""

from __future__ import annotations

import pytest

from tui.options import WrongUsage, parse

TOKEN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"


def _refusal(*words: str) -> str:
    with pytest.raises(WrongUsage) as caught:
        parse(words)
    return str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--app-secret-token", TOKEN),
        ("init", f"--app-secret-token={TOKEN}"),
        ("check", "--agreement-grant-token", TOKEN),
        ("--password", TOKEN, "doctor"),
        ("doctor", "--password", TOKEN),
        ("check", "--token", "hunter2 and more"),
    ],
)
def test_a_secret_on_the_command_line_is_refused_and_not_repeated(words: tuple[str, ...]) -> None:
    said = _refusal(*words)

    assert TOKEN not in said
    assert "hunter2" not in said


def test_an_option_for_a_secret_says_where_secrets_go() -> None:
    said = _refusal("init", "--app-secret-token", TOKEN)

    assert "--app-secret-token." in said
    assert "name its variable or file" in said


def test_an_option_that_does_not_exist_is_named_without_a_lecture() -> None:
    said = _refusal("check", "--colour")

    assert "--colour" in said
    assert "secret" not in said


def test_a_word_too_many_is_repeated() -> None:
    assert "now" in _refusal("doctor", "now").splitlines()[-1]


def test_escapes_on_the_command_line_do_not_come_back() -> None:
    assert "\x1b" not in _refusal("doctor", "\x1b]52;c;x\x07")


def test_a_command_that_does_not_exist_lists_those_that_do() -> None:
    said = _refusal("chekc").splitlines()[-1]

    assert "COMMAND: invalid choice (choose from " in said
    assert "doctor" in said


def test_a_value_that_is_none_of_the_choices_is_repeated() -> None:
    assert "xml" in _refusal("check", "--format", "xml").splitlines()[-1]


@pytest.mark.parametrize("key", ["nonsense", "null-foreign-id:", ":1042"])
def test_what_is_no_key_of_a_finding_is_wrong_usage_with_an_example(key: str) -> None:
    with pytest.raises(WrongUsage, match="CHECK:ID, for example null-foreign-id:1042"):
        parse(["fix", key])

    assert parse(["fix", "null-foreign-id:1042"]).key == "null-foreign-id:1042"
