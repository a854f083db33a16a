"""Secrets that came in by the environment, on their way to the engine: in no child's environment, and not in
the memory of the process that draws."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from tui.password import Origin


@dataclass(frozen=True, slots=True)
class Vault:
    """An unnamed file that ends with the process; each engine gets its contents as its first message.

    `origin` tells where the database's password is from: some are in no place that another process could look at.
    """

    file: IO[bytes]
    origin: Origin = Origin.GIVEN

    def put(self, name: str, value: str) -> None:
        """Have another value under a name, for every process that is started from now on."""
        values = taken_out(self.contents()) | {name: value}
        self.file.seek(0)
        self.file.truncate()
        self.file.write(json.dumps(values).encode())
        self.file.flush()

    def contents(self) -> bytes:
        """Return what was put away, as it goes over the pipe."""
        self.file.seek(0)
        return self.file.read()


def put_away(names: Iterable[str], origin: Origin = Origin.GIVEN) -> Vault:
    """Move these variables from the environment into a vault."""
    values = {name: value for name in names if (value := os.environ.pop(name, None)) is not None}
    file = _unnamed()
    file.write(json.dumps(values).encode())
    file.flush()
    return Vault(file, origin)


def _unnamed() -> IO[bytes]:
    """Return a file that has no name, and where the system can do it no place on a disk either."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("vault"), "w+b")
    return tempfile.TemporaryFile()


def taken_out(contents: bytes) -> dict[str, str]:
    """Return the values by the names of their variables."""
    values: dict[str, str] = json.loads(contents or b"{}")
    return values
