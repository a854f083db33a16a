"""Ten thousand invoices over all places and faults: no posted one is called unposted, no unknown one absent."""

from __future__ import annotations

import pytest

from checks.engine.check import run
from checks.engine.model import Status
from checks.engine.posting import Standing
from checks.engine.snapshot import PLACES, Part
from checks.engine.waiting import looked_up, unposted
from checks.invoice_conflict import CHECK as CONFLICT
from checks.unposted_invoice import CAUSES
from checks.unposted_invoice import CHECK as UNPOSTED
from tests.support.builders import failed, unread
from tests.support.causes import Office, office

SIZES = (600, pytest.param(10_000, marks=pytest.mark.long))
CLAIMS = {Standing.ABSENT, Standing.TAKEN, Standing.DRAFT, Standing.JOURNAL}
"""What may be said only when all four places have answered: each says that the invoice is not posted."""


def wrong(made: Office) -> list[tuple[str, str | None, str | None]]:
    """Return the number, the truth and what was told instead, of each invoice that was judged wrongly."""
    told = {one.invoice.number: one.cause for one in unposted(made.snapshot())}
    return [(number, cause, told.get(number)) for number, cause in made.truth.items() if told.get(number) != cause]


@pytest.mark.parametrize("invoices", SIZES)
def test_every_cause_is_the_one_that_has_to_be_put_right_first(invoices: int) -> None:
    made = office(invoices, invoices)

    mistakes = wrong(made)

    assert set(made.truth.values()) == {None, *CAUSES}
    assert [one for one in mistakes if one[1] is None] == []  # posted, and called unposted
    assert mistakes == []


@pytest.mark.parametrize("invoices", SIZES)
@pytest.mark.parametrize("part", PLACES)
def test_while_a_place_is_unread_no_invoice_is_called_absent(part: Part, invoices: int) -> None:
    made = office(invoices + 1, invoices)
    for broken in (failed(made.snapshot(), part), unread(made.snapshot(), part)):
        standings = {one.number: found.standing for one, found in looked_up(broken)}

        assert set(standings.values()) <= {Standing.POSTED, Standing.UNKNOWN}
        assert not {n for n, standing in standings.items() if standing in CLAIMS}
        assert not {n for n, standing in standings.items() if standing is Standing.POSTED and made.truth[n]}
        for check in (UNPOSTED, CONFLICT):
            result = run(check, broken)
            assert (result.status, result.findings) == (Status.UNKNOWN, ())


def test_the_order_of_the_rows_changes_nothing() -> None:
    made = office(7, 300)
    before = {one.invoice.number: (one.cause, one.parent) for one in unposted(made.snapshot())}
    for rows in (made.documents, made.invoices, made.customers, made.debtors):
        rows.reverse()

    assert {one.invoice.number: (one.cause, one.parent) for one in unposted(made.snapshot())} == before
