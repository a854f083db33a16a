"""The password of the database, asked for on the terminal where nothing else holds it; kept in memory only."""

from __future__ import annotations

import getpass
import os
import sys

from checks.adapters.clean_text import shown
from checks.engine.phrase import Phrase
from tui.config import PASSWORD, Site


def ask_where_missing(site: Site, language: str) -> bool:
    """Ask for the password that the site file names no place for, and tell whether it was typed.

    Without a terminal it stays missing.
    """
    settings = site.clienttime
    if settings.password is None or settings.password.variable != PASSWORD or PASSWORD in os.environ:
        return False
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    ask_password(settings.user or "", settings.server or "", language)
    return True


def ask_password(user: str, server: str, language: str) -> None:
    """Ask for a password on the terminal, unseen."""
    question = ASKED.with_(user=shown(user), server=shown(server))
    # In this process's environment it takes the way of all secrets: to the engine, and into no other child.
    os.environ[PASSWORD] = getpass.getpass(question.text(language) + " ", sys.stderr)


ASKED = Phrase("Password of {user} on {server}:", "Kodeord for {user} på {server}:")
