"""Has one invoice recognised that the operator knows: then number, customer, date and amount are the right columns."""

from __future__ import annotations

from dataclasses import dataclass

from checks.adapters.known_invoice import KnownInvoice
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase
from tui.init_answers import Asking, agreed, ask, tell
from tui.invoice_search import InvoiceSearch, is_it, none_such
from tui.lines import OUT
from tui.texts import lines as texts


@dataclass(frozen=True, slots=True)
class InvoiceTalk:
    """Asks for a number, shows its invoice, and asks whether that is right."""

    asking: Asking
    search: InvoiceSearch

    def recognised(self) -> str | None:
        """Return the number of an invoice that is as the operator knows it, None where none is looked for; raises Left.

        An empty one is an invoice that is shown as another one than it is.
        """
        if not self.search.mapped:
            return None
        try:
            proposed = self.search.proposed()
        except SourceFault as fault:
            tell(fault.phrase, self.asking.language)
            return None
        while True:
            number = ask(texts.WHICH, self.asking.language, proposed or OUT) or proposed or OUT
            if number == OUT:
                return None
            found = self._invoice(number)
            if found is not None:
                return found.number if self._agreed(found) else ""

    def _invoice(self, number: str) -> KnownInvoice | None:
        try:
            found = self.search.invoice(number)
        except SourceFault as fault:
            tell(fault.phrase, self.asking.language)
            return None
        if found is None:
            tell(none_such(number), self.asking.language)
        return found

    def _agreed(self, found: KnownInvoice) -> bool:
        question, answers = is_it(found), texts.YES_NO
        asked = Phrase(f"{question.en} {answers.en}", f"{question.da} {answers.da}", question.values)
        if agreed(asked, self.asking.language):
            return True
        tell(texts.NOT_RIGHT, self.asking.language)
        return False
