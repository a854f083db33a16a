"""A column that a site does not have switches off what hangs on it, and makes nothing up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.demo.database import DEFAULT_NAMES
from checks.engine.model import Finding
from tests.support.scene import findings, firm, snapshot_of

Key = tuple[str, str | None]
JUDGED = (
    *("null-foreign-id", "only-in-economic", "stale-address", "unposted-invoice", "broken-link", "barred-customer"),
)
HOUSEKEEPING = (
    *("unacceptable-code", "duplicate-customer", "invalid-identifier", "number-gap"),
    *("closed-period-ahead", "changed-in-economic"),
)
WEIGHTLESS = (
    *("CvrNumber", "EanNumber", "Email"),
    *("InvoiceId", "DueDate", "NetAmount", "VatAmount", "GrossAmount", "InvoiceType"),
)
UNTOLD = {
    "IsActive": "inactive|anonymised",
    "CreatedDate": "inside the grace|on its way",
    "ModifiedDate": "changed inside the grace",
    "IsDraft": "not final",
}


async def found(folder: Path, *left_out: str) -> list[Finding]:
    return findings(await snapshot_of(firm(), folder, DEFAULT_NAMES.without(*left_out)))


def keys(rows: list[Finding]) -> set[Key]:
    return {(one.key, one.cause) for one in rows if one.check in JUDGED}


def tidied(rows: list[Finding]) -> set[str]:
    return {one.key for one in rows if one.check in HOUSEKEEPING}


def planted(check: str = "", cause: str | None = None) -> set[Key]:
    """Return what is planted for the checks there are, of one check or cause only where one is named."""
    return {
        (one.key, one.cause)
        for one in firm().planted
        if one.check in JUDGED and one.check.startswith(check) and cause in (None, one.cause)
    }


def near(note: str) -> set[str]:
    return {one.key for one in firm().quiet if re.search(note, one.note)}


@pytest.mark.parametrize("column", WEIGHTLESS)
async def test_what_is_only_told_can_be_left_out(column: str, tmp_path: Path) -> None:
    rows = await found(tmp_path, column)

    assert keys(rows) == planted()
    assert tidied(rows) <= {one.key for one in firm().planted}


@pytest.mark.parametrize("column", UNTOLD)
async def test_what_only_this_column_excuses_is_found_without_it(column: str, tmp_path: Path) -> None:
    whole = await found(tmp_path, column)
    rows = keys(whole)

    assert rows > planted()
    assert {key for key, _ in rows - planted()} <= near(UNTOLD[column])
    assert tidied(whole) <= {one.key for one in firm().planted} | near(UNTOLD[column])


async def test_without_the_error_what_failed_is_not_sent(tmp_path: Path) -> None:
    failed = planted("unposted-invoice", "transfer-error")

    rows = keys(await found(tmp_path, "TransferError"))

    assert rows == planted() - failed | {(key, "not-sent") for key, _ in failed}


async def test_without_a_mark_only_the_comparison_decides(tmp_path: Path) -> None:
    absent = {
        (one.key.replace("invoice-conflict", "unposted-invoice"), "not-sent")
        for one in firm().planted
        if one.cause == "marked-but-absent"
    }

    assert keys(await found(tmp_path, "ExportedDate")) == planted() | absent


@pytest.mark.parametrize("column", ["InvoiceNumber", "CustomerId"])
async def test_without_invoices_the_customers_are_judged_all_the_same(column: str, tmp_path: Path) -> None:
    rows = await found(tmp_path, *((column,) if column == "InvoiceNumber" else ("InvoiceNumber", column)))

    of_customers = {one for one in planted() if not one[0].startswith(("unposted-invoice", "barred-customer"))}
    assert keys(rows) == of_customers


async def test_without_names_a_stranger_is_told_by_its_cvr_number(tmp_path: Path) -> None:
    renumbered = {one.key for one in firm().planted if one.note == "name; CVR number and mail beside it"}

    rows = keys(await found(tmp_path, "Name"))

    assert planted("broken-link") <= rows
    assert {key.replace("broken-link", "stale-address") for key, _ in rows - planted()} == renumbered
