"""Every write that the client sends, over a generated firm, against the vendor's schema of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.demo.simulator import World
from checks.demo.simulator.json_text import Json
from checks.engine.lookup import Found
from checks.engine.plan import Change, State
from tests.support import vendor
from tests.support.agreement import Standing, standing
from tests.support.scene import firm

SENT_BACK = {
    *("balance", "dueAmount", "lastUpdated", "metaData", "self"),
    *("contacts", "deliveryLocations", "invoices", "totals", "templates"),
}
"""What goes back as it came although the schema of the write does not name it: it is ignored there."""
FEW = pytest.param(1, 12, id="few")
EVERY = [pytest.param(seed, 300, id=f"seed-{seed}", marks=pytest.mark.long) for seed in range(2, 5)]


@pytest.mark.parametrize(("seed", "most"), [FEW, *EVERY])
async def test_every_put_is_as_the_vendors_schema_says(seed: int, most: int, tmp_path: Path) -> None:
    schema = vendor.classic("customers.customerNo", "put")
    with standing(tmp_path, World.load(firm(seed).economic)) as there:
        numbers = [document["customerNumber"] for document in firm(seed).economic["customers"]]
        some = numbers[:: max(1, len(numbers) // most)]
        await _push(there, some)

        writes = [call for call in there.simulator.calls if call.method != "GET"]
        assert {call.method for call in writes} == {"PUT"}
        assert len(writes) == len(some)
        for call in writes:
            body: Json = json.loads(call.body)
            assert vendor.wrong_classic(schema, body) == []
            assert {name.partition(".")[0] for name in vendor.strange(schema, body)} <= SENT_BACK
            assert call.headers["content-type"] == "application/json"
            assert call.headers["idempotency-key"].startswith("ctmon-")


async def _push(there: Standing, numbers: list[int]) -> None:
    api = there.api()
    for number in numbers:
        found = await api.debtor(number)
        assert isinstance(found, Found)
        before = found.value.debtor.zip
        written = await api.push(found.value, (Change("zip", before, "8210" if before != "8210" else "8220"),))
        assert written.state is State.DONE
    await api.close()
