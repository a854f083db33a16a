"""The table of pairs worth a thought: who is in it, and what a change touches."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from checks.engine.blocks import Side
from checks.engine.contest import Around, Contest, Entry, Standing
from checks.engine.records import Customer, Debtor
from checks.engine.traits import traits_of
from tests.support.builders import OTHER_CVR, customer, debtor

Row = Customer | Debtor
ELSEWHERE = {"name": "Café Ofelia", "address": "Havnevej 3", "zip": "4600", "city": "Køge", "cvr": OTHER_CVR}


def entries(*rows: Row, seeks: bool = True) -> Mapping[Hashable, Entry[Row]]:
    return {name: Entry(row, name, seeks, 0.0) for row in rows for name in (name_of(row),)}


def name_of(row: Row) -> Hashable:
    return (row.key, row.code, 1) if isinstance(row, Customer) else (row.number, 1)


def table() -> Contest[Row]:
    return Contest[Row](traits_of, lambda row: row.zip or "")


def pairs(contest: Contest[Row]) -> set[tuple[Hashable, Hashable]]:
    ours, theirs = contest.entries
    return {(ours[a].name, theirs[b].name) for a, b in contest.compared}


def sizes(around: Around) -> tuple[int, int]:
    return len(around[Side.OURS]), len(around[Side.THEIRS])


def test_a_pair_is_compared_where_one_of_the_two_seeks_a_partner() -> None:
    seeking, still = table(), table()
    seeking.update(entries(customer()), entries(debtor(), seeks=False))
    still.update(entries(customer(), seeks=False), entries(debtor(), seeks=False))

    assert pairs(seeking) == {(name_of(customer()), name_of(debtor()))}
    assert pairs(still) == set()


def test_two_that_share_nothing_are_not_compared() -> None:
    contest = table()
    contest.update(entries(customer()), entries(debtor(7, **ELSEWHERE)))

    assert pairs(contest) == set()


def test_the_same_lists_again_touch_nothing() -> None:
    contest = table()
    contest.update(entries(customer()), entries(debtor()))

    assert sizes(contest.update(entries(customer()), entries(debtor()))) == (0, 0)


def test_what_is_gone_leaves_no_pair_behind() -> None:
    contest = table()
    contest.update(entries(customer()), entries(debtor()))
    touched = contest.update(entries(customer()), entries())

    assert pairs(contest) == set()
    assert sizes(touched) == (1, 0)
    assert contest.entries[Side.THEIRS] == {}


def test_a_changed_record_is_compared_anew_and_a_distant_one_left() -> None:
    far_ours, far_theirs = customer("2", None, **_ours_elsewhere()), debtor(7, **ELSEWHERE)
    contest = table()
    contest.update(entries(customer(), far_ours), entries(debtor(), far_theirs))
    before = dict(contest.compared)

    contest.update(entries(customer(email="a@hansen.example"), far_ours), entries(debtor(), far_theirs))

    kept = [edge for edge, one in contest.compared.items() if before.get(edge) is one]
    assert len(contest.compared) == 2
    assert len(kept) == 1


def test_what_hangs_together_by_pairs_or_by_a_sound_link_is_decided_together() -> None:
    plain = entries(customer("9"), seeks=False)[name_of(customer("9"))]
    linked = replace(plain, standing=Standing(number=20042))
    contest = table()
    contest.update({**entries(customer()), linked.name: linked}, entries(debtor(), debtor(7, **ELSEWHERE)))
    slot = next(record for record, entry in contest.entries[Side.OURS].items() if entry is linked)

    ours, theirs = contest.region(({slot}, set()))

    assert len(ours) == 2
    assert [contest.entries[Side.THEIRS][one].name for one in theirs] == [(20042, 1)]


def _ours_elsewhere() -> dict[str, object]:
    return {**ELSEWHERE, "address": ("Havnevej 3",)}
