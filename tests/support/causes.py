"""Invoices by the thousand over every place and every fault, each with the cause that it was made to have."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from checks.engine.records import Customer, Debtor, Document, Invoice, Period
from checks.engine.snapshot import Snapshot
from tests.support.builders import OTHER_CVR, booked, customer, debtor, draft, entry, invoice, line, read, snapshot

KINDS = (*("sound",) * 6, "unlinked", "malformed", "dangling", "shared", "mislinked", "barred")
POSTED = ("booked", "entered", "under its own number", "told", "split", "twice")
ARRIVED = ("draft", "line", "nameless line")
ABSENT = ("nowhere", "taken")
LINKED = frozenset({"sound", "barred", "shared"})
"""Customers of whom it is known who they are in e-conomic: others are told by an own number only."""
NEEDS_LINK = frozenset({"under its own number", "told", "nameless line"})
OPEN, CLOSED, NO_YEAR = dt.date(2026, 9, 1), dt.date(2025, 6, 1), dt.date(2023, 6, 1)
BLAME = {
    "closed": "closed-period", "no year": "closed-period", "currency": "unknown-currency",
    "unlinked": "unlinked-customer", "malformed": "broken-link", "dangling": "broken-link", "shared": "broken-link",
    "mislinked": "broken-link", "barred": "barred-customer", "taken": "number-taken", "error": "transfer-error",
}  # fmt: skip
"""What is to blame, the first one first."""


@dataclass(slots=True)
class Office:
    """Both systems in the making; `truth` is the cause of every invoice by its number, None for a posted one."""

    chance: random.Random
    customers: list[Customer] = field(default_factory=list[Customer])
    debtors: list[Debtor] = field(default_factory=list[Debtor])
    invoices: list[Invoice] = field(default_factory=list[Invoice])
    documents: list[Document] = field(default_factory=list[Document])
    truth: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    def snapshot(self) -> Snapshot:
        """Return it as the checks see it."""
        years = [
            Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31), closed=True),
            Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31), closed=False),
        ]
        rows: list[Customer | Debtor | Invoice | Document | Period] = [*self.customers, *self.debtors, *years]
        return replace(snapshot(*rows, *self.invoices, *self.documents), currencies=read(["DKK", "EUR"]))


def office(seed: int, invoices: int) -> Office:
    """Return an office with so many invoices; the same seed gives the same."""
    made = Office(random.Random(seed))  # noqa: S311 - made-up data, no secret
    people = list(_people(made, max(1, invoices // 100)))
    for number in range(invoices):
        kind, row = made.chance.choice(people)
        _bill(made, kind, row, 100_001 + number)
    made.chance.shuffle(made.documents)
    return made


def _people(made: Office, each: int) -> Iterator[tuple[str, Customer]]:
    for n in range(each * len(KINDS)):
        kind, code, number = KINDS[n % len(KINDS)], str(1001 + n), 20_001 + n
        name = f"{made.chance.choice(('Nordlys', 'Havgus', 'Birkely', 'Klinten'))} {code} ApS"
        cells = {
            "unlinked": made.chance.choice((None, "", "null")),
            "malformed": made.chance.choice((f"{number} ", f"0{number}", f"{number}.0")),
            "dangling": str(700_001 + n),
        }
        there = debtor(number, name=name, barred=kind == "barred")
        if kind == "mislinked":
            there = replace(there, name="Tante Olgas Blomster", cvr=OTHER_CVR, zip="9900", address="Havnen 1")
        row = customer(code, cells.get(kind, str(number)), name=name)
        made.debtors.append(there)
        made.customers.append(row)
        if kind == "shared":
            made.customers.append(customer(f"{code}B", str(number), name=name))
        yield kind, row


def _bill(made: Office, kind: str, row: Customer, number: int) -> None:
    """Add an invoice somewhere, with any faults that can meet."""
    chance, debtor_number = made.chance, 19_000 + int(row.code)
    where = chance.choice(tuple(p for p in (*POSTED, *ARRIVED, *ABSENT * 3) if kind in LINKED or p not in NEEDS_LINK))
    faults = {fault for fault in ("closed", "no year", "currency", "error") if chance.random() < 0.15}
    if where not in ABSENT:
        faults.discard("currency")  # what has arrived makes its currency one that is in use
    day = NO_YEAR if "no year" in faults and "closed" not in faults else CLOSED if "closed" in faults else OPEN
    one = invoice(
        str(number),
        row.code,
        f"{chance.randrange(100_00, 99_999_00) / 100:.2f}",
        date=day + dt.timedelta(days=chance.randrange(28)),
        currency="SEK" if "currency" in faults else chance.choice(("DKK", "EUR")),
        error="E07080" if "error" in faults else chance.choice((None, " ")),
        sent=chance.choice((False, None) if where in ABSENT else (True, False, None)),
    )
    made.invoices.append(one)
    made.documents.extend(_documents(made, where, one, debtor_number))
    made.truth[one.number] = _cause(where, {*faults, kind, where})


def _cause(where: str, blamed: set[str]) -> str | None:
    if where in POSTED:
        return None
    if where in ABSENT:
        return next((cause for fault, cause in BLAME.items() if fault in blamed), "not-sent")
    booking = {"closed", "no year", "barred"} & blamed
    return next(
        (cause for fault, cause in BLAME.items() if fault in booking),
        "waiting-draft" if where == "draft" else "waiting-journal",
    )


def _documents(made: Office, where: str, one: Invoice, number: int) -> Iterator[Document]:
    """Yield what e-conomic has of an invoice, and near every fourth something that only looks like it."""
    own = str(900_000 + len(made.invoices))
    gross = one.gross or Decimal(0)
    same = {"customer_number": number, "date": one.date, "currency": one.currency, "id": own}
    written = made.chance.choice((one.number, f" 00{one.number}", f"{one.number} "))
    match where:
        case "booked" | "twice":
            yield booked(written, str(gross), number=own, **same)
            if where == "twice":
                yield entry(written, str(gross), kind=10, **same)
        case "entered":
            yield entry(written, str(gross + made.chance.choice((0, 40))), kind=10, **same)
        case "split":
            yield entry(written, "40.00", kind=10, **same)
            yield entry(written, str(gross - 40), kind=10, **(same | {"id": f"{own}b"}))
        case "under its own number":
            yield booked(None, str(gross), number=one.number, **same)
        case "told":
            yield booked(None, str(gross), number=own, text=f"Vedr. faktura {one.number}, tak", **same)
        case "draft":
            yield draft(written, str(gross), **same)
        case "line":
            yield line(written, str(gross), **same)
        case "nameless line":
            yield line(None, str(gross), **same)
        case "taken":
            yield booked("X", str(gross + 700), number=one.number, **(same | {"customer_number": 1, "currency": "DKK"}))
        case _:
            pass
    if made.chance.random() < 0.25:  # its digits in another number, or the number in a stranger's text
        text = made.chance.choice((f"{one.number}-1", f"1.{one.number}", f"Se {one.number}"))
        yield booked(
            None, str(gross + 900), number=f"{own}9", text=text, **(same | {"id": f"{own}9", "currency": "DKK"})
        )
