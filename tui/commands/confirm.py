"""`ctmon init --confirm`: says what has changed of ClientTime's tables, and puts them on record once that is agreed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from checks.adapters.known_shapes import FileShapes
from checks.adapters.schema import Table, resolve, split
from checks.engine.errors import Fault
from checks.engine.lookup import Found, Unknown
from checks.engine.phrase import Phrase
from checks.engine.ports import ClientTime
from checks.engine.shape import CUSTOMER, INVOICE, NO_TABLE, Shapes, TableShape, differences
from tui.config import Site
from tui.headless import at_terminal
from tui.init_answers import Left, agreed, tell
from tui.options import Options
from tui.password import ask_where_missing
from tui.site_file import same_books, state_folder
from tui.texts import confirm as texts
from tui.wiring import clienttime_of, find, journal_of, utc_now

INTERRUPTED = 130


def confirm(options: Options) -> int:
    """Return 0 when the present tables are on record, 1 when that was refused or could not be done; raises Fault."""
    site = find(options)
    language = options.language or site.language
    folder = state_folder(site)
    same_books(site, folder)
    ask_where_missing(site, language)
    now = _declared(site)
    _readable(site, now)
    record, journal = FileShapes(folder), journal_of(site)
    if broken := journal.broken():
        raise Fault(broken)
    changes = _changes(record, now)
    for line in (*changes.lead, *changes.told):
        tell(line, language)
    try:
        if not options.yes and not _agreed(language):
            tell(texts.LEFT, language)
            return 1
    except (Left, KeyboardInterrupt) as ended:
        tell(texts.LEFT, language)
        return 1 if isinstance(ended, Left) else INTERRUPTED
    if changes.told:  # first: what may be written again from here on must never be without its record
        journal.confirm(site.fixes.operator, changes.told)
    record.keep(now, site.fixes.operator, utc_now())
    tell(texts.KEPT, language)
    return 0


def put_on_record(site: Site) -> None:
    """Put the tables of a site on record that was just set up; raises Fault."""
    FileShapes(state_folder(site)).keep(_declared(site), site.fixes.operator, utc_now())


def _declared(site: Site) -> Shapes:
    async def asked() -> Shapes:
        side: ClientTime = clienttime_of(site)
        try:
            found = await side.shapes()
        finally:
            await side.close()
        match found:
            case Found(value=shapes):
                return shapes
            case Unknown(reason=reason):
                raise Fault(reason)
            case _:
                return ()

    return asyncio.run(asked())


def _readable(site: Site, now: Shapes) -> None:
    """Refuse tables that the site file does not fit: there is nothing to confirm before it does."""
    mappings = {CUSTOMER: site.clienttime.customer, INVOICE: site.clienttime.invoice}
    for shape in now:
        mapping = mappings[shape.role]
        if not shape.there:
            raise Fault(_first(NO_TABLE.with_(table=shape.name)))
        if mapping is not None:
            resolve(_table(shape), mapping, shape.role)


def _table(shape: TableShape) -> Table:
    return Table(*split(shape.name), dict(shape.columns))


def _first(phrase: Phrase) -> Phrase:
    return Phrase(f"{texts.FIRST.en} {phrase.en}.", f"{texts.FIRST.da} {phrase.da}.", phrase.values)


@dataclass(frozen=True, slots=True)
class _Changes:
    """What is told of the tables; `told` goes on record, and is empty where nothing has changed."""

    lead: tuple[Phrase, ...] = ()
    told: tuple[Phrase, ...] = ()


def _changes(record: FileShapes, now: Shapes) -> _Changes:
    try:
        known = record.known()
    except Fault as fault:
        return _Changes((fault.phrase,), (texts.NOT_KNOWN,))
    if not known:
        return _Changes(told=(texts.NOTHING_YET,))
    changes = differences(known, now)
    return _Changes((texts.CHANGED,), changes) if changes else _Changes((texts.NO_CHANGE,))


def _agreed(language: str) -> bool:
    if not at_terminal():
        raise Fault(texts.NOBODY)
    return agreed(texts.AGREE, language)
