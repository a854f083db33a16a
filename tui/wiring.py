"""The one place that chooses adapters and builds a monitor of them, here or in a process of its own."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from checks.adapters.journal import FileJournal
from checks.adapters.platform import FileClaim, own_session
from checks.engine.check import discover
from checks.engine.cpr import mask_cpr
from checks.engine.cycle import Cycle
from checks.engine.local import LocalMonitor, Settings
from checks.engine.ports import ClientTime
from checks.engine.runner import Runner
from checks.engine.sides import Sides
from checks.engine.snapshot import Rules
from tui.config import PASSWORD, ClientTimeSettings, Site
from tui.desk import SiteCard
from tui.doctor_link import DoctorProcess
from tui.environment import for_child
from tui.link import Link
from tui.login import PasswordPlace
from tui.options import Options, parse
from tui.password import Origin, ask_where_missing
from tui.secret import Secret
from tui.site_file import find_site, same_books, state_folder, state_home
from tui.texts import password as texts
from tui.vault import Vault, put_away, taken_out
from tui.version import VERSION
from tui.visit import Doctor
from tui.wire import LENGTH

if TYPE_CHECKING:
    from checks.adapters.budget import Budget
    from checks.adapters.clienttime import SqlClientTime
    from checks.adapters.economic import EconomicApi
    from checks.adapters.refused_logins import RefusedLogins
    from checks.adapters.sqlserver import Login

AGAIN = "again"
"""Behind the command line of an engine that follows one which died."""


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site that is about to be watched, with what the command line says on top of its file."""

    site: Site
    options: Options
    state: Path

    @property
    def name(self) -> str:
        """Return the site's short name."""
        return self.site.name

    @property
    def language(self) -> str:
        """Return the language of the texts."""
        return self.options.language or self.site.language

    @property
    def fixes(self) -> bool:
        """Tell whether this run may write without the site being opened for it."""
        return self.site.fixes.enabled and not self.options.read_only

    @property
    def card(self) -> SiteCard:
        """Return what the screen's status line says of the site."""
        return SiteCard(
            self.site.name,
            self.site.title,
            self.site.economic.agreement_number,
            self.fixes,
            self.site.fixes.operator,
            self.language,
            self.options.command == "demo",
            self.site.fixes.max_bulk,
            str(self.state),
        )

    def monitor(self, handed_over: Mapping[str, str] | None = None) -> LocalMonitor:
        """Build the monitor in this process; raises Fault for a secret that is not there."""
        if handed_over is None:
            ask_where_missing(self.site, self.language)
        return _built(self, handed_over or {})


def find(options: Options) -> Site:
    """Read the site file that is meant."""
    return find_site(options.config, options.site)


def open_site(options: Options) -> OpenSite:
    """Read the site file, make sure that its state belongs to it, and open it for writing where that is asked for.

    The opening is on record before anything else is done: every run finds it there.
    """
    site = find(options)
    folder = state_folder(site)
    same_books(site, folder)
    if options.write and not options.read_only and not site.fixes.enabled:
        journal_of(site).open_site(site.fixes.operator, mask_cpr(options.write))
    return OpenSite(site, options, folder)


def journal_of(site: Site) -> FileJournal:
    """Return the record of what was changed for this site."""
    return FileJournal(state_folder(site), socket.gethostname(), VERSION, utc_now)


def utc_now() -> datetime:
    """Return the time of day, aware."""
    return datetime.now(UTC)


def _built(opened: OpenSite, handed_over: Mapping[str, str]) -> LocalMonitor:
    from checks.adapters.known_shapes import FileShapes
    from checks.adapters.memory import FileMemory

    site = opened.site
    rules = _rules(site)
    journal = journal_of(site)
    handed_over = dict(handed_over)
    sides = Sides(
        clienttime_of(site, handed_over),
        economic_of(site, handed_over),
        {check.id: check for check in discover()},
        site.economic.agreement_number,
        utc_now,
        FileShapes(opened.state),
        lambda text: handed_over.update({PASSWORD: text}),
    )
    runner = Runner(sides, journal, FileClaim(opened.state / "writer.lock"), site.fixes.operator)
    cycle = Cycle(rules, site.monitor.deadline)
    return LocalMonitor(sides, journal, FileMemory(opened.state), runner, cycle, _settings(opened))


def _rules(site: Site) -> Rules:
    from checks.adapters.clienttime import zone

    return Rules(
        sync_interval=site.monitor.sync_interval,
        grace=site.monitor.grace,
        go_live=site.monitor.go_live,
        invoice_reference=site.economic.invoice_reference,
        invoices_mapped=invoices_mapped(site),
        zone=zone(site.clienttime.timezone),
        severities=site.monitor.severities,
    )


def invoices_mapped(site: Site) -> bool:
    """Tell whether ClientTime's invoices can be read at all: their table, number and customer are named."""
    invoice = site.clienttime.invoice
    return invoice is not None and invoice.number is not None and invoice.customer is not None


def _settings(opened: OpenSite) -> Settings:
    site = opened.site
    return Settings(
        site.fixes.operator,
        opened.fixes,
        site.monitor.interval,
        disabled=site.monitor.disabled,
        read_only=opened.options.read_only,
    )


def clienttime_of(site: Site, handed_over: Mapping[str, str] | None = None) -> ClientTime:
    """Return the practice system's adapter, which connects when it is asked; raises Fault where it cannot be had."""
    from checks.adapters.clienttime import open_sqlite

    settings = site.clienttime
    if settings.sqlite is None:
        _login_of(settings, handed_over)()  # better missing before anything begins than at the first question
        return server_of(settings, handed_over)
    return open_sqlite(
        settings.sqlite,
        settings.customer,
        settings.invoice,
        timezone=settings.timezone,
        query_timeout=settings.query_timeout,
    )


