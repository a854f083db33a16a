"""Which table holds the invoices, by what the database says of itself; weak evidence is told, not adopted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checks.adapters import usual_names
from checks.adapters.discovery import FoundTable
from checks.engine.phrase import Phrase
from tui import column_words as words
from tui.column_names import bare_names
from tui.column_search import AMOUNT, DATE, ColumnSearch, fits_type
from tui.mapped import Sure, plain_name
from tui.texts import proposal as texts

SIGNS: Mapping[str, tuple[str, ...]] = {"number": ("number",), "date": ("date",), "amount": ("gross", "net", "vat")}
"""What an invoice has, and the keys that are it."""
TYPES: Mapping[str, str] = {"date": DATE, "amount": AMOUNT}
"""What shows the same by its type alone."""
WHOLE = len(SIGNS)


@dataclass(frozen=True, slots=True)
class Choice:
    """The table that was found, None where none stands out; `others` could be it as well."""

    table: FoundTable | None
    others: tuple[FoundTable, ...] = ()


def chosen(tables: Sequence[FoundTable], firm: FoundTable | None) -> Choice:
    """Return the table for which most speaks. What only has customer, date and amount is taken by its name alone."""
    best = max(tables, key=lambda table: (standing(table, firm), table.rows or 0), default=None)
    if best is not None and standing(best, firm) > 0:
        return Choice(best, tuple(t for t in tables if t is not best and standing(t, firm) > 0))
    weak = tuple(table for table in tables if _perhaps(table, firm))
    named = [table for table in weak if _meant(table, f"{words.INVOICE_STEM}|{words.WEAK_STEM}")]
    if len(named) == 1:
        return Choice(named[0], tuple(table for table in weak if table is not named[0]))
    return Choice(None, weak)


def standing(table: FoundTable, firm: FoundTable | None) -> int:
    """Return how much speaks for a table of invoices; 0 where it cannot be one."""
    names, signs = bare_names(table.name), _signs(table)
    refers = _refers(table, firm)
    if any(name in words.INVOICE_TABLES for name in names):
        return 8 + len(signs) + 4 * refers + (plain_name(words.INVOICE_TABLE) in names)
    if _meant(table, words.PARTS) or "number" not in signs:
        return 0
    meant = _meant(table, words.INVOICE_STEM)
    if plain_name(signs["number"]) in words.VAGUE and not meant:
        return 0  # much has a number
    return 4 * refers + 3 * meant + len(signs) if len(signs) == WHOLE and (refers or meant) else 0


def why(choice: Choice, firm: FoundTable | None) -> tuple[Phrase, Sure] | None:
    """Return what speaks for the table that was chosen, and how sure that is."""
    table = choice.table
    if table is None:
        return None
    signs, refers, reasons = _signs(table), _refers(table, firm), list[Phrase]()
    if _meant(table, words.INVOICE_STEM):
        reasons.append(texts.MEANS_INVOICES.with_(name=table.name))
    if firm is not None and refers:
        reasons.append(texts.REFERS.with_(table=firm.name))
    if len(signs) == WHOLE:
        reasons.append(texts.HAS.with_(**signs))
    elif _perhaps(table, firm):
        reasons.append(texts.HAS_TWO.with_(**_typed(table)))
    if table.rows is not None:
        reasons.append(texts.ROWS.with_(rows=table.rows))
    if choice.others:
        reasons.append(texts.OTHERS.with_(tables=_names(choice.others)))
    weak = standing(table, firm) == 0
    sure = Sure.PERHAPS if weak else Sure.SURE if refers and not choice.others else Sure.LIKELY
    return texts.joined(*reasons), sure


def hint(choice: Choice) -> Phrase | None:
    """Return what could be the table where none was taken."""
    return texts.MAY_BE.with_(tables=_names(choice.others)) if choice.table is None and choice.others else None


def _names(tables: Sequence[FoundTable]) -> str:
    return ", ".join(table.name for table in tables)


def _refers(table: FoundTable, firm: FoundTable | None) -> bool:
    return firm is not None and table.reference(firm) is not None


def _meant(table: FoundTable, stem: str) -> bool:
    return any(re.search(stem, name) for name in bare_names(table.name))


def _perhaps(table: FoundTable, firm: FoundTable | None) -> bool:
    """Tell whether it has a customer, a date and an amount, and is not called what else has them."""
    if not _refers(table, firm) or _meant(table, f"{words.PARTS}|{words.OTHER_WORK}"):
        return False
    return len(_typed(table)) == len(TYPES)


def _typed(table: FoundTable) -> Mapping[str, str]:
    """Return which columns show date and amount: by their names, else by their types."""
    signs = {sign: column for sign, column in _signs(table).items() if sign in TYPES}
    for sign, pattern in TYPES.items():
        if sign not in signs and (found := next((c for c, k in table.kinds.items() if fits_type(k, pattern)), None)):
            signs[sign] = found
    return signs


def _signs(table: FoundTable) -> Mapping[str, str]:
    """Return which columns show that a row may be an invoice."""
    search = ColumnSearch(table, "invoice", usual_names.INVOICE)
    search.by_words(words.INVOICE_WORDS)
    if "gross" not in search.column and (amount := search.first(words.SUMS)):
        search.column["gross"] = amount
    return {
        sign: search.column[key]
        for sign, keys in SIGNS.items()
        if (key := next((k for k in keys if k in search.column), None)) is not None
    }
