"""Each line of the mapping is taken, corrected or left out by the operator, and nothing else gets into the file."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checks.adapters.mapping import Transfer, Truth
from tests.support.clienttime_file import ClientTimeFile
from tests.support.talk import Talk, talk
from tui.config import ClientTimeSettings, load

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
FLAGS = ("--name", "holm", "--title", "Holm", "--sqlite", "clienttime.db", "--app-secret-token-env", "A",
         "--agreement-grant-token-env", "B", "--agreement-number", "1")  # fmt: skip
CUSTOMER = (
    "CREATE TABLE Customer (Id INTEGER PRIMARY KEY, CustomerCode TEXT, ForeignDebitorSystemIdentification TEXT, "
    "Firma TEXT, Lukket BIT, Linje1 TEXT, Linje2 TEXT)"
)
BILLS = (
    "CREATE TABLE Regning (Id INTEGER PRIMARY KEY, Nr TEXT, Kunde INTEGER, Dato DATE, Sum NUMERIC, Afsendt TEXT)",
    "INSERT INTO Customer (Id, CustomerCode) VALUES (7, '1042')",
    "INSERT INTO Regning VALUES (1, '10234', 7, '2026-03-03', 12500, NULL)",
)


@contextmanager
def asked(folder: Path, *statements: str) -> Generator[Talk]:
    ClientTimeFile(folder / "clienttime.db").run(CUSTOMER, *statements)
    with talk(folder, FLAGS) as said:
        yield said


def written(folder: Path) -> ClientTimeSettings:
    return load(folder / "config" / "sites" / "holm.toml").clienttime


def customers(said: Talk, **answers: str) -> None:
    """Answer the lines of the customer table; what is not told is taken."""
    for key in (
        *("table", "key", "code", "foreign_id", "name", "zip", "city", "country", "cvr", "ean", "email"),
        *("active", "created", "modified", "address"),
    ):
        said.answer(f"customer.{key})", answers.get(key, ""))


def test_at_80_columns_lines_break_at_blanks_and_an_answer_has_room(tmp_path: Path) -> None:
    ClientTimeFile(tmp_path / "clienttime.db").run(CUSTOMER)
    with talk(tmp_path, (*FLAGS, "--language", "da"), columns=80) as said:
        customers(said)
        said.answer("invoice.table)", "\x04")
        assert said.end() == 1

    lines = said.said.replace("\r", "").split("\n")
    assert any(line.endswith("- udelader") for line in lines)
    assert any(line.startswith("[ForeignDebitorSystemIdentification]: ") for line in lines)
    assert max(map(len, lines)) <= 80
    questions = [line for line in lines if line.endswith("]: ")]
    assert questions
    assert max(map(len, questions)) <= 68


def test_lines_are_corrected_in_the_words_of_the_database(tmp_path: Path) -> None:
    with asked(tmp_path) as said:
        customers(said, name="firma", active="not LUKKET", address="Linje1, Linje2", key="-")
        said.answer("invoice.table)", "")
        said.answer("holm.toml? [y/N]", "y")
        assert said.end() == 0

    found = written(tmp_path).customer
    assert (found.name, found.active, found.key) == ("Firma", Truth("Lukket", negated=True), None)
    assert found.address == ("Linje1", "Linje2")
    assert written(tmp_path).invoice is None


@pytest.mark.long
def test_a_table_that_was_not_proposed_is_looked_through_when_it_is_named(tmp_path: Path) -> None:
    with asked(tmp_path, *BILLS) as said:
        customers(said)
        said.answer("invoice.table)", "Regninger")
        said.answer("There is no Regninger; there is: dbo.Regning", "regning")
        for key, answer in (
            ("key", ""),
            ("number", "Nr"),
            ("customer", ""),
            ("date", ""),
            ("due", ""),
            ("currency", ""),
        ):
            said.answer(f"invoice.{key})", answer)
        for key, answer in (("net", ""), ("vat", ""), ("gross", "Sum"), ("kind", ""), ("draft", ""), ("error", "")):
            said.answer(f"invoice.{key})", answer)
        said.answer("invoice.transfer)", "Afsendt")
        said.answer("invoice that you know", "10234")
        said.answer("Invoice 10234 to customer 1042 on 2026-03-03 for 12,500.00 DKK", "n")
        said.take(9)
        said.answer("invoice that you know", "-")
        said.answer("holm.toml? [y/N]", "y")
        assert said.end() == 0

    found = written(tmp_path).invoice
    assert found is not None
    assert (found.table, found.key, found.number, found.customer, found.gross) == (
        "dbo.Regning", "Id", "Nr", "Kunde", "Sum",
    )  # fmt: skip
    assert found.transfer == Transfer("timestamp", "Afsendt")
    text = (tmp_path / "config" / "sites" / "holm.toml").read_text()
    assert "NOT CONFIRMED by a known invoice" in text
    assert "NOT CONFIRMED (named at the set-up)" in text


@pytest.mark.long
def test_what_nothing_works_without_cannot_be_left_out(tmp_path: Path) -> None:
    with asked(tmp_path) as said:
        said.answer("customer.table)", "-")
        said.answer("Nothing works without it", "")
        said.answer("customer.key)", "")
        said.answer("customer.code)", "-")
        said.answer("Nothing works without it", "")
        said.until("customer.foreign_id)")


@pytest.mark.long
def test_a_wrong_invoice_leads_back_to_its_lines_and_a_column_taken_twice_is_remarked(tmp_path: Path) -> None:
    with asked(tmp_path, *BILLS) as said:
        customers(said, code="Firma", name="Firma")
        said.answer("invoice.table)", "regning")
        said.take(1)
        said.answer("invoice.number)", "Nr")
        said.take(6)
        said.answer("invoice.gross)", "Sum")
        said.take(4)
        said.answer("invoice that you know", "10234")
        said.answer("is that right?", "n")
        said.answer("Then one of these is wrong", "")
        said.answer("customer.code)", "CustomerCode")
        said.answer("invoice.number)", "")
        said.take(6)
        said.answer("invoice that you know", "10234")
        said.answer("Invoice 10234 to customer 1042", "y")
        assert "Firma is taken for “" in said.said
        said.answer("holm.toml? [y/N]", "y")
        assert said.end() == 0

    assert written(tmp_path).customer.code == "CustomerCode"


@pytest.mark.long
def test_escape_among_the_lines_writes_nothing(tmp_path: Path) -> None:
    with asked(tmp_path) as said:
        said.answer("customer.table)", "")
        said.until("customer.key)")
        os.write(said.terminal, b"\x1b")
        assert said.end() == 1

    assert not (tmp_path / "config").exists()
    assert not (tmp_path / "state").exists()


@pytest.mark.long
def test_a_yes_asks_for_no_line_and_says_that_none_is_confirmed(tmp_path: Path) -> None:
    ClientTimeFile(tmp_path / "clienttime.db").run(CUSTOMER)
    with talk(tmp_path, (*FLAGS, "--yes")) as said:
        assert said.end() == 0

    assert "customer.table" not in said.said
    assert "NOT CONFIRMED (primary key of Customer)" in (tmp_path / "config" / "sites" / "holm.toml").read_text()
    assert not (tmp_path / "state").exists()
