"""Two processes that read the same row and write to it at once: none overwrites what it has not seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from checks.engine.plan import State
from tests.support.clienttime_places import OnServer, served

RACER = [sys.executable, "-P", "-m", "tests.support.racing"]
ROOT = Path(__file__).parents[2]
FIRST = 30_000
"""The first of the values that are written; each racer has every other one."""


@dataclass(slots=True)
class Race:
    """`steps` are the writes that were told as done, each with what its writer had read."""

    place: OnServer
    racers: list[subprocess.Popen[str]] = field(default_factory=list[subprocess.Popen[str]])
    steps: list[tuple[str | None, str]] = field(default_factory=list[tuple["str | None", str]])
    ends: list[str] = field(default_factory=list[str])

    def round(self, number: int) -> None:
        """Let both read, and then both write."""
        before = self.told()
        for place, (read, end) in enumerate(zip(before, self.told(), strict=True)):
            self.ends.append(end)
            if end == State.DONE:
                self.steps.append((read, str(FIRST + 2 * number + place)))

    def told(self) -> list[Any]:
        """Say a word to both at once, and return what each said then."""
        for racer in self.racers:
            print("go", file=racer.stdin, flush=True)
        return [said(racer) for racer in self.racers]

    @property
    def lost(self) -> int:
        """Return how many values were written over by somebody who had not seen them."""
        return len(self.steps) - len({read for read, _ in self.steps})

    @property
    def held(self) -> str | None:
        """Return what stands in the row."""
        ((value,),) = self.place.rows("SELECT ForeignId FROM Customer WHERE CustomerId = 2")
        return None if value is None else str(value)


def said(racer: subprocess.Popen[str]) -> Any:
    """Return the next thing that a racer says."""
    assert racer.stdout is not None
    return json.loads(racer.stdout.readline())


@contextmanager
def race(driver: str, folder: Path, kind: str) -> Generator[Race]:
    """Have two processes at the ready before one server."""
    with served(driver, folder) as place, ExitStack() as stack:
        made = Race(place)
        for number in (FIRST, FIRST + 1):
            words = [*RACER, driver, str(place.server.port), str(number), kind]
            racer = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            stack.enter_context(racer)
            stack.callback(racer.kill)
            made.racers.append(racer)
        assert [said(racer) for racer in made.racers] == ["ready", "ready"]
        yield made


@pytest.mark.parametrize(
    ("driver", "rounds"),
    [
        ("freetds", 10),
        pytest.param("microsoft", 10, marks=pytest.mark.long),
        pytest.param("freetds", 500, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
        pytest.param("microsoft", 500, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_of_two_that_race_for_a_row_none_writes_over_what_it_has_not_seen(
    tmp_path: Path, driver: str, rounds: int
) -> None:
    with race(driver, tmp_path, "guarded") as racing:
        for number in range(rounds):
            racing.round(number)

        assert racing.lost == 0
        assert in_one_line(racing.steps, racing.held)
        assert racing.ends.count(State.DONE) == rounds
        assert set(racing.ends) <= {State.DONE, State.CONFLICT, State.NOT_DONE}


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
@pytest.mark.long
def test_without_a_guard_what_was_written_is_lost(tmp_path: Path, driver: str) -> None:
    with race(driver, tmp_path, "unguarded") as racing:
        for number in range(10):
            racing.round(number)

        assert racing.lost > 0
        assert not in_one_line(racing.steps, racing.held)


def in_one_line(steps: list[tuple[str | None, str]], last: str | None) -> bool:
    """Tell whether each write began from what the one before it left, from NULL to what stands there now."""
    after = dict(steps)
    value: str | None = None
    for _ in steps:
        if value not in after:
            return False
        value = after[value]
    return value == last and len(after) == len(steps)
