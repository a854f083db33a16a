"""The three ways of the OpenAPI surface to list: by cursor, by page, as a count."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from checks.demo.simulator.call import Answer, Request, text_answer
from checks.demo.simulator.field import Field
from checks.demo.simulator.filter import FilterSyntax
from checks.demo.simulator.json_text import Json, to_text
from checks.demo.simulator.predicate import BadValue, NotFilterable, OperatorNotAllowed
from checks.demo.simulator.refusal import Refusal, problem_error
from checks.demo.simulator.rows import NotSortable, Rows, in_order
from checks.demo.simulator.visit import Handler, Route, Visit, route

STEP = 1000
LARGEST_PAGE = 100
USUAL_PAGE = 20
LARGEST_SKIP = 100
REACH = 10_000


@dataclass(frozen=True, slots=True)
class Listing:
    """How an OpenAPI collection is asked and shown."""

    name: str
    key: str
    fields: Mapping[str, Field]
    render: Callable[[Json, str], Json]


def by_cursor(visit: Visit, rows: Rows, listing: Listing) -> Answer:
    """Answer up to a thousand rows after the cursor; `sort` is ignored, no cursor means the end."""
    documents = _filtered(visit.request, rows, listing.fields)
    after = _after(visit.request)
    if after is not None:
        documents = [document for document in documents if document[listing.key] > after]
    shown = documents[:STEP]
    more = {"cursor": _cursor(shown[-1][listing.key])} if len(documents) > STEP else {}
    rest = f",{to_text(more)[1:]}" if more else "}"
    return text_answer(f'{{"items":[{_joined(visit, shown, listing)}]{rest}')


def by_page(visit: Visit, rows: Rows, listing: Listing) -> Answer:
    """Answer one page as a bare array; what lies past the first ten thousand cannot be reached."""
    request = visit.request
    size = _whole(request, "pageSize", USUAL_PAGE, 1, LARGEST_PAGE)
    skip = _whole(request, "skipPages", 0, 0, LARGEST_SKIP)
    documents = _filtered(request, rows, listing.fields)
    if text := request.parameter("sort"):
        try:
            documents = in_order(documents, text, listing.fields)
        except NotSortable as error:
            raise _refused("BadSortRequest", f"Sorting is not allowed on property '{error}'.") from None
    return text_answer(f"[{_joined(visit, documents[:REACH][skip * size : (skip + 1) * size], listing)}]")


def count(visit: Visit, rows: Rows, listing: Listing) -> Answer:
    """Answer how many rows the filter lets through, as a bare number."""
    return text_answer(str(len(_filtered(visit.request, rows, listing.fields))))


def lists(path: str, role: str, rows: Callable[[Visit], Rows], listing: Listing, **more: Handler) -> tuple[Route, ...]:
    """Return the routes of one collection: by cursor, by page, as a count."""
    return (
        route(path, role, GET=lambda visit: by_cursor(visit, rows(visit), listing), **more),
        route(f"{path}/paged", role, GET=lambda visit: by_page(visit, rows(visit), listing)),
        route(f"{path}/count", role, GET=lambda visit: count(visit, rows(visit), listing)),
    )


def invalid(name: str, code: str, message: str) -> Refusal:
    """Return the 400 for one property that does not pass."""
    error = problem_error(name, code, message)
    return Refusal(400, "Validation failed. See the errors.", "ValidationFailed", [error])


def _filtered(request: Request, rows: Rows, fields: Mapping[str, Field]) -> Sequence[Json]:
    text = request.parameter("filter")
    if not text:
        return rows.documents
    try:
        return rows.where(text, fields)
    except FilterSyntax as error:
        raise _refused("BadFilterRequest", f"The filter could not be read: {error}.") from None
    except NotFilterable as error:
        raise _refused("BadFilterRequest", f"Filtering is not allowed on property '{error}'.") from None
    except OperatorNotAllowed as error:
        text = f"Operator '{error.args[1]}' is not supported on property '{error.args[0]}'."
        raise _refused("BadFilterRequest", text) from None
    except BadValue as error:
        raise _refused("BadFilterRequest", f"The value '{error}' does not suit the property.") from None


def _refused(code: str, text: str) -> Refusal:
    return Refusal(400, text, code)


def _joined(visit: Visit, documents: Sequence[Json], listing: Listing) -> str:
    texts, base = visit.books.texts, visit.request.base
    name = f"openapi {listing.name}"
    return ",".join(texts.of(name, base, listing.key, d, listing.render) for d in documents)


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(f"after {number}".encode()).decode().rstrip("=")


def _after(request: Request) -> int | None:
    text = request.parameter("cursor")
    if not text:
        return None
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        plain = ""
    word, _, number = plain.partition(" ")
    if word != "after" or not number.isdigit():
        raise invalid("cursor", "InvalidCursor", "The cursor is not one that was given out.")
    return int(number)


def _whole(request: Request, name: str, usual: int, least: int, most: int) -> int:
    number = request.whole(name, usual, least, most)
    if number is None:
        raise invalid(name, "ValueOutOfRange", f"The field {name} must be between {least} and {most}.")
    return number
