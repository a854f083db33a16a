"""`ctmon doctor`: what the program needs, one line each, with the next step. Changes nothing in either system."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

from checks.engine.errors import Fault
from checks.engine.health import Line, Sign, merged
from checks.engine.patience import by_itself
from tui.diagnosis import failed, look, terminal
from tui.headless import at_terminal
from tui.options import Options
from tui.password import ask_where_missing
from tui.texts import doctor as texts
from tui.texts.doctor import SIGNS
from tui.visit import Topic
from tui.wiring import find

BELOW = " " * 10
"""Where a script begins: under what is looked at."""


def run(options: Options) -> int:
    """Look at everything that can be looked at; 0 when nothing failed, else 1."""
    language, told = options.language or "en", list[tuple[Topic, Line]]()

    def tell(topic: Topic, line: Line | None) -> None:
        if line is not None:
            told.append((topic, line))

    try:
        site = find(options)
    except Fault as fault:
        tell(Topic.SITE, failed(texts.CONFIGURATION, fault))
    else:
        language = options.language or site.language
        origin = ask_where_missing(site, language)
        with by_itself(not at_terminal()):
            asyncio.run(look(site, options, origin, tell))
    tell(Topic.TERMINAL, terminal())
    lines = merged(line for _, line in sorted(told, key=lambda one: one[0]))
    print(_json(lines, language) if options.format == "json" else _text(lines, language))
    return 1 if any(line.sign is Sign.FAILED for line in lines) else 0


def _text(lines: Sequence[Line], language: str) -> str:
    names = [line.what.text(language) for line in lines]
    width = max(map(len, names)) + 2
    return "\n".join(
        f"{SIGNS[line.sign].text(language):<9} {name:<{width}}{_said(line, language)}"
        for line, name in zip(lines, names, strict=True)
    )


def _said(line: Line, language: str) -> str:
    """Return result and next step; what is to be copied stands in lines of its own below."""
    said = " ".join(phrase.text(language) for phrase in (line.result, line.step) if phrase is not None)
    return said.replace("\n", f"\n{BELOW}")


def _json(lines: Sequence[Line], language: str) -> str:
    rows = [
        {
            "what": line.what.text(language),
            "state": line.sign.value,
            "result": line.result.text(language),
            "next": line.step.text(language) if line.step else None,
        }
        for line in lines
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
