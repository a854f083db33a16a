"""What is told of the sides beside their state: never a number for what was not read."""

from __future__ import annotations

from datetime import timedelta

from checks.engine.delivery import Way
from checks.engine.details import Account, Identity, Lately, PlaceState
from checks.engine.model import Health, SourceState
from checks.engine.phrase import Phrase, plain
from checks.engine.snapshot import Part, Rules
from tests.support.builders import booked, customer, debtor, failed, invoice, snapshot

WHY = plain("no answer")
DOWN, UP = SourceState("economic", Health.DOWN, detail=WHY), SourceState("economic", Health.OK)
KNOWN = Account(Identity(123456))


def test_before_the_first_reading_no_place_has_a_number() -> None:
    details = Lately().details(None, Rules())

    assert details.places == tuple(map(PlaceState, Part))
    assert {place.rows for place in details.places} == {None}
    assert details.ways == ()


def test_each_place_tells_rows_age_and_fault() -> None:
    shot = failed(snapshot(customer(), debtor(), invoice(), booked()), Part.ENTRIES)
    places = {place.part: place for place in Lately().details(shot, Rules()).places}

    assert (places[Part.BOOKED].rows, places[Part.BOOKED].fault) == (1, None)
    assert places[Part.DRAFTS].rows == 0
    assert places[Part.ENTRIES].fault is not None


def test_the_learnt_way_and_the_field_to_name_instead_are_told() -> None:
    numbers = [booked(None, number=str(10234 + n)) for n in range(5)]
    shot = snapshot(customer(), debtor(), *(invoice(str(10234 + n)) for n in range(5)), *numbers)

    details = Lately().details(shot, Rules())

    assert details.ways == ((Way.NUMBER, 5),)
    assert (details.named, details.other) == (Way.REFERENCE, Way.NUMBER)


def test_an_error_keeps_the_time_of_its_beginning_and_stays_when_it_is_over() -> None:
    lately, noon = Lately(), snapshot().now
    for minutes, state in enumerate((DOWN, DOWN, UP)):
        lately.take([state], None, noon + timedelta(minutes=minutes))

    ((name, trouble),) = lately.details(None, Rules()).errors
    assert (name, trouble.at, trouble.said) == ("economic", noon, WHY)


def test_the_same_error_after_a_good_cycle_is_another_one() -> None:
    lately, noon = Lately(), snapshot().now
    for minutes, state in enumerate((DOWN, UP, DOWN)):
        lately.take([state], None, noon + timedelta(minutes=minutes))

    ((_, trouble),) = lately.details(None, Rules()).errors
    assert trouble.at == noon + timedelta(minutes=2)


def test_another_log_id_makes_no_other_error() -> None:
    lately, noon = Lately(), snapshot().now
    for minutes, log in enumerate(("a", "b")):
        said = Phrase("failed, log id {log}.", "fejlede, log-id {log}.").with_(log=log)
        lately.take([SourceState("economic", Health.DOWN, detail=said)], None, noon + timedelta(minutes=minutes))

    ((_, trouble),) = lately.details(None, Rules()).errors
    assert trouble.at == noon


def test_a_cycle_that_tells_nothing_of_the_account_leaves_the_last_one() -> None:
    lately, noon = Lately(), snapshot().now
    lately.take([UP], KNOWN, noon)
    lately.take([DOWN], None, noon)

    assert lately.details(None, Rules()).account == KNOWN


def test_whose_tokens_they_are_stays_known_while_e_conomic_says_nothing() -> None:
    lately, noon = Lately(), snapshot().now
    told = Account(Identity(123456, ("SuperUser",)), noon)
    lately.take([UP], told, noon)

    lately.take([DOWN], Account(ahead=0.5), noon + timedelta(minutes=1))

    account = lately.details(None, Rules()).account
    assert (account.identity, account.as_of, account.ahead) == (told.identity, noon, 0.5)
