"""The doctor's lines of e-conomic out of one look: each with its next step, and unknown is never fine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.adapters.economic_look import Looked
from checks.engine.details import Identity
from checks.engine.health import Line, Sign
from checks.engine.phrase import Phrase
from checks.engine.records import Period
from checks.engine.snapshot import PLACES, Part
from tui.economic_diagnosis import Told

DAY = date(2026, 10, 24)
NO_ROLE = Phrase("a role is missing.", "en rolle mangler.")
YEARS = (Period(date(2025, 7, 1), date(2026, 6, 30), True), Period(date(2026, 7, 1), date(2027, 6, 30), False))
CALENDAR = (Period(date(2026, 1, 1), date(2026, 12, 31), False), Period(date(2027, 1, 1), date(2027, 12, 31), False))
SOUND = Looked(
    dict.fromkeys((Part.DEBTORS, *PLACES, Part.PERIODS), 5),
    {},
    Identity(123456, ("SuperUser",), ("Projekt",)),
    YEARS,
    0.4,
    None,
    8,
    120,
    0.04,
)


def lines(looked: Looked = SOUND, day: date = DAY, expected: int | None = 123456) -> dict[str, Line]:
    found = list(Told(looked, expected, day).lines())
    assert len({line.what for line in found}) == len(found)
    return {line.what.text(): line for line in found}


def without(*parts: Part) -> dict[Part, int]:
    return {part: count for part, count in SOUND.rows.items() if part not in parts}


def named(*roles: str) -> Looked:
    return replace(SOUND, identity=Identity(123456, roles, None))


def test_a_sound_agreement_has_only_good_lines() -> None:
    found = lines()

    assert {line.sign for line in found.values()} == {Sign.OK}
    assert {line.step for line in found.values()} == {None}
    assert found["accounting years"].result.text() == "open until 2027-06-30"


@pytest.mark.parametrize(
    ("roles", "sign"),
    [
        (("SuperUser",), Sign.OK),
        (("Super User",), Sign.OK),
        (("Bookkeeping", "Sales"), Sign.OK),
        (("Sales",), Sign.WARNING),
        (("Bookkeeping", "ProjectEmployee"), Sign.WARNING),
        ((), Sign.WARNING),
    ],
)
def test_roles_are_enough_or_what_is_needed_is_said(roles: tuple[str, ...], sign: Sign) -> None:
    line = lines(named(*roles))["roles of the app"]

    assert line.sign is sign
    assert (line.step is not None and "Sales and Bookkeeping" in line.step.text()) == (sign is Sign.WARNING)


def test_what_is_not_told_is_fine_only_where_every_place_answers() -> None:
    silent = replace(SOUND, identity=Identity(123456))
    rows = without(Part.ENTRIES)
    short = replace(silent, rows=rows, faults={Part.ENTRIES: NO_ROLE})

    for name in ("roles of the app", "modules of the agreement"):
        assert lines(silent)[name].sign is Sign.OK
        assert lines(short)[name].sign is Sign.WARNING
        assert "not told" in lines(short)[name].result.text()


def test_places_of_one_reason_share_a_line_and_the_others_stand() -> None:
    rows = without(Part.JOURNAL, Part.ENTRIES)
    found = lines(replace(SOUND, rows=rows, faults={Part.JOURNAL: NO_ROLE, Part.ENTRIES: NO_ROLE}))

    assert found["e-conomic journal lines, booked entries"].sign is Sign.FAILED
    assert found["e-conomic drafts"].sign is Sign.OK
    assert found["e-conomic"].sign is Sign.WARNING


@pytest.mark.parametrize(
    ("ahead", "sign", "said"),
    [
        (59.0, Sign.OK, "less than 60 s"),
        (301.0, Sign.WARNING, "301 s ahead"),
        (-3600.0, Sign.WARNING, "3600 s behind"),
        (None, Sign.WARNING, "not known"),
    ],
)
def test_the_clock_is_told_with_its_difference(ahead: float | None, sign: Sign, said: str) -> None:
    line = lines(replace(SOUND, ahead=ahead))["clock beside e-conomic's"]

    assert line.sign is sign
    assert said in line.result.text()


@pytest.mark.parametrize(
    ("years", "day", "sign", "said"),
    [
        (YEARS, DAY, Sign.OK, "open until"),
        (YEARS, date(2027, 8, 1), Sign.FAILED, "none holds 2027-08-01"),
        (YEARS, date(2026, 2, 1), Sign.FAILED, "is closed"),
        (YEARS, date(2026, 12, 1), Sign.OK, "open until"),
        ((Period(date(2026, 1, 1), date(2026, 12, 31), False),), date(2026, 10, 31), Sign.OK, "open until"),
        (
            (Period(date(2026, 1, 1), date(2026, 12, 31), False),),
            date(2026, 11, 1),
            Sign.WARNING,
            "none holds 2027-01-01",
        ),
        (CALENDAR, date(2026, 10, 31), Sign.OK, "open until 2026-12-31"),
        (CALENDAR, date(2026, 11, 24), Sign.OK, "open until 2026-12-31, and the next one until 2027-12-31"),
        (
            (CALENDAR[0], replace(CALENDAR[1], closed=True)),
            date(2026, 11, 24),
            Sign.WARNING,
            "the one that holds 2027-01-01 is closed",
        ),
        ((), DAY, Sign.FAILED, "none holds"),
    ],
)
def test_the_accounting_year_has_to_be_open_and_from_november_the_next_one_there(
    years: tuple[Period, ...], day: date, sign: Sign, said: str
) -> None:
    line = lines(replace(SOUND, years=years), day)["accounting years"]

    assert line.sign is sign
    assert said in line.result.text()
    assert (line.step is None) == (sign is Sign.OK)


def test_years_that_could_not_be_asked_are_told_once_with_their_place() -> None:
    rows = without(Part.PERIODS)
    found = lines(replace(SOUND, years=None, rows=rows, faults={Part.PERIODS: NO_ROLE}))

    assert "accounting years" not in found
    assert found["e-conomic accounting periods"].sign is Sign.FAILED


def test_the_old_way_to_the_periods_is_a_warning_with_what_it_costs() -> None:
    rows = without(Part.PERIODS)
    line = lines(replace(SOUND, rows=rows, without_barred=NO_ROLE))["e-conomic accounting periods"]

    assert line.sign is Sign.WARNING
    assert line.step is not None
    assert "barred" in line.step.text()


def test_a_place_that_answers_the_classic_way_is_a_warning_with_why_and_what_it_costs() -> None:
    line = lines(replace(SOUND, detours={Part.ENTRIES: NO_ROLE}))["e-conomic booked entries"]

    assert (line.sign, line.result) == (Sign.WARNING, NO_ROLE)
    assert line.step is not None
    assert "each open year" in line.step.text()


def test_an_agreement_that_is_not_told_has_failed_and_nothing_is_said_of_its_clock() -> None:
    found = lines(replace(SOUND, identity=None, ahead=None, faults={None: NO_ROLE}))

    assert found["agreement"].sign is Sign.FAILED
    assert "clock beside e-conomic's" not in found
    assert "roles of the app" not in found


def test_nothing_that_answers_is_one_line() -> None:
    dead = dict.fromkeys([None, Part.DEBTORS, *PLACES, Part.PERIODS], NO_ROLE)
    found = lines(Looked({}, dead, None, None, None, None, 1, 1, None))

    assert set(found) == {"e-conomic"}
