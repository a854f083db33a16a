"""How the day's budget of calls sets the pace: the nearer its end, the longer the rest between two cycles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from checks.engine.phrase import Phrase
from checks.engine.trouble import Trouble

BUDGET = 50_000
"""What e-conomic calls fair use, in 24 hours."""
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
    return interval * _stretched(share)


def _stretched(share: float) -> float:
    """Return how many times the interval the rest is."""
    return 1 + (RAREST - 1) * (share - SPARED) / (RESERVED - SPARED)


def troubles(used: int, budget: int) -> Iterator[Trouble]:
    """Yield that calls run out, what that stretches, and what to do about it."""
    share = used / budget if budget > 0 else 1.0
    if share < SPARED:
        return
    reserve = share >= RESERVED
    said = (ONLY_ASKED if reserve else STRETCHED.with_(times=f"{_stretched(share):.1f}")).with_(
        budget=budget, left=max(budget - used, 0), share=int(100 * share)
    )
    yield Trouble("budget", said, degree="reserve" if reserve else "spared")


STRETCHED = Phrase(
    "{share} % of the day's {budget} calls to e-conomic are used, {left} are left: until midnight UTC the screen reads "
    "{times} times more rarely. Lengthen [monitor] interval, and schedule ctmon check more rarely.",
    "{share} % af dagens {budget} kald til e-conomic er brugt, {left} er tilbage: indtil midnat UTC læser skærmen "
    "{times} gange sjældnere. Forlæng [monitor] interval, og planlæg ctmon check sjældnere.",
)
ONLY_ASKED = Phrase(
    "{share} % of the day's {budget} calls to e-conomic are used, {left} are left: until midnight UTC the screen reads "
    "only when asked (R); a command still reads. Lengthen [monitor] interval, and schedule ctmon check more rarely.",
    "{share} % af dagens {budget} kald til e-conomic er brugt, {left} er tilbage: indtil midnat UTC læser skærmen kun "
    "på opfordring (R); en kommando læser stadig. Forlæng [monitor] interval, og planlæg ctmon check sjældnere.",
)
