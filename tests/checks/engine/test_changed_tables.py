"""Tables that are not as on record stop every write until they are confirmed; reading goes on."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.engine import refusals as no
from checks.engine.model import Health
from checks.engine.plan import State
from checks.engine.shape import NOT_ON_RECORD
from tests.support.door import Door, door
from tests.support.firm import Firm
from tests.support.troubled import STALE, UNLINKED, troubled

BOTH = [UNLINKED, STALE]
CHANGED = "ClientTime's tables have changed since they were put on record"


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


def record(at: Door) -> Path:
    """Return where the tables are on record."""
    return at.state / "tables.json"


async def test_the_first_complete_reading_puts_the_tables_on_record(holm: Firm) -> None:
    async with door(holm) as at:
        text = record(at).read_text()

    assert '"dbo.Customer"' in text
    assert '"dbo.Invoice"' in text
    assert "Hansen" not in text


@pytest.mark.parametrize("key", BOTH)
async def test_a_changed_table_is_no_plan_and_says_what_changed(holm: Firm, key: str) -> None:
    async with door(holm) as at:
        holm.sql("ALTER TABLE Customer ADD Extra TEXT")

        said = await at.refusal(key)

        assert said.startswith(CHANGED)
        assert "column Extra (TEXT) is new" in said
        assert at.writes == 0
        assert at.monitor.journal_file.entries() == ()


@pytest.mark.parametrize("key", BOTH)
async def test_a_table_that_changes_between_plan_and_apply_stops_the_write(holm: Firm, key: str) -> None:
    async with door(holm) as at:
        plan = await at.planned(key)
        holm.sql("ALTER TABLE Invoice RENAME COLUMN TransferError TO Fejl")

        outcome = await at.applied(plan)

        assert (outcome.state, outcome.entry) == (State.REFUSED, None)
        assert "column TransferError (TEXT) is gone" in outcome.message.text()
        assert at.writes == 0
        holm.sql("ALTER TABLE Invoice RENAME COLUMN Fejl TO TransferError")
        assert (await at.applied(plan)).state == State.DONE  # the very plan, once the table is as it was


async def test_a_fix_is_not_taken_back_from_changed_tables_either(holm: Firm) -> None:
    async with door(holm) as at:
        done = await at.applied(await at.planned(UNLINKED))
        assert done.entry is not None
        holm.sql("ALTER TABLE Customer ADD Extra TEXT")

        undo = await at.monitor.undo(done.entry)

        assert getattr(undo, "reason", None) is not None
        assert at.writes == 1


async def test_reading_goes_on_and_the_source_says_what_is_wrong_once(holm: Firm) -> None:
    async with door(holm) as at:
        holm.sql("ALTER TABLE Customer ADD Extra TEXT")
        told = at.monitor._told  # pyright: ignore[reportPrivateUsage]  # the count of notices

        await at.monitor.cycle()
        found = await at.monitor.cycle()

        (state,) = (source for source in found.sources if source.name == "clienttime")
        assert (state.health, dict(state.counts)["customers"] > 0) == (Health.DEGRADED, True)
        assert state.detail is not None
        assert "Extra" in state.detail.text()
        assert at.monitor.finding(UNLINKED) is not None
        assert at.monitor._told == told + 1  # pyright: ignore[reportPrivateUsage]  # said once


@pytest.mark.parametrize("format", ["json", "text"])
def test_every_output_of_a_check_says_that_the_tables_have_changed(holm: Firm, format: str) -> None:
    before = holm.run("check", "--format", format)
    holm.sql("ALTER TABLE Customer ADD Extra TEXT")

    after = holm.run("check", "--format", format)

    assert "source:schema" not in before.stdout
    assert after.returncode == 2
    if format == "json":
        (source,) = (check for check in json.loads(after.stdout)["checks"] if check["id"] == "source")
        ((key, severity, summary),) = ((f["key"], f["severity"], f["summary"]) for f in source["findings"])
        assert (source["status"], key, severity) == ("critical", "source:schema", "critical")
        assert "column Extra (TEXT) is new" in summary
        assert "ctmon init --confirm" in summary
    else:
        assert "source:schema" in after.stdout
        assert "column Extra (TEXT) is new" in after.stdout


def test_a_confirmed_change_is_no_finding_any_more(holm: Firm) -> None:
    holm.run("check")
    holm.sql("ALTER TABLE Customer ADD Extra TEXT")
    assert "source:schema" in holm.run("check").stdout

    assert holm.run("init", "--confirm", "--yes").returncode == 0

    assert "source:schema" not in holm.run("check").stdout


async def test_what_only_the_rows_have_in_them_stops_nothing(holm: Firm) -> None:
    async with door(holm) as at:
        holm.sql("INSERT INTO Customer (CustomerId, CustomerCode, Name, IsActive) VALUES (99, '1999', 'Ny', 1)")
        holm.sql("CREATE TABLE Andet (Id INTEGER)")
        holm.sql("CREATE INDEX Hurtig ON Customer (Name)")

        assert (await at.applied(await at.planned(UNLINKED))).state == State.DONE


async def test_a_record_that_is_lost_stops_the_write_until_the_next_reading(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(UNLINKED)
        record(at).unlink()

        assert (await at.applied(plan)).message == NOT_ON_RECORD
        await at.monitor.cycle()
        assert (await at.applied(plan)).state == State.DONE


async def test_a_record_that_cannot_be_read_stops_every_write(holm: Firm) -> None:
    async with door(holm) as at:
        record(at).write_text("{")

        said = await at.refusal(UNLINKED)

        assert "cannot be read" in said
        await at.monitor.cycle()
        assert record(at).read_text() == "{"


async def test_a_database_that_cannot_be_asked_for_its_tables_stops_the_write(holm: Firm) -> None:
    async with door(holm) as at:
        plan = await at.planned(STALE)
        away = holm.database.rename(holm.database.with_suffix(".away"))

        outcome = await at.applied(plan)

        assert outcome.message.en.startswith(no.COULD_NOT_ASK.en)
        away.rename(holm.database)


async def test_a_table_that_was_not_mapped_before_is_put_on_record_when_it_is_read(holm: Firm) -> None:
    whole = holm.config.read_text()
    start = whole.index("[clienttime.invoice]")
    holm.config.write_text(whole[:start] + whole[whole.index("[economic]") :])
    async with door(holm) as at:
        assert '"dbo.Invoice"' not in record(at).read_text()
    holm.config.write_text(whole)

    async with door(holm) as at:
        assert '"dbo.Invoice"' in record(at).read_text()
        assert (await at.applied(await at.planned(UNLINKED))).state == State.DONE


async def test_another_customer_table_in_the_site_file_has_to_be_confirmed(holm: Firm) -> None:
    async with door(holm):
        pass
    holm.sql("CREATE TABLE Kunde AS SELECT * FROM Customer")
    holm.configure("dbo.Customer", "dbo.Kunde")

    async with door(holm) as at:
        assert "the table was dbo.Customer and is dbo.Kunde now" in await at.refusal(UNLINKED)
