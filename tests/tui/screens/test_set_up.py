"""The set-up on the screen as a journey by keys: forwards, back, wrong, corrected; written only when that is agreed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.engine.phrase import plain
from tests.support.scripted_scout import ScriptedScout, fault, setting_up
from tests.support.stage import NARROW, WIDE
from tui.config import PASSWORD, Site, load
from tui.scout import LoginRefused

BEFORE = "title = 'before'\n"
SIZES = pytest.mark.parametrize("size", [NARROW, pytest.param(WIDE, marks=pytest.mark.long)])


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The file that is or is not written."""

    path: Path

    @property
    def there(self) -> bool:
        """Tell whether it is there."""
        return self.path.exists()

    @property
    def text(self) -> str:
        """Return what stands in it."""
        return self.path.read_text()

    @property
    def site(self) -> Site:
        """Return what it says."""
        return load(self.path)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFile:
    """Return the file that would be written."""
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CTMON_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(PASSWORD, raising=False)
    return SiteFile(tmp_path / "config" / "sites" / "holm.toml")


def written(home: SiteFile) -> None:
    home.path.parent.mkdir(parents=True)
    home.path.write_text(BEFORE)


@SIZES
async def test_a_file_is_led_to_its_site_file(size: tuple[int, int], home: SiteFile) -> None:
    async with setting_up(size=size) as at:
        await at.file()
        await at.lines()
        await at.sees("Number (empty: go on without) 10234")
        await at.press("enter")
        await at.sees("Invoice 10234: is that right?")
        await at.press("y")
        await at.sees("Where are e-conomic's tokens?")
        await at.press("enter", "enter")
        await at.type("123456")
        await at.press("enter")
        await at.sees("This would be written")
        await at.sees("customers: confirmed: the customer table, key, customer number in ClientView")
        assert not home.there
        await at.press("w")
        await at.pilot.pause(0.2)

        assert at.pilot.app.return_value == home.path
    site = home.site
    assert (site.title, site.economic.agreement_number, site.fixes.enabled) == ("Holm Revision", 123456, False)
    assert "invoice 10234" in home.text
    assert at.scout.recorded == [home.path]
    assert at.scout.closed


async def test_a_server_is_led_by_its_databases_and_the_password_goes_to_the_scout_alone(home: SiteFile) -> None:
    async with setting_up() as at:
        await at.server("ctmon", "Kun-1 Kode")
        await at.sees("Which database is it?")
        await at.press("down", "enter")
        await at.lines()

        first, second = at.scout.targets
        assert first.server is not None
        assert (first.server.address, first.server.user, first.server.database) == ("sql01,1433", "ctmon", None)
        assert (first.secrets, second.secrets) == ({PASSWORD: "Kun-1 Kode"}, {})
        assert second.server is not None
        assert second.server.database == "ClientTimeTest"
        assert "Kun-1 Kode" not in str(at.set_up.values) + at.set_up.site_draft().text


async def test_it_speaks_danish_from_the_line_in_which_that_is_said() -> None:
    async with setting_up() as at:
        await at.sees("Which firm is it?")
        await at.press("enter", "enter")
        await at.instead("da")
        await at.press("enter")
        await at.sees("Hvor er ClientTimes database?")

        for word in ("trin 2 af 8", "Enter vælg", "Esc tilbage"):
            assert word in at.said


@pytest.mark.parametrize(
    ("name", "why"), [("", "begins with a letter or digit"), ("a/b", "letters, digits, - _ and . only")]
)
async def test_a_wrong_text_says_why_and_stays(name: str, why: str) -> None:
    async with setting_up() as at:
        await at.instead(name)
        await at.press("enter", "enter", "enter")
        await at.sees(why)

        assert "Which firm is it?" in at.said
        await at.press("end")
        await at.type("x")
        assert why not in at.said


