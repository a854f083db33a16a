"""The stretches of the accounting years in which nothing can be booked any more, and those in which it can."""

from __future__ import annotations

from collections.abc import Iterable

from checks.adapters.answer import Json
from checks.adapters.call_fault import CallFault, Kind, garbled
from checks.adapters.http import Wire
from checks.adapters.origin import Origin
from checks.adapters.pages import Collection, by_cursor, classic
from checks.adapters.round import Round
from checks.adapters.row import WRONG, Row
from checks.engine.records import Period

YEARS = "/accounting-years"
PERIODS = "/accountingyearsapi/v2.0.1/accountingYears/periods"


async def periods(wire: Wire, rest: Origin, openapi: Origin, round_: Round) -> list[Period]:
    """Return every period; only the OpenAPI surface tells a barred one, so the classic list is second choice."""
    years = (await classic(wire, Collection(rest, YEARS, "year"), round_)).rows.values()
    try:
        rows = (await by_cursor(wire, Collection(openapi, PERIODS, "dateFrom"), round_)).rows.values()
    except CallFault as found:
        if found.kind not in {Kind.MISSING, Kind.ROLE}:
            raise
        return await _classic_periods(wire, rest, years, round_)
    closed = {str(year.get("year")) for year in years if Row(year).flag("closed")}
    return _sorted(_modern(row, str(row.get("year")) in closed) for row in rows)


async def _classic_periods(wire: Wire, rest: Origin, years: Iterable[Json], round_: Round) -> list[Period]:
    found: list[Period] = []
    for year in years:
        if Row(year).flag("closed"):
            found.append(_period(Row(year), "fromDate", "toDate", closed=True))
            continue
        link = rest.link(rest.base, str(year.get("periods")))
        swept = await classic(wire, Collection(rest, link.removeprefix(rest.base), "periodNumber"), round_)
        rows = map(Row, swept.rows.values())
        found += [_period(row, "fromDate", "toDate", closed=row.flag("closed")) for row in rows]
    return _sorted(found)


def _modern(values: Json, year_closed: bool) -> Period:
    row = Row(values)
    closed = year_closed or row.flag("isClosed") or row.flag("isBarred")
    return _period(row, "dateFrom", "dateTo", closed=closed)


def _period(row: Row, first: str, last: str, *, closed: bool) -> Period:
    start, end = row.day(first), row.day(last)
    if start is None or end is None:
        raise garbled(WRONG.with_(name=first if start is None else last))
    return Period(start, end, closed)


def _sorted(found: Iterable[Period]) -> list[Period]:
    return sorted(found, key=lambda period: period.first)
