"""The record of everything the program changed: append-only, hash-chained, one fsync a record."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checks.adapters.chain import GENESIS, Flaw, Head, Line, Verdict, linked, to_bytes, verdict
from checks.adapters.platform import exclusive
from checks.adapters.recorded import sentence, told, values
from checks.adapters.seal import Seal, seal, unsealed
from checks.engine.confirmation import Confirmation
from checks.engine.errors import JournalFault
from checks.engine.history import Recorded
from checks.engine.opening import LASTS, Opening
from checks.engine.phrase import Phrase, escaped
from checks.engine.plan import Change, FixPlan, JournalEntry, State, System, Target
from checks.engine.ports import Written

VERSION = 1
OPENED = "opened"
"""The kind of the record that opens a read-only site."""
CONFIRMED = "confirmed"
"""The kind of the record that lets changed tables be written to."""
HEAD_SIZE = 128
"""The head is one short line of fixed size, overwritten in place: it fits a sector, so it cannot tear."""


@dataclass(frozen=True, slots=True)
class FileJournal:
    """`journal.jsonl` with `journal.head` beside it, both 0600, in the site's state folder."""

    folder: Path
    station: str = ""
    program: str = ""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def path(self) -> Path:
        """Return where the records are."""
        return self.folder / "journal.jsonl"

    @property
    def head_path(self) -> Path:
        """Return where the number and hash of the last record are."""
        return self.folder / "journal.head"

    def intend(self, plan: FixPlan, operator: str, reason: str) -> int:
        """Put the intent on disk before the first byte leaves; raises JournalFault when it is not there."""
        sealed = {f"before.{c.field}": seal(c.before) for c in plan.changes}
        sealed |= {f"after.{c.field}": seal(c.after) for c in plan.changes}
        if reason:
            sealed["reason"] = seal(reason)
        members = {
            "kind": "intent",
            "plan": plan.id,
            "finding": plan.finding,
            "action": plan.action,
            "system": plan.target.system.value,
            "record": plan.target.record,
            "customer_code": plan.target.customer_code,
            "customer_number": plan.target.customer_number,
            "agreement": plan.agreement,
            "undo_of": plan.undo_of,
            "operator": operator,
        }
        return self._append(members, sealed, entry=None)

    def conclude(self, entry: int, written: Written) -> None:
        """Put the outcome on disk; an unknown one may be concluded again once the target was asked."""
        sealed = {f"seen.{c.field}": seal(c.after) for c in written.seen} | values(written.message)
        members: dict[str, Any] = {"kind": "outcome", "state": written.state.value, **sentence(written.message)}
        self._append(members | ({"accepted": True} if written.accepted else {}), sealed, entry=entry)

    def open_site(self, operator: str, reason: str) -> None:
        """Open the site for writing, from now on; entry 0 is that of no fix. Raises JournalFault."""
        now = self.now()
        members = {"kind": OPENED, "operator": operator, "at": _written(now), "until": _written(now + LASTS)}
        self._append(members, {"reason": seal(reason)}, entry=0)

    def confirm(self, operator: str, changes: tuple[Phrase, ...]) -> int:
        """Put on record that changed tables may be written to; returns the entry's number. Raises JournalFault."""
        # Names of tables and columns are nobody's personal data: they stand as they are said, and are never erased.
        told = [[change.text("en"), change.text("da")] for change in changes]
        return self._append({"kind": CONFIRMED, "operator": operator, "changes": told}, {}, entry=None)

    def history(self) -> tuple[Recorded, ...]:
        """Return everything in the order of the record, as far as the chain is sound; raises JournalFault."""
        return _history(self.verify().lines)

    def entries(self) -> tuple[JournalEntry, ...]:
        """Return every fix, oldest first, as far as the chain is sound; none where `broken` says it is unreadable."""
        try:
            return tuple(found for found in self.history() if isinstance(found, JournalEntry))
        except JournalFault:
            return ()

    def opening(self) -> Opening | None:
        """Return the last opening for writing, over or not; None where there is none or the chain is broken."""
        if self.broken():
            return None
        return next((found for found in reversed(self.history()) if isinstance(found, Opening)), None)

    def broken(self) -> Phrase | None:
        """Return why the chain cannot be trusted, or None."""
        try:
            found = self.verify()
        except JournalFault as fault:
            return fault.phrase
        if found.flaw in (None, Flaw.TORN):
            return None
        return BROKEN[found.flaw].with_(at=found.at, path=str(self.path))

    def verify(self) -> Verdict:
        """Read everything and judge it; raises JournalFault where it cannot be read."""
        try:
            with exclusive(self.folder / "journal.lock"):
                return verdict(self._bytes(), self._head())
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise JournalFault(UNREADABLE.with_(path=error.filename or str(self.path), why=why)) from None

    def erase(self, entry: int) -> int:
        """Take the values of one entry out of the file and return how many; the chain stays whole."""
        with exclusive(self.folder / "journal.lock"):
            found = verdict(self._bytes(), self._head())
            if found.flaw not in (None, Flaw.TORN):
                raise JournalFault(BROKEN[found.flaw].with_(at=found.at, path=str(self.path)))
            lines = [_erased(line) if line["entry"] == entry else line for line in found.lines]
            _replace(self.path, b"".join(map(to_bytes, lines)))
            return sum(len(line["sealed"]) for line in lines if line["entry"] == entry)

    def _append(self, members: Mapping[str, Any], sealed: Mapping[str, Seal], entry: int | None) -> int:
        try:
            return self._appended(members, sealed, entry)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise JournalFault(UNWRITABLE.with_(path=str(self.path), why=why)) from error

    def _appended(self, members: Mapping[str, Any], sealed: Mapping[str, Seal], entry: int | None) -> int:
        with exclusive(self.folder / "journal.lock"):
            found = verdict(self._bytes(), self._head())
            if found.flaw not in (None, Flaw.TORN):
                raise JournalFault(BROKEN[found.flaw].with_(at=found.at, path=str(self.path)))
            number = entry if entry is not None else 1 + max((line["entry"] for line in found.lines), default=0)
            line = {
                "v": VERSION,
                "entry": number,
                "at": _written(self.now()),
                "mono": round(time.monotonic(), 3),
                "station": self.station,
                "program": self.program,
                **members,
                "sealed": {name: value.to_json() for name, value in sealed.items()},
            }
            self._write(linked(line, found.lines[-1] if found.lines else None), found.sound_bytes)
            return number

    def _write(self, line: Line, size: int) -> None:
        fresh = not self.path.exists()
        if line["seq"] == 1:  # so that a crash right after the first record is not taken for a lost head
            self._write_head(Head(0, GENESIS))
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.ftruncate(handle, size)  # a tail torn by a crash must not swallow the next record
            data = to_bytes(line)
            if os.write(handle, data) != len(data):
                os.ftruncate(handle, size)
                raise JournalFault(SHORT.with_(path=str(self.path)))
            os.fsync(handle)
        finally:
            os.close(handle)
        if fresh:
            _sync_folder(self.folder)
        self._write_head(Head(line["seq"], line["hash"]))

    def _write_head(self, head: Head) -> None:
        text = json.dumps({"seq": head.seq, "hash": head.hash}).encode().ljust(HEAD_SIZE - 1) + b"\n"
        handle = os.open(self.head_path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(handle, text)
        finally:
            os.close(handle)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def _head(self) -> Head | None:
        try:
            members = json.loads(self.head_path.read_bytes())
            head = Head(int(members["seq"]), str(members["hash"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        return head if head.seq >= 0 else None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _history(lines: tuple[Line, ...]) -> tuple[Recorded, ...]:
    entries = {entry.number: entry for entry in _entries(lines)}

    def shown() -> Iterator[Recorded]:
        for line in lines:
            match line["kind"]:
                case "intent":
                    yield entries[line["entry"]]
                case kind if kind == OPENED:
                    yield _opening(line)
                case kind if kind == CONFIRMED:
                    yield _confirmation(line)
                case _:
                    pass

    return tuple(shown())


def _opening(line: Line) -> Opening:
    at, until = map(datetime.fromisoformat, (line["at"], line["until"]))
    return Opening(at, until, line["operator"], unsealed(line["sealed"]["reason"]).value or "")


def _confirmation(line: Line) -> Confirmation:
    changes = tuple(Phrase(escaped(en), escaped(da)) for en, da in line["changes"])
    return Confirmation(line["entry"], datetime.fromisoformat(line["at"]), line["operator"], changes)


def _entries(lines: tuple[Line, ...]) -> tuple[JournalEntry, ...]:
    intents = {line["entry"]: line for line in lines if line["kind"] == "intent"}
    outcomes = {line["entry"]: line for line in lines if line["kind"] == "outcome"}
    undone = {
        line["undo_of"]: number
        for number, line in intents.items()
        if line["undo_of"] is not None and outcomes.get(number, {}).get("state") == State.DONE
    }
    return tuple(_entry(line, outcomes.get(n), undone.get(n)) for n, line in intents.items())


def _entry(intent: Line, outcome: Line | None, undone_by: int | None) -> JournalEntry:
    seals = {name: unsealed(members) for name, members in intent["sealed"].items()}
    fields = [name.removeprefix("before.") for name in seals if name.startswith("before.")]
    said = told(outcome) if outcome else None
    return JournalEntry(
        number=intent["entry"],
        at=datetime.fromisoformat(intent["at"]),
        state=State(outcome["state"]) if outcome else State.OPEN,
        finding=intent["finding"],
        action=intent["action"],
        target=Target(
            System(intent["system"]),
            intent["record"],
            intent["customer_code"] or str(intent["customer_number"] or intent["record"]),
            intent["customer_code"],
            intent["customer_number"],
        ),
        changes=tuple(Change(f, seals[f"before.{f}"].value, seals[f"after.{f}"].value) for f in fields),
        operator=intent["operator"],
        reason=(seals["reason"].value or "") if "reason" in seals else "",
        undo_of=intent["undo_of"],
        undone_by=undone_by,
        erased=any(value.erased for value in seals.values()),
        message=said.text() if said else outcome["message"] if outcome else "",
        told=said,
        accepted=bool(outcome and outcome.get("accepted")),
    )


def _erased(line: Line) -> Line:
    bare = {name: {"salt": s["salt"], "digest": s["digest"]} for name, s in line["sealed"].items()}
    return {**line, "sealed": bare}


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and needs no sync of its own
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


BROKEN = {
    Flaw.ALTERED: Phrase(
        "The journal {path} was altered at record {at}. No fix is made until a person has looked: "
        "run `ctmon journal verify`.",
        "Journalen {path} er ændret ved post {at}. Der rettes intet, før et menneske har set på den: "
        "kør `ctmon journal verify`.",
    ),
    Flaw.MISSING_TAIL: Phrase(
        "The end of the journal {path} is missing from record {at} on. No fix is made until a person has "
        "looked: run `ctmon journal verify`.",
        "Slutningen af journalen {path} mangler fra post {at}. Der rettes intet, før et menneske har set på "
        "den: kør `ctmon journal verify`.",
    ),
    Flaw.NO_HEAD: Phrase(
        "The head file beside the journal {path} is missing or unreadable, so a cut end could not be seen. "
        "No fix is made until a person has looked: run `ctmon journal verify`.",
        "Hovedfilen ved siden af journalen {path} mangler eller kan ikke læses, så en afskåret slutning ikke "
        "kan ses. Der rettes intet, før et menneske har set på den: kør `ctmon journal verify`.",
    ),
}
UNREADABLE = Phrase(
    "The journal {path} cannot be read ({why}). Check the rights of the file.",
    "Journalen {path} kan ikke læses ({why}). Se efter filens rettigheder.",
)
UNWRITABLE = Phrase(
    "The journal {path} cannot be written ({why}), so nothing was sent. Free space or mend the rights, then try again.",
    "Journalen {path} kan ikke skrives ({why}), så intet er sendt. Skaf plads eller ret rettighederne, og prøv igen.",
)
SHORT = Phrase(
    "The journal {path} took only part of the record (disk full?), so nothing was sent.",
    "Journalen {path} tog kun en del af posten (fuld disk?), så intet er sendt.",
)
