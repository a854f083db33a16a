"""What is wrong with tokens that e-conomic does not accept: swapped, one twice, or something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.adapters.economic_look import SWAPPED, Looked
from checks.adapters.http import ONE_TWICE
from tests.support.agreement import GRANT, SECRET, Token, standing


async def look(folder: Path, secret: str, grant: str) -> tuple[Looked, list[str]]:
    with standing(folder) as there:
        api = there.api()
        api.wire = replace(api.wire, app_secret=Token(secret), agreement_grant=Token(grant))
        found = await api.look()
        await api.close()
        return found, [call.path for call in there.simulator.calls]


async def test_swapped_tokens_are_called_so(tmp_path: Path) -> None:
    found, calls = await look(tmp_path, GRANT, SECRET)

    assert {why.en for why in found.faults.values()} == {SWAPPED.en}
    assert not any("anew" in why.text() for why in found.faults.values())  # a grant that works is not given anew
    assert calls == ["/self", "/self"]
    assert not any(token in why.text() for why in found.faults.values() for token in (GRANT, SECRET))


async def test_one_token_in_both_places_is_called_so_and_never_sent(tmp_path: Path) -> None:
    found, calls = await look(tmp_path, SECRET, SECRET)

    assert all(ONE_TWICE.en in why.en for why in found.faults.values())
    assert calls == []


@pytest.mark.parametrize(("secret", "grant"), [(SECRET, "another"), ("another", GRANT), ("some", "other")])
async def test_other_tokens_are_not_called_swapped(tmp_path: Path, secret: str, grant: str) -> None:
    found, _ = await look(tmp_path, secret, grant)

    assert found.faults
    assert all("401" in why.text() for why in found.faults.values())


async def test_the_right_tokens_are_tried_once(tmp_path: Path) -> None:
    found, calls = await look(tmp_path, SECRET, GRANT)

    assert not found.faults
    assert calls.count("/self") == 1
