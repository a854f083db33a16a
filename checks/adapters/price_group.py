"""The price group of a customer: the classic surface takes it in a write and leaves it out of every answer."""

from __future__ import annotations

from checks.adapters.call_fault import CallFault, garbled
from checks.adapters.http import Wire
from checks.adapters.origin import Origin
from checks.adapters.round import Round
from checks.adapters.row import WRONG, Row
from checks.engine.lookup import Absent, Found, Lookup, Unknown

CUSTOMERS = "/customersapi/v3.1.0/Customers"


async def price_group(wire: Wire, openapi: Origin, number: int, seconds: float) -> Lookup[int]:
    """Return it as the newer surface tells it; a customer that is not there has an unknown one."""
    try:
        row = Row((await wire.get(openapi.at(f"{CUSTOMERS}/{number}"), Round(seconds))).document())
        if row.required("customerNumber") != number:
            raise garbled(WRONG.with_(name="customerNumber"))
        found = row.whole("priceGroupNumber")
    except CallFault as fault:
        return Unknown(fault.phrase)
    return Found(found) if found else Absent()
