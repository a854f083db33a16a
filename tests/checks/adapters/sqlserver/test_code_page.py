"""A text that a column would cut or change is known before it is sent."""

from __future__ import annotations

import pytest

from checks.adapters.code_page import Narrow, TextLimit, codec


@pytest.mark.parametrize(
    ("collation", "page"),
    [
        ("Danish_Norwegian_CI_AS", "cp1252"),
        ("Danish_Greenlandic_100_CI_AS", "cp1252"),
        ("SQL_Latin1_General_CP1_CI_AS", "cp1252"),
        ("SQL_Latin1_General_CP1250_CI_AS", "cp1250"),
        ("SQL_Scandinavian_CP850_CI_AS", "cp850"),
        ("Latin1_General_100_CI_AS_SC_UTF8", "utf-8"),
        ("Polish_CI_AS", "cp1250"),
        ("Cyrillic_General_CI_AS", "cp1251"),
        ("Japanese_CI_AS", "ascii"),
        ("SQL_EBCDIC037_CP1_CS_AS", "cp1252"),
        (None, "ascii"),
    ],
)
def test_a_collation_keeps_text_in_its_code_page(collation: str | None, page: str) -> None:
    assert codec(collation) == page


@pytest.mark.parametrize(
    ("limit", "fits", "too_long"),
    [
        (TextLimit(5, None), "æøå€𐍈"[:4], "æøå€𐍈"),
        (TextLimit(5, "cp1252"), "æøå€1", "æøå€12"),
        (TextLimit(5, "utf-8"), "æøa", "æøå"),
        (TextLimit(None, None), "x" * 100_000, None),
    ],
)
def test_length_is_counted_as_the_column_counts(limit: TextLimit, fits: str, too_long: str | None) -> None:
    assert limit.refusal(fits, "FremmedId") is None
    if too_long is not None:
        refused = limit.refusal(too_long, "FremmedId")
        assert refused is not None
        assert "6" in refused.text()
        assert "FremmedId" in refused.text("da")


@pytest.mark.parametrize("text", ["20042\N{SNOWMAN}", "Š\N{LATIN CAPITAL LETTER C WITH CARON}", "漢"])
def test_a_letter_outside_the_code_page_is_named(text: str) -> None:
    refused = TextLimit(50, "cp1252").refusal(text, "FremmedId")

    assert refused is not None
    assert f"“{text[-1]}”" in refused.text()
    assert TextLimit(50, None).refusal(text, "FremmedId") is None


def test_a_narrow_text_shows_as_the_text_it_is() -> None:
    assert repr(Narrow("o'Neil", 20)) == repr("o'Neil")
