"""What a proposal would write into a site file."""

from __future__ import annotations

import tomllib

from checks.adapters.discovery import FoundColumn, FoundTable
from checks.demo.database import CUSTOMER_TYPES, INVOICE_TYPES, Names
from tui.mapped import Ground, Mapped, Proposal
from tui.proposal import propose


def value(mapped: Mapped, key: str) -> object:
    """Return what would be mapped, None where the key is commented out."""
    entry = mapped.entries[key]
    return None if entry.ground is Ground.ABSENT else tomllib.loads(f"value = {entry.value}")["value"]


def of_names(names: Names) -> Proposal:
    """Return what is proposed for the demo's tables under these names, without any key that is declared."""
    kinds = (
        (names.customer_table, names.customer, CUSTOMER_TYPES),
        (names.invoice_table, names.invoice, INVOICE_TYPES),
    )
    return propose(
        FoundTable("dbo", table, tuple(FoundColumn(name, types[column]) for column, name in columns.items()))
        for table, columns, types in kinds
    )
