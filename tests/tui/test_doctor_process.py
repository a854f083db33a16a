"""The doctor in a process of its own: it tells what the command tells, and never outlives the visit."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checks.engine.health import Line, Sign
from tests.support.firm import Firm
from tests.support.processes import alive, command_of, environment_of
from tests.support.troubled import troubled
from tests.support.watching import opened
from tui.commands import doctor
from tui.doctor_link import DoctorProcess
from tui.options import Options
from tui.vault import Vault
from tui.visit import BrokenOff, Topic
from tui.wiring import doctor_of, secrets_of

long = pytest.mark.long
GRANT = "CTMON_TEST_GRANT"


@pytest.fixture(name="holm")
def _holm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        for name in ("CTMON_STATE_HOME", "CTMON_CONFIG_HOME"):
            monkeypatch.setenv(name, made.environment[name])
        yield made


@pytest.fixture(name="visit")
def _visit(holm: Firm) -> Generator[Visit]:
    visit = Visit(holm)
    yield visit
    if visit.vault is not None:
        visit.vault.file.close()


@dataclass(slots=True)
class Visit:
    """What the page would be told, and the process that told it."""

    firm: Firm
    processes: list[Process] = field(default_factory=list[Process])
    told: list[tuple[Topic, Line]] = field(default_factory=list[tuple[Topic, Line]])
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    vault: Vault | None = None

    async def run(self) -> None:
        """Pay one visit."""
        site = opened(self.firm)
        self.vault = self.vault or secrets_of(site)
        made = doctor_of(site, self.vault)
        assert isinstance(made, DoctorProcess)

        async def start() -> Process:
            self.processes.append(await made.start())
            return self.processes[-1]

        await DoctorProcess(start).visit(self._tell)

    def _tell(self, topic: Topic, line: Line | None) -> None:
        if line is not None:
            self.told.append((topic, line))
        if topic is Topic.SITE:
            self.begun.set()

    @property
    def pid(self) -> int:
        """Return the process of this visit."""
        return self.processes[-1].pid

    def of(self, topic: Topic) -> list[tuple[str, Sign]]:
        """Return what was told of a topic."""
        return [(line.what.text(), line.sign) for found, line in self.told if found is topic]


async def test_it_tells_what_the_command_tells(holm: Firm, visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    await visit.run()

    await asyncio.to_thread(doctor.run, Options("doctor", holm.config, format="json", language="en"))
    rows = json.loads(capsys.readouterr().out)
    command = [(row["what"], row["state"]) for row in rows if row["what"] != "terminal"]
    assert [one for topic in (Topic.SITE, Topic.CLIENTTIME, Topic.ECONOMIC) for one in visit.of(topic)] == command
    assert [sign for _, sign in visit.of(Topic.TERMINAL)] == [Sign.OK]
    assert not alive(visit.pid)


@long
async def test_a_visit_that_is_left_leaves_no_process_behind(visit: Visit) -> None:
    under_way = asyncio.create_task(visit.run())
    await visit.begun.wait()

    under_way.cancel()
    await asyncio.gather(under_way, return_exceptions=True)

    assert not alive(visit.pid)


@long
async def test_a_process_whose_screen_died_leaves_by_itself(visit: Visit) -> None:
    under_way = asyncio.create_task(visit.run())
    await visit.begun.wait()
    os.kill(visit.pid, signal.SIGSTOP)  # as if a driver held it: it hears nothing before it goes on

    stdin = visit.processes[-1].stdin
    assert stdin is not None
    stdin.close()
    os.kill(visit.pid, signal.SIGCONT)

    with pytest.raises(BrokenOff):
        await under_way
    assert not alive(visit.pid)


@long
async def test_a_process_that_is_killed_is_told_as_broken_off(visit: Visit) -> None:
    under_way = asyncio.create_task(visit.run())
    await visit.begun.wait()

    os.kill(visit.pid, signal.SIGKILL)

    with pytest.raises(BrokenOff):
        await under_way


@long
async def test_a_secret_of_the_environment_goes_by_the_pipe_and_nowhere_else(
    holm: Firm, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant = (holm.folder / "grant").read_text()
    holm.configure('agreement_grant_token_file = "grant"', f'agreement_grant_token_env = "{GRANT}"')
    monkeypatch.setenv(GRANT, grant)
    under_way = asyncio.create_task(visit.run())
    await visit.begun.wait()
    seen = command_of(visit.pid) + environment_of(visit.pid)

    await under_way

    assert seen
    assert grant not in seen
    assert ("agreement_grant_token", Sign.OK) in visit.of(Topic.SITE)
    assert ("agreement", Sign.OK) in visit.of(Topic.ECONOMIC)


@long
async def test_a_site_file_that_was_torn_meanwhile_is_what_failed(holm: Firm, visit: Visit) -> None:
    visit.vault = secrets_of(opened(holm))
    site = opened(holm)
    holm.config.write_text("[clienttime")
    told: list[Line] = []

    await doctor_of(site, visit.vault).visit(lambda topic, line: told.append(line) if line else None)

    assert {line.what.text(): line.sign for line in told} == {"configuration": Sign.FAILED, "terminal": Sign.OK}


async def test_a_process_that_cannot_be_started_is_told_with_the_reason() -> None:
    async def start() -> Process:
        raise FileNotFoundError(2, "No such file or directory")

    with pytest.raises(BrokenOff, match="No such file"):
        await DoctorProcess(start).visit(lambda topic, line: None)
