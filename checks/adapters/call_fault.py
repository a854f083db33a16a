"""What can go wrong with a call to e-conomic: one tree, and the one place where httpx's errors become ours.

CallFault           a call that brought no usable answer; `kind` says how, `phrase` what the operator reads
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import cast

import httpx

from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase, Value
from checks.engine.unread import LOG


class Kind(StrEnum):
    """How a call failed, as far as anything above has to tell the ways apart."""

    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    SILENT = "silent"
    CUT = "cut"
    GARBLED = "garbled"
    FOREIGN = "foreign"
    ADDRESS = "address"
    TOKEN = "token"  # noqa: S105 - a kind of fault
    ROLE = "role"
    MISSING = "missing"
    BUSY = "busy"
    FAILING = "failing"
    REJECTED = "rejected"
    LATE = "late"
    SPENT = "spent"
    SHIFTED = "shifted"
    UNSENDABLE = "unsendable"


PASSING = frozenset({Kind.UNREACHABLE, Kind.SILENT, Kind.CUT, Kind.GARBLED, Kind.BUSY, Kind.FAILING})
"""What may be over in a moment: a read is tried again."""

UNSENT = frozenset({Kind.UNREACHABLE, Kind.UNTRUSTED, Kind.FOREIGN, Kind.ADDRESS, Kind.SPENT, Kind.UNSENDABLE})
"""After these no byte of the request can have reached e-conomic."""


class CallFault(SourceFault):
    """A call that brought no usable answer: `fact` is what happened, `phrase` the fact with the next step.

    `wait` is what e-conomic asked for, in seconds; `genuine` tells that the refusal has the shape of
    e-conomic's own, not of something in between. `code` and `log` are what e-conomic calls it and logged it under;
    `plain` is the fact without the latter.
    """

    genuine = False
    code: str | None = None
    log: str | None = None
    answered: int | None = None
    """The status of an answer that began and of which the rest was lost or could not be used."""

    def __init__(self, kind: Kind, fact: Phrase, status: int | None = None, wait: float | None = None) -> None:
        step = STEPS[kind]
        super().__init__(Phrase(f"{fact.en} {step.en}".strip(), f"{fact.da} {step.da}".strip(), fact.values))
        self.kind = kind
        self.fact = self.plain = fact
        self.status = status
        self.wait = wait

    def again(self) -> CallFault:
        """Return the same fault without the trace of its first raising, which would grow with every cycle."""
        return self._saying(self.fact, self.code, self.log)

    def logged(self, code: str | None, log: str | None) -> CallFault:
        """Return the same fault with e-conomic's code, and told with the id that its support asks for."""
        return self._saying(self.fact if log is None else _under(self.fact, log), code, log)

    def _saying(self, fact: Phrase, code: str | None, log: str | None) -> CallFault:
        made = CallFault(self.kind, fact, self.status, self.wait)
        made.plain, made.genuine, made.code, made.log = self.plain, self.genuine, code, log
        made.answered = self.answered
        return made


def fault(kind: Kind, status: int | None = None, wait: float | None = None, /, **values: Value) -> CallFault:
    """Return the fault of this kind with its sentence filled."""
    return CallFault(kind, FACTS[kind].with_(**values), status, wait)


def garbled(what: Phrase) -> CallFault:
    """Return the one fault for every answer that is not what the API sends."""
    return CallFault(Kind.GARBLED, _completed(FACTS[Kind.GARBLED], "{what}", what))


def _completed(fact: Phrase, place: str, by: Phrase) -> Phrase:
    """Return a fact with a sentence of its own in one place, in both languages."""
    return Phrase(fact.en.replace(place, by.en), fact.da.replace(place, by.da), (*fact.values, *by.values))


def _under(fact: Phrase, log: str) -> Phrase:
    """Return a fact that ends in the id of its log entry."""
    en, da = (words.removesuffix(".") for words in (fact.en, fact.da))
    return Phrase(f"{en}, log id {{{LOG}}}.", f"{da}, log-id {{{LOG}}}.", (*fact.values, (LOG, log)))


@contextmanager
def border(host: str) -> Generator[None]:
    """Turn whatever httpx raises into a CallFault; the request, which holds the tokens, is not handed on."""
    try:
        yield
    except FOREIGN_ERRORS as error:
        mapped = told(error, host)
    except UnicodeError:
        mapped = fault(Kind.UNSENDABLE)
    except OSError:
        mapped = fault(Kind.CUT, host=host)
    else:
        return
    raise mapped from None


FOREIGN_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)
"""The four roots of httpx's own errors."""


