"""Personal numbers used as codes and keys: masked like everywhere, and still told apart."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from checks.adapters.border import text
from checks.engine.cpr import holds_cpr


@dataclass(slots=True)
class PersonalNumbers:
    """Numbers those that look alike when masked: 0101**-****, then 0101**-**** (2).

    Two private clients born on one day would otherwise be one customer. Remembered are salted digests only.
    """

    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _places: dict[str, dict[bytes, int]] = field(default_factory=dict[str, dict[bytes, int]])

    def code(self, cell: object) -> str | None:
        """Return a code or key as one trimmed line, as the records carry it."""
        shown = text(cell)
        if shown is None or not holds_cpr(shown):
            return shown
        places = self._places.setdefault(shown, {})
        digest = hashlib.blake2b(str(cell).strip().encode("utf-8", "replace"), key=self._salt).digest()
        place = places.setdefault(digest, len(places) + 1)
        return shown if place == 1 else f"{shown} ({place})"
