"""Links that were equal once: kept as digests over restarts, renewed while equal, forgotten with the link."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

from checks.adapters.memory import FileMemory
from tests.support.builders import customer, debtor

OURS, THEIRS = customer(), debtor()
MOVED = replace(THEIRS, address="Strandvejen 7")


def test_what_was_equal_is_known_after_a_restart(tmp_path: Path) -> None:
    FileMemory(tmp_path).agree([(OURS, THEIRS)], [])

    kept = FileMemory(tmp_path).agreed()[20042]

    assert kept.still_ours(OURS)
    assert kept.still_theirs(THEIRS)
    assert not kept.still_theirs(MOVED)


def test_a_link_that_is_apart_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.agree([(OURS, THEIRS)], [])

    memory.agree([], [(OURS, MOVED)])

    assert memory.agreed()[20042].still_theirs(THEIRS)


def test_a_link_that_is_equal_in_another_way_is_known_by_that(tmp_path: Path) -> None:
    memory, ours = FileMemory(tmp_path), replace(OURS, address=("Strandvejen 7",))
    memory.agree([(OURS, THEIRS)], [])

    memory.agree([(ours, MOVED)], [])

    assert FileMemory(tmp_path).agreed()[20042].still_theirs(MOVED)
    assert memory.agreed()[20042].still_ours(ours)


def test_what_was_never_equal_is_not_known(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)

    memory.agree([], [(OURS, MOVED)])

    assert memory.agreed() == {}


def test_a_link_that_is_no_more_is_forgotten_also_where_it_comes_back(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.agree([(OURS, THEIRS)], [])

    memory.agree([], [])
    memory.agree([], [(OURS, MOVED)])

    assert memory.agreed() == FileMemory(tmp_path).agreed() == {}


def test_another_customer_on_the_number_begins_anew(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.agree([(OURS, THEIRS)], [])

    memory.agree([], [(customer("1077"), MOVED)])

    assert memory.agreed() == {}


def test_what_stays_equal_is_not_written_again(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.agree([(OURS, THEIRS)], [])
    before = memory.path.read_bytes()

    memory.agree([(replace(OURS), replace(THEIRS))], [])
    FileMemory(tmp_path).agree([(OURS, THEIRS)], [])

    assert memory.path.read_bytes() == before


def test_rows_of_another_kind_in_the_file_are_not_taken(tmp_path: Path) -> None:
    FileMemory(tmp_path).agree([(OURS, THEIRS)], [])
    with contextlib.closing(sqlite3.connect(tmp_path / "memory.db")) as file, file:
        file.execute("UPDATE once_equal SET salt = 'text'")

    assert FileMemory(tmp_path).agreed() == {}


def test_a_folder_that_cannot_be_written_costs_the_memory_only(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "missing")

    memory.agree([(OURS, THEIRS)], [])

    assert memory.agreed() == {}
