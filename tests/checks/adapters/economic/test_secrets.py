"""The tokens go into two headers and nowhere else."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from checks.adapters.budget import Budget
from checks.adapters.call_fault import CallFault
from checks.adapters.economic import open_economic
from checks.engine.lookup import Unknown
from checks.engine.snapshot import Rules
from tests.support.agreement import GRANT, SECRET, Token, opened
from tests.support.economic_pages import usual
from tests.support.scripted_server import scripted


async def test_they_are_in_no_repr_and_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with scripted(usual) as server:
        api = opened(server.url, tmp_path)
        await api.read()
        shown = repr(api) + repr(api.wire)
        await api.close()

    assert SECRET not in shown
    assert GRANT not in shown
    assert SECRET not in caplog.text
    assert GRANT not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("http")]


@pytest.mark.parametrize("token", ["", "  ", "grant\r\nX-Evil: 1", "grøn", "tab\tbed", "x" * 600])
async def test_a_token_that_is_none_is_never_sent_and_never_quoted(tmp_path: Path, token: str) -> None:
    async with scripted(usual) as server:
        api = open_economic(
            server.url, server.url, Token(SECRET), Token(token), rules=Rules(), budget=Budget(tmp_path, 1)
        )
        answer = await api.agreement()
        await api.close()

    assert server.asked == []
    assert isinstance(answer, Unknown)
    assert "token" in answer.reason.text()
    assert not token.strip() or token not in answer.reason.text()


@pytest.mark.parametrize(
    "url",
    [
        "http://restapi.e-conomic.com",
        "ftp://127.0.0.1",
        "restapi.e-conomic.com",
        "",
        "https://",
        "https://user:pw@restapi.e-conomic.com",
        "http://127.0.0.1.evil.example",
        "http://[::1",
    ],
)
def test_an_address_that_must_not_get_them_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(CallFault):
        open_economic(url, url, Token(SECRET), Token(GRANT), rules=Rules(), budget=Budget(tmp_path, 1))


@pytest.mark.parametrize("url", ["https://restapi.e-conomic.com", "http://127.0.0.1:8080/", "http://[::1]:1/rest"])
def test_an_address_that_may_get_them_is_taken(tmp_path: Path, url: str) -> None:
    open_economic(url, url, Token(SECRET), Token(GRANT), rules=Rules(), budget=Budget(tmp_path, 1))
