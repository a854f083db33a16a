"""What one who can put it right has to know, or create: the text of `handover` and `worklist`, to read and copy."""

from __future__ import annotations

from collections.abc import Sequence

from checks.engine.model import Finding
from tui.desk import Desk
from tui.formats.handover import TELLING, handover
from tui.screens.reading import ReadingScreen
from tui.texts import reading as texts


class HandoverScreen(ReadingScreen):
    """Shows the texts of findings one below the other."""

    def __init__(self, desk: Desk, findings: Sequence[Finding]) -> None:
        super().__init__(desk, texts.HAND_OVER)
        self.findings = tuple(findings)

    def text(self) -> str:
        """Return every text, as the command writes it."""
        language, mask = self.desk.language, self.desk.mask
        ways = ((finding, action) for finding in self.findings for action in finding.actions if action in TELLING)
        return "\n".join(handover(finding, action, language, mask) for finding, action in ways)
