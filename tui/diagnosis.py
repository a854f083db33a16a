"""What the doctor finds, one line a thing; nothing that is missing keeps it from looking at the rest."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TypeVar

from checks.adapters.clean_text import shown
from checks.adapters.known_shapes import FileShapes
from checks.engine.check import discover
from checks.engine.cycle import bounded, late_clienttime
from checks.engine.errors import Fault
from checks.engine.health import Line, Sign
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase, plain
from checks.engine.ports import ClientTime, ClientTimeReading
from checks.engine.shape import differences, stopped
from checks.engine.snapshot import Reading
from tui.config import PASSWORD, Site
from tui.economic_diagnosis import at_economic
from tui.options import Options
from tui.password import Origin
from tui.secret import SecretFault, SecretSource
from tui.site_file import same_books, state_folder
from tui.texts import doctor as texts
from tui.texts import economic_doctor as at_e
from tui.visit import Tell, Topic
from tui.wiring import clienttime_of, invoices_mapped, journal_of, server_of, utc_now

T = TypeVar("T")
Say = Callable[[Line], None]
CLIENTTIME = plain("ClientTime")


async def look(site: Site, options: Options, origin: Origin, tell: Tell) -> None:
    """Look at everything that belongs to a site; `origin` is where its password is from."""
    for line in (*configuration(site, options), *on_disk(site, origin)):
        tell(Topic.SITE, line)
    tell(Topic.SITE, None)
    await both_systems(site, writes(site, options), tell)


def configuration(site: Site, options: Options) -> Iterator[Line]:
    """Look at what the site file says, and at what it hardly means."""
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


def failed(what: Phrase, fault: Fault) -> Line:
    """Return the line of something that could not be had; its sentence carries the next step."""
    return Line(Sign.FAILED, what, fault.phrase)


def mode(site: Site, options: Options) -> Line:
    """Tell whether this run may write, and why: also by an opening that an earlier run recorded."""
    if options.read_only:
        return Line(Sign.OK, texts.MODE, texts.READ_ONLY)
    if site.fixes.enabled:
        return Line(Sign.OK, texts.MODE, texts.FIXES_ON)
    opening, now = _opening(site), utc_now()
    if opening is None or not opening.recent(now):
        return Line(Sign.OK, texts.MODE, texts.FIXES_OFF)
    return Line(Sign.OK, texts.MODE, opening.told if opening.holds(now) else _ended(opening))


def _ended(opening: Opening) -> Phrase:
    day, reason = opening.until.astimezone().date(), opening.reason or "–"
    return texts.OPENING_OVER.with_(operator=opening.operator, end=opening.end, day=day, reason=reason)


def writes(site: Site, options: Options) -> bool:
    """Tell whether this run may write."""
    opening = _opening(site)
    return not options.read_only and (site.fixes.enabled or (opening is not None and opening.holds(utc_now())))


def _opening(site: Site) -> Opening | None:
    """Return the last opening for writing, over or not."""
    try:
        return journal_of(site).opening()
    except Fault:
        return None  # the state folder's own line tells why


def on_disk(site: Site, origin: Origin = Origin.GIVEN) -> Iterator[Line]:
    """Look at the state folder, the journal in it, and where each secret is; `origin` is the password's."""
    try:
        folder = state_folder(site)
        same_books(site, folder)
        if os.access(folder, os.W_OK):
            yield Line(Sign.OK, texts.STATE, plain(str(folder)))
        else:
            yield Line(Sign.FAILED, texts.STATE, texts.NOT_WRITABLE.with_(path=str(folder)), texts.MEND_RIGHTS)
        yield _journal(site)
    except Fault as fault:
        yield failed(texts.STATE, fault)
    yield from (_secret(source, origin) for source in secrets(site))
    yield from _same_tokens(site)


def secrets(site: Site) -> tuple[SecretSource, ...]:
    """Return the secrets that the site file names."""
    economic = (site.economic.app_secret, site.economic.agreement_grant)
    return economic if site.clienttime.password is None else (*economic, site.clienttime.password)


async def both_systems(site: Site, writing: bool, tell: Tell) -> None:
    """Ask both systems at once; one that cannot be asked costs its own lines only."""
    practice = partial(_on_server, writing=writing) if site.clienttime.server else _clienttime
    await asyncio.gather(
        _whole(Topic.CLIENTTIME, partial(practice, site), tell),
        _whole(Topic.ECONOMIC, partial(at_economic, site), tell),
    )


async def _whole(topic: Topic, look: Callable[[Say], Awaitable[None]], tell: Tell) -> None:
    await look(partial(tell, topic))
    tell(topic, None)


