"""Secrets: where each comes from, and a holder that never shows what it holds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from checks.adapters.platform import too_open
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase


class Secret:
    """Prints as ***, cannot be pickled or put into JSON; `reveal` is for the adapter that sends it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the secret itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return "***"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


class SecretFault(Fault):
    """A secret is missing or cannot be used; the sentence names where it was looked for, never what was found."""


@dataclass(frozen=True, slots=True)
class SecretSource:
    """The name of an environment variable, or a file that only its owner may read."""

    what: str
    variable: str | None = None
    file: Path | None = None

    def read(self, handed_over: Mapping[str, str] | None = None) -> Secret:
        """Return the secret; `handed_over` are variables that came by the pipe instead of the environment."""
        if self.variable is not None:
            text = (handed_over or {}).get(self.variable, os.environ.get(self.variable))
            if text is None:
                raise SecretFault(NO_VARIABLE.with_(what=self.what, variable=self.variable))
            return _usable(text, self.what, self.variable)
        if self.file is None:
            raise SecretFault(NOWHERE.with_(what=self.what))
        return _usable(_contents(self.file, self.what), self.what, str(self.file))


def _contents(file: Path, what: str) -> str:
    try:
        if too_open(file):
            raise SecretFault(TOO_OPEN.with_(what=what, path=str(file)))
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise SecretFault(UNREADABLE.with_(what=what, path=str(file), why=why)) from None


def _usable(text: str, what: str, place: str) -> Secret:
    if not text.strip():
        raise SecretFault(EMPTY.with_(what=what, place=place))
    if text != text.strip() or any(c.isspace() or c in "\"'" or not 32 < ord(c) < 127 for c in text):
        raise SecretFault(ODD.with_(what=what, place=place))
    return Secret(text)


NO_VARIABLE = Phrase(
    "{what}: the environment variable {variable} is not set. Set it, or name a file with …_file in the site file.",
    "{what}: miljøvariablen {variable} er ikke sat. Sæt den, eller angiv en fil med …_file i opsætningen.",
)
NOWHERE = Phrase(
    "{what}: the site file does not say where it is. Add …_env or …_file.",
    "{what}: opsætningen siger ikke, hvor den er. Tilføj …_env eller …_file.",
)
TOO_OPEN = Phrase(
    "{what}: others may read {path}. Close it first: chmod 600 {path}",
    "{what}: andre kan læse {path}. Luk den først: chmod 600 {path}",
)
UNREADABLE = Phrase(
    "{what}: {path} cannot be read ({why}). Check the path and the rights.",
    "{what}: {path} kan ikke læses ({why}). Se efter stien og rettighederne.",
)
EMPTY = Phrase("{what}: {place} is empty. Put the token there.", "{what}: {place} er tom. Læg nøglen der.")
ODD = Phrase(
    "{what}: {place} holds blanks, quotes, line breaks or letters that no token has. Paste it again, alone.",
    "{what}: {place} indeholder mellemrum, anførselstegn, linjeskift eller tegn, som ingen nøgle har. "
    "Indsæt den igen, alene.",
)
