"""The doctor's look at a SQL Server that leaves a question without an answer: it is named, and the rest still asked."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters.sqlserver import Login
from checks.engine.health import Sign
from tests.support.examined import NEEDED, USER, Seen, examined, without
from tests.support.tds.faults import LOGIN, Deed, Fault
from tests.support.tds.properties import Properties
from tests.support.tds.rights import Grant

long = pytest.mark.long
both = pytest.mark.parametrize("driver", ["microsoft", "freetds"])
first = pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])
REFUSED = "The SELECT permission was denied on the object '{}', database 'ClientTime', schema '{}'."
EVERYTHING = {
    "database login",
    "database",
    "server clock",
    "customer.table",
    "invoice.table",
    "more rights than needed",
    "right to read: customer",
    "right to read: invoice",
    "triggers",
    "history table",
}
"""What is told of a sound server, but for lines that belong to one of these."""


def whats(seen: Seen) -> set[str]:
    """Return what has a line."""
    return {line.what.text() for line in seen.lines}


@first
@pytest.mark.parametrize("deed", [Deed.MUTE, pytest.param(Deed.DELAY, marks=long)])
def test_a_question_that_hangs_is_named_and_the_rest_is_asked(driver: str, deed: Deed, tmp_path: Path) -> None:
    with examined(driver, tmp_path, faults=(Fault(deed, r"GETUTCDATE", seconds=20),)) as site:
        site.each = 1.0
        begun = time.monotonic()

        seen = site.look()

        assert time.monotonic() - begun < 10
        assert (seen.failed, seen.warnings, seen.reached) == ({"server clock"}, set(), True)
        assert "no answer within 1 s" in seen.said("server clock")
        assert whats(seen) >= EVERYTHING
        assert site.place.server.writes == ()


HANGING = {
    r"SUSER_SNAME": ("database login", set[str]()),
    r"sys\.databases WHERE": ("database", set[str]()),
    r"FROM sys\.objects.+ORDER BY o\.name": (
        "customer.table",
        {"right to read: customer", "unique: customer", "triggers", "history table"},
    ),
    r"IS_ROLEMEMBER": ("more rights than needed", {"more than needed: customer", "more than needed: invoice"}),
    r"'SELECT', c\.name": ("right to read: customer", set[str]()),
    r"sys\.index_columns": ("unique: customer", set[str]()),
    r"sys\.trigger_events": ("triggers", set[str]()),
    r"temporal_type": ("history table", set[str]()),
}


@long
@both
@pytest.mark.parametrize("matching", HANGING)
def test_whichever_question_hangs_has_its_line_and_so_does_what_goes_by_it(
    driver: str, matching: str, tmp_path: Path
) -> None:
    what, others = HANGING[matching]
    with examined(driver, tmp_path, faults=(Fault(Deed.MUTE, matching),)) as site:
        site.each = 1.0

        seen = site.look()

        assert (seen.failed, seen.warnings, seen.reached) == ({what}, others, True)
        assert "no answer within 1 s" in seen.said(what)
        for other in others:
            assert f"could not be asked. It goes by “{what}”" in seen.said(other)
        assert whats(seen) >= EVERYTHING


@long
@both
def test_where_everything_hangs_the_look_is_bounded_and_each_thing_has_its_line(driver: str, tmp_path: Path) -> None:
    with examined(
        driver, tmp_path, faults=(Fault(Deed.MUTE, r"GETUTCDATE|sys\.|_MEMBER|SUSER", nth=2, times=0),)
    ) as site:
        site.each, site.whole = 1.0, 3.0
        begun = time.monotonic()

        seen = site.look()

        assert time.monotonic() - begun < 25
        assert "database login" in seen.failed
        assert not any(
            line.sign is Sign.OK for line in seen.lines if line.what.text() in EVERYTHING - {"database login"}
        )
        assert {"more rights than needed", "right to read: invoice"} <= whats(seen)


@long
@both
def test_a_connection_that_is_cut_costs_its_own_question(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, faults=(Fault(Deed.CUT_BEFORE, r"IS_ROLEMEMBER"),)) as site:
        seen = site.look()

        assert (seen.failed, seen.reached) == ({"more rights than needed"}, True)
        assert "was cut" in seen.said("more rights than needed")
        assert whats(seen) >= EVERYTHING


@long
@both
def test_a_server_that_lets_nobody_in_any_more_ends_the_look_and_what_was_not_asked_is_told(
    driver: str, tmp_path: Path
) -> None:
    cut = Fault(Deed.CUT_BEFORE, r"IS_ROLEMEMBER")
    shut = Fault(Deed.ERROR, LOGIN, nth=2, times=0, number=18456, text="Login failed for user 'ctmon'.")
    with examined(driver, tmp_path, faults=(cut, shut)) as site:
        seen = site.look()

        assert (seen.failed, seen.reached) == ({"more rights than needed", "database answers"}, False)
        assert "refused the login" in seen.said("database answers")
        assert "could not be asked" in seen.said("history table")
        assert whats(seen) >= EVERYTHING


@first
@pytest.mark.parametrize(
    ("view", "line", "grant"),
    [
        ("sys.triggers", "triggers", "GRANT SELECT ON [sys].[triggers] TO [ctmon];"),
        ("sys.databases WHERE", "database", "USE [master]; GRANT SELECT ON [sys].[databases] TO [ctmon];"),
        ("sys.tables", "history table", "GRANT SELECT ON [sys].[tables] TO [ctmon];"),
    ],
)
def test_a_question_that_is_not_allowed_names_the_right_and_what_grants_it(
    driver: str, view: str, line: str, grant: str, tmp_path: Path
) -> None:
    text = REFUSED.format(view.split()[0].removeprefix("sys."), "sys")
    fault = Fault(Deed.ERROR, view.replace(".", r"\."), times=0, number=229, text=text)
    with examined(driver, tmp_path, faults=(fault,)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings, seen.reached) == (set(), {line}, True)
        assert "could not be asked: ctmon lacks a right" in seen.said(line)
        assert seen.said(line).endswith(f"Hand this to the administrator: {grant}")
        assert whats(seen) >= EVERYTHING


@long
@both
def test_the_list_of_databases_is_no_condition_for_looking_at_the_rest(driver: str, tmp_path: Path) -> None:
    fault = Fault(Deed.ERROR, r"sys\.databases", times=0, number=229, text=REFUSED.format("databases", "sys"))
    with examined(driver, tmp_path, faults=(fault,)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings, seen.reached) == (set(), {"database"}, True)
        assert whats(seen) >= EVERYTHING


@long
@both
def test_a_column_that_may_not_be_read_is_granted_by_its_name_where_the_doctor_counts_values(
    driver: str, tmp_path: Path
) -> None:
    loose = (
        "DROP TABLE Invoice",
        "CREATE TABLE Invoice (InvoiceId int NOT NULL PRIMARY KEY, InvoiceNumber varchar(20), CustomerId int, "
        "Net decimal(18, 2), Gross decimal(18, 2))",
    )
    narrow = replace(USER, grants=(*NEEDED[:2], Grant("SELECT", "dbo.Invoice", ("CustomerId", "Gross"))))
    with examined(driver, tmp_path, narrow, more=loose) as site:
        seen = site.look()

        assert seen.failed == {"right to read: invoice"}
        assert seen.warnings == {"unique: invoice"}
        assert seen.said("unique: invoice").endswith(
            "Hand this to the administrator: GRANT SELECT ON [dbo].[Invoice] ([InvoiceNumber]) TO [ctmon];"
        )


@long
@both
@pytest.mark.parametrize(("product", "asked"), [("12.0.6024.0", False), ("13.0.1601.5", True), ("16.0.1000.6", True)])
def test_the_type_of_a_history_is_asked_for_only_where_there_is_one(
    driver: str, product: str, asked: bool, tmp_path: Path
) -> None:
    older = Fault(Deed.ERROR, "temporal_type", times=0, number=207, text="Invalid column name 'temporal_type'.")
    properties = Properties(product=product)
    with examined(driver, tmp_path, properties=properties, faults=() if asked else (older,)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), set())
        assert any("temporal_type" in entry.text for entry in site.place.server.log.executed) is asked
        assert ("SQL Server 2014 has no such thing" in seen.said("history table")) is not asked


def test_a_long_list_of_columns_is_handed_over_in_lines_that_can_be_copied(tmp_path: Path) -> None:
    with examined("freetds", tmp_path, without("UPDATE", "ForeignId")) as site:
        site.place.run(*(f"ALTER TABLE Customer ADD COLUMN Column_{n} varchar(10)" for n in range(40)))
        names = tuple(f"Column_{n}" for n in range(40))
        customers, invoices = site.mappings
        site.mappings = (replace(customers, address=names), invoices)
        seen = site.look()

    (line,) = (line for line in seen.lines if line.what.text() == "right to read: customer")
    assert line.step is not None
    lines = line.step.text().splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 80
    assert " ".join(line.step.text().split()).endswith(
        f"GRANT SELECT ON [dbo].[Customer] ({', '.join(f'[{name}]' for name in names)}) TO [ctmon];"
    )


@first
def test_without_a_ticket_the_operators_own_logon_is_told_to_get_one(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.settings = {"login": Login}

        seen = site.look()

        assert (seen.failed, seen.reached) == ({"database login"}, False)
        assert "Kerberos ticket" in seen.said("database login")
        assert "kinit" in seen.said("database login")
        assert "authentication = “sql”" in seen.said("database login")
