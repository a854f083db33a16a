"""A link as it was when both systems last held the same: digests only, for the values are somebody's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from checks.engine.records import Customer, Debtor

LENGTH = 8
"""Bytes of a digest: it tells change, and does not guard a secret."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """`customer` is the key of the ClientTime row that was linked; `ours` and `theirs` are digests under `salt`."""

    customer: str
    salt: bytes
    ours: bytes
    theirs: bytes

    def still_ours(self, customer: Customer) -> bool:
        """Tell whether ClientTime's row is the same one and holds what it held then."""
        return customer.key == self.customer and _digest(self.salt, _of_customer(customer)) == self.ours

    def still_theirs(self, debtor: Debtor) -> bool:
        """Tell whether e-conomic holds what it held then."""
        return _digest(self.salt, _of_debtor(debtor)) == self.theirs


def agreed(customer: Customer, debtor: Debtor, salt: bytes) -> Agreed:
    """Return what is kept of a pair that is equal now."""
    ours, theirs = _digest(salt, _of_customer(customer)), _digest(salt, _of_debtor(debtor))
    return Agreed(customer.key, salt, ours, theirs)


def _of_customer(customer: Customer) -> tuple[object, ...]:
    return (customer.name, customer.address, customer.zip, customer.city, customer.country)


def _of_debtor(debtor: Debtor) -> tuple[object, ...]:
    return (debtor.name, debtor.address, debtor.zip, debtor.city, debtor.country)


def _digest(salt: bytes, values: tuple[object, ...]) -> bytes:
    return hashlib.blake2b(repr(values).encode(), digest_size=LENGTH, key=salt).digest()
