"""The scorer on cases so small that the figures can be worked out by hand."""

from __future__ import annotations

import pytest

from tests.calibration.cards import snapshot
from tests.calibration.case import Case, Pairs, Verdict
from tests.calibration.score import Claim, by_kind, calibration_error, reliability, score
from tests.calibration.stale_score import Told, stale_score

NOBODY = snapshot([], [])
CASE = Case(
    NOBODY,
    truth={"a": 1, "b": 2, "c": 3, "d": None, "e": None, "f": 6},
    accepted={
        "a": frozenset({1}), "b": frozenset({2, 22}), "c": frozenset({3}), "d": frozenset(), "e": frozenset(),
        "f": frozenset({6}),
    },
    optional=frozenset({"f"}),
    kinds={
        "a": frozenset(), "b": frozenset({"duplicate-debtor"}), "c": frozenset({"typo"}),
        "d": frozenset({"partnerless", "typo"}),
        "e": frozenset({"partnerless"}), "f": frozenset({"taken"}),
    },
)  # fmt: skip


def claim(number: int, confidence: float = 0.9, *, safe: bool = False) -> list[Claim]:
    return [Claim(number, confidence, safe)]


def test_all_right_and_silent_where_nobody_is_scores_one_everywhere() -> None:
    result = score({"a": claim(1, 1.0, safe=True), "b": claim(22, 1.0), "c": claim(3, 1.0)}, CASE)

    assert (result.precision, result.recall, result.f1, result.calibration, result.lured) == (1, 1, 1, 0, 0)
    assert result.safe_precision == 1
    assert result.safe_recall == pytest.approx(1 / 3)
    assert (result.wrong, result.missed, result.unsafe, result.unlawful) == ((), (), (), ())


def test_only_the_first_suggestion_counts() -> None:
    result = score({"a": [Claim(9, 0.6, False), Claim(1, 0.4, False)]}, CASE)

    assert (result.precision, result.recall) == (0, 0)
    assert result.wrong == ("a",)


def test_a_claim_for_a_row_without_a_partner_is_wrong_and_lured_when_it_is_bold() -> None:
    result = score({"a": claim(1), "d": claim(4, 0.51), "e": claim(5, 0.5)}, CASE)

    assert result.precision == pytest.approx(1 / 3)
    assert result.recall == pytest.approx(1 / 3)
    assert result.lured == 0.5
    assert result.missed == ("b", "c")


def test_a_row_that_may_be_passed_over_is_wanted_only_where_it_was_found() -> None:
    silent, found = score({"a": claim(1)}, CASE), score({"a": claim(1), "f": claim(6)}, CASE)

    assert (silent.partnered, found.partnered) == (3, 4)
    assert found.recall == 0.5
    assert score({"a": claim(1), "f": claim(7)}, CASE).precision == 0.5


def test_safe_is_judged_by_itself_and_unlawful_even_when_right() -> None:
    result = score({"a": claim(1, safe=True), "b": claim(2, safe=True), "c": claim(7, safe=True)}, CASE)

    assert result.safe_precision == pytest.approx(2 / 3)
    assert result.safe_recall == pytest.approx(2 / 3)
    assert (result.unsafe, result.unlawful) == (("c",), ("b",))


def test_suggestions_for_rows_outside_the_truth_are_not_looked_at() -> None:
    assert score({"z": claim(1)}, CASE).claims == 0


def test_the_order_of_the_suggestions_changes_nothing() -> None:
    said = {"a": claim(1, 0.8, safe=True), "b": claim(9, 0.7), "d": claim(4, 0.6), "c": claim(3, 0.33)}

    assert score(dict(reversed(said.items())), CASE) == score(said, CASE)


def test_saying_nothing_at_all_is_precise_and_finds_nothing() -> None:
    result = score({}, CASE)

    assert (result.precision, result.recall, result.f1) == (1, 0, 0)


def test_the_calibration_error_is_the_mean_gap_weighted_by_the_bins() -> None:
    assert calibration_error([(0.95, True), (0.95, False), (0.1, False), (0.1, False)]) == pytest.approx(0.275)
    assert calibration_error([(1.0, True)] * 5) == 0
    assert calibration_error([]) == 0
    assert reliability([(0.95, True), (0.95, False)]) == [(0.95, 0.5, 2)]


def test_errors_are_counted_by_kind_beside_how_many_rows_have_it() -> None:
    assert by_kind(["c", "d"], CASE.kinds) == [("typo", 2, 2), ("partnerless", 1, 2)]


ADDRESS, NAME = frozenset({"address"}), frozenset({"name"})
PAIRS = Pairs(
    NOBODY,
    {
        "moved": Verdict(real=ADDRESS | {"zip"}, free=frozenset({"city"})), "form": Verdict(),
        "flat": Verdict(incomplete=ADDRESS),
        "other": Verdict(mislinked=True), "both": Verdict(real=NAME, incomplete=ADDRESS),
        "anything": Verdict(free=frozenset({"name", "address", "zip", "city", "country"})), "name": Verdict(free=NAME),
    },
)  # fmt: skip
GOOD = {
    "moved": Told(loud=ADDRESS | {"zip", "city"}), "flat": Told(quiet=ADDRESS), "other": Told(mislinked=True),
    "both": Told(loud=NAME | ADDRESS), "anything": Told(loud=NAME), "name": Told(loud=NAME),
}  # fmt: skip


def test_what_differs_told_loudly_and_what_is_lacking_quietly_scores_one() -> None:
    result = stale_score(GOOD, PAIRS)

    assert (result.precision, result.recall, result.field_precision, result.field_recall) == (1, 1, 1, 1)
    assert (result.told_apart, result.quiet, result.stale, result.mislinked) == (1, 1, 2, 1)


def test_form_told_loudly_is_a_false_alarm() -> None:
    result = stale_score({**GOOD, "form": Told(loud=ADDRESS)}, PAIRS)

    assert result.alarms == ("form",)
    assert result.precision == pytest.approx(2 / 3)
    assert result.field_precision == pytest.approx(3 / 4)


def test_one_field_of_two_is_half_found_in_a_row_that_is_found() -> None:
    result = stale_score({**GOOD, "moved": Told(loud=ADDRESS)}, PAIRS)

    assert result.recall == 1
    assert result.field_recall == pytest.approx(2 / 3)


def test_a_stranger_called_stale_and_a_move_called_a_stranger_are_both_confused() -> None:
    result = stale_score({**GOOD, "other": Told(loud=NAME), "moved": Told(mislinked=True)}, PAIRS)

    assert result.confused == ("other", "moved")
    assert (result.alarms, result.missed) == (("other",), ("moved",))
    assert result.told_apart == pytest.approx(1 / 3)


def test_what_is_lacking_told_loudly_or_not_at_all_is_not_quiet() -> None:
    assert stale_score({**GOOD, "flat": Told(loud=ADDRESS)}, PAIRS).unquiet == ("flat",)
    assert stale_score({**GOOD, "flat": Told()}, PAIRS).unquiet == ("flat",)
