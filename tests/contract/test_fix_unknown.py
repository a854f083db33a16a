"""`ctmon fix` where e-conomic carries the write out only after the answer was lost: exit 4, and what to do."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.demo.simulator import Fault, FaultKind
from tests.support.firm import Firm
from tests.support.putting import puts
from tests.support.troubled import STALE, UNLINKED, address, states, troubled


@pytest.fixture(name="holm")
def _holm(tmp_path: Path) -> Generator[Firm]:
    with troubled(tmp_path) as made:
        yield made


@pytest.mark.long
def test_a_write_that_is_carried_out_later_exits_4_blocks_its_record_alone_and_is_found_done(holm: Firm) -> None:
    holm.simulator.fault(Fault(FaultKind.EXECUTED_LATER, "/customers", method="PUT", seconds=20))
    began = time.monotonic()

    lost = holm.run("fix", STALE, "--yes")

    assert lost.returncode == 4
    assert "unknown #1: " in lost.stdout
    assert "Do not repeat it by hand" in lost.stdout
    assert "`ctmon check`" in lost.stdout
    assert states(holm) == ["unknown"]
    again, other = holm.run("fix", STALE, "--yes"), holm.run("fix", UNLINKED, "--yes")
    assert (again.returncode, other.returncode) == (1, 0)
    assert "still unknown" in again.stderr
    while address(holm) != "Vestergade 7":
        assert time.monotonic() - began < 40
        time.sleep(0.2)

    holm.run("check")

    assert states(holm) == ["done", "done"]
    assert puts(holm) == 1
    holm.simulator.clear_faults()
    assert holm.run("undo", "1", "--yes").returncode == 0
    assert (address(holm), puts(holm)) == ("Nørregade 12", 2)
