"""H4 and H29: a certificate that is not e-conomic's gets no token, and the operator reads whose it is."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from checks.adapters import call_fault as fault
from checks.adapters import certificate
from checks.adapters.call_fault import FACTS, Kind
from checks.adapters.origin import Origin
from checks.engine import refusals as no
from checks.engine.model import Health
from checks.engine.phrase import Phrase
from tests.support.economic_bench import Bench, bench, is_refused, says, truth, unknown, verdicts, wrong
from tests.support.tds.authority import authority
from tests.support.tds.tls import Certificate, NoOpenssl

NOW = {"first": "20200101000000Z", "last": "20990101000000Z"}
OVER = {"first": "20200101000000Z", "last": "20210101000000Z"}
COMING = {"first": "20980101000000Z", "last": "20990101000000Z"}


def certificate_of(name: str, first: str, last: str) -> Certificate:
    """Have a certificate made, or the test left out."""
    try:
        return authority().issue(name, first, last)
    except NoOpenssl as missing:
        pytest.skip(str(missing))


@contextlib.asynccontextmanager
async def listening(shown: Certificate | None) -> AsyncGenerator[tuple[int, list[bytes]]]:
    """Listen with this certificate, or without TLS; yield the port and what came, unwrapped."""
    received: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            received.append(await reader.read(65536) if shown else b"")
        if shown is None:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    context = None
    if shown is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(shown.chain, shown.key)
    server = await asyncio.start_server(take, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1], received


async def lead(at: Bench, port: int, trusting: bool) -> None:
    """Let the adapter call a port by TLS; it trusts the authority of the tests, or who everybody trusts."""
    origin = Origin.of(f"https://localhost:{port}")
    await at.api.close()
    at.api.rest = at.api.openapi = origin
    ours = ssl.create_default_context(cafile=str(authority().folder / "ca.pem")) if trusting else None
    at.api.wire.origins, at.api.wire._trust = (origin,), ours  # pyright: ignore[reportPrivateUsage]  # as if just opened


STILL_KNOWN = {"null-foreign-id", "unacceptable-code", "closed-period-ahead"}
"""What ClientTime alone tells, and the accounting periods, which last for an hour."""


@pytest.mark.parametrize(
    ("name", "valid", "trusting", "why"),
    [
        ("localhost", NOW, False, fault.NOBODY_KNOWN),
        ("localhost", OVER, True, fault.RUN_OUT),
        ("localhost", COMING, True, fault.TO_COME),
        ("proxy.invalid", NOW, True, fault.OF_ANOTHER),
    ],
    ids=["untrusted", "expired", "not yet valid", "misnamed"],
)
async def test_h4_a_certificate_that_is_not_good_gets_no_token_and_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    valid: dict[str, str],
    trusting: bool,
    why: Phrase,
) -> None:
    async with bench(tmp_path, monkeypatch) as at, listening(certificate_of(name, **valid)) as (port, received):
        true = await truth(at)
        await at.plan()
        await lead(at, port, trusting)
        fact = FACTS[Kind.UNTRUSTED].worded(why=why)

        found = verdicts(await at.monitor.cycle())

        said = says(at.economic.detail, fact, certificate.NAMED, fault.STEPS[Kind.UNTRUSTED])
        assert f"It is of “{name}”, issued by “Authority of the tests”." in said
        assert "clock" in said
        assert at.economic.health is Health.DOWN
        assert unknown(found) == set(true) - STILL_KNOWN
        assert not wrong(found, true)
        await is_refused(at, no.AGREEMENT_UNKNOWN, fact)
        assert at.api.wire.budget.used == len(at.server.asked)  # not one call more than the sound e-conomic had
        assert not any(received)


async def test_h4_where_no_tls_is_spoken_no_token_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench(tmp_path, monkeypatch) as at, listening(None) as (port, _):
        await truth(at)
        await at.plan()
        await lead(at, port, trusting=False)

        await at.monitor.cycle()

        says(at.economic.detail, FACTS[Kind.UNTRUSTED].worded(why=fault.NO_TLS))
        await is_refused(at, no.AGREEMENT_UNKNOWN)


@pytest.mark.parametrize("size", [0, 1, 2, 5, 40, 200])
def test_what_is_no_certificate_has_no_names(size: int) -> None:
    whole = bytes([0x30, 0x82, 0x01, 0x00]) + bytes(256)

    assert certificate.names(whole[:size]) is None
