"""The OpenAPI routes of draft entries, journals and booked entries."""

from __future__ import annotations

from checks.demo.simulator import draft_entry, ledger, openapi_fields
from checks.demo.simulator.books import object_version
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.cursor import Listing, by_cursor, by_page, count, invalid, lists
from checks.demo.simulator.draft_invoice import is_date
from checks.demo.simulator.json_text import Json, as_list, whole_or_none
from checks.demo.simulator.refusal import Refusal, not_found
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.visit import Route, Visit, route

JOURNALS_API = "/journalsapi/v15.0.0"
BOOKED_API = "/bookedentriesapi/v4.0.0"
_BULK = 500
_SETTINGS = {
    "allowPartialBooking": True,
    "autoApprove": True,
    "balancingBehavior": False,
    "isStandingJournal": False,
    "lockVatCodes": False,
    "repeatText": False,
    "requireAdminApproval": False,
    "requireBalancePerVoucherId": True,
}


def _shown(entry: Json, _base: str) -> Json:
    dates = {name: ledger.full_date(entry[name]) for name in ("date", "dueDate") if name in entry}
    return entry | dates | {"objectVersion": object_version(entry)}


def _draft(entry: Json, base: str) -> Json:
    shown = _shown(entry, base)
    if "customerInvoiceNumber" in shown:
        shown["customerInvoiceNumber"] = str(shown["customerInvoiceNumber"])
    return shown


def _journal(journal: Json, _base: str) -> Json:
    settings = journal.get("settings", {}).get("voucherNumbers", {})
    shown = {"number": journal["journalNumber"], "name": journal["name"], **_SETTINGS}
    for name in ("minimumVoucherNumber", "maximumVoucherNumber"):
        if name in settings:
            shown[name] = settings[name]
    return shown | {"objectVersion": object_version(journal)}


DRAFTS = Listing("draft-entries", "entryNumber", openapi_fields.DRAFT_ENTRIES, _draft)
BOOKED = Listing("booked-entries", "entryNumber", openapi_fields.BOOKED_ENTRIES, _shown)
JOURNALS = Listing("journals", "journalNumber", {}, _journal)


def one_draft(visit: Visit) -> Answer:
    """Answer one draft entry."""
    return json_answer(_draft(_entry(visit, visit.number()), ""))


def create_draft(visit: Visit) -> Answer:
    """Create one draft entry; only its number comes back."""
    number = _create(visit, visit.request.document())
    location = f"{visit.request.base}{visit.request.path}/{number}"
    return json_answer({"entryNumber": number}, 201, (("Location", location),))


def create_drafts(visit: Visit) -> Answer:
    """Create up to five hundred draft entries, all or none."""
    bodies = _bulk(visit)
    for body in bodies:
        draft_entry.check(body, visit)
    return json_answer({"entryNumbers": [_create(visit, body) for body in bodies]}, 201)


def put_draft(visit: Visit) -> Answer:
    """Replace one draft entry; the version in the body has to be the present one."""
    _replace(visit, visit.request.document())
    return Answer(204)


def put_drafts(visit: Visit) -> Answer:
    """Replace up to five hundred draft entries, all or none."""
    bodies = _bulk(visit)
    for body in bodies:
        _checked_version(visit, body)
        draft_entry.check(body, visit)
    for body in bodies:
        _replace(visit, body)
    return Answer(204)


def delete_draft(visit: Visit) -> Answer:
    """Delete one draft entry."""
    visit.books.draft_entries.remove(_entry(visit, visit.number())["entryNumber"])
    return Answer(204)


def delete_drafts(visit: Visit) -> Answer:
    """Delete every line of a journal: the call that no client should make."""
    for entry in _lines(visit):
        visit.books.draft_entries.remove(entry["entryNumber"])
    return Answer(204)


def book_all(visit: Visit) -> Answer:
    """Book a whole journal."""
    return _booked(visit, _lines(visit))


def book_interval(visit: Visit) -> Answer:
    """Book the lines of a journal between two dates."""
    body = visit.request.document()
    start, end = body.get("fromDate"), body.get("toDate")
    for name, value in (("fromDate", start), ("toDate", end)):
        if not is_date(value):
            raise invalid(name, "InvalidDate", "Invalid value provided.")
    inside = [e for e in _lines(visit) if str(start)[:10] <= e["date"][:10] <= str(end)[:10]]
    return _booked(visit, inside)


def book_some(visit: Visit) -> Answer:
    """Book the lines of a journal that the body names."""
    wanted = as_list(visit.request.document().get("entryNumbers"))
    if not wanted:
        raise invalid("entryNumbers", "EntryNumbersMissing", "At least one entry number is needed.")
    lines = {entry["entryNumber"]: entry for entry in _lines(visit)}
    if missing := [number for number in wanted if whole_or_none(number) not in lines]:
        raise invalid("entryNumbers", "JournalEntryNotFound", f"Entry {missing[0]} is not in the journal.")
    return _booked(visit, [lines[number] for number in wanted])


