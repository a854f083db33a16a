"""Whether ClientTime's synchronisation still runs: its last signs of life against the work that came after them.

Nobody tells this program when it ran, so that is learnt: what was sent, what arrived, who was linked, what was changed
on both sides. Where no sign was ever seen, or no work came since, nobody can say that it stands still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checks.engine.after_fix import pending
from checks.engine.links import links
from checks.engine.records import Invoice
from checks.engine.snapshot import Part, Snapshot
from checks.engine.waiting import Unposted, arrived, unposted

KEY = "sync-stopped:site"
ENOUGH = 2
"""One invoice that is not sent may have been passed by; several, and nothing else, were not tried."""

OF_INVOICES = frozenset({"last_sent", "last_arrived"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life of one kind: not before `at`, and not after `latest` as far as anybody can tell."""

    kind: str
    at: datetime
    latest: datetime

    @property
    def timed(self) -> bool:
        """Tell whether it is known to the minute."""
        return self.latest - self.at < timedelta(hours=23)


@dataclass(frozen=True, slots=True)
class Stop:
    """The last sign of life, the last one of each kind, and what has waited since, the oldest first."""

    last: Sign
    signs: tuple[Sign, ...]
    waiting: tuple[Invoice, ...]


def stop(snapshot: Snapshot) -> Stop | None:
    """Return why the synchronisation has to be called stopped; None where it runs, has no work, or nobody knows."""
    return snapshot.shared(_stop)


def stopped(snapshot: Snapshot, invoice: Invoice) -> str | None:
    """Return the finding under which an invoice stands that waits because nothing is carried over at all."""
    return KEY if invoice in snapshot.shared(_waiting) else None


def _stop(snapshot: Snapshot) -> Stop | None:
    signs = snapshot.shared(_signs)
    if not any(sign.kind in OF_INVOICES for sign in signs):
        return None  # it was never seen to carry an invoice over
    last = max(signs, key=lambda sign: sign.latest)
    waiting = tuple(one.invoice for one in unposted(snapshot) if _came_after(snapshot, one, last))
    return Stop(last, signs, tuple(sorted(waiting, key=_oldest))) if len(waiting) >= ENOUGH else None


def _waiting(snapshot: Snapshot) -> frozenset[Invoice]:
    found = stop(snapshot)
    return frozenset(found.waiting) if found else frozenset()


def _signs(snapshot: Snapshot) -> tuple[Sign, ...]:
    """Return the last sign of each kind; one from the future is a clock's mistake and no sign."""
    found: dict[str, Sign] = {}
    for sign in (*_sent(snapshot), *_arrived(snapshot), *_linked(snapshot), *_changed(snapshot)):
        if sign.at <= snapshot.now and (sign.kind not in found or sign.latest > found[sign.kind].latest):
            found[sign.kind] = sign
    return tuple(found.values())


def _sent(snapshot: Snapshot) -> Iterator[Sign]:
    for invoice in snapshot.invoices.rows:
        if invoice.sent_at is not None and invoice.sent_at <= snapshot.now:
            yield Sign("last_sent", invoice.sent_at, invoice.sent_at)
        elif invoice.sent_on is not None and invoice.sent_at is None:
            yield _of_day(snapshot, "last_sent", invoice.sent_on)


def _arrived(snapshot: Snapshot) -> Iterator[Sign]:
    """What arrived did so after it came into ClientTime, and as a rule not long after; a mark tells it better."""
    for invoice in arrived(snapshot):
        if invoice.sent_on is not None:
            continue
        came = snapshot.appeared(Part.INVOICES, invoice.key, invoice.issued)
        if came is not None:
            yield Sign("last_arrived", came, came + snapshot.rules.patience)
        elif invoice.date is not None:
            yield _of_day(snapshot, "last_arrived", invoice.date)


def _linked(snapshot: Snapshot) -> Iterator[Sign]:
    """A customer is linked after it was made, by the synchronisation unless a fix on record did it."""
    ours = {entry.target.record for entry in snapshot.fixes}
    for link in links(snapshot):
        customer = link.customer
        came = snapshot.appeared(Part.CUSTOMERS, customer.key, customer.created)
        if came and link.debtor and not link.fault and customer.key not in ours:
            yield Sign("last_link", came, came + snapshot.rules.patience)


def _changed(snapshot: Snapshot) -> Iterator[Sign]:
    """A change of e-conomic's record that follows on one of ClientTime's was carried over; any other was made there."""
    ours = {entry.target.record for entry in snapshot.fixes}
    for link in links(snapshot):
        here, there = link.customer.modified, link.debtor.last_updated if link.debtor and not link.fault else None
        if here is None or there is None or str(link.number) in ours:
            continue
        if timedelta() <= there - here <= snapshot.rules.patience:
            yield Sign("last_change", there, there)


def _came_after(snapshot: Snapshot, one: Unposted, last: Sign) -> bool:
    """Tell whether an invoice came after that sign, and has waited longer than the synchronisation takes."""
    invoice = one.invoice
    if one.cause != "not-sent" or invoice.date is None:
        return False
    came = snapshot.appeared(Part.INVOICES, invoice.key, invoice.issued)
    day = _of_day(snapshot, "", invoice.date)
    first, latest = (came, came) if came else (day.at, day.latest)
    if one.customer is not None:  # a link that was made since, here or by hand, is when it could be sent at all
        after_fix = pending(snapshot).get(one.customer.code)
        latest = max(latest, one.customer.modified or latest)
        if after_fix is not None and invoice in after_fix.invoices:
            return False
    return first > last.latest and snapshot.now - latest >= snapshot.rules.patience


def _of_day(snapshot: Snapshot, kind: str, day: date) -> Sign:
    begins = datetime.combine(day, time(), snapshot.rules.zone) if snapshot.rules.zone else _machines(day)
    return Sign(kind, begins, begins + timedelta(days=1) - timedelta(microseconds=1))


def _machines(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _oldest(invoice: Invoice) -> tuple[date, str]:
    return invoice.date or date.max, invoice.number
