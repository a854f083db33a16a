"""A value beside its salted digest: the chain is over the digest, so the value can be erased later."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Final

ERASED: Final = "erased"
ALTERED: Final = "altered"


@dataclass(frozen=True, slots=True)
class Seal:
    """`value` is a text or NULL; with `erased` it is gone and only its digest is left."""

    salt: str
    digest: str
    value: str | None
    erased: bool = False

    def to_json(self) -> dict[str, str | None]:
        """Return the members as they stand in the journal."""
        members: dict[str, str | None] = {"salt": self.salt, "digest": self.digest}
        return members if self.erased else {**members, "value": self.value}

    @property
    def intact(self) -> bool:
        """Tell whether the value is the one that was sealed; an erased one is not altered."""
        return self.erased or digest_of(self.salt, self.value) == self.digest


def seal(value: str | None) -> Seal:
    """Return the value sealed with a fresh salt of 128 bits."""
    salt = secrets.token_hex(16)
    return Seal(salt, digest_of(salt, value), value)


def unsealed(members: dict[str, str | None]) -> Seal:
    """Read a seal from the journal; a missing value is an erased one."""
    salt, digest = members.get("salt"), members.get("digest")
    if not isinstance(salt, str) or not isinstance(digest, str) or set(members) - {"salt", "digest", "value"}:
        raise TypeError("a seal is a salt, a digest and, unless it was erased, a value")
    return Seal(salt, digest, members.get("value"), erased="value" not in members)


def digest_of(salt: str, value: str | None) -> str:
    """Return the hex digest that stands for a value; the salt keeps short values from being guessed."""
    return hashlib.sha256(f"{salt}:{json.dumps(value)}".encode()).hexdigest()
