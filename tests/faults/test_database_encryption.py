"""D3: what is not encrypted, or not by a server that somebody vouches for, gets no login and no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.adapters import connection_string, reach_words, sqlserver_words
from checks.adapters.server_address import ServerAddress
from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.plan import State
from tests.support.examined import examined
from tests.support.sample import sample
from tests.support.tds.authority import authority
from tests.support.tds.prelogin import Encryption
from tests.support.tds.tls import Certificate
from tests.support.telling import is_told, served

DRIVERS = sample(["freetds", "microsoft"])
NAME = "localhost"
PAST, SOON = ("20200101000000Z", "20200201000000Z"), ("20900101000000Z", "20910101000000Z")


@pytest.mark.parametrize(
    ("driver", "encryption", "trust", "phrase"),
    [
        ("microsoft", Encryption.REQUIRED, False, sqlserver_words.CERTIFICATE),
        ("microsoft", Encryption.OFFERED, False, sqlserver_words.CERTIFICATE),
        ("microsoft", Encryption.NONE, False, reach_words.NO_TLS),
        ("microsoft", Encryption.NONE, True, reach_words.NO_TLS),
        ("freetds", Encryption.REQUIRED, False, connection_string.NO_VERIFYING),
        ("freetds", Encryption.NONE, True, reach_words.NO_TLS),
    ],
)
async def test_d3_what_is_not_encrypted_and_trusted_is_refused_before_the_login(
    tmp_path: Path, driver: str, encryption: Encryption, trust: bool, phrase: Phrase
) -> None:
    with served(driver, tmp_path, encryption=encryption) as place:
        clienttime = place.opened(trust_server_certificate=trust)

        assert is_told(await clienttime.read(), phrase)
        assert is_told(await clienttime.read(), phrase)

        assert place.server.log.logins == 0


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(("encrypt", "trust"), [("yes", True), ("no", False)])
async def test_d3_what_is_asked_for_is_had(tmp_path: Path, driver: str, encrypt: str, trust: bool) -> None:
    with served(driver, tmp_path) as place:
        clienttime = place.opened(encrypt=encrypt, trust_server_certificate=trust)

        assert (await clienttime.read()).state.health is Health.OK


def of(kind: str) -> Certificate:
    """Return a certificate of an authority that is trusted here, with one thing wrong, or nothing."""
    match kind:
        case "misnamed":
            return authority().issue("other.example")
        case "run out":
            return authority().issue(NAME, *PAST)
        case "not yet valid":
            return authority().issue(NAME, *SOON)
        case _:
            return authority().issue(NAME)


WRONG = [
    ("misnamed", sqlserver_words.CERTIFICATE_NAME),
    ("run out", sqlserver_words.CERTIFICATE_DATES),
    ("not yet valid", sqlserver_words.CERTIFICATE_DATES),
]


@pytest.mark.parametrize("encryption", [Encryption.OFFERED, Encryption.REQUIRED])
@pytest.mark.parametrize(("kind", "phrase"), WRONG)
async def test_d3_a_certificate_that_is_wrong_in_one_thing_is_refused_each_time(
    tmp_path: Path, kind: str, phrase: Phrase, encryption: Encryption
) -> None:
    with authority().trusted(), served("microsoft", tmp_path, certificate=of(kind), encryption=encryption) as place:
        clienttime = place.opened(address=ServerAddress(NAME, place.server.port), trust_server_certificate=False)

        for _ in range(3):
            assert is_told(await clienttime.read(), phrase)
        outcome = await clienttime.link("2", None, "20002")

        assert (outcome.state, place.server.log.logins) == (State.NOT_DONE, 0)
        # One greeting of ours and one attempt of the driver each time: none that asks for less.
        assert place.server.accepted == 2 * 4


@pytest.mark.parametrize("kind", ["good", "misnamed", "run out"])
async def test_d3_what_is_right_is_believed_and_what_is_not_only_where_the_site_file_says_so(
    tmp_path: Path, kind: str
) -> None:
    with authority().trusted(), served("microsoft", tmp_path, certificate=of(kind)) as place:
        clienttime = place.opened(
            address=ServerAddress(NAME, place.server.port), trust_server_certificate=kind != "good"
        )

        assert (await clienttime.read()).state.health is Health.OK


@pytest.mark.parametrize("kind", ["good", "misnamed", "run out"])
async def test_d3_freetds_believes_any_certificate_so_it_is_told_and_sends_nothing(tmp_path: Path, kind: str) -> None:
    with authority().trusted(), served("freetds", tmp_path, certificate=of(kind)) as place:
        where = ServerAddress(NAME, place.server.port)
        careful = place.opened(address=where, trust_server_certificate=False)

        told = await careful.read()
        assert is_told(told, connection_string.NO_VERIFYING)
        assert told.customers.fault is not None
        assert "FreeTDS encrypts, but does not check" in told.customers.fault.text()
        assert place.server.accepted == 0

        trusting = place.opened(address=where, trust_server_certificate=True)
        assert (await trusting.read()).state.health is Health.OK


async def test_d3_strict_encryption_asks_for_the_name_whatever_the_site_file_trusts(tmp_path: Path) -> None:
    with authority().trusted(), served("microsoft", tmp_path, certificate=of("misnamed")) as place:
        where = ServerAddress(NAME, place.server.port)
        clienttime = place.opened(address=where, encrypt="strict", trust_server_certificate=True)

        assert is_told(await clienttime.read(), sqlserver_words.CERTIFICATE_NAME)
        assert place.server.log.logins == 0


async def test_d3_a_server_that_comes_back_with_another_certificate_is_not_followed(tmp_path: Path) -> None:
    with authority().trusted(), served("microsoft", tmp_path, certificate=of("good")) as place:
        clienttime = place.opened(address=ServerAddress(NAME, place.server.port), trust_server_certificate=False)
        assert (await clienttime.read()).state.health is Health.OK

        place.server.present(of("misnamed"))
        place.server.cut()
        assert [(await clienttime.read()).state.health for _ in range(2)] == [Health.DOWN] * 2
        assert is_told(await clienttime.read(), sqlserver_words.CERTIFICATE_NAME)
        assert (await clienttime.link("2", None, "20002")).state is State.NOT_DONE
        assert place.server.log.logins == 1

        place.server.present(of("good"))
        assert (await clienttime.read()).state.health is Health.OK


@pytest.mark.parametrize(("kind", "said"), [("misnamed", "made out to another name"), ("run out", "has run out")])
def test_d3_the_look_says_it_beside_the_encryption(tmp_path: Path, kind: str, said: str) -> None:
    with authority().trusted(), examined("microsoft", tmp_path, certificate=of(kind)) as site:
        where = ServerAddress(NAME, site.place.server.port)
        site.settings = {"address": where, "trust_server_certificate": False}

        seen = site.look()

        assert (seen.failed, seen.reached) == ({"encryption"}, False)
        assert said in seen.said("encryption")
