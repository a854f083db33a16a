"""The way to a SQL Server, as lines: name, port, greeting, encryption; where one fails, the next are not tried."""

from __future__ import annotations

from checks.adapters import sqlserver_health_words as words
from checks.adapters.prelogin import ENCRYPT_REQUIRED, Greeting
from checks.adapters.reach import Reached, Step, Way
from checks.adapters.sqlserver import EARLIER, GIVEN_UP, SqlServerSettings
from checks.adapters.watchdog import GivenUp, Watchdog
from checks.engine.errors import SourceFault
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain

TOPICS = {Step.RESOLVING: words.NAME, Step.CONNECTING: words.PORT, Step.GREETING: words.GREETING}
RELEASES = {17: "2025", 16: "2022", 15: "2019", 14: "2017", 13: "2016", 12: "2014", 11: "2012", 10: "2008"}
"""What Microsoft sells each major version as."""
SAID = {0: words.OFFERS, 1: words.ENCRYPTS, 2: words.NEVER_ENCRYPTS, 3: words.INSISTS}
"""What a server answers to the question for encryption."""


def way_lines(settings: SqlServerSettings) -> list[Line]:
    """Go the way once, as every connection does, and tell of each step; blocks no longer than the login may."""
    way = Way(settings.address, settings.encrypt, settings.login_timeout - EARLIER)
    found = _gone(way, settings)
    if isinstance(found, SourceFault):
        steps = list(TOPICS)
        passed = [_named(way), _open(way)][: steps.index(way.step)]
        return [*passed, Line(Sign.FAILED, TOPICS[way.step], found.phrase)]
    return [_named(way), _open(way), _greeted(found.greeting), _encryption(settings, found.greeting)]


def _gone(way: Way, settings: SqlServerSettings) -> Reached | SourceFault:
    watchdog: Watchdog[Reached] = Watchdog("clienttime way", lambda _: None)
    try:
        return watchdog.run(way.go, settings.login_timeout)
    except GivenUp:
        phrase = GIVEN_UP[way.step].with_(server=str(settings.address), seconds=settings.login_timeout)
        return SourceFault(phrase.with_(port=way.port or "?"))
    except SourceFault as fault:
        return fault


def _named(way: Way) -> Line:
    return Line(Sign.OK, words.NAME, plain(f"{way.address.host}: {', '.join(way.places)}"))


def _open(way: Way) -> Line:
    return Line(Sign.OK, words.PORT, words.LISTENS.with_(port=way.port))


def _greeted(greeting: Greeting | None) -> Line:
    if greeting is None:
        return Line(Sign.OK, words.GREETING, words.NO_GREETING)
    release = RELEASES.get(int(greeting.version.partition(".")[0]), "?")
    said = SAID[greeting.encryption]
    return Line(Sign.OK, words.GREETING, said.with_(version=greeting.version, release=release))


def _encryption(settings: SqlServerSettings, greeting: Greeting | None) -> Line:
    sign, result, step = _covered(settings, greeting)
    return Line(sign, words.ENCRYPTION, result, step)


def _covered(settings: SqlServerSettings, greeting: Greeting | None) -> tuple[Sign, Phrase, Phrase | None]:
    if settings.encrypt == "strict":
        return Sign.OK, words.STRICT, None
    if settings.encrypt == "yes" and not settings.trust_server_certificate:
        return Sign.OK, words.VERIFIED, None
    if settings.encrypt == "yes":
        return Sign.WARNING, words.TRUSTED_BLINDLY, words.INSTALL_AUTHORITY
    if greeting is not None and greeting.encryption == ENCRYPT_REQUIRED:
        return Sign.WARNING, words.FORCED, words.ENCRYPT
    if greeting is not None and greeting.encrypts:
        return Sign.WARNING, words.LOGIN_ONLY, words.ENCRYPT
    return Sign.WARNING, words.IN_CLEAR, words.GIVE_CERTIFICATE
