"""A place of e-conomic that fails whichever way it is asked."""

from __future__ import annotations

from checks.demo.simulator import Fault, FaultKind, Simulator

CLASSIC = {
    "/journalsapi": ("/journals/", "journalEntryNumber"),
    "/bookedEntriesapi": ("/accounting-years/", "entryNumber"),
}
"""Where the classic surface has what a newer service has, and what it is sorted by, which nothing else there is."""


def fail(simulator: Simulator, kind: FaultKind, path: str, seconds: float = 1.0) -> None:
    """Let every call to this place fail, the classic ones too."""
    simulator.fault(Fault(kind, path, method="*", seconds=seconds))
    if path in CLASSIC:
        prefix, key = CLASSIC[path]
        simulator.fault(Fault(kind, prefix, method="*", seconds=seconds, query=f"sort={key}"))
