"""Declared keys come before names; what is not declared and not called so is not guessed at; each line says why."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from checks.adapters.discovery import FoundColumn, FoundTable, Reference
from tests.support.proposals import value
from tui.mapped import Ground, Mapped, Sure
from tui.proposal import propose


def table(
    name: str,
    columns: Iterable[str],
    key: tuple[str, ...] = (),
    unique: tuple[tuple[str, ...], ...] = (),
    references: tuple[Reference, ...] = (),
    rows: int | None = None,
    schema: str = "dbo",
) -> FoundTable:
    made = tuple(FoundColumn(name, kind) for name, _, kind in (column.partition(" ") for column in columns))
    return FoundTable(schema, name, made, key, unique, references, rows)


def to_customer(here: str, there: str, name: str = "Customer") -> tuple[Reference, ...]:
    return (Reference((here,), "dbo", name, (there,)),)


def why(mapped: Mapped, key: str) -> str:
    reason = mapped.entries[key].reason
    return "" if reason is None else reason.text()


CUSTOMER = ("RowNo int", "CustomerCode varchar(20)", "ForeignDebitorSystemIdentification nvarchar(50)")


def test_the_primary_key_is_the_key_whatever_it_is_called() -> None:
    found = propose([table("Customer", CUSTOMER, ("RowNo",), (("CustomerCode",),), rows=312)]).customer

    assert (value(found, "key"), why(found, "key")) == ("RowNo", "primary key of Customer")
    assert found.entries["key"].sure is Sure.SURE
    assert why(found, "code") == "the usual name; unique in the table"
    assert why(found, "table") == "holds CustomerCode and ForeignDebitorSystemIdentification; 312 rows"


def test_a_foreign_key_tells_both_ends_of_the_invoices() -> None:
    bill = table("Faktura", ("Id", "Fakturanr", "Ejer int"), ("Id",), references=to_customer("Ejer", "RowNo"))
    found = propose([table("Customer", CUSTOMER, ("RowNo",)), bill])

    assert (value(found.customer, "key"), value(found.invoice, "customer")) == ("RowNo", "Ejer")
    assert why(found.customer, "key") == "primary key of Customer; Faktura.Ejer refers to it"
    assert why(found.invoice, "customer") == "foreign key to Customer.RowNo"


def test_invoices_that_refer_to_the_code_leave_the_key_out() -> None:
    bill = table("Faktura", ("Id", "Fakturanr", "Kode"), references=to_customer("Kode", "CustomerCode"))
    found = propose([table("Customer", (*CUSTOMER, "CustomerId"), ("CustomerId",)), bill])

    assert (value(found.customer, "key"), value(found.invoice, "customer")) == (None, "Kode")
    assert why(found.customer, "key") == "invoices refer to the code"


def test_a_code_that_is_the_primary_key_needs_no_other() -> None:
    found = propose([table("Customer", CUSTOMER[1:], ("CustomerCode",))]).customer

    assert value(found, "key") is None
    assert value(found, "code") == "CustomerCode"


def test_a_key_of_two_columns_is_left_out_and_says_so() -> None:
    found = propose([table("Customer", CUSTOMER, ("RowNo", "CustomerCode"))]).customer

    assert (value(found, "key"), why(found, "key")) == (None, "the primary key has several columns")


def test_a_table_of_another_schema_is_named_with_it() -> None:
    found = propose([table("Customer", CUSTOMER, schema="tid")]).customer

    assert value(found, "table") == "tid.Customer"


def test_a_foreign_identification_of_another_word_is_found() -> None:
    found = propose([table("Klient", ("Klientnr", "ForeignCustomerSystemIdentification"))]).customer

    assert value(found, "foreign_id") == "ForeignCustomerSystemIdentification"


BILL = ("Nr", "InvoiceNo varchar(20)", "Dato date", "Total decimal(18,2)", "Owner int")


def test_a_table_of_an_unknown_name_is_the_invoices_where_everything_else_fits() -> None:
    bill = table("Postering", (*BILL, "Net decimal(18,2)"), references=to_customer("Owner", "RowNo"), rows=9)
    found = propose([table("Customer", CUSTOMER, ("RowNo",)), bill]).invoice

    assert value(found, "table") == "dbo.Postering"
    assert why(found, "table") == (
        "refers to Customer; has a number, a date and an amount (InvoiceNo, Dato, Total); 9 rows"
    )


@pytest.mark.parametrize(
    "bill",
    [
        table("Postering", BILL),
        table("InvoiceLine", BILL, references=to_customer("Owner", "RowNo")),
        table("InvoiceReminder", BILL, references=to_customer("Owner", "RowNo")),
        table("Timer", ("Owner int", "Dato date", "Total money"), references=to_customer("Owner", "RowNo")),
        table("InvoiceSettings", ("Id", "Text")),
    ],
    ids=lambda bill: bill.name,
)
def test_a_table_that_only_resembles_invoices_is_not_proposed(bill: FoundTable) -> None:
    assert not propose([table("Customer", CUSTOMER, ("RowNo",)), bill]).invoice.found


def test_of_two_tables_that_could_be_the_invoices_the_other_one_is_named() -> None:
    one = table("Invoice", BILL, references=to_customer("Owner", "RowNo"))
    other = table("Honorarnota", BILL, references=to_customer("Owner", "RowNo"))
    found = propose([table("Customer", CUSTOMER, ("RowNo",)), other, one]).invoice

    assert value(found, "table") == "dbo.Invoice"
    assert "it could also be Honorarnota" in why(found, "table")
    assert found.entries["table"].sure is Sure.LIKELY


@pytest.mark.parametrize(
    ("unique", "said"),
    [((("Owner",),), "not supported: it stands in dbo.Adresse, one row a customer"),
     ((), "not supported: it stands in dbo.Adresse, several rows a customer")],
)  # fmt: skip
def test_an_address_in_a_table_of_its_own_is_told_and_not_guessed_at(
    unique: tuple[tuple[str, ...], ...], said: str
) -> None:
    columns = ("Id", "Owner int", "Vej", "Postnr", "By")
    other = table("Adresse", columns, ("Id",), unique, to_customer("Owner", "RowNo"))
    found = propose([table("Customer", (*CUSTOMER, "Name"), ("RowNo",)), other]).customer

    assert [value(found, key) for key in ("address", "zip", "city")] == [None, None, None]
    assert why(found, "zip") == said
    assert value(found, "name") == "Name"


def test_an_address_of_somebody_else_is_not_told() -> None:
    other = table("Kontor", ("Id", "Vej", "Postnr", "By"), ("Id",))
    found = propose([table("Customer", CUSTOMER, ("RowNo",)), other]).customer

    assert why(found, "zip") == ""


@pytest.mark.parametrize(
    ("column", "key", "sure"),
    [
        ("Postnr nvarchar(10)", "zip", Sure.LIKELY),
        ("Oprettet datetime", "created", Sure.LIKELY),
        ("Oprettet nvarchar(30)", "created", Sure.PERHAPS),
        ("Debitornr nvarchar(30)", "foreign_id", Sure.PERHAPS),
        ("Name nvarchar(30)", "name", Sure.SURE),
    ],
)
def test_how_sure_a_line_is_depends_on_what_speaks_for_it(column: str, key: str, sure: Sure) -> None:
    found = propose([table("Kunde", ("Kundenr", column))]).customer

    assert found.entries[key].ground is not Ground.ABSENT
    assert found.entries[key].sure is sure


def test_a_type_that_does_not_fit_is_told() -> None:
    found = propose([table("Kunde", ("Kundenr", "Oprettet nvarchar(30)"))]).customer

    assert why(found, "created") == "the name Oprettet looks like “time of creation”; but its type is nvarchar(30)"
