"""A side that cannot be read, another firm's books, tables that were changed: what every other answer rests on.

Without this a script that looks at the checks alone takes a ClientTime whose tables were changed by an upgrade for
healthy, while nothing may be written any more.
"""

from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what is wrong with the sides themselves."""
    for trouble in snapshot.troubles:
        yield Finding(
            key=f"{CHECK.id}:{trouble.what}",
            check=CHECK.id,
            severity=Severity.CRITICAL if trouble.grave else Severity.WARNING,
            summary=trouble.said,
            basis=basis(trouble.what, trouble.degree or trouble.said.text()),
        )


CHECK = Check(
    id=check_id(__name__),
    order=90,
    word=Phrase("Sources", "Kilder"),
    title=Phrase("Sides that are not as they should be", "Sider, der ikke er, som de skal være"),
    help=Phrase(
        "A side not read, another agreement, changed tables, calls running out.",
        "En side, der ikke læses, en anden aftale, ændrede tabeller, kald, der slipper op.",
    ),
    needs=frozenset(),
    find=find,
)
