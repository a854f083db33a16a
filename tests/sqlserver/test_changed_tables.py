"""A ClientTime whose tables were changed on the server gets no write until they are confirmed, with both drivers."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.demo import scenario
from checks.engine.plan import FixPlan, Refused, State
from tests.support.fixes import fixes
from tests.support.tds_firm import TdsFirm, tds_firm

DRIVERS = ["freetds", pytest.param("microsoft", marks=pytest.mark.long)]


def change(firm: TdsFirm, statement: str) -> None:
    """Change the tables as an update of ClientTime would."""
    with contextlib.closing(sqlite3.connect(firm.database)) as file, file:
        file.execute(statement)


@pytest.mark.parametrize("driver", DRIVERS)
async def test_no_write_reaches_tables_that_have_changed_until_they_are_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, driver: str
) -> None:
    with tds_firm(tmp_path, driver, scenario.build(2, 120, 130, datetime.now(UTC))) as firm:
        async with fixes(firm, monkeypatch) as there:
            link, push = there.fixable(2)
            shown = await there.monitor.plan(link)
            assert isinstance(shown, FixPlan)
            change(firm, "ALTER TABLE Invoice ADD Extra nvarchar(20)")

            stopped = await there.monitor.apply(shown.id)
            refused = await there.monitor.plan(push)

            assert stopped.state is State.REFUSED
            assert "dbo.Invoice: column Extra (nvarchar(20)) is new" in stopped.message.text()
            assert isinstance(refused, Refused)
            assert await there.monitor.cycle()
            assert firm.server is not None
            assert firm.server.writes == ()

            told = subprocess.run(  # noqa: ASYNC221 - as below
                [sys.executable, "-m", "tui.cli", "doctor", "--config", str(firm.config), "--format", "json"],
                env=firm.environment,
                capture_output=True,
                text=True,
            )
            (line,) = (one for one in json.loads(told.stdout) if one["what"] == "tables on record")
            assert told.returncode == 1
            assert line["state"] == "failed"
            assert "column Extra (nvarchar(20)) is new" in line["result"]

            words = ["init", "--confirm", "--yes", "--config", str(firm.config)]
            confirmed = subprocess.run(  # noqa: ASYNC221 - nothing else is going on
                [sys.executable, "-m", "tui.cli", *words], env=firm.environment, capture_output=True, text=True
            )

            assert confirmed.returncode == 0, confirmed.stderr
            assert "column Extra (nvarchar(20)) is new" in confirmed.stderr
            assert (await there.fix(link)).state is State.DONE
            assert len(firm.server.writes) == 1
