"""Which ODBC driver speaks to the server: found by preference, by its registered name, or by a library's path."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from checks.adapters.clean_text import shown
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

AUTO = "auto"


class Flavour(Enum):
    """Drivers that want different keywords; the best one first."""

    MICROSOFT = "microsoft"
    NATIVE = "native client"
    FREETDS = "freetds"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class OdbcDriver:
    """`name` is a registered name or a path; `version` tells Microsoft's drivers apart."""

    name: str
    flavour: Flavour
    version: int = 0

    @property
    def writes(self) -> bool:
        """Tell whether it may write: the driver that Windows carries hands dates and long texts over changed."""
        return self.flavour is not Flavour.LEGACY

    @property
    def tells_database(self) -> bool:
        """Tell whether a database that is missing is told from a wrong password: FreeTDS tells the last word only."""
        return self.flavour is not Flavour.FREETDS


def choose(wanted: str, there: Iterable[str]) -> OdbcDriver:
    """Return the driver to use of those that there are; raises SourceFault where none is there, or known."""
    names = list(there)
    if wanted.casefold() != AUTO:
        return _named(wanted, names)
    known = [driver for name in names if (driver := recognised(name)) is not None]
    if not known:
        raise SourceFault(NO_DRIVER.with_(there=", ".join(map(shown, names)) or "–"))
    return min(known, key=_rank)


def recognised(name: str) -> OdbcDriver | None:
    """Return the driver of a registered name or a library's path, or None for one that is not known."""
    text = name.replace("\\", "/").rpartition("/")[2].casefold()
    if found := re.search(r"odbc driver (\d+) for sql server|msodbcsql-?(\d+)", text):
        return OdbcDriver(name, Flavour.MICROSOFT, int(found[1] or found[2]))
    if found := re.search(r"sql server native client (\d+)|sqlncli(\d+)", text):
        return OdbcDriver(name, Flavour.NATIVE, int(found[1] or found[2]))
    if "freetds" in text or "tdsodbc" in text:
        return OdbcDriver(name, Flavour.FREETDS)
    if text in {"sql server", "sqlsrv32.dll"}:
        return OdbcDriver(name, Flavour.LEGACY)
    return None


def packaged() -> list[str]:
    """Return the library of the mssql-python-odbc package, where it is installed and loads by its path."""
    found = find_spec("mssql_python_odbc")
    if found is None or not found.submodule_search_locations:
        return []
    libraries = Path(found.submodule_search_locations[0], "libs", "linux")
    family = next((name for file, name in FAMILIES if Path("/etc", file).exists()), None)
    machine = next(iter(sorted((libraries / family).glob(f"*/lib/{LIBRARY}"))), None) if family else None
    return [str(machine)] if machine else []


LIBRARY = "libmsodbcsql-*.so*"
FAMILIES = (("debian_version", "debian_ubuntu"), ("redhat-release", "rhel"), ("SuSE-release", "suse"))
"""Files in /etc that tell which of the package's builds belongs here."""


def _named(wanted: str, names: list[str]) -> OdbcDriver:
    path = "/" in wanted or "\\" in wanted
    if path and not Path(wanted).is_file():
        raise SourceFault(NO_LIBRARY.with_(path=shown(wanted)))
    name = wanted if path else next((n for n in names if n.casefold() == wanted.strip("{}").casefold()), None)
    if name is None:
        raise SourceFault(NOT_REGISTERED.with_(name=shown(wanted), there=", ".join(map(shown, names)) or "–"))
    driver = recognised(name)
    if driver is None:
        raise SourceFault(NOT_KNOWN.with_(name=shown(wanted)))
    return driver


def _rank(driver: OdbcDriver) -> tuple[int, int, bool]:
    return (list(Flavour).index(driver.flavour), -driver.version, "/" in driver.name)


INSTALL = Phrase(
    "Install “ODBC Driver 18 for SQL Server” from Microsoft; on Debian or Ubuntu, FreeTDS is there with: "
    "apt-get install libodbc2 tdsodbc",
    "Installér “ODBC Driver 18 for SQL Server” fra Microsoft; på Debian eller Ubuntu fås FreeTDS med: "
    "apt-get install libodbc2 tdsodbc",
)
NO_DRIVER = Phrase(
    f"ClientTime: this machine has no ODBC driver for SQL Server (there are: {{there}}). {INSTALL.en}",
    f"ClientTime: denne maskine har ingen ODBC-driver til SQL Server (der er: {{there}}). {INSTALL.da}",
)
NO_LIBRARY = Phrase(
    "[clienttime] driver: there is no file {path}. Name a registered driver, a driver's library, or auto.",
    "[clienttime] driver: filen {path} findes ikke. Angiv en registreret driver, en drivers bibliotek eller auto.",
)
NOT_REGISTERED = Phrase(
    "[clienttime] driver: no ODBC driver is called “{name}” here (there are: {there}). Name one of them, or auto.",
    "[clienttime] driver: ingen ODBC-driver hedder “{name}” her (der er: {there}). Angiv en af dem eller auto.",
)
NOT_KNOWN = Phrase(
    "[clienttime] driver: “{name}” is no driver that this program knows how to ask for encryption. Use Microsoft's "
    "ODBC driver 18, 17 or 13, Native Client 11, or FreeTDS.",
    "[clienttime] driver: “{name}” er ingen driver, som dette program ved hvordan man beder om kryptering. Brug "
    "Microsofts ODBC-driver 18, 17 eller 13, Native Client 11 eller FreeTDS.",
)
LEGACY_READS = Phrase(
    "The driver “SQL Server” that Windows carries only reads here: it hands dates and long texts over changed. "
    "Nothing was written. Install “ODBC Driver 18 for SQL Server”.",
    "Driveren “SQL Server”, som følger med Windows, læser kun her: den ændrer datoer og lange tekster undervejs. "
    "Intet er skrevet. Installér “ODBC Driver 18 for SQL Server”.",
)