def terminal() -> Line:
    """Tell whether this terminal could show the screen."""
    term = os.environ.get("TERM", "")
    if sys.stdout.isatty() and term not in {"", "dumb"}:
        return Line(Sign.OK, texts.TERMINAL, plain(term))
    return Line(Sign.WARNING, texts.TERMINAL, texts.NO_SCREEN, texts.USE_COMMANDS)


def _journal(site: Site) -> Line:
    journal = journal_of(site)
    if broken := journal.broken():
        return Line(Sign.FAILED, texts.JOURNAL, broken)
    entries = journal.entries()
    if left := sum(entry.unsettled for entry in entries):
        return Line(Sign.WARNING, texts.JOURNAL, texts.UNSETTLED.with_(n=left), texts.SETTLE)
    return Line(Sign.OK, texts.JOURNAL, texts.SOUND.with_(n=len(entries)))


def _secret(source: SecretSource, origin: Origin) -> Line:
    what = plain(source.what)
    try:
        source.read()
    except SecretFault as fault:
        return failed(what, fault)
    if origin is not Origin.GIVEN and source.variable == PASSWORD:
        return Line(Sign.OK, what, texts.TYPED if origin is Origin.TYPED else texts.IN_KEYRING)
    where = texts.IN_VARIABLE if source.variable else texts.IN_FILE
    return Line(Sign.OK, what, where.with_(place=source.variable or str(source.file)))


def _same_tokens(site: Site) -> Iterator[Line]:
    """Tell of one token in both places; that they are swapped only e-conomic can tell."""
    try:
        secret, grant = (source.read() for source in (site.economic.app_secret, site.economic.agreement_grant))
    except SecretFault:
        return  # each has its own line
    if secret.reveal() == grant.reveal():
        yield Line(Sign.FAILED, at_e.TOKENS, at_e.SAME_TOKENS, at_e.MEND_SAME)


async def _clienttime(site: Site, say: Say) -> None:
    try:
        side: ClientTime = clienttime_of(site)
    except Fault as fault:
        say(failed(CLIENTTIME, fault))
        return
    seconds = site.monitor.deadline.total_seconds()
    try:
        reading = await bounded(side.read(), seconds, late_clienttime(seconds))
    finally:
        await side.close()
    for line in (*_tables(reading, invoices_mapped(site)), *_on_record(site, reading)):
        say(line)


async def _on_server(site: Site, say: Say, writing: bool) -> None:
    """Look at the server, and read from it what can be read; what the look has told is not told again."""
    from checks.adapters.sqlserver_health import examination

    try:
        side = server_of(site.clienttime)
    except Fault as fault:
        say(failed(CLIENTTIME, fault))
        return
    look, seconds = examination(side, writing), site.monitor.deadline.total_seconds()
    try:
        async for line in look.lines():  # each question has its own time, and so have all together
            say(line)
        if not look.reached:
            return
        reading = await bounded(side.read(), seconds, late_clienttime(seconds))
    finally:
        await side.close()
    for line in _tables(reading, invoices_mapped(site)):
        if not (look.unreadable and line.sign is Sign.FAILED):
            say(line)
    for line in _on_record(site, reading):
        say(line)


def _tables(reading: ClientTimeReading, mapped: bool) -> Iterator[Line]:
    """Tell of both tables; a fault that they share is told once."""
    customers, invoices = reading.customers.fault, reading.invoices.fault
    if customers is not None and customers == invoices:
        yield Line(Sign.FAILED, CLIENTTIME, customers)
        return
    yield _part(texts.CUSTOMERS, reading.customers)
    if mapped:
        yield _part(texts.INVOICES, reading.invoices)
    else:
        yield Line(Sign.WARNING, texts.INVOICES, texts.NOT_MAPPED, texts.MAP_THEM)


def _on_record(site: Site, reading: ClientTimeReading) -> Iterator[Line]:
    """Tell whether the tables are still declared as on record; where they are not, nothing is written."""
    if not reading.shapes:
        return
    try:
        known = FileShapes(state_folder(site)).known()
    except Fault as fault:
        yield failed(texts.TABLES, fault)
        return
    if not known:
        yield Line(Sign.OK, texts.TABLES, texts.NOT_YET)
    elif changes := differences(known, reading.shapes):
        yield Line(Sign.FAILED, texts.TABLES, stopped(changes))
    else:
        yield Line(Sign.OK, texts.TABLES, texts.AS_ON_RECORD)


def _part(what: Phrase, reading: Reading[T]) -> Line:
    if reading.fault is not None:
        return Line(Sign.FAILED, what, reading.fault)
    return Line(Sign.OK, what, texts.ROWS.with_(n=len(reading.rows)))
