"""`ctmon doctor`: what the program needs, one line each, with the next step. Changes nothing in either system."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence

from checks.adapters.clean_text import shown
from checks.engine.check import discover
from checks.engine.errors import Fault
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain
from tui.config import Site
from tui.diagnosis import both_systems, failed, mode, on_disk, terminal, writes
from tui.options import Options
from tui.password import ask_where_missing
from tui.texts import doctor as texts
from tui.wiring import find, utc_now

SIGNS = {
    Sign.OK: Phrase("ok", "ok"),
    Sign.WARNING: Phrase("warning", "advarsel"),
    Sign.FAILED: Phrase("failed", "fejl"),
}


def run(options: Options) -> int:
    """Look at everything that can be looked at; 0 when nothing failed, else 1."""
    language = options.language or "en"
    try:
        site = find(options)
    except Fault as fault:
        lines = [failed(texts.CONFIGURATION, fault)]
    else:
        language = options.language or site.language
        asked = ask_where_missing(site, language)
        systems = asyncio.run(both_systems(site, writes(site, options)))
        lines = [*_configuration(site, options), *on_disk(site, asked), *systems]
    lines.append(terminal())
    print(_json(lines, language) if options.format == "json" else _text(lines, language))
    return 1 if any(line.sign is Sign.FAILED for line in lines) else 0


def _configuration(site: Site, options: Options) -> Iterator[Line]:
    yield Line(Sign.OK, texts.CONFIGURATION, plain(str(site.path)))
    yield mode(site, options)
    day = site.monitor.go_live
    if day is not None and day > utc_now().astimezone().date():
        yield Line(Sign.WARNING, texts.GO_LIVE, texts.GO_LIVE_AHEAD.with_(day=day), texts.MEND_GO_LIVE)
    known = [check.id for check in discover()]
    for name in site.monitor.disabled:
        if name not in known:
            step = texts.THERE_ARE.with_(ids=", ".join(known))
            yield Line(Sign.WARNING, texts.DISABLED, texts.NO_CHECK.with_(id=shown(name)), step)


def _text(lines: Sequence[Line], language: str) -> str:
    names = [line.what.text(language) for line in lines]
    width = max(map(len, names)) + 2
    return "\n".join(
        f"{SIGNS[line.sign].text(language):<9} {name:<{width}}{_said(line, language)}"
        for line, name in zip(lines, names, strict=True)
    )


def _said(line: Line, language: str) -> str:
    return " ".join(phrase.text(language) for phrase in (line.result, line.step) if phrase is not None)


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
