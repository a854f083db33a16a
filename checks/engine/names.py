"""What a record is called in the key of a finding: its code or number, and more only where several have the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.engine.records import Customer, Invoice
from checks.engine.snapshot import Snapshot, grouped


def customer_name(snapshot: Snapshot, customer: Customer) -> str:
    """Return the code; with the primary key behind it where the code alone would name two customers."""
    return snapshot.shared(_customers).get((customer.key, customer.code), customer.code)


def invoice_name(snapshot: Snapshot, invoice: Invoice) -> str:
    """Return the number; with the primary key behind it where the number alone would name two invoices."""
    return snapshot.shared(_invoices).get((invoice.key, invoice.number), invoice.number)


def _customers(snapshot: Snapshot) -> Mapping[tuple[str, str], str]:
    return _distinct((customer.code, customer.key) for customer in snapshot.customers.rows)


def _invoices(snapshot: Snapshot) -> Mapping[tuple[str, str], str]:
    return _distinct((invoice.number, invoice.key) for invoice in snapshot.invoices.rows)


def _distinct(rows: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return the longer names, by key and name, of those rows that need one and that a key tells apart."""
    return {
        (key, name): f"{name}#{key}"
        for name, keys in grouped(rows).items()
        if len(set(keys)) > 1 or not name
        for key in keys
    }
