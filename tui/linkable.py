"""Which record a request to link means: the first candidate, another one, or none before the operator names it."""

from __future__ import annotations

from dataclasses import replace

from checks.engine.candidate import candidates
from checks.engine.model import Finding
from checks.engine.plan import Request
from tui.desk import Desk


def linkable(desk: Desk, ask: Request | int) -> Finding | None:
    """Return the finding that a request would link, where it is on the board and a link is its fix."""
    if isinstance(ask, int):
        return None
    panel = desk.board.panels.get(ask.finding.partition(":")[0])
    finding = panel.findings.get(ask.finding) if panel else None
    return finding if finding and (ask.action or finding.fix) == "link" else None


def aimed(desk: Desk, ask: Request) -> Request:
    """Name the first candidate also where it is not safe: a single plan shows both sides before anything is done."""
    finding = linkable(desk, ask)
    found = candidates(finding) if finding else ()
    return replace(ask, to=found[0].to) if found and not found[0].safe and ask.to is None else ask


def aimless(desk: Desk, ask: Request | int) -> bool:
    """Tell whether nobody knows yet whom a request means."""
    finding = linkable(desk, ask)
    return finding is not None and not finding.suggestions and isinstance(ask, Request) and ask.to is None
