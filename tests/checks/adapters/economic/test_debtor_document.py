"""A customer as text: what is not named stays byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.call_fault import CallFault
from checks.adapters.debtor_document import DebtorText, differing
from checks.engine.plan import Change

TEXT = (
    '{ "customerNumber":20001,\r\n\t"name" : "\\u00c5 \\"A,}S\\"" , '
    '"credit":100.500000,"big":1E+2,"o":{"a":[1,2.0]} }\n'
)

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
documents = st.dictionaries(st.text(max_size=10), json_values, min_size=1, max_size=8)
layouts = st.sampled_from([{}, {"indent": 2}, {"separators": (",", ":")}, {"ensure_ascii": False}])


@given(documents, layouts)
def test_unchanged_it_is_what_it_was(document: dict[str, Any], layout: dict[str, Any]) -> None:
    text = json.dumps(document, **layout)

    assert DebtorText.of(text).text == text


@given(documents, layouts, st.sampled_from(["name", "zip"]), st.none() | st.text(max_size=20))
def test_a_change_touches_its_own_property_only(
    document: dict[str, Any], layout: dict[str, Any], name: str, value: str | None
) -> None:
    before = DebtorText.of(json.dumps(document, **layout))

    after = before.changed([Change(name, None, value)])

    kept = {member.name: member.raw.strip() for member in before.members if member.name != name}
    assert {m.name: m.raw.strip() for m in after.members if m.name != name} == kept
    rest = {key: inner for key, inner in document.items() if key != name}
    assert json.loads(after.text) == (rest if value is None else rest | {name: value})


def test_digits_escapes_and_blanks_of_the_others_stay() -> None:
    changed = DebtorText.of(TEXT).changed([Change("name", "x", "Ø")])

    assert changed.text == TEXT.replace('"\\u00c5 \\"A,}S\\""', '"Ø"')


def test_added_and_left_out_members_keep_the_document_whole() -> None:
    text = DebtorText.of(TEXT)

    assert json.loads(text.changed([Change("zip", None, "8000")]).text)["zip"] == "8000"
    gone = text.changed([Change("customerNumber", "20001", None), Change("o", "", None)])
    assert list(json.loads(gone.text)) == ["name", "credit", "big"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"a":1', '{"a":1,}', '{"a":1,"a":2}', '{"a":NaN}', "null"])
def test_what_is_no_customer_is_one_kind_of_fault(text: str) -> None:
    with pytest.raises(CallFault):
        DebtorText.of(text)


def test_what_economic_keeps_itself_is_not_compared() -> None:
    one = {"name": "A", "lastUpdated": 1, "self": "x", "group": {"n": 1, "self": "y"}, "balance": 1}

    assert differing(one, {"name": "A", "group": {"n": 1, "self": "z"}}) == ()
    assert differing(one, {"name": "B", "group": {"n": 2}, "new": 0}) == ("name", "group", "new")


def test_true_is_not_one_and_absent_is_not_null() -> None:
    assert differing({"a": True}, {"a": 1}) == ("a",)
    assert differing({"a": None}, {}) == ("a",)
