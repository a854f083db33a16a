"""The file as it would be written: every sign of it, and comments that are broken at blanks."""

from __future__ import annotations

import pytest

from checks.demo.database import DANISH_NAMES, DEFAULT_NAMES
from tests.support.proposals import of_names
from tui.screens.preview import shown_line
from tui.set_up import place_of
from tui.site_template import Answers, site_text


def lines(language: str, width: int) -> list[tuple[str, list[str]]]:
    """Return each line of a site file with the lines that are shown of it."""
    answers = Answers("holm", "Holm Revision", place_of("A"), place_of("B"))
    files = [site_text(answers, of_names(names), language) for names in (DEFAULT_NAMES, DANISH_NAMES)]
    return [(line, [part.plain for part in shown_line(line, width)]) for text in files for line in text.splitlines()]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("width", [58, 78, 158])
def test_no_sign_is_lost_and_no_line_is_too_long(language: str, width: int) -> None:
    for line, shown in lines(language, width):
        assert "".join("".join(shown).split()) == "".join(line.split())
        assert max(map(len, shown)) <= width


def test_a_comment_moves_up_to_its_key_where_that_makes_it_fit() -> None:
    line = 'zip = "ZipCode"                                             # confirmed: postcode'

    assert [part.plain for part in shown_line(line, 76)] == ['zip = "ZipCode"  # confirmed: postcode']


def test_a_comment_that_has_no_room_stands_below_its_key_and_is_broken_at_blanks() -> None:
    line = (
        'foreign_id = "Debitornr"                            # NOT CONFIRMED (the name Debitornr looks like it): number'
    )

    assert [part.plain.rstrip() for part in shown_line(line, 60)] == [
        'foreign_id = "Debitornr"',
        "    # NOT CONFIRMED (the name Debitornr looks like it):",
        "      number",
    ]


def test_a_line_that_is_off_keeps_its_mark_and_its_comment_apart() -> None:
    line = '# key = "CustomerId"                          # not found (the primary key has several columns): key'

    assert [part.plain.rstrip() for part in shown_line(line, 70)] == [
        '# key = "CustomerId"',
        "    # not found (the primary key has several columns): key",
    ]


def test_what_fits_stays_one_line() -> None:
    assert [part.plain for part in shown_line("grace = 3    # how often", 40)] == ["grace = 3    # how often"]
