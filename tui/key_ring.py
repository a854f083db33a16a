"""The database's password from the machine's own keyring, where there is one that opens.

The keyring package is not one of ours: it costs a tenth of a second and 33 MB at the start. Where somebody has put it
beside the program it is asked, for the password that nothing else holds and nothing but that.
"""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Protocol, cast

from checks.adapters.clean_text import shown
from checks.adapters.watchdog import GivenUp, Watchdog
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase

PACKAGE = "keyring"
SERVICE = "clienttime-monitor"
"""What the password is stored under, with USER@SERVER as the name."""
PATIENCE = 5.0
"""Seconds; a keyring that is locked may ask on a desktop that nobody over SSH sees."""
NOT_ONE = "NoKeyringError"
"""What the package raises where the machine has no keyring at all: that is the usual case, and no fault."""


class Keyring(Protocol):
    """As much of the package as is needed."""

    def get_password(self, service: str, name: str) -> str | None:
        """Return what is stored, None where nothing is."""
        ...


def stored(user: str, server: str) -> str | None:
    """Return the password that is stored for a login, None where none is; raises Fault where that cannot be told."""
    if find_spec(PACKAGE) is None:
        return None
    watchdog: Watchdog[str | None] = Watchdog("keyring", lambda _: None)
    try:
        return watchdog.run(lambda: _asked(f"{user}@{server}"), PATIENCE)
    except GivenUp:
        raise Fault(SILENT.with_(seconds=round(PATIENCE))) from None
    except Exception as error:  # noqa: BLE001 - each kind of keyring has its own, and those of Windows come as they are
        if type(error).__name__ == NOT_ONE:
            return None
        raise Fault(CLOSED.with_(why=_why(error))) from None


def _asked(name: str) -> str | None:
    return cast(Keyring, importlib.import_module(PACKAGE)).get_password(SERVICE, name)


def _why(error: Exception) -> str:
    return shown(" ".join(str(error).split()))[:120] or type(error).__name__


CLOSED = Phrase(
    "The keyring does not open here ({why}), so the password is not taken from it. Over SSH that is usual: name a "
    "place with password_env or password_file in the site file.",
    "Nøgleringen åbner ikke her ({why}), så kodeordet tages ikke fra den. Over SSH er det sædvanligt: angiv et sted "
    "med password_env eller password_file i opsætningen.",
)
SILENT = Phrase(
    "The keyring did not answer within {seconds} s (it may be locked and ask on a desktop), so the password is not "
    "taken from it. Name a place with password_env or password_file in the site file.",
    "Nøgleringen svarede ikke inden for {seconds} s (den er måske låst og spørger på et skrivebord), så kodeordet "
    "tages ikke fra den. Angiv et sted med password_env eller password_file i opsætningen.",
)
