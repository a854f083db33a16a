"""The lines of the mapping on the screen, where an invoice or another line contradicts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.scripted_scout import ScriptedScout, setting_up


async def test_after_a_wrong_invoice_the_lines_behind_it_are_open_again_and_another_right_one_confirms_them() -> None:
    async with setting_up() as at:
        await at.file()
        await at.lines()
        await at.sees("Enter show the invoice")
        await at.press("enter")
        await at.sees("is that right?")
        await at.press("n", "escape")
        await at.sees("Is each line right?")
        assert at.set_up.draft is not None
        left = [line.name for line in at.set_up.draft.lines() if not line.answered]
        assert {"customer.code", "customer.key", "invoice.number", "invoice.date", "invoice.gross"} <= set(left)
        assert "customer.name" not in left

        await at.lines()
        await at.sees("Enter show the invoice")
        await at.press("enter")
        await at.sees("is that right?")
        await at.press("n", "enter")
        await at.sees("is that right?")
        await at.press("y")
        await at.sees("Where are e-conomic's tokens?")
        assert "NOT CONFIRMED" not in at.set_up.site_draft().text.partition("[clienttime]")[2]


async def test_a_token_that_is_nowhere_is_told_at_its_field_and_keeps_nobody_from_going_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLM_GRANT", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7")
    monkeypatch.delenv("CTMON_APP_SECRET", raising=False)
    async with setting_up(ScriptedScout(found=(ScriptedScout().found[0],))) as at:
        await at.file()
        await at.lines()
        await at.sees("Where are e-conomic's tokens?")
        await at.sees("App secret: the environment variable CTMON_APP_SECRET is not set.")
        await at.instead(str(tmp_path / "none.txt"))
        await at.sees("cannot be read (No such file or directory)")
        await at.press("enter")
        await at.instead("HOLM_GRANT")
        await at.pilot.pause(0.2)
        assert "is not set" not in at.said
        await at.press("enter", "enter")
        await at.sees("This would be written")


async def test_a_column_that_is_taken_twice_is_remarked() -> None:
    async with setting_up() as at:
        await at.file()
        await at.sees("Is each line right?")
        await at.press("asterisk")
        assert at.set_up.draft is not None
        await at.press("home", "down", "down", "c")
        await at.sees("customer number in ClientView: which is it?")
        await at.press(*"firm")
        assert "CustomerCode varchar" not in at.said  # a letter filters
        await at.press("enter", "enter")
        await at.press("home", *["down"] * 4, "c")
        await at.sees("name: which is it?")
        await at.press(*"firm", "enter", "enter")

        await at.sees("Firma is taken for “")
