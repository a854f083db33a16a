"""The demo's firm is the same to the program in a file and on a SQL Server, through either real driver."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.demo import scenario
from checks.engine.plan import State
from tests.support.fixes import Fixes, Members, fixes, of_both_systems
from tests.support.tds_firm import tds_firm

CHECK = [sys.executable, "-P", "-m", "tui.cli", "check", "--format", "json", "--config"]


@dataclass(slots=True)
class Round:
    """What one place told of some fixes, of their undos, and of itself before, between and after."""

    reports: list[Members]
    told: list[Members]
    journal: list[Members]
    links: list[Any]
    debtors: list[Any]


@pytest.mark.parametrize(
    ("driver", "number"),
    [
        ("freetds", 2),
        pytest.param("freetds", 20, marks=pytest.mark.long),
        pytest.param("microsoft", 20, marks=pytest.mark.long),
    ],
)
async def test_fixes_and_their_undos_come_to_the_same_on_a_server_as_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, driver: str, number: int
) -> None:
    firm = scenario.build(1, 1, 1, datetime.now(UTC))

    file, server = [await taken_back(tmp_path, monkeypatch, where, firm, number) for where in ("sqlite", driver)]

    assert server == file
    assert [told["state"] for told in server.told] == [State.DONE] * 2 * number
    assert [told["still there"] for told in server.told] == [False] * number + [True] * number
    assert Counter(told["action"] for told in server.told) == {"link": number, "push": number}
    before, between, after = server.links
    assert after == before != between
    before, between, after = server.debtors
    assert after == before != between


@pytest.mark.long
@pytest.mark.parametrize("driver", ["freetds", "microsoft"])
def test_a_check_of_a_server_says_what_a_check_of_the_file_says(tmp_path: Path, driver: str) -> None:
    firm = scenario.build(2, 300, 1500, datetime.now(UTC))
    said: list[Members] = []

    for where in ("sqlite", driver):
        with tds_firm(tmp_path / where, where, firm) as found:
            ended = subprocess.run([*CHECK, str(found.config)], env=found.environment, capture_output=True, text=True)
            assert ended.returncode == 2, ended.stderr
            said.append(of_both_systems(ended.stdout))

    assert said[1] == said[0]
    assert sum(check["count"] for check in said[1]["checks"]) > 150


async def taken_back(home: Path, patch: pytest.MonkeyPatch, where: str, firm: scenario.Scenario, number: int) -> Round:
    """Make so many fixes in one place, and take them back, the last one first."""
    with tds_firm(home / where, where, firm) as found:
        async with fixes(found, patch) as there:
            made = Round([], there.told, [], [], [])
            note(made, there)
            entries = [(await there.fix(request)).entry for request in there.fixable(number)]
            note(made, there)
            for entry in reversed(entries):
                await there.undo(entry)
            note(made, there)
            made.journal = there.journal
            return made


def note(made: Round, there: Fixes) -> None:
    """Note how both systems stand, by the program and past it."""
    made.reports.append(there.report)
    made.links.append(there.links)
    made.debtors.append(there.debtors)
