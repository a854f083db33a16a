"""How often each trouble comes, in an ordinary office and in one that never tidied up."""

from __future__ import annotations

from dataclasses import dataclass

from tests.calibration.dice import Dice

PROFILES = ("typical", "harsh")
_RATES = {
    # text, for each side by itself
    "typo": (0.02, 0.09),
    "address-typo": (0.02, 0.08),
    "transliterated": (0.03, 0.07),
    "letters-lost": (0.01, 0.04),
    "letters-as-marks": (0.002, 0.01),
    "mojibake": (0.003, 0.015),
    "nfd": (0.01, 0.03),
    "upper": (0.03, 0.07),
    "lower": (0.005, 0.02),
    "blanks": (0.02, 0.06),
    # names, for each side by itself
    "no-form": (0.06, 0.16),
    "form-respelled": (0.1, 0.25),
    "abbreviated": (0.1, 0.3),
    "word-order": (0.02, 0.06),
    "joined": (0.005, 0.02),
    "owner-dropped": (0.1, 0.2),
    "owner-alone": (0.02, 0.06),
    "title-dropped": (0.1, 0.25),
    "initials": (0.01, 0.04),
    "middle-dropped": (0.1, 0.25),
    "parent-dropped": (0.3, 0.5),
    "status-tail": (0.005, 0.015),
    "home-made-mark": (0.01, 0.04),
    "truncated": (0.04, 0.12),
    # identity
    "cvr-missing-one": (0.12, 0.18),
    "cvr-missing-both": (0.04, 0.07),
    "cvr-typo": (0.01, 0.03),
    "cvr-of-another": (0.003, 0.012),
    "cvr-format": (0.05, 0.15),
    "cvr-is-site": (0.002, 0.008),
    "cvr-is-telephone": (0.002, 0.008),
    "cpr": (0.01, 0.05),
    "ean-missing": (0.1, 0.3),
    "ean-wrong": (0.01, 0.05),
    "email-missing": (0.25, 0.4),
    "email-changed": (0.08, 0.15),
    "email-shared": (0.005, 0.015),
    # the world went on
    "moved": (0.05, 0.12),
    "renamed": (0.015, 0.04),
    "converted": (0.01, 0.025),
    "incorporated": (0.01, 0.05),
    # addresses, for each side by itself
    "cosmetic": (0.25, 0.5),
    "zip-missing": (0.01, 0.04),
    "zip-typo": (0.005, 0.02),
    "one-field": (0.01, 0.05),
    "address-missing": (0.01, 0.03),
    "address-cut": (0.01, 0.04),
    "floor-dropped": (0.05, 0.15),
    "care-of-dropped": (0.1, 0.3),
    "box-instead": (0.2, 0.4),
    "contact-line": (0.02, 0.06),
    # rows
    "only-clienttime": (0.05, 0.15),
    "inactive": (0.02, 0.03),
    "barred": (0.01, 0.025),
    "duplicate-debtor": (0.01, 0.03),
    "duplicate-customer": (0.005, 0.015),
    "taken": (0.02, 0.05),
    "taken-by-stranger": (0.001, 0.004),
    "code-is-own-number": (0.03, 0.06),
    "code-is-other-number": (0.03, 0.06),
}

_CHANCES = {profile: {trouble: rates[at] for trouble, rates in _RATES.items()} for at, profile in enumerate(PROFILES)}


@dataclass(frozen=True, slots=True)
class Rates:
    """The chances of one profile, drawn with one source of chance."""

    profile: str
    dice: Dice

    def hit(self, trouble: str, times: float = 1.0) -> bool:
        """Tell whether this trouble happens here; `times` makes it rarer or commoner."""
        return self.dice.random() < _CHANCES[self.profile][trouble] * times


def chance(trouble: str, profile: str) -> float:
    """Return how often a trouble comes in a profile."""
    return _CHANCES[profile][trouble]
