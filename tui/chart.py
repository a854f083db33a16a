"""What is known of a visit of the doctor so far: every line in its place, and what is still being asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase, plain
from tui.texts import doctor as texts
from tui.visit import Topic

NAMES = {
    Topic.SITE: texts.SITE,
    Topic.CLIENTTIME: plain("ClientTime"),
    Topic.ECONOMIC: plain("e-conomic"),
    Topic.TERMINAL: texts.TERMINAL,
}


class Standing(Enum):
    """How a row stands; the first three are the signs of a line."""

    FAILED = auto()
    WARNING = auto()
    OK = auto()
    UNKNOWN = auto()
    ASKING = auto()


SIGNED = {Sign.OK: Standing.OK, Sign.WARNING: Standing.WARNING, Sign.FAILED: Standing.FAILED}
URGENCY = (Standing.FAILED, Standing.UNKNOWN, Standing.WARNING, Standing.ASKING, Standing.OK)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing looked at; without a line it is a whole topic of which nothing was told yet."""

    topic: Topic
    line: Line | None
    standing: Standing

    @property
    def what(self) -> Phrase:
        """Return what it is about."""
        return NAMES[self.topic] if self.line is None else self.line.what

    @property
    def key(self) -> tuple[object, ...]:
        """Return what names this row from visit to visit."""
        return self.topic, self.what, self.line is None


@dataclass(slots=True)
class Chart:
    """Keeps the rows of the last visit until the present one has told its own."""

    looking: bool = False
    _rows: dict[Topic, list[Row]] = field(default_factory=lambda: {topic: list[Row]() for topic in Topic})
    _open: set[Topic] = field(default_factory=set[Topic])

    def begin(self) -> None:
        """Start another visit: what is known is known no more, and being asked."""
        self.looking, self._open = True, set(Topic)
        self._restand(Standing.ASKING)

    def take(self, topic: Topic, line: Line | None) -> None:
        """Take what is told: a line, which corrects an earlier one of its name, or None where the topic has no more."""
        rows = self._rows[topic]
        if line is None:
            self._open.discard(topic)
            rows[:] = [row for row in rows if row.standing is not Standing.ASKING]
            return
        told = Row(topic, line, SIGNED[line.sign])
        rows[:] = [row for row in rows if row.key != told.key]
        waiting = (at for at, row in enumerate(rows) if row.standing is Standing.ASKING)
        rows.insert(next(waiting, len(rows)), told)

    def end(self) -> None:
        """Know that nothing more is told: what is still open is not known."""
        self.looking = False
        self._restand(Standing.UNKNOWN, {Standing.ASKING})

    def rows(self, worst_first: bool = False) -> Sequence[Row]:
        """Return every row, in the order of the visit or the worst first."""
        rows = [row for topic in Topic for row in self._of(topic)]
        return sorted(rows, key=lambda row: URGENCY.index(row.standing)) if worst_first else rows

    def count(self, standing: Standing) -> int:
        """Return how many rows stand so."""
        return sum(row.standing is standing for row in self.rows())

    def _of(self, topic: Topic) -> Sequence[Row]:
        rows = self._rows[topic]
        if topic not in self._open or any(row.standing in {Standing.ASKING, Standing.UNKNOWN} for row in rows):
            return rows
        return [*rows, Row(topic, None, Standing.ASKING if self.looking else Standing.UNKNOWN)]

    def _restand(self, standing: Standing, only: set[Standing] | None = None) -> None:
        for topic, rows in self._rows.items():
            self._rows[topic] = [
                replace(row, standing=standing) if only is None or row.standing in only else row for row in rows
            ]