async def test_esc_goes_a_step_back_and_what_was_typed_is_still_there(home: SiteFile) -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        await at.press("enter", "enter", "escape")
        await at.sees("/srv/clienttime.db")
        await at.press("escape")
        await at.sees("Where is ClientTime's database?")
        await at.press("escape")
        await at.sees("Holm Revision")
        await at.press("enter", "enter", "enter")
        await at.sees("2 of ")
        assert not home.there


async def test_esc_on_the_first_step_leaves_and_nothing_is_written(home: SiteFile) -> None:
    async with setting_up() as at:
        assert "Esc leave, nothing written" in at.said
        await at.press("escape")
        await at.pilot.pause(0.1)

        assert not at.pilot.app.is_running
        assert at.pilot.app.return_value is None
    assert not home.there
    assert at.scout.closed


async def test_what_is_wrong_with_a_server_is_said_and_can_be_tried_again() -> None:
    scout = ScriptedScout(faults=[fault("nothing listens on port 1433.")])
    async with setting_up(scout) as at:
        await at.server()
        await at.sees("nothing listens on port 1433.")
        assert "sql01,1433" in at.screen
        await at.press("enter")

        await at.sees("Which database is it?")


async def test_a_refused_login_is_not_tried_again_as_it_was() -> None:
    scout = ScriptedScout(faults=[LoginRefused(plain("refused the login of ctmon."))])
    async with setting_up(scout) as at:
        await at.server("ctmon", "forkert")
        await at.sees("refused the login of ctmon.")
        await at.press("enter")
        await at.sees("could lock the account")
        assert len(scout.targets) == 1

        await at.type("rigtig")
        assert "rigtig" not in at.screen
        await at.press("enter")
        await at.sees("Which database is it?")
        assert scout.targets[-1].secrets == {PASSWORD: "rigtig"}


async def test_a_login_without_a_password_asks_for_it_before_anything_is_tried() -> None:
    async with setting_up() as at:
        await at.server("ctmon")
        await at.sees("Type the password of this login")

        assert at.scout.targets == []


async def test_while_something_hangs_esc_breaks_it_off_and_everything_typed_stays() -> None:
    scout = ScriptedScout(gate=asyncio.Event())
    async with setting_up(scout) as at:
        await at.server()
        await at.sees("looking, 0 s; Esc breaks it off")
        await at.press("escape")
        await at.sees("Broken off.")
        assert "sql01,1433" in at.screen
        scout.gate = None
        await at.press("enter")

        await at.sees("Which database is it?")


async def test_who_cannot_look_goes_on_with_guesses_that_are_marked(home: SiteFile) -> None:
    scout = ScriptedScout(faults=[fault("nothing listens on port 1433.")])
    async with setting_up(scout) as at:
        await at.server()
        await at.sees("Ctrl+G go on with guesses")
        await at.press("ctrl+g")
        await at.sees("Type the database's name.")
        await at.type("ClientTime")
        await at.press("enter")
        await at.sees("Where are e-conomic's tokens?")
        await at.press("enter", "enter", "enter")
        await at.sees("The server was not looked into")
        await at.press("w")
        await at.pilot.pause(0.2)

    assert "GUESS, confirm" in home.text
    assert at.scout.recorded == []


async def test_before_anything_failed_there_is_no_guessing() -> None:
    async with setting_up() as at:
        await at.site()
        await at.press("enter")
        await at.sees("How is the server reached?")
        await at.press("ctrl+g")

        assert "How is the server reached?" in at.said
        assert "Ctrl+G" not in at.screen


async def test_a_line_is_corrected_from_the_columns_that_there_are() -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        await at.press("down", "down", "down", "down", "c")
        await at.sees("name: which is it?")
        await at.press("slash")
        await at.type("firm")
        await at.press("enter", "enter")
        await at.sees("1 of ")

        assert at.set_up.draft is not None
        assert at.set_up.draft.line("customer", "name").said == "Firma"
        assert "✔ name Firma named" in at.said


