"""e-conomic's words, out of each shape that its errors have."""

from __future__ import annotations

import pytest

from checks.adapters.complaint import code, complaint

LEAF = {"propertyName": "city", "errorMessage": "Too long.", "errorCode": "E01", "inputValue": {"a": 1}}


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ({"city": {"errors": [LEAF]}}, "city: E01 Too long."),
        ({"city": {"errors": [{"message": "Too long.", "value": "x"}]}}, "city: Too long."),
        ({"lines": {"items": [{"arrayIndex": 2, "product": {"errors": [{"errorMessage": "Barred."}]}}]}},
         "lines[2].product: Barred."),
        ([{"arrayIndex": 0, "entries": {"errors": [], "items": [{"arrayIndex": 1, "date": {"errors": [
            {"errorMessage": "Perioden er spærret.", "errorCode": "E04041"}]}}]}}],
         "[0].entries[1].date: E04041 Perioden er spærret."),
        (["Filtering on property 'x' is not allowed."], "Filtering on property 'x' is not allowed."),
        ([{"message": "Bad.", "errorCode": "CustomerInvalidName", "property": "name"}],
         "name: CustomerInvalidName Bad."),
    ],
)  # fmt: skip
def test_leaves_are_told_with_code_and_place(errors: object, words: str) -> None:
    body = {"message": "Validation failed. 1 error(s) found.", "errorCode": "E04300", "errors": errors}

    assert complaint(body) == words


def test_without_leaves_the_general_message_is_told() -> None:
    assert complaint({"message": "Resource not found.", "errorCode": "E06000"}) == "E06000 Resource not found."
    assert complaint({"title": "No.", "detail": "Because."}) == "No. Because."
    assert complaint({}) == ""


def test_a_text_from_outside_is_harmless() -> None:
    told = complaint({"message": "\x1b[2J for 010190-1234\nand \u202emore" + "x" * 5000})

    assert "\x1b" not in told
    assert "010190" not in told
    assert "\n" not in told
    assert "\u202e" not in told
    assert len(told) <= 400


def test_a_tree_without_end_is_cut() -> None:
    tree: dict[str, object] = {"errorMessage": "deep"}
    for _ in range(500):
        tree = {"a": tree}

    assert complaint({"errors": tree, "message": "general"}) == "general"


def test_the_code_is_a_short_text_or_nothing() -> None:
    assert code({"errorCode": "E02250"}) == "E02250"
    assert code({"errorCode": 7}) is None
    assert code({}) is None
