"""Tokens of another agreement than the site file names: its books are not read, and what it is billed is its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.budget import Budget
from checks.adapters.economic import IN_FILES, EconomicApi, Tokens
from checks.engine.model import Health
from checks.engine.patience import by_hand
from tests.support.agreement import AGREEMENT, GRANT, SECRET, Token, opened
from tests.support.economic_pages import usual
from tests.support.scripted_server import Asked, Bytes, Scripted, reply, scripted

OWN = AGREEMENT + 1


def stranger(url: str, folder: Path) -> EconomicApi:
    """Return an adapter whose site file names another agreement than the one that answers."""
    api = opened(url, folder)
    api.wire.budget = Budget(folder, OWN)
    api.own = OWN
    return api


def paths(server: Scripted, since: int = 0) -> list[str]:
    return [asked.path for asked in server.asked[since:]]


async def test_its_books_are_left_alone_until_somebody_asks(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        api = stranger(server.url, tmp_path)
        first = await api.read()
        before = len(server.asked)

        second = await api.read()
        assert paths(server, before) == []
        with by_hand(True):
            await api.read()
        await api.close()

    assert paths(server, before) == ["/self"]
    assert before <= 5  # what was under way when /self answered
    assert first.agreement == second.agreement == AGREEMENT
    assert second.state.health is Health.DOWN
    assert second.debtors.rows == ()
    assert second.state.next_try is not None
    assert second.state.next_try - datetime.now(UTC) > timedelta(minutes=55)


async def test_the_calls_are_counted_for_the_agreement_that_answers(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        api = stranger(server.url, tmp_path)
        await api.read()
        await api.close()

    assert Budget(tmp_path, OWN).used == 0
    assert Budget(tmp_path, AGREEMENT).used == len(server.asked)


async def test_a_token_file_put_right_is_read_and_nothing_of_the_other_books_stays(tmp_path: Path) -> None:
    def both(asked: Asked) -> Bytes:
        if asked.path == "/self" and asked.headers["x-agreementgranttoken"] == "own":
            return reply({"agreementNumber": OWN})
        return usual(asked)

    async with scripted(both) as server:
        api = stranger(server.url, tmp_path)
        api.tokens = Tokens(lambda: (Token(SECRET), Token("own")))
        before = await api.read()
        assert GRANT in {asked.headers["x-agreementgranttoken"] for asked in server.asked}

        with by_hand(True):
            reading = await api.read()
        later = await api.read()
        await api.close()

    assert before.state.mend == IN_FILES
    assert reading.agreement == OWN
    assert later.state.health is Health.OK
    assert later.debtors.complete


async def test_the_own_books_are_read_as_ever(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        api = opened(server.url, tmp_path)
        api.own = AGREEMENT
        reading = await api.read()
        looked = await api.look()
        await api.close()

    assert reading.state.health is Health.OK
    assert reading.state.mend is None
    assert looked.rows


async def test_a_look_counts_no_rows_of_another_agreements_books(tmp_path: Path) -> None:
    async with scripted(usual) as server:
        api = stranger(server.url, tmp_path)
        looked = await api.look()
        await api.close()

    assert paths(server) == ["/self"]
    assert not looked.rows
    assert not looked.faults
    assert looked.identity is not None
    assert looked.identity.agreement == AGREEMENT
