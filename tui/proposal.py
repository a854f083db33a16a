"""A mapping proposed from what a database says of itself, with a reason a line; the operator confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checks.adapters import usual_names
from checks.adapters.discovery import FOREIGN_ID, FoundTable
from checks.engine.phrase import Phrase
from tui import column_words as words
from tui.column_names import aliases, bare_names
from tui.column_search import ColumnSearch
from tui.invoice_tables import Choice, chosen, hint, standing, why
from tui.mapped import Entry, Ground, Mapped, Proposal, Sure, mark, plain_name, table_path, toml, toml_list
from tui.section import is_name
from tui.sync_tables import beside
from tui.texts import proposal as texts


def guessed() -> Proposal:
    """Return the names of the contract, for a database that was not looked into: three are certain."""
    certain = {"table", "code", "foreign_id"}
    customer = {
        key: Entry(entry.value, Ground.CERTAIN if key in certain else Ground.GUESSED)
        for key, entry in _defaults(words.CUSTOMER_TABLE, usual_names.CUSTOMER).items()
    }
    customer["address"] = Entry(toml_list(usual_names.ADDRESS), Ground.GUESSED)
    invoice = _defaults(words.INVOICE_TABLE, usual_names.INVOICE)
    invoice["transfer"] = Entry(mark("timestamp", words.MARK), Ground.GUESSED)
    return Proposal(Mapped(customer), Mapped(invoice))


def propose(found: Iterable[FoundTable]) -> Proposal:
    """Return what evidently is what in these tables."""
    tables = [table for table in found if is_name(table.name)]
    firm = _customers(tables)
    choice = chosen([table for table in tables if table is not firm], firm)
    mapped = customers_of(firm, choice.table, tables), _invoices_of(choice, firm)
    return Proposal(*mapped, beside=beside(tables, (firm, choice.table)))


def customers_of(firm: FoundTable | None, bill: FoundTable | None, tables: Sequence[FoundTable]) -> Mapped:
    """Return what the columns of a customer table are; `bill` tells what its key is."""
    customer, _ = _searched(firm, bill)
    _address_elsewhere(customer, [table for table in tables if table not in (firm, bill)])
    return Mapped({"table": _named(firm, words.CUSTOMER_TABLE, _why_customers(firm)), **customer.entries})


def invoices_of(bill: FoundTable | None, firm: FoundTable | None, tables: Sequence[FoundTable]) -> Mapped:
    """Return what the columns of an invoice table are; `firm` tells which of them leads to the customer."""
    others = tuple(t for t in tables if t not in (bill, firm) and bill is not None and standing(t, firm) > 0)
    return _invoices_of(Choice(bill, others), firm)


def _invoices_of(choice: Choice, firm: FoundTable | None) -> Mapped:
    _, invoice = _searched(firm, choice.table)
    named = _named(choice.table, words.INVOICE_TABLE, why(choice, firm))
    if (perhaps := hint(choice)) is not None:
        named = replace(named, reason=perhaps)
    return Mapped({"table": named, **invoice.entries})


def _searched(firm: FoundTable | None, bill: FoundTable | None) -> tuple[ColumnSearch, ColumnSearch]:
    customer = ColumnSearch(firm, "customer", usual_names.CUSTOMER)
    customer.by_pattern("foreign_id", FOREIGN_ID.pattern, Sure.LIKELY)
    customer.by_words(words.CUSTOMER_WORDS)
    customer.by_pattern("foreign_id", words.FOREIGN_ID)
    customer.opposite("active", words.INACTIVE)
    customer.opposite("active", words.ENDED)
    customer.street()
    invoice = ColumnSearch(bill, "invoice", usual_names.INVOICE)
    invoice.by_words(words.INVOICE_WORDS)
    invoice.opposite("draft", words.FINAL)
    _keys(customer, invoice)
    invoice.sums()
    invoice.day()
    invoice.mark()
    if bill is not None and "number" not in invoice.column:
        invoice.leave_out("number", texts.NO_NUMBER)
    return customer, invoice


def _keys(customer: ColumnSearch, invoice: ColumnSearch) -> None:
    """Find both keys, and what refers to the customer: keys that are declared come before names."""
    firm, bill = customer.table, invoice.table
    _primary(invoice)
    reference = bill.reference(firm) if firm and bill else None
    if firm is None or bill is None or reference is None:
        _primary(customer)
        _relate(customer, invoice)
        return
    (here,), (there,) = reference.columns, reference.there
    invoice.put("customer", here, texts.FOREIGN.with_(table=firm.name, column=there), Sure.SURE)
    if there == customer.column.get("code"):
        customer.leave_out("key", texts.CODE_IS_KEY)
        return
    reasons = [texts.PRIMARY.with_(table=firm.name)] if firm.key == (there,) else []
    referred = texts.REFERRED.with_(by=bill.name, column=here)
    customer.put("key", there, texts.joined(*reasons, referred), Sure.SURE)


def _primary(search: ColumnSearch) -> None:
    """Take the primary key for the key where it is one column, and another one than the code."""
    table = search.table
    if table is None or not table.key:
        return
    first, *more = table.key
    if more:
        search.leave_out("key", texts.NO_SINGLE_KEY)
    elif first in (search.column.get("code"), search.column.get("number")):
        search.leave_out("key")
    elif is_name(first):
        search.put("key", first, texts.PRIMARY.with_(table=table.name), Sure.SURE)


def _relate(customer: ColumnSearch, invoice: ColumnSearch) -> None:
    """Find by name what refers to the customer: its key, else its code, and then the key is left out."""
    key, code = customer.column.get("key"), customer.column.get("code")
    found = invoice.exact(usual_names.INVOICE["customer"])
    if found and key and plain_name(key) == plain_name(found):
        invoice.put("customer", found, texts.USUAL, Sure.SURE)
        return
    by_key = invoice.first((*((plain_name(key),) if key and plain_name(key) != "id" else ()), *words.BY_KEY))
    by_code = invoice.first((*((plain_name(code),) if code else ()), *words.BY_CODE))
    if by_key and (key or not by_code):
        invoice.put("customer", by_key, invoice.told("customer", by_key))
    elif by_code:
        invoice.put("customer", by_code, invoice.told("customer", by_code))
        customer.leave_out("key", texts.CODE_IS_KEY)


def _customers(tables: Sequence[FoundTable]) -> FoundTable | None:
    """Return the table that has most of the telling columns, of those whose names mean it; the usual name first."""
    known = next((table for table in tables if table.customers), None)
    exact = [table for table in tables if table.name.casefold() == words.CUSTOMER_TABLE.casefold()]
    by_name = {name: table for table in reversed(tables) for name in reversed(bare_names(table.name))}
    meant = [*exact, *(by_name[name] for name in words.CUSTOMER_TABLES if name in by_name)]
    named = max(meant, key=_told, default=None)
    if known is not None and (named is None or not named.customers):
        return known
    return named or next((t for t in tables if any(FOREIGN_ID.fullmatch(column) for column in t.kinds)), None)


def _told(table: FoundTable) -> int:
    there = set(map(plain_name, table.kinds)) | set(aliases(table.name, table.kinds))
    names = ({plain_name(usual_names.CUSTOMER[key]), *words.CUSTOMER_WORDS[key]} for key in ("code", "foreign_id"))
    return sum(1 for telling in names if there & telling)


def _why_customers(table: FoundTable | None) -> tuple[Phrase, Sure] | None:
    if table is None:
        return None
    columns = table.kinds
    foreign = next((column for column in columns if FOREIGN_ID.fullmatch(column)), None)
    code = next((c for c in columns if c.casefold() == usual_names.CUSTOMER["code"].casefold()), None)
    if foreign and code:
        return texts.joined(texts.HOLDS_BOTH.with_(code=code, foreign_id=foreign), *_counted(table)), Sure.SURE
    if set(bare_names(table.name)) & set(words.CUSTOMER_TABLES):
        return texts.joined(texts.MEANS_CUSTOMERS.with_(name=table.name), *_counted(table)), Sure.LIKELY
    return texts.joined(texts.HOLDS_FOREIGN.with_(column=foreign or "–"), *_counted(table)), Sure.LIKELY


def _counted(table: FoundTable) -> list[Phrase]:
    return [] if table.rows is None else [texts.ROWS.with_(rows=table.rows)]


def _address_elsewhere(customer: ColumnSearch, tables: Sequence[FoundTable]) -> None:
    """Tell of an address that stands in a table of its own: that is not supported, and not guessed at."""
    firm = customer.table
    lost = [key for key in ("address", "zip", "city") if customer.entries[key].ground is Ground.ABSENT]
    if firm is None or len(lost) < len(("address", "zip", "city")):
        return
    for table in tables:
        there = ColumnSearch(table, "customer", usual_names.CUSTOMER)
        there.by_words(words.CUSTOMER_WORDS)
        there.street()
        link = _linking(table, firm, customer)
        if link is not None and sum(there.entries[key].ground is not Ground.ABSENT for key in lost) > 1:
            told = texts.ONE_EACH if table.alone(link) else texts.SEVERAL_EACH
            for key in lost:
                customer.leave_out(key, told.with_(table=f"{table.schema}.{table.name}"))
            return


def _linking(table: FoundTable, firm: FoundTable, customer: ColumnSearch) -> str | None:
    """Return the column by which a table belongs to the customers, declared so or called so."""
    if (reference := table.reference(firm)) is not None:
        return reference.columns[0]
    names = {customer.column[key].casefold() for key in ("key", "code") if key in customer.column}
    return next((column for column in table.kinds if column.casefold() in names - {"id"}), None)


def _named(table: FoundTable | None, usual: str, why: tuple[Phrase, Sure] | None) -> Entry:
    if table is None or why is None:
        return Entry(toml(f"dbo.{usual}"), Ground.ABSENT)
    ground = Ground.FOUND if table.name.casefold() == usual.casefold() else Ground.PROPOSED
    return Entry(toml(table_path(table.schema, table.name)), ground, *why)


def _defaults(table: str, names: Mapping[str, str]) -> dict[str, Entry]:
    return {key: Entry(toml(name), Ground.GUESSED) for key, name in {"table": f"dbo.{table}", **names}.items()}
