"""What an ODBC driver raises as a sentence, by the server's own number: states and classes differ between drivers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checks.adapters import sqlserver_words as words
from checks.adapters.clean_text import shown
from checks.adapters.database_fault import PassingFault, RuleFault
from checks.adapters.refused_logins import from_now
from checks.engine.errors import LoginRefused, SourceFault
from checks.engine.phrase import Phrase

SAID = 200
"""Characters of a server's own words that are told."""
PIECE = re.compile(r"\[(\w{5})\] (.*?) \((-?\d+)\)(?: \(SQL\w+\))?(?=; \[\w{5}\]|\s*$)", re.DOTALL)
MAKERS = re.compile(r"^(?:\[[^\]]*\])+")
DENIED = re.compile(
    r"The (?P<right>\w+) permission was denied on the (?:column '(?P<column>[^']+)' of the )?object '(?P<table>[^']+)'"
    r", database '[^']+', schema '(?P<schema>[^']+)'"
)
DENIED_WHOLE = re.compile(r"(?P<right>[A-Z][A-Z ]+) permission denied in database '[^']+'")
UNTOLD = "unknown error"
"""All that FreeTDS says of a connection that ends within an answer."""
WITHOUT_TICKET = "unable to connect to data source"
"""All that FreeTDS says where it finds no Kerberos ticket; the server was reached just before."""
OWN_MESSAGES = 50_000
"""Numbers from here on are what a database's own code raises."""


class LoginFault(LoginRefused):
    """The server refused who asks; another try so soon could lock the account."""


class NoDatabaseFault(SourceFault):
    """The server let the login in, but not to this database."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A right that somebody does not have; without a table it is one on the whole database."""

    right: str
    schema: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()


class NotOpenFault(SourceFault):
    """The server let the login in, and does not open the database for anybody, or for nobody else, just now."""


