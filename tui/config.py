"""The site file as frozen values (contract section 2); where each secret comes from, never the secret."""

from __future__ import annotations

import getpass
import ipaddress
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from checks.adapters.mapping import CREDIT_VALUES, CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.engine.phrase import Phrase
from tui.secret import SecretSource
from tui.section import ConfigFault, Section, Table


@dataclass(frozen=True, slots=True)
class ClientTimeSettings:
    """Either `sqlite` or `server` with `database`; `invoice` is None where invoices cannot be read."""

    customer: CustomerMapping
    invoice: InvoiceMapping | None = None
    sqlite: Path | None = None
    server: str | None = None
    database: str | None = None
    driver: str = "auto"
    authentication: str = "integrated"
    user: str | None = None
    password: SecretSource | None = None
    encrypt: str = "yes"
    trust_server_certificate: bool = False
    login_timeout: int = 10
    query_timeout: int = 30
    timezone: str | None = None

    @property
    def place(self) -> str:
        """Return what the state folder remembers as the database of this site."""
        return str(self.sqlite) if self.sqlite else f"{self.server}/{self.database}"


@dataclass(frozen=True, slots=True)
class EconomicSettings:
    """Both surfaces of the API and the two tokens' places; without `agreement_number` nothing is written."""

    app_secret: SecretSource
    agreement_grant: SecretSource
    rest_url: str = "https://restapi.e-conomic.com"
    openapi_url: str = "https://apis.e-conomic.com"
    agreement_number: int | None = None
    invoice_reference: str = "references.other"


