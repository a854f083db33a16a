"""The demo's firm: the same for the same seed, whole, life-like, and with every kind of trouble at least twice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
from collections import Counter
from decimal import Decimal

import pytest

from checks.demo.scenario import Scenario, build
from checks.engine.foreign_id import parse_foreign_id
from checks.engine.identifiers import cvr, ean
from tests.support.scene import NOW, firm, periods

ROW_CHECKS = {
    "null-foreign-id",
    "only-in-economic",
    "stale-address",
    "unposted-invoice",
    "broken-link",
    "barred-customer",
    "invoice-conflict",
}
HOUSEKEEPING = {
    "monthly-totals",
    "duplicate-customer",
    "invalid-identifier",
    "unacceptable-code",
    "number-gap",
    "closed-period-ahead",
    "changed-in-economic",
}
CAUSES = {
    "unposted-invoice": {
        "unlinked-customer", "broken-link", "barred-customer", "closed-period", "unknown-currency",
        "number-taken", "waiting-draft", "waiting-journal", "transfer-error", "not-sent",
    },
    "broken-link": {"malformed", "dangling", "shared", "mislinked"},
    "invoice-conflict": {
        "posted-twice", "amount", "currency", "customer", "marked-but-absent", "not-marked", "number-missing",
    },
}  # fmt: skip
CELLS = ("a blank behind", "a blank in front", "a leading zero", "a number out of a spreadsheet", "letters")


def planted(scenario: Scenario, check: str) -> list[str]:
    return [one.key.removeprefix(f"{check}:") for one in scenario.planted if one.check == check]


def of_rows(scenario: Scenario) -> list[str]:
    """Return the keys of what was hidden in rows; how many months it makes odd depends on the day."""
    return [one.key for one in scenario.planted if one.check != "monthly-totals"]


def dumped(scenario: Scenario) -> str:
    return json.dumps(dataclasses.asdict(scenario), default=str, sort_keys=True)


def test_the_same_seed_and_moment_give_the_same_bytes() -> None:
    assert dumped(build(7, 300, 1500, NOW)) == dumped(build(7, 300, 1500, NOW))


def test_another_seed_gives_other_people() -> None:
    names = {row["Name"] for row in firm(1).customers} & {row["Name"] for row in firm(2).customers}

    assert len(names) < 30


@pytest.mark.parametrize(("customers", "invoices"), [(300, 1500), (450, 2000)])
def test_there_are_as_many_rows_as_were_asked_for(customers: int, invoices: int) -> None:
    scenario = build(1, customers, invoices, NOW)

    assert (len(scenario.customers), len(scenario.invoices)) == (customers, invoices)


def test_fewer_rows_than_the_troubles_need_are_made_as_many_as_they_need() -> None:
    small = build(1, 1, 1, NOW)

    assert len(small.planted) == len(firm().planted)
    assert len({row["CustomerCode"] for row in small.customers}) == len(small.customers) > 1


def test_every_check_of_a_row_has_something_planted_and_a_near_miss() -> None:
    assert {one.check for one in firm().planted} == ROW_CHECKS | HOUSEKEEPING
    assert {one.check for one in firm().quiet} >= ROW_CHECKS - {"barred-customer"}


def test_every_kind_of_housekeeping_is_planted_at_least_twice_beside_near_misses_but_for_the_one_next_month() -> None:
    planted, quiet = (Counter(one.check for one in rows) for rows in (firm().planted, firm().quiet))

    assert all(planted[check] >= 2 for check in HOUSEKEEPING - {"closed-period-ahead"})
    assert planted["closed-period-ahead"] == 1
    assert all(quiet[check] >= 1 for check in HOUSEKEEPING - {"monthly-totals"})


@pytest.mark.parametrize("check", sorted(CAUSES))
def test_every_cause_is_planted_at_least_twice(check: str) -> None:
    causes = Counter(one.cause for one in firm().planted if one.check == check)

    assert set(causes) == CAUSES[check]
    assert min(causes.values()) >= 2


@pytest.mark.parametrize("field", ["name", "address", "zip", "city", "country", "incomplete"])
def test_every_field_of_an_address_is_stale_at_least_twice(field: str) -> None:
    notes = [one.note for one in firm().planted if one.check == "stale-address"]

    assert sum(field in note for note in notes) >= 2


def test_every_way_of_not_being_linked_is_planted_at_least_twice() -> None:
    scenario = firm()
    cells = {row["CustomerCode"]: row["ForeignDebitorSystemIdentification"] for row in scenario.customers}
    written = Counter(
        "NULL" if (cell := cells[code]) is None else cell.strip() or "blank"
        for code in planted(scenario, "null-foreign-id")
    )

    assert all(written[kind] >= 2 for kind in ("NULL", "blank", "null"))
    assert sum(cells[code] == "NULL" for code in planted(scenario, "null-foreign-id")) >= 2
    assert sum(not code.isdigit() for code in planted(scenario, "null-foreign-id")) >= 2


@pytest.mark.parametrize("note", CELLS)
def test_every_malformed_cell_is_planted_at_least_twice(note: str) -> None:
    assert sum(one.note == note for one in firm().planted if one.cause == "malformed") >= 2


def test_invoices_wait_behind_some_unlinked_and_broken_customers_and_not_behind_others() -> None:
    parents = {one.parent for one in firm().planted if one.parent}
    for check in ("null-foreign-id", "broken-link"):
        keys = {one.key for one in firm().planted if one.check == check}

        assert len(keys & parents) >= 2
        assert len(keys - parents) >= 2


def test_every_parent_is_planted_itself() -> None:
    keys = {one.key for one in firm().planted}

    assert {one.parent for one in firm().planted if one.parent} <= keys


def test_nothing_is_planted_twice_or_as_a_near_miss_too() -> None:
    scenario = firm()
    keys = [one.key for one in scenario.planted]

    assert len(keys) == len(set(keys))
    assert not set(keys) & {one.key for one in scenario.quiet}


def test_numbers_and_codes_are_unique_and_dense() -> None:
    scenario = firm()
    for rows, column in ((scenario.customers, "CustomerCode"), (scenario.customers, "CustomerId")):
        assert len({row[column] for row in rows}) == len(rows)
    numbers = [int(number) for row in scenario.invoices if (number := row["InvoiceNumber"])]
    gaps = [b - a - 1 for a, b in itertools.pairwise(numbers) if b - a != 1]

    assert numbers[0] == 10_001
    assert sorted(gaps) == [1, 2, 40]
    assert len({row["customerNumber"] for row in scenario.economic["customers"]}) == len(scenario.economic["customers"])
    for part, key in (
        ("booked", "bookedInvoiceNumber"),
        ("bookedEntries", "entryNumber"),
        ("drafts", "draftInvoiceNumber"),
    ):
        found = [row[key] for row in scenario.economic[part]]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "invoices", [1_500, *(pytest.param(many, marks=pytest.mark.long) for many in (39_000, 41_000))]
)
def test_the_two_series_of_invoice_numbers_meet_only_where_that_is_the_trouble(invoices: int) -> None:
    scenario = build(1, 300, invoices, NOW)
    ours = {int(number) for row in scenario.invoices if (number := row["InvoiceNumber"])}
    theirs = {row["bookedInvoiceNumber"] for row in scenario.economic["booked"]}

    meant = [one for one in scenario.planted if one.cause == "number-taken"]
    own = [one for one in scenario.quiet if one.note == "booked under its own number"]
    assert len(ours & theirs) == len(meant) + len(own)


@pytest.mark.parametrize("customers", [3_000, 12_000])
def test_there_are_names_and_numbers_for_many(customers: int) -> None:
    scenario = build(1, customers, 1500, NOW)
    keys = [one.key for one in scenario.planted]

    assert len({row["CustomerCode"] for row in scenario.customers}) == customers
    assert len(keys) == len(set(keys))


def test_every_cvr_and_ean_number_has_a_right_check_digit_and_no_cvr_number_is_given_out() -> None:
    odd = {one.key.partition(":")[2] for one in (*firm().planted, *firm().quiet) if one.check == "invalid-identifier"}
    rows = [row for row in firm().customers if row["CustomerCode"] not in odd]
    numbers = [row["CvrNumber"] for row in rows if row["CvrNumber"]]
    places = [row["EanNumber"] for row in rows if row["EanNumber"]]

    assert cvr(own := firm().economic["self"]["company"]["companyIdentificationNumber"]) == own
    assert len(numbers) > 200
    assert all(cvr(number) == number and number >= "60000000" for number in numbers)
    assert places
    assert all(ean(number) == number for number in places)


def test_every_invoice_has_its_customer_and_every_document_its_debtor() -> None:
    scenario = firm()
    keys = {row["CustomerId"] for row in scenario.customers}
    debtors = {row["customerNumber"] for row in scenario.economic["customers"]}
    owed = [line for line in scenario.economic["bookedEntries"] if "customerNumber" in line]

    assert {row["CustomerId"] for row in scenario.invoices} <= keys
    assert {row["customer"]["customerNumber"] for row in scenario.economic["booked"]} <= debtors
    assert {line["customerNumber"] for line in (*owed, *scenario.economic["draftEntries"])} <= debtors


def test_a_booked_invoice_has_its_lines_in_the_ledger_and_they_add_up() -> None:
    scenario = firm()
    vouchers: dict[int, list[dict[str, float]]] = {}
    for line in scenario.economic["bookedEntries"]:
        vouchers.setdefault(line["voucherNumber"], []).append(line)

    for document in scenario.economic["booked"]:
        lines = vouchers[document["bookedInvoiceNumber"]]
        assert lines[0]["customerInvoiceNumber"] == document["bookedInvoiceNumber"]
        assert lines[0]["amount"] == document["grossAmount"]
        assert sum(Decimal(str(line["amount"])) for line in lines) == 0


def test_amounts_look_like_fees_with_danish_vat() -> None:
    rows = [row for row in firm().invoices if row["CurrencyCode"] == "DKK" and row["NetAmount"]]

    assert all(abs(abs(row["NetAmount"]) / 4 - abs(row["VatAmount"])) <= Decimal("0.005") for row in rows)
    assert all(row["NetAmount"] + row["VatAmount"] == row["GrossAmount"] for row in rows)
    assert all(Decimal(300) < abs(row["NetAmount"]) < Decimal(40_000) for row in rows)


def test_the_invoices_are_of_the_last_two_years_but_for_those_before_the_start() -> None:
    scenario = firm()
    days = [day.date() if isinstance(day := row["InvoiceDate"], dt.datetime) else day for row in scenario.invoices]
    early = sum(one.note == "before the go-live" for one in scenario.quiet)

    assert scenario.go_live == dt.date(2024, 5, 1)
    assert sum(day < scenario.go_live for day in days) == sum(day < dt.date(2024, 11, 1) for day in days) == early
    assert max(days) <= NOW.date()


def test_nobody_is_invoiced_before_being_a_customer() -> None:
    created = {row["CustomerId"]: row["CreatedDate"].date().isoformat() for row in firm().customers}

    assert all(created[row["CustomerId"]] < row["InvoiceDate"].isoformat() for row in firm().invoices)


def test_a_closed_period_stops_what_is_planted_there_and_nothing_else() -> None:
    scenario = firm()
    closed = [period for period in periods(scenario.economic) if period.closed]
    days = {row["InvoiceNumber"]: row["InvoiceDate"] for row in scenario.invoices}
    stopped = {
        one.key.partition(":")[2]
        for one in scenario.planted
        if one.check == "unposted-invoice"
        and any(period.first <= days[one.key.partition(":")[2]] <= period.last for period in closed)
    }

    assert stopped == {one.key.partition(":")[2] for one in scenario.planted if one.cause == "closed-period"}


def test_many_but_not_all_customers_have_one_number_in_both_systems() -> None:
    linked = [row for row in firm().customers if parse_foreign_id(row["ForeignDebitorSystemIdentification"]).exact]
    equal = sum(row["CustomerCode"] == row["ForeignDebitorSystemIdentification"] for row in linked)

    assert len(linked) / 2 < equal < len(linked) * 0.9


def test_no_year_ends_before_the_next_begins_and_the_coming_one_is_open() -> None:
    found = sorted(periods(firm().economic), key=lambda period: period.first)

    assert all(a.last + dt.timedelta(days=1) == b.first for a, b in itertools.pairwise(found))
    assert found[-1].last == dt.date(2027, 12, 31)
    assert not found[-1].closed
    assert sum(period.closed for period in found) > 12


@pytest.mark.parametrize("day", ["2024-02-29", "2026-01-01", "2026-12-31", "2027-03-31"])
def test_it_can_be_built_on_any_day(day: str) -> None:
    scenario = build(3, 300, 1500, dt.datetime.fromisoformat(f"{day}T23:59:30+00:00"))

    assert len(of_rows(scenario)) == len(of_rows(firm()))
