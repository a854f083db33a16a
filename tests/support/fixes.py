"""Fixes and their undos on a firm through the product's own monitor, told so that two places can be compared."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import pytest

from checks.engine.local import LocalMonitor
from checks.engine.model import Finding, Report
from checks.engine.plan import FixPlan, Outcome, Refused, Request
from tests.support.tds_firm import TdsFirm
from tui.formats import journal_json, json_report
from tui.options import parse
from tui.wiring import open_site

LINKED = "SELECT CustomerId, CustomerCode, ForeignDebitorSystemIdentification FROM Customer ORDER BY CustomerId"
OF_THE_RUN = ("site", "started", "finished")
"""What a report says of the run and not of the two systems; a site is named by where its file is."""
Members = dict[str, Any]


@dataclass(slots=True)
class Fixes:
    """`told` is what was planned and done, in order, without times."""

    firm: TdsFirm
    monitor: LocalMonitor
    told: list[Members] = field(default_factory=list[Members])

    def fixable(self, number: int) -> list[Request]:
        """Return so many fixes: half of them written to ClientTime as far as there are, the rest to e-conomic."""
        links = [
            Request(finding.key, to=str(finding.suggestions[0].customer_number))
            for finding in (*self._of("null-foreign-id"), *self._of("broken-link"))
            if "link" in finding.actions and finding.suggestions
        ][: number // 2]
        pushes = [Request(finding.key) for finding in self._of("stale-address") if "push" in finding.actions]
        return [*links, *pushes[: number - len(links)]]

    async def fix(self, request: Request) -> Outcome:
        """Plan and apply one fix, and look whether the finding is gone."""
        return await self._done(await self.monitor.plan(request))

    async def undo(self, entry: int | None) -> Outcome:
        """Take one back, and look again."""
        assert entry is not None
        return await self._done(await self.monitor.undo(entry))

    @property
    def report(self) -> Members:
        """Return what the last cycle found, as `check --format json` tells it."""
        assert self.monitor.report is not None
        return of_both_systems(self.monitor.report)

    @property
    def journal(self) -> list[Members]:
        """Return every entry, without its time."""
        return [
            {name: value for name, value in journal_json.members(entry).items() if name != "at"}
            for entry in self.monitor.journal_file.entries()
        ]

    @property
    def links(self) -> list[tuple[object, ...]]:
        """Return every customer with its foreign id, past the program."""
        return self.firm.rows(LINKED)

    @property
    def debtors(self) -> list[Members]:
        """Return e-conomic's customers past the program, without their addresses on the web and times."""
        found = self.firm.client.get("/customers", params={"pagesize": 1000}).json()["collection"]
        return [{name: value for name, value in each.items() if _own(name, value)} for each in found]

    def _of(self, check: str) -> list[Finding]:
        return list(self.monitor.board.panels[check].findings.values())

    async def _done(self, plan: FixPlan | Refused) -> Outcome:
        assert isinstance(plan, FixPlan), plan
        outcome = await self.monitor.apply(plan.id)
        await self.monitor.cycle()
        self.told.append(
            {
                "finding": plan.finding,
                "action": plan.action,
                "target": plan.target,
                "planned": plan.changes,
                "summary": plan.summary.text("en"),
                "state": outcome.state,
                "message": outcome.message.text("en"),
                "entry": outcome.entry,
                "seen": outcome.changes,
                "still there": self.monitor.finding(plan.finding) is not None,
            }
        )
        return outcome


def of_both_systems(report: Report | str) -> Members:
    """Return a report as values, without what belongs to the run."""
    text = report if isinstance(report, str) else json_report.render(report, "")
    return {name: value for name, value in json.loads(text).items() if name not in OF_THE_RUN}


@contextlib.asynccontextmanager
async def fixes(firm: TdsFirm, patch: pytest.MonkeyPatch) -> AsyncGenerator[Fixes]:
    """Open the firm's site in this process and read both systems once."""
    for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
        patch.setenv(name, firm.environment[name])
    made = Fixes(firm, open_site(parse(["--config", str(firm.config)])).monitor())
    await made.monitor.cycle()
    try:
        yield made
    finally:
        await made.monitor.close()


def _own(name: str, value: object) -> bool:
    return name != "lastUpdated" and "127.0.0.1" not in json.dumps(value)
