"""What is not as it was put on record is named; what says nothing about it is silent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.engine.shape import TableShape, differences, stopped

WAS = {"Id": "int", "Name": "nvarchar(50)"}


def customer(columns: Mapping[str, str] = WAS, name: str = "dbo.Customer") -> TableShape:
    return TableShape("customer", name, columns)


def told(*now: TableShape) -> list[str]:
    return [phrase.text() for phrase in differences((customer(),), now)]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (customer({**WAS, "Extra": "bit"}), "dbo.Customer: column Extra (bit) is new"),
        (customer({"Id": "int"}), "dbo.Customer: column Name (nvarchar(50)) is gone"),
        (customer({**WAS, "Id": "bigint"}), "dbo.Customer: column Id was int and is bigint now"),
        (customer({}), "the table dbo.Customer is gone"),
        (customer(name="dbo.Kunde"), "the table was dbo.Customer and is dbo.Kunde now"),
    ],
)
def test_what_has_changed_is_named(now: TableShape, said: str) -> None:
    assert told(now) == [said]


@pytest.mark.parametrize(
    "now",
    [
        (customer(),),
        (customer(dict(reversed(WAS.items()))),),
        (customer(name="DBO.customer"),),
        (customer(), TableShape("invoice", "dbo.Invoice", {"Id": "int"})),
        (),
    ],
    ids=["same", "other order", "other case of the name", "a table without a record", "not mapped any more"],
)
def test_what_is_no_change_is_silent(now: tuple[TableShape, ...]) -> None:
    assert told(*now) == []


def test_a_renamed_column_of_odd_letters_is_told_as_one_gone_and_one_new() -> None:
    changes = differences((customer({"{a}": "int"}),), (customer({"Ændret {x}": "int"}),))

    said = stopped(changes)

    assert "column {a} (int) is gone; dbo.Customer: column Ændret {x} (int) is new" in said.text()
    assert "kolonnen Ændret {x} (int) er ny" in said.text("da")


def test_of_many_changes_the_first_are_named_and_the_rest_counted() -> None:
    changes = differences((customer(),), (customer({**WAS, **{f"C{n}": "int" for n in range(7)}}),))

    said = stopped(changes).text()

    assert "C4" in said
    assert "C5" not in said
    assert "and 2 more" in said
    assert "init --confirm" in said
