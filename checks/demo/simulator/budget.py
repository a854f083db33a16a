"""The budget of calls: ten thousand a minute, shared by both surfaces and told on every answer."""

from __future__ import annotations

from dataclasses import dataclass

from checks.demo.simulator.call import Pairs
from checks.demo.simulator.refusal import Refusal

WINDOW = 60
ITEM_COST, LIST_COST = 1, 3


@dataclass(slots=True)
class Budget:
    """What was used in the present minute; the scale of the real costs is not published."""

    limit: int = 10_000
    used: int = 0
    _since: float = 0.0

    def spend(self, cost: int, now: float) -> None:
        """Count a call; over the limit it is refused until the minute is over."""
        if not 0 <= now - self._since < WINDOW:
            self._since, self.used = now, 0
        if self.used + cost > self.limit:
            wait = max(1, round(self._since + WINDOW - now))
            raise Refusal(429, "Too many requests.", headers=(("Retry-After", str(wait)),))
        self.used += cost

    def headers(self, cost: int) -> Pairs:
        """Return the headers that tell cost and level."""
        level = f"token-limit-{self.limit}-per-{WINDOW}-seconds: {self.used}/{self.limit}"
        return (("X-CallCost", str(cost)), ("X-RateLimiting", level))
