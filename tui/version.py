"""The version, once: the project file says it and the installed metadata repeats it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("clienttime-monitor")
    except PackageNotFoundError:  # run from a bare copy of the folders
        return "0+unknown"


VERSION = _installed()
