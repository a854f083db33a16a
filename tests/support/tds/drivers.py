"""The two real drivers: where they are, or what is missing and how it is had."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.tds.properties import DATABASE
from tests.support.tds.rights import OWNER, Login

NO_MANAGER = "pyodbc finds no driver manager: apt-get install -y --no-install-recommends libodbc2"
NO_FREETDS = "FreeTDS is not registered: apt-get install -y --no-install-recommends libodbc2 tdsodbc"
NO_MICROSOFT = "Microsoft's driver is not here: pip install mssql-python-odbc"


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver that a connection string can name, or the reason why it cannot be had."""

    name: str
    driver: str = ""
    missing: str = ""

    @property
    def freetds(self) -> bool:
        """Tell which of the two it is."""
        return self.name == "freetds"

    def connection(
        self,
        port: int,
        login: Login = OWNER,
        database: str = DATABASE,
        encrypt: bool = False,
        **more: str,
    ) -> str:
        """Return a connection string to loopback; with `encrypt` the whole session is to be enciphered."""
        own = (
            {
                "SERVER": "127.0.0.1",
                "PORT": str(port),
                "TDS_Version": "7.4",
                "Encryption": "require" if encrypt else "request",
            }
            if self.freetds
            else {
                "SERVER": f"tcp:127.0.0.1,{port}",
                "Encrypt": "yes" if encrypt else "no",
                "TrustServerCertificate": "yes",
            }
        )
        parts = {"DRIVER": self.driver, **own, "UID": login.name, "PWD": login.password, "DATABASE": database, **more}
        return ";".join(f"{key}={_braced(value)}" for key, value in parts.items())


def _braced(value: str) -> str:
    return "{" + value.replace("}", "}}") + "}" if set(value) & set(";{}= ") else value


@cache
def freetds() -> Driver:
    """Return Debian's driver."""
    try:
        pyodbc = importlib.import_module("pyodbc")
    except ImportError:
        return Driver("freetds", missing=NO_MANAGER)
    registered: list[str] = pyodbc.drivers()
    return Driver("freetds", "FreeTDS") if "FreeTDS" in registered else Driver("freetds", missing=NO_FREETDS)


@cache
def microsoft() -> Driver:
    """Return the driver of the wheel, by the path of its library."""
    try:
        importlib.import_module("pyodbc")
    except ImportError:
        return Driver("microsoft", missing=NO_MANAGER)
    if importlib.util.find_spec("mssql_python_odbc") is None:
        return Driver("microsoft", missing=NO_MICROSOFT)
    folder = Path(importlib.import_module("mssql_python_odbc").get_libs_dir()) / "linux" / "debian_ubuntu"
    found = sorted(folder.glob("*/lib/libmsodbcsql-18*.so*"))
    return (
        Driver("microsoft", str(found[-1]))
        if found
        else Driver("microsoft", missing=f"{NO_MICROSOFT} ({folder} has none)")
    )


def both() -> Iterator[Driver]:
    """Yield both, present or not."""
    yield from (freetds(), microsoft())


if __name__ == "__main__":
    for one in both():
        if one.missing:
            print(f"{one.missing}. Tests over real TDS with this driver are skipped.")