def told(error: Exception, host: str) -> CallFault:
    """Map one error of httpx; its own text may quote headers, so it is never shown."""
    match error:
        case httpx.ConnectError() if refusal := _tls(error):
            fact = _completed(FACTS[Kind.UNTRUSTED], "{why}", _distrust(refusal)).with_(host=host)
            return CallFault(Kind.UNTRUSTED, fact)
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout() | httpx.ProxyError():
            fact = _completed(FACTS[Kind.UNREACHABLE], "{why}", _why(error)).with_(host=host)
            return CallFault(Kind.UNREACHABLE, fact)
        case httpx.UnsupportedProtocol() | httpx.InvalidURL() | httpx.TooManyRedirects() | httpx.CookieConflict():
            return fault(Kind.FOREIGN, host=host)
        case httpx.TimeoutException():
            return fault(Kind.SILENT, host=host)
        case httpx.DecodingError():
            return garbled(COMPRESSED)
        case _:
            return fault(Kind.CUT, host=host)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(8):
        if link is None:
            return
        yield link
        link = _below(link)


def _below(link: BaseException) -> BaseException | None:
    if isinstance(link, BaseExceptionGroup):  # several addresses were tried
        return cast("BaseExceptionGroup[BaseException]", link).exceptions[0]
    return link.__cause__ or link.__context__


def _tls(error: BaseException) -> ssl.SSLError | None:
    return next((link for link in _chain(error) if isinstance(link, ssl.SSLError)), None)


def _distrust(refusal: ssl.SSLError) -> Phrase:
    """Say what is wrong with a certificate, by OpenSSL's numbers (X509_V_ERR); its words are English."""
    if not isinstance(refusal, ssl.SSLCertVerificationError):
        return NO_TLS
    return DISTRUST.get(refusal.verify_code) or NOT_GOOD.with_(code=refusal.verify_code)


def _why(error: BaseException) -> Phrase:
    """Name the operating system's reason; its own text may hold addresses as a program writes them."""
    if isinstance(error, httpx.TimeoutException):
        return NO_ANSWER
    for link in _chain(error):
        if isinstance(link, socket.gaierror):
            return NO_NAME
        if isinstance(link, OSError) and link.errno:
            return WHYS.get(link.errno) or OTHERWISE.with_(code=errno.errorcode.get(link.errno, link.errno))
    return NO_CONNECTION


NO_ANSWER = Phrase("it does not answer", "der kommer intet svar")
NO_NAME = Phrase("its name cannot be looked up (DNS)", "navnet kan ikke slås op (DNS)")
NO_WAY = Phrase("there is no way to it from this machine", "der er ingen vej dertil fra denne maskine")
FORBIDDEN = Phrase("this machine does not allow the connection", "denne maskine tillader ikke forbindelsen")
NO_CONNECTION = Phrase("the connection failed", "forbindelsen mislykkedes")
OTHERWISE = Phrase("the connection failed ({code})", "forbindelsen mislykkedes ({code})")
WHYS = {
    errno.ECONNREFUSED: Phrase("nothing takes calls at this port", "intet tager imod kald på denne port"),
    errno.ETIMEDOUT: NO_ANSWER,
    errno.ENETUNREACH: NO_WAY,
    errno.EHOSTUNREACH: NO_WAY,
    errno.ENETDOWN: NO_WAY,
    errno.EADDRNOTAVAIL: NO_WAY,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
}
NOBODY_KNOWN = Phrase(
    "nobody whom this machine trusts vouches for it", "ingen, som maskinen stoler på, står inde for det"
)
RUN_OUT = Phrase("it has run out", "det er udløbet")
TO_COME = Phrase("it is not valid yet", "det gælder endnu ikke")
OF_ANOTHER = Phrase("it is another host's", "det er en anden værts")
NOT_GOOD = Phrase("it does not pass (X509 {code})", "det består ikke prøven (X509 {code})")
NO_TLS = Phrase("no TLS came about", "TLS kom ikke i stand")
DISTRUST = {
    9: TO_COME,
    10: RUN_OUT,
    18: NOBODY_KNOWN,
    19: NOBODY_KNOWN,
    20: NOBODY_KNOWN,
    21: NOBODY_KNOWN,
    62: OF_ANOTHER,
    64: OF_ANOTHER,
}
COMPRESSED = Phrase("compressed although plain text was asked for", "komprimeret, skønt der blev bedt om ren tekst")

