"""One round of fixes: each read, planned, renewed and applied by itself, stopped at the first surprise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from checks.engine import refusals
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Outcome, Refused, Request, State
from tui.desk import Desk
from tui.texts import plan as texts

Ask = Request | int
"""A fix that is asked for, or the journal entry that is to be taken back."""


class Stage(Enum):
    """Where the whole round is."""

    READING = auto()
    READY = auto()
    RENEWING = auto()
    WRITING = auto()
    OVER = auto()


class Phase(Enum):
    """Where one step is; what came of it is in its plan, refusal or outcome."""

    WAITING = auto()
    READING = auto()
    READY = auto()
    REFUSED = auto()
    FALLEN = auto()
    WRITING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One fix of the round, from the asking to the outcome."""

    ask: Ask
    phase: Phase = Phase.WAITING
    plan: FixPlan | None = None
    refused: Refused | None = None
    outcome: Outcome | None = None

    @property
    def reason(self) -> str:
        """Return what the operator gave as a reason for this fix."""
        return self.ask.reason if isinstance(self.ask, Request) else ""

    def answered(self, answer: FixPlan | Refused) -> Step:
        """Return the step with its plan, or with why there is none."""
        if isinstance(answer, Refused):
            return replace(self, phase=Phase.REFUSED, refused=answer)
        return replace(self, phase=Phase.READY, plan=answer)

    def renewed(self, answer: FixPlan | Refused) -> Step:
        """Return the step with a plan of a new age, or fallen: what was shown is not so any more."""
        if isinstance(answer, Refused):
            return replace(self, phase=Phase.FALLEN, refused=answer)
        if self.plan is None or answer.changes != self.plan.changes:
            overtaken = Refused(refusals.overtaken(self.plan, answer))
            return replace(self, phase=Phase.FALLEN, plan=self.plan, refused=overtaken)
        return replace(self, plan=answer)


@dataclass(slots=True)
class Round:
    """The steps as they stand. `changed` is called whenever something new can be shown."""

    desk: Desk
    steps: list[Step]
    changed: Callable[[], None]
    stage: Stage = Stage.READING
    at: int = 0
    """The step that is being worked on."""
    since: datetime | None = None
    """When its records began to be read."""
    note: Phrase | None = field(default=None)

    async def read(self) -> None:
        """Plan every step, one after the other."""
        for at, step in enumerate(self.steps):
            self.since = self.desk.now()
            self._put(at, replace(step, phase=Phase.READING))
            self._put(at, step.answered(await planned(self.desk, step.ask)))
        self._enter(Stage.READY if self.ready else Stage.OVER)

    def take(self, at: int, ask: Ask, plan: FixPlan) -> None:
        """Put another plan where one was, or none."""
        self.note = None
        self._put(at, Step(ask, Phase.READY, plan))
        self._enter(Stage.READY)

    async def renew(self) -> None:
        """Read again for every plan; what has changed meanwhile falls out of the round and stops it."""
        self._enter(Stage.RENEWING)
        for at in self.ready:
            self.since = self.desk.now()
            self._put(at, await self._renewed(at))
            if self.steps[at].phase is Phase.FALLEN:
                self._enter(Stage.OVER)
                return
        self.note = texts.RENEWED
        self._enter(Stage.READY)

    async def apply(self) -> None:
        """Do every plan that is ready; anything but a done one ends the round."""
        self._enter(Stage.WRITING)
        for at in self.ready:
            if not await self._done(at):
                break
        self._enter(Stage.OVER)

    @property
    def ready(self) -> tuple[int, ...]:
        """Return the places of the steps that can be applied."""
        return tuple(at for at, step in enumerate(self.steps) if step.phase is Phase.READY)

    @property
    def done(self) -> int:
        """Return how many steps were applied and seen back."""
        return sum(1 for step in self.steps if step.outcome and step.outcome.state is State.DONE)

    def open(self, at: int) -> bool:
        """Tell whether a step may get another plan: nothing of it was begun, and no surprise stopped the others."""
        if self.stage is Stage.READY or len(self.steps) > 1:
            return self.stage is Stage.READY
        step = self.steps[at]
        return step.phase is Phase.WAITING or (self.stage is Stage.OVER and step.outcome is None)

    @property
    def blocked(self) -> Phrase | None:
        """Return why nothing here may be applied, or None."""
        if closed := self.desk.closed:
            return next((s.plan.blocked for s in self.steps if s.plan and s.plan.blocked), closed)
        if self.desk.board.pulse.journal_fault:
            return self.desk.board.pulse.journal_fault
        return next((s.plan.blocked for s in self._ready_steps() if s.plan and s.plan.blocked), None)

    def oldest(self) -> datetime | None:
        """Return when the first of the plans that are still to be applied was read."""
        return min((s.plan.read_at for s in self._ready_steps() if s.plan), default=None)

    def expired(self, now: datetime) -> bool:
        """Tell whether a plan is too old to be applied."""
        return any(s.plan.expired(now) for s in self._ready_steps() if s.plan)

    def _ready_steps(self) -> Sequence[Step]:
        return [self.steps[at] for at in self.ready]

    async def _done(self, at: int) -> bool:
        step = self.steps[at]
        if step.plan is not None and step.plan.expired(self.desk.now()):
            step = await self._renewed(at)
            self._put(at, step)
        if step.phase is Phase.FALLEN or step.plan is None:
            return False
        self._put(at, replace(step, phase=Phase.WRITING))
        outcome = await self._outcome(step.plan, step.reason)
        self._put(at, replace(step, phase=Phase.OVER, outcome=outcome))
        return outcome.state is State.DONE

    async def _renewed(self, at: int) -> Step:
        step = self.steps[at]
        try:
            return step.renewed(await self.desk.monitor.renew(step.plan.id if step.plan else ""))
        except Exception as defect:  # noqa: BLE001 - a plan that could not be read again does not hold
            return step.renewed(_refused(defect))

    async def _outcome(self, plan: FixPlan, reason: str) -> Outcome:
        try:
            return await self.desk.monitor.apply(plan.id, reason)
        except Exception as defect:  # noqa: BLE001 - it may have been written: never say that it was not
            return Outcome(State.UNKNOWN, texts.LOST.with_(kind=type(defect).__name__))

    def _put(self, at: int, step: Step) -> None:
        self.at, self.steps[at] = at, step
        self.changed()

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        if stage is not Stage.READY:
            self.note = None
        self.changed()


async def planned(desk: Desk, ask: Ask) -> FixPlan | Refused:
    """Return the plan of what is asked for, or why there is none, whatever broke on the way."""
    try:
        return await (desk.monitor.undo(ask) if isinstance(ask, int) else desk.monitor.plan(ask))
    except Exception as defect:  # noqa: BLE001 - whatever broke, there is no plan and nothing was written
        return _refused(defect)


def _refused(defect: Exception) -> Refused:
    return Refused(defect.phrase if isinstance(defect, Fault) else texts.DEFECT.with_(kind=type(defect).__name__))
