"""The doctor's process: looks once, tells line by line over its standard output, and leaves.

The end of its input means that nobody listens any more: it leaves at once, whatever driver hangs.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Sequence
from typing import BinaryIO

from checks.adapters.platform import lower_priority
from checks.engine.errors import Fault
from checks.engine.health import Line
from tui.crash import page
from tui.diagnosis import failed, look
from tui.options import parse
from tui.password import Origin
from tui.texts import doctor as texts
from tui.vault import taken_out
from tui.visit import Topic
from tui.wire import LENGTH, packed
from tui.wiring import find


def main(arguments: Sequence[str]) -> int:
    """Start from the command line that tui.wiring.doctor_of makes."""
    lower_priority()
    incoming = sys.stdin.buffer
    (length,) = LENGTH.unpack(incoming.read(LENGTH.size))
    # In this process's own environment, where everything looks for them; it has no children.
    os.environ.update(taken_out(incoming.read(length)))
    threading.Thread(target=_leave_with_input, daemon=True).start()
    with os.fdopen(os.dup(1), "wb", buffering=0) as outgoing:
        os.dup2(2, 1)  # whatever else prints goes to the log
        try:
            _look(arguments[1:], Origin(arguments[0]), outgoing)
        except Exception as defect:  # noqa: BLE001 - a defect of ours becomes a page without values
            print(page(defect), file=sys.stderr)
            return 1
    return 0


def _look(arguments: Sequence[str], origin: Origin, outgoing: BinaryIO) -> None:
    def tell(topic: Topic, line: Line | None) -> None:
        outgoing.write(packed((int(topic), line)))

    options = parse(arguments)
    try:
        site = find(options)
    except Fault as fault:
        tell(Topic.SITE, failed(texts.CONFIGURATION, fault))
        for topic in (Topic.SITE, Topic.CLIENTTIME, Topic.ECONOMIC):
            tell(topic, None)
        return
    asyncio.run(look(site, options, origin, tell))


def _leave_with_input() -> None:
    while os.read(0, 1024):  # not through the buffer: its lock would be held when the interpreter ends
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
