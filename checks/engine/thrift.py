"""How the day's budget of calls sets the pace: the nearer its end, the longer the rest between two cycles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SPARED, RESERVED = 0.6, 0.9
"""From this share of the budget on cycles come more rarely; from that one on only those that somebody asks for."""
RAREST = 10
"""So many times the interval is the rest where the reserve begins."""


def rest(interval: timedelta, used: int, budget: int, now: datetime) -> timedelta:
    """Return the time from one cycle to the next; in the reserve that is until the count begins anew (UTC)."""
    share = used / budget if budget > 0 else 1.0
    if share < SPARED:
        return interval
    midnight = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), datetime.min.time(), UTC) - now
    if share >= RESERVED:
        return max(midnight, interval)
    return interval * (1 + (RAREST - 1) * (share - SPARED) / (RESERVED - SPARED))
