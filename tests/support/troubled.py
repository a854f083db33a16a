"""The firm that the tests of writing work on: one customer to link, one address to push, invoices that wait."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.support.firm import Firm, customer, debtor, firm, invoice, world

UNLINKED, STALE = "null-foreign-id:1042", "stale-address:1043"
SECRET, GRANT = "app-secret-of-the-test", "grant-of-the-test"


@contextmanager
def troubled(folder: Path) -> Generator[Firm]:
    """Make that firm: 1042 belongs to 20042, 1043 has moved."""
    rows = [
        customer(1, "1042", None, "Hansen Byg ApS", CvrNumber="13748136"),
        customer(2, "1043", "20043", "Lykke Dental", Address1="Vestergade 7", ModifiedDate="2026-11-01 10:00:00"),
    ]
    books = world(
        [
            debtor(20042, "Hansen Byg ApS", corporateIdentificationNumber="13748136"),
            debtor(20043, "Lykke Dental", email="post@lykke.invalid"),
        ]
    )
    with firm(folder, rows, [invoice(1, "10234", 1, "1250.00")], books) as made:
        yield made


def states(firm: Firm) -> list[str]:
    """Return the state of every journal entry; an open one has none on disk."""
    records = json.loads(firm.run("journal", "export").stdout)["records"]
    found = {record["entry"]: "open" for record in records if record["kind"] == "intent"}
    found |= {record["entry"]: record["state"] for record in records if record["kind"] == "outcome"}
    return list(found.values())


def address(firm: Firm) -> object:
    """Return the address of the pushed customer as e-conomic has it."""
    return (firm.simulator.customer(20043) or {}).get("address")


def tokens_by_environment(firm: Firm) -> dict[str, str]:
    """Let the site file name variables for its tokens, and return them."""
    firm.configure('app_secret_token_file = "secret"', 'app_secret_token_env = "HOLM_SECRET"')
    firm.configure('agreement_grant_token_file = "grant"', 'agreement_grant_token_env = "HOLM_GRANT"')
    return {"HOLM_SECRET": SECRET, "HOLM_GRANT": GRANT}
