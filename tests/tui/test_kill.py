"""A fix that is killed at any moment: never two writes, never a doubt that stays, never a journal that lies."""

import asyncio
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.engine.plan import State
from tests.support.firm import Firm
from tests.support.killing import (
    Link,
    Push,
    Tally,
    assert_fixable,
    assert_settled,
    killed,
    part_of,
    records,
    whole_time,
)
from tests.support.settling import settled_later
from tests.support.troubled import states, troubled
from tests.support.watching import watching

FEW, MANY = 2, 50
EDGE = 0.1
"""The share of the time before the first moment, in which everything is still being loaded."""


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("moments", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", [Link, pytest.param(Push, marks=pytest.mark.long)])
def test_a_fix_killed_at_any_moment_is_settled_by_the_next_command(
    holm: Firm, kind: type[Link] | type[Push], moments: int
) -> None:
    fix, tally, whole = kind(holm), Tally(), 0.0

    for number in range(moments):
        if number % 10 == 0:  # the machine is not always as fast as it was
            whole = whole_time(fix)
        moment = whole * (EDGE + number * (1.1 - EDGE) / moments)
        before = len(states(holm))
        part = killed(fix, moment)
        tally.hits[part] += 1
        told = f"killed {moment:.2f} s into {whole:.2f} s, {part} the write; so far {tally}\n"

        assert_settled(fix, told)
        assert states(holm)[before:] == ([] if part == "before" else ["done" if fix.done else "not-done"]), told
        assert fix.writes == (1 if fix.done else 0), told
        assert_fixable(fix, told)

    print(tally)
    if moments == MANY:  # a few fall where the machine's load lets them; many have to hit every part
        assert tally.hits["inside"] >= moments // 10, str(tally)
        assert tally.hits["before"], str(tally)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("moments", [1, pytest.param(20, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", [pytest.param(Link, marks=pytest.mark.long), Push])
async def test_an_engine_killed_while_the_screen_waits_is_settled_by_the_next_engine(
    holm: Firm, kind: type[Link] | type[Push], moments: int
) -> None:
    fix, tally = kind(holm), Tally()

    for number in range(moments):
        fix.reset()
        before, done_before = len(records(holm)), len(states(holm))
        async with watching(holm) as there:
            await there.cycled()
            plan = await there.planned(fix.key)
            with fix.held():
                applying = asyncio.create_task(there.link.apply(plan.id))
                if number == 0:  # one at least falls inside, however slow the machine is
                    await intended(holm, before)
                else:
                    await asyncio.sleep(0.02 + number * 0.9 / moments)
                there.processes[-1].kill()
                outcome = await applying
                part = part_of(records(holm)[before:])
            tally.hits[part] += 1
            told = f"killed {part} the write, told {outcome.state}; so far {tally}"
            may_be = {State.DONE, State.UNKNOWN} if part == "after" else {State.UNKNOWN}
            assert outcome.state in may_be, told
            await there.until(lambda: len(there.processes) == 2)
            await there.until(lambda: there.board.pulse.cycle >= 1)
            await there.until(lambda: there.board.pulse.unresolved == 0 or (kind is Push and not fix.done))

        await settled_later(holm)
        assert states(holm)[done_before:] == ([] if part == "before" else ["done" if fix.done else "not-done"]), told
        assert fix.writes == (1 if fix.done else 0), told
        await asyncio.to_thread(assert_settled, fix, told)
        assert_fixable(fix, told)

    print(tally)
    assert tally.hits["inside"], str(tally)


async def intended(firm: Firm, before: int) -> None:
    """Wait until an intent is on disk."""
    async with asyncio.timeout(20):
        while len(records(firm)) == before:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.005)
