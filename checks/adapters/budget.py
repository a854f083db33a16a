"""The calls made to one agreement in one day (UTC), counted over restarts and over all processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.adapters.platform import private_folder

KEPT = timedelta(days=7)
LIMIT = 50_000
"""What e-conomic calls fair use, in 24 hours."""


@dataclass(slots=True)
class Budget:
    """Counts in memory and appends one short line to the day's file when flushed.

    Appending needs no lock: every process adds its own lines, and reads on where it stopped. A folder that
    cannot be written costs the memory of other processes, never a cycle.
    """

    folder: Path
    agreement: int | None = None
    limit: int = LIMIT
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _day: str = ""
    _known: int = 0
    _read: int = 0
    _fresh: int = 0
    _ours: int = 0

    @property
    def used(self) -> int:
        """Return the calls of today, as far as this process knows."""
        self._turn()
        return self._known + self._fresh

    def spend(self) -> bool:
        """Count one call; False when the day's budget is used up, and then nothing is counted."""
        if self.used >= self.limit:
            return False
        self._fresh += 1
        self._ours += 1
        return True

    def give_back(self) -> None:
        """Take back a call that was counted and never sent; what is in the file already stays counted."""
        if self._fresh:
            self._fresh -= 1
            self._ours -= 1

    def belongs_to(self, agreement: int) -> None:
        """Count for the agreement that answered, whatever the site file names: that one is billed.

        What is not on file yet goes along, and from nobody's file all that this run spent.
        """
        if self.agreement == agreement:
            return
        self._turn()
        if self.agreement is None:
            self._fresh = self._ours
        self.agreement = agreement
        self._known, self._read = 0, 0
        self._take_in()

    def flush(self) -> None:
        """Put what was counted into the file and take in what others counted."""
        self._turn()
        if not self._fresh:
            return
        try:
            private_folder(self.folder)
            with self._path.open("ab") as file:
                file.write(b"%d\n" % self._fresh)
        except OSError:
            return
        self._fresh = 0
        self._take_in()

    def forget(self) -> None:
        """Begin at zero: for an agreement that was made anew. Nobody else may be counting for it."""
        self._day, self._known, self._read, self._fresh, self._ours = "", 0, 0, 0, 0
        for path in self.folder.glob(f"{self._stem}*"):
            path.unlink(missing_ok=True)

    @property
    def _path(self) -> Path:
        return self.folder / f"{self._stem}{self._day}"

    @property
    def _stem(self) -> str:
        return f"calls-{'unknown' if self.agreement is None else self.agreement}-"

    def _turn(self) -> None:
        """Begin a new day, and forget the files of those long past: a clock that is put right finds the true day's."""
        now = self.now().astimezone(UTC)
        today, oldest = now.date().isoformat(), f"{self._stem}{(now - KEPT).date()}"
        if today == self._day:
            return
        self._day, self._known, self._read, self._fresh, self._ours = today, 0, 0, 0, 0
        self._take_in()
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f"{self._stem}*"):
                if path.name < oldest:
                    path.unlink()

    def _take_in(self) -> None:
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                lines = file.read().split(b"\n")
        except OSError:
            return
        for line in lines[:-1]:
            self._read += len(line) + 1
            self._known += int(line) if line.isdigit() and len(line) < 7 else 0
