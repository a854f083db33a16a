"""The difference between two boards turns the one into the other, and holds nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

from checks.engine.board import Board, Panel, Pulse, Update, changes, updated
from checks.engine.model import CheckResult, Finding, Severity, Status
from checks.engine.phrase import plain

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def finding(key: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(key, "stale-address", severity, plain(key))


def board(*results: CheckResult) -> Board:
    return Board(MappingProxyType({r.check: Panel(r.check).after(r, AT) for r in results}), Pulse(cycle=1))


def result(*findings: Finding, status: Status = Status.WARNING) -> CheckResult:
    return CheckResult("stale-address", status, findings)


def test_an_update_turns_the_old_board_into_the_new_one() -> None:
    old = board(result(finding("a"), finding("b"), finding("c")))
    new = board(result(finding("b"), finding("c", Severity.CRITICAL), finding("d")))

    shown = updated(old, Update(new.pulse, changes(old, new)))

    assert {k: dict(p.findings) for k, p in shown.panels.items()} == {
        k: dict(p.findings) for k, p in new.panels.items()
    }


def test_only_what_changed_is_sent() -> None:
    old = board(result(finding("a"), finding("b")))
    new = board(result(finding("a"), finding("b", Severity.CRITICAL)))

    (change,) = changes(old, new)

    assert [f.key for f in change.changed] == ["b"]
    assert change.gone == ()


def test_an_unchanged_board_sends_nothing() -> None:
    same = board(result(finding("a")))

    assert changes(same, board(result(finding("a")))) == ()


def test_the_worst_finding_comes_first_after_an_update() -> None:
    old = board(result(finding("a")))
    new = board(result(finding("z", Severity.CRITICAL), finding("a")))

    shown = updated(old, Update(new.pulse, changes(old, new)))

    assert list(shown.panels["stale-address"].findings) == ["z", "a"]


def test_an_unknown_check_keeps_the_last_findings_with_their_date() -> None:
    known = Panel("stale-address").after(result(finding("a")), AT)

    unknown = known.after(CheckResult("stale-address", Status.UNKNOWN, reason=plain("offline")), AT.replace(hour=9))

    assert list(unknown.findings) == ["a"]
    assert unknown.as_of == AT
    assert unknown.status == Status.UNKNOWN
