"""Who gets in, with what, and in which shape the others are told."""

from __future__ import annotations

import pytest

from checks.demo.simulator import Tokens
from tests.support.economic_site import BOOKED, DRAFTS, GRANT, SECRET, customer, site

NOBODY = ("", "")


@pytest.mark.parametrize("pair", [NOBODY, ("", GRANT), (SECRET, ""), ("wrong", "wrong too")])
def test_missing_and_unknown_tokens_are_a_401_on_both_surfaces(pair: tuple[str, str]) -> None:
    with site() as s:
        headers = {"X-AppSecretToken": pair[0], "X-AgreementGrantToken": pair[1]}
        classic = s.client.get("/self", headers=headers)
        openapi = s.client.get(BOOKED, headers=headers)

        assert (classic.status_code, classic.json()["httpStatusCode"]) == (401, 401)
        assert classic.json().get("errorCode") != "E02250"
        assert (openapi.status_code, openapi.json()["errorCode"]) == (401, "Unauthorized")
        assert openapi.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("pair", [(GRANT, SECRET), (SECRET, "wrong"), ("wrong", GRANT), (SECRET, "demo")])
def test_halves_that_do_not_belong_together_have_their_code(pair: tuple[str, str]) -> None:
    with site() as s:
        headers = {"X-AppSecretToken": pair[0], "X-AgreementGrantToken": pair[1]}

        answer = s.client.get("/self", headers=headers)

        assert (answer.status_code, answer.json()["errorCode"]) == (401, "E02250")


def test_tokens_are_asked_for_before_anything_is_told_about_a_path() -> None:
    with site() as s:
        headers = {"X-AppSecretToken": "", "X-AgreementGrantToken": ""}

        assert s.client.get("/nothing", headers=headers).status_code == 401


def test_demo_tokens_read_and_never_write() -> None:
    with site() as s:
        headers = {"X-AppSecretToken": "demo", "X-AgreementGrantToken": "demo"}
        read = s.client.get("/customers/1", headers=headers)
        written = s.client.put("/customers/1", headers=headers, json=customer(1))

        assert read.status_code == 200
        assert (written.status_code, written.json()["httpStatusCode"]) == (403, 403)
        assert s.customer()["city"] == "Århus C"


def test_the_demo_parameter_reads_the_classic_surface_and_stays_in_the_links() -> None:
    with site() as s:
        headers = {"X-AppSecretToken": "", "X-AgreementGrantToken": ""}
        page = s.client.get("/customers?demo=true&pagesize=1", headers=headers)

        assert "demo=true" in page.json()["pagination"]["nextPage"]
        assert s.client.get(f"{BOOKED}?demo=true", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("role", "allowed", "forbidden"),
    [("Sales", "/customers", BOOKED), ("Bookkeeping", BOOKED, "/customers")],
)
def test_a_role_opens_its_own_side_only(role: str, allowed: str, forbidden: str) -> None:
    with site(roles=frozenset({role})) as s:
        assert s.get(allowed).status_code == 200
        assert s.get(forbidden).status_code == 403


def test_a_missing_module_closes_its_service_and_names_it_and_nothing_else() -> None:
    with site(missing_modules=frozenset({"bookedEntriesApi"})) as s:
        answer = s.get(BOOKED)

        told = answer.json()
        assert (answer.status_code, told["errorCode"]) == (403, "AccessDeniedAgreementMissingModules")
        assert "bookedentriesapi" in told["title"]
        assert s.get(DRAFTS).status_code == s.get("/customers").status_code == 200


def test_tokens_do_not_show_themselves() -> None:
    assert "s3cret" not in repr(Tokens("s3cret", "s3cret"))