async def test_an_address_is_put_together_of_several_columns_in_their_order() -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        assert at.set_up.draft is not None
        keys = at.set_up.draft.keys("customer")
        await at.press(*["down"] * keys.index("address"), "c")
        await at.sees("address: which is it?")
        await at.press("end", "space", "up", "space", "enter")
        await at.sees("1 of ")

        assert at.set_up.draft.line("customer", "address").said == "Linje2, Linje1"


async def test_a_needed_line_cannot_be_left_out_and_others_can() -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        await at.press("down", "down", "minus")
        await at.sees("Nothing works without it")
        await at.press("up", "minus")

        await at.sees("key left out")


async def test_the_sure_ones_are_confirmed_at_once_and_the_rest_is_pointed_at() -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        await at.press("asterisk", "n")

        await at.sees("lines are not answered yet; this is the first")
        assert at.set_up.draft is not None
        assert at.set_up.draft.line("customer", "code").answered
        assert not all(line.answered for line in at.set_up.draft.lines())


async def test_an_invoice_that_is_another_one_confirms_nothing(home: SiteFile) -> None:
    async with setting_up() as at:
        await at.file()
        await at.lines()
        await at.sees("10234")
        await at.press("enter")
        await at.sees("is that right?")
        await at.press("n")
        await at.sees("Then one of these is wrong")
        await at.sees("Esc goes back to them")
        await at.instead("77")
        await at.press("enter")
        await at.sees("not exactly one invoice 77")
        await at.instead("")
        await at.press("enter")
        await at.sees("Where are e-conomic's tokens?")

        text = at.set_up.site_draft().text
        assert "NOT CONFIRMED by a known invoice" in text
        (code,) = (line for line in text.splitlines() if line.startswith("code ="))
        assert "NOT CONFIRMED" in code  # the customers' own lines are in doubt as well


async def test_a_token_where_its_place_belongs_is_refused_and_never_kept_in_the_file() -> None:
    async with setting_up(ScriptedScout(found=(ScriptedScout().found[0],))) as at:
        await at.file()
        await at.lines()
        await at.sees("Where are e-conomic's tokens?")
        await at.instead("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7")
        await at.press("enter", "enter", "enter")

        await at.sees("That looks like the token itself")


async def test_a_file_that_is_there_is_replaced_only_after_that_was_said_and_kept(home: SiteFile) -> None:
    written(home)
    async with setting_up(ScriptedScout(found=(ScriptedScout().found[0],))) as at:
        await at.file()
        await at.lines()
        await at.press("enter", "enter", "enter")
        await at.sees("it is replaced, and the former one is kept beside it")
        assert home.text == BEFORE
        await at.press("w")
        await at.pilot.pause(0.2)

    assert home.site.title == "Holm Revision"
    assert SiteFile(home.path.with_name("holm.toml.old")).text == BEFORE
    assert any("holm.toml.old" in phrase.text() for phrase in at.set_up.afterwards)


async def test_a_database_without_tables_is_told_and_another_one_can_be_named() -> None:
    scout = ScriptedScout(found=())
    async with setting_up(scout) as at:
        await at.server()
        await at.sees("Which database is it?")
        await at.press("enter")
        await at.sees("No table can be seen there")
        scout.found = ScriptedScout().found
        await at.press("slash")
        await at.type("Holm_CT")
        await at.press("enter")
        await at.sees("Is each line right?")

        assert at.set_up.database == "Holm_CT"


async def test_the_smallest_terminal_still_shows_field_reason_and_way_out() -> None:
    scout = ScriptedScout(faults=[fault("nothing listens on port 1433. See whether the server runs there.")])
    async with setting_up(scout, size=(60, 15)) as at:
        await at.server()
        await at.sees("nothing listens on port 1433.")

        assert "sql01,1433" in at.screen
        assert "Esc back" in at.screen
        assert max(map(len, at.screen.splitlines())) <= 60
