"""Why a check cannot tell, in words that people use for the places, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checks.engine.check import run
from checks.engine.model import CheckResult, Status
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part, Reading, Snapshot
from checks.engine.unread import NAMES
from checks.unposted_invoice import CHECK

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
READ: Reading[object] = Reading((), NOON)
WHY = Phrase("e-conomic failed ({status}).", "e-conomic fejlede ({status}).")


def asked(**faults: Phrase | None) -> CheckResult:
    """Ask a check that needs everything; a part without a fault was not read yet."""
    whole = Snapshot(NOON, **{part.value: READ for part in Part})  # type: ignore[arg-type]  # empty ones fit all
    lost: dict[str, Reading[object]] = {name: Reading(fault=fault) for name, fault in faults.items()}
    return run(CHECK, replace(whole, **lost))  # type: ignore[arg-type]  # as above


def test_every_part_has_a_name_of_its_own_in_both_languages() -> None:
    assert set(NAMES) == {*Part, None}
    for language in ("en", "da"):
        assert len({name.text(language) for name in NAMES.values()}) == len(NAMES)


def test_what_was_read_needs_no_reason() -> None:
    assert asked().reason is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Could not read customers, booked entries. e-conomic failed (503)."),
        ("da", "Kunne ikke læse kunder, posteringer. e-conomic fejlede (503)."),
    ],
)
def test_one_reason_is_told_once_with_every_place(language: str, said: str) -> None:
    result = asked(debtors=WHY.with_(status=503), entries=WHY.with_(status=503))

    assert (result.status, result.findings) == (Status.UNKNOWN, ())
    assert result.reason is not None
    assert result.reason.text(language) == said


def test_each_place_has_its_own_reason() -> None:
    reason = asked(drafts=WHY.with_(status=500), journal=WHY.with_(status=503)).reason

    assert reason is not None
    assert reason.text() == (
        "Could not read drafts. e-conomic failed (500). Could not read journal lines. e-conomic failed (503)."
    )


def test_what_was_not_read_yet_is_named_too() -> None:
    reason = asked(customers=None, booked=None).reason

    assert reason is not None
    assert reason.text() == "not read yet: ClientTime's customers, booked invoices"
    assert reason.text("da") == "endnu ikke læst: ClientTimes kunder, bogførte fakturaer"
