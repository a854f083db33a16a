"""Has every line of a proposed mapping confirmed: Enter takes it, another name corrects it, - leaves it out."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from checks.adapters.clean_text import shown
from checks.adapters.discovery import FoundTable
from checks.adapters.schema import split
from checks.engine.phrase import Phrase
from tui.column_search import mode_of
from tui.init_answers import Asking, ask, tell
from tui.mapped import Entry, Ground, Mapped, Proposal, Sure, mark, table_path, toml, toml_list, turned
from tui.proposal import customers_of, invoices_of
from tui.texts import lines as texts
from tui.texts.proposal import BY_OPERATOR, what

T = TypeVar("T")
NEEDED = frozenset({"table", "code", "foreign_id"})
OUT, NOT = "-", "not "
TURNING, MARKING, LISTING = ("active", "draft"), "transfer", "address"


@dataclass(frozen=True, slots=True)
class LineTalk:
    """Goes through both tables; a corrected table is looked through anew."""

    asking: Asking
    tables: Sequence[FoundTable]

    def confirmed(self, proposal: Proposal) -> Proposal:
        """Return the mapping as the operator has confirmed it; raises Left."""
        tell(texts.HOW, self.asking.language)
        firm, bill = self._of(proposal.customer), self._of(proposal.invoice)
        chosen = self._table("customer", proposal.customer)
        if chosen is not firm:
            firm, proposal = chosen, replace(proposal, customer=customers_of(chosen, bill, self.tables))
        customer = self._lines("customer", proposal.customer, firm)
        chosen = self._table("invoice", proposal.invoice)
        if chosen is None:
            return Proposal(customer, proposal.invoice.left_out())
        if chosen is not bill:
            proposal = replace(proposal, invoice=invoices_of(chosen, firm, self.tables))
        return Proposal(customer, self._lines("invoice", proposal.invoice, chosen))

    def _table(self, section: str, mapped: Mapped) -> FoundTable | None:
        """Return the table that is meant, None for no invoices."""
        entry, there = mapped.entries["table"], self._of(mapped)

        def made(answer: str) -> FoundTable | Phrase | None:
            if answer == OUT:
                return None if section == "invoice" else texts.NEEDED
            found = there if answer == _said(entry) else self._named(answer)
            return found or _missing(answer, [f"{table.schema}.{table.name}" for table in self.tables])

        return self._asked(_question(section, "table", entry), _said(entry), made)

    def _lines(self, section: str, mapped: Mapped, table: FoundTable | None) -> Mapped:
        entries = dict(mapped.entries)
        if table is not None:
            entries["table"] = _by_hand(entries["table"], toml(table_path(table.schema, table.name)))
        for key, entry in mapped.entries.items():
            if key != "table":
                entries[key] = self._line(section, key, entry, table)
        return Mapped(entries)

    def _line(self, section: str, key: str, entry: Entry, table: FoundTable | None) -> Entry:
        kinds: Mapping[str, str] = table.kinds if table else {}

        def made(answer: str) -> Entry | Phrase:
            if answer == OUT:
                return texts.NEEDED if key in NEEDED else replace(entry, ground=Ground.ABSENT)
            value = entry.value if answer == _said(entry) else _written(key, answer, kinds)
            return value if isinstance(value, Phrase) else _by_hand(entry, value)

        return self._asked(_question(section, key, entry), _said(entry), made)

    def _asked(self, question: Phrase, default: str, made: Callable[[str], T | Phrase]) -> T:
        """Ask until the answer can be used."""
        while True:
            found = made(ask(question, self.asking.language, default) or default)
            if not isinstance(found, Phrase):
                return found
            tell(found, self.asking.language)

    def _of(self, mapped: Mapped) -> FoundTable | None:
        return self._named(_text(mapped.entries["table"].value)) if mapped.found else None

    def _named(self, written: str) -> FoundTable | None:
        schema, name = split(written)
        same = [
            t for t in self.tables if (t.schema.casefold(), t.name.casefold()) == (schema.casefold(), name.casefold())
        ]
        return next((table for table in same if table.name == name), same[0] if same else None)


def _question(section: str, key: str, entry: Entry) -> Phrase:
    """Return why a line is proposed, or what it is that was not found."""
    said, why, sure = what(section, key), entry.reason or texts.NOT_FOUND, texts.SURE[entry.sure]
    head = f"{section}.{key}"
    if entry.ground is Ground.ABSENT:
        return Phrase(f"{head} – {said.en}: {why.en}", f"{head} – {said.da}: {why.da}", why.values)
    return Phrase(f"{head} – {why.en} ({sure.en})", f"{head} – {why.da} ({sure.da})", why.values)


def _written(key: str, answer: str, kinds: Mapping[str, str]) -> str | Phrase:
    """Return an answer as TOML, in the catalogue's spelling; or why it cannot be that."""
    turning = key in TURNING and answer.startswith(NOT)
    names = answer.removeprefix(NOT) if turning else answer
    wanted = [name.strip() for name in names.split(",")] if key == LISTING and names not in kinds else [names]
    by_folded = {column.casefold(): column for column in kinds}
    columns = [name if name in kinds else by_folded.get(name.casefold()) for name in wanted]
    missing = next((name for name, column in zip(wanted, columns, strict=True) if column is None), None)
    if missing is not None:
        return _missing(missing, list(kinds))
    found = [column for column in columns if column is not None]
    if key == LISTING:
        return toml_list(found)
    if key == MARKING:
        return mark(mode_of(kinds[found[0]]) or "timestamp", found[0])
    return turned(found[0]) if turning else toml(found[0])


def _missing(name: str, there: list[str]) -> Phrase:
    by_folded = {other.casefold(): other for other in there}
    near = difflib.get_close_matches(name.casefold(), by_folded, 3, 0.4)
    names = [by_folded[one] for one in near] or sorted(there)[:8]
    return texts.NO_SUCH.with_(name=shown(name), there=", ".join(map(shown, names)) or "–")


def _by_hand(entry: Entry, value: str) -> Entry:
    """Return a line that was confirmed, or named by the operator."""
    if entry.value == value and entry.ground is not Ground.ABSENT:
        return replace(entry, ground=Ground.CONFIRMED)
    return Entry(value, Ground.CONFIRMED, BY_OPERATOR, Sure.SURE)


def _said(entry: Entry) -> str:
    """Return what Enter stands for."""
    return OUT if entry.ground is Ground.ABSENT else _text(entry.value)


def _text(value: str) -> str:
    """Return a value of the file as it is typed."""
    found: object = tomllib.loads(f"value = {value}")["value"]
    if isinstance(found, list):
        return ", ".join(map(str, cast("list[object]", found)))
    if isinstance(found, dict):
        members = cast("dict[str, object]", found)
        return f"{NOT if 'not' in members else ''}{members['column']}"
    return str(found)
