"""`ctmon undo ENTRY`: the inverse plan of a recorded fix, through the same door."""

from __future__ import annotations

from checks.engine.local import LocalMonitor
from tui.commands.fix import carry_out
from tui.headless import conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site


def run(options: Options) -> int:
    """Take one entry back; exit codes as `fix`."""
    site = open_site(options)
    return conduct(site.monitor, lambda monitor: _undo(monitor, site, options))


async def _undo(monitor: LocalMonitor, site: OpenSite, options: Options) -> int:
    await monitor.settle()
    entry = options.entry or 0
    return await carry_out(monitor, lambda: monitor.undo(entry), site.language, options)
