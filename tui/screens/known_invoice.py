"""The step in which one invoice is recognised that the operator knows, or the set-up goes on without."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from checks.engine.phrase import Phrase
from checks.engine.refusals import joined
from tui.lines import OUT
from tui.screens.step import Heading, Keys, Step
from tui.texts import lines as said
from tui.texts import set_up as texts
from tui.voice import Voice
from tui.widgets.cell import visible
from tui.widgets.page import EMPTY, Lines, Page, fit, wrapped

LABEL = 30


@dataclass(frozen=True, slots=True)
class Invoices:
    """Where invoices are looked up: one to begin with, and the one of a number, as a question."""

    proposed: Callable[[], Awaitable[str | None]]
    invoice: Callable[[str], Awaitable[Phrase]]
    wrong: Callable[[], None]


class KnownInvoiceScreen(Step[str | None]):
    """Dismissed with the number that was recognised, or `-` to go on without."""

    DEFAULT_CSS = f"""
    KnownInvoiceScreen Horizontal {{ height: 1; padding: 0 1; }}
    KnownInvoiceScreen Horizontal Page {{ width: {LABEL}; }}
    KnownInvoiceScreen Input {{ height: 1; border: none; padding: 0 1; background: $panel; width: 1fr; }}
    KnownInvoiceScreen Input:focus {{ border: none; }}
    KnownInvoiceScreen #found {{ height: 1fr; padding: 0 1; }}
    """
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "right", show=False),
        Binding("n", "wrong", show=False),
    ]

    def __init__(self, voice: Voice, heading: Heading, invoices: Invoices) -> None:
        super().__init__(voice, heading)
        self.invoices = invoices
        self._number = ""
        self._question: Phrase | None = None

    def compose(self) -> ComposeResult:
        """Stack what is asked, the number, its invoice, and the keys."""
        yield self.head()
        yield self.about()
        with Horizontal():
            yield Page(lambda width: [fit(Content.styled(self.voice.say(texts.INVOICE_NUMBER), "bold"), width)])
            made = Input()
            made.cursor_blink = False
            yield made
        yield Page(self._found, id="found")
        yield self.foot()

    def on_mount(self) -> None:
        """Look for a number to begin with."""
        self.wait_for(self.invoices.proposed(), self._begin)

    def _begin(self, number: str | None) -> None:
        if number is None:
            self.tell(texts.NO_INVOICES)
        elif not self.query_one(Input).value:
            made = self.query_one(Input)
            made.value = visible(number)
            made.select_all()

    def keys(self) -> Keys:
        """Return the keys."""
        if self._question is not None:
            return [("j" if self.voice.language == "da" else "y", texts.KEY_RIGHT), ("n", texts.KEY_WRONG)]
        return [("Enter", texts.KEY_SHOW if self.query_one(Input).value.strip() else texts.KEY_ON)]

    def _found(self, width: int) -> Lines:
        if self._question is None:
            return ()
        return [EMPTY, *wrapped(Content(visible(self.voice.say(self._question))), width)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Know which of the keys is meant."""
        event.stop()
        self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show the invoice of this number, or go on without one."""
        event.stop()
        number = event.value.strip()
        if self.waiting:
            return
        if not number:
            self.dismiss(OUT)
            return
        self._number = number
        self.wait_for(self.invoices.invoice(number), self._ask)

    def _ask(self, question: Phrase) -> None:
        self._question = question
        self.set_focus(None)

    def action_right(self) -> None:
        """The invoice is as the operator knows it."""
        if self._question is not None:
            self.dismiss(self._number)

    def action_wrong(self) -> None:
        """The invoice is another one, or a line is wrong."""
        if self._question is not None:
            self._type_again()
            self.invoices.wrong()
            self.tell(joined(said.NOT_RIGHT, said.GO_BACK))

    def action_back(self) -> None:
        """Go back to the number first."""
        if self._question is None or self.waiting:
            super().action_back()
        else:
            self._type_again()

    def _type_again(self) -> None:
        self._question = None
        self.query_one(Input).focus()
        self.redraw()
