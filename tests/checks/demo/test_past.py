"""The demo's memory of the time before it: the same digests as a monitor makes that saw both sides then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.adapters.memory import FileMemory
from checks.demo.past import once_equal, remember
from tests.support.scene import findings, firm, snapshot_of

CHECK = "changed-in-economic"


async def test_what_was_changed_by_hand_is_found_from_the_memory_file(tmp_path: Path) -> None:
    remember(firm(), tmp_path / "state")
    whole = replace(await snapshot_of(firm(), tmp_path), agreed=FileMemory(tmp_path / "state").agreed())

    found = {one.key for one in findings(whole) if one.check == CHECK}

    assert found == {one.key for one in firm().planted if one.check == CHECK}


async def test_without_the_memory_nothing_is_found(tmp_path: Path) -> None:
    whole = replace(await snapshot_of(firm(), tmp_path), agreed={})

    assert [one.key for one in findings(whole) if one.check == CHECK] == []


def test_nothing_of_what_is_remembered_can_be_read_in_the_file(tmp_path: Path) -> None:
    remember(firm(), tmp_path)
    written = (tmp_path / "memory.db").read_bytes()

    for customer, debtor in once_equal(firm()):
        for value in (customer.name, *customer.address, debtor.name):
            assert value
            assert value.encode() not in written
