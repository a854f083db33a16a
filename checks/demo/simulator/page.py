"""The classic envelope: one page of a collection, with its links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from checks.demo.simulator.call import Answer, Request, joined_query, text_answer
from checks.demo.simulator.field import Field
from checks.demo.simulator.filter import FilterSyntax
from checks.demo.simulator.json_text import Json, to_text
from checks.demo.simulator.predicate import BadValue, NotFilterable, OperatorNotAllowed
from checks.demo.simulator.refusal import Refusal
from checks.demo.simulator.rows import NotSortable, Rows, in_order
from checks.demo.simulator.visit import Visit

LARGEST = 1000
USUAL = 20
_PAGING = {"skippages", "pagesize"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """How a classic collection is asked and shown; `create` describes the POST where there is one."""

    name: str
    key: str
    fields: Mapping[str, Field]
    render: Callable[[Json, str], Json]
    create: str | None = None

    def only(self, name: str, fields: Mapping[str, Field]) -> Shelf:
        """Return a shelf that shows the same documents under another allow list."""
        return replace(self, name=name, fields=fields, create=None)


def page(visit: Visit, rows: Rows, shelf: Shelf) -> Answer:
    """Answer one page; past the end the collection is empty and the totals stay true."""
    request = visit.request
    size = _whole(request, "pagesize", USUAL, 1, LARGEST)
    skip = _whole(request, "skippages", 0, 0, 10**9)
    documents = selection(request, rows, shelf.fields)
    texts = visit.books.texts
    shown = documents[skip * size : (skip + 1) * size]
    collection = ",".join(texts.of(shelf.name, request.base, shelf.key, d, shelf.render) for d in shown)
    rest: Json = {}
    if shelf.create:
        here = request.base + quote(request.path)
        rest["metaData"] = {"create": {"description": shelf.create, "href": here, "httpMethod": "post"}}
    rest["pagination"] = _pagination(request, skip, size, len(documents), len(rows.documents))
    rest["self"] = _link(request, request.query)
    return text_answer(f'{{"collection":[{collection}],{to_text(rest)[1:]}')


def selection(request: Request, rows: Rows, fields: Mapping[str, Field]) -> Sequence[Json]:
    """Return the filtered and sorted documents, or the classic 400."""
    documents = rows.documents
    if text := request.parameter("filter"):
        try:
            documents = rows.where(text, fields)
        except FilterSyntax as error:
            raise _bad_filter(f"Could not read the filter: {error}.", fields) from None
        except NotFilterable as error:
            raise _bad_filter(f"Filtering on property '{error}' is not allowed.", fields) from None
        except OperatorNotAllowed as error:
            text = f"Operator '${error.args[1]}:' is not supported on property '{error.args[0]}'."
            raise _bad_filter(text, fields) from None
        except BadValue as error:
            raise _bad_filter(f"The value '{error}' does not suit the property.", fields) from None
    if text := request.parameter("sort"):
        try:
            documents = in_order(documents, text, fields)
        except NotSortable:
            raise Refusal(400, "Could not parse query string sort parameter.") from None
    return documents


def _bad_filter(text: str, fields: Mapping[str, Field]) -> Refusal:
    return Refusal(
        400,
        "Could not parse query string filter.",
        errors=[text],
        extra={
            "allowedFilteringFields": sorted(fields),
            "allowedOperators": "$eq:, $ne:, $gt:, $gte:, $lt:, $lte:, $like:, $in:, $nin:, $and:, $or:",
            "escapeCharacters": "$ before each of $ ( ) * , [ ]",
            "wildCard": "*",
            "nullValue": "$null:",
        },
    )


def _whole(request: Request, name: str, usual: int, least: int, most: int) -> int:
    number = request.whole(name, usual, least, most)
    if number is None:
        raise Refusal(400, f"{name} has to be a whole number from {least} to {most}.", "E04810")
    return number


def _pagination(request: Request, skip: int, size: int, results: int, all_results: int) -> Json:
    last = max(0, -(-results // size) - 1)
    pages: Json = {
        "maxPageSizeAllowed": LARGEST,
        "skipPages": skip,
        "pageSize": size,
        "results": results,
        "resultsWithoutFilter": all_results,
        "firstPage": _page_link(request, 0, size),
    }
    if skip > 0:
        pages["previousPage"] = _page_link(request, skip - 1, size)
    if skip < last:
        pages["nextPage"] = _page_link(request, skip + 1, size)
    pages["lastPage"] = _page_link(request, last, size)
    return pages


def _page_link(request: Request, skip: int, size: int) -> str:
    kept = [(name, value) for name, value in request.query if name.lower() not in _PAGING]
    return _link(request, [("skippages", str(skip)), ("pagesize", str(size)), *kept])


def _link(request: Request, query: Sequence[tuple[str, str]]) -> str:
    return request.base + quote(request.path) + joined_query(query)
