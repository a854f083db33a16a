"""A plan as text names fields as people do, in the words of the plan screen."""

import pytest

from checks.engine.candidate import Candidate
from checks.engine.fields import FIELDS
from checks.engine.phrase import Personal, Phrase
from checks.engine.refusals import changed, conflicting
from tests.support.stage import KEY, WIDE, Stage, asks, entry, link_plan, on_stage, push_plan, text, weighed_plan
from tui.formats.journal_text import whole
from tui.formats.preview import candidate_line, preview
from tui.screens.plan import PlanScreen

RAW = ("foreign_id", "cvr", "ean", "email", "zip ", "city", "country", "address", "name")


def test_an_english_preview_names_the_fields_as_people_do() -> None:
    told = preview(link_plan())

    assert "  foreign id\n" in told
    assert "+ CVR        25063864  |  25063864" in told


def test_a_danish_preview_names_every_field_in_danish() -> None:
    told = preview(push_plan(request=()), "da")

    for word in ("  navn\n", "  adresse\n", "  by\n", "+ CVR ", "– postnr. ", "  by "):
        assert word in told
    assert not [name for name in RAW if name in told.replace("“", "")]


@pytest.mark.parametrize("language", ["en", "da"])
async def test_the_plan_screen_and_the_preview_use_the_same_words(language: str) -> None:
    on = Stage(language=language)
    on.monitor.plans = {KEY: push_plan(KEY)}
    told = preview(push_plan(), language)
    async with on_stage(on, lambda desk: PlanScreen(desk, asks()), WIDE) as pilot:
        seen = text(pilot)

    for field in ("name", "address", "city", "cvr", "zip"):
        word = FIELDS[field].text(language)
        assert (word in told, word in seen) == (True, True), word


def test_a_mask_hides_persons_and_leaves_numbers() -> None:
    told = preview(link_plan(), mask=True)

    assert "20042" in told
    assert "CVR        2...  |  2..." in told
    assert "Hansen" not in told


def test_a_weighed_preview_has_the_points_of_each_field_between_the_start_and_the_sum() -> None:
    told = preview(weighed_plan()).splitlines()
    at = told.index("    Same CVR number. Next: 7 Lunds Bageri, 3 %.")

    assert told[at + 1 : at + 8] == [
        "      –7.9  one of about 240",
        "     +13.0  + CVR        25063864  |  25063864",
        "      +9.5  + name       Hansen Byg ApS  |  Hansen Byg A/S",
        "      –6.0  – form       ApS  |  A/S",
        "      –3.0  – zip        8000  |  8600",
        "              city       Aarhus C  |  NULL",
        "      +5.6  sum",
    ]


def test_a_weighed_preview_is_masked_and_danish_too() -> None:
    told = preview(weighed_plan(), "da", mask=True)

    assert "  –7,9  én af ca. 240\n" in told
    assert "Næste: 7 L..., 3 %." in told
    assert "+9,5  + navn       H...  |  H..." in told


def test_only_certainty_is_told_as_one() -> None:
    assert "confidence 0.99\n" in preview(weighed_plan(confidence=0.9998))
    assert candidate_line(Candidate("7", "Lund", "", 0.9998, safe=True)) == "7  0.99  Lund"


def test_a_preview_without_points_has_none() -> None:
    assert "sum" not in preview(link_plan())


def test_a_candidate_that_was_weighed_is_told_with_the_sentence() -> None:
    why = Phrase("Same name. Next: 7 {named}, 3 %.", "Samme navn. Næste: 7 {named}, 3 %.").with_(named=Personal("Lund"))
    one = Candidate("20042", "Hansen Byg ApS", "", 0.8, safe=False, evidence=("name",), reason=why)

    assert candidate_line(one) == "20042  0.80  Hansen Byg ApS  Same name. Next: 7 Lund, 3 %."
    assert candidate_line(one, "da", mask=True).endswith("Samme navn. Næste: 7 L..., 3 %.")


def test_a_candidate_is_told_with_the_words_for_and_against() -> None:
    one = Candidate(
        "20042", "Hansen Byg ApS", "Aarhus C", 0.8, safe=False, evidence=("name", "email"), against=("zip",)
    )

    assert candidate_line(one) == "20042  0.80  Hansen Byg ApS, Aarhus C  name, mail, –zip"
    assert candidate_line(one, "da").endswith("navn, mail, –postnr.")


def test_a_value_that_has_changed_is_named_in_the_language_and_still_known_for_a_conflict() -> None:
    reason = changed("city", "“Odense”", "“Odense C”")

    assert "city was “Odense”" in reason.text("en")
    assert "by var “Odense”" in reason.text("da")
    assert conflicting(reason)


def test_an_entry_of_the_journal_names_action_system_and_field_in_the_language() -> None:
    lines = list(whole(entry(12), "da"))

    assert lines[1].startswith("  tilknyt ClientTime 17")
    assert lines[2] == "  fremmed-id: NULL → 20042"
