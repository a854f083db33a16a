"""A certificate authority of our own, and the certificates that a server may have from it: good, misnamed, run out."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.tds.tls import Certificate, NoOpenssl

TRUST = "SSL_CERT_FILE"
"""Where OpenSSL, and with it Microsoft's driver, looks for whom to trust; read again at each connection."""
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
"""Made in no time, unlike one of RSA."""
SETTINGS = """
[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs what it is told to; its folder goes with the process."""

    folder: Path

    def issue(self, name: str, first: str = "20200101000000Z", last: str = "20990101000000Z") -> Certificate:
        """Return a certificate for a host's name, valid between two moments."""
        stem = f"{name}-{first}-{last}"
        made = Certificate(self.folder / f"{stem}.pem", self.folder / f"{stem}.key")
        request = f"{stem}.csr"
        self.run(
            *("req", *KEY, "-nodes", "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}", "-keyout", made.key.name, "-out", request),
        )
        self.run(
            *("ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key"),
            *("-startdate", first, "-enddate", last, "-in", request, "-out", made.chain.name),
        )
        return made

    @contextmanager
    def trusted(self) -> Generator[None]:
        """Let this machine trust the authority for as long as the block lasts."""
        before = os.environ.get(TRUST)
        os.environ[TRUST] = str(self.folder / "ca.pem")
        try:
            yield
        finally:
            os.environ.pop(TRUST)
            if before is not None:
                os.environ[TRUST] = before

    def run(self, *arguments: str) -> None:
        """Run the openssl program in the folder."""
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=self.folder)


@cache
def authority() -> Authority:
    """Return one authority for all tests of this process; raises NoOpenssl."""
    if shutil.which("openssl") is None:
        raise NoOpenssl("the openssl program is not installed: apt-get install openssl")
    folder = Path(tempfile.mkdtemp(prefix="tds-ca-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "ca.cnf").write_text(SETTINGS)
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")
    made = Authority(folder)
    made.run(
        *("req", "-x509", *KEY, "-nodes", "-days", "2", "-subj", "/CN=Authority of the tests"),
        *("-keyout", "ca.key", "-out", "ca.pem"),
    )
    return made
