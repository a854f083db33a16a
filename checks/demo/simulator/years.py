"""The classic routes under /accounting-years; years come spelled with `_6_` for a slash."""

from __future__ import annotations

from checks.demo.simulator import classic_fields, entry
from checks.demo.simulator.call import Answer, json_answer
from checks.demo.simulator.field import Fields
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.links import escaped_key
from checks.demo.simulator.page import Shelf, page
from checks.demo.simulator.refusal import not_found
from checks.demo.simulator.rows import Rows
from checks.demo.simulator.visit import Route, Visit, route


def _shown(year: Json, base: str) -> Json:
    here = f"{base}/accounting-years/{escaped_key(year['year'])}"
    shown = {name: value for name, value in year.items() if name != "periods"}
    links = {name: f"{here}/{name}" for name in ("periods", "entries", "totals")}
    return _without_false(shown) | links | {"self": here}


def _period(year: str) -> Shelf:
    part = escaped_key(year)

    def show(period: Json, base: str) -> Json:
        parent = f"{base}/accounting-years/{part}"
        here = f"{parent}/periods/{period['periodNumber']}"
        links = {"entries": f"{here}/entries", "totals": f"{here}/totals", "self": here}
        shown = _without_false({n: v for n, v in period.items() if n != "barred"})
        return shown | {"accountingYear": {"year": year, "self": parent}} | links

    return Shelf(f"periods {year}", "periodNumber", classic_fields.PERIODS, show)


YEARS = Shelf("years", "year", classic_fields.YEARS, _shown, "Create a new accounting year.")


def listing(visit: Visit) -> Answer:
    """Answer a page of accounting years."""
    return page(visit, Rows(visit.books.years), YEARS)


def one(visit: Visit) -> Answer:
    """Answer one accounting year."""
    return json_answer(_shown(_year(visit), visit.request.base))


def periods(visit: Visit) -> Answer:
    """Answer a page of a year's periods."""
    year = _year(visit)
    return page(visit, Rows(year.get("periods", [])), _period(year["year"]))


def period(visit: Visit) -> Answer:
    """Answer one period."""
    year = _year(visit)
    return json_answer(_period(year["year"]).render(_part(visit, year), visit.request.base))


def entries(visit: Visit) -> Answer:
    """Answer a page of what was booked in a year."""
    year = _year(visit)
    return _ledger(visit, year["year"], year, classic_fields.LEDGER_ENTRIES)


def period_entries(visit: Visit) -> Answer:
    """Answer a page of what was booked in a period."""
    year = _year(visit)
    return _ledger(visit, year["year"], _part(visit, year), classic_fields.PERIOD_ENTRIES)


def _ledger(visit: Visit, year: str, span: Json, fields: Fields) -> Answer:
    start, end = span["fromDate"], span["toDate"]

    def keep(line: Json) -> bool:
        return bool(start <= line["date"][:10] <= end)

    show = entry.shown_in_year(year)
    shelf = Shelf(f"ledger {year}", "entryNumber", fields, show)
    books = visit.books
    rows = books.view(f"ledger {start} {end}", books.booked_entries, keep, entry.ledger_entry)
    return page(visit, rows, shelf)


def _year(visit: Visit) -> Json:
    wanted = visit.places["text"]
    year = next((y for y in visit.books.years if escaped_key(y["year"]) == wanted), None)
    if year is None:
        raise not_found("E06000")
    return year


def _part(visit: Visit, year: Json) -> Json:
    parts: list[Json] = year.get("periods", [])
    found = next((p for p in parts if p["periodNumber"] == visit.number()), None)
    if found is None:
        raise not_found("E06000")
    return found


def _without_false(document: Json) -> Json:
    return {name: value for name, value in document.items() if value is not False}


ROUTES: tuple[Route, ...] = (
    route("/accounting-years", "Bookkeeping", GET=listing),
    route("/accounting-years/{text}", "Bookkeeping", GET=one),
    route("/accounting-years/{text}/periods", "Bookkeeping", GET=periods),
    route("/accounting-years/{text}/periods/{number}", "Bookkeeping", GET=period),
    route("/accounting-years/{text}/periods/{number}/entries", "Bookkeeping", GET=period_entries),
    route("/accounting-years/{text}/entries", "Bookkeeping", GET=entries),
)
