"""What a process of ours is started with: what Python and drivers need, and nothing that could be a secret."""

from __future__ import annotations

import os

NEEDED = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "USERNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
        *("CTMON_CONFIG_HOME", "CTMON_STATE_HOME", "VIRTUAL_ENV", "FREETDS", "FREETDSCONF", "TDSVER"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
        *("PROGRAMDATA", "PROGRAMFILES", "COMMONPROGRAMFILES", "COMPUTERNAME", "USERDOMAIN", "HOMEDRIVE", "HOMEPATH"),
    }
)
FAMILIES = ("LC_", "LD_", "DYLD_", "PYTHON", "XDG_", "ODBC", "KRB5")
"""Beginnings of further names: locales, loaders, Python's own switches, folders, drivers, Kerberos."""


def for_child() -> dict[str, str]:
    """Return the variables that a child gets: any other one may hold a token of this or another site."""
    return {name: value for name, value in os.environ.items() if _needed(name.upper())}


def _needed(name: str) -> bool:
    return name in NEEDED or name.startswith(FAMILIES)
