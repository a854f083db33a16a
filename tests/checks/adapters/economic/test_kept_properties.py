"""What a PUT would reset stays as it was, one property at a time; what no answer holds is not put at risk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.adapters.price_group import CUSTOMERS
from checks.demo.simulator import Fault, FaultKind
from checks.demo.simulator.json_text import Json
from checks.engine.lookup import Found
from checks.engine.plan import Change, State
from checks.engine.ports import Written
from tests.support import vendor
from tests.support.agreement import Standing, customer, standing, world

NUMBER = 20001
ZIP = Change("zip", "8000", "8200")
SET: Json = {
    "address": "Vej 1\rSal 2",
    "barred": True,
    "city": "Aarhus",
    "corporateIdentificationNumber": "DK 13 74 81 36",
    "country": "Danmark",
    "creditLimit": 100.5,
    "eInvoicingDisabledByDefault": True,
    "ean": "5790000000012",
    "email": "a@b.invalid c@d.invalid",
    "mobilePhone": "+45 12 34 56 78",
    "pNumber": "1012345678",
    "publicEntryNumber": "X-1",
    "telephoneAndFaxNumber": "86 12 34 56",
    "vatNumber": "DE123456789",
    "website": "https://kunde.invalid",
    "attention": {"customerContactNumber": 7},
    "customerContact": {"customerContactNumber": 8},
    "defaultDeliveryLocation": {"deliveryLocationNumber": 3},
    "layout": {"layoutNumber": 19},
    "salesPerson": {"employeeNumber": 4},
}
"""Every optional property that a PUT takes, with a value that is not the usual one."""
ALWAYS = {"currency", "customerGroup", "customerNumber", "name", "paymentTerms", "vatZone", "zip"}
READ_ONLY = {"balance"}
HIDDEN = "priceGroup"


def test_no_property_of_a_put_is_forgotten_here() -> None:
    schema = vendor.classic("customers.customerNo", "put")

    assert set(schema["properties"]) == {*SET, *ALWAYS, *READ_ONLY, HIDDEN}


def test_a_price_group_is_all_that_a_put_takes_and_no_answer_holds() -> None:
    put, get = vendor.classic("customers.customerNo", "put"), vendor.classic("customers.customerNumber")

    assert set(put["properties"]) - set(get["properties"]) == {HIDDEN}


async def pushed(there: Standing) -> Written:
    """Push a new post code."""
    api = there.api()
    found = await api.debtor(NUMBER)
    assert isinstance(found, Found)
    written = await api.push(found.value, (ZIP,))
    await api.close()
    return written


@pytest.mark.parametrize("there_is", [True, False], ids=["set", "absent"])
@pytest.mark.parametrize("name", SET)
async def test_a_property_is_as_it_was_after_a_push(tmp_path: Path, name: str, there_is: bool) -> None:
    document = {key: value for key, value in customer(NUMBER).items() if key in ALWAYS}
    with standing(tmp_path, world(customers=0)) as there:
        there.simulator.upsert_customer(document | ({name: SET[name]} if there_is else {}))
        before = there.simulator.customer(NUMBER)

        written = await pushed(there)

        after = there.simulator.customer(NUMBER)
        assert written.state is State.DONE
        assert before is not None
        assert after is not None
        assert (name in after) is there_is
        assert after | {"lastUpdated": 0} == before | {"zip": "8200", "lastUpdated": 0}


async def test_the_stand_in_takes_a_price_group_away_as_the_real_one_would(tmp_path: Path) -> None:
    with standing(tmp_path, world(customers=0)) as there:
        there.simulator.upsert_customer(customer(NUMBER, priceGroup={"priceGroupNumber": 3}))
        api = there.api()
        found = await api.debtor(NUMBER)
        assert isinstance(found, Found)
        assert HIDDEN not in json.loads(found.value.body)
        url = f"{there.url}/customers/{NUMBER}"

        await api.wire.put(url, found.value.body.encode(), {})
        await api.close()

        assert HIDDEN not in (there.simulator.customer(NUMBER) or {})


async def test_a_customer_with_a_price_group_is_not_written(tmp_path: Path) -> None:
    with standing(tmp_path, world(customers=0)) as there:
        there.simulator.upsert_customer(customer(NUMBER, priceGroup={"priceGroupNumber": 3}))
        before = there.simulator.customer(NUMBER)

        written = await pushed(there)

        assert written.state is State.REFUSED
        assert "price group 3" in written.message.text()
        assert "prisgruppen 3" in written.message.text("da")
        assert there.simulator.customer(NUMBER) == before
        assert not [call for call in there.simulator.calls if call.method == "PUT"]


@pytest.mark.parametrize(
    "kind", [FaultKind.STATUS_403, FaultKind.STATUS_404, FaultKind.STATUS_500, FaultKind.HTML_200, FaultKind.TRUNCATED]
)
async def test_where_the_price_group_cannot_be_asked_nothing_is_sent(tmp_path: Path, kind: FaultKind) -> None:
    with standing(tmp_path, world(customers=1)) as there:
        there.simulator.fault(Fault(kind, CUSTOMERS))

        written = await pushed(there)

        assert written.state is State.NOT_DONE
        assert "price group" in written.message.text()
        assert not [call for call in there.simulator.calls if call.method == "PUT"]
