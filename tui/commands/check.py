"""`ctmon check`: one cycle, printed."""

from __future__ import annotations

import sys

from checks.engine.check import discover
from checks.engine.errors import Fault
from checks.engine.local import LocalMonitor
from checks.engine.phrase import Phrase
from tui.formats import json_report, text_report
from tui.formats.verdict import exit_code
from tui.headless import conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site


def run(options: Options) -> int:
    """Read both systems once, print what is wrong, and return the plugin convention's exit code."""
    for wanted in options.check:
        if wanted not in {check.id for check in discover()}:
            raise Fault(NO_SUCH_CHECK.with_(id=wanted, ids=", ".join(c.id for c in discover())))
    site = open_site(options)
    return conduct(site.monitor, lambda monitor: print_cycle(monitor, site, options))


async def print_cycle(monitor: LocalMonitor, site: OpenSite, options: Options) -> int:
    """Settle what was left open, make one cycle and print it."""
    await monitor.settle()
    report = await monitor.cycle()
    language = site.language
    if options.format == "json":
        text = json_report.render(report, site.name, language, options.mask)
    else:
        text = text_report.render(report, {check.id: check for check in discover()}, language, options.mask)
    sys.stdout.write(text)
    sys.stdout.flush()
    return exit_code(report)


NO_SUCH_CHECK = Phrase("There is no check “{id}”. There are: {ids}.", "Der findes intet tjek “{id}”. Der er: {ids}.")
