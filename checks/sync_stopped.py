"""Nothing is carried over any more although there is work: every invoice fails at once, and nobody is told.

A night or a weekend without work is silent, and so is a site at which no sign of life was ever seen. The service or
task that synchronises is another firm's: it is named here, and started again by a person.
"""

from collections.abc import Iterator

from checks.engine.amounts import total
from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.heartbeat import KEY, Sign, Stop, stop
from checks.engine.model import Fact, Finding, Severity
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import NEEDS

SUMMARY = Phrase(
    "Nothing carried over since {moment}; {n} invoices wait", "Intet overført siden {moment}; {n} fakturaer venter"
)
WHY = Phrase(
    "The synchronisation's service or task stands still, or lost its access to e-conomic. Its owner looks at it there.",
    "Synkroniseringens tjeneste eller opgave står stille eller har mistet adgangen til e-conomic. Dens ejer ser efter.",
)
TIMED, DAY = Phrase("{day} {clock}", "{day} {clock}"), Phrase("{day}", "{day}")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the one finding, where work has waited since the last sign of life."""
    found = stop(snapshot)
    if found is not None:
        yield _finding(snapshot, found)


def _finding(snapshot: Snapshot, found: Stop) -> Finding:
    return Finding(
        key=KEY,
        check=CHECK.id,
        severity=Severity.CRITICAL,
        summary=SUMMARY.worded(moment=_moment(snapshot, found.last)).with_(n=len(found.waiting)),
        money=total(found.waiting),
        since=found.waiting[0].date,
        why=WHY,
        facts=tuple(Fact(sign.kind, _moment(snapshot, sign), None, personal=False) for sign in found.signs),
        children=len(found.waiting),
        basis=basis(found.last.at),
    )


def _moment(snapshot: Snapshot, sign: Sign) -> Phrase:
    at = sign.at.astimezone(snapshot.rules.zone)
    return (TIMED if sign.timed else DAY).with_(day=at.date(), clock=f"{at:%H:%M}")


CHECK = Check(
    id=check_id(__name__),
    order=8,
    word=Phrase("Stopped", "Stoppet"),
    title=Phrase("The synchronisation does not run", "Synkroniseringen kører ikke"),
    help=Phrase("Work that waits while nothing arrives any more.", "Arbejde, der venter, mens intet mere kommer frem."),
    needs=NEEDS,
    find=find,
)
