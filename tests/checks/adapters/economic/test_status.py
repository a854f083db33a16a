"""What headers say about waiting."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.adapters.status import LONGEST_WAIT, load, retry_after

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
