"""The pair of tokens that every call carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

SECRET_HEADER = "x-appsecrettoken"  # noqa: S105 - a header's name, not a secret
GRANT_HEADER = "x-agreementgranttoken"
DEMO = "demo"


class Standing(Enum):
    """What a pair of tokens is worth."""

    OWNER = "owner"
    DEMO = "demo"
    MISSING = "missing"
    UNKNOWN = "unknown"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The app's secret and the agreement's grant; the repr keeps them to itself."""

    app_secret: str
    agreement_grant: str

    def __repr__(self) -> str:
        return "Tokens(…)"

    def standing(self, headers: Mapping[str, str]) -> Standing:
        """Judge the tokens of one call; halves that are known but do not belong together are a mismatch."""
        secret, grant = headers.get(SECRET_HEADER, ""), headers.get(GRANT_HEADER, "")
        if not secret or not grant:
            return Standing.MISSING
        if secret == DEMO and grant == DEMO:
            return Standing.DEMO
        if secret == self.app_secret and grant == self.agreement_grant:
            return Standing.OWNER
        known = {self.app_secret, self.agreement_grant, DEMO}
        return Standing.MISMATCH if secret in known or grant in known else Standing.UNKNOWN


def carried(headers: Mapping[str, str]) -> bool:
    """Tell whether a call had both tokens, without saying which."""
    return bool(headers.get(SECRET_HEADER)) and bool(headers.get(GRANT_HEADER))
