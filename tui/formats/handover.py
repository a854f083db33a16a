"""A text for the person who can put it right: what is wrong, the evidence, what was not done."""

from __future__ import annotations

from collections.abc import Iterator

from checks.engine.model import Finding
from checks.engine.phrase import Phrase, day
from tui.formats.text_report import sums

TITLE = Phrase("For the bookkeeper", "Til bogholderen")
SINCE = Phrase("Since {day}", "Siden {day}")
WAITING = Phrase("Amount waiting: {sum}", "Beløb, der venter: {sum}")
DIFFERS = Phrase(
    "{field}: ClientTime “{clienttime}”, e-conomic “{economic}”",
    "{field}: ClientTime “{clienttime}”, e-conomic “{economic}”",
)
NOTHING_DONE = Phrase("Nothing was changed by this program.", "Programmet har ikke ændret noget.")
CREATE = Phrase(
    "To create in ClientView, so that the synchronisation can carry it over (new customers are made there):",
    "Skal oprettes i ClientView, så synkroniseringen kan føre den over (nye kunder oprettes dér):",
)


def handover(finding: Finding, action: str, language: str) -> str:
    """Return the text of `handover` or `worklist`, ending in a line break."""
    return "\n".join(_lines(finding, action, language)) + "\n"


def _lines(finding: Finding, action: str, language: str) -> Iterator[str]:
    yield (CREATE if action == "worklist" else TITLE).text(language)
    yield f"{finding.key}: {finding.summary.text(language)}"
    if finding.why is not None:
        yield finding.why.text(language)
    if finding.since is not None:
        yield SINCE.with_(day=day(finding.since, language)).text(language)
    if finding.money:
        yield WAITING.with_(sum=sums(finding.money, language)).text(language)
    for fact in finding.facts:
        yield f"  {fact.field:<12}{fact.clienttime or '–'}  |  {fact.economic or '–'}"
    for d in finding.differences:
        yield "  " + DIFFERS.with_(field=d.field, clienttime=d.clienttime, economic=d.economic).text(language)
    if action != "worklist":
        yield NOTHING_DONE.text(language)
