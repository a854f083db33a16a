"""Any bytes are a JSON object or one kind of fault."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters.answer import Answer
from checks.adapters.call_fault import CallFault, Kind


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f'{{"a":{text}}}'.encode()))
def test_bytes_are_an_object_or_the_one_fault(body: bytes) -> None:
    kind: Kind | None = None
    try:
        Answer(200, {"content-type": "application/json"}, body).document()
    except CallFault as fault:
        kind = fault.kind

    assert kind is Kind.GARBLED or isinstance(json.loads(body), dict)


@pytest.mark.parametrize("kind", ["application/json", "application/problem+json; charset=utf-8", "APPLICATION/JSON"])
def test_every_json_type_is_taken_and_none_at_all_too(kind: str) -> None:
    assert Answer(200, {"content-type": kind}, b'{"a": 1.50}').document() == {"a": Decimal("1.50")}
    assert Answer(200, {}, b'{"a": 1.50}').document() == {"a": Decimal("1.50")}


def test_amounts_are_exact() -> None:
    assert str(Answer(200, {}, b'{"a": 100.500000}').document()["a"]) == "100.500000"
