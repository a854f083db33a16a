"""What is evident by name is proposed; what could be two things is not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.adapters.discovery import FoundColumn, FoundTable
from checks.demo.database import CUSTOMER_TYPES, DANISH_NAMES, DEFAULT_NAMES, INVOICE_TYPES, Names
from tests.support.proposals import value
from tui.mapped import Ground, Proposal, toml
from tui.proposal import guessed
from tui.proposal import propose as propose_of

CERTAIN = ("table", "code", "foreign_id")
Tables = Mapping[str, Mapping[str, str]]


def propose(tables: Tables) -> Proposal:
    """Return what is proposed for tables without any key that is declared."""
    return propose_of(
        FoundTable("dbo", table, tuple(FoundColumn(name, kind) for name, kind in columns.items()))
        for table, columns in tables.items()
    )


def tables(names: Names) -> Tables:
    """Return the catalogue of a demo database with these names."""
    return {
        names.customer_table: {name: CUSTOMER_TYPES[column] for column, name in names.customer.items()},
        names.invoice_table: {name: INVOICE_TYPES[column] for column, name in names.invoice.items()},
    }


def of(columns: Iterable[str], kind: str = "NVARCHAR(20)") -> dict[str, str]:
    return dict.fromkeys(columns, kind)


def test_the_usual_names_are_found_whole() -> None:
    found = propose(tables(DEFAULT_NAMES))

    for mapped in (found.customer, found.invoice):
        assert mapped.of(Ground.FOUND) == tuple(mapped.entries)


def test_danish_names_are_all_proposed_and_none_is_taken_for_certain() -> None:
    found = propose(tables(DANISH_NAMES))

    for mapped in (found.customer, found.invoice):
        assert mapped.of(Ground.PROPOSED) == tuple(mapped.entries)


def test_danish_names_are_proposed_for_what_they_mean() -> None:
    found = propose(tables(DANISH_NAMES))

    assert value(found.customer, "table") == "dbo.Kunde"
    assert value(found.customer, "foreign_id") == "Debitornr"
    assert value(found.customer, "address") == ["Adresse", "Adresse 2"]
    assert value(found.invoice, "customer") == "Kunde"
    assert value(found.invoice, "gross") == "Beløb"
    assert value(found.invoice, "transfer") == {"mode": "timestamp", "column": "Overført"}


def test_a_column_that_is_not_there_is_left_out() -> None:
    found = propose(tables(DEFAULT_NAMES.without("CvrNumber", "ModifiedDate", "GrossAmount")))

    assert found.customer.of(Ground.ABSENT) == ("cvr", "modified")
    assert found.invoice.of(Ground.ABSENT) == ("gross",)


def test_without_a_key_the_invoices_refer_to_the_code() -> None:
    found = propose(tables(DEFAULT_NAMES.without("CustomerId")))

    assert value(found.customer, "key") is None
    assert value(found.invoice, "customer") == "CustomerId"


def test_invoices_that_hold_the_code_leave_the_key_out() -> None:
    found = propose({"Kunde": of(["Id", "Kundenr", "Debitornr"]), "Faktura": of(["Id", "Fakturanr", "Kundenr"])})

    assert value(found.invoice, "customer") == "Kundenr"
    assert value(found.customer, "key") is None


def test_without_an_invoice_table_there_is_none() -> None:
    assert not propose({"Customer": of(["CustomerCode"])}).invoice.found


def test_a_table_is_known_by_the_one_column_that_gives_it_away() -> None:
    found = propose({"Noget": of(["A"]), "Tabel1": of(["Nr", "foreigndebitorsystemidentification"])})

    assert value(found.customer, "table") == "dbo.Tabel1"
    assert value(found.customer, "foreign_id") == "foreigndebitorsystemidentification"


def test_a_table_of_the_usual_name_comes_before_one_that_means_it() -> None:
    assert value(propose({"Kunde": {}, "CUSTOMER": {}}).customer, "table") == "dbo.CUSTOMER"


def test_a_table_with_the_telling_columns_comes_before_a_mere_name() -> None:
    found = propose({"Customer": of(["Id"]), "Debitor": of(["Kundenr", "Debitornr"])})

    assert value(found.customer, "table") == "dbo.Debitor"


@pytest.mark.parametrize("name", ["Faktura.Linje", "[odd]", ' "x" ', "a]b"])
def test_a_table_of_an_odd_name_is_written_so_that_it_is_found_again(name: str) -> None:
    from checks.adapters.schema import split

    found = propose({name: of(["ForeignDebitorSystemIdentification"])})

    assert split(str(value(found.customer, "table"))) == ("dbo", name)


@pytest.mark.parametrize(
    ("column", "kind", "mark"),
    [
        ("ExportedDate", "DATETIME", {"mode": "timestamp", "column": "ExportedDate"}),
        ("Overført", "datetime2(7)", {"mode": "timestamp", "column": "Overført"}),
        ("IsTransferred", "BIT", {"mode": "flag", "column": "IsTransferred"}),
        ("Overført", "INTEGER", {"mode": "flag", "column": "Overført"}),
        ("Overført", "NVARCHAR(20)", None),
        ("Overført", "", None),
    ],
)
def test_a_mark_is_a_time_or_a_flag_by_its_type_and_else_not_proposed(column: str, kind: str, mark: object) -> None:
    assert value(propose({"Invoice": {column: kind}}).invoice, "transfer") == mark


@pytest.mark.parametrize(
    ("columns", "gross"), [(["Beløb"], None), (["Netto", "Beløb"], "Beløb"), (["Amount", "Vat"], None)]
)
def test_a_mere_amount_is_gross_only_beside_a_net_one(columns: list[str], gross: str | None) -> None:
    assert value(propose({"Faktura": of(columns)}).invoice, "gross") == gross


@pytest.mark.parametrize(("column", "key"), [("Inaktiv", "active"), ("IsDeleted", "active"), ("Endelig", "draft")])
def test_a_column_that_says_the_opposite_is_turned_round(column: str, key: str) -> None:
    found = propose({"Kunde": of([column]), "Faktura": of([column])})
    mapped = found.customer if key == "active" else found.invoice

    assert value(mapped, key) == {"column": column, "not": True}


def test_a_column_answers_for_one_key_only() -> None:
    found = propose({"Kunde": of(["Id"]), "Faktura": of(["Id"])}).invoice

    assert [key for key in found.entries if value(found, key) == "Id"] == ["key"]


def test_a_database_that_was_not_looked_into_gives_guesses_but_for_three_names() -> None:
    found = guessed()

    assert found.customer.of(Ground.CERTAIN) == CERTAIN
    assert set(found.customer.of(Ground.GUESSED)) == set(found.customer.entries) - set(CERTAIN)
    assert found.invoice.of(Ground.GUESSED) == tuple(found.invoice.entries)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_comes_back_from_toml(text: str) -> None:
    assert tomllib.loads(f"value = {toml(text)}")["value"] == text


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
        st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), st.just("INTEGER"), max_size=6),
        max_size=4,
    )
)
def test_any_catalogue_gives_a_proposal(catalogue: dict[str, dict[str, str]]) -> None:
    found = propose({**catalogue, "Kunde": {"Kundenr": "", "Debitornr": ""}})

    assert value(found.customer, "code") == "Kundenr"
