"""Masking hides the same fields wherever they are shown."""

from checks.engine.facts import customer_facts
from checks.engine.phrase import masked
from checks.engine.records import Debtor
from tests.support.boards import ONLY, board, finding, panel
from tests.support.main_screen import WIDE, seated


async def test_a_country_is_masked_in_the_details_like_the_rest_of_the_address() -> None:
    debtor = Debtor(20042, "Holm ApS", address="Vej 1", zip="8000", city="Aarhus C", country="Danmark")
    one = finding(f"{ONLY}:20042", facts=customer_facts(None, debtor))
    async with seated(board(panel(ONLY, [one])), size=WIDE) as seat:
        await seat.press("2")
        assert "Danmark" in seat.screen

        await seat.press("m")

        assert "Danmark" not in seat.screen
        assert masked("Danmark") in seat.line("country")
