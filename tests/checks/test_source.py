"""What is wrong with a side itself is a finding of its own: scripts look at the checks, not at the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checks.engine.check import run
from checks.engine.cycle import OTHER_BOOKS, Readings, late_clienttime, late_economic
from checks.engine.model import Health, Severity, SourceState, Status
from checks.engine.phrase import Phrase, plain
from checks.engine.shape import CHANGED
from checks.engine.snapshot import Snapshot
from checks.engine.thrift import troubles
from checks.source import CHECK

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TABLES = CHANGED.with_(changes="dbo.Customer: column Extra is new")


def readings(clienttime: Phrase | None = None, economic: Phrase | None = None) -> Readings:
    """Return readings of sides that say this of themselves."""
    ct, ec = late_clienttime(5), late_economic(5)
    states = (
        SourceState(name, Health.DEGRADED if said else Health.OK, detail=said)
        for name, said in (("clienttime", clienttime), ("economic", economic))
    )
    first, second = states
    return Readings(replace(ct, state=first), replace(ec, state=second))


def found(of: Readings) -> dict[str, tuple[Severity, str]]:
    result = run(CHECK, Snapshot(NOW, troubles=of.troubles))
    return {finding.key: (finding.severity, finding.summary.text()) for finding in result.findings}


def test_two_sound_sides_are_nothing_to_tell() -> None:
    result = run(CHECK, Snapshot(NOW, troubles=readings().troubles))

    assert (result.status, result.findings) == (Status.OK, ())


def test_changed_tables_are_critical_and_say_what_to_do() -> None:
    ((key, (severity, said)),) = found(readings().worse(TABLES)).items()

    assert (key, severity) == ("source:schema", Severity.CRITICAL)
    assert "column Extra is new" in said
    assert "ctmon init --confirm" in said


def test_a_side_that_is_not_read_either_is_told_beside_its_tables() -> None:
    told = found(readings(plain("cut.")).worse(TABLES))

    assert {key: severity for key, (severity, _) in told.items()} == {
        "source:schema": Severity.CRITICAL, "source:clienttime": Severity.WARNING,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "key", "severity"),
    [
        (plain("no token."), "source:economic", Severity.WARNING),
        (OTHER_BOOKS.with_(found=2, expected=1), "source:agreement", Severity.CRITICAL),
    ],
)
def test_another_firms_books_are_told_apart_from_a_side_that_is_not_read(
    said: Phrase, key: str, severity: Severity
) -> None:
    assert {one: weight for one, (weight, _) in found(readings(economic=said)).items()} == {key: severity}


def test_calls_that_run_out_are_a_warning_that_stays_set_aside_while_they_are_counted() -> None:
    first, later = (
        run(CHECK, Snapshot(NOW, troubles=tuple(troubles(used, 50_000)))).findings for used in (46_500, 47_000)
    )

    assert [(one.key, one.severity) for one in first] == [("source:budget", Severity.WARNING)]
    assert "3500 are left" in first[0].summary.text()
    assert first[0].basis == later[0].basis


def test_the_basis_of_an_ignore_is_what_has_changed() -> None:
    first, second = (
        run(CHECK, Snapshot(NOW, troubles=readings().worse(CHANGED.with_(changes=what)).troubles)).findings[0].basis
        for what in ("a", "b")
    )

    assert first != second


def test_it_is_never_unknown_though_nothing_could_be_read() -> None:
    both = Readings(late_clienttime(5), late_economic(5))

    assert run(CHECK, Snapshot(NOW, troubles=both.troubles)).status is Status.WARNING
