"""What was there at the first complete reading is old; what comes later has a time. Damage costs only that."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.memory import FileMemory
from checks.engine.errors import Fault
from checks.engine.ports import Ignored
from checks.engine.snapshot import Part

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WORD = Ignored("stale-address:1042", "abc", "agreed with the customer", "anna", NOW, "2026-12-31")


def test_what_was_there_at_the_first_reading_has_no_time(tmp_path: Path) -> None:
    assert FileMemory(tmp_path).sightings(Part.CUSTOMERS, ["1", "2"], NOW) == {}


def test_what_appears_later_is_dated_and_stays_so(tmp_path: Path) -> None:
    FileMemory(tmp_path).sightings(Part.CUSTOMERS, ["1"], NOW)
    later = NOW + timedelta(hours=1)

    seen = FileMemory(tmp_path).sightings(Part.CUSTOMERS, ["1", "2"], later)
    again = FileMemory(tmp_path).sightings(Part.CUSTOMERS, ["1", "2"], later + timedelta(days=1))

    assert seen == again == {(Part.CUSTOMERS, "2"): later}


def test_invoices_and_customers_are_remembered_apart(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.sightings(Part.CUSTOMERS, ["1"], NOW)

    assert memory.sightings(Part.INVOICES, ["1", "9"], NOW) == {}


def test_a_word_is_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)

    memory.ignore(WORD)
    memory.ignore(WORD)

    assert memory.ignored() == (WORD,)
    assert memory.unignore(WORD.key)
    assert not memory.unignore(WORD.key)
    assert memory.ignored() == ()


def test_a_damaged_file_is_put_aside_and_begun_anew(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.path.write_bytes(b"not a database" * 100)

    memory.ignore(WORD)

    assert memory.ignored() == (WORD,)
    assert memory.path.with_suffix(".damaged").exists()


def test_damage_that_shows_later_is_put_aside_as_well(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.sightings(Part.INVOICES, [str(number) for number in range(5_000)], NOW)
    content = bytearray(memory.path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    memory.path.write_bytes(content)

    memory.sightings(Part.INVOICES, ["1"], NOW)
    memory.ignore(WORD)

    assert memory.ignored() == (WORD,)
    assert memory.path.with_suffix(".damaged").exists()


def test_a_file_of_another_make_is_put_aside(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    with contextlib.closing(sqlite3.connect(memory.path)) as other, other:
        other.execute("CREATE TABLE ignored (something TEXT)")

    memory.ignore(WORD)

    assert memory.ignored() == (WORD,)


def test_nonsense_where_a_time_should_be_stops_nothing(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.sightings(Part.CUSTOMERS, ["1"], NOW)
    memory.sightings(Part.CUSTOMERS, ["1", "2", "3"], NOW)
    memory.ignore(WORD)
    with contextlib.closing(sqlite3.connect(memory.path)) as other, other:
        other.execute("UPDATE seen SET at = 'yesterday' WHERE key = '2'")
        other.execute("UPDATE ignored SET at = 'yesterday'")

    assert memory.sightings(Part.CUSTOMERS, ["1"], NOW) == {(Part.CUSTOMERS, "3"): NOW}
    assert [word.key for word in memory.ignored()] == [WORD.key]


def test_a_word_that_cannot_be_kept_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(Fault):
        FileMemory(tmp_path).ignore(replace(WORD, reason="\udcff"))


def test_while_another_program_holds_the_file_nothing_is_lost(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.ignore(WORD)
    with contextlib.closing(sqlite3.connect(memory.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert memory.ignored() == ()

    assert memory.ignored() == (WORD,)
    assert not memory.path.with_suffix(".damaged").exists()


def test_a_folder_that_cannot_be_written_costs_the_memory_only(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "missing")

    assert memory.sightings(Part.CUSTOMERS, ["1"], NOW) == {}
    assert memory.ignored() == ()
    with pytest.raises(Fault):
        memory.ignore(WORD)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path)
    memory.ignore(WORD)

    assert stat.S_IMODE(memory.path.stat().st_mode) == 0o600
