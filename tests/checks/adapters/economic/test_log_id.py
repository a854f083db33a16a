"""What e-conomic refuses or fails at is told with the id of its log, once a reason; the last ones are kept."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from checks.adapters.answer import Answer
from checks.adapters.call_fault import CallFault, Kind, fault
from checks.adapters.complaint import codes, log_id
from checks.adapters.documents import identity
from checks.adapters.recent import MOST, Recent
from checks.adapters.status import refused
from checks.demo.simulator import Fault, FaultKind
from tests.support.agreement import AGREEMENT, GRANT, SECRET, opened, standing, world
from tests.support.firm import world as firms_world

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LOG = "9f8e7d6c5b4a39281706f5e4d3c2b1a0-CPH"


def answered(status: int, body: dict[str, object], **headers: str) -> CallFault:
    told = Answer(status, {"content-type": "application/json", **headers}, json.dumps(body).encode())
    found = refused(told, "/customers", "restapi.e-conomic.com", lambda: NOW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        ({"logId": LOG}, {"x-requestid": "another-0001"}, LOG),
        ({}, {"x-requestid": LOG}, LOG),
        ({"traceId": LOG}, {}, LOG),
        ({"logId": 7, "traceId": LOG}, {}, LOG),
        ({}, {}, None),
        ({"logId": "<b>Kunde Jensen</b>"}, {}, None),
        ({"logId": "short"}, {}, None),
        ({"logId": "a" * 65}, {"x-requestid": "two words"}, None),
    ],
)
def test_the_id_is_taken_where_it_looks_like_one(
    body: dict[str, object], headers: dict[str, str], told: str | None
) -> None:
    assert log_id(body, headers) == told


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 429, 500, 503])
def test_every_refusal_tells_it_in_both_languages(status: int) -> None:
    found = answered(status, {"logId": LOG, "message": "No."})

    assert found.log == LOG
    assert f"log id {LOG}." in found.phrase.text("en")
    assert f"log-id {LOG}." in found.phrase.text("da")
    assert LOG in found.fact.text()
    assert LOG not in found.plain.text()
    assert found.again().phrase == found.phrase


def test_without_an_id_nothing_is_said_of_one() -> None:
    assert "log" not in answered(500, {}).phrase.text()


def test_the_codes_of_the_leaves_are_told_before_that_of_the_whole() -> None:
    leaves = {"city": {"errors": [{"errorMessage": "Too long.", "errorCode": "E01230"}]}}

    assert codes({"errorCode": "E04300", "errors": leaves}) == "E01230"
    assert codes({"errorCode": "E04300"}) == "E04300"
    assert codes({"errorCode": "AccessDenied"}) == "AccessDenied"
    assert codes({}) is None


async def test_a_reason_that_several_places_share_is_told_once_with_one_id(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        there.simulator.fault(Fault(FaultKind.STATUS_403, path_prefix="/invoices", method="*"))
        api = there.api()
        reading = await api.read()
        await api.close()

    assert reading.state.detail is not None
    said = reading.state.detail.text()
    assert said.count("log id") == 1
    assert "drafts, booked invoices" in said


async def test_nothing_but_one_reason_is_told_without_the_places(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api(grant="wrong-grant-of-tests")
        reading = await api.read()
        await api.close()

    assert reading.state.detail is not None
    assert reading.state.detail.text().startswith("e-conomic says that the two tokens do not belong together")
    assert reading.state.detail.text().count("log id") == 1


async def test_what_failed_lately_comes_with_the_reading_and_without_tokens(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        there.simulator.fault(Fault(FaultKind.STATUS_500, path_prefix="/invoices/drafts", method="*"))
        api = there.api()
        account = (await api.read()).account
        await api.close()

    assert account is not None
    (trouble,) = account.troubles
    assert (trouble.asked, trouble.code, trouble.times) == ("GET /invoices/drafts", None, 3)
    assert trouble.log is not None
    assert trouble.said.text() == "e-conomic failed (500)."
    assert SECRET not in repr(account)


async def test_an_answer_that_something_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    with standing(tmp_path) as there:
        api = there.api()
        await api.debtor(99999)
        account = (await api.read()).account
        await api.close()

    assert account is not None
    assert account.troubles == ()


def test_the_last_ten_are_kept_the_newest_first() -> None:
    recent = Recent(lambda: NOW)
    for number in range(MOST + 3):
        recent.note(
            "GET", f"http://127.0.0.1/place{number}?filter=name$eq:Hansen", fault(Kind.FAILING, 500, status=500)
        )

    assert [one.asked for one in recent.troubles] == [f"GET /place{number}" for number in range(MOST + 2, 2, -1)]


def test_what_comes_again_is_counted_and_moves_to_the_front() -> None:
    recent = Recent(lambda: NOW)
    for path in ("/a", "/b", "/a"):
        recent.note("GET", f"http://127.0.0.1{path}", answered(500, {"logId": f"{path[1]}1234567"}))

    assert [(one.asked, one.times) for one in recent.troubles] == [("GET /a", 2), ("GET /b", 1)]


def test_e_conomics_words_about_a_value_are_not_kept() -> None:
    recent = Recent(lambda: NOW)
    found = answered(400, {"message": "Hansen Byg ApS is too long", "errorCode": "E04300", "logId": LOG})
    recent.note("PUT", "http://127.0.0.1/customers/20042", found)

    assert "Hansen" in found.phrase.text()
    assert "Hansen" not in repr(recent.troubles)
    assert (recent.troubles[0].code, recent.troubles[0].log) == ("E04300", LOG)


async def test_whose_tokens_these_are_comes_with_the_reading(tmp_path: Path) -> None:
    books = world()
    books.myself.update(
        application={"requiredRoles": [{"name": "Sales"}, {"name": "Bookkeeping"}]}, modules=[{"name": "Projekt"}]
    )
    with standing(tmp_path, books) as there:
        api = there.api()
        account = (await api.read()).account
        await api.close()

    assert account is not None
    assert account.as_of is not None
    assert account.identity is not None
    assert account.identity.agreement == AGREEMENT
    assert (account.identity.roles, account.identity.modules) == (("Sales", "Bookkeeping"), ("Projekt",))


async def test_of_a_dead_host_no_identity_is_claimed(tmp_path: Path) -> None:
    api = opened("http://127.0.0.1:9", tmp_path)
    account = (await api.read()).account
    await api.close()

    assert account is not None
    assert (account.identity, account.as_of) == (None, None)
    assert len(account.troubles) >= 1


@pytest.mark.parametrize("odd", [None, "SuperUser", 7, {"name": "x"}])
def test_roles_and_modules_of_another_shape_are_not_known(odd: object) -> None:
    found = identity({"agreementNumber": 1, "application": {"requiredRoles": odd}, "modules": odd})

    assert (found.roles, found.modules) == (None, None)


def test_an_empty_list_is_none_and_not_unknown() -> None:
    found = identity({"agreementNumber": 1, "application": {"requiredRoles": [{}]}, "modules": []})

    assert (found.roles, found.modules) == ((), ())


async def test_the_modules_that_the_stand_in_tells_are_links_and_known_by_name(tmp_path: Path) -> None:
    told = {"agreementNumber": AGREEMENT, "modules": [{"moduleNumber": 2, "name": "Projekt"}]}
    with standing(tmp_path, firms_world([], self=told)) as there:
        api = there.api()
        looked = await api.look()
        await api.close()
        raw = await asyncio.to_thread(
            httpx.get, f"{there.url}/self", headers={"X-AppSecretToken": SECRET, "X-AgreementGrantToken": GRANT}
        )

    assert looked.identity is not None
    assert looked.identity.modules == ("Projekt",)
    assert raw.json()["modules"][0]["self"] == f"{there.url}/modules/2"
