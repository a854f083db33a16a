"""The OpenAPI routes of accounting years and periods."""

from __future__ import annotations

from checks.demo.simulator import openapi_fields
from checks.demo.simulator.books import object_version
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.cursor import Listing, by_page, count, lists
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.ledger import full_date
from checks.demo.simulator.refusal import not_found
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.visit import Route, Visit, route

API = "/accountingyearsapi/v2.0.1"
_PLACE = "place"


def _as_it_is(document: Json, _base: str) -> Json:
    return {name: value for name, value in document.items() if name != _PLACE}


YEARS = Listing("years", _PLACE, openapi_fields.YEARS, _as_it_is)
PERIODS = Listing("periods", _PLACE, openapi_fields.PERIODS, _as_it_is)


def one_year(visit: Visit) -> Answer:
    """Answer one accounting year."""
    name = visit.places["text"]
    found = next((y for y in _years(visit).documents if y["year"] == name), None)
    if found is None:
        raise not_found()
    return json_answer(_as_it_is(found, ""))


def one_period(visit: Visit) -> Answer:
    """Answer the first period with a number."""
    periods = _periods(visit).documents
    found = next((p for p in periods if p["periodNumber"] == visit.number()), None)
    if found is None:
        raise not_found()
    return json_answer(_as_it_is(found, ""))


def _years(visit: Visit) -> Rows:
    years = [
        _dated(year, place) | {"year": year["year"], "isClosed": bool(year.get("closed"))}
        for place, year in enumerate(visit.books.years, 1)
    ]
    return Rows(years)


def _periods(visit: Visit) -> Rows:
    pairs = [(year, period) for year in visit.books.years for period in year.get("periods", ())]
    periods = [
        _dated(period, place)
        | {
            "periodNumber": period["periodNumber"],
            "year": year["year"],
            "isClosed": bool(period.get("closed")),
            "isBarred": bool(period.get("barred")),
        }
        for place, (year, period) in enumerate(pairs, 1)
    ]
    return Rows(periods)


def _dated(document: Json, place: int) -> Json:
    return {
        _PLACE: place,
        "dateFrom": full_date(document["fromDate"]),
        "dateTo": full_date(document["toDate"]),
        "objectVersion": object_version(document),
    }


def years_paged(visit: Visit) -> Answer:
    """List the accounting years by page; there is no list by cursor."""
    return by_page(visit, _years(visit), YEARS)


def year_count(visit: Visit) -> Answer:
    """Count the accounting years."""
    return count(visit, _years(visit), YEARS)


ROUTES: tuple[Route, ...] = (
    *lists(f"{API}/accountingYears/periods", "Bookkeeping", _periods, PERIODS),
    route(f"{API}/accountingYears/periods/{{number}}", "Bookkeeping", GET=one_period),
    route(f"{API}/AccountingYears/paged", "Bookkeeping", GET=years_paged),
    route(f"{API}/AccountingYears/count", "Bookkeeping", GET=year_count),
    route(f"{API}/AccountingYears/{{text}}", "Bookkeeping", GET=one_year),
)
