"""Keys on writes: one hour, one address, one body."""

from __future__ import annotations

from checks.demo.simulator import Fault, FaultKind
from tests.support.economic_site import Json, customer, site

KEY = {"Idempotency-Key": "ctmon-1"}


def new_customer(name: str = "Ny Kunde") -> Json:
    """Return a customer without a number, so that each one made is seen."""
    body = customer(1, name=name)
    del body["customerNumber"]
    return body


def test_the_first_answer_is_sent_again_and_nothing_is_done_twice() -> None:
    with site() as s:
        first = s.client.post("/customers", json=new_customer(), headers=KEY)
        again = s.client.post("/customers", json=new_customer(), headers=KEY)

        assert "X-ResultFromCache" not in first.headers
        assert again.headers["X-ResultFromCache"] == "true"
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert s.get("/customers").json()["pagination"]["results"] == 4


def test_the_same_key_with_another_address_or_body_is_refused() -> None:
    with site() as s:
        s.client.post("/customers", json=new_customer(), headers=KEY)
        body = s.client.post("/customers", json=new_customer("Anden"), headers=KEY)
        address = s.client.put("/customers/1", json=new_customer(), headers=KEY)
        openapi = s.client.post("/journalsapi/v15.0.0/journals/1/book", headers=KEY)

        assert (body.status_code, body.json()["errorCode"]) == (400, "PayloadChanged")
        assert (address.status_code, address.json()["errorCode"]) == (400, "URLChanged")
        assert openapi.json()["errorCode"] == "URLChanged"
        assert s.customer()["city"] == "Århus C"


def test_a_key_is_forgotten_after_an_hour_and_the_write_is_done_again() -> None:
    with site() as s:
        first = s.client.post("/customers", json=new_customer(), headers=KEY).json()
        s.clock.now += 3599
        within = s.client.post("/customers", json=new_customer(), headers=KEY).json()
        s.clock.now += 1
        after = s.client.post("/customers", json=new_customer(), headers=KEY).json()

        assert within["customerNumber"] == first["customerNumber"] == 4
        assert after["customerNumber"] == 5


def test_a_refusal_is_kept_under_its_key_too() -> None:
    with site() as s:
        first = s.client.put("/customers/1", json={}, headers=KEY)
        again = s.client.put("/customers/1", json={}, headers=KEY)

        assert (first.status_code, again.status_code) == (400, 400)
        assert again.headers["X-ResultFromCache"] == "true"


def test_a_delete_is_answered_204_once_more() -> None:
    with site() as s:
        s.client.put("/customers/9", json=customer(9))
        first = s.client.delete("/customers/9", headers=KEY)
        again = s.client.delete("/customers/9", headers=KEY)

        assert (first.status_code, again.status_code) == (204, 204)


def test_reads_take_no_notice_of_a_key() -> None:
    with site() as s:
        s.client.get("/customers/1", headers=KEY)
        s.client.put("/customers/1", json=s.customer(name="Ændret"))

        assert s.client.get("/customers/1", headers=KEY).json()["name"] == "Ændret"


def test_a_write_whose_answer_was_lost_is_not_done_again() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.EXECUTED_500, "/customers", "POST", times=1))
        lost = s.client.post("/customers", json=new_customer(), headers=KEY)
        again = s.client.post("/customers", json=new_customer(), headers=KEY)

        assert (lost.status_code, again.status_code) == (500, 201)
        assert again.headers["X-ResultFromCache"] == "true"
        assert s.get("/customers").json()["pagination"]["results"] == 4
