"""The ways of an invoice into e-conomic, the right ones and those that go wrong."""

from __future__ import annotations

from decimal import Decimal

from checks.demo.bill import Bill, Deliver
from checks.demo.postings import APPROVED_JOURNAL, EURO, Postings


def booked(postings: Postings, bill: Bill) -> None:
    """Book it with its number as the reference: the normal way of this firm."""
    postings.book(bill, reference=bill.number)


def entered(postings: Postings, bill: Bill) -> None:
    """Book it through a journal, with its number in the entry."""
    postings.enter(bill, number=bill.number, text=f"Faktura {bill.number}")


def nowhere(postings: Postings, bill: Bill) -> None:
    """Leave nothing of it in e-conomic."""


def drafted(postings: Postings, bill: Bill) -> None:
    """Leave it as a draft."""
    postings.draft(bill, str(bill.number))


def in_journal(postings: Postings, bill: Bill) -> None:
    """Leave it in the daily journal."""
    postings.line(bill, number=bill.number)


def in_approval(postings: Postings, bill: Bill) -> None:
    """Leave it in the journal whose lines somebody has to approve."""
    postings.line(bill, number=bill.number, journal=APPROVED_JOURNAL)


def in_journal_without_number(postings: Postings, bill: Bill) -> None:
    """Leave it in the journal, its number dropped on the way."""
    postings.line(bill, number=None)


def in_journal_net(postings: Postings, bill: Bill) -> None:
    """Leave it in the journal without its VAT."""
    postings.line(bill, number=bill.number, gross=bill.net)


def booked_twice(postings: Postings, bill: Bill) -> None:
    """Book it two times, as a retry after a lost answer does."""
    booked(postings, bill)
    booked(postings, bill)


def booked_and_entered(postings: Postings, bill: Bill) -> None:
    """Book it by both ways."""
    booked(postings, bill)
    entered(postings, bill)


def booked_net(postings: Postings, bill: Bill) -> None:
    """Book it as if the amount without VAT were the whole."""
    postings.book(bill, reference=bill.number, gross=bill.net)


def booked_transposed(postings: Postings, bill: Bill) -> None:
    """Book it 90 kroner too high, as two digits swapped make it."""
    postings.book(bill, reference=bill.number, gross=bill.gross + 90)


def entered_wrong(postings: Postings, bill: Bill) -> None:
    """Book it through a journal with an amount that is not its own."""
    postings.enter(bill, number=bill.number, text=f"Faktura {bill.number}", gross=bill.gross - 125)


def booked_in_euro(postings: Postings, bill: Bill) -> None:
    """Book the kroner as euro."""
    postings.book(bill, reference=bill.number, currency="EUR")


def booked_in_kroner(postings: Postings, bill: Bill) -> None:
    """Book the euro as kroner, at the day's rate."""
    postings.book(
        bill, reference=bill.number, currency="DKK", gross=(bill.gross * EURO / 100).quantize(Decimal("0.01"))
    )


def booked_off_by_one(postings: Postings, bill: Bill) -> None:
    """Book it one øre off, as rounding does."""
    postings.book(bill, reference=bill.number, gross=bill.gross + Decimal("0.01"))


def booked_padded(postings: Postings, bill: Bill) -> None:
    """Book it with its number padded."""
    postings.book(bill, reference=f" 00{bill.number}")


def booked_under_own_number(postings: Postings, bill: Bill) -> None:
    """Book it with its number as e-conomic's own, and without a reference."""
    postings.book(bill, number=int(bill.number or 0))


def booked_positive(postings: Postings, bill: Bill) -> None:
    """Book a credit note with a positive amount."""
    postings.book(bill, reference=bill.number, positive=True)


def told_in_heading(postings: Postings, bill: Bill) -> None:
    """Book it by hand: the number stands in the heading only."""
    postings.book(bill, heading=f"Vedr. faktura {bill.number}, assistance")


def told_in_text(postings: Postings, bill: Bill) -> None:
    """Book it through a journal: the number stands in the entry's text only."""
    postings.enter(bill, number=None, text=f"Kundefaktura {bill.number}")


def to(other: int) -> Deliver:
    """Return the way onto another customer's account."""

    def deliver(postings: Postings, bill: Bill) -> None:
        postings.book(bill, reference=bill.number, customer=other)

    return deliver


def taken_by(other: int) -> Deliver:
    """Return the way of an invoice whose number a document of another customer has."""

    def deliver(postings: Postings, bill: Bill) -> None:
        postings.book(bill, customer=other, number=int(bill.number or 0), gross=bill.gross + 715)

    return deliver


def mentioned_by(other: int) -> Deliver:
    """Return the way of an invoice that is nowhere, though another customer's document has its digits in a text."""

    def deliver(postings: Postings, bill: Bill) -> None:
        postings.book(
            bill, customer=other, gross=bill.gross + 340, heading=f"Aconto {bill.number}-1 og 1.{bill.number}"
        )

    return deliver
