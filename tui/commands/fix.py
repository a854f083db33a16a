"""`ctmon fix KEY`: preview, question, write, read back, record, look again; and `ctmon undo ENTRY`, its inverse."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

from checks.engine.board import Panel
from checks.engine.check import discover
from checks.engine.local import LocalMonitor
from checks.engine.model import Status
from checks.engine.phrase import Phrase
from checks.engine.plan import FixPlan, Refused, Request, State
from checks.engine.refusals import joined
from tui.formats.handover import handover
from tui.formats.preview import candidate_line, outcome_line, preview
from tui.headless import asked, conduct
from tui.options import Options
from tui.wiring import OpenSite, open_site

CODES = {State.DONE: 0, State.UNKNOWN: 4}
TOLD = frozenset({"handover", "worklist"})


def run(options: Options) -> int:
    """Fix one finding; 0 done, 1 refused or failed, 4 outcome unknown."""
    site = open_site(options)
    return conduct(site.monitor, lambda monitor: _fix(monitor, site, options))


async def _fix(monitor: LocalMonitor, site: OpenSite, options: Options) -> int:
    await monitor.settle()
    await monitor.cycle()
    finding = monitor.finding(options.key)
    if finding is None:
        return _refuse(_why_not_there(monitor, options.key), site.language)
    if options.action in TOLD:
        sys.stdout.write(handover(finding, options.action or "", site.language))
        return 0
    request = Request(options.key, options.action, options.to, options.reason)
    return await carry_out(monitor, lambda: monitor.plan(request), site.language, options)


async def carry_out(
    monitor: LocalMonitor,
    make: Callable[[], Awaitable[FixPlan | Refused]],
    language: str,
    options: Options,
) -> int:
    """Make the plan, show it, ask, apply it, and look once more whether the finding is gone."""
    _tell_opening(monitor, language)
    plan = await make()
    if isinstance(plan, Refused):
        return _no_plan(plan, language, options.mask)
    sys.stdout.write(preview(plan, language, options.mask))
    sys.stdout.flush()
    if options.dry_run:
        return 0
    if plan.blocked:
        return _refuse(plan.blocked, language)
    if not options.yes:
        if not sys.stdin.isatty():
            return _refuse(NEEDS_YES, language)
        if await asked(QUESTION.text(language)) not in {"y", "j"}:
            return _refuse(LEFT_ALONE, language)
        if plan.expired(monitor.sides.now()):
            renewed = await monitor.renew(plan.id)
            if isinstance(renewed, Refused):
                return _refuse(renewed.reason, language)
            plan = renewed
    outcome = await monitor.apply(plan.id, options.reason)
    line = outcome_line(outcome, language)
    if outcome.entry is None:
        print(line, file=sys.stderr)
        return CODES.get(outcome.state, 1)
    print(line, flush=True)
    if outcome.state is State.UNKNOWN:
        print(ASK_LATER.text(language))
    if outcome.state is State.DONE:
        await monitor.cycle()
        print(_seen_again(monitor, plan).text(language))
    return CODES.get(outcome.state, 1)


def _tell_opening(monitor: LocalMonitor, language: str) -> None:
    """Say, before anything is shown or written, that an opening of an earlier run lets this one write."""
    if (opening := monitor.open_by()) is not None:
        print(opening.told.text(language), file=sys.stderr, flush=True)


def _seen_again(monitor: LocalMonitor, plan: FixPlan) -> Phrase:
    """Return what the cycle after the write found; taken back, the finding is expected to be there again."""
    key = plan.finding
    panel = monitor.board.panels.get(key.partition(":")[0])
    if panel is None or panel.status is Status.UNKNOWN:
        return _because(NOT_SEEN, key, panel)
    there = STILL_THERE if plan.undo_of is None else THERE_AGAIN
    return (there if key in panel.findings or key in panel.ignored else CHECKED).with_(key=key)


def _why_not_there(monitor: LocalMonitor, key: str) -> Phrase:
    panel = monitor.board.panels.get(key.partition(":")[0])
    if panel is None:
        return NO_CHECK.with_(key=key, ids=", ".join(c.id for c in discover()))
    return NOT_WRONG.with_(key=key) if panel.reason is None else _because(CANNOT_TELL, key, panel)


def _because(told: Phrase, key: str, panel: Panel | None) -> Phrase:
    reason = panel.reason if panel is not None else None
    return told.with_(key=key) if reason is None else joined(told.with_(key=key), reason)


def _no_plan(refused: Refused, language: str, mask: bool) -> int:
    told = joined(refused.reason, NAME_IT) if refused.target_wanted else refused.reason
    for candidate in refused.candidates:
        print(candidate_line(candidate, language, mask))
    return _refuse(told, language)


def _refuse(reason: Phrase, language: str) -> int:
    print(reason.text(language), file=sys.stderr)
    return 1


QUESTION = Phrase("Apply this? [y/N]", "Udfør dette? [j/N]")
NEEDS_YES = Phrase(
    "Nothing was written: there is no terminal to ask on. Add --yes to apply what is shown.",
    "Intet er skrevet: der er ingen terminal at spørge på. Tilføj --yes for at udføre det viste.",
)
LEFT_ALONE = Phrase("Nothing was written.", "Intet er skrevet.")
ASK_LATER = Phrase(
    "Do not repeat it by hand: this record is blocked until it is known. Run `ctmon check` in a minute and again "
    "after ten, each asks the system; `ctmon journal list` tells what came of it.",
    "Gentag det ikke i hånden: kunden er spærret, til det vides. Kør `ctmon check` om et minut og igen efter ti, "
    "hver spørger systemet; `ctmon journal list` viser, hvad der blev af det.",
)
CHECKED = Phrase("Checked again: {key} is gone.", "Tjekket igen: {key} er væk.")
STILL_THERE = Phrase(
    "Checked again: {key} is still found. Look at it once more.",
    "Tjekket igen: {key} findes stadig. Se på det en gang til.",
)
THERE_AGAIN = Phrase("Checked again: {key} is found again.", "Tjekket igen: {key} findes igen.")
NOT_WRONG = Phrase(
    "There is no finding {key}: both systems were just read. `ctmon check` lists what there is.",
    "Der findes intet fund {key}: begge systemer er netop læst. `ctmon check` viser, hvad der er.",
)
CANNOT_TELL = Phrase(
    "Could not tell whether {key} is wrong, so nothing is planned.",
    "Kunne ikke afgøre, om {key} er galt, så intet planlægges.",
)
NOT_SEEN = Phrase(
    "Checked again: it could not be told whether {key} is still there.",
    "Tjekket igen: det kunne ikke ses, om {key} stadig findes.",
)
NAME_IT = Phrase("--to names the one you mean.", "--to angiver den, du mener.")
NO_CHECK = Phrase(
    "“{key}” is not the key of a finding. A key is CHECK:ID with a check out of: {ids}.",
    "“{key}” er ikke nøglen til et fund. En nøgle er TJEK:ID med et tjek blandt: {ids}.",
)
