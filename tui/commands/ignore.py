"""`ctmon ignore KEY --reason TEXT [--until DATE]`, `ctmon ignore KEY --end`, `ctmon ignore list`."""

from __future__ import annotations

import sys
from datetime import date

from checks.engine.errors import Fault
from checks.engine.local import LocalMonitor
from checks.engine.phrase import Phrase
from checks.engine.ports import Ignored
from tui.headless import conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site


def run(options: Options) -> int:
    """Set a finding aside, end that, or list what is set aside; 0 done, 1 refused."""
    until = _date(options.until)
    site = open_site(options)
    if options.key == "list":
        return conduct(site.monitor, lambda monitor: _list(monitor, site.language))
    if options.end:
        return conduct(site.monitor, lambda monitor: _end(monitor, site, options.key))
    return conduct(site.monitor, lambda monitor: _ignore(monitor, site, options, until))


async def _list(monitor: LocalMonitor, language: str) -> int:
    for word in sorted(monitor.memory.ignored(), key=lambda word: word.at):
        print(_line(word, language))
    return 0


def _line(word: Ignored, language: str) -> str:
    until = f"  {UNTIL.with_(day=word.until).text(language)}" if word.until else ""
    return f"{word.key:<34}{word.at:%Y-%m-%d %H:%M}  {word.operator}{until}  {word.reason}"


async def _end(monitor: LocalMonitor, site: OpenSite, key: str) -> int:
    return _told(await monitor.end_ignore(key), ENDED.with_(key=key), site.language)


async def _ignore(monitor: LocalMonitor, site: OpenSite, options: Options, until: date | None) -> int:
    if not options.reason.strip():
        return _told(NO_REASON, DONE, site.language)
    await monitor.cycle()
    refused = await monitor.ignore(options.key, options.reason, until)
    return _told(refused, DONE.with_(key=options.key), site.language)


def _told(refused: Phrase | None, done: Phrase, language: str) -> int:
    if refused is not None:
        print(refused.text(language), file=sys.stderr)
        return 1
    print(done.text(language))
    return 0


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Fault(NOT_A_DATE.with_(text=text)) from None


UNTIL = Phrase("until {day}", "til og med {day}")
DONE = Phrase("{key} is set aside.", "{key} er sat til side.")
ENDED = Phrase("{key} is listed again.", "{key} er på listen igen.")
NO_REASON = Phrase(
    "An ignore needs a reason: --reason TEXT. Nothing was changed.",
    "At ignorere kræver en begrundelse: --reason TEKST. Intet er ændret.",
)
NOT_A_DATE = Phrase(
    "“{text}” is not a date. Write it as 2026-12-31.", "“{text}” er ikke en dato. Skriv den som 2026-12-31."
)
