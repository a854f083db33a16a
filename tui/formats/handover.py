"""A text for the person who can put it right: what is wrong, the evidence, what was not done."""

from __future__ import annotations

from collections.abc import Iterator

from checks.engine.fields import PERSONAL, field_name
from checks.engine.model import Fact, Finding
from checks.engine.phrase import Phrase, day, masked
from tui.formats.text_report import sums

TELLING = frozenset({"handover", "worklist"})
"""The actions that only tell: their text is all there is to them."""

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


def handover(finding: Finding, action: str, language: str, mask: bool = False) -> str:
    """Return the text of `handover` or `worklist`, ending in a line break."""
    return "\n".join(_lines(finding, action, language, mask)) + "\n"


def _lines(finding: Finding, action: str, language: str, mask: bool) -> Iterator[str]:
    yield (CREATE if action == "worklist" else TITLE).text(language)
    yield f"{finding.key}: {finding.summary.text(language, mask)}"
    if finding.why is not None:
        yield finding.why.text(language, mask)
    if finding.since is not None:
        yield SINCE.with_(day=day(finding.since, language)).text(language)
    if finding.money:
        yield WAITING.with_(sum=sums(finding.money, language)).text(language)
    for fact in finding.facts:
        sides = (_side(side, language, mask and _personal(fact)) for side in (fact.clienttime, fact.economic))
        yield f"  {field_name(fact.field).text(language):<12}" + "  |  ".join(sides)
    for d in finding.differences:
        hide = mask and d.field in PERSONAL
        ours, theirs = (masked(side) if hide else side for side in (d.clienttime, d.economic))
        told = DIFFERS.with_(field=field_name(d.field).text(language), clienttime=ours, economic=theirs)
        yield "  " + told.text(language)
    if action != "worklist":
        yield NOTHING_DONE.text(language)


def _personal(fact: Fact) -> bool:
    return fact.personal or fact.field in PERSONAL


def _side(value: str | Phrase | None, language: str, hide: bool) -> str:
    if isinstance(value, Phrase):
        return value.text(language)
    return (masked(value) if hide else value) if value else "–"
