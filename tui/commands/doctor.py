"""`ctmon doctor`: what the program needs, one line each, with the next step. Changes nothing in either system."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.engine.cycle import Readings
from checks.engine.errors import Fault
from checks.engine.local import LocalMonitor
from checks.engine.lookup import Found, Lookup, Unknown
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, plain
from checks.engine.snapshot import PLACES
from tui.headless import conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site


class Sign(StrEnum):
    """How one line stands."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


SIGNS = {
    Sign.OK: Phrase("ok", "ok"),
    Sign.WARNING: Phrase("warning", "advarsel"),
    Sign.FAILED: Phrase("failed", "fejl"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at."""

    sign: Sign
    what: Phrase
    detail: Phrase


def run(options: Options) -> int:
    """Look at everything and return 0 when nothing failed, else 1."""
    language = options.language or "en"
    try:
        site = open_site(options)
    except Fault as fault:
        return _print([Line(Sign.FAILED, CONFIGURATION, fault.phrase)], options, language)
    return conduct(site.monitor, lambda monitor: _diagnose(monitor, site, options))


async def _diagnose(monitor: LocalMonitor, site: OpenSite, options: Options) -> int:
    lines = [*_machine(site), *_journal(monitor)]
    readings = await monitor.cycle_of.read(monitor.sides)
    lines += _sources(readings)
    lines += _agreement(await monitor.sides.economic.agreement(), site)
    return _print(lines, options, site.language)


def _machine(site: OpenSite) -> Iterator[Line]:
    yield Line(Sign.OK, CONFIGURATION, plain(str(site.site.path)))
    writable = os.access(site.state, os.W_OK)
    sign, detail = (Sign.OK, STATE) if writable else (Sign.FAILED, NO_STATE)
    yield Line(sign, FOLDER, detail.with_(path=str(site.state)))
    fixes = FIXES_ON if site.card.fixes else FIXES_OFF
    yield Line(Sign.OK, MODE, fixes)
    term = os.environ.get("TERM", "")
    shown = sys.stdout.isatty() and term not in {"", "dumb"}
    yield Line(Sign.OK if shown else Sign.WARNING, TERMINAL, plain(term or "-") if shown else NO_SCREEN)


def _journal(monitor: LocalMonitor) -> Iterator[Line]:
    broken = monitor.journal_file.broken()
    entries = len(monitor.journal_file.entries())
    if broken:
        yield Line(Sign.FAILED, JOURNAL, broken)
    else:
        yield Line(Sign.OK, JOURNAL, ENTRIES.with_(n=entries))


def _sources(readings: Readings) -> Iterator[Line]:
    yield _source(readings.clienttime.state, plain("ClientTime"))
    yield _source(readings.economic.state, plain("e-conomic"))
    for part in PLACES:
        reading = getattr(readings.economic, part.value)
        if reading.fault is not None:
            yield Line(Sign.FAILED, plain(f"e-conomic {part.value}"), reading.fault)
        else:
            yield Line(Sign.OK, plain(f"e-conomic {part.value}"), ROWS.with_(n=len(reading.rows)))


def _source(state: SourceState, name: Phrase) -> Line:
    if state.detail is not None:
        return Line(Sign.FAILED if state.health is Health.DOWN else Sign.WARNING, name, state.detail)
    return Line(Sign.OK, name, plain(", ".join(f"{name} {count}" for name, count in state.counts)))


def _agreement(answer: Lookup[int], site: OpenSite) -> Iterator[Line]:
    expected = site.card.agreement
    match answer:
        case Found(value=number) if expected is None:
            yield Line(Sign.WARNING, AGREEMENT, NOT_CONFIGURED.with_(number=str(number)))
        case Found(value=number) if number == expected:
            yield Line(Sign.OK, AGREEMENT, plain(str(number)))
        case Found(value=number):
            yield Line(Sign.FAILED, AGREEMENT, OTHER.with_(found=str(number), expected=str(expected)))
        case Unknown(reason=reason):
            yield Line(Sign.FAILED, AGREEMENT, reason)
        case _:
            yield Line(Sign.FAILED, AGREEMENT, NOT_TOLD)


def _print(lines: list[Line], options: Options, language: str) -> int:
    if options.format == "json":
        rows = [
            {"status": line.sign.value, "what": line.what.text(language), "detail": line.detail.text(language)}
            for line in lines
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(f"{SIGNS[line.sign].text(language):<9}{line.what.text(language):<20}{line.detail.text(language)}")
    return 1 if any(line.sign is Sign.FAILED for line in lines) else 0


CONFIGURATION = Phrase("configuration", "opsætning")
FOLDER = Phrase("state folder", "tilstandsmappe")
STATE = Phrase("{path}", "{path}")
NO_STATE = Phrase(
    "{path} cannot be written. Mend its rights: without it there is no journal and so no fix.",
    "{path} kan ikke skrives. Ret rettighederne: uden den er der ingen journal og derfor ingen rettelser.",
)
MODE = Phrase("mode", "tilstand")
FIXES_ON = Phrase("fixes enabled", "rettelser slået til")
FIXES_OFF = Phrase("read-only ([fixes] enabled = false)", "skrivebeskyttet ([fixes] enabled = false)")
TERMINAL = Phrase("terminal", "terminal")
NO_SCREEN = Phrase(
    "no terminal that could show the screen; the headless commands work",
    "ingen terminal, der kan vise skærmbilledet; kommandoerne virker",
)
JOURNAL = Phrase("journal", "journal")
ENTRIES = Phrase("sound, {n} entries", "hel, {n} poster")
ROWS = Phrase("{n} rows", "{n} rækker")
AGREEMENT = Phrase("agreement", "aftale")
NOT_CONFIGURED = Phrase(
    "the tokens belong to {number}; the site file names none, so nothing is ever written. Add agreement_number.",
    "nøglerne hører til {number}; opsætningen angiver ingen, så der skrives aldrig. Tilføj agreement_number.",
)
OTHER = Phrase(
    "the tokens belong to {found}, the site file says {expected}. Every write is refused until they agree.",
    "nøglerne hører til {found}, opsætningen siger {expected}. Al skrivning afvises, indtil de stemmer.",
)
NOT_TOLD = Phrase("e-conomic did not say which agreement this is", "e-conomic sagde ikke, hvilken aftale det er")
