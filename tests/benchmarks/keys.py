"""Key to repaint while cycles run, beside the least that a Textual program with a table costs, in one run.

    uv run python -m tests.benchmarks.keys PTY_BENCH FLOOR_APP [RUNS]

PTY_BENCH is a program that measures terminal programs from outside and prints JSON; FLOOR_APP is the least program.
All take turns; the figures are the medians over the runs, the ratio is ours to the floor.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CTMON = str(Path(sys.executable).with_name("ctmon"))
KEY_COUNT = 80
Result = dict[str, Any]
KEYS = ["--keys", "down,down,up,down,up", "--repeat", "16", "--idle", "0", "--quit", "q"]


def main(bench: str, floor: str, runs: int) -> None:
    """Measure in turns and print first paint, p50 and p99."""
    found: dict[str, list[Result]] = {"floor": [], "300/1,500": [], "3,000/20,000": []}
    for _ in range(runs):
        found["floor"].append(measured(bench, [sys.executable, floor], "row 1 col"))
        found["300/1,500"].append(measured(bench, [CTMON, "demo", "--still"], "critical"))
        large = [CTMON, "demo", "--still", "--customers", "3000", "--invoices", "20000"]
        found["3,000/20,000"].append(measured(bench, large, "critical"))
    print(f"medians of {runs} runs, {KEY_COUNT} keys each")
    print(f"{'':<14}{'ready ms':>10}{'p50 ms':>8}{'p99 ms':>8}{'p50 ratio':>11}{'p99 ratio':>11}")
    least = figures(found["floor"])
    for name, results in found.items():
        ready, p50, p99 = figures(results)
        print(f"{name:<14}{ready:>10.0f}{p50:>8.1f}{p99:>8.1f}{p50 / least[1]:>11.2f}{p99 / least[2]:>11.2f}")


def measured(bench: str, command: Sequence[str], ready: str) -> Result:
    """Run one program once under the bench."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CTMON_STATE_HOME": home, "CTMON_CONFIG_HOME": home}
        words = [sys.executable, bench, "--runs", "1", "--ready", ready, *KEYS, "--", *command]
        done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    result: Result = json.loads(done.stdout)
    return result


def figures(results: Sequence[Result]) -> tuple[float, float, float]:
    """Return the medians over the runs of ready time, p50 and p99 to the first byte, in ms."""
    starts, keys = ([result["median"][part] for result in results] for part in ("start", "keys"))
    ready = statistics.median(start["ready_ms"] for start in starts)
    p50, p99 = (statistics.median(key[f"first_{name}_ms"] for key in keys) for name in ("p50", "p99"))
    return ready, p50, p99


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)