def journals(visit: Visit) -> Answer:
    """List the journals; any filter ends in a 500, as it was seen to do."""
    _no_filter(visit)
    return by_cursor(visit, visit.books.journals.rows(), JOURNALS)


def journals_paged(visit: Visit) -> Answer:
    """List the journals by page."""
    _no_filter(visit)
    return by_page(visit, visit.books.journals.rows(), JOURNALS)


def journal_count(visit: Visit) -> Answer:
    """Count the journals."""
    _no_filter(visit)
    return count(visit, visit.books.journals.rows(), JOURNALS)


def journal(visit: Visit) -> Answer:
    """Answer one journal."""
    found = visit.books.journals.get(visit.number())
    if found is None:
        raise not_found()
    return json_answer(_journal(found, ""))


def _draft_rows(visit: Visit) -> Rows:
    return visit.books.draft_entries.rows()


def _booked_rows(visit: Visit) -> Rows:
    return visit.books.booked_entries.rows()


def _create(visit: Visit, body: Json) -> int:
    number = visit.books.draft_entries.free_number()
    visit.books.draft_entries.put(draft_entry.stored(body, number, visit))
    return number


def _replace(visit: Visit, body: Json) -> None:
    number = _checked_version(visit, body)
    fresh = draft_entry.stored(body, number, visit)
    kept = fresh | {"journalNumber": _entry(visit, number)["journalNumber"]}
    visit.books.draft_entries.put(ledger.moved(visit.books, kept, fresh["journalNumber"]))


def _checked_version(visit: Visit, body: Json) -> int:
    number = whole_or_none(body.get("entryNumber"))
    if number is None:
        raise invalid("entryNumber", "EntryNumberMissing", "Invalid value provided.")
    old = _entry(visit, number)
    if body.get("objectVersion") != object_version(old):
        raise Refusal(409, "The object was changed by someone else.", "UpdateConflict")
    return number


def _bulk(visit: Visit) -> list[Json]:
    listed = as_list(visit.request.document().get("entries"))
    if listed is None:
        raise invalid("entries", "DraftEntriesMissing", "Invalid value provided.")
    if not 1 <= len(listed) <= _BULK or not all(isinstance(body, dict) for body in listed):
        raise invalid("entries", "DraftEntriesCount", f"From 1 to {_BULK} entries are accepted.")
    return listed


def _booked(visit: Visit, lines: list[Json]) -> Answer:
    for entry in lines:
        draft_entry.check_bookable(entry, visit)
    for entry in lines:
        ledger.post_draft_entry(visit.books, entry)
    return Answer(204)


def _lines(visit: Visit) -> list[Json]:
    number = visit.number()
    if visit.books.journals.get(number) is None:
        raise not_found("JournalDoesNotExist")
    return [entry for entry in visit.books.draft_entries if entry["journalNumber"] == number]


def _entry(visit: Visit, number: int) -> Json:
    entry = visit.books.draft_entries.get(number)
    if entry is None:
        raise not_found()
    return entry


def _no_filter(visit: Visit) -> None:
    if visit.request.parameter("filter"):
        raise Refusal(500, "An unexpected error occurred.")


_BOOK = "Bookkeeping"
_HERE = f"{JOURNALS_API}/journals"
ROUTES: tuple[Route, ...] = (
    *lists(f"{BOOKED_API}/booked-entries", _BOOK, _booked_rows, BOOKED),
    *lists(f"{JOURNALS_API}/draft-entries", _BOOK, _draft_rows, DRAFTS, POST=create_draft, PUT=put_draft),
    route(f"{JOURNALS_API}/draft-entries/bulk", _BOOK, POST=create_drafts, PUT=put_drafts),
    route(f"{JOURNALS_API}/draft-entries/{{number}}", _BOOK, GET=one_draft, DELETE=delete_draft),
    route(f"{JOURNALS_API}/draft-entries/delete/{{number}}", _BOOK, DELETE=delete_drafts),
    route(f"{JOURNALS_API}/entries/draft/{{number}}/book", _BOOK, POST=book_all),
    route(f"{JOURNALS_API}/entries/draft/{{number}}/bookWithDateInterval", _BOOK, POST=book_interval),
    route(f"{_HERE}/{{number}}/book", _BOOK, POST=book_all),
    route(f"{_HERE}/{{number}}/bookWithDateInterval", _BOOK, POST=book_interval),
    route(f"{_HERE}/{{number}}/bookdraftentries", _BOOK, POST=book_some),
    route(_HERE, _BOOK, GET=journals),
    route(f"{_HERE}/paged", _BOOK, GET=journals_paged),
    route(f"{_HERE}/count", _BOOK, GET=journal_count),
    route(f"{_HERE}/{{number}}", _BOOK, GET=journal),
)
