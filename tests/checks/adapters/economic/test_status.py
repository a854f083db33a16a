"""What headers say about waiting."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.adapters.answer import Answer
from checks.adapters.status import LONGEST_WAIT, load, refused, retry_after

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5", 5.0),
        ("0", 0.0),
        ("-7", 0.0),
        ("2.5", 2.5),
        ("1e9", LONGEST_WAIT),
        ("9" * 400, None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("soon", None),
        ("Tue, 24 Nov 2026 12:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("Wed, 21 Oct 2099 07:28:00 GMT", LONGEST_WAIT),
        ("Tue, 99 Nov 2026 99:00:30 GMT", None),
    ],
)
def test_a_wait_is_between_nothing_and_the_longest(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, lambda: NOW) == seconds


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("token-limit-10000-per-60-seconds: 147/10000", 0.0147),
        ("token-limit-10000-per-60-seconds: 12000/10000", 1.0),
        ("", 0.0),
        ("nonsense", 0.0),
        ("a: b/c", 0.0),
        ("x: 1/0", 1.0),
        ("x: ٣/10", 0.0),
    ],
)
def test_the_load_of_the_token_bucket_is_read_or_ignored(text: str, share: float) -> None:
    assert load({"x-ratelimiting": text}) == share


@pytest.mark.parametrize(
    ("headers", "said"),
    [({"retry-after": "110"}, "e-conomic asks for a pause: 110 s (429). "), ({}, "e-conomic asks for a pause (429). ")],
)
def test_a_pause_is_told_in_words_with_its_length_where_that_is_known(headers: dict[str, str], said: str) -> None:
    found = refused(Answer(429, headers, b"{}"), "/customers", "host", lambda: NOW)

    assert found is not None
    assert found.phrase.text().startswith(said)