@dataclass(frozen=True, slots=True)
class MonitorSettings:
    """How often, how patient, since when."""

    interval: timedelta = timedelta(seconds=60)
    sync_interval: timedelta = timedelta(minutes=5)
    deadline: timedelta = timedelta(seconds=40)
    grace: int = 3
    go_live: date | None = None
    disabled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixSettings:
    """Read-only unless `enabled`; `operator` goes into the journal."""

    enabled: bool = False
    allow_booking: bool = False
    max_bulk: int = 25
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """One firm: both of its systems and how they are watched."""

    name: str
    path: Path
    title: str
    language: str
    clienttime: ClientTimeSettings
    economic: EconomicSettings
    monitor: MonitorSettings
    fixes: FixSettings

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the environment variables that hold secrets of this site."""
        sources = (self.economic.app_secret, self.economic.agreement_grant, self.clienttime.password)
        return tuple(source.variable for source in sources if source and source.variable)


def load(path: Path, name: str) -> Site:
    """Read a site file; raises ConfigFault with file, line, what is wrong and what to write instead."""
    text = _text(path)
    return _site(Section(path, text, (), _table(path, text)), path, name)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ConfigFault(NO_FILE.with_(file=str(path))) from None
    except IsADirectoryError:
        raise ConfigFault(A_FOLDER.with_(file=str(path))) from None
    except UnicodeDecodeError as error:
        raise ConfigFault(NOT_UTF8.with_(file=str(path), byte=error.start)) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ConfigFault(UNREADABLE.with_(file=str(path), why=why)) from None


def _table(path: Path, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = str(error)
        line = re.search(r"at line (\d+)", said)
        number = int(line[1]) if line else max(1, text.count("\n") + (not text.endswith("\n")))
        twice = "overwrite" in said or "twice" in said
        phrase = TWICE if twice else NOT_TOML.with_(why=re.sub(r"\s*\(at .*\)$", "", said) or "nested too deep")
        raise ConfigFault(phrase.with_(file=str(path), line=number)) from None


def _site(top: Section, path: Path, name: str) -> Site:
    title = top.string("title", name) or name
    language = top.choice("language", ("en", "da"), "en")
    clienttime = cast(Section, top.section("clienttime", required=True))
    economic = cast(Section, top.section("economic", required=True))
    monitor, fixes = top.section("monitor"), top.section("fixes")
    top.done()
    return Site(
        name,
        path,
        title,
        language,
        _clienttime(clienttime, path.parent),
        _economic(economic, path.parent),
        _monitor(monitor) if monitor else MonitorSettings(),
        _fixes(fixes) if fixes else FixSettings(operator=login_name()),
    )


def _clienttime(section: Section, folder: Path) -> ClientTimeSettings:
    sqlite, server = section.string("sqlite"), section.string("server")
    database = section.string("database")
    if (sqlite is None) == (server is None):
        raise section.fault(ONE_DATABASE, "sqlite" if sqlite else None)
    if server is not None and database is None:
        raise section.fault(NO_DATABASE, "server")
    customer = cast(Section, section.section("customer", required=True))
    invoice = section.section("invoice")
    settings = ClientTimeSettings(
        customer=_customer(customer),
        invoice=_invoice(invoice) if invoice else None,
        sqlite=(folder / sqlite).absolute() if sqlite else None,
        server=server,
        database=database,
        driver=section.string("driver", "auto") or "auto",
        authentication=section.choice("authentication", ("integrated", "sql"), "integrated"),
        user=section.string("user"),
        password=_secret(section, "password", folder, required=False),
        encrypt=section.choice("encrypt", ("yes", "no", "strict"), "yes"),
        trust_server_certificate=section.flag("trust_server_certificate", False),
        login_timeout=section.number("login_timeout", 10, 1) or 10,
        query_timeout=section.number("query_timeout", 30, 1) or 30,
        timezone=section.string("timezone"),
    )
    section.done()
    return settings


def _customer(section: Section) -> CustomerMapping:
    mapping = CustomerMapping(
        table=section.identifier("table", section.required("table")),
        code=section.identifier("code", section.required("code")),
        foreign_id=section.identifier("foreign_id", section.required("foreign_id")),
        key=section.name("key"),
        name=section.name("name"),
        address=section.names("address"),
        zip=section.name("zip"),
        city=section.name("city"),
        country=section.name("country"),
        cvr=section.name("cvr"),
        ean=section.name("ean"),
        email=section.name("email"),
        active=_truth(section, "active"),
        created=section.name("created"),
        modified=section.name("modified"),
    )
    section.done()
    return mapping


def _invoice(section: Section) -> InvoiceMapping:
    mapping = InvoiceMapping(
        table=section.identifier("table", section.required("table")),
        key=section.name("key"),
        number=section.name("number"),
        customer=section.name("customer"),
        date=section.name("date"),
        due=section.name("due"),
        currency=section.name("currency"),
        net=section.name("net"),
        vat=section.name("vat"),
        gross=section.name("gross"),
        kind=section.name("kind"),
        credit_values=section.texts("credit_values", CREDIT_VALUES),
        draft=_truth(section, "draft"),
        error=section.name("error"),
        transfer=_transfer(section),
    )
    section.done()
    return mapping


def _truth(section: Section, key: str) -> Truth | None:
    if not isinstance(section.value(key), dict):
        column = section.name(key)
        return Truth(column) if column else None
    form = cast(Section, section.section(key))
    column = form.identifier("column", form.required("column"))
    truth = Truth(column, form.texts("values"), form.flag("not", False), form.flag("empty", False))
    form.done()
    if sum((bool(truth.values), truth.negated, truth.empty)) > 1:
        raise section.fault(ONE_FORM, key)
    return truth


def _transfer(section: Section) -> Transfer:
    form = section.section("transfer")
    if form is None:
        return Transfer()
    mode = form.choice("mode", ("timestamp", "flag", "none"), "none")
    column = form.name("column")
    form.done()
    if mode != "none" and column is None:
        raise form.fault(NO_COLUMN.with_(mode=mode))
    return Transfer(mode, column)


def _economic(section: Section, folder: Path) -> EconomicSettings:
    settings = EconomicSettings(
        app_secret=cast(SecretSource, _secret(section, "app_secret_token", folder)),
        agreement_grant=cast(SecretSource, _secret(section, "agreement_grant_token", folder)),
        rest_url=_url(section, "rest_url", "https://restapi.e-conomic.com"),
        openapi_url=_url(section, "openapi_url", "https://apis.e-conomic.com"),
        agreement_number=section.number("agreement_number", None, 1),
        invoice_reference=section.choice(
            "invoice_reference", ("references.other", "bookedInvoiceNumber"), "references.other"
        ),
    )
    section.done()
    return settings


def _secret(section: Section, key: str, folder: Path, required: bool = True) -> SecretSource | None:
    if key in section.table:
        raise section.fault(SECRET_IN_FILE, key)
    variable, file = section.string(f"{key}_env"), section.string(f"{key}_file")
    if variable is not None and file is not None:
        raise section.fault(TWO_PLACES, f"{key}_file")
    if variable is None and file is None:
        if required:
            raise section.fault(NO_SECRET.with_(name=key))
        return None
    return SecretSource(key, variable, (folder / file).absolute() if file else None)


def _url(section: Section, key: str, default: str) -> str:
    text = (section.string(key, default) or default).rstrip("/")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise section.fault(NO_URL, key) from None
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or parts.username:
        raise section.fault(NO_URL, key)
    if parts.scheme == "http" and not _loopback(host):
        raise section.fault(PLAIN_HTTP, key)
    return text


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _monitor(section: Section) -> MonitorSettings:
    settings = MonitorSettings(
        interval=section.duration("interval", timedelta(seconds=60)),
        sync_interval=section.duration("sync_interval", timedelta(minutes=5)),
        deadline=section.duration("deadline", timedelta(seconds=40)),
        grace=cast(int, section.number("grace", 3)),
        go_live=section.day("go_live"),
        disabled=section.texts("disabled"),
    )
    section.done()
    return settings


def _fixes(section: Section) -> FixSettings:
    settings = FixSettings(
        enabled=section.flag("enabled", False),
        allow_booking=section.flag("allow_booking", False),
        max_bulk=cast(int, section.number("max_bulk", 25, 1)),
        operator=section.string("operator", login_name()) or login_name(),
    )
    section.done()
    return settings


def login_name() -> str:
    """Return the name that the operator is logged in under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such name on this machine
        return "unknown"


