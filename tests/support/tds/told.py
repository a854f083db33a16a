"""Native numbers out of what pyodbc raises."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.support.tds import odbc

NUMBER = re.compile(r"\((-?\d+)\) \(SQL\w+\)")


def number(act: Callable[[], object]) -> int:
    """Return the first native number of the error that this raises, 0 where nothing is raised."""
    try:
        act()
    except odbc.Error as error:
        found = NUMBER.search(str(error.args[-1]))
        return int(found[1]) if found else -1
    return 0


def state(act: Callable[[], object]) -> str:
    """Return the SQLSTATE of the error that this raises, empty where nothing is raised."""
    try:
        act()
    except odbc.Error as error:
        return str(error.args[0])
    return ""
