"""What a set-up writes, and what it says of it before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.adapters.platform import private_folder
from checks.adapters.whole_file import replace_file
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.mapped import Ground, Mapped, Proposal
from tui.secret import SecretFault, SecretSource
from tui.site_template import Answers
from tui.texts import init as texts
from tui.texts.proposal import what

NEEDED = ("table", "code", "foreign_id")
CUSTOMER, INVOICE = "customer", "invoice"


def told_of(proposal: Proposal, answers: Answers, looked: bool) -> Iterator[Phrase]:
    """Yield what was found of the mapping, and which token is not where it should be."""
    if looked:
        yield from _found(proposal)
    else:
        yield texts.NOT_LOOKED
    for called, place in ((texts.APP_SECRET, answers.app_secret), (texts.GRANT_TOKEN, answers.agreement_grant)):
        try:
            SecretSource("", place.variable, place.file).told(called)
        except SecretFault as fault:
            yield fault.phrase


def _found(proposal: Proposal) -> Iterator[Phrase]:
    yield from _mapped(proposal)
    yield from proposal.beside


def _mapped(proposal: Proposal) -> Iterator[Phrase]:
    yield from _of(proposal.customer, CUSTOMER, texts.CUSTOMERS)
    if lost := [key for key in proposal.customer.of(Ground.ABSENT) if key in NEEDED]:
        yield texts.REQUIRED.worded(keys=_listed(CUSTOMER, lost))
    if proposal.invoice.found:
        yield from _of(proposal.invoice, INVOICE, texts.INVOICES)
    else:
        yield texts.NO_INVOICES


def _listed(section: str, keys: Sequence[str]) -> Phrase:
    """Return what columns hold, in words of the trade: there is no file yet whose keys anybody could know."""
    said = [what(section, key) for key in keys]
    return Phrase(", ".join(one.en for one in said), ", ".join(one.da for one in said))


def _of(mapped: Mapped, section: str, of: Phrase) -> Iterator[Phrase]:
    for grounds, phrase in (
        ((Ground.CONFIRMED,), texts.AS_CONFIRMED),
        ((Ground.FOUND,), texts.AS_EXPECTED),
        ((Ground.PROPOSED,), texts.BY_NAME),
        ((Ground.ABSENT,), texts.NOT_FOUND),
    ):
        keys = [key for key in mapped.of(*grounds) if Ground.ABSENT not in grounds or key not in NEEDED]
        if keys:
            yield phrase.worded(what=of, keys=_listed(section, keys))


def write(path: Path, text: str) -> Path | None:
    """Write a site file, and return where the former one is kept, if there was one; raises Fault."""
    try:
        private_folder(path.parent)
        kept = _beside(path) if path.exists() else None
        if kept is not None:
            shutil.copy2(path, kept)
        replace_file(path, text)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise Fault(texts.NOT_WRITTEN.with_(path=str(path), why=why)) from None
    return kept


def _beside(path: Path) -> Path:
    """Return a free name for the former file."""
    names = (path.with_name(f"{path.name}.old{number or ''}") for number in range(1000))
    return next((name for name in names if not name.exists()), path.with_name(f"{path.name}.old"))
