"""The doctor's look at what a login may do: what is missing and what is more than needed, with what to hand over."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlglot

from tests.support.examined import CUSTOMERS, INVOICES, NEEDED, USER, examined, with_more, without
from tests.support.handed_over import carried_out
from tests.support.tds.rights import OWNER, Grant, Login

long = pytest.mark.long
both = pytest.mark.parametrize("driver", ["microsoft", "freetds"])
first = pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])


@long
@both
def test_a_login_that_may_do_everything_is_told_once_with_the_login_to_make_instead(
    driver: str, tmp_path: Path
) -> None:
    with examined(driver, tmp_path, with_more(sysadmin=True)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"more than needed: sysadmin"})
        said = seen.said("more than needed: sysadmin")
        own, smaller = said.split("Or, where this one is the program's own:")
        assert "CREATE LOGIN [ctmon2] WITH PASSWORD = N'<password>'; -- or" in own
        assert "CREATE LOGIN [DOMAIN\\ctmon2] FROM WINDOWS; USE [ClientTime]; CREATE USER [ctmon2]" in own
        assert "GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon2];" in own
        assert "ctmon2" not in smaller
        in_order = (
            "USE [ClientTime]; IF DATABASE_PRINCIPAL_ID(N'ctmon') IS NULL CREATE USER [ctmon] FOR LOGIN [ctmon];",
            "GRANT SELECT ON [dbo].[Customer] (",
            "GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon];",
            "ALTER SERVER ROLE [sysadmin] DROP MEMBER [ctmon];",
        )
        assert sorted(map(smaller.index, in_order)) == [smaller.index(one) for one in in_order]
        assert site.place.server.writes == ()


@long
@both
def test_the_smaller_login_that_is_proposed_gets_along_without_its_role(driver: str, tmp_path: Path) -> None:
    anna = Login("anna", USER.password, sysadmin=True)
    with examined(driver, tmp_path, anna) as site:
        said = site.look().said("more than needed: sysadmin")
    own, smaller = said.split("Or, where this one is the program's own:")
    assert "CREATE LOGIN [ctmon] WITH PASSWORD" in own

    login = carried_out(replace(anna, sysadmin=False), re.sub("ALTER SERVER ROLE.*", "", smaller))
    (after := tmp_path / "after").mkdir()
    with examined(driver, after, login) as site:
        seen = site.look()
        assert (seen.failed, seen.warnings) == (set(), set())


def test_every_statement_that_is_handed_over_for_a_wide_login_is_t_sql(tmp_path: Path) -> None:
    scripts: list[str] = []
    for place, login in enumerate((OWNER, with_more(sysadmin=True), with_more(roles=("db_owner", "db_datareader")))):
        (room := tmp_path / str(place)).mkdir()
        with examined("freetds", room, login) as site:
            scripts += [line.step.text() for line in site.look().lines if line.step and "GRANT" in line.step.text()]

    kinds: set[str] = set()
    for script in scripts:
        rows = [row for row in script.splitlines() if not row.startswith(("Hand this", "Let the", "Or, where"))]
        kinds |= {one.key for one in sqlglot.parse("\n".join(rows), dialect="tsql") if one}
    assert len(scripts) == 3
    assert {"use", "grant"} <= kinds


@long
@both
def test_the_servers_own_login_is_never_proposed_to_be_made_smaller(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, OWNER) as site:
        said = site.look().said("more than needed: sysadmin")

        assert "CREATE USER [ctmon]" in said
        assert said.index("CREATE LOGIN [ctmon] WITH PASSWORD") < said.index("CREATE USER [ctmon]")
        assert "DROP MEMBER" not in said


@long
@both
def test_a_missing_right_to_read_a_column_has_failed_with_the_exact_grant(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, without("SELECT", "Zip")) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == ({"right to read: customer"}, set())
        assert "SELECT is missing on dbo.Customer: Zip." in seen.said("right to read: customer")
        assert seen.said("right to read: customer").endswith(": GRANT SELECT ON [dbo].[Customer] ([Zip]) TO [ctmon];")


@long
@both
def test_a_missing_right_to_link_has_failed_only_where_fixes_are_on(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, without("UPDATE", "ForeignId")) as site:
        seen, reader = site.look(), site.look(writes=False)

        assert (seen.failed, seen.warnings) == ({"right to link"}, set())
        assert seen.said("right to link").endswith("GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon];")
        assert (reader.failed, reader.warnings) == (set(), set())


@long
@both
def test_an_update_on_the_whole_table_is_taken_away_and_the_one_column_given_again(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, with_more(Grant("UPDATE", "dbo.Customer"))) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"more than needed: customer.update"})
        assert seen.said("more than needed: customer.update").endswith(
            "REVOKE UPDATE ON [dbo].[Customer] FROM [ctmon]; GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon];"
        )


@long
@both
def test_rights_that_are_never_used_are_each_told_with_what_takes_them_away(driver: str, tmp_path: Path) -> None:
    more = (
        Grant("UPDATE", "dbo.Customer", ("Name", "Zip")),
        Grant("DELETE", "dbo.Customer"),
        Grant("UPDATE", "dbo.Invoice"),
    )
    with examined(driver, tmp_path, with_more(*more)) as site:
        seen = site.look()

        names = {f"more than needed: {of}" for of in ("customer.table", "customer.update", "invoice.update")}
        assert (seen.failed, seen.warnings) == (set(), names)
        assert "REVOKE DELETE ON [dbo].[Customer] FROM [ctmon];" in seen.said("more than needed: customer.table")
        assert seen.said("more than needed: customer.update").endswith(
            "REVOKE UPDATE ON [dbo].[Customer] ([Name], [Zip]) FROM [ctmon];"
        )
        assert seen.said("more than needed: invoice.update").endswith("REVOKE UPDATE ON [dbo].[Invoice] FROM [ctmon];")


@long
@both
@pytest.mark.parametrize("role", ["db_owner", "db_datawriter", "db_datareader"])
def test_a_role_is_told_once_and_not_again_for_what_it_gives(driver: str, role: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, with_more(roles=(role,))) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {f"more than needed: {role}"})
        said = seen.said(f"more than needed: {role}")
        link = "GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon];"
        assert said.index(link) < said.index(f"ALTER ROLE [{role}] DROP MEMBER [ctmon];")


@long
@both
def test_a_right_on_the_whole_database_is_taken_away_there(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, with_more(Grant("UPDATE"))) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"more than needed: database"})
        assert "REVOKE UPDATE ON DATABASE::[ClientTime] FROM [ctmon];" in seen.said("more than needed: database")


MORE = "more than needed: "
"""How the line begins that tells of a right too many."""
WIDE: dict[str, tuple[Login, set[str], str]] = {
    "columns to read": (
        with_more(Grant("SELECT", "dbo.Customer", ("Salary",)), Grant("SELECT", "dbo.Invoice", ("Net",))),
        {"customer.select", "invoice.select"},
        "REVOKE SELECT ON [dbo].[Invoice] ([Net]) FROM [ctmon];",
    ),
    "a table to read": (
        replace(USER, grants=(*NEEDED[1:], Grant("SELECT", "dbo.Customer"))),
        {"customer.select"},
        "REVOKE SELECT ON [dbo].[Customer] FROM [ctmon]; GRANT SELECT ON [dbo].[Customer] ([CustomerCode], ",
    ),
    "a table": (with_more(Grant("CONTROL", "dbo.Customer")), {"customer.table"}, "REVOKE CONTROL ON [dbo].[Customer]"),
    "a schema to read": (
        replace(USER, grants=(Grant("SELECT", "SCHEMA::dbo"), *NEEDED[1:2])),
        {"schema dbo"},
        "REVOKE SELECT ON SCHEMA::[dbo] FROM [ctmon];",
    ),
    "a schema to write": (
        replace(USER, grants=(Grant("SELECT", "SCHEMA::dbo"), Grant("UPDATE", "SCHEMA::dbo"))),
        {"schema dbo"},
        "REVOKE SELECT, UPDATE ON SCHEMA::[dbo] FROM [ctmon];",
    ),
    "a schema": (
        replace(USER, grants=(Grant("CONTROL", "SCHEMA::dbo"),)),
        {"schema dbo"},
        "REVOKE CONTROL ON SCHEMA::[dbo] FROM [ctmon];",
    ),
    "a database to read": (
        replace(USER, grants=(Grant("SELECT"), *NEEDED[1:2])),
        {"database"},
        "REVOKE SELECT ON DATABASE::[ClientTime] FROM [ctmon];",
    ),
    "a database": (
        replace(USER, grants=(Grant("CONTROL"),)),
        {"database"},
        "REVOKE CONTROL ON DATABASE::[ClientTime] FROM [ctmon];",
    ),
    "reader": (
        replace(USER, grants=NEEDED[1:2], roles=("db_datareader",)),
        {"db_datareader"},
        "ALTER ROLE [db_datareader] DROP MEMBER [ctmon];",
    ),
    "reader and writer": (
        replace(USER, grants=(), roles=("db_datareader", "db_datawriter")),
        {"db_datareader", "db_datawriter"},
        "ALTER ROLE [db_datawriter] DROP MEMBER [ctmon];",
    ),
    "owner": (
        replace(USER, grants=(), roles=("db_owner",)),
        {"db_owner"},
        "ALTER ROLE [db_owner] DROP MEMBER [ctmon];",
    ),
    "owner with rights of its own": (
        replace(
            USER,
            grants=(Grant("UPDATE", "dbo.Customer"), Grant("INSERT", "dbo.Invoice"), Grant("SELECT", "SCHEMA::dbo")),
            roles=("db_owner",),
        ),
        {"db_owner"},
        "REVOKE CONTROL, ALTER, SELECT, INSERT, UPDATE, DELETE ON [dbo].[Customer] FROM [ctmon];",
    ),
    "a role and a schema": (
        replace(USER, grants=(Grant("UPDATE", "SCHEMA::dbo"),), roles=("db_datareader",)),
        {"db_datareader", "schema dbo"},
        "REVOKE UPDATE ON SCHEMA::[dbo] FROM [ctmon];",
    ),
}


@first
@pytest.mark.parametrize("case", WIDE)
def test_what_is_handed_over_for_each_wide_right_leaves_what_is_needed_and_nothing_more(
    driver: str, case: str, tmp_path: Path
) -> None:
    login, names, script = WIDE[case]
    with examined(driver, tmp_path, login) as site:
        seen = site.look()
        assert (seen.failed, seen.warnings) == (set(), {f"{MORE}{name}" for name in names})
        assert script in " ".join(seen.said(f"{MORE}{name}") for name in names)
        assert site.place.server.writes == ()

    every = " ".join(seen.said(f"{MORE}{name}") for name in names)
    assert every.count("GRANT UPDATE ON [dbo].[Customer] ([ForeignId]) TO [ctmon];") <= 1
    for name in sorted(names):
        login = carried_out(login, seen.said(f"{MORE}{name}"))
    (after := tmp_path / "after").mkdir()
    with examined(driver, after, login) as site:
        seen = site.look()
        assert (seen.failed, seen.warnings) == (set(), set()), login


def test_what_was_never_more_than_needed_is_no_complaint(tmp_path: Path) -> None:
    every = Grant("SELECT", "dbo.Customer")
    with examined("freetds", tmp_path, replace(USER, grants=(*NEEDED[1:], every))) as site:
        site.mappings = (replace(CUSTOMERS, city="Salary"), INVOICES)

        assert (site.look().warnings, site.look().failed) == (set(), set())
