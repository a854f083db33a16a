"""Tokens that were refused too often rest for an hour, unless somebody at a screen asks: then they are tried anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.economic import FROM_OUTSIDE, IN_FILES, EconomicApi, Tokens
from checks.adapters.http import MOST_DEAD_TRIES
from checks.engine.errors import Fault
from checks.engine.model import Health
from checks.engine.patience import by_hand
from checks.engine.phrase import plain
from checks.engine.ports import EconomicReading
from tests.support.agreement import GRANT, SECRET, Token, opened
from tests.support.economic_pages import always, usual
from tests.support.scripted_server import Asked, Bytes, Scripted, reply, scripted

DENIED = reply({"errorCode": "E02250"}, 401)


@dataclass(slots=True)
class Door:
    """Denies everybody until it is opened, or whoever does not bring the right grant."""

    right: str | None = None
    open: bool = False
    brought: list[str] = field(default_factory=list[str])

    def __call__(self, asked: Asked) -> Bytes:
        grant = asked.headers["x-agreementgranttoken"]
        self.brought.append(grant)
        welcome = self.open or grant == self.right
        return usual(asked) if welcome else DENIED


async def worn_out(api: EconomicApi, server: Scripted) -> EconomicReading:
    """Read by itself until nothing is tried any more."""
    reading = await api.read()
    for _ in range(MOST_DEAD_TRIES):
        reading = await api.read()
    before = len(server.asked)
    assert (await api.read()).state.health is Health.DOWN
    assert len(server.asked) == before <= MOST_DEAD_TRIES
    return reading


async def by_key(api: EconomicApi) -> EconomicReading:
    """Read as R on the screen does."""
    with by_hand(True):
        return await api.read()


async def test_somebody_who_asks_has_them_tried_and_a_healthy_answer_clears_everything(tmp_path: Path) -> None:
    door = Door()
    async with scripted(door) as server:
        api = opened(server.url, tmp_path)
        await worn_out(api, server)
        door.open = True

        reading = await by_key(api)
        later = await api.read()
        await api.close()

    assert reading.state.health is later.state.health is Health.OK
    assert reading.state.next_try is None
    assert reading.state.mend is None


async def test_each_time_somebody_asks_costs_one_call_and_nothing_by_itself_follows(tmp_path: Path) -> None:
    async with scripted(always(DENIED)) as server:
        api = opened(server.url, tmp_path)
        await worn_out(api, server)
        before = len(server.asked)

        for _ in range(3):
            assert (await by_key(api)).state.health is Health.DOWN
            await api.read()
        await api.close()

    assert len(server.asked) - before == 3


async def test_the_next_try_that_is_told_is_the_true_one(tmp_path: Path) -> None:
    async with scripted(always(DENIED)) as server:
        api = opened(server.url, tmp_path)
        first = await api.read()

        reading = await worn_out(api, server)
        await api.close()

    assert first.state.next_try is None  # the next cycle
    assert reading.state.next_try is not None
    assert timedelta(minutes=59) < reading.state.next_try - datetime.now(UTC) <= timedelta(hours=1)


def with_tokens(api: EconomicApi, again: Callable[[], tuple[Token, Token]] | None) -> EconomicApi:
    api.tokens = Tokens(again)
    return api


async def test_a_file_that_was_put_right_is_read_when_somebody_asks(tmp_path: Path) -> None:
    door = Door(right="new")
    async with scripted(door) as server:
        api = with_tokens(opened(server.url, tmp_path), lambda: (Token(SECRET), Token("new")))
        worn = await worn_out(api, server)
        assert set(door.brought) == {GRANT}  # by itself nobody reads a file

        reading = await by_key(api)
        await api.close()

    assert worn.state.mend == IN_FILES
    assert reading.state.health is Health.OK


async def test_a_file_that_holds_no_token_any_more_is_told_and_nothing_is_sent(tmp_path: Path) -> None:
    def broken() -> tuple[Token, Token]:
        raise Fault(plain("grant.txt is empty."))

    async with scripted(Door()) as server:
        api = with_tokens(opened(server.url, tmp_path), broken)
        await worn_out(api, server)
        before = len(server.asked)

        reading = await by_key(api)
        await api.close()

    assert reading.state.detail is not None
    assert "grant.txt is empty." in reading.state.detail.text()
    assert len(server.asked) == before


async def test_tokens_from_outside_cannot_change_and_it_says_what_helps(tmp_path: Path) -> None:
    async with scripted(Door()) as server:
        api = opened(server.url, tmp_path)
        reading = await worn_out(api, server)
        await api.close()

    assert reading.state.mend == FROM_OUTSIDE


async def test_tokens_that_are_accepted_are_not_read_again(tmp_path: Path) -> None:
    def never() -> tuple[Token, Token]:
        raise AssertionError

    async with scripted(Door(open=True)) as server:
        api = with_tokens(opened(server.url, tmp_path), never)
        reading = await by_key(api)
        await api.close()

    assert reading.state.health is Health.OK
