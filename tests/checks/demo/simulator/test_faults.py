"""Faults on demand: each does what its name says, where it was asked to, and nowhere else."""

from __future__ import annotations

import json
import socket
import time

import httpx
import pytest

from checks.demo.simulator import Fault, FaultKind
from tests.support.economic_site import BOOKED, CONTROL, Site, customer, site, world


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 429, 500])
@pytest.mark.parametrize("path", ["/customers", BOOKED])
def test_a_status_comes_in_the_shape_of_its_surface(status: int, path: str) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind(f"status-{status}"), path, seconds=7))

        answer = s.get(path)

        assert answer.status_code == status
        told = answer.json()
        assert told.get("httpStatusCode", told.get("status")) == status
        assert answer.headers.get("Retry-After") == ("7" if status == 429 else None)
        assert answer.headers["X-RateLimiting"].startswith("token-limit-10000-per-60-seconds: ")


def test_page_two_of_three_answers_500_once() -> None:
    with site(world(customers=[customer(n) for n in range(1, 7)])) as s:
        s.simulator.fault(Fault(FaultKind.STATUS_500, "/customers", nth=2, times=1))

        statuses = [s.get("/customers", pagesize=2, skippages=n).status_code for n in (0, 1, 2, 1)]

        assert statuses == [200, 500, 200, 200]


def test_a_fault_hits_only_what_it_names() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.STATUS_500, "/customers", "PUT", query="mark=1"))

        assert s.get("/customers/1", mark=1).status_code == 200
        assert s.client.put("/customers/1", json=customer(1)).status_code == 200
        assert s.client.put("/customers/1?mark=1", json=customer(1)).status_code == 500
        s.simulator.clear_faults()
        assert s.client.put("/customers/1?mark=1", json=customer(1)).status_code == 200


@pytest.mark.parametrize(("said", "sent"), [("1e9", "1e9"), ("-5", "-5"), ("", None), (None, "7")])
def test_a_retry_after_is_said_as_it_was_asked_for(said: str | None, sent: str | None) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.STATUS_429, seconds=7, retry_after=said))

        assert s.get("/customers").headers.get("Retry-After") == sent


def test_a_redirect_leads_to_another_host() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.REDIRECT))

        answer = s.get("/customers")

        assert (answer.status_code, answer.headers["Location"]) == (302, "https://foreign.invalid/customers")


def test_a_bomb_is_small_until_it_is_unpacked() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.BOMB))

        with s.client.stream("GET", "/customers") as answer:
            size = sum(map(len, answer.iter_raw()))
            assert answer.headers["Content-Encoding"] == "gzip"
            assert size < 1_000_000


@pytest.mark.parametrize("kind", ["not-utf-8", "byte-order-mark", "not-a-number", "deep-nesting"])
@pytest.mark.parametrize("path", ["/customers", "/customers/1", BOOKED])
def test_a_spoilt_body_is_no_json_that_anybody_should_take(kind: str, path: str) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind(kind)))

        answer = s.get(path)

        assert answer.status_code == 200
        with pytest.raises((ValueError, RecursionError)):
            json.loads(answer.content.decode(), parse_constant=int)


def test_a_shifted_page_lacks_a_row_that_is_counted() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.SHIFTED, "/customers"))

        page = s.get("/customers").json()

        assert [c["customerNumber"] for c in page["collection"]] == [2, 3]
        assert page["pagination"]["results"] == 3


@pytest.mark.parametrize(("kind", "status"), [("status-502-html", 502), ("status-503-html", 503), ("html-200", 200)])
def test_pages_in_html_are_not_json(kind: str, status: int) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind(kind)))

        answer = s.get("/customers")

        assert answer.status_code == status
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.text.startswith("<!DOCTYPE html>")


def test_truncated_json_arrives_whole_as_http_and_broken_as_json() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.TRUNCATED, "/customers"))

        answer = s.get("/customers")

        assert answer.status_code == 200
        assert answer.text.startswith('{"collection":[')
        with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
            answer.json()


@pytest.mark.parametrize(("kind", "name"), [("cut-connection", "before"), ("executed-then-cut", "after")])
def test_a_cut_is_before_the_write_or_after_it(kind: str, name: str) -> None:
    with site(world(customers=[customer(1, name="before")])) as s:
        s.simulator.fault(Fault(FaultKind(kind), method="PUT", times=1))

        with pytest.raises(httpx.RemoteProtocolError):
            s.client.put("/customers/1", json=customer(1, name="after"))

        assert s.customer()["name"] == name


