"""One greeting tells a SQL Server from everything else that listens, and whether it encrypts."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.adapters import reach_words as words
from checks.adapters.prelogin import Greeting, HungUp, NotTds, exchange, greeting, request
from checks.adapters.reach import Step, Way
from checks.adapters.server_address import ServerAddress
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

Serve = Callable[[socket.socket], None]


def answer(encryption: int = 1) -> bytes:
    body = struct.pack(">BHHBHHB", 0, 11, 6, 1, 17, 1, 0xFF) + bytes([16, 0, 4, 225, 0, 0, encryption])
    return struct.pack(">BBHHBB", 4, 1, 8 + len(body), 0, 1, 0) + body


@pytest.fixture
def served() -> Generator[Callable[[Serve], int]]:
    opened: list[socket.socket] = []
    serving: list[threading.Thread] = []

    def start(serve: Serve) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        opened.append(listening)

        def run() -> None:
            with contextlib.suppress(OSError):  # the test is over, or the other end has had enough
                connection, _ = listening.accept()
                opened.append(connection)
                serve(connection)

        serving.append(threading.Thread(target=run, daemon=True))
        serving[-1].start()
        return int(listening.getsockname()[1])

    yield start
    for one in opened:
        with contextlib.suppress(OSError):  # closed already
            one.shutdown(socket.SHUT_RDWR)
    for thread in serving:
        thread.join(5)
    for one in opened:
        one.close()


def answering(data: bytes) -> Serve:
    def serve(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(data)

    return serve


def way(port: int, encrypt: str = "yes", timeout: float = 0.5) -> Way:
    return Way(ServerAddress("127.0.0.1", port), encrypt, timeout)


def test_a_server_tells_its_version_and_whether_it_encrypts(served: Callable[[Serve], int]) -> None:
    found = way(served(answering(answer())), timeout=5).go()

    assert found.greeting == Greeting("16.0.1249", 1)
    assert found.greeting is not None
    assert found.greeting.encrypts


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
        b"x",
        b"\x04\x01\x00\x08\x00\x00\x01\x00",
        b"\x04\x01\xff\xff\x00\x00\x01\x00",
        answer()[:-1] + b"\x09",
    ],
)
def test_what_is_no_sql_server_is_told(served: Callable[[Serve], int], said: bytes) -> None:
    assert _fault(way(served(answering(said)), timeout=5)) is words.NOT_TDS.en


def test_one_that_hangs_up_is_told(served: Callable[[Serve], int]) -> None:
    assert _fault(way(served(lambda connection: connection.close()), timeout=5)) is words.HUNG_UP.en


def test_a_mute_one_is_told_in_time(served: Callable[[Serve], int]) -> None:
    going = way(served(lambda connection: None), timeout=0.3)

    assert _fault(going) is words.MUTE.en
    assert going.step is Step.GREETING


def test_a_dripping_one_is_not_waited_for(served: Callable[[Serve], int]) -> None:
    assert _fault(way(served(answering(answer()[:9])), timeout=0.3)) is words.MUTE.en


def test_a_closed_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])

    assert _fault(way(port)) is words.CLOSED.en


def test_a_machine_without_a_way_there_is_told_apart_from_a_closed_port() -> None:
    assert _fault(Way(ServerAddress("2001:db8::1", 1433), "yes", 2)) is words.NO_ROUTE.en  # no route leads there


def test_an_unknown_host_is_told() -> None:
    assert _fault(Way(ServerAddress("no-such-host.invalid"), "yes", 2)) is words.UNKNOWN_HOST.en


def test_a_silent_host_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = int(full.getsockname()[1])
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))

        assert _fault(way(port, timeout=0.3)) is words.SILENT.en

        for one in waiting:
            one.close()


def test_a_server_without_encryption_is_refused_where_it_is_asked_for(served: Callable[[Serve], int]) -> None:
    assert _fault(way(served(answering(answer(2))), timeout=5)) is words.NO_TLS.en
    assert way(served(answering(answer(2))), "no", timeout=5).go().greeting == Greeting("16.0.1249", 2)


def test_a_strict_server_is_not_greeted_in_clear(served: Callable[[Serve], int]) -> None:
    heard: list[bytes] = []
    port = served(lambda connection: heard.append(connection.recv(100)))

    assert way(port, "strict", timeout=5).go().greeting is None
    assert not [piece for piece in heard if piece]


@pytest.mark.parametrize("phrase", [value for value in vars(words).values() if isinstance(value, Phrase)])
def test_every_sentence_names_the_system_in_both_languages(phrase: Phrase) -> None:
    filled = phrase.with_(server="sql01", host="sql01", port=1433, seconds=10, instance="CT", n=4)

    assert "ClientTime's server sql01" in filled.text()
    assert "ClientTimes server sql01" in filled.text("da")


def test_each_fault_has_its_own_sentence() -> None:
    sentences = [value for value in vars(words).values() if isinstance(value, Phrase)]

    assert len({phrase.en for phrase in sentences}) == len({phrase.da for phrase in sentences}) == len(sentences)


def test_the_question_asks_for_encryption_where_it_is_wanted() -> None:
    assert sum(a != b for a, b in zip(request(True), request(False), strict=True)) == 1
    assert len(request(True)) == int.from_bytes(request(True)[2:4], "big")


@given(st.binary(max_size=80))
def test_any_answer_is_understood_or_is_none(body: bytes) -> None:
    try:
        found = greeting(body)
    except NotTds:
        return
    assert 0 <= found.encryption <= 3


def test_an_end_before_the_first_byte_is_not_another_protocol() -> None:
    ours, theirs = socket.socketpair()
    theirs.shutdown(socket.SHUT_WR)

    with ours, theirs, pytest.raises(HungUp):
        exchange(ours, True)


def _fault(going: Way) -> str:
    with pytest.raises(SourceFault) as raised:
        going.go()
    return raised.value.phrase.en