class NoRightFault(SourceFault):
    """Who asks lacks a right; `lacking` is which, as far as the server's words tell."""

    lacking: tuple[Lacking, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What the sentences name; `secret` is taken out of whatever a server says."""

    server: str
    database: str
    user: str | None = None
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One diagnostic: the state, the server's or driver's number, and its words."""

    state: str
    number: int
    text: str


def said(error: BaseException) -> tuple[Said, ...]:
    """Return the diagnostics that a driver raised, in its order."""
    state = str(error.args[0]) if len(error.args) > 1 else ""
    text = str(error.args[1]) if len(error.args) > 1 else str(error)
    found = [Said(s, int(n), MAKERS.sub("", t).strip()) for s, t, n in PIECE.findall(text)]
    return tuple(found) or (Said(state, 0, MAKERS.sub("", text)),)


def told(error: BaseException, place: Place) -> SourceFault:
    """Return the fault of an error; of several diagnostics the one that tells most decides."""
    pieces = said(error)
    first = min(pieces, key=_rank)
    kind, phrase = _by_number(first) or _by_text(pieces, place) or (SourceFault, words.OTHER)
    telling = [piece for piece in pieces if _by_number(first) is None or piece.number == first.number]
    text = " ".join(dict.fromkeys(piece.text for piece in telling))
    missing = lacking(text)
    grant = _grant(missing[0]) if missing else words.ASK_DOCTOR
    fault = kind(from_now(phrase.with_(**_filled(place, text), grant=grant)))
    if isinstance(fault, NoRightFault):
        fault.lacking = missing
    return fault


def broken(error: BaseException) -> bool:
    """Tell whether the connection cannot be relied on any more; only an answer of the server leaves it whole."""
    pieces = said(error)
    if any(piece.state.startswith(("08", "01", "HYT", "IM")) or piece.state == "HY008" for piece in pieces):
        return True
    return all(piece.number <= 0 or piece.number in TRANSPORT or _by_freetds(piece) for piece in pieces)


def _by_number(piece: Said) -> tuple[type[SourceFault], Phrase] | None:
    return (RuleFault, words.TRIGGER) if _own(piece) else BY_NUMBER.get(piece.number)


def _own(piece: Said) -> bool:
    """Tell whether the database's own code says this; drivers have numbers as large, in another state."""
    return piece.number >= OWN_MESSAGES and piece.state == "42000"


def _rank(piece: Said) -> tuple[bool, bool, int]:
    """Order what tells most to the front: a trigger's own words, then what is known, then the smaller number."""
    return (_by_number(piece) is None, not _own(piece), piece.number)


def _by_text(pieces: Sequence[Said], place: Place) -> tuple[type[SourceFault], Phrase] | None:
    """Return the sentence for what drivers say by themselves, without a number of the server."""
    text = " ".join(piece.text for piece in pieces).casefold()
    states = {piece.state for piece in pieces}
    if "can't open lib" in text or states & {"IM002", "IM003"}:
        return SourceFault, words.NO_LIBRARY
    if (certificate := _of_certificate(text)) is not None:
        return SourceFault, certificate
    if re.search(r"ssl|tls|encryption", text):
        return SourceFault, words.TLS
    if place.user is None and re.search(r"sspi|kerberos|gss", text):
        return SourceFault, words.NO_TICKET
    if place.user is None and WITHOUT_TICKET in text:
        return SourceFault, words.NO_TICKET_PERHAPS
    if states & {"HYT00", "HYT01", "HY008"}:
        return SourceFault, words.TOO_LONG
    gone = any(piece.number in TRANSPORT or _by_freetds(piece) for piece in pieces)
    if gone or any(state.startswith("08") for state in states) or text == UNTOLD:
        return SourceFault, words.CUT
    return None


def _of_certificate(text: str) -> Phrase | None:
    """Return what is wrong with the server's certificate, in OpenSSL's words or in those of Windows."""
    if re.search(r"target principal name is incorrect|subject name does not match", text):
        return words.CERTIFICATE_NAME
    if not re.search(r"certifi[ck]at|self.signed|subject name", text):
        return None
    dated = re.search(r"has expired|not yet valid|validity period", text)
    return words.CERTIFICATE_DATES if dated else words.CERTIFICATE


def _by_freetds(piece: Said) -> bool:
    """Tell whether FreeTDS itself says that the connection is gone (its numbers are 20001 and on)."""
    return 20_000 < piece.number < 20_100


def _filled(place: Place, text: str) -> dict[str, str]:
    words_of_it = shown(text.replace(place.secret, "***") if place.secret else text)[:SAID]
    return {
        "server": place.server,
        "database": place.database,
        "user": place.user or words.OWN_LOGON,
        "said": words_of_it,
    }


def lacking(text: str) -> tuple[Lacking, ...]:
    """Return the rights that a server says are missing; the columns of one table belong together."""
    columns: dict[tuple[str, str, str], dict[str, None]] = {}
    for found in DENIED.finditer(text):
        on = columns.setdefault((found["right"], found["schema"], found["table"]), {})
        on.update({found["column"]: None} if found["column"] else {})
    on_tables = [Lacking(*key, tuple(names)) for key, names in columns.items()]
    return (*on_tables, *(Lacking(found["right"]) for found in DENIED_WHOLE.finditer(text)))


def _grant(missing: Lacking) -> str:
    """Return the statement that gives a right, as far as it can be told without asking who it is for."""
    if not missing.table:
        return f"GRANT {missing.right} TO …"
    column = f" ({', '.join(map(shown, missing.columns))})" if missing.columns else ""
    return f"GRANT {missing.right} ON {shown(missing.schema)}.{shown(missing.table)}{column} TO …"


TRANSPORT = frozenset({64, 121, 233, 596, 10053, 10054, 10060, 10061, 17142, 6005, 6006})
"""The connection's end, as the server or Windows numbers it."""
BY_NUMBER: dict[int, tuple[type[SourceFault], Phrase]] = {
    18456: (LoginFault, words.LOGIN),
    18452: (LoginFault, words.UNTRUSTED),
    **dict.fromkeys((18463, 18464, 18465, 18470, 18486, 18487, 18488), (LoginFault, words.LOCKED_OUT)),
    **dict.fromkeys((911, 4060, 4064), (NoDatabaseFault, words.NO_DATABASE)),
    916: (NoDatabaseFault, words.NO_ACCESS),
    **dict.fromkeys((229, 230, 262, 297, 300, 15151), (NoRightFault, words.NO_RIGHT)),
    208: (SourceFault, words.NO_TABLE),
    207: (SourceFault, words.NO_COLUMN),
    **dict.fromkeys((1205, 3960, 41302), (PassingFault, words.DEADLOCK)),
    1222: (SourceFault, words.LOCKED),
    **dict.fromkeys((515, 547, 2601, 2627, 2628, 8152), (RuleFault, words.REFUSED)),
    **dict.fromkeys((220, 232, 241, 242, 245, 248, 8114, 8115, 8134, 8169), (RuleFault, words.REFUSED)),
    3609: (RuleFault, words.TRIGGER),
    **dict.fromkeys((1105, 9002), (RuleFault, words.FULL)),
    3906: (RuleFault, words.READ_ONLY),
    **dict.fromkeys((904, 921, 922), (NotOpenFault, words.STARTING)),
    923: (NotOpenFault, words.RESTRICTED),
    924: (NotOpenFault, words.ONE_USER),
    926: (NotOpenFault, words.DAMAGED),
    **dict.fromkeys((927, 954), (NotOpenFault, words.RESTORING)),
    942: (NotOpenFault, words.OFFLINE),
    945: (NotOpenFault, words.NO_FILES),
    **dict.fromkeys((976, 978, 979, 982), (NotOpenFault, words.SECONDARY)),
    **dict.fromkeys((952, 955, 983, 988), (NotOpenFault, words.SWITCHING)),
    **dict.fromkeys((596, 701, 6005, 6006, 17142, 40501, 40613, 49920), (SourceFault, words.BUSY)),
    **dict.fromkeys((102, 105, 156, 170, 2812, 8155), (SourceFault, words.OURS)),
}
"""Sentences by the server's number, with how the caller acts on it."""
