"""Numbers that firms, sites, persons and telephones have, right by their own check digits, and ways to spoil them."""

from __future__ import annotations

import re

from tests.calibration.dice import Dice

_CVR = (2, 7, 6, 5, 4, 3, 2)


def cvr_is_sound(number: str) -> bool:
    """Tell whether the eight digits pass modulus 11."""
    digits = [int(digit) for digit in number]
    return (
        len(digits) == 8
        and digits[0] > 0
        and (sum(w * d for w, d in zip(_CVR, digits, strict=False)) + digits[7]) % 11 == 0
    )


def new_cvr(dice: Dice) -> str:
    """Return a sound number; remainder 1 has no check digit, so those beginnings are passed over."""
    while True:
        head = str(dice.randint(1000000, 4599999))
        rest = sum(weight * int(digit) for weight, digit in zip(_CVR, head, strict=True)) % 11
        if rest != 1:
            return head + str((11 - rest) % 11)


def ean_check(twelve: str) -> str:
    """Return the check digit of an EAN."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def new_ean(dice: Dice) -> str:
    """Return a sound EAN of the public sector."""
    twelve = f"5798{dice.randint(0, 99999999):08d}"
    return twelve + ean_check(twelve)


def p_number(dice: Dice) -> str:
    """Return the ten digits of a site of business, none of which is a date."""
    return f"10{dice.randint(14000000, 29999999)}"


def telephone(dice: Dice) -> str:
    """Return an eight-digit number that is not a CVR by chance."""
    while True:
        number = f"{dice.choice('234567892')}{dice.randint(0, 9999999):07d}"
        if not cvr_is_sound(number):
            return number


def cpr(dice: Dice) -> str:
    """Return a made-up value of that shape."""
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(30, 99)
    return f"{day:02d}{month:02d}{year:02d}-000{dice.randint(0, 9)}"


def slip(dice: Dice, number: str) -> str:
    """Return the number with two neighbours swapped, one digit wrong, lost or doubled; never sound again."""
    for _ in range(40):
        at = dice.randrange(len(number) - 1)
        spoilt = dice.weighted(
            (
                (number[:at] + number[at + 1] + number[at] + number[at + 2 :], 0.4),
                (number[:at] + str(dice.randrange(10)) + number[at + 1 :], 0.4),
                (number[:at] + number[at + 1 :], 0.12),
                (number[: at + 1] + number[at:], 0.08),
            )
        )
        if spoilt != number and not cvr_is_sound(spoilt):
            return spoilt
    return number[:-1]


def written_cvr(dice: Dice, number: str) -> str:
    """Return the number as people and exports write it."""
    pairs = " ".join(number[at : at + 2] for at in range(0, 8, 2))
    return dice.choice(
        (f"DK{number}", f"DK-{number}", f"DK {number}", pairs, f"CVR {number}", f"CVR-nr. {number}", f"{number}.0",
        f" {number} ",
         f"SE {number}", f"cvr: {pairs}", f"{number[:4]} {number[4:]}", f"{number}\u00a0", f"CVR nr {pairs}")
    )  # fmt: skip


def written_ean(dice: Dice, number: str) -> str:
    """Return the EAN as people write it."""
    return dice.choice((f"EAN {number}", f"{number} ", f"{number[:4]} {number[4:8]} {number[8:]}", f"{number}.0"))


def bare_cvr(text: str) -> str:
    """Return the sound number that a written one means, else nothing: the truth's own reading, not the product's."""
    digits = re.sub(r"\.0$", "", text.strip())
    digits = re.sub(r"\D", "", digits)
    return digits if len(digits) == 8 and cvr_is_sound(digits) else ""
