"""The password of the database where the site file names no place: from the keyring, or asked for on the terminal.

It is kept in memory only.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from enum import StrEnum

from checks.adapters.clean_text import shown
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.config import PASSWORD, Site
from tui.key_ring import stored
from tui.secret import Secret


class Origin(StrEnum):
    """Where the password is from; `GIVEN` is a place that the site file names, or its usual variable."""

    GIVEN = "given"
    TYPED = "typed"
    KEYRING = "keyring"


def ask_where_missing(site: Site, language: str, typed: Callable[[], Secret | None] = lambda: None) -> Origin:
    """Find the password that the site file names no place for, and tell where; one just `typed` is not asked for again.

    Without a keyring that has it and without a terminal it stays missing.
    """
    settings = site.clienttime
    if settings.password is None or settings.password.variable != PASSWORD:
        return Origin.GIVEN
    if (known := typed()) is not None:
        os.environ[PASSWORD] = known.reveal()
        return Origin.TYPED
    if PASSWORD in os.environ:
        return Origin.GIVEN
    user, server = settings.user or "", settings.server or ""
    if (found := _stored(user, server, language)) is not None:
        os.environ[PASSWORD] = found
        return Origin.KEYRING
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return Origin.GIVEN
    ask_password(user, server, language)
    return Origin.TYPED


def _stored(user: str, server: str, language: str) -> str | None:
    try:
        return stored(user, server)
    except Fault as fault:
        print(fault.phrase.text(language), file=sys.stderr)
        return None


def ask_password(user: str, server: str, language: str) -> None:
    """Ask for a password on the terminal, unseen."""
    question = ASKED.with_(user=shown(user), server=shown(server))
    # In this process's environment it takes the way of all secrets: to the engine, and into no other child.
    os.environ[PASSWORD] = getpass.getpass(question.text(language) + " ", sys.stderr)


ASKED = Phrase("Password of {user} on {server}:", "Kodeord for {user} på {server}:")
