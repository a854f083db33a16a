"""How good suggestions are: pure figures from what was suggested and what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.calibration.case import Case

BINS = 15


@dataclass(frozen=True, slots=True)
class Claim:
    """One suggestion as the scorer sees it."""

    number: int
    confidence: float
    safe: bool


@dataclass(frozen=True, slots=True)
class LinkScore:
    """The figures of one case; keys of rows where they went wrong, so that one can look.

    `lured` is the share of rows without a partner that got a suggestion above 0.5. `wrong` claims another customer,
    `missed` says nothing where there is one, `unlawful` is safe where nothing may be, right or not.
    """

    precision: float
    recall: float
    safe_precision: float
    safe_recall: float
    calibration: float
    lured: float
    claims: int
    safe: int
    partnered: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    unsafe: tuple[str, ...]
    unlawful: tuple[str, ...]

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(suggested: Mapping[str, Sequence[Claim]], case: Case) -> LinkScore:
    """Return the figures of the first suggestions for the rows that the case asks about."""
    first = {key: suggested[key][0] for key in sorted(case.truth) if suggested.get(key)}
    right = {key for key, claim in first.items() if claim.number in case.accepted[key]}
    safe = [key for key, claim in first.items() if claim.safe]
    wanted = [key for key in sorted(case.truth) if case.accepted[key] and (key in right or key not in case.optional)]
    alone = [key for key, number in case.truth.items() if number is None]
    return LinkScore(
        precision=_share(len(right), len(first)),
        recall=_share(len(right), len(wanted)),
        safe_precision=_share(sum(key in right for key in safe), len(safe)),
        safe_recall=_share(sum(key in right for key in safe), len(wanted)),
        calibration=calibration_error((claim.confidence, key in right) for key, claim in first.items()),
        lured=_share(sum(key in first and first[key].confidence > 0.5 for key in alone), len(alone), none=0.0),
        claims=len(first), safe=len(safe), partnered=len(wanted),
        wrong=tuple(key for key in first if key not in right),
        missed=tuple(key for key in wanted if key not in first),
        unsafe=tuple(key for key in safe if key not in right),
        unlawful=tuple(key for key in safe if case.never_safe(key)),
    )  # fmt: skip


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """Return how far confidence is from how often it is right, on average over bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    total = sum(map(len, bins.values()))
    gaps = (abs(sum(confidence - right for confidence, right in members)) for members in bins.values())
    return _share(sum(gaps), total, none=0.0)


def reliability(judged: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return by bin the mean confidence, how often it was right, and how many there were."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    return [
        (sum(c for c, _ in members) / len(members), sum(r for _, r in members) / len(members), len(members))
        for _, members in sorted(bins.items())
    ]


def by_kind(keys: Iterable[str], kinds: Mapping[str, frozenset[str]]) -> list[tuple[str, int, int]]:
    """Return for each kind of trouble how many of these rows have it, and how many rows at all; the worst first."""
    bad = Counter(kind for key in keys for kind in kinds[key])
    every = Counter(kind for found in kinds.values() for kind in found)
    return sorted(((kind, n, every[kind]) for kind, n in bad.items()), key=lambda one: (-one[1], one[0]))


def _share(part: float, whole: float, none: float = 1.0) -> float:
    return part / whole if whole else none
