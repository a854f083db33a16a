"""The doctor's look at a SQL Server, through both real drivers: each thing has its line, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checks.adapters.mapping import InvoiceMapping
from checks.adapters.server_address import parse_address
from checks.adapters.sqlserver import Login
from tests.support.examined import CUSTOMERS, INVOICES, NEEDED, USER, examined
from tests.support.tds.faults import LOGIN, Deed, Door, Fault
from tests.support.tds.prelogin import Encryption
from tests.support.tds.properties import Properties
from tests.support.tds.rights import OWNER, Grant

long = pytest.mark.long
both = pytest.mark.parametrize("driver", ["microsoft", "freetds"])
TRIGGER = "CREATE TRIGGER Watching AFTER UPDATE ON Customer BEGIN SELECT 1; END"
INSERTING = "CREATE TRIGGER Counting AFTER INSERT ON Customer BEGIN SELECT 1; END"
WITHOUT_INDEX = (
    "DROP TABLE Invoice",
    "CREATE TABLE Invoice (InvoiceId int NOT NULL PRIMARY KEY, InvoiceNumber varchar(20) NOT NULL, CustomerId int, "
    "Net decimal(18, 2), Gross decimal(18, 2))",
    "INSERT INTO Invoice VALUES (1, '10234', 1, 100, 125)",
)


@pytest.mark.parametrize("driver", ["freetds", pytest.param("microsoft", marks=long)])
def test_a_sound_site_with_the_least_rights_has_no_complaint_and_nothing_is_written(
    driver: str, tmp_path: Path
) -> None:
    with examined(driver, tmp_path) as site:
        before = site.digest

        seen = site.look()

        assert (seen.failed, seen.warnings, seen.reached) == (set(), set(), True)
        assert "127.0.0.1" in seen.said("server name")
        assert str(site.place.server.port) in seen.said("server port")
        assert "SQL Server 2022" in seen.said("SQL Server")
        assert "ctmon (SQL Server login)" in seen.said("database login")
        assert "version" in seen.said("ODBC driver")
        assert seen.said("customer.code") == "CustomerCode varchar(20) NOT NULL"
        assert seen.said("customer.foreign_id") == "ForeignId nvarchar(30) NULL"
        assert seen.said("invoice.gross") == "Gross decimal(18,2) NULL, computed by the server"
        assert "cp1252 (Danish_Norwegian_CI_AS)" in seen.said("customer texts")
        assert "READ_COMMITTED_SNAPSHOT" in seen.said("readers and writers")
        assert "CustomerCode, by UQ" in seen.said("unique: customer.code")
        assert "InvoiceNumber, by UQ" in seen.said("unique: invoice.number")
        assert "local time UTC+01:00" in seen.said("server clock")
        assert USER.password not in seen.text
        assert (site.place.server.writes, site.digest) == ((), before)


@long
@both
def test_a_trigger_that_runs_at_a_link_is_warned_of_by_name_and_another_one_is_not(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, more=(INSERTING,)) as site:
        assert "Counting (INSERT); none runs at UPDATE" in site.look().said("triggers")
        site.place.run(TRIGGER)

        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"triggers"})
        assert "Counting (INSERT), Watching (UPDATE)" in seen.said("triggers")


@long
@both
def test_a_computed_foreign_id_has_failed_where_fixes_are_on(driver: str, tmp_path: Path) -> None:
    computed = "ALTER TABLE Customer ADD COLUMN Shown nvarchar(30) GENERATED ALWAYS AS (ForeignId || '') VIRTUAL"
    login = replace(USER, grants=(*NEEDED, Grant("SELECT", "dbo.Customer", ("Shown",))))
    with examined(driver, tmp_path, login, more=(computed,)) as site:
        site.mappings = (replace(CUSTOMERS, foreign_id="Shown"), INVOICES)

        seen, reader = site.look(), site.look(writes=False)

        assert seen.failed == {"customer.foreign_id"}
        assert "computed by the server, so no link can be set" in seen.said("customer.foreign_id")
        assert "customer.foreign_id" in reader.warnings
        assert reader.failed == set()


@long
@both
def test_a_history_table_and_versions_are_told_and_are_no_complaint(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, properties=Properties(temporal=("Customer",), rcsi=False, snapshot=True)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), set())
        assert "is temporal" in seen.said("history table")
        assert "SNAPSHOT: nobody waits" in seen.said("readers and writers")


@long
@both
@pytest.mark.parametrize(("length", "warned"), [(8, True), (9, False)])
def test_a_foreign_id_too_short_for_a_customer_number_is_a_warning(
    driver: str, length: int, warned: bool, tmp_path: Path
) -> None:
    column = f"ALTER TABLE Customer ADD COLUMN Kort varchar({length})"
    with examined(driver, tmp_path, OWNER, more=(column,)) as site:
        site.mappings = (replace(CUSTOMERS, foreign_id="Kort"), INVOICES)

        seen = site.look()

        assert ("customer.foreign_id" in seen.warnings) is warned
        assert ("up to 9 digits" in seen.said("customer.foreign_id")) is warned


@long
@both
def test_a_database_that_may_only_be_read_has_failed_only_where_fixes_are_on(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, properties=Properties(read_only=True, rcsi=False)) as site:
        seen, reader = site.look(), site.look(writes=False)

        assert (seen.failed, reader.failed, reader.warnings) == ({"database"}, set(), {"database"})
        assert "leave it so" in seen.said("readers and writers")


@long
@both
@pytest.mark.parametrize(("ahead", "said"), [(90, "90 s ahead"), (-90, "90 s behind")])
def test_a_clock_that_is_off_is_told_with_its_direction(driver: str, ahead: int, said: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, properties=Properties(ahead=timedelta(seconds=ahead))) as site:
        seen = site.look()

        assert seen.warnings == {"server clock"}
        assert said in seen.said("server clock")


@long
@both
def test_a_value_on_two_rows_is_told_with_how_many_there_are(driver: str, tmp_path: Path) -> None:
    twice = "INSERT INTO Invoice VALUES (2, '10234', 2, 50, 62.5)"
    with examined(driver, tmp_path, more=(*WITHOUT_INDEX, twice)) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"unique: invoice.number"})
        assert "1 values stand on more than one row" in seen.said("unique: invoice.number")


@long
@both
def test_without_a_unique_index_it_is_no_more_than_chance_that_no_value_stands_on_two_rows(
    driver: str, tmp_path: Path
) -> None:
    with examined(driver, tmp_path, more=WITHOUT_INDEX) as site:
        seen = site.look()

        assert (seen.failed, seen.warnings) == (set(), {"unique: invoice.number"})
        assert "no unique index keeps it so" in seen.said("unique: invoice.number")


@long
@both
def test_a_table_that_is_not_there_or_not_shown_has_failed_and_the_other_is_looked_at(
    driver: str, tmp_path: Path
) -> None:
    with examined(driver, tmp_path) as site:
        site.mappings = (CUSTOMERS, InvoiceMapping("dbo.Invoices", number="InvoiceNumber", customer="CustomerId"))

        seen = site.look()

        assert (seen.failed, seen.warnings) == ({"invoice.table"}, set())
        assert "The nearest is “Invoice”" in seen.said("invoice.table")
        assert "GRANT SELECT ON [dbo].[Invoices] ([InvoiceNumber], [CustomerId]) TO [ctmon];" in seen.said(
            "invoice.table"
        )
        assert seen.said("right to link") == "UPDATE on dbo.Customer.ForeignId"


@long
@both
def test_a_column_that_is_not_there_costs_its_own_line_only(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.mappings = (replace(CUSTOMERS, name="Nane"), None)

        seen = site.look()

        assert (seen.failed, seen.warnings) == ({"customer.name"}, set())
        assert "The nearest is “Name”" in seen.said("customer.name")


@long
@both
def test_a_closed_port_ends_the_look_at_that_step(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.place.server.close()

        seen = site.look()

        assert [line.what.text() for line in seen.lines] == ["server name", "server port"]
        assert (seen.failed, seen.reached) == ({"server port"}, False)
        assert "nothing listens" in seen.said("server port")


@long
@both
@pytest.mark.parametrize(("door", "said"), [(Door.GARBAGE, "not a SQL Server"), (Door.SILENT, "says nothing")])
def test_what_is_no_sql_server_is_told_beside_the_greeting(driver: str, door: Door, said: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, door=door) as site:
        site.settings = {"login_timeout": 2}

        seen = site.look()

        assert seen.failed == {"SQL Server"}
        assert said in seen.said("SQL Server")


@long
@both
def test_a_name_that_nobody_knows_ends_the_look_at_once(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.settings = {"address": parse_address("sql01.invalid")}

        seen = site.look()

        assert ([line.what.text() for line in seen.lines], seen.failed) == (["server name"], {"server name"})
        assert "nobody knows the name sql01.invalid" in seen.said("server name")


@long
@both
def test_a_refused_login_is_tried_once_and_names_whom_but_not_the_password(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.settings = {"login": lambda: Login("ctmon", "Helt-Forkert-9")}

        seen = site.look()

        assert (seen.failed, seen.reached) == ({"database login"}, False)
        assert "refused the login of ctmon" in seen.said("database login")
        assert "Helt-Forkert-9" not in seen.text
        assert (site.place.server.log.logins, site.place.server.log.refused) == (1, 1)


@long
@both
def test_a_login_without_a_user_in_the_database_gets_the_script_that_lets_it_in(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, replace(USER, mapped=False)) as site:
        seen = site.look()

        assert (seen.failed, seen.said("database login")) == ({"database"}, "accepted by the server")
        assert "CREATE USER [ctmon] FOR LOGIN [ctmon]; GRANT SELECT ON [dbo].[Customer]" in seen.said("database")


@long
@both
def test_a_database_that_is_switched_off_is_told_beside_itself_and_no_right_is_asked_for(
    driver: str, tmp_path: Path
) -> None:
    with examined(driver, tmp_path) as site:
        site.place.server.faults.add(Fault(Deed.ERROR, LOGIN, number=942, text="It is offline."))

        seen = site.look()

        assert (seen.failed, seen.said("database login")) == ({"database"}, "accepted by the server")
        assert "is switched off (offline)" in seen.said("database")
        assert "GRANT" not in seen.text


@long
@both
@pytest.mark.parametrize(
    ("encryption", "said"), [(Encryption.OFFERED, "of the login only"), (Encryption.NONE, "even the password")]
)
def test_what_travels_readable_is_a_warning(driver: str, encryption: Encryption, said: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path, encryption=encryption) as site:
        site.settings = {"encrypt": "no"}

        assert said in site.look().said("encryption")


@long
@both
def test_a_certificate_that_nobody_vouches_for_has_failed_beside_the_encryption(driver: str, tmp_path: Path) -> None:
    with examined(driver, tmp_path) as site:
        site.settings = {"trust_server_certificate": False}

        seen = site.look()

        assert (seen.failed, seen.reached) == ({"encryption"}, False)
        assert "nothing was sent" in seen.said("encryption")


def test_a_driver_that_is_not_there_is_told_and_the_way_all_the_same(tmp_path: Path) -> None:
    with examined("freetds", tmp_path) as site:
        site.settings = {"driver": "ODBC Driver 99 for SQL Server"}

        seen = site.look()

        assert (seen.failed, seen.reached) == ({"ODBC driver"}, False)
        assert "SQL Server 2022" in seen.said("SQL Server")
