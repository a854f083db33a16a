"""pyodbc, imported when it is first used: without the driver manager tests are skipped with the reason, not broken."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyodbc import SQL_VARCHAR, SQL_WVARCHAR, Connection, Error, connect

    __all__ = ["SQL_VARCHAR", "SQL_WVARCHAR", "Connection", "Error", "connect"]
else:

    def __getattr__(name: str) -> object:
        if name.startswith("__"):  # what only the import machinery asks for
            raise AttributeError(name)
        return getattr(import_module("pyodbc"), name)
