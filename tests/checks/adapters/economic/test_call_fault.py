"""Every error of httpx becomes one of ours, in one place."""

from __future__ import annotations

import errno
import socket

import httpx
import pytest

from checks.adapters.call_fault import FACTS, STEPS, UNSENT, CallFault, Kind, border, fault, told

SECRET = "grant-that-must-not-be-told"


def descendants(base: type[Exception]) -> set[type[Exception]]:
    """Return a class and everything below it."""
    return {base}.union(*(descendants(child) for child in base.__subclasses__()))


def everything_httpx_raises() -> list[type[Exception]]:
    """Return every exception class that httpx exports."""
    exported = (getattr(httpx, name) for name in httpx.__all__)
    return sorted(
        {found for found in exported if isinstance(found, type) and issubclass(found, Exception)},
        key=lambda found: found.__name__,
    )


def made(kind: type[Exception]) -> Exception:
    """Return one of its kind that quotes a secret, as httpx's own texts may."""
    if kind is httpx.HTTPStatusError:
        request = httpx.Request("GET", "http://127.0.0.1", headers={"X-AgreementGrantToken": SECRET})
        return httpx.HTTPStatusError(SECRET, request=request, response=httpx.Response(500))
    if kind in {httpx.StreamConsumed, httpx.StreamClosed, httpx.ResponseNotRead, httpx.RequestNotRead}:
        return kind()
    return kind(SECRET)


@pytest.mark.parametrize("kind", everything_httpx_raises(), ids=lambda kind: kind.__name__)
def test_it_is_mapped_and_quotes_nothing(kind: type[Exception]) -> None:
    with pytest.raises(CallFault) as caught, border("host.example"):
        raise made(kind)

    assert caught.value.__cause__ is None
    assert all(SECRET not in caught.value.phrase.text(language) for language in ("en", "da"))


def test_the_list_of_classes_is_the_whole_tree() -> None:
    roots = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)

    assert set().union(*(descendants(root) for root in roots)) == set(everything_httpx_raises())


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (httpx.ConnectError, False),
        (httpx.ConnectTimeout, False),
        (httpx.PoolTimeout, False),
        (httpx.UnsupportedProtocol, False),
        (httpx.ReadTimeout, True),
        (httpx.WriteTimeout, True),
        (httpx.ReadError, True),
        (httpx.WriteError, True),
        (httpx.CloseError, True),
        (httpx.RemoteProtocolError, True),
        (httpx.LocalProtocolError, True),
        (httpx.DecodingError, True),
    ],
)
def test_only_what_cannot_have_left_counts_as_not_sent(kind: type[Exception], sent: bool) -> None:
    assert (told(made(kind), "host").kind not in UNSENT) is sent


REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed ('127.0.0.1', 9)")
REASONS: dict[str, tuple[BaseException, str, str]] = {
    "nobody listens": (REFUSED, "nothing takes calls at this port", "intet tager imod kald på denne port"),
    "of several addresses none listens": (
        ExceptionGroup("all", [REFUSED, REFUSED]),
        "nothing takes calls",
        "intet tag",
    ),
    "no such name": (socket.gaierror(-2, "Name or service not known"), "looked up (DNS)", "slås op (DNS)"),
    "no way": (OSError(errno.ENETUNREACH, "Network is unreachable"), "no way to it", "ingen vej dertil"),
    "another reason": (OSError(errno.EMFILE, "Too many open files"), "failed (EMFILE)", "mislykkedes (EMFILE)"),
    "no reason": (OSError("All connection attempts failed"), "the connection failed.", "forbindelsen mislykkedes."),
}


@pytest.mark.parametrize("reason", REASONS)
def test_why_it_cannot_be_reached_is_told_in_words_of_both_languages(reason: str) -> None:
    cause, english, danish = REASONS[reason]
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = OSError("All connection attempts failed")
    error.__cause__.__cause__ = cause

    phrase = told(error, "host.example:8443").phrase

    assert english in phrase.text("en")
    assert danish in phrase.text("da")
    for text in (phrase.text("en"), phrase.text("da")):
        assert "host.example:8443" in text
        assert "('" not in text
        assert "Errno" not in text


def test_an_error_that_is_not_ours_passes_the_border() -> None:
    with pytest.raises(KeyError), border("host"):
        raise KeyError


def test_every_kind_has_its_sentence_in_both_languages() -> None:
    assert set(FACTS) == set(STEPS) == set(Kind)
    assert all(phrase.en != phrase.da or not phrase.en for phrase in (*FACTS.values(), *STEPS.values()))


def test_a_fault_that_is_raised_again_carries_no_old_trace() -> None:
    with pytest.raises(CallFault) as caught:
        raise fault(Kind.TOKEN, 401, code="")

    again = caught.value.again()
    assert again.__traceback__ is None
    assert (again.kind, again.status, again.phrase) == (Kind.TOKEN, 401, caught.value.phrase)
