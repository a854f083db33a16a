"""`kill -9` at any moment of a fix: never two writes, a sound journal, and the next command settles what is open."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import Firm, customer, debtor, firm, world

LINK, PUSH = "null-foreign-id:1042", "stale-address:1043"
MOMENTS = 50


def books() -> list[dict[str, object]]:
    return [
        debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber="13748136"),
        debtor(20043, "Olsens El A/S"),
    ]


def spread(count: int) -> list[ParameterSet]:
    """Return moments from 0 to 1 of a fix's length; every fifth is in the short run."""
    marks = [() if n % 5 == 2 else (pytest.mark.long,) for n in range(count)]
    return [pytest.param(n / (count - 1), marks=marks[n], id=f"{n:02}") for n in range(count)]


@contextlib.contextmanager
def slow_firm(folder: Path) -> Generator[Firm]:
    """Return a firm whose e-conomic takes a while for every call, and whose database logs every link written."""
    rows = [
        customer(1, "1042", None, "Hansen Byg ApS", CvrNumber="13748136"),
        customer(2, "1043", "20043", "Olsens El A/S", Address1="Vestergade 3"),
    ]
    with firm(folder, rows, (), world(books())) as made:
        made.sql("CREATE TABLE written (value TEXT)")
        made.sql(
            "CREATE TRIGGER log AFTER UPDATE OF ForeignDebitorSystemIdentification ON Customer "
            "BEGIN INSERT INTO written VALUES (NEW.ForeignDebitorSystemIdentification); END"
        )
        made.simulator.fault(Fault(FaultKind.SLOW, path_prefix="/customers/", method="GET", seconds=0.08))
        made.simulator.fault(Fault(FaultKind.SLOW, path_prefix="/customers/", method="PUT", seconds=0.25))
        yield made


def links_written(made: Firm) -> int:
    with contextlib.closing(sqlite3.connect(made.database)) as file:
        return int(file.execute("SELECT COUNT(*) FROM written").fetchone()[0])


def puts(made: Firm) -> int:
    return sum(call.method == "PUT" for call in made.simulator.calls)


def killed(made: Firm, key: str, share: float) -> None:
    """Start the fix and kill it after a share of its length, from before the reading to after the outcome."""
    process = made.start("fix", key, "--yes")
    time.sleep(0.35 + share * 1.6)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("moment", spread(MOMENTS))
@pytest.mark.parametrize("key", [LINK, PUSH])
def test_a_fix_that_is_killed_writes_at_most_once_and_is_settled_by_asking(
    key: str, moment: float, tmp_path: Path
) -> None:
    with slow_firm(tmp_path) as made:
        killed(made, key, moment)
        before = (links_written(made), puts(made))

        made.run("check")

        assert (links_written(made), puts(made)) == before, "settling asks, and never writes"
        assert max(before) <= 1
        assert made.run("journal", "verify").returncode == 0
        records = json.loads(made.run("journal", "export").stdout)["records"]
        states = [record["state"] for record in records if record["kind"] == "outcome"]
        intents = [record for record in records if record["kind"] == "intent"]
        assert len(states) >= len(intents), "no intent is left open"
        truth = made.cell("1042") if key == LINK else (made.simulator.customer(20043) or {})["address"]
        done = truth == ("20042" if key == LINK else "Vestergade 3")
        assert done == ("done" in states)

        print("killed", key, f"{moment:.2f}", "intents", len(intents), "outcomes", *states, "written", *before)
        again = made.run("fix", key, "--yes")

        assert again.returncode == (1 if done else 0), again.stderr
        assert max(links_written(made), puts(made)) == 1