NO_FILE = Phrase(
    "There is no site file {file}. `ctmon init` writes one; `ctmon demo` needs none.",
    "Der er ingen opsætningsfil {file}. `ctmon init` skriver en; `ctmon demo` behøver ingen.",
)
A_FOLDER = Phrase("{file} is a folder, not a site file.", "{file} er en mappe, ikke en opsætningsfil.")
NOT_UTF8 = Phrase(
    "{file} is not UTF-8 text (byte {byte}). Save it as UTF-8.",
    "{file} er ikke UTF-8-tekst (byte {byte}). Gem den som UTF-8.",
)
UNREADABLE = Phrase("{file} cannot be read: {why}.", "{file} kan ikke læses: {why}.")
NOT_TOML = Phrase("{file}:{line}: this is not TOML: {why}.", "{file}:{line}: dette er ikke TOML: {why}.")
TWICE = Phrase(
    "{file}:{line}: a key or table stands there a second time. Remove one of the two.",
    "{file}:{line}: en nøgle eller tabel står der for anden gang. Fjern den ene.",
)
ONE_DATABASE = Phrase(
    "{key} needs either sqlite or server, and not both.", "{key} skal have enten sqlite eller server og ikke begge."
)
NO_DATABASE = Phrase(
    "server needs the name of the database beside it (database = …).",
    "server skal have databasens navn ved siden af (database = …).",
)
ONE_FORM = Phrase("{key} takes one of values, not and empty.", "{key} tager én af values, not og empty.")
NO_COLUMN = Phrase("{key}: mode “{mode}” needs a column.", "{key}: mode “{mode}” skal have en kolonne.")
SECRET_IN_FILE = Phrase(
    "{key} must not stand in this file. Use {key}_env with the name of a variable, or {key}_file with a file (0600).",
    "{key} må ikke stå i denne fil. Brug {key}_env med navnet på en variabel eller {key}_file med en fil (0600).",
)
TWO_PLACES = Phrase(
    "{key}: there is an …_env and an …_file for the same secret. Keep one.",
    "{key}: der er både en …_env og en …_file for samme hemmelighed. Behold én.",
)
NO_SECRET = Phrase(
    "{key} needs {name}_env (the name of a variable) or {name}_file (a file with mode 0600).",
    "{key} skal have {name}_env (navnet på en variabel) eller {name}_file (en fil med rettighed 0600).",
)
NO_URL = Phrase(
    "{key} must be an address like https://restapi.e-conomic.com.",
    "{key} skal være en adresse som https://restapi.e-conomic.com.",
)
PLAIN_HTTP = Phrase(
    "{key} would send the tokens unencrypted. http:// is for this machine only; write https://.",
    "{key} ville sende nøglerne ukrypteret. http:// er kun for denne maskine; skriv https://.",
)
