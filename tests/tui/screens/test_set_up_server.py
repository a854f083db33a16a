"""The set-up's look at a server: what is closed says why beside what is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.adapters.discovery import ClosedDatabase
from checks.adapters.sqlserver_closed import ONE_USER, RESTORING
from checks.engine.phrase import plain
from tests.support.scripted_scout import ScriptedScout, SettingUp, fault, setting_up
from tui.scout import LoginRefused

CLOSED = (ClosedDatabase("Magnus", RESTORING), ClosedDatabase("Tid", ONE_USER))


async def test_a_closed_database_is_listed_and_its_reason_said_where_the_cursor_is() -> None:
    async with setting_up(ScriptedScout(closed_ones=CLOSED)) as at:
        await at.server()
        await at.sees("2 could not be looked into")
        assert "ClientTimeTest" in at.screen
        assert "Tid" in at.screen
        assert "being restored" not in at.said

        await at.press("down", "down")
        await at.sees("It is being restored")
        assert "Wait until that is done" in at.said
        await at.press("down")
        await at.sees("It takes one user at a time")
        await at.press("home")

        await at.sees("Which database is it?")
        assert "one user at a time" not in at.said


async def test_where_all_are_closed_the_first_reason_is_said_and_a_name_can_be_typed() -> None:
    async with setting_up(ScriptedScout(names=(), closed_ones=CLOSED[:1])) as at:
        await at.server()

        await at.sees("1 could not be looked into")
        await at.sees("It is being restored")
        await at.press("slash")
        await at.type("Tidsreg")
        await at.press("enter")
        await at.sees("Is each line right?")
        assert at.set_up.database == "Tidsreg"


async def test_a_closed_database_is_tried_again_when_it_is_chosen() -> None:
    async with setting_up(ScriptedScout(names=(), closed_ones=CLOSED[:1])) as at:
        await at.server()
        await at.sees("It is being restored")
        await at.press("enter")

        await at.sees("Is each line right?")
        assert at.set_up.database == "Magnus"


async def test_after_a_refused_login_the_password_is_typed_at_once_and_the_reason_stays_while_it_is() -> None:
    scout = ScriptedScout(faults=[LoginRefused(plain("refused the login of ctmon."))])
    async with setting_up(scout) as at:
        await at.server("ctmon", "forkert")
        await at.sees("refused the login of ctmon.")
        assert at.pilot.app.focused is not None
        assert at.pilot.app.focused.id == "password"
        await at.type("rigtig")
        assert "refused the login of ctmon." in at.said
        await at.press("shift+tab", "tab")
        assert "refused the login of ctmon." in at.said

        await at.press("enter")
        await at.sees("Which database is it?")
        assert [list(target.secrets.values()) for target in scout.targets] == [["forkert"], ["rigtig"]]


async def test_a_fault_puts_the_cursor_on_the_field_concerned_and_is_over_once_that_is_changed() -> None:
    async with setting_up(ScriptedScout(faults=[fault("nothing listens on port 1433.")])) as at:
        await at.server("ctmon", "rigtig")
        await at.sees("nothing listens on port 1433.")
        assert at.pilot.app.focused is not None
        assert at.pilot.app.focused.id == "address"
        await at.instead("sql02")
        assert "nothing listens on port 1433." not in at.said
    async with setting_up(ScriptedScout(faults=[fault("no “ODBC driver” is called so.")])) as at:
        await at.server("ctmon", "rigtig")
        await at.sees("is called so.")
        assert at.pilot.app.focused is not None
        assert at.pilot.app.focused.id == "driver"
    async with setting_up() as at:
        await at.server("ctmon")
        await at.sees("Type the password of this login")
        assert at.pilot.app.focused is not None
        assert at.pilot.app.focused.id == "password"


async def test_a_kept_password_shows_as_dots_and_goes_to_no_other_server_or_login() -> None:
    async with setting_up(ScriptedScout(faults=[fault("nothing listens on port 1433.")])) as at:
        await at.server("ctmon", "rigtig")
        await at.sees("nothing listens on port 1433.")
        assert "••••••••" in at.screen

        await at.instead("sql02,1433")
        assert "••••••••" not in at.screen
        await at.press("enter")
        await at.sees("Type the password of this login")
        assert len(at.scout.targets) == 1
        await at.press("up", "up")
        await at.instead("sql01,1433")
        assert "••••••••" in at.screen
        await at.press("enter")
        await at.sees("Which database is it?")
        assert at.scout.targets[-1].secrets == {}


async def test_typing_replaces_what_a_field_came_with() -> None:
    async with setting_up() as at:
        await at.sees("Which firm is it?")
        await at.type("holm")
        await at.press("tab", "tab")
        await at.type("da")

        assert at.set_up.values["name"] == "main"  # not taken before Enter
        await at.press("enter")
        await at.sees("Hvor er ClientTimes database?")
        assert (at.set_up.values["name"], at.set_up.language) == ("holm", "da")


async def to_the_invoice(at: SettingUp, user: str = "", password: str = "") -> None:
    """Come to the known invoice by way of a server."""
    await at.server(user, password)
    await at.sees("Which database is it?")
    await at.press("enter")
    await at.lines()
    await at.sees("Enter show the invoice")


async def test_another_number_is_typed_over_the_proposed_invoice() -> None:
    async with setting_up() as at:
        await to_the_invoice(at)
        await at.type("10299")
        await at.press("enter")
        await at.sees("not exactly one invoice 10299")

        assert ("invoice", "10299") in at.scout.asked


@pytest.mark.parametrize(("user", "password"), [("ctmon", "rigtig"), ("", "")])
async def test_a_typed_password_is_handed_over_once_and_kept_no_longer(
    user: str, password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path))
    async with setting_up() as at:
        await to_the_invoice(at, user, password)
        await at.press("enter")
        await at.sees("is that right?")
        await at.press("y")
        await at.sees("Where are e-conomic's tokens?")
        await at.press("enter", "enter", "enter")
        await at.sees("This would be written")
        assert at.set_up.hand_over() is None
        await at.press("w")
        await at.pilot.pause(0.1)

    handed = at.set_up.hand_over()
    assert (handed.reveal() if handed else "") == password
    assert at.set_up.hand_over() is None
    assert "rigtig" not in (tmp_path / "sites" / "holm.toml").read_text()


async def test_a_password_that_was_refused_is_not_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTMON_CONFIG_HOME", str(tmp_path))
    async with setting_up(ScriptedScout(faults=[LoginRefused(plain("refused."))])) as at:
        await at.server("ctmon", "forkert")
        await at.sees("refused.")
        await at.press("ctrl+g")
        await at.sees("The server was not looked into.")
        await at.type("ClientTime")
        await at.press("enter")
        await at.sees("Where are e-conomic's tokens?")
        await at.press("enter", "enter", "enter")
        await at.sees("This would be written")
        await at.press("w")
        await at.pilot.pause(0.1)

    assert (tmp_path / "sites" / "holm.toml").exists()
    assert at.set_up.hand_over() is None