def server_of(settings: ClientTimeSettings, handed_over: Mapping[str, str] | None = None) -> SqlClientTime:
    """Return the adapter of a SQL Server, which asks for its secret when it connects; raises Fault for its address."""
    from checks.adapters.clienttime import open_sqlserver
    from checks.adapters.server_address import parse_address
    from checks.adapters.sqlserver import SqlServerSettings

    server = SqlServerSettings(
        parse_address(settings.server or ""),
        settings.database or "",
        _login_of(settings, handed_over),
        settings.driver,
        settings.encrypt,
        settings.trust_server_certificate,
        settings.login_timeout,
        settings.query_timeout,
        refused=refused_logins(),
    )
    return open_sqlserver(server, settings.customer, settings.invoice, timezone=settings.timezone)


def refused_logins() -> RefusedLogins:
    """Return what is known of refused logins, whatever site and process they were refused to."""
    from checks.adapters.refused_logins import RefusedLogins

    return RefusedLogins(state_home() / "logins")


def _login_of(settings: ClientTimeSettings, handed_over: Mapping[str, str] | None) -> Callable[[], Login]:
    """Return what says who logs in; it raises Fault where the password is not to be had."""
    from checks.adapters.sqlserver import Login

    def login() -> Login:
        if settings.authentication == "integrated" or settings.password is None:
            return Login()
        return Login(settings.user, settings.password.read(handed_over).reveal())

    return login


def economic_of(site: Site, handed_over: Mapping[str, str] | None = None) -> EconomicApi:
    """Return the accounting system's adapter, which calls nothing before it is asked; raises Fault for a secret."""
    from checks.adapters.economic import Tokens, open_economic

    settings = site.economic

    def tokens() -> tuple[Secret, Secret]:
        return settings.app_secret.read(handed_over), settings.agreement_grant.read(handed_over)

    in_files = settings.app_secret.file is not None or settings.agreement_grant.file is not None
    return open_economic(
        settings.rest_url,
        settings.openapi_url,
        *tokens(),
        rules=_rules(site),
        budget=counted(settings.agreement_number),
        deadline=site.monitor.deadline.total_seconds(),
        now=utc_now,
        tokens=Tokens(tokens if in_files else None),
        own=settings.agreement_number,
    )


def counted(agreement: int | None) -> Budget:
    """Return the count of the day's calls to an agreement, whatever site and process make them."""
    from checks.adapters.budget import Budget

    return Budget(state_home() / "budget", agreement)


def build_for_engine(arguments: Sequence[str], secrets: bytes) -> LocalMonitor:
    """Build the monitor of an engine process from its command line and its first message."""
    again = arguments[-1] == AGAIN
    monitor = open_site(parse(arguments[:-1] if again else arguments)).monitor(taken_out(secrets))
    if again:
        monitor.begin_by_itself()
    return monitor


def secrets_of(opened: OpenSite, typed: Callable[[], Secret | None] = lambda: None) -> Vault:
    """Take the site's secrets out of this process's environment, and ask for the password that is nowhere.

    `typed` gives one that was typed already, at the set-up. Raises Fault where a secret is missing: better before
    the screen opens than on it.
    """
    settings = opened.site.economic
    settings.app_secret.read()
    settings.agreement_grant.read()
    origin = ask_where_missing(opened.site, opened.language, typed)
    if (password := opened.site.clienttime.password) is not None:
        password.read()
    return put_away(opened.site.variables, origin)


def link_to_engine(opened: OpenSite, vault: Vault) -> Link:
    """Return the link to an engine of its own; one that is started again knows that nobody asked for it."""
    again = chain([()], repeat((AGAIN,)))
    return Link(
        lambda: _started(opened, vault, "tui.engine", [*_engine_arguments(opened), *next(again)]), vault.file.close
    )


def doctor_of(opened: OpenSite, vault: Vault) -> Doctor:
    """Return a doctor that looks in a process of its own: drivers hang, and the screen must not."""
    words = [vault.origin, *_engine_arguments(opened)]
    return DoctorProcess(lambda: _started(opened, vault, "tui.doctor_process", words))


def password_of(opened: OpenSite, vault: Vault, link: Link) -> PasswordPlace:
    """Return where the password is from; one that is typed later goes to this engine and to every later process."""

    async def take(password: str) -> None:
        vault.put(PASSWORD, password)
        await link.log_in(password)

    password = opened.site.clienttime.password
    if password is None:
        return PasswordPlace()
    if vault.origin is Origin.TYPED:
        return PasswordPlace(take=take)
    if vault.origin is Origin.KEYRING:
        return PasswordPlace(texts.IN_KEYRING, texts.KEYRING_SHORT)
    if password.file is not None:
        return PasswordPlace(texts.IN_FILE.with_(path=str(password.file)), texts.SHORT.with_(place=password.file.name))
    name = password.variable or ""
    return PasswordPlace(texts.IN_VARIABLE.with_(name=name), texts.SHORT.with_(place=name))


async def _started(opened: OpenSite, vault: Vault, module: str, arguments: Sequence[str]) -> asyncio.subprocess.Process:
    """Start a process of ours with the secrets as its first message."""
    contents = vault.contents()
    with (opened.state / "engine.log").open("ab", buffering=0) as errors:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", module, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env=for_child(),
            limit=2**20,
            **own_session(),
        )
    if process.stdin is not None:
        process.stdin.write(LENGTH.pack(len(contents)) + contents)
    return process


def _engine_arguments(opened: OpenSite) -> list[str]:
    options = opened.options
    flags = ["--config", str(opened.site.path)] if options.config else ["--site", opened.site.name]
    if options.read_only:
        flags.append("--read-only")
    return [*flags, "--language", opened.language]
