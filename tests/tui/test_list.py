"""The list: the cursor keeps its record, filter and order change what is shown and nothing else, marks survive."""

from dataclasses import replace
from decimal import Decimal

from checks.engine.board import Notice
from checks.engine.model import Finding, Severity
from checks.engine.phrase import Phrase
from tests.support.boards import NO_ID, NOON, ONLY, STALE, board, finding, lost, panel, sample, stale, unlinked
from tests.support.main_screen import Seat, seated


def rows(*numbers: int) -> list[Finding]:
    return [unlinked(number, f"{1000 - place}.00", 1) for place, number in enumerate(numbers)]


async def at(seat: Seat, key: str) -> None:
    await seat.press("home")
    while seat.key != key:
        await seat.press("down")


async def test_a_row_that_is_set_aside_leaves_the_cursor_at_its_place() -> None:
    first, second, third = (unlinked(1000 + n, "50.00", 1) for n in range(3))
    async with seated(board(panel(NO_ID, [first, second, third]))) as seat:
        left = panel(NO_ID, [second, third])
        await seat.show(board(replace(left, ignored={first.key: first}), cycle=2))

        assert seat.key == second.key


async def test_cursor_stays_on_its_record_when_others_come_and_go() -> None:
    async with seated(board(panel(NO_ID, rows(1, 2, 3)))) as seat:
        await at(seat, f"{NO_ID}:2")

        await seat.show(board(panel(NO_ID, rows(7, 8, 9, 2))))

        assert seat.key == f"{NO_ID}:2"
        assert seat.keys.index(f"{NO_ID}:2") == 3


async def test_cursor_goes_to_the_next_record_when_its_own_goes_away() -> None:
    async with seated(board(panel(NO_ID, rows(1, 2, 3, 4)))) as seat:
        await at(seat, f"{NO_ID}:2")

        await seat.show(board(panel(NO_ID, rows(1, 3, 4))))
        assert seat.key == f"{NO_ID}:3"
        await seat.show(board(panel(NO_ID, rows(1))))
        assert seat.key == f"{NO_ID}:1"
        await seat.show(board(panel(NO_ID, [])))
        assert seat.key == ""
        assert "0 – all in step" in seat.screen


async def test_details_follow_a_record_that_changed_under_the_cursor() -> None:
    before = finding(f"{STALE}:1", Severity.WARNING, "1.00", subject="Gammel ApS", actions=("push",))
    async with seated(board(panel(STALE, [before]))) as seat:
        await seat.show(board(panel(STALE, [replace(before, subject="Ny ApS", money=(("DKK", Decimal(2)),))])))

        assert "Gammel ApS" not in seat.screen
        assert seat.screen.count("Ny ApS") == 2


async def test_sorting_keeps_the_cursor_on_its_record_and_is_told() -> None:
    async with seated(board(panel(NO_ID, rows(5, 3, 9)))) as seat:
        await at(seat, f"{NO_ID}:3")

        await seat.press("s", "s")
        assert seat.keys == [f"{NO_ID}:{number}" for number in (3, 5, 9)]
        assert seat.key == f"{NO_ID}:3"
        assert "Number▲" in seat.screen
        await seat.press("S")

        assert seat.keys == [f"{NO_ID}:{number}" for number in (9, 5, 3)]
        assert seat.key == f"{NO_ID}:3"
        assert "Number▼" in seat.screen


async def test_sorting_by_amount_starts_with_the_largest_and_goes_round_to_the_own_order() -> None:
    async with seated(board(panel(NO_ID, rows(5, 3, 9)))) as seat:
        own = seat.keys
        seen: list[list[str]] = []
        while "Amount▼" not in seat.screen.replace("▼Amount", "Amount▼"):
            await seat.press("s")
            seen.append(seat.keys)
        assert seat.keys == own

        for _ in seat.dashboard.view.columns:
            await seat.press("s")

        assert len(seen) > 1


async def test_numbers_sort_as_numbers() -> None:
    async with seated(board(panel(ONLY, [finding(f"{ONLY}:{number}") for number in (900, 1000, 20)]))) as seat:
        await seat.press("2", "s", "s")

        assert [key.partition(":")[2] for key in seat.keys] == ["20", "900", "1000"]


async def test_filter_finds_what_is_shown_whatever_the_accents() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("aero fisk")
        assert {seat.dashboard.view.panel(seat.desk).findings[key].subject for key in seat.keys} == {
            "Ærø Fiskeeksport A/S"
        }
        await seat.press("enter", "escape")

        assert len(seat.keys) == 14


