"""Boards for tests of the screen: findings that look like life, about people and companies that do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from checks.engine.board import Board, Panel, Pulse
from checks.engine.check import Check
from checks.engine.model import (
    Difference,
    Fact,
    Finding,
    Health,
    Severity,
    SourceState,
    Status,
    Suggestion,
    worst,
)
from checks.engine.phrase import Personal, Phrase
from checks.engine.snapshot import Snapshot

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NO_ID, ONLY, STALE, UNPOSTED, BROKEN = (
    "null-foreign-id",
    "only-in-economic",
    "stale-address",
    "unposted-invoice",
    "broken-link",
)
NAMES = (
    "Hansen Byg ApS", "Ærø Fiskeeksport A/S", "Tømrer Kjeld Østergård", "Nordlys Revision I/S", "Café Blåbær",
    "Skovgaard & Sønner", "Vestjysk Køleteknik A/S", "Maler Jens Åkjær", "Rødovre Autoglas ApS", "Lykke Dental",
)  # fmt: skip
TOWNS = (("8000", "Aarhus C"), ("5970", "Ærøskøbing"), ("8600", "Silkeborg"), ("5000", "Odense C"), ("2610", "Rødovre"))


def finding(key: str, severity: Severity = Severity.WARNING, amount: str = "", **members: object) -> Finding:
    """Return a finding; its check and its number are read from the key."""
    check, _, number = key.partition(":")
    made = Finding(
        key=key,
        check=check,
        severity=severity,
        summary=Phrase("{name} needs a look", "{name} skal ses efter").with_(name=Personal(f"Kunde {number}")),
        subject=f"Kunde {number}",
        money=(("DKK", Decimal(amount)),) if amount else (),
        since=date(2026, 10, 14),
    )
    return replace(made, **members)  # type: ignore[arg-type]  # a test names the members it cares for


def unlinked(number: int, amount: str, children: int = 0, safe: bool = True) -> Finding:
    """Return a customer without a foreign id, with one candidate."""
    name, (zip_code, city) = NAMES[number % len(NAMES)], TOWNS[number % len(TOWNS)]
    return finding(
        f"{NO_ID}:{number}",
        Severity.CRITICAL if children else Severity.WARNING,
        amount,
        subject=name,
        summary=Phrase(
            "{name} is not linked; {count} invoices wait behind it",
            "{name} er ikke knyttet; {count} fakturaer venter bag den",
        ).with_(name=Personal(name), count=children),
        why=Phrase(
            "ClientTime has no customer number of e-conomic for it, so nothing can be sent.",
            "ClientTime har intet kundenummer i e-conomic til den, så intet kan sendes.",
        ),
        customer_code=str(number),
        children=children,
        suggestions=(Suggestion(str(number), 19000 + number, 0.99, safe, ("cvr", "name", "zip"), (), "link", name),),
        actions=("link", "ignore"),
        facts=(
            Fact("number", str(number), str(19000 + number), personal=False),
            Fact("name", name, name),
            Fact("address", f"Havnegade {number % 90}, 2. tv.", f"Havnegade {number % 90}"),
            Fact("zip", zip_code, zip_code),
            Fact("city", city, city),
            Fact("cvr", "25063864", "25063864"),
            Fact("email", "post@hansenbyg.invalid", None),
        ),
    )


def stale(number: int) -> Finding:
    """Return a linked customer that has moved."""
    name, (zip_code, city) = NAMES[number % len(NAMES)], TOWNS[number % len(TOWNS)]
    differences = (
        Difference("address", f"Nørregade {number % 90}", f"Vestergade {number % 70}"),
        Difference("zip", zip_code, "9000"),
    )
    return finding(
        f"{STALE}:{number}",
        subject=name,
        summary=Phrase("{name} has another address in e-conomic", "{name} har en anden adresse i e-conomic").with_(
            name=Personal(name)
        ),
        customer_code=str(number),
        customer_number=19000 + number,
        differences=differences,
        actions=("push", "ignore"),
        facts=(
            Fact("name", name, name),
            *(Fact(one.field, one.clienttime, one.economic) for one in differences),
            Fact("city", city, city),
        ),
    )


def only(number: int) -> Finding:
    """Return an e-conomic customer that nobody is linked to."""
    name, (zip_code, city) = NAMES[number % len(NAMES)], TOWNS[number % len(TOWNS)]
    return finding(
        f"{ONLY}:{number}",
        subject=name,
        customer_number=number,
        actions=("worklist", "ignore"),
        facts=(Fact("name", None, name), Fact("zip", None, zip_code), Fact("city", None, city)),
        since=None,
    )


def unposted(number: int, parent: str | None = None, amount: str = "12500.00") -> Finding:
    """Return an invoice that has not arrived, behind a cause where one is given."""
    return finding(
        f"{UNPOSTED}:{number}",
        Severity.CRITICAL,
        amount,
        subject=NAMES[number % len(NAMES)],
        invoice_number=str(number),
        customer_code="1042",
        cause="unlinked-customer" if parent else "not-sent",
        parent=parent,
        actions=("handover", "ignore"),
        since=date(2026, 11, 1 + number % 20),
    )


def panel(check: str, findings: Iterable[Finding], at: datetime = NOON, ignored: Iterable[Finding] = ()) -> Panel:
    """Return a panel as a cycle that ended at `at` leaves it."""
    ordered = tuple(sorted(findings, key=lambda one: one.order))
    return Panel(
        check,
        worst(ordered),
        None,
        at,
        MappingProxyType({one.key: one for one in ordered}),
        MappingProxyType({one.key: one for one in ignored}),
    )


def board(*panels: Panel, **pulse: object) -> Board:
    """Return a board after one cycle in which both sides answered."""
    sources = (SourceState("clienttime", Health.OK, NOON), SourceState("economic", Health.OK, NOON))
    made = Pulse(sources, 123456, 1204, cycle=1)
    return Board(MappingProxyType({one.check: one for one in panels}), replace(made, **pulse))  # type: ignore[arg-type]  # as above


def sample() -> Board:
    """Return a board with something in every panel."""
    parent = f"{NO_ID}:1042"
    return board(
        panel(
            NO_ID,
            [unlinked(1042, "84375.00", 7), *(unlinked(1100 + n * 7, f"{n * 1250}.50", n % 2) for n in range(13))],
        ),
        panel(ONLY, [only(20042 + n * 31) for n in range(3)]),
        panel(STALE, [stale(1300 + n * 3) for n in range(27)]),
        panel(UNPOSTED, [*(unposted(10230 + n, parent) for n in range(7)), unposted(10301, None, "-1249.75")]),
        panel(
            BROKEN,
            [
                finding(
                    f"{BROKEN}:1077", Severity.CRITICAL, "5000.00", cause="malformed", actions=("normalise", "ignore")
                )
            ],
        ),
    )


def lost(check: Panel, reason: str = "e-conomic answered 503", at: datetime = NOON) -> Panel:
    """Return a panel that is not known any more and keeps its last rows."""
    return replace(check, status=Status.UNKNOWN, reason=Phrase(reason, reason), as_of=at - timedelta(minutes=20))


def _silent(snapshot: Snapshot) -> tuple[Finding, ...]:
    return ()


def _check(order: int, name: str, word: Phrase, title: Phrase) -> Check:
    causes = {"unlinked-customer": Phrase("customer not linked", "kunden er ikke knyttet")}
    return Check(name, order, word, title, title, frozenset(), _silent, causes)


CHECKS = (
    _check(1, NO_ID, Phrase("No id", "Uden id"), Phrase("Customers without an id", "Kunder uden id")),
    _check(
        2, ONLY, Phrase("Only in e-conomic", "Kun i e-conomic"), Phrase("Only in e-conomic", "Findes kun i e-conomic")
    ),
    _check(3, STALE, Phrase("Stale", "Adresse"), Phrase("Stale addresses", "Forældede adresser")),
    _check(4, UNPOSTED, Phrase("Unposted", "Faktura"), Phrase("Unposted invoices", "Ikke overførte fakturaer")),
    _check(5, BROKEN, Phrase("Broken link", "Brudt link"), Phrase("Broken links", "Brudte tilknytninger")),
)
"""Panels for a test that wants its own words; the real catalogue is `discover()`."""
