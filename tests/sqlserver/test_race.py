"""Two processes at once: none overwrites what it has not seen, and no number is given to two customers."""

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
"""The first of the values that are written."""


@dataclass(slots=True)
class Race:
    """`steps` are the writes that were told as done, each with what its writer had read."""

    place: OnServer
    racers: list[subprocess.Popen[str]] = field(default_factory=list[subprocess.Popen[str]])
    steps: list[tuple[str | None, str]] = field(default_factory=list[tuple["str | None", str]])
    ends: list[str] = field(default_factory=list[str])

    def round(self, *numbers: int) -> None:
        """Let both read, and then both write their number."""
        before = self.told(*numbers)
        for read, number, end in zip(before, numbers, self.told("go", "go"), strict=True):
            self.ends.append(end)
            if end == State.DONE:
                self.steps.append((read, str(number)))

    def told(self, *words: object) -> list[Any]:
        """Say a word to each, both at once, and return what each said then."""
        for racer, word in zip(self.racers, words, strict=True):
            print(word, file=racer.stdin, flush=True)
        return [said(racer) for racer in self.racers]

    @property
    def twins(self) -> int:
        """Return how many customers have a number that another one has as well."""
        held = [value for (value,) in self.place.rows("SELECT ForeignId FROM Customer WHERE ForeignId IS NOT NULL")]
        return len(held) - len(set(held))

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
def race(driver: str, folder: Path, kind: str, keys: tuple[str, str] = ("2", "2")) -> Generator[Race]:
    """Have two processes at the ready before one server, each with its customer."""
    with served(driver, folder) as place, ExitStack() as stack:
        made = Race(place)
        for key in keys:
            words = [*RACER, driver, str(place.server.port), key, kind]
            racer = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            stack.enter_context(racer)
            stack.callback(racer.kill)
            made.racers.append(racer)
        assert [said(racer) for racer in made.racers] == ["ready", "ready"]
        yield made


ROUNDS = pytest.mark.parametrize(
    ("driver", "rounds"),
    [
        ("freetds", 10),
        pytest.param("microsoft", 10, marks=pytest.mark.long),
        pytest.param("freetds", 500, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
        pytest.param("microsoft", 500, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)


@ROUNDS
def test_of_two_that_race_for_a_row_none_writes_over_what_it_has_not_seen(
    tmp_path: Path, driver: str, rounds: int
) -> None:
    with race(driver, tmp_path, "guarded") as racing:
        for number in range(rounds):
            racing.round(FIRST + 2 * number, FIRST + 2 * number + 1)

        assert racing.lost == 0
        assert in_one_line(racing.steps, racing.held)
        assert racing.ends.count(State.DONE) == rounds
        assert set(racing.ends) <= {State.DONE, State.CONFLICT, State.NOT_DONE}


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
@pytest.mark.long
def test_without_a_guard_what_was_written_is_lost(tmp_path: Path, driver: str) -> None:
    with race(driver, tmp_path, "unguarded") as racing:
        for number in range(10):
            racing.round(FIRST + 2 * number, FIRST + 2 * number + 1)

        assert racing.lost > 0
        assert not in_one_line(racing.steps, racing.held)


@ROUNDS
def test_of_two_that_give_one_number_to_two_customers_one_is_refused(tmp_path: Path, driver: str, rounds: int) -> None:
    with race(driver, tmp_path, "guarded", ("1", "2")) as racing:
        for number in range(rounds):
            racing.round(FIRST + number, FIRST + number)
            assert racing.twins == 0

        assert racing.ends.count(State.DONE) == rounds
        assert set(racing.ends) <= {State.DONE, State.REFUSED, State.NOT_DONE}


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=pytest.mark.long)])
@pytest.mark.long
def test_without_a_look_after_the_write_both_have_it(tmp_path: Path, driver: str) -> None:
    with race(driver, tmp_path, "unaware", ("1", "2")) as racing:
        racing.round(FIRST, FIRST)

        assert (racing.twins, racing.ends) == (1, [State.DONE, State.DONE])


def in_one_line(steps: list[tuple[str | None, str]], last: str | None) -> bool:
    """Tell whether each write began from what the one before it left, from NULL to what stands there now."""
    after = dict(steps)
    value: str | None = None
    for _ in steps:
        if value not in after:
            return False
        value = after[value]
    return value == last and len(after) == len(steps)
