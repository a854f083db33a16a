"""A certificate that nobody vouches for gets no token."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from checks.engine.lookup import Unknown
from tests.support.agreement import opened

OPENSSL = shutil.which("openssl")


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate that only vouches for itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([str(OPENSSL), *made, *files], check=True, capture_output=True)
    return key, certificate


@pytest.mark.skipif(OPENSSL is None, reason="no openssl here to make a certificate with")
async def test_a_self_signed_certificate_is_refused_and_no_token_sent(tmp_path: Path) -> None:
    key, certificate = self_signed(tmp_path)
    received: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.read())
        writer.close()

    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate, key)
    server = await asyncio.start_server(listen, "127.0.0.1", 0, ssl=trust)
    api = opened(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", tmp_path / "state")

    answer = await api.agreement()
    await api.close()
    server.close()

    assert isinstance(answer, Unknown)
    assert "certificate" in answer.reason.text()
    assert received == []