def test_a_slow_answer_comes_after_its_time_and_holds_up_nobody_else() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.SLOW, "/self", seconds=0.4))
        with httpx.Client(base_url=s.server.url, trust_env=False) as other:
            started = time.monotonic()
            with pytest.raises(httpx.ReadTimeout):
                s.client.get("/self", timeout=0.1)
            assert other.get("/customers").status_code == 401
            assert time.monotonic() - started < 0.35

        started = time.monotonic()
        assert s.get("/self").status_code == 200
        assert time.monotonic() - started >= 0.4


def test_a_silent_server_takes_the_call_and_never_answers() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.SILENT, "/self", times=1))

        with pytest.raises(httpx.ReadTimeout):
            s.client.get("/self", timeout=0.2)

        assert s.get("/self").status_code == 200
        assert len(s.simulator.calls) == 2


def test_a_dripping_answer_comes_byte_by_byte() -> None:
    with site() as s, socket.create_connection(("127.0.0.1", s.server.port), timeout=2) as raw:
        s.simulator.fault(Fault(FaultKind.DRIP, seconds=0.02))
        raw.sendall(b"GET /self HTTP/1.1\r\nHost: x\r\n\r\n")

        assert [len(raw.recv(100)) for _ in range(3)] == [1, 1, 1]


def test_a_looping_next_page_leads_to_itself() -> None:
    with site(world(customers=[customer(n) for n in range(1, 7)])) as s:
        s.simulator.fault(Fault(FaultKind.LOOP))
        link = f"{s.server.url}/customers?skippages=2&pagesize=2"

        assert s.client.get(link).json()["pagination"]["nextPage"] == link
        first = s.get(BOOKED).json()["cursor"]
        assert s.get(BOOKED, cursor="YWZ0ZXIgMQ").json()["cursor"] == "YWZ0ZXIgMQ"
        assert first == "again"


def test_a_foreign_next_page_leads_to_another_host() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.FOREIGN))

        link = s.get("/customers").json()["pagination"]["nextPage"]

        assert link.startswith("https://foreign.invalid/")


@pytest.mark.parametrize(("path", "empty"), [("/customers", "collection"), (BOOKED, "items"), (f"{BOOKED}/count", "")])
def test_an_empty_collection_is_a_lie_that_looks_sound(path: str, empty: str) -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.EMPTY_LIE))

        answer = s.get(path)

        assert answer.status_code == 200
        assert (answer.json()[empty] == []) if empty else (answer.json() == 0)
        if path == "/customers":
            assert answer.json()["pagination"]["results"] == 0


def test_a_stale_read_shows_what_was_there_before_the_last_write() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.STALE, times=3, seconds=60))
        s.client.put("/customers/1", json=customer(1, name="Ny"))
        s.client.put("/customers/88", json=customer(88))

        assert s.get("/customers/88").status_code == 404
        assert _name(s) == "Ny"
        assert s.get("/customers").json()["pagination"]["results"] == 3
        assert s.get("/customers").json()["pagination"]["results"] == 4


def test_a_stale_read_after_booking_still_shows_the_draft() -> None:
    with site() as s:
        s.simulator.book(1)
        s.simulator.fault(Fault(FaultKind.STALE, times=2, seconds=60))

        assert s.get("/invoices/drafts/1").status_code == 200
        assert s.get(BOOKED).json()["items"][-1]["entryNumber"] == 2
        assert s.get("/invoices/drafts/1").status_code == 404


def test_a_read_is_stale_only_for_so_many_seconds_after_the_write() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.STALE, seconds=5))
        s.client.put("/customers/1", json=customer(1, name="Ny"))
        first = _name(s)
        s.clock.now += 5

        assert (first, _name(s)) == ("Mølle & Søn nr. 1", "Ny")


def test_a_call_that_is_executed_later_is_cut_off_and_done_once_its_time_has_come() -> None:
    with site() as s:
        s.simulator.fault(Fault(FaultKind.EXECUTED_LATER, "/customers", method="PUT", times=1, seconds=5))
        with pytest.raises(httpx.RemoteProtocolError):
            s.client.put("/customers/1", json=customer(1, name="Ny"))
        first = _name(s)
        s.clock.now += 5

        assert (first, _name(s)) == ("Mølle & Søn nr. 1", "Ny")
        assert [call.method for call in s.simulator.calls].count("PUT") == 1


def test_faults_are_switched_through_the_control_door() -> None:
    with site() as s:
        secret = {"X-Control-Secret": CONTROL}
        s.client.post("/__control__/faults", json={"kind": "status-500", "times": 1}, headers=secret)
        refused = s.client.post("/__control__/faults", json={"kind": "rain"}, headers=secret)
        unknown = s.client.post("/__control__/faults", json={"kind": "slow", "tmies": 1}, headers=secret)

        assert s.get("/self").status_code == 500
        assert s.get("/self").status_code == 200
        assert (refused.status_code, unknown.status_code) == (400, 400)


def _name(s: Site) -> str:
    return str(s.customer()["name"])
