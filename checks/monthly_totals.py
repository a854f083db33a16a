"""A month whose invoices do not add up to the same in both systems: the VAT return of that month is wrong.

The accountant's proof of completeness. Most of a difference is what other checks list one by one, so it is told quietly
and counts no money; what only this can show are documents in e-conomic that no ClientTime invoice explains, and
invoices that were booked in another month.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.model import Fact, Finding, Severity
from checks.engine.monthly import Month, months
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import NEEDS

SUMMARY = Phrase(
    "{month}: e-conomic has {more} {currency} more than ClientTime", "{month}: e-conomic har {more} {currency} mere"
)
LESS = Phrase(
    "{month}: e-conomic has {more} {currency} less than ClientTime", "{month}: e-conomic har {more} {currency} mindre"
)
WHY = Phrase(
    "{missing} of ClientTime's are not posted there, {strange} of e-conomic's are no invoice of ClientTime.",
    "{missing} af ClientTimes er ikke bogført dér, {strange} af e-conomics er ingen faktura i ClientTime.",
)
SUM = Phrase("{sum} {currency}", "{sum} {currency}")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the months and currencies in which the sums differ by more than rounding."""
    return (_finding(month) for month in months(snapshot))


def _finding(one: Month) -> Finding:
    name, more = f"{one.first:%Y-%m}", one.theirs - one.ours
    ours, theirs = (SUM.with_(sum=sum_, currency=one.currency) for sum_ in (one.ours, one.theirs))
    return Finding(
        key=f"{CHECK.id}:{name}-{one.currency}",
        check=CHECK.id,
        severity=Severity.INFO,
        summary=(SUMMARY if more > 0 else LESS).with_(month=name, more=abs(more), currency=one.currency),
        since=one.first,
        why=WHY.with_(missing=one.missing, strange=one.strange),
        actions=("handover", "ignore"),
        facts=(Fact("amount", ours, theirs, personal=False),),
        basis=basis(one.ours, one.theirs),
    )


CHECK = Check(
    id=check_id(__name__),
    order=28,
    word=Phrase("Months", "Måneder"),
    title=Phrase("Months that do not add up in both systems", "Måneder, der ikke stemmer i begge systemer"),
    help=Phrase("Months whose invoices add up to different sums.", "Måneder, hvis fakturaer giver forskellige summer."),
    needs=NEEDS,
    find=find,
)
