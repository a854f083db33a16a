"""The words that the generated offices are made of."""

from __future__ import annotations

from tests.calibration import people, places, streets
from tests.calibration.dice import dice
from tests.calibration.numbers import bare_cvr, cvr_is_sound, ean_check, new_cvr, new_ean, slip, telephone, written_cvr


def test_there_are_streets_and_towns_enough_and_each_once() -> None:
    assert len(set(streets.DANISH)) >= 300
    assert len(set(places.DANISH)) == len(places.DANISH) >= 150
    assert all(code.isdigit() and len(code) == 4 for code, _ in places.DANISH)


def test_look_alike_streets_are_two_streets_each() -> None:
    assert all(one != other for one, other in streets.SIMILAR)


def test_the_official_example_of_a_cvr_is_sound_and_its_neighbours_are_not() -> None:
    assert cvr_is_sound("13748136")
    assert not any(cvr_is_sound(f"1374813{digit}") for digit in "012345789")


def test_a_new_cvr_is_sound_and_is_read_back_from_every_way_of_writing_it() -> None:
    source = dice("numbers")

    for number in (new_cvr(source) for _ in range(300)):
        assert cvr_is_sound(number)
        assert bare_cvr(written_cvr(source, number)) == number


def test_a_slip_of_a_cvr_and_a_telephone_are_never_sound() -> None:
    source = dice("slips")

    assert not any(bare_cvr(slip(source, new_cvr(source))) for _ in range(300))
    assert not any(bare_cvr(telephone(source)) for _ in range(300))


def test_an_ean_has_its_check_digit() -> None:
    number = new_ean(dice("ean"))

    assert len(number) == 13
    assert ean_check("579000043547") == "0"
    assert ean_check(number[:12]) == number[12]


def test_common_names_come_often_and_rare_ones_come() -> None:
    source = dice("people")
    last = [people.person(source).split()[-1] for _ in range(3000)]

    assert last.count("Nielsen") > 60
    assert len(set(last)) > 150
