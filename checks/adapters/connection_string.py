"""The connection string: made from fields, with every value quoted and encryption always said. It is never logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from checks.adapters.odbc_driver import Flavour, OdbcDriver
from checks.engine.errors import SourceFault
from checks.engine.phrase import Phrase

STRICT_SINCE = 18
APP = "ClientTime monitor"
"""What a database administrator sees in the list of sessions."""


@dataclass(frozen=True, slots=True)
class ConnectionFields:
    """`user` and `password` are None where the operator's own logon is used."""

    driver: OdbcDriver
    host: str
    port: int
    database: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    encrypt: str = "yes"
    trust_server_certificate: bool = False

    def at(self, host: str, port: int) -> ConnectionFields:
        """Return the same fields for where the server turned out to be."""
        return replace(self, host=host, port=port)


def connection_string(fields: ConnectionFields) -> str:
    """Return the string for this driver; raises SourceFault for what the driver cannot promise."""
    pairs = [*_server(fields), ("DATABASE", fields.database), *_login(fields), *_encryption(fields), ("APP", APP)]
    written = bare if fields.driver.flavour is Flavour.FREETDS else quoted
    # The driver's own name is read by the driver manager, which knows braces whatever the driver does.
    return ";".join([f"DRIVER={quoted(fields.driver.name)}", *(f"{key}={written(value)}" for key, value in pairs)])


def quoted(value: str) -> str:
    """Return a value that cannot end early or begin another keyword."""
    if "\0" in value:
        raise SourceFault(ODD_VALUE)
    return "{" + value.replace("}", "}}") + "}"


def bare(value: str) -> str:
    """Return a value as FreeTDS reads it: it knows braces, but no doubled ones in them; the first `};` ends a value.

    Raises SourceFault for a value that would end early whatever is written.
    """
    if "\0" in value:
        raise SourceFault(ODD_VALUE)
    if ";" not in value and not value.startswith("{"):
        return value
    if "};" in value:
        raise SourceFault(ENDS_EARLY)
    return "{" + value + "}"


def _server(fields: ConnectionFields) -> Iterable[tuple[str, str]]:
    if fields.driver.flavour is Flavour.FREETDS:
        return (("SERVER", fields.host), ("PORT", str(fields.port)), ("TDS_Version", "7.4"))
    return (("SERVER", f"tcp:{fields.host},{fields.port}"),)


def _login(fields: ConnectionFields) -> Iterable[tuple[str, str]]:
    if fields.user is None:
        # FreeTDS uses the Kerberos ticket where no user is named.
        return () if fields.driver.flavour is Flavour.FREETDS else (("Trusted_Connection", "yes"),)
    return (("UID", fields.user), ("PWD", fields.password or ""))


def _encryption(fields: ConnectionFields) -> Iterable[tuple[str, str]]:
    driver, encrypt = fields.driver, fields.encrypt
    if encrypt == "strict" and (driver.flavour is not Flavour.MICROSOFT or driver.version < STRICT_SINCE):
        raise SourceFault(NO_STRICT.with_(driver=driver.name))
    match driver.flavour:
        case Flavour.FREETDS if encrypt == "yes" and not fields.trust_server_certificate:
            raise SourceFault(NO_VERIFYING)
        case Flavour.FREETDS:
            return (("Encryption", "require" if encrypt == "yes" else "request"),)
        case Flavour.LEGACY if encrypt != "no":
            raise SourceFault(NO_ENCRYPTION)
        case Flavour.LEGACY:
            return ()
        case _:
            trust = "yes" if fields.trust_server_certificate and encrypt != "strict" else "no"
            # An idle session that comes back by itself has lost its settings and its locks.
            retry = () if driver.version < 13 else (("ConnectRetryCount", "0"),)
            return (("Encrypt", encrypt), ("TrustServerCertificate", trust), *retry)


ODD_VALUE = Phrase(
    "ClientTime: a value of the login or of [clienttime] holds a NUL character. Write it again.",
    "ClientTime: en værdi i login eller [clienttime] indeholder et NUL-tegn. Skriv den igen.",
)
ENDS_EARLY = Phrase(
    "ClientTime: a value of the login or of [clienttime] holds “}};”, which FreeTDS cannot be told, so nothing was "
    "sent. Install Microsoft's ODBC driver 18, or choose another password or name.",
    "ClientTime: en værdi i login eller [clienttime] indeholder “}};”, som FreeTDS ikke kan få at vide, så intet er "
    "sendt. Installér Microsofts ODBC-driver 18, eller vælg et andet kodeord eller navn.",
)
NO_STRICT = Phrase(
    "[clienttime] encrypt = “strict” needs Microsoft's ODBC driver 18; here it is “{driver}”. Install 18, or write "
    "encrypt = “yes”.",
    "[clienttime] encrypt = “strict” kræver Microsofts ODBC-driver 18; her er det “{driver}”. Installér 18, eller "
    "skriv encrypt = “yes”.",
)
NO_VERIFYING = Phrase(
    "ClientTime: FreeTDS encrypts, but does not check whose certificate it is, so nothing was sent. Install "
    "Microsoft's ODBC driver 18; or, where the network is trusted, write trust_server_certificate = true.",
    "ClientTime: FreeTDS krypterer, men ser ikke efter, hvis certifikat det er, så intet er sendt. Installér "
    "Microsofts ODBC-driver 18; eller skriv trust_server_certificate = true, hvor nettet er til at stole på.",
)
NO_ENCRYPTION = Phrase(
    "ClientTime: the driver “SQL Server” that Windows carries does not encrypt, so nothing was sent. Install “ODBC "
    "Driver 18 for SQL Server”; or, where the network is trusted, write encrypt = “no”.",
    "ClientTime: driveren “SQL Server”, som følger med Windows, krypterer ikke, så intet er sendt. Installér “ODBC "
    "Driver 18 for SQL Server”; eller skriv encrypt = “no”, hvor nettet er til at stole på.",
)
