"""Secrets: where each comes from, and a holder that never shows what it holds."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from checks.adapters.platform import too_open
from checks.engine.phrase import Phrase
from tui.section import ConfigFault

LARGEST = 4096
"""Bytes of the longest file that can hold one token."""
_TOKEN = re.compile(r"[!#-&(-~]+")
"""Visible ASCII without quotes: nothing that could begin another header."""
_LINE_ENDS, _QUOTES = "\r\n\v\f\x85\u2028\u2029", "\"'`´“”„‘’«»"
_PLACEHOLDER = re.compile(
    r"demo|todo|change-?me|placeholder|x{3,}|\.{3}|<.*>|your[-_].*(token|secret|grant)", re.IGNORECASE
)


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


class SecretFault(ConfigFault):
    """A secret is missing or cannot be used; the sentence names where it was looked for, never what was found."""


@dataclass(frozen=True, slots=True)
class SecretSource:
    """The name of an environment variable, or a file that only its owner may read; a `token` goes into a header."""

    what: str
    variable: str | None = None
    file: Path | None = None
    token: bool = True

    def read(self, handed_over: Mapping[str, str] | None = None) -> Secret:
        """Return the secret; `handed_over` are variables that came by the pipe instead of the environment."""
        if self.variable is not None:
            text = (handed_over or {}).get(self.variable, os.environ.get(self.variable))
            if text is None:
                raise SecretFault(NO_VARIABLE.with_(what=self.what, variable=self.variable))
            return self._usable(text, self.variable)
        if self.file is None:
            raise SecretFault(NOWHERE.with_(what=self.what))
        return self._usable(_contents(self.file, self.what), str(self.file))

    def told(self, what: Phrase) -> Secret:
        """Return the secret, called by what the operator was asked for where it cannot be had."""
        try:
            return self.read()
        except SecretFault as fault:
            raise SecretFault(fault.phrase.worded(what=what)) from None

    def _usable(self, text: str, place: str) -> Secret:
        if not text.strip():
            raise SecretFault(EMPTY.with_(what=self.what, place=place))
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text) or (
            self.token and not _TOKEN.fullmatch(text)
        ):
            raise SecretFault(_oddity(text).with_(what=self.what, place=place))
        if self.token and (_PLACEHOLDER.fullmatch(text) or text == self.variable):
            raise SecretFault(PLACEHOLDER.with_(what=self.what, place=place))
        return Secret(text)


def looks_like_token(text: str) -> bool:
    """Tell whether somebody wrote the token itself where its place belongs."""
    long = re.fullmatch(r"[A-Za-z0-9_=+-]{20,}", text) is not None
    return long and all(re.search(kind, text) for kind in ("[a-z]", "[A-Z]", "[0-9]"))


def _oddity(text: str) -> Phrase:
    """Return what is wrong with a text that no token or password is, the plainest first."""
    if any(letter in _LINE_ENDS for letter in text):
        return LINES
    if any(letter in _QUOTES for letter in text):
        return QUOTES
    if text != text.strip():
        return BLANKS_AROUND
    return BLANKS_WITHIN if any(map(str.isspace, text)) else ODD


def _contents(file: Path, what: str) -> str:
    try:
        if file.exists() and not file.is_file():
            raise SecretFault(NOT_A_FILE.with_(what=what, path=str(file)))
        if too_open(file):
            raise SecretFault(TOO_OPEN.with_(what=what, path=str(file)))
        with file.open("rb") as opened:
            found = opened.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SecretFault(UNREADABLE.with_(what=what, path=str(file), why=why)) from None
    if len(found) > LARGEST:
        raise SecretFault(ODD.with_(what=what, place=str(file)))
    try:
        return found.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise SecretFault(ODD.with_(what=what, place=str(file))) from None


NO_VARIABLE = Phrase(
    "{what}: the environment variable {variable} is not set. Set it, or let the site file name a file that holds it.",
    "{what}: miljøvariablen {variable} er ikke sat. Sæt den, eller lad opsætningen angive en fil, den står i.",
)
NOWHERE = Phrase(
    "{what}: the site file does not say where it is. Name a variable or a file there that holds it.",
    "{what}: opsætningen siger ikke, hvor den er. Angiv en variabel eller en fil, den står i.",
)
TOO_OPEN = Phrase(
    "{what}: others may read {path}. Close it first (chmod 600 {path}).",
    "{what}: andre kan læse {path}. Luk den først (chmod 600 {path}).",
)
UNREADABLE = Phrase(
    "{what}: {path} cannot be read ({why}). Check the path and the rights.",
    "{what}: {path} kan ikke læses ({why}). Se efter stien og rettighederne.",
)
EMPTY = Phrase("{what}: {place} is empty. Put it there.", "{what}: {place} er tom. Skriv det hemmelige der.")
NOT_A_FILE = Phrase(
    "{what}: {path} is a folder or device. Name a file that holds it alone.",
    "{what}: {path} er en mappe eller enhed. Angiv en fil, der ikke indeholder andet.",
)
PLACEHOLDER = Phrase(
    "{what}: {place} holds a placeholder. Put the real token there.",
    "{what}: {place} indeholder en pladsholder. Læg den rigtige nøgle der.",
)
LINES = Phrase(
    "{what}: {place} holds line breaks: more than one line was pasted. Paste it again, alone.",
    "{what}: {place} indeholder linjeskift: der er indsat mere end én linje. Indsæt den igen, alene.",
)
QUOTES = Phrase(
    "{what}: {place} holds quotation marks, which are no part of a token. Paste it again, alone.",
    "{what}: {place} indeholder anførselstegn, som ikke hører til en nøgle. Indsæt den igen, alene.",
)
BLANKS_AROUND = Phrase(
    "{what}: {place} begins or ends with a blank. Paste it again, alone.",
    "{what}: {place} begynder eller slutter med et mellemrum. Indsæt den igen, alene.",
)
BLANKS_WITHIN = Phrase(
    "{what}: {place} holds blanks within: two things were pasted, or one was broken. Paste it again, alone.",
    "{what}: {place} indeholder mellemrum: der er indsat to ting, eller én er brudt over. Indsæt den igen, alene.",
)
ODD = Phrase(
    "{what}: {place} holds letters or signs that no token has. Paste it again, alone.",
    "{what}: {place} indeholder tegn, som ingen nøgle har. Indsæt den igen, alene.",
)
