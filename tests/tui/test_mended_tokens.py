"""A token file that is put right while the screen runs: R reads it, in the engine's own process."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from checks.adapters.economic import IN_FILES
from checks.engine.model import Health, SourceState
from tests.support.firm import Firm
from tests.support.troubled import troubled
from tests.support.watching import Watching, watching


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


def economic(watched: Watching) -> SourceState:
    return next(state for state in watched.board.pulse.sources if state.name == "economic")


async def test_it_is_read_when_asked_and_everything_is_compared_again(holm: Firm) -> None:
    grant = holm.folder / "grant"
    right = grant.read_text()
    grant.write_text("revoked-grant-of-the-test")
    async with watching(holm) as watched:
        await watched.cycled()
        down = economic(watched)
        grant.write_text(right)

        await watched.link.refresh()

        await watched.until(lambda: economic(watched).health is Health.OK)
    assert down.health is Health.DOWN
    assert down.mend == IN_FILES
