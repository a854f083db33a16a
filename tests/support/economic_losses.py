"""What a fault of e-conomic costs a reading: some checks do not know, the others say what they said before."""

from __future__ import annotations

from checks.engine.check import discover
from checks.engine.model import Health
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part, Rules
from tests.support.both_ways import CLASSIC
from tests.support.economic_bench import Bench, Verdicts, says, unknown, verdicts, wrong
from tests.support.economic_between import instead
from tests.support.economic_pages import BOOKED, CUSTOMERS, DRAFTS, ENTRIES, JOURNAL
from tests.support.scripted_server import Bytes

PARTS = {
    CUSTOMERS: Part.DEBTORS,
    DRAFTS: Part.DRAFTS,
    BOOKED: Part.BOOKED,
    JOURNAL: Part.JOURNAL,
    ENTRIES: Part.ENTRIES,
}


def needing(*parts: Part) -> set[str]:
    """Return the checks that cannot tell without these."""
    return {check.id for check in discover() if check.required(Rules()) & set(parts)}


async def told(at: Bench, true: Verdicts, *phrases: Phrase, lost: set[str], health: Health = Health.DEGRADED) -> str:
    """Read, and assert that what is lost is unknown, everything else as it was, and nothing written."""
    recorded = len(at.entries)

    found = verdicts(await at.monitor.cycle())

    assert (at.economic.health, unknown(found), wrong(found, true)) == (health, lost, set())
    assert (at.puts, len(at.entries)) == (0, recorded)
    said = says(at.economic.detail, *phrases)
    assert "<" not in said
    return said


async def place_is_lost(at: Bench, true: Verdicts, path: str, answer: Bytes, *phrases: Phrase) -> str:
    """Give one place this answer, whichever way it is asked: it is named, what needs it is lost; then all is well."""
    at.turn(instead(answer), path=path)
    for service, (prefix, key) in CLASSIC.items():
        if path.startswith(service):
            at.turn(instead(answer), path=prefix, query=f"sort={key}")
    said = await told(at, true, *phrases, lost=needing(PARTS[path]))
    at.as_usual()
    assert verdicts(await at.monitor.cycle()) == true
    return said


ALL = needing(*PARTS.values())