FACTS = {
    Kind.UNREACHABLE: Phrase("e-conomic ({host}) cannot be reached: {why}.", "e-conomic ({host}) kan ikke nås: {why}."),
    Kind.UNTRUSTED: Phrase(
        "The certificate of e-conomic ({host}) is not trusted: {why}.",
        "e-conomics certifikat ({host}) kan ikke godkendes: {why}.",
    ),
    Kind.SILENT: Phrase("e-conomic ({host}) did not answer in time.", "e-conomic ({host}) svarede ikke i tide."),
    Kind.CUT: Phrase(
        "The connection to e-conomic ({host}) broke off before the answer was complete.",
        "Forbindelsen til e-conomic ({host}) blev afbrudt, før svaret var fuldstændigt.",
    ),
    Kind.GARBLED: Phrase("e-conomic gave an unexpected answer: {what}.", "e-conomic gav et uventet svar: {what}."),
    Kind.FOREIGN: Phrase(
        "e-conomic pointed to another address ({host}), which was not followed.",
        "e-conomic henviste til en anden adresse ({host}), som ikke blev fulgt.",
    ),
    Kind.ADDRESS: Phrase(
        "The e-conomic address “{url}” cannot be used.", "e-conomic-adressen “{url}” kan ikke bruges."
    ),
    Kind.TOKEN: Phrase(
        "e-conomic does not accept the tokens (401{code}).", "e-conomic godkender ikke nøglerne (401{code})."
    ),
    Kind.ROLE: Phrase(
        "e-conomic does not allow the app this (403{code}): a role or a module is missing.",
        "e-conomic tillader ikke appen dette (403{code}): en rolle eller et modul mangler.",
    ),
    Kind.MISSING: Phrase(
        "e-conomic does not know the address {path} ({status}).", "e-conomic kender ikke adressen {path} ({status})."
    ),
    Kind.BUSY: Phrase("e-conomic asks for a pause{pause} (429).", "e-conomic beder om en pause{pause} (429)."),
    Kind.FAILING: Phrase("e-conomic failed ({status}).", "e-conomic fejlede ({status})."),
    Kind.REJECTED: Phrase(
        "e-conomic refused the request ({status}): {text}", "e-conomic afviste kaldet ({status}): {text}"
    ),
    Kind.LATE: Phrase(
        "e-conomic was not done within the time of one cycle ({seconds} s).",
        "e-conomic blev ikke færdig inden for en omgangs tid ({seconds} s).",
    ),
    Kind.SPENT: Phrase(
        "The day's budget of {limit} calls to e-conomic is used up.",
        "Dagens budget på {limit} kald til e-conomic er brugt.",
    ),
    Kind.SHIFTED: Phrase(
        "The list changed twice while it was being read; half a list is not judged by.",
        "Listen ændrede sig to gange under læsningen; en halv liste bruges ikke.",
    ),
    Kind.UNSENDABLE: Phrase(
        "The request cannot be sent: a value in it is no valid text.",
        "Kaldet kan ikke sendes: en værdi i det er ikke gyldig tekst.",
    ),
}
"""What happened, by kind."""

_LATER = Phrase("It is asked again in the next cycle.", "Der spørges igen i næste omgang.")
_SILENCE = Phrase("", "")
STEPS = {
    Kind.UNREACHABLE: Phrase("Check network, firewall and address.", "Kontrollér netværk, firewall og adresse."),
    Kind.UNTRUSTED: Phrase(
        "Check this machine's clock and what stands between.", "Kontrollér maskinens ur, og hvad der står imellem."
    ),
    Kind.SILENT: _LATER,
    Kind.CUT: _LATER,
    Kind.GARBLED: Phrase(
        "Something else may stand between, or there is maintenance.",
        "Måske står noget andet imellem, eller der er vedligehold.",
    ),
    Kind.FOREIGN: Phrase("The tokens stay where they belong.", "Nøglerne bliver, hvor de hører til."),
    Kind.ADDRESS: Phrase(
        "It has to begin with https://; http:// is for this machine alone.",
        "Den skal begynde med https://; http:// er kun for denne maskine selv.",
    ),
    Kind.TOKEN: Phrase(
        "Check the app secret and the agreement grant; a revoked grant has to be given anew.",
        "Kontrollér app secret og agreement grant; en tilbagekaldt adgang skal gives på ny.",
    ),
    Kind.ROLE: Phrase(
        "The app needs SuperUser, or Sales and Bookkeeping.", "Appen skal have SuperUser, eller Salg og Bogholderi."
    ),
    Kind.MISSING: Phrase(
        "This version of the service may be withdrawn.", "Denne version af tjenesten er måske trukket tilbage."
    ),
    Kind.BUSY: Phrase("Nothing is asked before it is over.", "Der spørges ikke, før den er forbi."),
    Kind.FAILING: _LATER,
    Kind.REJECTED: _SILENCE,
    Kind.LATE: _LATER,
    Kind.SPENT: Phrase("It starts anew at midnight UTC.", "Det begynder forfra ved midnat UTC."),
    Kind.SHIFTED: _LATER,
    Kind.UNSENDABLE: _SILENCE,
}
"""What to do about it, by kind; a write says only what happened."""
