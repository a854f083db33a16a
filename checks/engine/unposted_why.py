"""Why an invoice is not posted, in one sentence that names the evidence and who can go on."""

from __future__ import annotations

from datetime import date

from checks.engine.acceptance import listed, yearless
from checks.engine.amounts import same_amount
from checks.engine.facts import documents_named, invoice_facts
from checks.engine.model import Fact
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Snapshot
from checks.engine.waiting import Unposted


def reason(snapshot: Snapshot, one: Unposted) -> Phrase:
    """Return the sentence."""
    match one.cause:
        case "closed-period":
            day = _booked_on(one)
            return (NO_YEAR if day and yearless(snapshot, day) else CLOSED).with_(day=day or "")
        case "unknown-currency":
            return (NOT_LISTED if listed(snapshot) else NOT_USED).with_(currency=one.invoice.currency)
        case "number-taken":
            return _taken(snapshot, one)
        case "waiting-draft" | "waiting-journal":
            return _arrived(one)
        case "transfer-error":
            return ERROR.with_(error=Personal((one.invoice.error or "").strip()))
        case "not-sent" if one.newer:
            return SKIPPED.with_(newer=one.newer.number, day=one.newer.date or "")
        case "not-sent":
            return NOWHERE
        case _:
            return FIRST


def unposted_facts(one: Unposted) -> tuple[Fact, ...]:
    """Return the invoice beside its documents, and the younger one that went: evidence that this one was passed by."""
    facts = invoice_facts(one.invoice, one.posting.documents)
    if one.newer is None:
        return facts
    went = NEWER.with_(number=one.newer.number, day=one.newer.date or "")
    return (*facts, Fact("newer", went, None, personal=False))


def waits_since(one: Unposted) -> date | None:
    """Return when it came to where it waits: when ClientTime sent it, else the day that it has there."""
    return one.invoice.sent_on or _booked_on(one)


def _booked_on(one: Unposted) -> date | None:
    documents = one.posting.documents
    return (documents[0].date if documents else None) or one.invoice.date


def _arrived(one: Unposted) -> Phrase:
    """Say where it waits and since when; and what is to be looked at before anybody books it."""
    first, *others = one.posting.documents
    said = ARRIVED.worded(named=documents_named((first, *others))).with_(day=waits_since(one) or "?")
    if others:
        return Phrase(f"{said.en} {TWICE.en}", f"{said.da} {TWICE.da}", said.values)
    if same_amount(one.invoice, first) is False:
        more = OTHER_SUM.with_(theirs=first.gross or "?")
        return Phrase(f"{said.en} {more.en}", f"{said.da} {more.da}", (*said.values, *more.values))
    return said


def _taken(snapshot: Snapshot, one: Unposted) -> Phrase:
    other = one.posting.documents[0]
    account = snapshot.debtor_by_number.get(other.customer_number or 0)
    said = TAKEN.worded(named=documents_named((other,)))
    return said.with_(account=Personal(account.name if account else "?"), gross=other.gross or "?")


FIRST = Phrase("The customer comes first; then the invoice can follow.", "Kunden først; så kan fakturaen følge efter.")
CLOSED = Phrase(
    "{day} lies in a closed period. The bookkeeper opens it again, or it is credited and dated anew.",
    "{day} ligger i en lukket periode. Bogholderen åbner den igen, eller fakturaen krediteres og dateres om.",
)
NO_YEAR = Phrase(
    "e-conomic has no accounting year for {day}. The bookkeeper makes it.",
    "e-conomic har intet regnskabsår for {day}. Bogholderen opretter det.",
)
NOT_LISTED = Phrase(
    "{currency} is not among the agreement's currencies. The bookkeeper adds it.",
    "{currency} er ikke blandt aftalens valutaer. Bogholderen tilføjer den.",
)
NOT_USED = Phrase("Nothing in e-conomic is in {currency}.", "Intet i e-conomic er i {currency}.")
TAKEN = Phrase(
    "{named} of {account} has this number, over {gross}.", "{named} hos {account} har dette nummer, på {gross}."
)
ARRIVED = Phrase(
    "{named}, since {day}: the bookkeeper has to book it.", "{named}, siden {day}: bogholderen skal bogføre den."
)
TWICE = Phrase("It waits more than once; only one may be booked.", "Den venter mere end én gang; kun én må bogføres.")
OTHER_SUM = Phrase("It is over {theirs} there, so look first.", "Den lyder på {theirs} dér, så se efter først.")
ERROR = Phrase("ClientTime noted: {error}", "ClientTime skrev: {error}")
SKIPPED = Phrase(
    "In none of the four places, though the newer {newer} of {day} went: it was passed by and is not tried again.",
    "Ingen af de fire steder, skønt den nyere {newer} fra {day} kom frem: den er sprunget over og prøves ikke igen.",
)
NOWHERE = Phrase(
    "In none of the four places; nothing newer went either.", "Ingen af de fire steder; intet nyere kom frem."
)
NEWER = Phrase("{number} of {day}", "{number} fra {day}")
