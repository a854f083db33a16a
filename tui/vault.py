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

    def contents(self) -> bytes:
        """Return what was put away, as it goes over the pipe."""
        self.file.seek(0)
        return self.file.read()


def put_away(names: Iterable[str], origin: Origin = Origin.GIVEN) -> Vault:
    """Move these variables from the environment into a vault."""
    values = {name: value for name in names if (value := os.environ.pop(name, None)) is not None}
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    file.write(json.dumps(values).encode())
    file.flush()
    return Vault(file, origin)


def taken_out(contents: bytes) -> dict[str, str]:
    """Return the values by the names of their variables."""
    values: dict[str, str] = json.loads(contents or b"{}")
    return values
