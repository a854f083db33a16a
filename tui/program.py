"""Reads the command line, hands over to one command, and turns every way out into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from checks.engine.cpr import mask_cpr
from checks.engine.errors import Fault
from tui.hang_up import HUNG_UP, hung_up
from tui.options import Options, WrongUsage, as_plugin, parse

SCRUBBED = ("TEXTUAL", "SSL_", "NETRC")
"""Variables that would press keys, write files or redirect calls (reliability 3.4, measured)."""


class Command(Protocol):
    """A module of tui.commands."""

    def run(self, options: Options) -> int:
        """Do it and return the exit code; raises Fault with a sentence for the operator."""
        ...


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no traceback leaves this function."""
    words = list(arguments)
    _scrub()
    try:
        options = parse(words)
    except WrongUsage as wrong:
        _say(str(wrong))
        return 3 if as_plugin(words) else 2
    try:
        return cast(Command, import_module(f"tui.commands.{options.command}")).run(options)
    except Fault as fault:
        _say(fault.phrase.text(options.language or "en"))
        return 3 if as_plugin(words) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141  # the reader of our output left; there is nobody to tell
    except Exception as defect:  # noqa: BLE001 - the last place that can still turn a defect into a page
        if hung_up(defect):
            return HUNG_UP
        from tui.crash import page

        _say(page(defect))
        return 3 if as_plugin(words) else 1


def _scrub() -> None:
    os.umask(0o077)
    for name in list(os.environ):
        if name.startswith(SCRUBBED) or name.lower().endswith("_proxy"):
            del os.environ[name]


def _say(text: str) -> None:
    print(mask_cpr(text), file=sys.stderr)
