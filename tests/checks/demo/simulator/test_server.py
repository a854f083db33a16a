"""The server itself: connections, headers, the log, the control door, its end."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import pytest

from checks.demo.simulator import Server, Simulator, Tokens
from tests.support.economic_site import (
    CONTROL,
    GRANT,
    SECRET,
    booked,
    booked_entry,
    customer,
    draft,
    draft_entry,
    site,
    world,
)


def test_one_connection_carries_many_calls() -> None:
    with site() as s, socket.create_connection(("127.0.0.1", s.server.port), timeout=2) as raw:
        for _ in range(3):
            raw.sendall(b"GET /self HTTP/1.1\r\nHost: x\r\n\r\n")
            assert raw.recv(65536).startswith(b"HTTP/1.1 401 ")


def test_every_answer_tells_cost_level_and_number() -> None:
    with site() as s:
        first, second = s.get("/customers"), s.get("/customers/99")

        assert (first.headers["X-CallCost"], second.headers["X-CallCost"]) == ("3", "1")
        assert first.headers["X-RateLimiting"] == "token-limit-10000-per-60-seconds: 3/10000"
        assert second.headers["X-RateLimiting"] == "token-limit-10000-per-60-seconds: 4/10000"
        assert first.headers["X-RequestId"] != second.headers["X-RequestId"]


def test_over_the_budget_calls_are_refused_until_the_minute_is_over() -> None:
    with site(calls_per_minute=5) as s:
        s.get("/customers")
        refused = s.get("/customers")
        s.clock.now += int(refused.headers["Retry-After"])

        assert refused.status_code == 429
        assert s.get("/customers").status_code == 200


def test_the_log_has_the_calls_and_none_of_the_tokens() -> None:
    with site() as s:
        s.client.put("/customers/1?mark=1", json=customer(1), headers={"Idempotency-Key": "k"})
        s.client.get("/self", headers={"X-AppSecretToken": ""})

        put, get = s.simulator.calls
        assert (put.method, put.path, put.parameter("mark"), put.tokens) == ("PUT", "/customers/1", "1", True)
        assert put.headers["idempotency-key"] == "k"
        assert get.tokens is False
        assert SECRET not in repr(s.simulator.calls)
        assert GRANT not in repr(s.simulator.calls)


def test_links_stay_on_the_host_that_was_asked_and_on_no_other() -> None:
    with site() as s:
        by_name = s.client.get("/self", headers={"Host": f"localhost:{s.server.port}"}).json()["self"]
        forged = s.client.get("/self", headers={"Host": "evil.example"}).json()["self"]

        assert by_name == f"http://localhost:{s.server.port}/self"
        assert forged == f"{s.server.url}/self"


@pytest.mark.parametrize("secret", ["", "wrong"])
def test_the_control_door_is_not_there_without_its_secret(secret: str) -> None:
    with site() as s:
        answer = s.client.get("/__control__/world", headers={"X-Control-Secret": secret})

        assert answer.status_code == 404


def test_a_server_without_a_control_secret_has_no_door() -> None:
    with Server(Simulator(world(), Tokens(SECRET, GRANT))) as server:
        answer = httpx.get(f"{server.url}/__control__/world", headers={"X-Control-Secret": ""})

        assert answer.status_code == 404


def test_the_control_door_changes_the_books_as_somebody_in_e_conomic_would() -> None:
    with site() as s:
        door = httpx.Client(
            base_url=f"{s.server.url}/__control__", headers={"X-Control-Secret": CONTROL}, trust_env=False
        )
        with door:
            made = door.post("/customers", json={**customer(9, name="Ny"), "city": None}).json()
            numbers = [
                door.post("/drafts", json=draft(0) | {"draftInvoiceNumber": 30}).json(),
                door.post("/booked", json=booked(600)).json(),
                door.post("/draft-entries", json=draft_entry(70)).json(),
                door.post("/booked-entries", json=booked_entry(800)).json(),
            ]
            invoice = door.post("/book/30").json()
            refused = door.post("/book/2")
            calls = door.get("/calls").json()
            document = door.get("/world").json()

        assert made["lastUpdated"] == "2026-11-24T08:00:00Z"
        assert "city" not in made
        assert numbers == [30, 600, 70, 800]
        assert invoice["bookedInvoiceNumber"] == 601
        assert refused.status_code == 400
        assert calls == []
        assert document["customers"][-1]["name"] == "Ny"
        assert s.customer(9)["name"] == "Ny"


def test_in_process_changes_do_not_share_their_documents() -> None:
    with site() as s:
        document = customer(5)
        s.simulator.upsert_customer(document)
        document["vatZone"]["vatZoneNumber"] = 99
        stored = s.simulator.customer(5)
        assert stored is not None
        stored["vatZone"]["vatZoneNumber"] = 98

        assert s.customer(5)["vatZone"]["vatZoneNumber"] == 1
        assert s.simulator.customer(6) is None


def test_writers_side_by_side_lose_nothing() -> None:
    with site() as s:
        numbers: list[int] = []

        def add() -> None:
            body = customer(1)
            del body["customerNumber"]
            headers = {"X-AppSecretToken": SECRET, "X-AgreementGrantToken": GRANT}
            with httpx.Client(base_url=s.server.url, headers=headers, trust_env=False) as client:
                numbers.extend(client.post("/customers", json=body).json()["customerNumber"] for _ in range(10))

        threads = [threading.Thread(target=add) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(numbers) == list(range(4, 44))


def test_stopping_cuts_who_is_still_connected_and_frees_the_port() -> None:
    server = Server(Simulator(world(), Tokens(SECRET, GRANT))).start()
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=2)
    with raw:
        raw.sendall(b"GET /self HTTP/1.1\r\nHost: x\r\n\r\n")
        raw.recv(65536)
        server.stop()
        assert raw.recv(10) == b""

    with Server(Simulator(world(), Tokens(SECRET, GRANT)), server.port) as again:
        assert again.port == server.port


@pytest.mark.parametrize(
    "request_text",
    [
        b"PUT /customers/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"PUT /customers/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
    ],
)
def test_a_body_that_cannot_be_taken_is_refused(request_text: bytes) -> None:
    with site() as s, socket.create_connection(("127.0.0.1", s.server.port), timeout=2) as raw:
        raw.sendall(request_text)

        assert raw.recv(65536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.long
def test_twenty_thousand_invoices_are_read_in_pages_of_a_thousand_in_good_time() -> None:
    with site(world(booked=[booked(n, references={"other": str(n)}) for n in range(1, 20_001)])) as s:
        started = time.perf_counter()
        rows = 0
        link = "/invoices/booked?pagesize=1000"
        while link:
            page = s.client.get(link).json()
            rows += len(page["collection"])
            link = page["pagination"].get("nextPage", "")

        assert rows == 20_000
        assert time.perf_counter() - started < 10
