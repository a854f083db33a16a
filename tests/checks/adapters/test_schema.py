"""A mapped name is found in the catalogue's own spelling, or the fault says where and what is nearest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.code_page import TextLimit
from checks.adapters.dialect import SQLITE, TSQL
from checks.adapters.mapping import CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.adapters.schema import Table, look_up, mapped_columns, resolve, split
from checks.engine.errors import SourceFault

COLUMNS = {"KundeId": "int", "Kundekode": "nvarchar(20)", "FremmedId": "int", "Navn": "nvarchar(100)"}


@dataclass(frozen=True)
class OneTable:
    """A catalogue of a single table."""

    name: str

    def tables(self, schema: str) -> list[str]:
        return [self.name]

    def columns(self, schema: str, table: str) -> Mapping[str, str]:
        return COLUMNS

    def limits(self, schema: str, table: str) -> Mapping[str, TextLimit]:
        return {"Kundekode": TextLimit(20, None)}

    def version(self, schema: str, table: str) -> str | None:
        return "Version"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("dbo.Customer", ("dbo", "Customer")),
        ("Customer", ("dbo", "Customer")),
        ("[dbo].[Customer]", ("dbo", "Customer")),
        ('"dbo"."Customer"', ("dbo", "Customer")),
        ("sales.Kunde.Liste", ("sales", "Kunde.Liste")),
        ("[my.schema].[a.b]", ("my.schema", "a.b")),
        ("[Odd.Name]", ("dbo", "Odd.Name")),
        ("dbo.Odd]", ("dbo", "Odd]")),
        ("dbo.[Odd]]Name]", ("dbo", "Odd]Name")),
        ('dbo."say ""hi"""', ("dbo", 'say "hi"')),
        (" dbo . Kunde oversigt ", ("dbo", "Kunde oversigt")),
    ],
)
def test_schema_and_table_are_told_apart(written: str, names: tuple[str, str]) -> None:
    assert split(written) == names


@given(st.text(min_size=1, max_size=30).filter(lambda name: name == name.strip()))
def test_a_name_quoted_by_either_dialect_reads_as_the_name(name: str) -> None:
    if "\0" not in name:
        assert split(SQLITE.path("dbo", name)) == split(TSQL.path("dbo", name)) == ("dbo", name)


def test_the_catalogues_spelling_is_used() -> None:
    table = look_up(OneTable("Kunde"), "dbo.KUNDE", "customer")
    columns = resolve(table, CustomerMapping("dbo.KUNDE", "KUNDEKODE", "fremmedid"), "customer")

    assert table.name == "Kunde"
    assert columns == {"code": "Kundekode", "foreign_id": "FremmedId"}


def test_of_two_spellings_the_exact_one_is_taken() -> None:
    assert Table("dbo", "T", {"code": "", "Code": ""}).column("Code") == "Code"


def test_a_missing_table_is_named_with_the_nearest_and_the_place() -> None:
    with pytest.raises(SourceFault) as caught:
        look_up(OneTable("Kunde"), "dbo.Kunder", "customer")

    said = caught.value.phrase.text()
    assert "“Kunder”" in said
    assert "“Kunde”" in said
    assert "[clienttime.customer] table" in said


@pytest.mark.parametrize(
    ("mapping", "place"),
    [
        (CustomerMapping("Kunde", "Kundekode", "FremedId"), "[clienttime.customer] foreign_id"),
        (
            CustomerMapping("Kunde", "Kundekode", "FremmedId", address=("Navn", "FremedId")),
            "[clienttime.customer] address",
        ),
        (
            CustomerMapping("Kunde", "Kundekode", "FremmedId", active=Truth("FremedId")),
            "[clienttime.customer] active",
        ),
    ],
)
def test_a_missing_column_is_named_with_the_nearest_and_the_place(mapping: CustomerMapping, place: str) -> None:
    with pytest.raises(SourceFault) as caught:
        resolve(look_up(OneTable("Kunde"), "Kunde", "customer"), mapping, "customer")

    said = caught.value.phrase.text("da")
    assert "“FremedId”" in said
    assert "“FremmedId”" in said
    assert place in said


def test_where_nothing_is_near_what_there_is_is_listed() -> None:
    with pytest.raises(SourceFault) as caught:
        resolve(
            look_up(OneTable("Kunde"), "Kunde", "customer"), CustomerMapping("Kunde", "xyz", "FremmedId"), "customer"
        )

    assert "FremmedId, KundeId, Kundekode, Navn" in caught.value.phrase.text()


def test_only_what_is_mapped_is_asked_for() -> None:
    mapping = InvoiceMapping("Faktura", number="Nr", draft=Truth("Kladde"), transfer=Transfer("flag", "Sendt"))

    assert dict(mapped_columns(mapping)) == {"number": "Nr", "draft": "Kladde", "transfer": "Sendt"}
