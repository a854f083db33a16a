"""The last calls to e-conomic that brought no answer, with what its support asks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from checks.adapters.call_fault import CallFault, Kind
from checks.engine.details import Trouble
from checks.engine.phrase import Phrase

MOST = 10


@dataclass(slots=True)
class Recent:
    """Keeps the last ten, the newest first; one that comes again is counted, not listed twice."""

    now: Callable[[], datetime]
    _kept: deque[Trouble] = field(default_factory=lambda: deque[Trouble](maxlen=MOST))

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Return them."""
        return tuple(self._kept)

    def note(self, method: str, url: str, found: CallFault) -> None:
        """Take a call that failed; its address is kept without the query, its words where they are ours."""
        if found.genuine:  # "not there" is an answer
            return
        asked, said = f"{method} {urlsplit(url).path}", _said(found)
        same = next((one for one in self._kept if (one.asked, one.said) == (asked, said)), None)
        if same is not None:
            self._kept.remove(same)
        times = 1 if same is None else same.times + 1
        self._kept.appendleft(Trouble(self.now(), said, asked, found.code, found.log, times))


def _said(found: CallFault) -> Phrase:
    """What e-conomic says of a value may quote it, and a name with it: its codes tell enough."""
    return REFUSED.with_(status=found.status or 0) if found.kind is Kind.REJECTED else found.plain


REFUSED = Phrase("e-conomic refused the request ({status}).", "e-conomic afviste kaldet ({status}).")
