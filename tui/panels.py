"""The panels as they are looked at: one view each, in the order of the board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.engine.check import Check
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.view import View, number_panels, views


class Panels:
    """Has a view for every check and for every panel of the board, also for one that no check here is called like."""

    def __init__(self, checks: Sequence[Check], desk: Desk) -> None:
        self.desk = desk
        self.views = views(checks, desk)

    def __getitem__(self, check: str) -> View:
        """Return the view of a check."""
        return self.views[check]

    def __iter__(self) -> Iterator[View]:
        """Go through them in their order."""
        return iter(self.views.values())

    @property
    def first(self) -> View:
        """Return the first one; while there is none, one that says that everything is being read."""
        return next(iter(self), View("", None, texts.READING, texts.READING))

    def known(self, view: View) -> View:
        """Take in what is new on the board; return the view, or the first where it is of no panel."""
        for name, fresh in views((), self.desk).items():
            self.views.setdefault(name, fresh)
        return self.views.get(view.check, self.first)

    def number(self) -> None:
        """Give the digits anew."""
        number_panels(self.views, self.desk)

    def beside(self, view: View, step: int) -> View:
        """Return the one that is so many panels further on, round the end."""
        every = list(self)
        return every[(every.index(view) + step) % len(every)]
