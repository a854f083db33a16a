"""The classic routes under /journals."""

from __future__ import annotations

from checks.demo.simulator import classic_fields, entry, voucher
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.page import Shelf, page
from checks.demo.simulator.refusal import not_found
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.visit import Route, Visit, route


def _shown(journal: Json, base: str) -> Json:
    here = f"{base}/journals/{journal['journalNumber']}"
    templates = {
        "financeVoucher": f"{here}/templates/financeVoucher",
        "manualCustomerInvoice": f"{here}/templates/manualCustomerInvoice",
        "self": f"{here}/templates",
    }
    links = {"vouchers": f"{here}/vouchers", "entries": f"{here}/entries"}
    return journal | links | {"templates": templates, "self": here}


JOURNALS = Shelf("journals", "journalNumber", classic_fields.JOURNALS, _shown)
ENTRIES = Shelf("journal-entries", "journalEntryNumber", classic_fields.JOURNAL_ENTRIES, entry.shown_in_journal)


def listing(visit: Visit) -> Answer:
    """Answer a page of journals."""
    return page(visit, visit.books.journals.rows(), JOURNALS)


def one(visit: Visit) -> Answer:
    """Answer one journal."""
    return json_answer(_shown(_journal(visit), visit.request.base))


def entries(visit: Visit) -> Answer:
    """Answer a page of the lines that wait in a journal."""
    number = _journal(visit)["journalNumber"]

    def keep(line: Json) -> bool:
        return bool(line["journalNumber"] == number)

    books = visit.books
    rows = books.view(f"journal {number}", books.draft_entries, keep, entry.journal_entry(books))
    return page(visit, rows, ENTRIES)


def one_entry(visit: Visit) -> Answer:
    """Answer one waiting line."""
    shown = entry.journal_entry(visit.books)(_entry(visit))
    return json_answer(entry.shown_in_journal(shown, visit.request.base))


def delete_entry(visit: Visit) -> Answer:
    """Delete one waiting line."""
    visit.books.draft_entries.remove(_entry(visit)["entryNumber"])
    return Answer(204)


def vouchers(visit: Visit) -> Answer:
    """Answer a page of vouchers; nothing can be filtered there."""
    made = [_voucher(visit, one) for one in voucher.waiting(visit, _journal(visit)["journalNumber"])]
    return page(visit, Rows(made), VOUCHERS)


def one_voucher(visit: Visit) -> Answer:
    """Answer one voucher, addressed by year and number."""
    for candidate in voucher.waiting(visit, _journal(visit)["journalNumber"]):
        shown = _voucher(visit, candidate)
        if shown["self"].endswith(f"/{visit.places['text']}"):
            return json_answer(shown)
    raise not_found("E06000")


def post_voucher(visit: Visit) -> Answer:
    """Put vouchers into a journal; the answer is an array even for one."""
    journal = _journal(visit)
    made = voucher.posted(visit, journal["journalNumber"])
    answers = [_voucher(visit, one) for one in made]
    return json_answer(answers, 201, (("Location", answers[0]["self"]),))


def _voucher(visit: Visit, made: voucher.Voucher) -> Json:
    convert, base = entry.journal_entry(visit.books), visit.request.base
    lines = [entry.shown_in_journal(convert(line), base) for line in made.lines]
    return voucher.shown(made, lines, base)


def _as_it_is(document: Json, _base: str) -> Json:
    return document


VOUCHERS = Shelf("vouchers", "self", {}, _as_it_is, "Create a new voucher.")


def _journal(visit: Visit) -> Json:
    journal = visit.books.journals.get(visit.number())
    if journal is None:
        raise not_found("E06000")
    return journal


def _entry(visit: Visit) -> Json:
    _journal(visit)
    line = visit.books.draft_entries.get(visit.number("entry"))
    if line is None or line["journalNumber"] != visit.number():
        raise not_found("E06000")
    return line


ROUTES: tuple[Route, ...] = (
    route("/journals", "Bookkeeping", GET=listing),
    route("/journals/{number}", "Bookkeeping", GET=one),
    route("/journals/{number}/entries", "Bookkeeping", GET=entries),
    route("/journals/{number}/entries/{entry}", "Bookkeeping", GET=one_entry, DELETE=delete_entry),
    route("/journals/{number}/vouchers", "Bookkeeping", GET=vouchers, POST=post_voucher),
    route("/journals/{number}/vouchers/{text}", "Bookkeeping", GET=one_voucher),
)
