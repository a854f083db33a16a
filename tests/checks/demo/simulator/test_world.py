"""The seed: one JSON document in, the same one out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.demo.simulator import Simulator, Tokens, World
from tests.support.economic_site import GRANT, SECRET, customer, draft, site, world


def test_a_world_is_saved_and_loaded_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "world.json"

    world().save(path)

    assert World.load(path) == world()
    assert World.load(str(path)) == world()
    assert [entry.name for entry in tmp_path.iterdir()] == ["world.json"]


def test_a_simulator_goes_on_from_the_state_that_was_saved(tmp_path: Path) -> None:
    with site() as s:
        s.client.put("/customers/1", json=s.customer(name="Ændret"))
        s.simulator.book(1)
        s.simulator.world().save(tmp_path / "world.json")

    again = Simulator(World.load(tmp_path / "world.json"), Tokens(SECRET, GRANT))

    found = again.customer(1)
    assert found is not None
    assert found["name"] == "Ændret"
    assert again.world() == s.simulator.world()


def test_the_seed_itself_is_never_changed() -> None:
    seed = world()
    before = json.dumps(seed.document())
    with site(seed) as s:
        s.client.put("/customers/1", json=s.customer(name="Ændret"))
        s.simulator.upsert_customer(customer(2, name="Også"))

    assert json.dumps(seed.document()) == before


def test_nulls_in_a_seed_are_left_out() -> None:
    seed = world(customers=[customer(1, city=None)], drafts=[draft(1, notes={"heading": None})])

    assert "city" not in seed.customers[0]
    assert seed.drafts[0]["notes"] == {}
    with site(seed) as s:
        assert "notes" not in s.get("/invoices/drafts/1").json()


@pytest.mark.parametrize(
    ("text", "message"),
    [("[]", "not one JSON object"), ('{"customers": []}', "needs the member self"), ("{", "Expecting")],
)
def test_what_is_no_world_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "world.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=message):
        World.load(path)


def test_an_unknown_member_is_named() -> None:
    with pytest.raises(ValueError, match="costumers"):
        World.load({"self": {"agreementNumber": 1}, "costumers": []})
