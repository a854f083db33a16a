"""The site file as frozen values (contract section 2); where each secret comes from, never the secret."""

from __future__ import annotations

import contextlib
import getpass
import ipaddress
import os
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from checks.adapters.clean_text import shown
from checks.adapters.mapping import CREDIT_VALUES, CustomerMapping, InvoiceMapping, Transfer, Truth
from checks.engine.model import Severity
from tui.secret import SecretSource, looks_like_token
from tui.section import ConfigFault, Section, Table
from tui.texts import config as texts

LARGEST = 2**20
"""Bytes of the largest site file that is read."""
HOUR = 3600
"""Seconds of the longest time-out."""
REST_URL, OPENAPI_URL = "https://restapi.e-conomic.com", "https://apis.e-conomic.com"
PASSWORD = "CTMON_SQL_PASSWORD"  # noqa: S105 - the name of a variable
"""Where the password is looked for that the site file names no place for; a terminal is asked for it otherwise."""
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")


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
    rest_url: str = REST_URL
    openapi_url: str = OPENAPI_URL
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
    severities: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True)
class FixSettings:
    """Read-only unless `enabled`; `operator` goes into the journal."""

    enabled: bool = False
    allow_booking: bool = False
    max_bulk: int = 25
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """One firm: both of its systems and how they are watched. `folder` is the name of its state's folder."""

    name: str
    folder: str
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


def load(path: Path, name: str | None = None, folder: str | None = None) -> Site:
    """Read a site file; raises ConfigFault with file, line, what is wrong and what to write instead."""
    return read(_text(path), path, name or path.stem, folder)


def read(text: str, path: Path, name: str, folder: str | None = None) -> Site:
    """Read the text of a site file that belongs at `path`; raises ConfigFault."""
    if not text.strip():
        raise ConfigFault(texts.EMPTY.with_(file=str(path)))
    return _site(Section(path, text, (), _table(path, text)), path, (name, folder or name))


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise ConfigFault(texts.NOT_A_FILE.with_(file=str(path)))
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ConfigFault(texts.NO_FILE.with_(file=str(path))) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ConfigFault(texts.UNREADABLE.with_(file=str(path), why=why)) from None
    if len(found) > LARGEST:
        raise ConfigFault(texts.TOO_LARGE.with_(file=str(path)))
    try:
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise ConfigFault(texts.NOT_UTF8.with_(file=str(path), line=line)) from None


