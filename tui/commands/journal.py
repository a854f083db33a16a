"""`ctmon journal list|show|verify|export`: the record of everything the program changed. Reads files only."""

from __future__ import annotations

import json
import sys

from checks.adapters.chain import Flaw
from checks.adapters.journal import FileJournal
from checks.engine.phrase import Phrase
from checks.engine.plan import JournalEntry
from tui.formats.preview import STATES, arrow
from tui.options import Options
from tui.wiring import find, journal_of


def run(options: Options) -> int:
    """Print what was asked for; works while a screen is open."""
    site = find(options)
    journal, language = journal_of(site), options.language or site.language
    match options.verb:
        case "verify":
            return _verify(journal, language)
        case "show":
            return _show(journal, options, language)
        case "export":
            return _export(journal)
        case _:
            return _list(journal, options, language)


def _list(journal: FileJournal, options: Options, language: str) -> int:
    for entry in journal.entries():
        print(line(entry, language, options.mask))
    return _warned(journal, language)


def line(entry: JournalEntry, language: str, mask: bool = False) -> str:
    """Return one entry in one line: number, time, state, finding, before → after."""
    undo = f"  ({UNDO_OF.with_(entry=entry.undo_of).text(language)})" if entry.undo_of else ""
    undone = f"  ({UNDONE_BY.with_(entry=entry.undone_by).text(language)})" if entry.undone_by else ""
    state = STATES[entry.state].text(language)
    when = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"{entry.number}  {when}  {state}  {entry.finding}  {arrow(entry.changes, mask)}{undo}{undone}"


def _show(journal: FileJournal, options: Options, language: str) -> int:
    entry = next((e for e in journal.entries() if e.number == options.entry), None)
    if options.entry is None:
        print(WHICH.text(language), file=sys.stderr)
        return 2
    if entry is None:
        print(NO_ENTRY.with_(entry=options.entry).text(language), file=sys.stderr)
        return 1
    print(line(entry, language, options.mask))
    code, number = entry.target.customer_code or "–", entry.target.customer_number or "–"
    customer = CUSTOMER.with_(code=code, number=number).text(language)
    print(f"  {entry.action} {entry.target.system.value} {entry.target.record}  {customer}")
    for change in entry.changes:
        print(f"  {change.field}: {arrow((change,), options.mask)}")
    print("  " + BY.with_(operator=entry.operator).text(language))
    if entry.reason:
        print("  " + BECAUSE.with_(reason=entry.reason).text(language))
    if entry.message:
        print(f"  {entry.message}")
    return _warned(journal, language)


def _verify(journal: FileJournal, language: str) -> int:
    found = journal.verify()
    if found.flaw in (None, Flaw.TORN):
        torn = f" {TORN.text(language)}" if found.flaw else ""
        erased = f" {ERASED.with_(n=found.erased).text(language)}" if found.erased else ""
        print(SOUND.with_(n=len(found.lines), path=str(journal.path)).text(language) + erased + torn)
        return 0
    entry = f" (entry {found.entry})" if found.entry else ""
    broken = journal.broken()
    print(f"{found.flaw.value} at record {found.at}{entry}: {broken.text(language) if broken else ''}")
    return 1


def _export(journal: FileJournal) -> int:
    found = journal.verify()
    json.dump(
        {"verdict": found.flaw or "sound", "records": list(found.lines)}, sys.stdout, ensure_ascii=False, indent=1
    )
    sys.stdout.write("\n")
    return 0 if found.flaw in (None, Flaw.TORN) else 1


def _warned(journal: FileJournal, language: str) -> int:
    if broken := journal.broken():
        print(broken.text(language), file=sys.stderr)
    return 0


UNDO_OF = Phrase("undo of {entry}", "fortryder {entry}")
UNDONE_BY = Phrase("undone by {entry}", "fortrudt af {entry}")
CUSTOMER = Phrase("customer {code} / {number}", "kunde {code} / {number}")
BY = Phrase("by {operator}", "af {operator}")
BECAUSE = Phrase("because: {reason}", "fordi: {reason}")
WHICH = Phrase(
    "Name the entry: ctmon journal show ENTRY. `ctmon journal list` shows what there is.",
    "Angiv posten: ctmon journal show POST. `ctmon journal list` viser, hvad der er.",
)
NO_ENTRY = Phrase(
    "The journal has no entry {entry}. `ctmon journal list` shows what there is.",
    "Journalen har ingen post {entry}. `ctmon journal list` viser, hvad der er.",
)
SOUND = Phrase("{n} records, all sound: {path}.", "{n} poster, alle hele: {path}.")
ERASED = Phrase("Values erased in {n} of them.", "Værdier slettet i {n} af dem.")
TORN = Phrase(
    "The last line was torn by a crash; that is normal, and mended by the next record.",
    "Sidste linje er revet over ved et nedbrud; det er normalt og rettes af næste post.",
)
