"""A customer code that e-conomic cannot take as a number: the synchronisation will never create this customer.

e-conomic numbers customers 1 to 999,999,999. A code with letters, a leading zero or more digits waits forever, and
nothing in either system says why. A customer that is linked already needs no code that e-conomic takes.
"""

import re
from collections.abc import Iterator

from checks.engine.basis import basis
from checks.engine.check import Check, check_id
from checks.engine.cpr import holds_cpr
from checks.engine.facts import customer_facts
from checks.engine.links import unlinked
from checks.engine.model import Finding, Severity
from checks.engine.names import customer_name
from checks.engine.phrase import Personal, Phrase
from checks.engine.records import Customer
from checks.engine.snapshot import Part, Snapshot
from checks.engine.waiting import behind, since

ACCEPTABLE = re.compile("[1-9][0-9]{0,8}")
SUMMARY = Phrase("{name}: e-conomic cannot take code {code}", "{name}: e-conomic kan ikke bruge koden {code}")
CAUSES = {
    "empty": Phrase("no code", "ingen kode"),
    "letters": Phrase("other signs than digits", "andre tegn end cifre"),
    "leading-zero": Phrase("a zero in front", "et nul forrest"),
    "too-long": Phrase("more than nine digits", "mere end ni cifre"),
}
WHY = Phrase(
    "A number there is 1 to 999,999,999, and this has {cause}: it is never created. Link it, or give it another code.",
    "Et nummer dér er 1 til 999.999.999, og her er {cause}: den oprettes aldrig. Tilknyt den, eller giv den ny kode.",
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the active customers that are not linked and never will be by themselves."""
    for customer in snapshot.customers.rows:
        if not ACCEPTABLE.fullmatch(customer.code) and unlinked(snapshot, customer):
            yield _finding(snapshot, customer, _cause(customer.code))


def _cause(code: str) -> str:
    if not code.strip():
        return "empty"
    if holds_cpr(code):
        return "too-long"
    if not re.fullmatch("[0-9]+", code):
        return "letters"
    return "leading-zero" if code.startswith("0") else "too-long"


def _finding(snapshot: Snapshot, customer: Customer, cause: str) -> Finding:
    """The money stands behind `null-foreign-id`, which is fixed first; counted here too it would count twice."""
    own = customer_name(snapshot, customer)
    waiting, name = behind(snapshot, f"null-foreign-id:{own}", customer), customer.name or customer.code
    return Finding(
        f"{CHECK.id}:{own}", CHECK.id, Severity.WARNING if waiting else Severity.INFO,
        SUMMARY.with_(name=Personal(name), code=customer.code), subject=name, cause=cause,
        customer_code=customer.code, since=since(snapshot, customer, waiting),
        why=WHY.worded(cause=CAUSES[cause]),
        facts=customer_facts(customer, None), basis=basis(customer.code),
    )  # fmt: skip


CHECK = Check(
    id=check_id(__name__),
    order=20,
    word=Phrase("Bad code", "Dårlig kode"),
    title=Phrase("Customer codes that e-conomic cannot take", "Kundekoder, som e-conomic ikke kan bruge"),
    help=Phrase("Letters, a zero in front, over nine digits.", "Bogstaver, nul forrest, over ni cifre."),
    needs=frozenset({Part.CUSTOMERS}),
    weighs=frozenset({Part.INVOICES}),
    find=find,
    causes=CAUSES,
)
