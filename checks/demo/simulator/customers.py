"""The classic routes under /customers."""

from __future__ import annotations

from checks.demo.simulator import classic_fields, customer, invoices
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.page import Shelf, page
from checks.demo.simulator.refusal import Refusal, leaf, not_found, utc_stamp, validation
from checks.demo.simulator.visit import Route, Visit, route

SHELF = Shelf("customers", "customerNumber", classic_fields.CUSTOMERS, customer.shown, "Create a new customer.")
LARGEST = 999_999_999


def listing(visit: Visit) -> Answer:
    """Answer a page of customers."""
    return page(visit, visit.books.customers.rows(), SHELF)


def one(visit: Visit) -> Answer:
    """Answer one customer."""
    return json_answer(customer.shown_alone(_found(visit), visit.request.base))


def create(visit: Visit) -> Answer:
    """Create a customer under the number that was sent, or the next."""
    body = visit.request.document()
    number = body.get("customerNumber", visit.books.customers.free_number())
    _check_number(number)
    if visit.books.customers.get(number) is not None:
        error = leaf("customerNumber", "The customer number is in use.", value=number)
        raise validation({"customerNumber": {"errors": [error]}})
    return _store(visit, body, number, None)


def put(visit: Visit) -> Answer:
    """Replace a customer; a number that is free becomes a new customer."""
    number = visit.number()
    _check_number(number)
    return _store(visit, visit.request.document(), number, visit.books.customers.get(number))


def patch(visit: Visit) -> Answer:
    """Change the one property that can be patched."""
    old = _found(visit)
    match visit.request.value():
        case [{"op": "replace", "path": "/eInvoicingDisabledByDefault", "value": bool(value)}]:
            fresh = old | {"eInvoicingDisabledByDefault": value, "lastUpdated": utc_stamp(visit.now)}
            visit.books.customers.put(fresh)
            return json_answer(customer.shown_alone(fresh, visit.request.base))
        case _:
            raise Refusal(400, "Only /eInvoicingDisabledByDefault can be replaced.")


def delete(visit: Visit) -> Answer:
    """Delete a customer that nothing refers to."""
    number = visit.number()
    if visit.books.customers.get(number) is None:
        raise not_found("E06000")
    books = visit.books
    documents = any(
        document.get("customer", {}).get("customerNumber") == number
        for table in (books.drafts, books.booked)
        for document in table
    )
    entries = any(
        entry.get("customerNumber") == number
        for table in (books.draft_entries, books.booked_entries)
        for entry in table
    )
    if documents or entries:
        raise Refusal(400, "The customer has invoices or entries and cannot be deleted.")
    visit.books.customers.remove(number)
    return Answer(204)


def invoice_links(visit: Visit) -> Answer:
    """Answer the links to a customer's invoices."""
    here = f"{visit.request.base}/customers/{_found(visit)['customerNumber']}/invoices"
    return json_answer({"drafts": f"{here}/drafts", "booked": f"{here}/booked", "self": here})


def drafts(visit: Visit) -> Answer:
    """Answer a page of one customer's drafts."""
    _found(visit)
    shelf = invoices.DRAFTS.only("drafts", classic_fields.CUSTOMER_DRAFTS)
    return page(visit, invoices.of_customer(visit, visit.books.drafts, "drafts"), shelf)


def booked(visit: Visit) -> Answer:
    """Answer a page of one customer's booked invoices."""
    _found(visit)
    shelf = invoices.BOOKED.only("booked", classic_fields.CUSTOMER_BOOKED)
    return page(visit, invoices.of_customer(visit, visit.books.booked, "booked"), shelf)


def _store(visit: Visit, body: Json, number: int, old: Json | None) -> Answer:
    fresh = customer.replaced(body, old, number, visit.books, visit.now)
    visit.books.customers.put(fresh)
    shown = customer.shown_alone(fresh, visit.request.base)
    if old is not None:
        return json_answer(shown)
    return json_answer(shown, 201, (("Location", shown["self"]),))


def _found(visit: Visit) -> Json:
    document = visit.books.customers.get(visit.number())
    if document is None:
        raise not_found("E06000")
    return document


def _check_number(number: object) -> None:
    whole = isinstance(number, int) and not isinstance(number, bool)
    if not whole or not 1 <= number <= LARGEST:  # type: ignore[operator] # pyright: ignore[reportOperatorIssue] - whole
        error = leaf("customerNumber", f"Expected an integer from 1 to {LARGEST}.", value=number)
        raise validation({"customerNumber": {"errors": [error]}})


ROUTES: tuple[Route, ...] = (
    route("/customers", "Sales", GET=listing, POST=create),
    route("/customers/{number}", "Sales", GET=one, PUT=put, PATCH=patch, DELETE=delete),
    route("/customers/{number}/invoices", "Sales", GET=invoice_links),
    route("/customers/{number}/invoices/drafts", "Sales", GET=drafts),
    route("/customers/{number}/invoices/booked", "Sales", GET=booked),
)
