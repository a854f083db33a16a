"""The opening of a read-only site for writing. It belongs to the site: every run finds it in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from checks.engine.phrase import Phrase
from checks.engine.refusals import FIXES_OFF

LASTS = timedelta(minutes=60)
"""How long `--write` opens a read-only site (contract section 1)."""

RECENT = timedelta(days=1)
"""How long after its end an opening is still the reason that is given."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened the site, when, until when and why."""

    at: datetime
    until: datetime
    operator: str
    reason: str = ""

    @property
    def end(self) -> str:
        """Return when it ends, as this machine's clock shows it."""
        return f"{self.until.astimezone():%H:%M}"

    @property
    def told(self) -> Phrase:
        """Return until when the site is open, by whom and why."""
        phrase = OPEN if self.reason else OPEN_BARE
        return phrase.with_(end=self.end, operator=self.operator, reason=self.reason)

    def holds(self, now: datetime) -> bool:
        """Tell whether the site may be written to; a clock that was put back behind its start closes it."""
        return self.at <= now < self.until

    def recent(self, now: datetime) -> bool:
        """Tell whether it holds, or has ended within the last day."""
        return self.at <= now < self.until + RECENT


def closed(opening: Opening | None, now: datetime) -> Phrase | None:
    """Return why a read-only site may not be written to, or None while its last opening holds."""
    if opening is None or not opening.recent(now):
        return FIXES_OFF
    if opening.holds(now):
        return None
    return OVER.with_(end=opening.end, operator=opening.operator)


OPEN = Phrase("open until {end} by {operator}: {reason}", "åben til {end} af {operator}: {reason}")
OPEN_BARE = Phrase("open until {end} by {operator}", "åben til {end} af {operator}")
OVER = Phrase(
    "The opening of this site for writing (by {operator}) ended at {end}. What would be done is shown; nothing is "
    "written. `ctmon --write REASON` opens it again.",
    "Åbningen af denne opsætning for skrivning (af {operator}) sluttede kl. {end}. Det vises, hvad der ville ske; "
    "der skrives intet. `ctmon --write BEGRUNDELSE` åbner den igen.",
)
