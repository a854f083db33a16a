"""What a small e-conomic answers, for tests that change one answer and leave the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.support.agreement import AGREEMENT, customer
from tests.support.scripted_server import Asked, Bytes, Script, reply

CUSTOMERS, DRAFTS, BOOKED = "/customers", "/invoices/drafts", "/invoices/booked"
JOURNAL = "/journalsapi/v15.0.0/draft-entries"
ENTRIES = "/bookedEntriesapi/v4.0.0/booked-entries"
CUSTOMERS_API = "/customersapi/v3.1.0/Customers"
YEARS, PERIODS = "/accounting-years", "/accountingyearsapi/v2.0.1/accountingYears/periods"


def collection(rows: Sequence[Mapping[str, object]], following: str | None = None, results: int | None = None) -> Bytes:
    """Return one classic page."""
    pagination: dict[str, object] = {"results": len(rows) if results is None else results}
    if following is not None:
        pagination["nextPage"] = following
    return reply({"collection": rows, "pagination": pagination})


def items(rows: Sequence[Mapping[str, object]], cursor: object = None) -> Bytes:
    """Return one OpenAPI page."""
    return reply({"items": rows} | ({} if cursor is None else {"cursor": cursor}))


def usual(asked: Asked) -> Bytes:
    """Answer as an agreement with one customer and nothing else does."""
    answers: Mapping[str, Bytes] = {
        "/self": reply({"agreementNumber": AGREEMENT}),
        CUSTOMERS: collection([customer(20001)]),
        f"{CUSTOMERS}/20001": reply(customer(20001)),
        DRAFTS: collection([]),
        BOOKED: collection([]),
        JOURNAL: items([]),
        ENTRIES: items([]),
        f"{CUSTOMERS_API}/20001": reply({"customerNumber": 20001}),
        YEARS: collection([]),
        PERIODS: items([]),
    }
    if asked.path.endswith("/count"):
        return reply("0")  # at least
    return answers.get(asked.path, reply({"message": "no such path"}, 404))


def but(path: str, answer: Bytes | Script) -> Script:
    """Return the usual answers with another one at this path."""

    def script(asked: Asked) -> Bytes:
        if asked.path != path:
            return usual(asked)
        return answer if isinstance(answer, Bytes) else answer(asked)

    return script


def always(answer: Bytes) -> Script:
    """Return the same answer to everything."""
    return lambda _: answer
