"""`ctmon check`: one cycle, printed."""

from __future__ import annotations

import sys
from dataclasses import replace

from checks.engine.check import discover
from checks.engine.errors import Fault
from checks.engine.local import LocalMonitor
from checks.engine.model import Report
from checks.engine.phrase import Phrase
from tui.formats import json_report, text_report
from tui.formats.verdict import exit_code
from tui.headless import conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site


def run(options: Options) -> int:
    """Read both systems once, print what is wrong, and return the plugin convention's exit code."""
    must_exist(options.check)
    site = open_site(options)
    return conduct(site.monitor, lambda monitor: print_cycle(monitor, site, options))


def must_exist(wanted: tuple[str, ...]) -> None:
    """Raise Fault for an id that no check has."""
    known = [check.id for check in discover()]
    for name in wanted:
        if name not in known:
            raise Fault(NO_SUCH_CHECK.with_(id=name, ids=", ".join(known)))


async def print_cycle(monitor: LocalMonitor, site: OpenSite, options: Options) -> int:
    """Settle what was left open, make one cycle and print it."""
    await monitor.settle()
    report = _wanted(await monitor.cycle(), options.check, monitor)
    language = site.language
    if options.format == "json":
        text = json_report.render(report, site.name, language, options.mask)
    else:
        text = text_report.render(report, {check.id: check for check in discover()}, language, options.mask)
    sys.stdout.write(text)
    sys.stdout.flush()
    return exit_code(report)


def _wanted(report: Report, wanted: tuple[str, ...], monitor: LocalMonitor) -> Report:
    """Leave out what was not asked for; it was judged all the same, since parents may stand in other checks."""
    for name in wanted:
        if name not in {check.id for check in monitor.checks}:
            raise Fault(OFF.with_(id=name))
    return replace(report, results=tuple(r for r in report.results if r.check in wanted)) if wanted else report


OFF = Phrase(
    "The check {id} is switched off for this site: take it out of [monitor] disabled in the site file.",
    "Tjekket {id} er slået fra: fjern det fra [monitor] disabled i opsætningen.",
)
NO_SUCH_CHECK = Phrase("There is no check “{id}”. There are: {ids}.", "Der findes intet tjek “{id}”. Der er: {ids}.")
