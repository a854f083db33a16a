"""What e-conomic would refuse now, whoever the customer is: a day that is closed or in no year, a currency it lacks."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from checks.engine.records import Period
from checks.engine.snapshot import Snapshot

SHORTEST_YEAR = timedelta(days=180)
"""An accounting year has six months at least: a list that tells of less says nothing about what is not in it."""
OWN = frozenset({"DKK"})


def closed(snapshot: Snapshot, day: date | None) -> bool:
    """Tell whether nothing can be booked on a day; never while the periods are not known."""
    if day is None:
        return False
    period = _period(snapshot, day)
    return period.closed if period else yearless(snapshot, day)


def yearless(snapshot: Snapshot, day: date) -> bool:
    """Tell whether a day lies in no accounting year: nobody has made that year yet, or it was before the books."""
    periods = snapshot.shared(_periods)
    told = sum((p.last - p.first for p in periods), timedelta())
    return told >= SHORTEST_YEAR and _period(snapshot, day) is None


def unlisted(snapshot: Snapshot, currency: str) -> bool:
    """Tell whether the agreement's own list, which was read, has no such currency, and nothing there is in it."""
    return listed(snapshot) and lacks(snapshot, currency)


def listed(snapshot: Snapshot) -> bool:
    """Tell whether the agreement's own list of currencies was read."""
    return snapshot.currencies.complete and bool(snapshot.currencies.rows)


def lacks(snapshot: Snapshot, currency: str) -> bool:
    """Tell whether nothing in e-conomic is in this currency: without its list that is no more than a good guess."""
    known = snapshot.shared(_currencies)
    return bool(known) and currency.strip().upper() not in known


def _period(snapshot: Snapshot, day: date) -> Period | None:
    """Return the period of a day, the closed one of two: years may overlap where one was made by mistake."""
    periods = snapshot.shared(_periods)
    around = periods[: bisect_right(periods, day, key=lambda period: period.first)]
    here = [period for period in around[-FEW:] if day <= period.last]
    return max(here, key=lambda period: period.closed, default=None)


FEW = 40
"""So many periods before a day can reach it at most: years of single months, and those that tell of none."""


def _periods(snapshot: Snapshot) -> tuple[Period, ...]:
    return tuple(sorted(snapshot.periods.rows, key=lambda p: p.first)) if snapshot.periods.complete else ()


def _currencies(snapshot: Snapshot) -> frozenset[str]:
    """Return the listed currencies and those in use; none where nothing is listed and no currency is told anywhere."""
    debtors = {debtor.currency for debtor in snapshot.debtors.rows}
    documents = {document.currency for place in snapshot.documents.values() for document in place}
    listed = set(snapshot.currencies.rows) if snapshot.currencies.complete else set[str]()
    named = frozenset(name for one in debtors | documents | listed if one and (name := one.strip().upper()))
    return named | OWN if named else named
