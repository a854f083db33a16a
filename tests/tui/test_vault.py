"""The vault: what is put away for the processes of ours, and another value under a name that it has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.vault import put_away, taken_out


def test_another_value_under_a_name_is_what_every_later_process_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTMON_SQL_PASSWORD", "a-long-mistyped-one")
    monkeypatch.setenv("CTMON_APP", "token")
    vault = put_away(["CTMON_SQL_PASSWORD", "CTMON_APP"])

    vault.put("CTMON_SQL_PASSWORD", "kørt ind")

    assert taken_out(vault.contents()) == {"CTMON_SQL_PASSWORD": "kørt ind", "CTMON_APP": "token"}
    assert b"mistyped" not in vault.contents()
    assert "CTMON_SQL_PASSWORD" not in os.environ
    vault.file.close()


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="this system has no file without a disk")
def test_no_secret_is_ever_on_a_disk() -> None:
    vault = put_away([])

    assert str(Path(f"/proc/self/fd/{vault.file.fileno()}").readlink()).startswith("/memfd:")
    vault.file.close()
