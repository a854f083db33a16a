"""Every change of the record is seen: flips, cuts, swaps; a crash's torn tail and an erased value are not damage."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.adapters.chain import Flaw
from checks.adapters.journal import FileJournal
from checks.engine.confirmation import Confirmation
from checks.engine.errors import JournalFault
from checks.engine.opening import LASTS, Opening
from checks.engine.phrase import Personal, Phrase, plain
from checks.engine.plan import Change, FixPlan, JournalEntry, State, System, Target
from checks.engine.ports import Written

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def plan(code: str = "1042", before: str | None = None, after: str | None = "20042") -> FixPlan:
    return FixPlan(
        id="p",
        finding=f"null-foreign-id:{code}",
        action="link",
        target=Target(System.CLIENTTIME, "7", "Hansen Byg ApS", code, 20042),
        changes=(Change("foreign_id", before, after),),
        summary=plain("link"),
        evidence=(),
        request=(),
        reversibility=plain("any time"),
        read_at=NOW,
        agreement=123456,
    )


def journal(folder: Path) -> FileJournal:
    return FileJournal(folder, "srv", "1.0", lambda: NOW)


@pytest.fixture
def written(tmp_path: Path) -> FileJournal:
    """A journal of ten fixes, twenty records."""
    made = journal(tmp_path)
    for number in range(10):
        entry = made.intend(plan(str(1000 + number)), "anna", "call 17")
        made.conclude(entry, Written(State.DONE, plain("written"), (Change("foreign_id", None, "20042"),)))
    return made


def test_what_an_outcome_said_is_kept_in_both_languages_and_its_values_can_be_erased(tmp_path: Path) -> None:
    made = journal(tmp_path)
    said = Phrase("{name} was {shown}, {cpr}.", "{name} var {shown}, {cpr}.")
    entry = made.intend(plan(), "anna", "")
    said = said.with_(name=Personal("Hansen Byg ApS"), shown="{NULL}", cpr="010190-1234")
    made.conclude(entry, Written(State.CONFLICT, said))

    (found,) = made.entries()
    assert found.told is not None
    assert found.told.text("da") == "Hansen Byg ApS var {NULL}, 0101**-****."
    assert found.told.text("da", mask=True) == "H... var {NULL}, 0101**-****."
    assert found.message == found.told.text("en")
    assert "010190-1234" not in made.path.read_text()

    made.erase(entry)

    (bare,) = made.entries()
    assert bare.message == "… was …, …."
    assert "Hansen" not in made.path.read_text()
    assert made.broken() is None


def test_an_entry_from_before_both_languages_were_kept_reads_as_it_stands(tmp_path: Path) -> None:
    made = journal(tmp_path)
    entry = made.intend(plan(), "anna", "")
    old = {"kind": "outcome", "state": "done", "message": "Written {shown}."}
    made._append(old, {}, entry)  # pyright: ignore[reportPrivateUsage]  # nothing writes such a record any more

    (found,) = made.entries()
    assert (found.message, found.told) == ("Written {shown}.", None)


def test_an_entry_is_open_until_its_outcome_is_on_disk(tmp_path: Path) -> None:
    made = journal(tmp_path)

    entry = made.intend(plan(), "anna", "")
    assert [e.state for e in made.entries()] == [State.OPEN]
    made.conclude(entry, Written(State.DONE, plain("written")))

    (found,) = made.entries()
    assert found.state == State.DONE
    assert found.changes == (Change("foreign_id", None, "20042"),)
    assert found.target.record == "7"


def test_an_undo_is_an_entry_of_its_own_and_names_the_one_it_took_back(tmp_path: Path) -> None:
    made = journal(tmp_path)
    first = made.intend(plan(), "anna", "")
    made.conclude(first, Written(State.DONE, plain("written")))

    second = made.intend(replace(plan(before="20042", after=None), undo_of=first), "bo", "")
    assert made.entries()[0].undone_by is None
    made.conclude(second, Written(State.DONE, plain("written")))

    assert made.entries()[0].undone_by == second
    assert made.entries()[1].undo_of == first


def test_a_sound_journal_verifies(written: FileJournal) -> None:
    verdict = written.verify()

    assert verdict.flaw is None
    assert len(verdict.lines) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_only_its_owner_may_read_it(written: FileJournal) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (written.path, written.head_path)}

    assert modes == {0o600}


def test_no_name_of_a_customer_is_in_it(written: FileJournal) -> None:
    assert b"Hansen" not in written.path.read_bytes()


@pytest.mark.parametrize("every", [61, pytest.param(7, marks=pytest.mark.long)])
def test_every_flipped_byte_is_seen(written: FileJournal, every: int) -> None:
    data = written.path.read_bytes()
    missed: list[int] = []
    for place in range(0, len(data), every):
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        written.path.write_bytes(flipped)
        if written.verify().flaw is None:
            missed.append(place)

    assert missed == []


def test_every_removed_record_is_seen(written: FileJournal) -> None:
    lines = written.path.read_bytes().splitlines(keepends=True)
    flaws: list[Flaw | None] = []
    for gone in range(len(lines)):
        written.path.write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
        flaws.append(written.verify().flaw)

    assert flaws == [Flaw.ALTERED] * 19 + [Flaw.MISSING_TAIL]


def test_swapped_records_are_seen(written: FileJournal) -> None:
    lines = written.path.read_bytes().splitlines(keepends=True)
    lines[4], lines[5] = lines[5], lines[4]
    written.path.write_bytes(b"".join(lines))

    assert (written.verify().flaw, written.verify().at) == (Flaw.ALTERED, 5)


def test_a_cut_tail_is_seen_by_the_head_beside_it(written: FileJournal) -> None:
    lines = written.path.read_bytes().splitlines(keepends=True)
    written.path.write_bytes(b"".join(lines[:12]))

    assert (written.verify().flaw, written.verify().at) == (Flaw.MISSING_TAIL, 13)


def test_a_tail_torn_in_a_crash_is_normal_and_mended_by_the_next_record(written: FileJournal) -> None:
    with written.path.open("ab") as file:
        file.write(b'{"v":1,"seq":21,"ent')

    assert written.verify().flaw == Flaw.TORN
    written.intend(plan("2000"), "anna", "")

    assert written.verify().flaw is None
    assert len(written.verify().lines) == 21


def test_a_crash_between_the_record_and_the_head_is_no_damage(written: FileJournal) -> None:
    head = written.head_path.read_bytes()
    written.intend(plan("2000"), "anna", "")
    written.head_path.write_bytes(head)

    assert written.verify().flaw is None


def test_a_missing_head_beside_records_is_damage(written: FileJournal) -> None:
    written.head_path.unlink()

    assert written.verify().flaw == Flaw.NO_HEAD


def test_a_broken_journal_refuses_every_fix_and_writes_nothing(written: FileJournal) -> None:
    data = written.path.read_bytes().replace(b"1003", b"1993", 1)
    written.path.write_bytes(data)

    with pytest.raises(JournalFault):
        written.intend(plan(), "anna", "")
    assert written.path.read_bytes() == data


def test_a_value_can_be_erased_and_the_chain_stays_whole(written: FileJournal) -> None:
    written.erase(3)

    verdict = written.verify()
    assert verdict.flaw is None
    assert verdict.erased == 2
    assert written.entries()[2].erased
    assert written.entries()[2].changes == (Change("foreign_id", None, None),)


def test_a_changed_value_is_altered_not_erased(written: FileJournal) -> None:
    lines = written.path.read_bytes().splitlines(keepends=True)
    record = json.loads(lines[0])
    record["sealed"]["after.foreign_id"]["value"] = "20043"
    lines[0] = json.dumps(record, separators=(",", ":")).encode() + b"\n"
    written.path.write_bytes(b"".join(lines))

    assert (written.verify().flaw, written.verify().entry) == (Flaw.ALTERED, 1)


def test_a_full_disk_means_that_nothing_may_be_sent(tmp_path: Path) -> None:
    made = journal(tmp_path / "missing")

    with pytest.raises(JournalFault):
        made.intend(plan(), "anna", "")


def test_an_opening_stands_between_the_fixes_and_takes_no_number(tmp_path: Path) -> None:
    made = journal(tmp_path)
    first = made.intend(plan(), "anna", "")
    made.open_site("bo", "call 18")
    second = made.intend(plan("1043"), "anna", "")

    found = made.history()

    assert (first, second) == (1, 2)
    assert [entry.number if isinstance(entry, JournalEntry) else "opening" for entry in found] == [1, "opening", 2]
    assert [entry.number for entry in made.entries()] == [1, 2]
    assert made.opening() == Opening(NOW, NOW + LASTS, "bo", "call 18")


def test_a_confirmation_has_a_number_of_its_own_and_is_no_fix(tmp_path: Path) -> None:
    made = journal(tmp_path)
    said = Phrase("{table}: column {column} is new", "{table}: kolonnen {column} er ny")
    first = made.intend(plan(), "anna", "")
    number = made.confirm("bo", (said.with_(table="dbo.Customer", column="{Odd}"),))
    second = made.intend(plan("1043"), "anna", "")

    (confirmed,) = (found for found in made.history() if isinstance(found, Confirmation))

    assert (first, number, second) == (1, 2, 3)
    assert [entry.number for entry in made.entries()] == [1, 3]
    assert (confirmed.number, confirmed.at, confirmed.operator) == (2, NOW, "bo")
    assert confirmed.changes[0].text() == "dbo.Customer: column {Odd} is new"
    assert confirmed.changes[0].text("da") == "dbo.Customer: kolonnen {Odd} er ny"
    assert made.verify().flaw is None


def test_a_confirmation_that_was_changed_by_hand_is_seen(written: FileJournal) -> None:
    written.confirm("bo", (plain("column Extra is new"),))

    written.path.write_bytes(written.path.read_bytes().replace(b"Extra", b"Extro"))

    assert written.verify().flaw is Flaw.ALTERED
    with pytest.raises(JournalFault):
        written.confirm("bo", ())


def test_the_last_opening_counts(tmp_path: Path) -> None:
    journal(tmp_path).open_site("anna", "first")
    later = replace(journal(tmp_path), now=lambda: NOW + timedelta(minutes=30))
    later.open_site("bo", "second")

    opening = later.opening()

    assert opening is not None
    assert (opening.operator, opening.until) == ("bo", NOW + timedelta(minutes=90))


def test_a_journal_without_an_opening_has_none(written: FileJournal) -> None:
    assert written.opening() is None


def test_a_broken_journal_opens_nothing(written: FileJournal) -> None:
    written.open_site("anna", "called")
    assert written.opening() is not None

    written.path.write_bytes(written.path.read_bytes().replace(b"1003", b"1993", 1))

    assert written.opening() is None
    with pytest.raises(JournalFault):
        written.open_site("anna", "called again")


@pytest.mark.parametrize("name", ["journal.jsonl", "journal.head", "journal.lock"])
def test_what_cannot_be_read_is_named_and_is_neither_empty_nor_sound(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    made = journal(tmp_path)

    broken = made.broken()

    assert broken is not None
    assert str(tmp_path / name) in broken.text()
    assert (made.entries(), made.opening()) == ((), None)
    for read in (made.verify, made.history):
        with pytest.raises(JournalFault):
            read()


@pytest.mark.parametrize("head", [b'{"seq": -9, "hash": ""}', b'{"seq": Infinity, "hash": ""}', b"[]", b"\xff\xfe"])
def test_a_head_that_is_none_is_a_missing_one(written: FileJournal, head: bytes) -> None:
    written.head_path.write_bytes(head)

    assert written.verify().flaw == Flaw.NO_HEAD


def test_bytes_that_are_no_text_are_damage(written: FileJournal) -> None:
    written.path.write_bytes(b"\xff\xfe\x00\n" + written.path.read_bytes())

    assert (written.verify().flaw, written.verify().at) == (Flaw.ALTERED, 1)
