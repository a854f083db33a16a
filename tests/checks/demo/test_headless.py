"""The whole way once: `ctmon demo --headless` prints exactly what was planted, and leaves nothing running."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from checks.adapters.platform import FileClaim
from checks.demo.scenario import build

COMMAND = [sys.executable, "-P", "-m", "tui.cli", "demo", "--headless", "--format", "json"]
Key = tuple[str, str, str | None, str | None]


def printed(folder: Path, *options: str) -> dict[str, Any]:
    homes = {"CTMON_STATE_HOME": str(folder / "state"), "CTMON_CONFIG_HOME": str(folder / "config")}
    done = subprocess.run(
        [*COMMAND, *options], capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **homes}
    )
    assert done.returncode == 2, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def expected(report: dict[str, Any], seed: int, day: datetime) -> set[Key]:
    there = {check["id"] for check in report["checks"]}
    planted = build(seed, now=day).planted
    return {(one.check, one.key, one.cause, one.parent) for one in planted if one.check in there}


def told(report: dict[str, Any]) -> set[Key]:
    return {
        (check["id"], finding["key"], finding["cause"], finding["parent"])
        for check in report["checks"]
        for finding in check["findings"]
    }


def agrees(folder: Path, seed: int) -> bool:
    """Tell whether planted and printed are the same, on whichever side of midnight it was made."""
    days = [datetime.now(UTC)]
    report = printed(folder, "--seed", str(seed))
    days.append(datetime.now(UTC))
    return any(told(report) == expected(report, seed, day) for day in days)


def test_what_is_printed_is_what_was_planted_and_nothing_runs_on(tmp_path: Path) -> None:
    assert agrees(tmp_path, 1)

    site = tomllib.loads((tmp_path / "state" / "demo" / "demo.toml").read_text(encoding="utf-8"))
    port = urlsplit(str(site["economic"]["rest_url"])).port
    with socket.socket() as caller:
        assert caller.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 11))
def test_ten_seeds_print_what_was_planted(seed: int, tmp_path: Path) -> None:
    assert agrees(tmp_path, seed)


def calls(report: dict[str, Any]) -> tuple[int, int]:
    """Return the calls of this run and those of the day."""
    economic = report["sources"]["economic"]
    return economic["calls"], economic["calls_today"]


@pytest.mark.long
def test_a_new_demo_counts_its_calls_from_zero_and_one_that_goes_on_does_not(tmp_path: Path) -> None:
    first, again = calls(printed(tmp_path)), calls(printed(tmp_path))
    kept = calls(printed(tmp_path, "--keep"))

    assert first[0] == first[1] > 0
    assert again == first
    assert kept[1] == first[1] + kept[0]


@pytest.mark.long
def test_a_second_demo_at_once_is_another_firm_with_a_count_of_its_own(tmp_path: Path) -> None:
    first = printed(tmp_path)
    with FileClaim(tmp_path / "state" / "demo" / "lock").hold() as free:
        assert free

        second = printed(tmp_path)
    kept = printed(tmp_path, "--keep")

    assert calls(second) == calls(first)
    assert calls(kept)[1] == calls(first)[1] + calls(kept)[0]


@pytest.mark.long
def test_a_demo_that_goes_on_shows_the_same_again(tmp_path: Path) -> None:
    first = printed(tmp_path)

    assert told(printed(tmp_path, "--keep")) == told(first)
