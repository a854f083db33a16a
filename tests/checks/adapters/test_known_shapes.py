"""The record of the tables comes back as it was kept; a damaged one is never taken for none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.adapters.known_shapes import FileShapes
from checks.engine.errors import Fault
from checks.engine.shape import TableShape

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
BOTH = (
    TableShape("customer", "dbo.Kunde", {"Løbenr": "int", "Navn": "nvarchar(50)"}),
    TableShape("invoice", "dbo.Faktura", {"Id": "int"}),
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    FileShapes(tmp_path).keep(BOTH, "anna", NOON)

    assert FileShapes(tmp_path).known() == BOTH
    assert "anna" in (tmp_path / "tables.json").read_text()


def test_without_a_file_nothing_is_on_record(tmp_path: Path) -> None:
    assert FileShapes(tmp_path).known() == ()


def test_a_table_that_is_not_there_is_not_put_on_record(tmp_path: Path) -> None:
    FileShapes(tmp_path).keep((BOTH[0], TableShape("invoice", "dbo.Faktura", {})), "anna", NOON)

    assert FileShapes(tmp_path).known() == BOTH[:1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"tables": []}',
        '{"tables": {"customer": {}}}',
        '{"tables": {"customer": {"name": "dbo.Kunde", "columns": {}}}}',
        '{"tables": {"customer": {"name": "dbo.Kunde", "columns": {"Id": 7}}}}',
        '{"tables": {"other": {"name": "dbo.Kunde", "columns": {"Id": "int"}}}}',
        '{"tables": {"customer": {"name": "dbo.Kun',
    ],
)
def test_a_damaged_record_is_a_fault_and_not_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "tables.json").write_text(text)

    with pytest.raises(Fault, match="cannot be read"):
        FileShapes(tmp_path).known()


def test_what_cannot_be_kept_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be written"):
        FileShapes(tmp_path / "nowhere").keep(BOTH, "anna", NOON)
