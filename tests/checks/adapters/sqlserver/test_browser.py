"""SQL Browser is asked for a named instance; that it is firewalled away is told as what it is."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Generator

import pytest

from checks.adapters import reach_words as words
from checks.adapters.browser import port_of, told
from checks.adapters.reach import Way
from checks.adapters.server_address import ServerAddress
from checks.engine.errors import SourceFault

TEXT = b"ServerName;SQL01;InstanceName;CT;IsClustered;No;Version;16.0.1000.6;tcp;50123;;"


def packed(text: bytes) -> bytes:
    return b"\x05" + struct.pack("<H", len(text)) + text


@pytest.fixture
def browser() -> Generator[tuple[int, list[bytes]]]:
    asked: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                try:
                    question, place = listening.recvfrom(100)
                except OSError:
                    return
                asked.append(question)
                if len(asked) > 1:  # the first datagram was lost
                    listening.sendto(packed(TEXT), place)

        threading.Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1]), asked


def test_the_port_of_an_instance_is_asked_for_and_again_where_the_question_was_lost(
    browser: tuple[int, list[bytes]],
) -> None:
    port, asked = browser

    assert port_of("127.0.0.1", "CT", 3, port) == 50123
    assert asked == [b"\x04CT\0"] * 2


@pytest.mark.parametrize(
    ("answer", "port"),
    [
        (packed(TEXT), 50123),
        (packed(b"ServerName;SQL01;InstanceName;CT;np;\\\\SQL01\\pipe;;"), None),
        (packed(b"ServerName;tcp;InstanceName;9;tcp;0;;"), None),
        (packed(TEXT)[:-3], None),
        (b"", None),
        (b"\x05", None),
        (b"\x04\x02\x00ab", None),
    ],
)
def test_an_answer_is_read_or_names_no_port(answer: bytes, port: int | None) -> None:
    assert told(answer) == port


def test_a_browser_that_does_not_answer_is_told_with_the_way_round_it() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        way = Way(ServerAddress("127.0.0.1", None, "CT"), "yes", 0.6, browser_port=silent.getsockname()[1])

        with pytest.raises(SourceFault) as raised:
            way.go()

    assert raised.value.phrase.en is words.NO_BROWSER.en
    assert "127.0.0.1,PORT" in raised.value.phrase.text()


def test_an_unknown_host_of_an_instance_is_told_as_one() -> None:
    with pytest.raises(SourceFault) as raised:
        Way(ServerAddress("no-such-host.invalid", None, "CT"), "yes", 2).go()

    assert raised.value.phrase.en is words.UNKNOWN_HOST.en
