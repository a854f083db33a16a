"""Every type there and back, and what becomes of a value that does not fit."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.tds import odbc, sample
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
MOMENT = datetime.fromisoformat("2024-02-29T23:59:58.123456")
VALUES: tuple[tuple[str, object, object], ...] = (
    ("CustomerCode", "Åge €", "Åge €"),
    ("CustomerCode", "Łódź 😀", "?ód? ?"),
    ("Name", "Łódź 😀", "Łódź 😀"),
    ("Name", "", ""),
    ("Name", None, None),
    ("Note", "æ" * 20_000, "æ" * 20_000),
    ("Note", None, None),
    ("Balance", Decimal("-1234567.89"), Decimal("-1234567.89")),
    ("Balance", Decimal("0.005"), Decimal("0.00")),
    ("Credit", Decimal("-922337.5808"), Decimal("-922337.5808")),
    ("Created", MOMENT, MOMENT.replace(microsecond=123000)),
    ("Seen", MOMENT, MOMENT),
    ("Born", date(1900, 1, 1), date(1900, 1, 1)),
    ("IsActive", True, True),
    ("IsActive", False, False),
    ("Token", uuid.UUID(int=77), "00000000-0000-0000-0000-00000000004D"),
    ("Weight", 1.25, 1.25),
    ("Picture", b"\x00\xff", b"\x00\xff"),
    ("Grade", 255, 255),
    ("Level", -32768, -32768),
    ("Big", 2**62, 2**62),
    ("Country", "DK", "DK "),
)


@pytest.mark.parametrize(("column", "given", "expected"), VALUES, ids=[f"{n}-{str(v)[:12]}" for n, v, _ in VALUES])
def test_a_value_comes_back_as_the_column_keeps_it(
    connect: Connect, server: TdsServer, column: str, given: object, expected: object
) -> None:
    with connect(server) as connection:
        connection.execute(f"UPDATE Customer SET [{column}] = ? WHERE CustomerId = 1", given)  # noqa: S608 - our names
        found = connection.execute(f"SELECT [{column}] FROM Customer WHERE CustomerId = 1").fetchval()  # noqa: S608

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("Name", "x" * 51, 2628),
        ("Name", "😀" * 26, 2628),
        ("CustomerCode", "x" * 21, 2628),
        ("CustomerCode", None, 515),
        ("CustomerCode", "K2", 2627),
        ("Grade", "many", 245),
        ("Grade", 256, 8115),
        ("Balance", "much", 8114),
        ("Created", "yesterday", 241),
        ("Token", "mine", 8169),
        ("Version", b"\0" * 8, 272),
    ],
)
def test_what_does_not_fit_is_refused_with_its_number(
    connect: Connect, server: TdsServer, column: str, value: object, expected: int
) -> None:
    with connect(server) as connection:
        statement = f"UPDATE Customer SET [{column}] = ? WHERE CustomerId = 1"  # noqa: S608 - our names

        assert number(lambda: connection.execute(statement, value)) == expected


def test_blanks_that_do_not_fit_are_dropped(connect: Connect, server: TdsServer, path: Path) -> None:
    with connect(server) as connection:
        connection.execute("UPDATE Customer SET CustomerCode = ? WHERE CustomerId = 1", "x" * 20 + "   ")

    assert sample.cell(path, "CustomerCode") == "x" * 20


def test_a_row_version_grows_with_every_write(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        before = connection.execute("SELECT MIN_ACTIVE_ROWVERSION()").fetchval()
        connection.execute("UPDATE Customer SET Name = 'x' WHERE CustomerId = 1")
        version = connection.execute("SELECT Version FROM Customer WHERE CustomerId = 1").fetchval()
        after = connection.execute("SELECT MIN_ACTIVE_ROWVERSION()").fetchval()

    assert before <= version < after
    assert len(version) == 8


def test_a_varchar_parameter_that_is_bound_as_such_is_taken(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        cursor = connection.cursor()
        cursor.setinputsizes([(odbc.SQL_VARCHAR, 20, 0)])

        assert cursor.execute("SELECT CustomerId FROM Customer WHERE CustomerCode = ?", "k1").fetchval() == 1


def _as_it_came(raw: bytes) -> bytes:
    return raw


def test_a_lone_surrogate_in_the_file_reaches_the_client_as_it_is(
    connect: Connect, server: TdsServer, path: Path
) -> None:
    file = sqlite3.connect(path)
    file.execute("UPDATE Customer SET Name = CAST(X'61eda08062' AS TEXT) WHERE CustomerId = 1")
    file.commit()
    file.close()

    with connect(server) as connection:
        connection.add_output_converter(odbc.SQL_WVARCHAR, _as_it_came)  # pyright: ignore[reportUnknownMemberType]  # the stubs name no type
        found = connection.execute("SELECT Name FROM Customer WHERE CustomerId = 1").fetchval()

    assert found == "a\ud800b".encode("utf-16-le", "surrogatepass")


def test_columns_are_described_as_they_were_declared(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        described = connection.execute("SELECT * FROM Customer").description

    found = {name: (kind, precision, scale) for name, kind, _, precision, _, scale, _ in described}
    assert found["CustomerCode"] == (str, 20, 0)
    assert found["Name"] == (str, 50, 0)
    assert found["Balance"] == (Decimal, 18, 2)
    assert found["IsActive"][0] is bool
    assert found["Created"][0] is datetime
