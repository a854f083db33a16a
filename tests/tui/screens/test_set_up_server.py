"""The set-up's look at a server: what is closed says why beside what is open."""

from __future__ import annotations

from checks.adapters.discovery import ClosedDatabase
from checks.adapters.sqlserver_closed import ONE_USER, RESTORING
from tests.support.scripted_scout import ScriptedScout, setting_up

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
