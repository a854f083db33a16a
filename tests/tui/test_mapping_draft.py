"""A mapping on its way to be confirmed: what each answer makes of its line, and what it leaves alone."""

from __future__ import annotations

import pytest

from checks.adapters.discovery import FoundColumn, FoundTable
from tui.mapped import Ground
from tui.mapping_draft import MappingDraft
from tui.proposal import propose


def table(name: str, *columns: str, rows: int | None = None) -> FoundTable:
    found = (FoundColumn(name, kind) for name, kind in (column.split(" ", 1) for column in columns))
    return FoundTable("dbo", name, tuple(found), key=(columns[0].partition(" ")[0],), rows=rows)


CUSTOMER = table(
    *("Customer", "CustomerId int", "CustomerCode varchar(20)", "ForeignDebitorSystemIdentification varchar(50)"),
    *("Firma nvarchar(100)", "Lukket bit", "Linje1 nvarchar(50)", "Linje2 nvarchar(50)"),
    rows=1300,
)
BILLS = table("Regning", "Id int", "Nr varchar(20)", "Kunde int", "Dato date", "Beloeb money", "Sendt bit")


@pytest.fixture
def draft() -> MappingDraft:
    return MappingDraft((CUSTOMER, BILLS), propose((CUSTOMER, BILLS)))


def test_at_first_nothing_is_answered(draft: MappingDraft) -> None:
    assert not any(line.answered for line in draft.lines())
    assert draft.line("customer", "code").said == "CustomerCode"


def test_taking_what_stands_there_confirms_it(draft: MappingDraft) -> None:
    assert draft.answer("customer", "code", "CustomerCode") is None

    line = draft.line("customer", "code")
    assert (line.answered, line.ground) == (True, Ground.CONFIRMED)


def test_a_name_that_is_not_there_is_refused_and_changes_nothing(draft: MappingDraft) -> None:
    before = draft.line("customer", "name")

    wrong = draft.answer("customer", "name", "Firme")

    assert wrong is not None
    assert "Firma" in wrong.text()
    assert draft.line("customer", "name") == before


@pytest.mark.parametrize("key", ["table", "code", "foreign_id"])
def test_what_nothing_works_without_is_not_left_out(draft: MappingDraft, key: str) -> None:
    assert draft.answer("customer", key, "-") is not None
    assert not draft.line("customer", key).answered


def test_the_choices_are_the_columns_with_their_types(draft: MappingDraft) -> None:
    choices = {choice.name: choice.about for choice in draft.choices("customer", "name")}

    assert choices["Firma"] == "nvarchar(100)"
    assert "Nr" not in choices
    assert "not Firma" not in choices


def test_a_column_can_also_say_the_opposite_where_that_can_be_meant(draft: MappingDraft) -> None:
    assert "not Lukket" in {choice.name for choice in draft.choices("customer", "active")}

    assert draft.answer("customer", "active", "not Lukket") is None
    assert draft.line("customer", "active").said == "not Lukket"


@pytest.mark.parametrize("answer", ["Firma", "not Firma", "empty Firma"])
def test_each_way_to_be_active_is_told_as_it_is_typed(draft: MappingDraft, answer: str) -> None:
    assert answer in {choice.name for choice in draft.choices("customer", "active")}
    assert draft.answer("customer", "active", answer) is None

    assert draft.line("customer", "active").said == answer


def test_an_address_has_several_columns(draft: MappingDraft) -> None:
    assert draft.answer("customer", "address", "Linje1, Linje2") is None
    assert draft.line("customer", "address").said == "Linje1, Linje2"


def test_another_table_is_looked_through_anew_and_its_lines_are_open_again(draft: MappingDraft) -> None:
    assert [choice.name for choice in draft.choices("invoice", "table")] == ["dbo.Customer", "dbo.Regning"]
    draft.answer("customer", "code", "CustomerCode")

    assert draft.answer("invoice", "table", "dbo.Regning") is None

    assert draft.line("invoice", "table").answered
    assert draft.line("customer", "code").answered
    assert {"number", "date"} <= set(draft.keys("invoice"))


def test_without_invoices_only_their_table_is_a_line(draft: MappingDraft) -> None:
    assert draft.answer("invoice", "table", "-") is None

    assert draft.keys("invoice") == ("table",)
    assert not draft.proposal.invoice.found
