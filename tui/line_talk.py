"""Has every line of a proposed mapping confirmed: Enter takes it, another name corrects it, - leaves it out."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.phrase import Phrase
from tui.init_answers import Asking, ask, tell
from tui.lines import MappingLine
from tui.mapped import Proposal
from tui.mapping_draft import CUSTOMER, INVOICE, MappingDraft
from tui.texts import lines as texts


@dataclass(frozen=True, slots=True)
class LineTalk:
    """Goes through both tables, the table itself first: which lines follow depends on it."""

    asking: Asking
    draft: MappingDraft

    def confirmed(self) -> Proposal:
        """Return the mapping as the operator has confirmed it; raises Left."""
        tell(texts.HOW, self.asking.language)
        for section in (CUSTOMER, INVOICE):
            self._settle(section, "table")
            for key in self.draft.keys(section):
                if key != "table":
                    self._settle(section, key)
        return self.draft.proposal

    def again(self) -> Proposal:
        """Have the lines answered again that a known invoice has disproved; raises Left."""
        self.draft.doubt()
        for line in self.draft.lines():
            if not line.answered:
                self._settle(line.section, line.key)
        return self.draft.proposal

    def _settle(self, section: str, key: str) -> None:
        """Ask until the answer can be used."""
        line = self.draft.line(section, key)
        question, language = _question(line), self.asking.language
        while wrong := self.draft.answer(section, key, ask(question, language, line.said) or line.said):
            tell(wrong, language)
        if remark := self.draft.remark(section, key):
            tell(remark, language)


def _question(line: MappingLine) -> Phrase:
    """Return why a line is proposed, or what it is that was not found."""
    said, why, sure = line.what, line.reason or texts.NOT_FOUND, texts.SURE[line.sure]
    en, da = (f"{words} ({line.name})" for words in (said.en, said.da))
    if line.out:
        return Phrase(f"{en}: {why.en}", f"{da}: {why.da}", why.values)
    return Phrase(f"{en} – {why.en} ({sure.en})", f"{da} – {why.da} ({sure.da})", why.values)