async def test_letters_typed_into_the_filter_are_no_commands() -> None:
    async with seated() as seat:
        await seat.press("slash")
        await seat.type("fq rip*")

        assert seat.monitor.asked == []
        assert len(seat.app.screen_stack) == 1
        assert "None of the 14 rows matches “fq rip*”" in seat.screen
        assert seat.app.return_code is None


async def test_escape_clears_the_filter_and_the_cursor_is_where_it_was() -> None:
    async with seated() as seat:
        await seat.press("down", "down")
        key = seat.key

        await seat.press("slash")
        await seat.type("zzz")
        assert seat.key == ""
        await seat.press("escape")

        assert seat.key == key


async def test_every_panel_keeps_its_own_filter_and_cursor() -> None:
    async with seated() as seat:
        await seat.press("down")
        first = seat.key

        await seat.press("3", "down", "slash")
        await seat.type("nordlys")
        await seat.press("enter", "1")
        assert seat.key == first
        assert len(seat.keys) == 14
        await seat.press("3")

        assert "“nordlys”" in seat.screen


async def test_marks_are_counted_and_a_hidden_one_is_told() -> None:
    async with seated() as seat:
        await seat.press("space", "space")
        assert "2 marked" in seat.screen
        assert seat.line("1042").count("●") == 1

        await seat.press("slash")
        await seat.type("dental")
        await seat.press("enter")
        assert "2 marked, 2 not shown" in seat.screen
        await seat.press("escape", "escape")

        assert "marked" not in seat.screen


async def test_star_marks_only_what_is_safe() -> None:
    safe, risky = unlinked(1001, "2.00", 1), unlinked(1002, "1.00", 1, safe=False)
    async with seated(board(panel(NO_ID, [safe, risky]))) as seat:
        await seat.press("*")

        assert seat.dashboard.view.marks == {safe.key}
        await seat.press("*")
        assert seat.dashboard.view.marks == frozenset()


async def test_marks_of_what_is_gone_do_not_count() -> None:
    async with seated(board(panel(NO_ID, rows(1, 2)))) as seat:
        await seat.press("space", "space")

        await seat.show(board(panel(NO_ID, rows(2))))

        assert "1 marked" in seat.screen


async def test_an_unknown_panel_keeps_its_rows_dated_and_opens_no_plan() -> None:
    known = panel(STALE, [stale(1300), stale(1303)])
    async with seated(board(known)) as seat:
        await seat.show(board(lost(known)))

        assert len(seat.keys) == 2
        assert "not known since" in seat.screen
        assert "e-conomic answered 503" in seat.screen
        assert "Last known" in seat.screen
        await seat.press("f")
        assert len(seat.app.screen_stack) == 1
        assert "The rows are old" in seat.screen


async def test_ignored_findings_stand_last_and_are_not_counted() -> None:
    aside = unlinked(1500, "9.00", 1)
    async with seated(board(panel(NO_ID, rows(1), ignored=[aside]))) as seat:
        assert "✖ No id 1 " in seat.screen
        assert "1 ignored" in seat.screen
        assert seat.keys == [f"{NO_ID}:1", aside.key]
        assert "ign" in seat.line("1500")


async def test_a_grave_notice_stays_until_it_was_read() -> None:
    async with seated() as seat:
        seat.monitor.tell(Notice(NOON, Phrase("The journal is broken", "Journalen er brudt"), grave=True))
        seat.monitor.tell(Notice(NOON, Phrase("Something small", "Noget småt")))
        await seat.sees("The journal is broken")
        assert "Something small" not in seat.screen

        await seat.press("escape")

        assert "The journal is broken" not in seat.screen
        assert "Something small" in seat.screen


async def test_ten_thousand_rows_move_and_filter() -> None:
    many = [replace(unlinked(n, f"{n}.00"), subject=f"Kunde {n} ApS") for n in range(10_000, 20_000)]
    async with seated(board(panel(NO_ID, many))) as seat:
        await seat.press("end")
        assert seat.key == f"{NO_ID}:10000"

        await seat.press("slash")
        await seat.type("kunde 19999")
        await seat.press("enter")

        assert seat.keys == [f"{NO_ID}:19999"]


async def test_one_changed_row_paints_one_line() -> None:
    first = sample()
    async with seated(first) as seat:
        drawn = seat.dashboard.list
        before = {key: known[2] for key, known in drawn._drawn.items()}  # pyright: ignore[reportPrivateUsage]  # the cache is the promise
        changed = dict(first.panels[NO_ID].findings)
        key = seat.keys[3]
        changed[key] = replace(changed[key], subject="Ny ApS")

        await seat.show(board(panel(NO_ID, changed.values()), *list(first.panels.values())[1:]))

        after = {name: known[2] for name, known in drawn._drawn.items()}  # pyright: ignore[reportPrivateUsage]  # as above
        assert [name for name in before if after[name] is not before[name]] == [key]