def _table(path: Path, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError of its own
        said = str(error)
        line = re.search(r"at line (\d+)", said)
        number = int(line[1]) if line else max(1, text.count("\n") + (not text.endswith("\n")))
        twice = "overwrite" in said or "twice" in said or "mutate" in said
        why = (
            re.sub(r"\s*\(at .*\)$", "", said) if isinstance(error, tomllib.TOMLDecodeError) else "too deep or too long"
        )
        phrase = texts.TWICE if twice else texts.NOT_TOML.with_(why=shown(why))
        raise ConfigFault(phrase.with_(file=str(path), line=number)) from None


def _site(top: Section, path: Path, names: tuple[str, str]) -> Site:
    name, folder = names
    title = top.string("title", name) or name
    language = top.choice("language", ("en", "da"), "en")
    clienttime = cast(Section, top.section("clienttime", required=True))
    economic = cast(Section, top.section("economic", required=True))
    monitor, fixes = top.section("monitor"), top.section("fixes")
    top.done()
    return Site(
        name,
        folder,
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
    database, user = section.string("database"), section.string("user")
    if sqlite is None and server is None:
        raise section.missing("sqlite", texts.ONE_DATABASE)
    if sqlite is not None and server is not None:
        raise section.fault(texts.ONE_DATABASE, "server")
    if server is not None and database is None:
        raise section.missing("server", texts.NO_DATABASE)
    password = _secret(section, "password", folder, required=False)
    authentication = section.choice("authentication", ("integrated", "sql"), "integrated")
    if server is not None and authentication == "sql":
        if user is None:
            raise section.fault(texts.NO_LOGIN, "authentication")
        password = password or SecretSource("password", PASSWORD, token=False)
    customer = cast(Section, section.section("customer", required=True))
    invoice = section.section("invoice")
    settings = ClientTimeSettings(
        customer=_customer(customer),
        invoice=_invoice(invoice) if invoice else None,
        sqlite=_beside(folder, sqlite) if sqlite else None,
        server=server,
        database=database,
        driver=section.string("driver", "auto") or "auto",
        authentication=authentication,
        user=user,
        password=password,
        encrypt=section.choice("encrypt", ("yes", "no", "strict"), "yes"),
        trust_server_certificate=section.flag("trust_server_certificate", False),
        login_timeout=section.count("login_timeout", 10, 1, HOUR),
        query_timeout=section.count("query_timeout", 30, 1, HOUR),
        timezone=section.string("timezone"),
    )
    section.done()
    return settings


def _beside(folder: Path, name: str) -> Path:
    """Return a path that is relative to the site file's folder, without its dots: it is compared as a text."""
    path = folder / name
    with contextlib.suppress(RuntimeError):  # ~ of somebody who is not known here stays as it is
        path = folder / Path(name).expanduser()
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links


def _customer(section: Section) -> CustomerMapping:
    mapping = CustomerMapping(
        table=section.table_name("table"),
        code=section.column("code"),
        foreign_id=section.column("foreign_id"),
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
        table=section.table_name("table"),
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
    if not section.is_table(key):
        column = section.name(key)
        return Truth(column) if column else None
    form = cast(Section, section.section(key))
    column = form.column("column")
    truth = Truth(column, form.texts("values"), form.flag("not", False), form.flag("empty", False))
    form.done()
    if sum((bool(truth.values), truth.negated, truth.empty)) > 1:
        raise section.fault(texts.ONE_FORM, key)
    return truth


def _transfer(section: Section) -> Transfer:
    form = section.section("transfer")
    if form is None:
        return Transfer()
    mode = form.choice("mode", ("timestamp", "flag", "none"), "none")
    column = form.name("column")
    form.done()
    if mode != "none" and column is None:
        raise form.fault(texts.NO_COLUMN.with_(mode=mode))
    return Transfer(mode, column)


def _economic(section: Section, folder: Path) -> EconomicSettings:
    settings = EconomicSettings(
        app_secret=cast(SecretSource, _secret(section, "app_secret_token", folder)),
        agreement_grant=cast(SecretSource, _secret(section, "agreement_grant_token", folder)),
        rest_url=_url(section, "rest_url", REST_URL),
        openapi_url=_url(section, "openapi_url", OPENAPI_URL),
        agreement_number=section.number("agreement_number", 1),
        invoice_reference=section.choice(
            "invoice_reference", ("references.other", "bookedInvoiceNumber"), "references.other"
        ),
    )
    section.done()
    return settings


def _secret(section: Section, key: str, folder: Path, required: bool = True) -> SecretSource | None:
    if key in section.table:
        raise section.fault(texts.SECRET_IN_FILE.with_(name=key), key)
    variable, file = section.string(f"{key}_env"), section.string(f"{key}_file")
    for name, place in (("env", variable), ("file", file)):
        if place is not None and looks_like_token(place):
            raise section.fault(texts.LOOKS_LIKE_SECRET, f"{key}_{name}")
    if variable is not None and not VARIABLE.fullmatch(variable):
        raise section.fault(texts.NO_VARIABLE_NAME, f"{key}_env")
    if variable is not None and file is not None:
        raise section.fault(texts.TWO_PLACES, f"{key}_file")
    if variable is None and file is None:
        if required:
            raise section.missing(f"{key}_env", texts.NO_SECRET.with_(name=key))
        return None
    return SecretSource(key, variable, _beside(folder, file) if file else None, token=key != "password")


def _url(section: Section, key: str, default: str) -> str:
    text = (section.string(key, default) or default).rstrip("/")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise section.fault(texts.NO_URL, key) from None
    odd = parts.query or parts.fragment or "@" in parts.netloc or " " in text
    if parts.scheme not in {"http", "https"} or not host or odd:
        raise section.fault(texts.NO_URL, key)
    if parts.scheme == "http" and not _loopback(host):
        raise section.fault(texts.PLAIN_HTTP, key)
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
        deadline=section.duration("deadline", timedelta(seconds=40), timedelta(hours=1)),
        grace=section.count("grace", 3, 0, 1000),
        go_live=section.day("go_live"),
        disabled=section.texts("disabled"),
        severities=_severities(section),
    )
    section.done()
    return settings


def _severities(section: Section) -> tuple[tuple[str, Severity], ...]:
    """Return what the findings of a check count as, by its id; an id that no check has is refused like any key."""
    from checks.engine.check import discover

    table = section.section("severity")
    if table is None:
        return ()
    named = [check.id for check in discover() if table.string(check.id) is not None]
    found = tuple((id_, Severity(table.choice(id_, tuple(Severity), "info"))) for id_ in named)
    table.done()
    return found


def _fixes(section: Section) -> FixSettings:
    settings = FixSettings(
        enabled=section.flag("enabled", False),
        allow_booking=section.flag("allow_booking", False),
        max_bulk=section.count("max_bulk", 25, 1, 10_000),
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
