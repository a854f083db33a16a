"""How good the comparison of linked pairs is: fields, rows, and strangers told from the stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.calibration.case import Pairs, Verdict

FIELDS = frozenset({"name", "address", "zip", "city", "country"})
NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one pair: fields reported as different, fields told quietly, another company."""

    loud: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    mislinked: bool = False


@dataclass(frozen=True, slots=True)
class StaleScore:
    """Figures over rows and over single fields; the keys are those of rows that went wrong.

    `told_apart` is taken over the mislinked and the really stale: the ones called another company, the others not.
    """

    precision: float
    recall: float
    field_precision: float
    field_recall: float
    told_apart: float
    quiet: float
    stale: int
    mislinked: int
    alarms: tuple[str, ...]
    missed: tuple[str, ...]
    confused: tuple[str, ...]
    unquiet: tuple[str, ...]


SILENCE = Told()


def stale_score(told: Mapping[str, Told], pairs: Pairs) -> StaleScore:
    """Return the figures of what was told; rows that nobody could decide are left out."""
    rows = {
        key: (verdict, told.get(key, SILENCE))
        for key, verdict in sorted(pairs.truth.items())
        if not verdict.free >= FIELDS
    }
    stale = [key for key, (verdict, _) in rows.items() if verdict.real and not verdict.mislinked]
    strangers = [key for key, (verdict, _) in rows.items() if verdict.mislinked]
    loud = [key for key, (verdict, said) in rows.items() if said.loud - verdict.free or (said.loud and verdict.real)]
    alarms = tuple(key for key in loud if rows[key][0].mislinked or not rows[key][0].real)
    missed = tuple(key for key in stale if not rows[key][1].loud)
    confused = tuple(
        [key for key in strangers if not rows[key][1].mislinked or rows[key][1].loud]
        + [key for key in stale if rows[key][1].mislinked]
    )
    claimed, wrong, hit, real = _fields(rows)
    half = [
        key for key, (verdict, _) in rows.items() if verdict.incomplete and not verdict.real and not verdict.mislinked
    ]
    unquiet = tuple(key for key in half if rows[key][1].loud or not rows[key][1].quiet)
    return StaleScore(
        precision=_share(len(loud) - len(alarms), len(loud)), recall=_share(len(stale) - len(missed), len(stale)),
        field_precision=_share(claimed - wrong, claimed), field_recall=_share(hit, real),
        told_apart=_share(len(strangers) + len(stale) - len(confused), len(strangers) + len(stale)),
        quiet=_share(len(half) - len(unquiet), len(half)), stale=len(stale), mislinked=len(strangers),
        alarms=alarms, missed=missed, confused=confused, unquiet=unquiet,
    )  # fmt: skip


def _fields(rows: Mapping[str, tuple[Verdict, Told]]) -> tuple[int, int, int, int]:
    claimed = wrong = hit = real = 0
    for verdict, said in rows.values():
        truly = NOTHING if verdict.mislinked else verdict.real
        # Beside a real difference the quiet ones of the same row are told too, and rightly.
        spared = verdict.free | (verdict.incomplete if truly else NOTHING)
        said_fields = said.loud & FIELDS - spared
        claimed, wrong = claimed + len(said_fields), wrong + len(said_fields - truly)
        hit, real = hit + len(said.loud & truly), real + len(truly)
    return claimed, wrong, hit, real


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
