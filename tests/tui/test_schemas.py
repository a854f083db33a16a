"""Databases as firms have them: Danish, English, mixed, with prefixes, in any spelling. What is evident is proposed for
what it means; where little speaks for it, that is said, and nobody is asked to believe it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from checks.adapters.discovery import FoundColumn, FoundTable, Reference
from tests.support.proposals import value
from tui.mapped import Ground, Mapped, Proposal, Sure
from tui.proposal import propose

FOREIGN = "ForeignDebitorSystemIdentification"


def table(name: str, columns: str, refers: str = "", rows: int = 500) -> FoundTable:
    """Return a table: `Name kind!` is a column that is never empty, the first one is the key.

    `refers` is `column>table.column`.
    """
    found = tuple(_column(words.strip()) for words in columns.split(","))
    here, _, there = refers.partition(">")
    target, _, column = there.partition(".")
    links = (Reference((here,), "dbo", target, (column,)),) if refers else ()
    return FoundTable("dbo", name, found, (found[0].name,), (), links, rows)


def _column(words: str) -> FoundColumn:
    name, _, kind = words.rpartition(" ")
    return FoundColumn(name, kind.rstrip("!"), not kind.endswith("!"))


@dataclass(frozen=True, slots=True)
class Schema:
    """A database, and what each key should be proposed as; what is not named must not be proposed."""

    tables: tuple[FoundTable, ...]
    customer: Mapping[str, object]
    invoice: Mapping[str, object]


SCHEMAS = {
    "danish": Schema(
        (
            table(
                "Kunder",
                "KundeID int, Kundenr varchar, DebitorNr varchar, Navn nvarchar, Adresse1 nvarchar, Adresse2 nvarchar, "
                "Postnr varchar, By nvarchar, Land nvarchar, CVRnr varchar, EANnr varchar, Email nvarchar, "
                "Afgangsdato datetime, OprettetDato datetime, SenestÆndret datetime",
            ),
            table(
                "Fakturaer",
                "FakturaID int, Fakturanr int, KundeID int, Fakturadato date, Forfaldsdato date, Valutakode char, "
                "Nettobeløb money, Momsbeløb money, Beløb money, Bilagsart int, ErKladde bit, OverførtDato datetime",
                "KundeID>Kunder.KundeID",
            ),
        ),
        {
            "table": "dbo.Kunder", "key": "KundeID", "code": "Kundenr", "foreign_id": "DebitorNr", "name": "Navn",
            "address": ["Adresse1", "Adresse2"], "zip": "Postnr", "city": "By", "country": "Land", "cvr": "CVRnr",
            "ean": "EANnr", "email": "Email", "active": {"column": "Afgangsdato", "empty": True},
            "created": "OprettetDato", "modified": "SenestÆndret",
        },
        {
            "table": "dbo.Fakturaer", "key": "FakturaID", "number": "Fakturanr", "customer": "KundeID",
            "date": "Fakturadato", "due": "Forfaldsdato", "currency": "Valutakode", "net": "Nettobeløb",
            "vat": "Momsbeløb", "gross": "Beløb", "kind": "Bilagsart", "draft": "ErKladde",
            "transfer": {"mode": "timestamp", "column": "OverførtDato"},
        },
    ),
    "english": Schema(
        (
            table(
                "Customer",
                f"Id int, CustomerCode varchar, {FOREIGN} nvarchar, Name1 nvarchar, Address nvarchar, "
                "PostCode varchar, City nvarchar, VatNo varchar, Deleted bit, ChangedAt datetime2",
            ),
            table(
                "Invoice",
                "Id int, Number int, CustomerRef int, Date date, DueDate date, Currency char, Net decimal, "
                "Vat decimal, Total decimal, SyncedAt datetime2, PostedDate datetime2",
                "CustomerRef>Customer.Id",
            ),
        ),
        {
            "table": "dbo.Customer", "key": "Id", "code": "CustomerCode", "foreign_id": FOREIGN, "name": "Name1",
            "address": ["Address"], "zip": "PostCode", "city": "City", "cvr": "VatNo",
            "active": {"column": "Deleted", "not": True}, "modified": "ChangedAt",
        },
        {
            "table": "dbo.Invoice", "key": "Id", "number": "Number", "customer": "CustomerRef", "date": "Date",
            "due": "DueDate", "currency": "Currency", "net": "Net", "vat": "Vat", "gross": "Total",
            "transfer": {"mode": "timestamp", "column": "SyncedAt"},
        },
    ),
    "prefixed": Schema(
        (
            table(
                "tblKunde",
                f"kun_id int, kun_nr varchar, {FOREIGN} varchar, kun_navn varchar, kun_adresse varchar, "
                "kun_postnr varchar, kun_by varchar, kun_cvr varchar, kun_lukket bit",
            ),
            table(
                "tblFaktura",
                "fak_id int, fak_nummer int, fak_kundeid int, fak_dato datetime, fak_netto money, fak_moms money, "
                "fak_total money, fak_bogfoert bit",
                "fak_kundeid>tblKunde.kun_id",
            ),
        ),
        {
            "table": "dbo.tblKunde", "key": "kun_id", "foreign_id": FOREIGN, "name": "kun_navn",
            "address": ["kun_adresse"], "zip": "kun_postnr", "city": "kun_by", "cvr": "kun_cvr",
            "active": {"column": "kun_lukket", "not": True},
        },
        {
            "table": "dbo.tblFaktura", "key": "fak_id", "number": "fak_nummer", "customer": "fak_kundeid",
            "date": "fak_dato", "net": "fak_netto", "vat": "fak_moms", "gross": "fak_total",
            "transfer": {"mode": "flag", "column": "fak_bogfoert"},
        },
    ),
    "snake": Schema(
        (
            table(
                "ct_customer",
                "customer_id int, customer_no varchar, e_conomic_number varchar, customer_name nvarchar, "
                "address_line_1 nvarchar, postal_code varchar, city nvarchar, vat_number varchar, end_date date!, "
                "row_changed timestamp",
            ),
            table(
                "ct_invoice_header",
                "invoice_id int, invoice_no varchar, customer_id int, invoice_date date, grand_total decimal, "
                "is_exported bit",
                "customer_id>ct_customer.customer_id",
            ),
        ),
        {
            "table": "dbo.ct_customer", "key": "customer_id", "code": "customer_no", "foreign_id": "e_conomic_number",
            "name": "customer_name", "address": ["address_line_1"], "zip": "postal_code", "city": "city",
            "cvr": "vat_number",
        },
        {
            "table": "dbo.ct_invoice_header", "key": "invoice_id", "number": "invoice_no", "customer": "customer_id",
            "date": "invoice_date", "gross": "grand_total", "transfer": {"mode": "flag", "column": "is_exported"},
        },
    ),
    "no danish letters": Schema(
        (
            table(
                "Klient",
                f"KlientId int, KlientNr varchar, {FOREIGN} varchar, KlientNavn varchar, KlientPostNr varchar",
            ),
            table(
                "Honorarfaktura",
                "HonorarId int, FakturaNr int, KlientNr varchar, Dato date, BelobExMoms money, Belob money, "
                "Overfort bit",
                "KlientNr>Klient.KlientNr",
            ),
        ),
        {"table": "dbo.Klient", "code": "KlientNr", "foreign_id": FOREIGN, "name": "KlientNavn", "zip": "KlientPostNr"},
        {
            "table": "dbo.Honorarfaktura", "key": "HonorarId", "number": "FakturaNr", "customer": "KlientNr",
            "date": "Dato", "net": "BelobExMoms", "gross": "Belob", "transfer": {"mode": "flag", "column": "Overfort"},
        },
    ),
}  # fmt: skip


def proposed(mapped: Mapped) -> Mapping[str, object]:
    """Return what would be mapped."""
    return {key: found for key in mapped.entries if (found := value(mapped, key)) is not None}


def reason(mapped: Mapped, key: str) -> str:
    """Return what is said of a line."""
    found = mapped.entries[key].reason
    return "" if found is None else found.text()


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_column_is_proposed_for_what_it_means_and_no_other_is(name: str) -> None:
    schema = SCHEMAS[name]

    found = propose(schema.tables)

    assert proposed(found.customer) == schema.customer
    assert proposed(found.invoice) == schema.invoice


def test_what_only_may_be_meant_is_no_more_than_perhaps() -> None:
    english, prefixed = propose(SCHEMAS["english"].tables), propose(SCHEMAS["prefixed"].tables)
    danish = propose(SCHEMAS["danish"].tables)

    assert english.invoice.entries["number"].sure is Sure.PERHAPS
    assert english.invoice.entries["gross"].sure is Sure.PERHAPS
    assert prefixed.invoice.entries["transfer"].sure is Sure.PERHAPS
    assert "perhaps not to e-conomic" in reason(prefixed.invoice, "transfer")
    assert danish.customer.entries["active"].sure is Sure.PERHAPS
    assert "empty while active" in reason(danish.customer, "active")


def test_an_end_that_is_never_empty_is_asked_about_and_not_used() -> None:
    assert "it is never empty" in reason(propose(SCHEMAS["snake"].tables).customer, "active")


FIRM = table("Customer", f"CustomerId int, CustomerCode varchar, {FOREIGN} varchar, Name nvarchar")


def beside(*others: FoundTable) -> Proposal:
    return propose((FIRM, *others))


def leading(name: str, columns: str, rows: int = 500) -> FoundTable:
    return table(name, f"Id int, CustomerId int, {columns}", "CustomerId>Customer.CustomerId", rows)


def test_a_table_with_customer_date_and_amount_is_proposed_by_its_name_though_no_column_is_a_number() -> None:
    found = beside(leading("Debitorpost", "Bogført date, Beløb decimal")).invoice

    assert value(found, "table") == "dbo.Debitorpost"
    assert found.entries["table"].sure is Sure.PERHAPS
    assert "has a date and an amount (Bogført, Beløb)" in reason(found, "table")
    assert value(found, "number") is None
    assert "name it, or the invoice checks stay off" in reason(found, "number")
    assert value(found, "gross") is None
    assert "with or without VAT" in reason(found, "gross")
    assert (value(found, "date"), found.entries["date"].sure) == ("Bogført", Sure.PERHAPS)


@pytest.mark.parametrize("name", ["TimeEntry", "Tidsregistrering", "Udlæg", "FakturaLinje", "SalesLog", "Projekt"])
def test_what_a_practice_system_keeps_beside_its_invoices_is_none(name: str) -> None:
    found = beside(leading(name, "Dato date, Beløb decimal"))

    assert not found.invoice.found
    assert reason(found.invoice, "table") == ""


def test_a_table_without_a_telling_name_is_told_and_not_adopted() -> None:
    found = beside(
        leading("Aftaler", "Start date, Værdi money"), leading("Sager2", "Number int, Dato date, Total money")
    )

    assert not found.invoice.found
    assert reason(found.invoice, "table").startswith("perhaps Aftaler: customer, date and amount")


def test_two_that_could_be_it_are_both_told_and_neither_is_taken() -> None:
    found = beside(leading("Postering", "Dato date, Beløb money"), leading("Debitorpost", "Dato date, Beløb money"))

    assert not found.invoice.found
    assert "Postering, Debitorpost" in reason(found.invoice, "table")


@pytest.mark.parametrize("column", ["ForeignInvoiceSystemIdentification", "Bilagsnr", "VoucherNo"])
def test_a_number_of_e_conomics_is_told_as_a_mark_and_never_proposed_to_be_cleared(column: str) -> None:
    found = beside(leading("Invoice", f"InvoiceNumber int, InvoiceDate date, GrossAmount money, {column} varchar"))

    assert value(found.invoice, "transfer") is None
    assert f"{column} may hold e-conomic's number" in reason(found.invoice, "transfer")


def test_a_row_version_is_no_time() -> None:
    firm = table("Kunde", f"Kundenr varchar, {FOREIGN} varchar, Modified timestamp, Ændret datetime")

    assert propose((firm,)).customer.entries["modified"].ground is not Ground.ABSENT
    assert "but its type is timestamp" in reason(propose((firm,)).customer, "modified")


def test_the_synchronisations_own_tables_are_told_and_nothing_else_of_them() -> None:
    found = beside(
        table("EconomicSettings", "Id int, AgreementNumber int, Token nvarchar, IntervalMinutes int", rows=1),
        table("SyncLog", "Id int, Time datetime, Message nvarchar"),
        table("UserLog", "Id int, Time datetime, Message nvarchar"),
        table("Calendar", "Id int, IntervalDays int", rows=10),
    )

    first, second = (phrase.text() for phrase in found.beside)
    assert first.startswith("dbo.EconomicSettings looks like the settings of ClientTime's own synchronisation")
    assert second.startswith("dbo.SyncLog looks like the log")
    assert beside().beside == ()
