"""Whatever is done to a valid site file, it gives a site or a sentence, never anything else."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.site_files import SMALL, WHOLE, written
from tui.config import Site, load
from tui.section import ConfigFault
from tui.toml_lines import line_of

SECRET = "hEmM3lIg_t0kEn_Aa1Bb2Cc3Dd4"
VALID = st.sampled_from([SMALL, WHOLE])
VALUES = st.one_of(
    st.sampled_from(
        ["nan", "inf", "-1", "1e400", "0x10", "[]", "{}", "''", '"\\u0000"', "[[[]]]", "1979-05-27", "07:32:00"]
    ),
    st.sampled_from(
        ["{ column = 1 }", "{ column = 'A', mode = 'flag' }", "{ values = [] }", "9" * 5000, "'''\nx = 1\n'''"]
    ),
    st.integers().map(str),
    st.text(st.characters(codec="utf-8"), max_size=200).map(lambda text: f"'{text}'"),
)


@st.composite
def with_another_value(draw: st.DrawFn) -> str:
    lines = draw(VALID).splitlines()
    keys = [number for number, line in enumerate(lines) if "=" in line]
    chosen = draw(st.sampled_from(keys))
    lines[chosen] = f"{lines[chosen].partition('=')[0]}= {draw(VALUES)}"
    return "\n".join(lines)


@st.composite
def with_lines_moved(draw: st.DrawFn) -> str:
    lines = draw(VALID).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        for _ in range(draw(st.integers(0, 2))):
            lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


@st.composite
def with_bytes_changed(draw: st.DrawFn) -> bytes:
    text = bytearray(draw(VALID).encode())
    start = draw(st.integers(0, len(text)))
    text[start : start + draw(st.integers(0, 40))] = draw(st.binary(max_size=8))
    return bytes(text)


def outcome(text: str | bytes) -> Site | ConfigFault:
    """Return what a file gives; anything but these two ends the test."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return load(written(Path(folder), text))
        except ConfigFault as fault:
            return fault


@settings(max_examples=200, deadline=None)
@given(st.one_of(with_another_value(), with_lines_moved(), with_bytes_changed()))
def test_any_change_gives_a_site_or_a_sentence(text: str | bytes) -> None:
    found = outcome(text)

    if isinstance(found, ConfigFault):
        assert "holm.toml" in found.phrase.text("en")
        assert "holm.toml" in found.phrase.text("da")


@settings(max_examples=100, deadline=None)
@given(
    with_lines_moved(), st.sampled_from(["app_secret_token", "agreement_grant_token", "password", "token", "secret"])
)
def test_no_message_repeats_a_secret_that_was_written_into_the_file(text: str, key: str) -> None:
    found = outcome(f'{text}\n{key} = "{SECRET}"\n')

    assert isinstance(found, ConfigFault)
    assert SECRET not in found.phrase.text("en") + found.phrase.text("da")


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab\"'#=[]{},.\\ \n"), max_size=60), st.integers(0, 5))
def test_the_line_of_a_key_is_right_behind_any_text(noise: str, blank: int) -> None:
    text = f'first = """{_inside(noise)}"""\n{"#" + noise.replace(chr(10), " ")}\n' + "\n" * blank + "[holm]\nkey = 1\n"
    tomllib.loads(text)

    assert line_of(text, ("holm", "key")) == text.count("\n")


def _inside(text: str) -> str:
    """Return a text as it may stand between three quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
