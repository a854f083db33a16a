"""The guarded write of one customer, against an e-conomic that keeps state and misbehaves."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.adapters.economic import EconomicApi
from checks.demo.simulator.fault import Fault, FaultKind
from checks.engine.lookup import Found
from checks.engine.plan import Change, State
from checks.engine.ports import DebtorDocument
from tests.support.agreement import GRANT, SECRET, Standing, customer, standing, world

NUMBER = 20001
ZIP = Change("zip", "8000", "8200")


@dataclass(frozen=True, slots=True)
class Scene:
    """The agreement, the adapter, and the customer as the operator saw it."""

    there: Standing
    api: EconomicApi
    document: DebtorDocument

    def stored(self) -> dict[str, object]:
        """Return the customer as e-conomic has it."""
        found = self.there.simulator.customer(NUMBER)
        assert found is not None
        return found

    def puts(self) -> list[dict[str, object]]:
        """Return the bodies of the writes that arrived."""
        return [json.loads(call.body) for call in self.there.simulator.calls if call.method == "PUT"]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    odd = customer(NUMBER, creditLimit=100.50, eanExtension={"of": [1, 2.50]}, barred=True)
    with standing(tmp_path, world(customers=0)) as there:
        there.simulator.upsert_customer(odd)
        api = there.api()
        found = await api.debtor(NUMBER)
        assert isinstance(found, Found)
        yield Scene(there, api, found.value)
        await api.close()


async def test_only_what_was_named_changes_and_the_rest_goes_back_as_it_came(scene: Scene) -> None:
    before = scene.stored()

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.DONE
    assert written.seen == (ZIP,)
    assert scene.stored() | {"lastUpdated": 0} == before | {"zip": "8200", "lastUpdated": 0}
    assert scene.puts() == [json.loads(scene.document.body) | {"zip": "8200"}]


async def test_a_property_can_be_left_out_and_put_back(scene: Scene) -> None:
    written = await scene.api.push(scene.document, (Change("country", "Danmark", None),))
    gone = await scene.api.debtor(NUMBER)
    assert isinstance(gone, Found)
    again = await scene.api.push(gone.value, (Change("country", None, "Danmark"),))

    assert written.state is State.DONE
    assert again.state is State.DONE
    assert "country" not in json.loads(gone.value.body)
    assert scene.stored()["country"] == "Danmark"


async def test_a_value_that_changed_in_between_is_a_conflict_and_nothing_is_sent(scene: Scene) -> None:
    scene.there.simulator.upsert_customer(scene.stored() | {"zip": "9000"})

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.CONFLICT
    assert written.seen == (Change("zip", "8000", "9000"),)
    assert scene.puts() == []


async def test_another_property_that_changed_in_between_is_a_conflict_too(scene: Scene) -> None:
    scene.there.simulator.upsert_customer(scene.stored() | {"creditLimit": 7.0})

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.CONFLICT
    assert "creditLimit" in written.message.text()
    assert scene.puts() == []


async def test_a_newer_time_and_balance_alone_are_no_conflict(scene: Scene) -> None:
    scene.there.simulator.upsert_customer(scene.stored() | {"balance": 99.0})

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.DONE


async def test_a_customer_that_was_deleted_is_not_created_anew(scene: Scene) -> None:
    scene.there.simulator.fault(Fault(FaultKind.STATUS_404, f"/customers/{NUMBER}"))

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.CONFLICT
    assert scene.puts() == []


@pytest.mark.parametrize("kind", [FaultKind.EXECUTED_CUT, FaultKind.EXECUTED_500])
async def test_a_lost_answer_to_a_write_that_happened_is_done_and_sent_once(scene: Scene, kind: FaultKind) -> None:
    scene.there.simulator.fault(Fault(kind, method="PUT"))

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.DONE
    assert len(scene.puts()) == 1


@pytest.mark.parametrize("kind", [FaultKind.CUT, FaultKind.STATUS_500, FaultKind.HTML_502])
async def test_a_lost_answer_to_a_write_that_did_not_happen_is_not_known_yet(scene: Scene, kind: FaultKind) -> None:
    scene.there.simulator.fault(Fault(kind, method="PUT"))

    written = await scene.api.push(scene.document, (ZIP,))

    assert (written.state, written.accepted) == (State.UNKNOWN, False)
    assert scene.stored()["zip"] == "8000"
    assert len(scene.puts()) == 1


async def test_a_write_that_nobody_can_be_asked_about_stays_unknown(scene: Scene) -> None:
    scene.there.simulator.fault(Fault(FaultKind.EXECUTED_CUT, method="PUT"))
    scene.there.simulator.fault(Fault(FaultKind.STATUS_500, f"/customers/{NUMBER}", nth=2))

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.UNKNOWN
    assert len(scene.puts()) == 1


async def test_a_read_that_lags_behind_is_looked_at_again(scene: Scene) -> None:
    scene.there.simulator.fault(Fault(FaultKind.STALE, f"/customers/{NUMBER}", nth=2, times=1, seconds=60))

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.DONE


async def test_a_200_that_changed_nothing_is_not_called_done(scene: Scene) -> None:
    scene.there.simulator.fault(Fault(FaultKind.STALE, f"/customers/{NUMBER}", nth=2, seconds=60))

    written = await scene.api.push(scene.document, (ZIP,))

    assert (written.state, written.accepted) == (State.UNKNOWN, True)
    assert "had accepted" in written.message.text()


async def test_a_login_page_instead_of_an_answer_is_settled_by_asking(scene: Scene) -> None:
    scene.there.simulator.fault(Fault(FaultKind.HTML_200, method="PUT"))

    written = await scene.api.push(scene.document, (ZIP,))

    assert (written.state, written.accepted) == (State.UNKNOWN, True)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(FaultKind.STATUS_401, "tokens"), (FaultKind.STATUS_403, "role"), (FaultKind.STATUS_429, "pause")],
)
async def test_a_refused_write_says_why(scene: Scene, kind: FaultKind, words: str) -> None:
    scene.there.simulator.fault(Fault(kind, method="PUT"))

    written = await scene.api.push(scene.document, (ZIP,))

    assert written.state is State.REFUSED
    assert words in written.message.text()
    assert len(scene.puts()) == 1


async def test_what_economic_objects_to_is_told_with_its_code(scene: Scene) -> None:
    api, stored = scene.api, scene.stored()
    scene.there.simulator.upsert_customer(stored | {"customerGroup": {"customerGroupNumber": 77}, "currency": "XXXX"})
    found = await api.debtor(NUMBER)
    assert isinstance(found, Found)

    written = await api.push(found.value, (ZIP,))

    assert written.state is State.REFUSED
    assert "400" in written.message.text()
    assert "currency" in written.message.text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("name", "Kunde 20001 ApS", "x" * 256), "255"),
        (Change("address", "Havnegade 1\rBaghuset", "y" * 511), "510"),
        (Change("zip", "8000", "1" * 31), "30"),
        (Change("city", "Aarhus C", "\N{GRINNING FACE}" * 26), "50"),
        (Change("country", "Danmark", "z" * 51), "50"),
        (Change("name", "Kunde 20001 ApS", None), "name"),
        (Change("city", "Aarhus C", ""), "city"),
        (Change("city", "Aarhus C", "Aarhus\x1b[2J"), "control"),
        (Change("city", "Aarhus C", "Aarhus \N{REPLACEMENT CHARACTER}"), "control"),
        (Change("city", "Aarhus C", "c/o 010190-1234"), "CPR"),
        (Change("email", None, "a@b.dk"), "property mail"),
    ],
)
async def test_what_economic_could_not_take_never_leaves(scene: Scene, change: Change, words: str) -> None:
    written = await scene.api.push(scene.document, (change,))

    assert written.state is State.REFUSED
    assert words in written.message.text()
    assert scene.puts() == []


async def test_a_value_that_is_no_text_is_refused_before_it_leaves(scene: Scene) -> None:
    written = await scene.api.push(scene.document, (Change("city", "Aarhus C", "Aarhus \ud800"),))

    assert written.state is State.REFUSED
    assert scene.puts() == []


async def test_the_preview_is_the_request_without_the_tokens(scene: Scene) -> None:
    lines = scene.api.push_request(scene.document, (ZIP,))
    await scene.api.push(scene.document, (ZIP,))

    call = next(call for call in scene.there.simulator.calls if call.method == "PUT")
    place = lines.index("")
    assert lines[0] == f"PUT {call.path} HTTP/1.1"
    assert json.loads("".join(lines[place + 1 :])) == json.loads(call.body)
    assert not any(SECRET in line or GRANT in line for line in lines)
    assert "X-AppSecretToken: ***" in lines
    assert '  "zip":"8200",' in lines


async def test_every_write_has_a_key_of_its_own(scene: Scene) -> None:
    await scene.api.push(scene.document, (ZIP,))
    found = await scene.api.debtor(NUMBER)
    assert isinstance(found, Found)
    await scene.api.push(found.value, (Change("zip", "8200", "8000"),))

    keys = [call.headers["idempotency-key"] for call in scene.there.simulator.calls if call.method == "PUT"]
    assert len(set(keys)) == 2
    assert all(key.startswith("ctmon-") for key in keys)
