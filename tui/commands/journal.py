"""`ctmon journal list|show|verify|export`: the record of everything the program changed. Reads files only."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from checks.adapters.chain import Flaw
from checks.adapters.journal import FileJournal
from checks.engine.errors import JournalFault
from checks.engine.opening import Opening
from checks.engine.phrase import Phrase
from tui.formats import journal_json, journal_text
from tui.options import Options
from tui.wiring import find, journal_of


def run(options: Options) -> int:
    """Print what was asked for; works while a screen is open. 1 for a record that cannot be read or trusted."""
    site = find(options)
    asked = _Asked(journal_of(site), options, options.language or site.language)
    try:
        match options.verb:
            case "verify":
                return asked.verify()
            case "show":
                return asked.show()
            case "export":
                return asked.export()
            case _:
                return asked.list()
    except JournalFault as fault:
        return asked.refuse(fault.phrase)


@dataclass(frozen=True, slots=True)
class _Asked:
    journal: FileJournal
    options: Options
    language: str

    def list(self) -> int:
        """Print one line an entry, newest last."""
        found, mask = self.journal.history(), self.options.mask
        if self.options.format == "json":
            sys.stdout.write(journal_json.rendered([journal_json.members(one, mask) for one in found]))
        else:
            sys.stdout.writelines(f"{journal_text.line(one, self.language, mask)}\n" for one in found)
        return self._warned()

    def show(self) -> int:
        """Print everything about one entry."""
        number, mask = self.options.entry, self.options.mask
        if number is None:
            print(WHICH.text(self.language), file=sys.stderr)
            return 2
        numbered = (one for one in self.journal.history() if not isinstance(one, Opening))
        entry = next((one for one in numbered if one.number == number), None)
        if entry is None:
            return self._warned() or self.refuse(NO_ENTRY.with_(entry=number))
        if self.options.format == "json":
            sys.stdout.write(journal_json.rendered(journal_json.members(entry, mask)))
        else:
            sys.stdout.writelines(f"{text}\n" for text in journal_text.whole(entry, self.language, mask))
        return self._warned()

    def verify(self) -> int:
        """Judge the chain and name the first bad entry."""
        found = self.journal.verify()
        if found.flaw in (None, Flaw.TORN):
            torn = f" {TORN.text(self.language)}" if found.flaw else ""
            erased = f" {ERASED.with_(n=found.erased).text(self.language)}" if found.erased else ""
            sound = SOUND.with_(n=len(found.lines), path=str(self.journal.path))
            print(sound.text(self.language) + erased + torn)
            return 0
        place = AT.with_(flaw=found.flaw.value, at=found.at).text(self.language)
        entry = f" ({ENTRY.with_(entry=found.entry).text(self.language)})" if found.entry else ""
        broken = self.journal.broken()
        print(f"{place}{entry}: {broken.text(self.language) if broken else ''}")
        return 1

    def export(self) -> int:
        """Print every record as it stands, with the verdict on them."""
        found = self.journal.verify()
        document = {"verdict": found.flaw or "sound", "records": list(found.lines)}
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return self._warned()

    def refuse(self, reason: Phrase) -> int:
        """Say why not."""
        print(reason.text(self.language), file=sys.stderr)
        return 1

    def _warned(self) -> int:
        broken = self.journal.broken()
        return 0 if broken is None else self.refuse(broken)


WHICH = Phrase(
    "Name the entry: ctmon journal show ENTRY. `ctmon journal list` shows what there is.",
    "Angiv posten: ctmon journal show POST. `ctmon journal list` viser, hvad der er.",
)
NO_ENTRY = Phrase(
    "The journal has no entry {entry}. `ctmon journal list` shows what there is.",
    "Journalen har ingen post {entry}. `ctmon journal list` viser, hvad der er.",
)
AT = Phrase("{flaw} at record {at}", "{flaw} ved post {at}")
ENTRY = Phrase("entry {entry}", "rettelse {entry}")
SOUND = Phrase("{n} records, all sound: {path}.", "{n} poster, alle hele: {path}.")
ERASED = Phrase("Values erased in {n} of them.", "Værdier slettet i {n} af dem.")
TORN = Phrase(
    "The last line was torn by a crash; that is normal, and mended by the next record.",
    "Sidste linje er revet over ved et nedbrud; det er normalt og rettes af næste post.",
)
