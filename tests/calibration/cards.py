"""A filled-in card as a record of either system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Reading, Snapshot
from tests.calibration.dice import Dice
from tests.calibration.worsen import Sheet

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2024, 3, 1, 9, 0, tzinfo=dt.UTC)
LIMITS = {"name": 255, "address": 510, "zip": 30, "city": 50, "country": 50}


def as_customer(
    sheet: Sheet, dice: Dice, key: str, code: str, foreign_id: str | None, *, active: bool = True
) -> Customer:
    """Return the card as ClientTime has it: two or three address lines."""
    lines = sheet.lines if len(sheet.lines) < 4 else [*sheet.lines[:2], ", ".join(sheet.lines[2:])]
    empty = dice.choice(("", None))
    return Customer(
        key, code, foreign_id, sheet.name, tuple(lines), sheet.zip or empty, sheet.city or empty,
        sheet.country or empty,
        sheet.cvr or empty, sheet.ean or empty, sheet.email or empty, active, created=LONG_AGO,
    )  # fmt: skip


def as_debtor(sheet: Sheet, dice: Dice, number: int, *, barred: bool = False) -> Debtor:
    """Return the card as e-conomic has it: one address text, cut at the field's limit."""
    address = dice.choice(("\n", "\n", "\r\n", "\r", ", ")).join(sheet.lines)
    return Debtor(
        number, sheet.name[: LIMITS["name"]] or "?", address[: LIMITS["address"]] or None, sheet.zip or None,
        sheet.city or None,
        sheet.country or None, sheet.cvr or None, sheet.ean or None, sheet.email or None, barred, currency="DKK",
        group=1,
        last_updated=LONG_AGO + dt.timedelta(days=dice.randint(0, 800)),
    )  # fmt: skip


def snapshot(customers: Sequence[Customer], debtors: Sequence[Debtor]) -> Snapshot:
    """Return both lists as complete, nothing else read."""
    return Snapshot(NOW, customers=Reading(tuple(customers), NOW), debtors=Reading(tuple(debtors), NOW))
