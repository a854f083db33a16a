"""Paging: where links lead, loops, and lists that move while they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.engine.model import Health
from checks.engine.ports import EconomicReading
from tests.support.agreement import GRANT, SECRET, customer, invoice, opened
from tests.support.economic_pages import BOOKED, CUSTOMERS, JOURNAL, but, collection, items, usual
from tests.support.scripted_server import Asked, Bytes, Script, Scripted, reply, scripted

Pages = list[list[int]]


async def swept(script: Script, folder: Path) -> tuple[EconomicReading, Scripted]:
    """Read once everything that a script answers."""
    async with scripted(script) as server:
        api = opened(server.url, folder)
        reading = await api.read()
        await api.close()
    return reading, server


def sweeps(*attempts: Pages, results: list[int] | None = None) -> Script:
    """Answer customers page by page: one list of pages for each time that the first page is asked for."""
    turn = iter(attempts)
    now: list[Pages] = []

    def answer(asked: Asked) -> Bytes:
        place = int(asked.parameter("skippages") or "0")
        if place == 0:
            now[:] = [next(turn)]
        pages = now[0]
        count = len({number for page in pages for number in page}) if results is None else results[place]
        following = f"{CUSTOMERS}?skippages={place + 1}" if place + 1 < len(pages) else None
        return collection([customer(number) for number in pages[place]], following, count)

    return but(CUSTOMERS, answer)


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.2:{port}/customers?skippages=1",
        "http://localhost:{port}/customers?skippages=1",
        "https://127.0.0.1:{port}/customers?skippages=1",
        "http://127.0.0.1:1/customers?skippages=1",
        "http://user:pass@127.0.0.1:{port}/customers?skippages=1",
        "//127.0.0.2/customers",
        "ftp://127.0.0.1:{port}/customers",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "javascript:alert(1)",
    ],
)
async def test_a_link_that_leads_away_is_not_followed(tmp_path: Path, link: str) -> None:
    def answer(asked: Asked) -> Bytes:
        port = asked.headers["host"].partition(":")[2]
        return collection([customer(20001)], link.format(port=port), 2)

    reading, server = await swept(but(CUSTOMERS, answer), tmp_path)

    assert reading.debtors.fault is not None
    assert "another address" in reading.debtors.fault.text()
    assert [asked.path for asked in server.asked].count(CUSTOMERS) == 1


async def test_no_token_reaches_the_host_of_a_redirect(tmp_path: Path) -> None:
    async with scripted(usual) as thief:
        away = reply("", 302, Location=f"{thief.url}/customers")
        reading, _ = await swept(but(CUSTOMERS, away), tmp_path)

    assert thief.asked == []
    assert reading.debtors.fault is not None


async def test_the_tokens_are_in_the_headers_and_proxies_of_the_environment_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scripted(usual) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        _, server = await swept(usual, tmp_path)

    assert proxy.asked == []
    assert {asked.headers["x-appsecrettoken"] for asked in server.asked} == {SECRET}
    assert {asked.headers["x-agreementgranttoken"] for asked in server.asked} == {GRANT}
    assert {asked.headers["accept-encoding"] for asked in server.asked} == {"identity"}
    assert not any(SECRET in asked.target or GRANT in asked.target for asked in server.asked)


async def test_a_page_that_points_to_itself_is_a_fault(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        return collection([customer(20001)], f"http://{asked.headers['host']}{asked.target}", 2)

    reading, server = await swept(but(CUSTOMERS, answer), tmp_path)

    assert reading.debtors.fault is not None
    assert [asked.path for asked in server.asked].count(CUSTOMERS) <= 4


async def test_pages_that_bring_nothing_new_end(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        place = int(asked.parameter("skippages") or "0")
        return collection([customer(20001)], f"{CUSTOMERS}?skippages={place + 1}", 2)

    reading, server = await swept(but(CUSTOMERS, answer), tmp_path)

    assert reading.debtors.fault is not None
    assert [asked.path for asked in server.asked].count(CUSTOMERS) <= 4


async def test_pages_that_bring_more_than_was_counted_end(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        place = int(asked.parameter("skippages") or "0")
        return collection([customer(20001 + place)], f"{CUSTOMERS}?skippages={place + 1}", 2)

    reading, server = await swept(but(CUSTOMERS, answer), tmp_path)

    assert reading.debtors.fault is not None
    assert len(server.asked) < 40


async def test_the_same_cursor_again_ends(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        return items([{"entryNumber": len(asked.parameter("cursor")), "amount": 1}], "again")

    reading, server = await swept(but(JOURNAL, answer), tmp_path)

    assert reading.journal.fault is not None
    assert len(server.asked) < 20


async def test_cursors_are_followed_and_sent_back_as_they_came(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        place = {"": 1, "a+b/=&": 2, "7": 3}[asked.parameter("cursor")]
        return items([{"entryNumber": place, "amount": 1}], {1: "a+b/=&", 2: 7}.get(place))

    reading, server = await swept(but(JOURNAL, answer), tmp_path)

    assert [line.id for line in reading.journal.rows] == ["1", "2", "3"]
    journal = [asked for asked in server.asked if asked.path == JOURNAL]
    assert {asked.parameter("filter") for asked in journal} == {"entryTypeNumber$eq:10"}


async def test_a_row_that_is_shown_twice_counts_once(tmp_path: Path) -> None:
    reading, _ = await swept(sweeps([[1, 2], [2, 3]]), tmp_path)

    assert [debtor.number for debtor in reading.debtors.rows] == [1, 2, 3]


async def test_a_list_that_shifted_is_read_once_more(tmp_path: Path) -> None:
    def short(asked: Asked) -> Bytes:
        seen.append(asked)
        return collection([customer(1)], None, 2 if len(seen) == 1 else 1)

    seen: list[Asked] = []
    reading, _ = await swept(but(CUSTOMERS, short), tmp_path)

    assert [debtor.number for debtor in reading.debtors.rows] == [1]
    assert reading.state.health is Health.OK


async def test_a_list_that_keeps_shifting_is_a_fault(tmp_path: Path) -> None:
    reading, server = await swept(but(CUSTOMERS, collection([customer(1)], None, 2)), tmp_path)

    assert reading.debtors.fault is not None
    assert "changed twice" in reading.debtors.fault.text()
    assert [asked.path for asked in server.asked].count(CUSTOMERS) == 2


async def test_a_count_that_changes_between_pages_is_a_shift(tmp_path: Path) -> None:
    script = sweeps([[1, 2], [3]], [[1, 2], [3]], results=[4, 3])

    reading, _ = await swept(script, tmp_path)

    assert reading.debtors.fault is not None


async def test_no_customers_although_invoices_name_some_is_a_fault(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Bytes:
        if asked.path == CUSTOMERS:
            return collection([])
        return collection([invoice("bookedInvoiceNumber", 1)]) if asked.path == BOOKED else usual(asked)

    reading, _ = await swept(answer, tmp_path)

    assert reading.debtors.fault is not None
    assert reading.booked.complete


async def test_an_agreement_with_nothing_in_it_is_simply_empty(tmp_path: Path) -> None:
    reading, _ = await swept(but(CUSTOMERS, collection([])), tmp_path)

    assert reading.debtors.complete
    assert reading.state.health is Health.OK
