"""Who may do what, and what the catalogue says of it."""

from __future__ import annotations

import pytest

from tests.support.tds import sample
from tests.support.tds.rights import OWNER, Login
from tests.support.tds.server import TdsServer
from tests.support.tds.told import number
from tests.tds.conftest import Connect

pytestmark = pytest.mark.long
CASES = (
    (sample.READER, "SELECT CustomerId, Name FROM Customer", 0),
    (sample.READER, "SELECT COUNT(*) FROM Customer", 0),
    (sample.READER, "SELECT * FROM Customer", 230),
    (sample.READER, "SELECT CustomerId FROM Customer WHERE Balance > 1", 230),
    (sample.READER, "WITH t AS (SELECT Balance FROM Customer) SELECT * FROM t", 230),
    (sample.READER, "SELECT b FROM (SELECT Balance AS b FROM Customer) AS t", 230),
    (sample.READER, "SELECT Amount FROM Salary", 229),
    (sample.READER, "UPDATE Customer SET Name = 'x' WHERE CustomerId = 1", 0),
    (sample.READER, "UPDATE Customer SET Name = 'changed' WHERE CustomerId = 1", 0),
    (sample.READER, "UPDATE Customer SET Note = 'x' WHERE CustomerId = 1", 230),
    (sample.READER, "DELETE FROM Customer WHERE CustomerId = 1", 229),
    (sample.READER, "INSERT INTO Salary (SalaryId) VALUES (1)", 229),
    (sample.READER, "SELECT row_count FROM sys.dm_db_partition_stats", 262),
    (sample.BROAD, "SELECT * FROM Salary", 0),
    (sample.BROAD, "UPDATE Customer SET Note = 'x'", 0),
    (sample.BROAD, "DELETE FROM Customer", 229),
    (OWNER, "DELETE FROM Salary", 0),
)


@pytest.mark.parametrize(("login", "statement", "expected"), CASES, ids=[f"{c[0].name}-{c[1][:40]}" for c in CASES])
def test_a_login_may_do_what_it_was_granted(
    connect: Connect, server: TdsServer, login: Login, statement: str, expected: int
) -> None:
    with connect(server, login) as connection:
        assert number(lambda: connection.execute(statement)) == expected


def test_the_server_tells_a_login_its_rights(connect: Connect, server: TdsServer) -> None:
    asked = (
        "SELECT HAS_PERMS_BY_NAME('dbo.Customer', 'OBJECT', 'UPDATE', 'Name', 'COLUMN'), "
        "HAS_PERMS_BY_NAME('dbo.Customer', 'OBJECT', 'UPDATE', 'Note', 'COLUMN'), "
        "HAS_PERMS_BY_NAME('dbo.Customer', 'OBJECT', 'DELETE'), HAS_PERMS_BY_NAME(NULL, 'DATABASE', 'SELECT'), "
        "IS_SRVROLEMEMBER('sysadmin'), IS_ROLEMEMBER('db_datareader'), IS_ROLEMEMBER('nobody')"
    )
    listed = "SELECT subentity_name, permission_name FROM fn_my_permissions('dbo.Customer', 'OBJECT')"

    with connect(server, sample.READER) as reader, connect(server, sample.BROAD) as broad:
        found = [tuple(connection.execute(asked).fetchone() or ()) for connection in (reader, broad)]
        rights = {tuple(row) for row in reader.execute(listed).fetchall()}

    assert found == [(1, 0, 0, 0, 0, 0, None), (1, 1, 0, 1, 0, 1, None)]
    assert rights == {("CustomerId", "SELECT"), ("CustomerCode", "SELECT"), ("Name", "SELECT"), ("Name", "UPDATE")}


def test_a_table_without_any_right_is_not_seen(connect: Connect, server: TdsServer) -> None:
    with connect(server, sample.READER) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sys.tables").fetchall()]
        triggers = connection.execute("SELECT COUNT(*) FROM sys.triggers").fetchval()
        hidden = connection.execute("SELECT OBJECT_ID('dbo.Salary'), OBJECT_ID('dbo.Customer')").fetchone()

    assert names == ["Customer"]
    assert triggers == 2
    assert hidden is not None
    assert hidden[0] is None
    assert hidden[1] is not None


def test_who_has_no_user_in_the_database_does_not_get_in(connect: Connect, server: TdsServer) -> None:
    # FreeTDS shows the graver of the two errors, Microsoft's driver the first.
    assert number(lambda: connect(server, sample.STRANGER)) in {4060, 18456}
    assert number(lambda: connect(server, DATABASE="Other")) in {4060, 18456}
    assert server.log.refused == 2
