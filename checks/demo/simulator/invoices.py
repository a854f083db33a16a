"""The classic routes under /invoices."""

from __future__ import annotations

from datetime import UTC, datetime

from checks.demo.simulator import booking, classic_fields, invoice
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.draft_invoice import priced
from checks.demo.simulator.json_text import Json, as_object
from checks.demo.simulator.page import Shelf, page, selection
from checks.demo.simulator.refusal import leaf, not_found, validation
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.table import Table
from checks.demo.simulator.visit import Route, Visit, route

DRAFTS = Shelf("drafts", "draftInvoiceNumber", classic_fields.DRAFTS, invoice.draft, "Create a new draft invoice.")
BOOKED = Shelf("booked", "bookedInvoiceNumber", classic_fields.BOOKED, invoice.booked, "Book an invoice.")
UNPAID = BOOKED.only("booked", classic_fields.UNPAID)
_LINKS = ("drafts", "booked", "paid", "unpaid", "overdue", "not-due", "sent", "totals")
_SEND_BY = ("none", "EAN", "Email")


def links(visit: Visit) -> Answer:
    """Answer the page of links; the member of the hyphenated one has none."""
    here = f"{visit.request.base}/invoices"
    named = {"notDue" if name == "not-due" else name: f"{here}/{name}" for name in _LINKS}
    return json_answer(named | {"self": here})


def drafts(visit: Visit) -> Answer:
    """Answer a page of drafts."""
    return page(visit, visit.books.drafts.rows(), DRAFTS)


def draft(visit: Visit) -> Answer:
    """Answer one draft with its lines."""
    return json_answer(invoice.draft_alone(_draft(visit), visit.request.base))


def create_draft(visit: Visit) -> Answer:
    """Create a draft under the next number."""
    number = visit.books.drafts.free_number()
    fresh = priced(visit.request.document(), number, visit)
    visit.books.drafts.put(fresh)
    shown = invoice.draft_alone(fresh, visit.request.base)
    return json_answer(shown, 201, (("Location", shown["self"]),))


def put_draft(visit: Visit) -> Answer:
    """Replace a draft and all its lines."""
    old = _draft(visit)
    fresh = priced(visit.request.document(), old["draftInvoiceNumber"], visit)
    visit.books.drafts.put(fresh)
    return json_answer(invoice.draft_alone(fresh, visit.request.base))


def delete_draft(visit: Visit) -> Answer:
    """Delete one draft."""
    return _deleted(visit, [_draft(visit)])


def delete_drafts(visit: Visit) -> Answer:
    """Delete every draft that the filter lets through: the call that no client should make."""
    return _deleted(visit, list(selection(visit.request, visit.books.drafts.rows(), DRAFTS.fields)))


def instructions(visit: Visit) -> Answer:
    """Answer the body that books a draft."""
    here = f"{visit.request.base}/invoices/drafts/{_draft(visit)['draftInvoiceNumber']}"
    reference = {"draftInvoiceNumber": visit.number(), "self": here}
    return json_answer({"draftInvoice": reference, "self": f"{here}/templates/booking-instructions"})


def booked(visit: Visit) -> Answer:
    """Answer a page of booked invoices."""
    return page(visit, visit.books.booked.rows(), BOOKED)


def one_booked(visit: Visit) -> Answer:
    """Answer one booked invoice with its lines."""
    document = visit.books.booked.get(visit.number())
    if document is None:
        raise not_found("E06000")
    return json_answer(invoice.booked_alone(document, visit.request.base))


def book(visit: Visit) -> Answer:
    """Book a draft, under the number in the body or the next."""
    body = visit.request.document()
    return _book(visit, body, body.get("bookWithNumber"))


def book_as(visit: Visit) -> Answer:
    """Book a draft under the number in the path."""
    return _book(visit, visit.request.document(), visit.number())


def part(visit: Visit) -> Answer:
    """Answer the booked invoices that are paid, unpaid, overdue or not due."""
    name = visit.places["text"].lower()
    today = datetime.fromtimestamp(visit.now, UTC).strftime("%Y-%m-%d")

    def keep(document: Json) -> bool:
        if name == "paid" or not document.get("remainder"):
            return name == "paid" and not document.get("remainder")
        late = str(document.get("dueDate", today)) < today
        return name == "unpaid" or (name == "overdue") is late

    rows = visit.books.view(f"{name} {today}", visit.books.booked, keep, _as_it_is)
    return page(visit, rows, UNPAID)


def of_customer(visit: Visit, table: Table, name: str) -> Rows:
    """Return one customer's documents out of a table."""
    number = visit.number()
    documents = table.rows().where(f"customer.customerNumber$eq:{number}", classic_fields.CUSTOMER_DRAFTS)
    return Rows(documents)


def _book(visit: Visit, body: Json, number: object) -> Answer:
    reference = as_object(body.get("draftInvoice"))
    found = None if reference is None else invoice.referenced_draft(reference)
    if found is None:
        error = leaf("draftInvoice", "No identifier was given.", "E04500")
        raise validation({"draftInvoice": {"errors": [error]}})
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 1):
        error = leaf("bookWithNumber", "Expected a positive integer.", value=number)
        raise validation({"bookWithNumber": {"errors": [error]}})
    if body.get("sendBy", "none") not in _SEND_BY:
        error = leaf("sendBy", f"Expected one of {', '.join(_SEND_BY)}.", value=body["sendBy"])
        raise validation({"sendBy": {"errors": [error]}})
    document = booking.book(visit.books, found, number, visit.danish)
    shown = invoice.booked_alone(document, visit.request.base)
    return json_answer(shown, 201, (("Location", shown["self"]),))


def _draft(visit: Visit) -> Json:
    document = visit.books.drafts.get(visit.number())
    if document is None:
        raise not_found("E06000")
    return document


def _deleted(visit: Visit, documents: list[Json]) -> Answer:
    numbers = [document["draftInvoiceNumber"] for document in documents]
    for number in numbers:
        visit.books.drafts.remove(number)
    here = f"{visit.request.base}/invoices/drafts"
    items = [{"draftInvoiceNumber": number, "self": f"{here}/{number}"} for number in numbers]
    text = f"Deleted {len(numbers)} invoice(s)."
    return json_answer({"message": text, "deletedCount": len(numbers), "deletedItems": items})


def _as_it_is(document: Json) -> Json:
    return document


ROUTES: tuple[Route, ...] = (
    route("/invoices", "Sales", GET=links),
    route("/invoices/drafts", "Sales", GET=drafts, POST=create_draft, DELETE=delete_drafts),
    route("/invoices/drafts/{number}", "Sales", GET=draft, PUT=put_draft, DELETE=delete_draft),
    route("/invoices/drafts/{number}/templates/booking-instructions", "Sales", GET=instructions),
    route("/invoices/booked", "Sales", GET=booked, POST=book),
    route("/invoices/booked/{number}", "Sales", GET=one_booked, PUT=book_as),
    *(route(f"/invoices/(?P<text>{name})", "Sales", GET=part) for name in ("paid", "unpaid", "overdue", "not-due")),
)
