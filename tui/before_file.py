"""Sentences about a site file that nobody has written yet: told by what was asked for instead of by its keys."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from checks.engine.errors import Fault
from checks.engine.phrase import Phrase

Word = tuple[str, str]


@contextmanager
def before_file() -> Generator[None]:
    """Have what goes wrong in the set-up told in its own words."""
    try:
        yield
    except Fault as fault:
        fault.phrase = asked(fault.phrase)
        raise


def asked(phrase: Phrase) -> Phrase:
    """Return a sentence with what was asked for in place of what a site file calls it."""
    return Phrase(_worded(phrase.en, ENGLISH), _worded(phrase.da, DANISH), phrase.values)


def _worded(text: str, words: Sequence[Word]) -> str:
    for key, word in words:
        text = re.sub(key, word, text)
    return text


ENGLISH: Sequence[Word] = (
    (r"trust_server_certificate = true", "“Trust certificate: yes”"),
    (r"(?:\[clienttime\] )?encrypt = “(\w+)”", r"“Encryption: \1”"),
    (r"authentication = “sql”", "a SQL Server login"),
    (r"\[clienttime\] server", "“Server”"),
    (r"\[clienttime\] driver", "“ODBC driver”"),
    (r"\[clienttime\] database", "the database's name"),
    (r"\[clienttime\] sqlite(?: in the site file)?", "“SQLite file”"),
    (r"\[clienttime\] query_timeout allows", "a question may take"),
    (r"check \[clienttime\] in the site file", "check what was typed"),
    (r"of the login or of \[clienttime\]", "for login or server"),
    (r"Write the port itself: server =", "Write the port itself:"),
    (r"Put (?:\{place\} of )?the site file right", "Go back and put that line right"),
    (r"Check the site file; nothing is written until it fits", "Go back and look at the lines"),
    (r"let the site file name a file", "name a file"),
    (r"It is (?:tried|opened) again", "Try again"),
    (r"it is tried again", "then try again"),
    (r" \(c on the screen where it was typed\)", ""),
    (r"this one when somebody asks on the screen or at a terminal", "this one when it is typed again"),
    (r"(then|Then) ask again on the screen or at a terminal", r"\1 try again"),
)
DANISH: Sequence[Word] = (
    (r"trust_server_certificate = true", "“Stol på certifikat: yes”"),
    (r"(?:\[clienttime\] )?encrypt = “(\w+)”", r"“Kryptering: \1”"),
    (r"authentication = “sql”", "et SQL Server-login"),
    (r"\[clienttime\] server", "“Server”"),
    (r"\[clienttime\] driver", "“ODBC-driver”"),
    (r"\[clienttime\] database", "databasens navn"),
    (r"\[clienttime\] sqlite(?: i opsætningen)?", "“SQLite-fil”"),
    (r"\[clienttime\] query_timeout tillader", "et spørgsmål må tage"),
    (r"se efter \[clienttime\] i opsætningen", "se det skrevne efter"),
    (r"i login eller \[clienttime\]", "for login eller server"),
    (r"Skriv porten selv: server =", "Skriv porten selv:"),
    (r"Ret (?:\{place\} i )?opsætningen", "Gå tilbage, og ret den linje"),
    (r"Se efter opsætningen; intet skrives, før den passer", "Gå tilbage, og se linjerne efter"),
    (r"lad opsætningen angive en fil", "angiv en fil"),
    (r"Der prøves igen|Den åbnes igen", "Prøv igen"),
    (r"der prøves igen", "prøv så igen"),
    (r" \(c på skærmen, hvor det blev tastet\)", ""),
    (r"dette når nogen beder om det på skærmen eller ved en terminal", "dette når det skrives igen"),
    (r"spørg så igen på skærmen eller ved en terminal", "prøv så igen"),
    (r"Spørg så igen på skærmen eller ved en terminal", "Prøv så igen"),
)
"""What a site file says, as a pattern, and what the set-up says; the longer ones first."""
