"""What the server makes of T-SQL: done as there, or refused; never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tds.properties import Properties
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
SAID: tuple[tuple[str, list[tuple[object, ...]]], ...] = (
    ("SELECT TOP 2 CustomerId FROM Customer ORDER BY CustomerId DESC", [(3,), (2,)]),
    ("SELECT CustomerId FROM Customer ORDER BY CustomerId OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY", [(2,)]),
    ("SELECT [CustomerCode] + N'-' + 'x' FROM [ClientTime].[dbo].[Customer] WHERE CustomerId = 1", [("K1-x",)]),
    ("SELECT CustomerId FROM Customer WHERE CustomerCode = 'k1   '", [(1,)]),
    ("SELECT CustomerId FROM Customer WHERE CustomerCode IN ('k1', 'K3 ')", [(1,), (3,)]),
    ("SELECT CustomerId FROM Customer WHERE CustomerCode COLLATE Latin1_General_100_BIN2 = 'k1'", []),
    ("SELECT CustomerId FROM Customer WHERE Name LIKE N'kunde 2 æ%'", [(2,)]),
    ("SELECT CustomerId FROM Customer WHERE Created > '2024-01-02T00:00:00' AND CustomerId < 2", [(1,)]),
    ("SELECT 1 WHERE 'aa' = N'Å  '", [(1,)]),
    ("SELECT DISTINCT 'x' FROM Customer", [("x",)]),
    ("SELECT IsActive, COUNT(*) FROM Customer GROUP BY IsActive ORDER BY IsActive", [(False, 1), (True, 2)]),
    ("SELECT LEN('ab  '), DATALENGTH(N'ab  '), ISNULL(NULL, 5), UPPER('æ')", [(2, 8, 5, "Æ")]),
    ("SELECT CAST('12' AS int), TRY_CAST('1x' AS int), CONVERT(varchar(2), 'abc')", [(12, None, "ab")]),
    ("SELECT DATEDIFF(second, '2024-01-01', '2024-01-01 00:01:00')", [(60,)]),
    ("WITH t AS (SELECT CustomerId AS n FROM Customer) SELECT SUM(n) FROM t", [(6,)]),
    ("SELECT ROW_NUMBER() OVER (ORDER BY CustomerId DESC) FROM Customer WHERE CustomerId = 2", [(1,)]),
    ("SELECT c.CustomerId FROM Customer AS c WITH (READCOMMITTEDLOCK) WHERE c.CustomerId = 1", [(1,)]),
    ("SELECT DB_NAME(), SUSER_SNAME(), @@TRANCOUNT, IS_SRVROLEMEMBER('sysadmin')", [("ClientTime", "sa", 0, 1)]),
    ("SELECT 7 / 2, 7.0 / 2", [(3, 3.5)]),
)
REFUSED = (
    ("SELECT CustomerId FROM Customer WITH (NOLOCK)", 40510),
    ("SELECT CustomerId FROM Customer WITH (READPAST)", 40510),
    ("MERGE Customer USING x ON 1 = 1", 40510),
    ("DECLARE @a int", 40510),
    ("CREATE TABLE t (a int)", 40510),
    ("DROP TABLE Customer", 40510),
    ("UPDATE Customer SET Name = 'x' OUTPUT deleted.Name WHERE CustomerId = 1", 40510),
    ("SELECT CustomerId INTO t FROM Customer", 40510),
    ("SELECT 1 SELECT 2", 102),
    ("SELECT 1 FROM", 102),
    ("SELECT (1", 102),
    ("SELECT 'a", 105),
    ("EXEC sp_who", 2812),
    ("EXEC xp_cmdshell 'x'", 2812),
    ("SELECT HASHBYTES('MD5', 'x')", 195),
    ("SELECT @@CONNECTIONS", 137),
    ("SELECT @a", 137),
    ("SELECT CAST('x' AS geography)", 243),
    ("SET FMTONLY ON", 195),
    ("SET IMPLICIT_TRANSACTIONS ON", 195),
    ("SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED", 102),
    ("SELECT \"Nane\" FROM Customer", 207),
    ("SELECT [Nane] FROM Customer", 207),
    ("SELECT CustomerId FROM Other.dbo.Customer", 208),
    ("SELECT CustomerId FROM crm.Customer", 208),
    ("SELECT CustomerId FROM Customer WHERE CustomerCode = 1", 245),
    ("INSERT INTO Customer (CustomerId) VALUES (1, 2)", 213),
    ("UPDATE Invoice SET Gross = 1", 271),
    ("INSERT INTO Invoice (CustomerId, Net) VALUES (99, 1)", 547),
    ("UPDATE sys.tables SET name = 'x'", 259),
    ("USE Other", 911),
    ("COMMIT", 3902),
    ("ROLLBACK TRANSACTION", 3903),
)  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), SAID, ids=[query[:50] for query, _ in SAID])
def test_a_query_is_answered(
    connect: Connect, server: TdsServer, query: str, expected: list[tuple[object, ...]]
) -> None:
    with connect(server) as connection:
        found = [tuple(row) for row in connection.execute(query).fetchall()]

    assert [[float(cell) if cell == 3.5 else cell for cell in row] for row in found] == list(map(list, expected))


@pytest.mark.parametrize(("statement", "expected"), REFUSED, ids=[statement[:50] for statement, _ in REFUSED])
def test_what_is_not_known_is_refused_and_nothing_is_done(
    connect: Connect, server: TdsServer, statement: str, expected: int
) -> None:
    with connect(server) as connection:
        assert number(lambda: connection.execute(statement)) == expected
        assert connection.execute("SELECT COUNT(*) FROM Customer").fetchval() == 3

    assert server.writes == ()


def test_a_batch_with_a_bad_statement_does_nothing_at_all(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        assert number(lambda: connection.execute("UPDATE Customer SET Name = 'x'; GRANT ALL")) == 40510

    assert server.writes == ()


def test_several_results_come_one_after_another(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        cursor = connection.execute("UPDATE Customer SET Name = 'x'; SELECT 1; SELECT 2, 3")
        counted = cursor.rowcount
        found: list[tuple[object, ...]] = []
        while cursor.nextset():
            found += map(tuple, cursor.fetchall())

    assert counted == 3
    assert found == [(1,), (2, 3)]


def test_without_counts_the_row_count_is_asked(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        connection.execute("SET NOCOUNT ON; SET XACT_ABORT ON; SET LOCK_TIMEOUT 3000; SET DEADLOCK_PRIORITY LOW")
        cursor = connection.execute("UPDATE Customer SET Name = ? WHERE CustomerId < ?; SELECT @@ROWCOUNT", "x", 3)

        assert cursor.fetchval() == 2


@pytest.mark.parametrize(("before", "touched"), [(None, 1), ("other", 0)])
def test_null_equals_null_where_the_statement_says_so(
    connect: Connect, server: TdsServer, before: str | None, touched: int
) -> None:
    statement = "UPDATE Customer SET Note = ? WHERE CustomerId = ? AND EXISTS (SELECT [Note] INTERSECT SELECT ?)"
    with connect(server) as connection:
        assert connection.execute(statement, "new", 1, before).rowcount == touched


def test_one_statement_runs_many_times_with_other_values(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        cursor = connection.cursor()
        for values in ((1, 10), (2, 20), (3, 30)):
            cursor.execute("INSERT INTO Invoice (CustomerId, Net) VALUES (?, ?)", *values)

        found = cursor.execute("SELECT CustomerId, Gross FROM Invoice ORDER BY CustomerId").fetchall()

    assert [(row[0], float(row[1])) for row in found] == [(1, 12.5), (2, 25.0), (3, 37.5)]


def test_a_trigger_changes_a_row_or_refuses_it(connect: Connect, server: TdsServer) -> None:
    with connect(server) as connection:
        touched = connection.execute("UPDATE Customer SET Name = 'changed' WHERE CustomerId = 1").rowcount
        found = connection.execute("SELECT Name FROM Customer WHERE CustomerId = 1").fetchval()
        connection.execute("BEGIN TRANSACTION")

        assert number(lambda: connection.execute("UPDATE Customer SET Name = 'refused' WHERE CustomerId = 1")) == 50000
        assert connection.execute("SELECT @@TRANCOUNT").fetchval() == 0
    assert (touched, found) == (1, "by trigger")


def test_a_noisy_trigger_puts_its_own_count_before_the_statements(connect: Connect, path: Path) -> None:
    with TdsServer(path, Properties(noisy=True)) as server, connect(server) as connection:
        cursor = connection.execute("UPDATE Customer SET Name = 'changed' WHERE CustomerId < 3")
        counts = [cursor.rowcount]
        while cursor.nextset():
            counts.append(cursor.rowcount)

    assert counts == [2, 2]


def test_a_database_that_is_read_only_says_so(connect: Connect, path: Path) -> None:
    with TdsServer(path, Properties(read_only=True)) as server, connect(server) as connection:
        assert number(lambda: connection.execute("UPDATE Customer SET Name = 'x'")) == 3906
        assert connection.execute("SELECT COUNT(*) FROM Customer").fetchval() == 3
