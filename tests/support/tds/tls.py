"""A certificate of our own for 127.0.0.1 and localhost, made by the openssl program where there is one."""

from __future__ import annotations

import atexit
import shutil
import ssl
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class NoOpenssl(Exception):
    """There is nothing here that could make a certificate."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where the certificate and its key lie."""

    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Return what a server needs for a handshake.

        TLS 1.2 at most: 1.3 sends tickets after the handshake, and TDS 7 leaves open whether those are wrapped.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.chain, self.key)
        return context


def made(folder: Path, name: str = "localhost", days: int = 2) -> Certificate:
    """Make a self-signed certificate for a name; raises NoOpenssl."""
    if shutil.which("openssl") is None:
        raise NoOpenssl("the openssl program is not installed: apt-get install openssl")
    certificate = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(days), "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1"),
            *("-keyout", str(certificate.key), "-out", str(certificate.chain)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate


@cache
def shared() -> Certificate:
    """Return one certificate for all servers of this process; a key takes a while to make."""
    folder = Path(tempfile.mkdtemp(prefix="tds-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return made(folder)
