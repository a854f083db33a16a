"""Any SQLite database of the customer's own: every name, every missing column, and what is then switched off."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.firm import (
    CUSTOMER_COLUMNS,
    INVOICE_COLUMNS,
    Firm,
    customer,
    debtor,
    fill,
    firm,
    invoice,
    world,
)
from tests.support.sample import sample
from tests.support.site_files import MAPPING

DANISH = {
    **{"Customer": "Kunde", "Invoice": "Faktura", "CustomerId": "KundeLøbenr", "CustomerCode": "Kundenummer"},
    **{"ForeignDebitorSystemIdentification": "FremmedDebitorId", "Name": "Navn", "Address1": "Adresselinje 1"},
    **{"Address2": "Adresselinje 2", "ZipCode": "Postnr.", "City": "Bynavn", "Country": "Land", "CvrNumber": "CVR-nr"},
    **{"EanNumber": "EAN-nr", "Email": "E-mail", "IsActive": "Er aktiv?", "CreatedDate": "Oprettet"},
    **{"ModifiedDate": "Ændret", "InvoiceId": "FakturaLøbenr", "InvoiceNumber": "Fakturanummer"},
    **{"InvoiceDate": "Fakturadato", "DueDate": "Forfaldsdato", "CurrencyCode": "Valuta", "NetAmount": "Netto"},
    **{"VatAmount": "Moms", "GrossAmount": "Beløb i alt", "InvoiceType": "Bilagsart", "IsDraft": "Kladde"},
    **{"TransferError": "Overførselsfejl", "ExportedDate": "Overført"},
}
ODD = {name: f'[{number}] "x"; DROP TABLE--`é {name}' for number, name in enumerate(DANISH)}
SQL = (
    "select from where order group table index null and or not values set update delete insert join union case when "
    "then else end default check primary key"
)
WORDS = dict(zip(DANISH, SQL.split(), strict=False))
SPELLINGS: dict[str, Mapping[str, str]] = {"Danish": DANISH, "odd characters": ODD, "words of SQL": WORDS}

CUSTOMERS = (
    customer(1, "1042", None, "Hansen Byg ApS", CvrNumber="12345674"),
    customer(2, "1043", "20043", "Jensen VVS", ZipCode="5000", City="Odense C", Address2="2. tv"),
    customer(3, "1044", "20044", "Krogh Teknik", Email="post@krogh.example", EanNumber="5790000000012"),
    customer(4, "1045", "29999", "Lunds Bageri"),
    customer(5, "1046", None, "Nedlagt Kunde", IsActive=0),
    customer(6, "1047", "20,043", "Skæv Tast"),
)
INVOICES = (
    invoice(1, "10234", 1, "84375.00"),
    invoice(2, "10235", 4, "1250.50", InvoiceType="CreditNote"),
    invoice(3, "10236", 3, "500", IsDraft=1),
    invoice(4, "10237", 3, "600", ExportedDate="2026-05-05 10:00:00"),
    invoice(5, "10238", 3, "700", CurrencyCode="EUR", TransferError="timeout"),
    invoice(6, "10239", 3, "800", "2023-12-31"),
)
DEBTORS = (
    debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber="12345674"),
    debtor(20043, "Jensen VVS"),
    debtor(20044, "Krogh Teknik"),
    debtor(20099, "Ny Kunde A/S"),
)
OPTIONAL = [
    line
    for line in MAPPING.splitlines()
    if "=" in line and not line.startswith(("table", "code", "foreign_id")) and line != 'number = "InvoiceNumber"'
]
BY_CODE = """UPDATE Invoice
SET CustomerId = (SELECT CustomerCode FROM Customer WHERE Customer.CustomerId = Invoice.CustomerId)"""


def checks(found: Firm) -> Any:
    """Return the checks of a report, without the one that tells of the changed tables themselves."""
    return [check for check in found.report()["checks"] if check["id"] != "source"]


def keys(report: Any) -> list[str]:
    """Return the keys of all findings."""
    return [finding["key"] for check in report for finding in check["findings"]]


def renamed(found: Firm, names: Mapping[str, str]) -> None:
    """Give tables and columns other names, in the database and in the site file."""
    found.database.unlink()
    fill(found.database, CUSTOMERS, INVOICES)
    quoted = {name: '"' + word.replace('"', '""') + '"' for name, word in names.items()}
    with contextlib.closing(sqlite3.connect(found.database)) as file, file:
        for table, columns in (("Customer", CUSTOMER_COLUMNS), ("Invoice", INVOICE_COLUMNS)):
            for column in columns:
                if column in quoted:
                    file.execute(f'ALTER TABLE {table} RENAME COLUMN "{column}" TO {quoted[column]}')
            if table in quoted:
                file.execute(f"ALTER TABLE {table} RENAME TO {quoted[table]}")
    mapping = MAPPING
    for name, word in names.items():
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        path = "dbo." + quoted[name].replace("\\", "\\\\").replace('"', '\\"')
        mapping = mapping.replace(f'"dbo.{name}"', f'"{path}"').replace(f'"{name}"', f'"{escaped}"')
    found.configure(MAPPING, mapping)


@pytest.fixture
def site(tmp_path: Path) -> Any:
    """Return a firm with a little of everything."""
    with firm(tmp_path, CUSTOMERS, INVOICES, world(DEBTORS)) as found:
        yield found


@pytest.mark.parametrize("spelling", sample(SPELLINGS, len(SPELLINGS)))
def test_other_names_give_the_same_findings_as_the_default_names(site: Firm, spelling: str) -> None:
    usual = checks(site)

    renamed(site, SPELLINGS[spelling])

    assert checks(site) == usual
    assert len(keys(usual)) >= 8


@pytest.mark.long
def test_a_fix_goes_into_the_danish_column_and_into_no_other(site: Firm) -> None:
    renamed(site, DANISH)

    ran = site.run("fix", "null-foreign-id:1042", "--yes")

    with contextlib.closing(sqlite3.connect(site.database)) as file:
        rows = file.execute("SELECT FremmedDebitorId FROM Kunde ORDER BY KundeLøbenr").fetchall()
    assert ran.returncode == 0, ran.stderr
    assert [cell for (cell,) in rows] == ["20042", "20043", "20044", "29999", None, "20,043"]


@pytest.mark.long
def test_names_are_found_whatever_their_case(site: Firm) -> None:
    usual = checks(site)

    site.configure(MAPPING, MAPPING.replace('"CustomerCode"', '"customercode"').replace("dbo.Invoice", "dbo.INVOICE"))

    assert checks(site) == usual


@pytest.mark.parametrize("schema", sample(["main", "ct", "[my schema]", "DBO"], 2))
@pytest.mark.long
def test_the_schema_is_the_name_under_which_the_file_is_attached(site: Firm, schema: str) -> None:
    usual = checks(site)

    site.configure("dbo.Customer", f"{schema}.Customer")
    site.configure("dbo.Invoice", f"{schema}.Invoice")

    assert checks(site) == usual


@pytest.mark.long
def test_a_table_may_stand_without_a_schema(site: Firm) -> None:
    usual = checks(site)

    site.configure("dbo.Customer", "Customer")

    assert checks(site) == usual


@pytest.mark.long
def test_views_are_read_like_tables(site: Firm) -> None:
    usual = checks(site)
    site.sql("CREATE VIEW Kunder AS SELECT * FROM Customer")
    site.sql("CREATE VIEW Fakturaer AS SELECT * FROM Invoice")

    site.configure("dbo.Customer", "dbo.Kunder")
    site.configure("dbo.Invoice", "dbo.Fakturaer")

    assert checks(site) == usual


@pytest.mark.parametrize("line", sample(OPTIONAL, 6))
@pytest.mark.long
def test_every_optional_column_may_be_missing_alone(site: Firm, line: str) -> None:
    # `key` stands twice: without the customer's, invoices refer to the code.
    head, _, tail = MAPPING.partition(line)
    site.configure(MAPPING, head + tail.lstrip("\n"))
    if line == 'key = "CustomerId"':
        site.sql(BY_CODE)

    ran = site.run("check", "--format", "json")

    report = json.loads(ran.stdout)
    assert (ran.stderr, report["sources"]["clienttime"]["status"]) == ("", "ok")
    assert "null-foreign-id:1042" in keys(report["checks"])
    assert "only-in-economic:20099" in keys(report["checks"])


@pytest.mark.long
def test_the_three_certain_columns_are_enough(site: Firm) -> None:
    head, _, _ = MAPPING.partition("[clienttime.invoice]")
    names = ("table", "code", "foreign_id", "[")
    site.configure(MAPPING, "\n".join(line for line in head.splitlines() if line.startswith(names)) + "\n")

    report = {check["id"]: check for check in checks(site)}

    assert keys(report.values()) == [
        *("null-foreign-id:1042", "null-foreign-id:1046"),
        *("only-in-economic:20042", "only-in-economic:20099"),
        *("broken-link:1045", "broken-link:1047"),
    ]
    assert report["stale-address"]["status"] == "ok"
    assert site.run("fix", "null-foreign-id:1042", "--to", "20042", "--yes").returncode == 0
    assert site.cell("1042") == "20042"


@pytest.mark.parametrize("gone", ["the whole table", 'number = "InvoiceNumber"', 'customer = "CustomerId"'])
@pytest.mark.long
def test_without_invoices_their_checks_are_off_say_so_and_find_nothing(site: Firm, gone: str) -> None:
    usual = [key for key in keys(checks(site)) if not key.startswith("unposted")]
    head, section, tail = MAPPING.partition("[clienttime.invoice]")
    site.configure(MAPPING, head if gone == "the whole table" else head + section + tail.replace(gone + "\n", ""))

    report = site.report()

    found = {check["id"]: check for check in report["checks"]}
    for name in ("unposted-invoice", "barred-customer"):
        assert (found[name]["status"], found[name]["count"], found[name]["findings"]) == ("unknown", 0, [])
        assert "[clienttime.invoice]" in found[name]["reason"]
    assert sorted(keys(report["checks"])) == sorted(usual)
    assert report["sources"]["clienttime"]["status"] == "ok"
    assert found["null-foreign-id"]["findings"][0]["amount"] is None


@pytest.mark.long
def test_without_a_key_invoices_refer_to_the_code_and_fixes_find_their_row(site: Firm) -> None:
    usual = keys(checks(site))
    site.configure(MAPPING, MAPPING.replace('key = "CustomerId"\n', ""))
    site.sql(BY_CODE)

    assert keys(checks(site)) == usual
    assert site.run("fix", "null-foreign-id:1042", "--yes").returncode == 0
    assert site.cell("1042") == "20042"


@pytest.mark.long
def test_without_gross_it_is_net_plus_vat(site: Firm) -> None:
    site.configure('gross = "GrossAmount"\n', "")
    site.sql("UPDATE Invoice SET NetAmount = '1000.40', VatAmount = '250.10', GrossAmount = '9'")

    found = {finding["key"]: finding for check in checks(site) for finding in check["findings"]}

    assert found["unposted-invoice:10234"]["amount"] == "1250.50"
    assert found["unposted-invoice:10235"]["amount"] == "-1250.50"
