"""The strip at any width: every panel that fits stands there, the four required ones with their word."""

from collections.abc import Sequence

import pytest

from checks.engine.model import Status
from tui.widgets.check_strip import frames
from tui.widgets.tiles import REQUIRED, Row, Spacing, Tile, fit

ENGLISH = ("No id", "Only in e-conomic", "Stale", "Unposted", "Broken link", "Barred", "Conflict", "Sync", "Source")
DANISH = ("Uden id", "Kun i e-conomic", "Adresse", "Faktura", "Brudt link", "Spærret", "Konflikt", "Sync", "Kilde")


def tiles(words: Sequence[str], counts: Sequence[int], chosen: int = 0) -> list[Tile]:
    return [
        Tile(word, at + 1, word, Status.CRITICAL, f"{count:,}", chosen=at == chosen)
        for at, (word, count) in enumerate(zip(words, counts, strict=False))
    ]


def shown(row: Row) -> list[str]:
    return [one.tile.check for one in row.placed]


@pytest.mark.parametrize("words", [ENGLISH, DANISH])
@pytest.mark.parametrize(
    "counts",
    [(19, 17, 32, 72, 18, 2), (19, 17, 32, 72, 18, 2, 1, 1, 1), (123, 45, 1234, 678, 55, 12, 7), (1234,) * 4],
)
def test_at_80_columns_every_panel_stands_with_its_count_and_the_first_four_with_a_word(
    words: tuple[str, ...], counts: tuple[int, ...]
) -> None:
    row = fit(tiles(words, counts), 80)

    assert shown(row) == list(words[: len(counts)])
    assert row.more == ""
    assert row.width <= 80
    for one, word in zip(row.placed[:REQUIRED], words, strict=False):
        assert len(one.word) >= 4
        assert word.startswith(one.word.rstrip("…"))


def test_what_does_not_fit_is_counted() -> None:
    row = fit(tiles(ENGLISH, (1234,) * 9), 80)

    assert row.more == f" +{9 - len(row.placed)}"
    assert [tile.check for tile in row.left_out] == list(ENGLISH[len(row.placed) :])
    assert all(one.word for one in row.placed[:REQUIRED])
    assert row.width <= 80


def test_the_chosen_panel_is_not_what_is_left_out() -> None:
    row = fit(tiles(ENGLISH, (1234,) * 9, chosen=8), 80)

    assert "Source" in shown(row)
    assert "Barred" not in shown(row)


@pytest.mark.parametrize("width", range(60, 200))
def test_no_width_is_overrun_and_more_room_never_shows_less(width: int) -> None:
    some = tiles(DANISH, (19, 1234, 32, 720, 18, 2, 1, 1, 1))
    row, wider = fit(some, width), fit(some, width + 1)

    assert row.width <= width
    assert len(wider.placed) >= len(row.placed)
    assert row.placed[0].spacing >= wider.placed[0].spacing


def test_with_room_for_all_no_word_is_cut() -> None:
    row = fit(tiles(ENGLISH, (1, 2, 3, 4, 5)), 100)

    assert [one.word for one in row.placed] == list(ENGLISH[:5])
    assert row.placed[0].spacing is Spacing.AIRY


def test_a_count_that_is_a_sign_needs_no_other_one() -> None:
    unread, unknown = Tile("a", 1, "No id", None, "…"), Tile("b", 2, "Stale", Status.UNKNOWN, "?")

    assert not unread.signed
    assert not unknown.signed


def test_each_cell_belongs_to_the_tile_that_stands_there() -> None:
    row = fit(tiles(ENGLISH, (1, 2, 3, 4, 5)), 100)
    first = row.placed[0].width

    assert row.at(0) == row.placed[0].tile
    assert row.at(first - 1) == row.placed[0].tile
    assert row.at(first) == row.placed[1].tile
    assert row.at(99) is None


def test_frames_are_all_or_none() -> None:
    some = tiles(ENGLISH, (19, 17, 32, 72, 18, 2))

    assert len(frames(some, 160)) == 6
    assert sum(width for _, width in frames(some, 160)) <= 160
    assert frames(some, 80) == []
    assert frames([], 160) == []


def quiet(words: Sequence[str], chosen: int | None = None) -> list[Tile]:
    return [Tile(word, None, word, Status.OK, "4", chosen=at == chosen) for at, word in enumerate(words)]


HOUSEKEEPING = ("Twice", "Bad number", "Gaps")


def test_housekeeping_is_left_out_before_a_word_of_the_first_four_is_cut() -> None:
    loud = tiles(ENGLISH[:6], (23, 21, 38, 73, 18, 2))

    row = fit([*loud, *quiet(HOUSEKEEPING)], 72)

    assert [one.word for one in row.placed[:REQUIRED]] == [one.word for one in fit(loud, 72 - len(row.more)).placed[:4]]
    assert row.left_out
    assert {tile.check for tile in row.left_out} <= set(HOUSEKEEPING)


def test_housekeeping_stands_where_there_is_room_and_where_it_is_chosen() -> None:
    loud = tiles(ENGLISH[:6], (23, 21, 38, 73, 18, 2), chosen=-1)

    assert shown(fit([*loud, *quiet(HOUSEKEEPING)], 160)) == [*ENGLISH[:6], *HOUSEKEEPING]
    assert "Gaps" in shown(fit([*loud, *quiet(HOUSEKEEPING, chosen=2)], 72))


def test_where_a_side_is_lost_the_one_alarm_keeps_its_word() -> None:
    unknown = [Tile(word, at + 1, word, Status.UNKNOWN, "?") for at, word in enumerate(ENGLISH[:6])]
    nameless = [Tile(word, None, word, Status.UNKNOWN, "?") for word in HOUSEKEEPING]
    alarm = Tile("source", None, "Sources", Status.CRITICAL, "1")

    row = fit([*unknown, *nameless, alarm], 80)

    assert row.placed[-1].word == "Sources"
    assert [one.word for one in row.placed[:4]] == [tile.word for tile in unknown[:4]]
    assert row.left_out
