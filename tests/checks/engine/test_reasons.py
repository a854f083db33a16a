"""Why a suggestion is made, in one sentence of either language, and the first reason that forbids to link it unseen."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from checks.engine import evidence
from checks.engine.doubt import DOUBTS, Doubt
from checks.engine.matching import suggestions, weighed
from checks.engine.model import Rival, Suggestion
from checks.engine.reasons import TELLS, reason, told
from checks.engine.records import Customer, Debtor
from checks.engine.snapshot import Part
from checks.engine.weight import Says, Weight
from tests.support.builders import OTHER_CVR, customer, debtor, failed, snapshot

ELSEWHERE = {"address": "Havnevej 3", "zip": "4600", "city": "Køge"}
OURS = customer(foreign_id=None)


def best(*rows: Customer | Debtor) -> Suggestion:
    found = suggestions(snapshot(OURS, *rows)).for_customer(OURS)
    assert found
    return found[0]


def said(suggestion: Suggestion, language: str = "en", mask: bool = False) -> str:
    found = reason(suggestion)
    assert found
    return found.text(language, mask)


def test_what_agrees_is_told_first_then_what_does_not_and_that_nobody_else_comes_near() -> None:
    moved = best(debtor(**ELSEWHERE))

    assert said(moved) == "Same CVR number, same name; the address differs. Nobody else comes near."
    assert said(moved, "da") == "Samme CVR-nummer, samme navn; adressen er en anden. Ingen anden er i nærheden."


def test_the_runner_up_is_named_and_a_mask_leaves_its_number() -> None:
    found = replace(best(debtor()), rival=Rival("20043", "Hansen Byg A/S", 0.03))

    assert said(found).endswith("Next: 20043 Hansen Byg A/S, 3 %.")
    assert said(found, "da", mask=True).endswith("Næste: 20043 H..., 3 %.")


def test_another_customer_that_wants_the_same_debtor_is_a_rival_too() -> None:
    twin = customer("1043", None, cvr=None, address=())
    found = best(twin, debtor(cvr=None))

    assert found.rival
    assert (found.rival.number, found.rival.ours) == ("1043", True)
    assert "Next: ClientTime customer 1043 Hansen Byg ApS" in said(found)


def test_a_less_likely_candidate_says_who_is_rather_meant() -> None:
    found = replace(best(debtor()), confidence=0.1, rival=Rival("7", "Lund", 0.8))

    assert "Rather: 7 Lund, 80 %." in said(found)


def test_a_rival_that_is_nearly_out_of_the_question_is_not_nought_percent() -> None:
    assert "Next: 7 Lund, <1 %." in said(replace(best(debtor()), rival=Rival("7", "Lund", 0.0001)))


def test_a_word_that_one_name_has_alone_is_told_and_masked() -> None:
    words = told((Weight("cvr", 13.0), Weight("name", 2.0, Says.TELLING, ("holding",))))

    assert words
    assert words.text() == "Same CVR number; holding stands in one name only."
    assert "holding" not in words.text("da", mask=True)


def test_where_nothing_speaks_for_it_the_sentence_says_so() -> None:
    words = told((Weight("cvr", -9.0, Says.OTHER), Weight("form", 0.5)))

    assert words
    assert words.text() == "Nothing speaks for it; the CVR numbers differ."


def test_without_points_there_is_no_sentence() -> None:
    assert reason(Suggestion("1", 2, 0.9, True, ("cvr",))) is None


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ({"barred": True}, Doubt.BARRED),
        ({"cvr": OTHER_CVR, "ean": None}, Doubt.CVR),
        ({"cvr": None, "name": "Hansen Byg A/S"}, Doubt.FORM),
        ({"name": "Hansen Byg Holding ApS"}, Doubt.WORD),
        ({"name": "Café Ofelia"}, Doubt.NAME),
    ],
)
def test_what_forbids_it_is_named_on_the_suggestion_and_in_the_sentence(theirs: dict[str, object], why: Doubt) -> None:
    found = best(debtor(**theirs))

    assert (found.safe, found.doubt) == (False, why)
    assert f"Not safe: {DOUBTS[why].en}." in said(found)
    assert f"Ikke sikker: {DOUBTS[why].da}." in said(found, "da")


def test_a_second_record_with_the_number_forbids_it() -> None:
    found = best(
        debtor(), customer("9", "30000", name="Hansen Byg Afdeling Nord"), debtor(30000, cvr=None, name="Nord")
    )

    assert found.doubt is Doubt.TWICE


def test_what_is_safe_has_no_doubt_and_says_nothing_of_one() -> None:
    found = best(debtor())

    assert (found.safe, found.doubt) == (True, None)
    assert "safe" not in said(found)


def test_a_barred_debtor_may_be_suggested_and_the_bar_speaks_against_it() -> None:
    found = best(debtor(barred=True))

    assert found.against[0] == "barred"
    assert "barred in e-conomic; have the bar lifted there first" in said(found)


def test_the_points_of_a_suggestion_are_those_of_its_plan() -> None:
    theirs = debtor(**ELSEWHERE)
    found = suggestions(rows := snapshot(OURS, theirs)).for_customer(OURS)[0]

    weights, start = weighed(rows, OURS, theirs)
    assert weights == found.weights
    assert start is not None
    assert start < 0


def test_a_pair_that_nobody_suggests_can_be_weighed_too_and_not_while_a_list_is_not_whole() -> None:
    stranger = debtor(7, name="Café Ofelia", cvr=OTHER_CVR, **ELSEWHERE)
    rows = snapshot(OURS, stranger)

    assert min(weight.points for weight in weighed(rows, OURS, stranger)[0]) < -5
    assert weighed(failed(rows, Part.DEBTORS), OURS, stranger) == ((), None)


def test_everything_that_a_field_can_say_has_its_words_in_both_languages() -> None:
    tree = ast.parse(Path(evidence.__file__).read_text("utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "Weight"]
    says = {(ast.literal_eval(call.args[0]), word) for call in calls if _named(call) for word in _says(call)}
    known = {(field, f"Says.{what.name}") for field, what in TELLS}

    assert len(says) > 20
    assert says - known == {("form", "Says.SAME")}, "the one thing not worth a word"
    assert all(phrase.en != phrase.da for phrase in TELLS.values())
    assert set(DOUBTS) == set(Doubt)


def test_the_papers_and_the_screen_use_the_same_words_for_what_is_not_safe() -> None:
    paper = " ".join((Path(__file__).parents[3] / "docs" / "judgement.md").read_text("utf-8").split())

    assert [words.en for words in DOUBTS.values() if f"*{words.en}*" not in paper] == []


def _says(call: ast.Call) -> list[str]:
    if len(call.args) < 3:
        return ["Says.SAME"]
    value = call.args[2]
    return [ast.unparse(v) for v in ((value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,))]


def _named(call: ast.Call) -> bool:
    return isinstance(call.args[0], ast.Constant)
