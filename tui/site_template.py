"""The text of a new site file: every key of the contract with a one-line comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.adapters.mapping import CREDIT_VALUES
from checks.engine.phrase import Phrase
from tui.config import PASSWORD
from tui.mapped import Entry, Ground, Mapped, Proposal, toml, toml_list
from tui.texts import site_template as texts

WIDTH = 58
"""The column at which comments begin, where the line before leaves room."""
REQUIRED = frozenset({"clienttime.customer.table", "clienttime.customer.code", "clienttime.customer.foreign_id"})
MARKS: Mapping[Ground, Phrase] = {
    Ground.CONFIRMED: texts.CONFIRMED,
    Ground.FOUND: texts.NOT_CONFIRMED,
    Ground.PROPOSED: texts.NOT_CONFIRMED,
    Ground.GUESSED: texts.GUESSED,
    Ground.ABSENT: texts.ABSENT,
}

LOOKED_FOR = ("clienttime.customer.", "clienttime.invoice.")
"""Sections whose keys were looked for in the database; what is off elsewhere is only not set."""
_OFF = Ground.ABSENT


@dataclass(frozen=True, slots=True)
class Place:
    """Where a token is: in a variable or in a file."""

    variable: str | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A SQL Server, as the operator named it; without a user it is his own logon that asks."""

    address: str
    database: str | None = None
    user: str | None = None
    password: Place | None = None
    driver: str = "auto"
    encrypt: str = "yes"
    trust: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What the operator said; either `sqlite` or `server`."""

    name: str
    title: str
    app_secret: Place
    agreement_grant: Place
    sqlite: Path | None = None
    server: Server | None = None
    agreement_number: int | None = None


def site_text(answers: Answers, proposal: Proposal, language: str) -> str:
    """Return the whole file; it can be read as it is."""
    page = _Page(language)
    lines = [f"# {line}" for line in texts.HEAD.text(language).splitlines()]
    lines += ["", *page.keys("", {"title": _set(answers.title), "language": _set(language)})]
    lines += page.section("clienttime", _database(answers))
    lines += page.section("clienttime.customer", proposal.customer.entries)
    lines += page.invoices(proposal.invoice, proposal.checked)
    lines += page.section("economic", _economic(answers))
    lines += page.section("monitor", MONITOR)
    lines += page.section("fixes", FIXES)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    language: str

    def section(self, name: str, entries: Mapping[str, Entry], *notes: Phrase) -> list[str]:
        """Return a table with its heading."""
        said = texts.SECTIONS.get(name)
        heading = f"[{name}]" + (f"  # {said.text(self.language)}" if said else "")
        below = [f"# {note.text(self.language)}" for note in notes]
        return ["", heading, *below, *self.keys(name, entries)]

    def invoices(self, mapped: Mapped, checked: str | None) -> list[str]:
        """Return the invoice table, all of it commented out where there is none."""
        kinds = Entry(toml_list(CREDIT_VALUES), _OFF if "kind" in mapped.of(_OFF) else Ground.CERTAIN)
        note = texts.CHECKED.with_(number=checked) if checked else texts.NOT_CHECKED
        lines = self.section("clienttime.invoice", {**mapped.entries, "credit_values": kinds}, note)
        return lines if mapped.found else [line if line.startswith("#") or not line else f"# {line}" for line in lines]

    def keys(self, section: str, entries: Mapping[str, Entry]) -> Iterable[str]:
        """Return one line for each key."""
        for key, entry in entries.items():
            path = f"{section}.{key}" if section else key
            off = entry.ground is Ground.ABSENT and path not in REQUIRED
            said = self.mark(path, entry) if path.startswith(LOOKED_FOR) else ""
            line = f"{'# ' if off else ''}{key} = {entry.value}"
            yield f"{line:<{WIDTH}}  # {said}{texts.COMMENTS[path].text(self.language)}"

    def mark(self, path: str, entry: Entry) -> str:
        """Return how sure a line is, and why it stands there."""
        wanted = path in REQUIRED and entry.ground is Ground.ABSENT
        mark = texts.WANTED if wanted else MARKS.get(entry.ground)
        if mark is None:
            return ""
        told = entry.reason if entry.ground is not Ground.CONFIRMED else None
        why = f" ({told.text(self.language)})" if told else ""
        return f"{mark.text(self.language)}{''.join(c if c.isprintable() else '?' for c in why)}: "


def _set(value: str) -> Entry:
    return Entry(toml(value), Ground.CERTAIN)


def _either(value: str | None, example: str) -> Entry:
    return _set(value) if value is not None else Entry(toml(example), _OFF)


def _database(answers: Answers) -> Mapping[str, Entry]:
    server = answers.server or Server("tcp:sql01,1433", "ClientTime")
    ground = Ground.CERTAIN if answers.server else _OFF
    file = str(answers.sqlite) if answers.sqlite else None
    password = server.password or Place()
    return {
        "sqlite": _either(file, "clienttime.db"),
        "server": Entry(toml(server.address), ground),
        "database": Entry(toml(server.database or ""), ground),
        "driver": Entry(toml(server.driver), ground),
        "authentication": Entry('"sql"' if server.user else '"integrated"', ground),
        "user": _either(server.user, "ctmon"),
        "password_env": _either(password.variable, PASSWORD),
        "password_file": _either(str(password.file) if password.file else None, "sql-password"),
        "encrypt": Entry(toml(server.encrypt), ground),
        "trust_server_certificate": Entry("true" if server.trust else "false", ground),
        "login_timeout": Entry("10", ground),
        "query_timeout": Entry("30", Ground.CERTAIN),
        "timezone": Entry('"Europe/Copenhagen"', _OFF),
    }


def _economic(answers: Answers) -> Mapping[str, Entry]:
    number = answers.agreement_number
    return {
        "rest_url": _set("https://restapi.e-conomic.com"),
        "openapi_url": _set("https://apis.e-conomic.com"),
        **_place("app_secret_token", answers.app_secret, "CTMON_APP_SECRET"),
        **_place("agreement_grant_token", answers.agreement_grant, "CTMON_GRANT"),
        "agreement_number": Entry(str(number or 123456), Ground.CERTAIN if number else _OFF),
        "invoice_reference": _set("references.other"),
    }


def _place(key: str, place: Place, example: str) -> Mapping[str, Entry]:
    file = str(place.file) if place.file else None
    return {f"{key}_env": _either(place.variable, example), f"{key}_file": _either(file, key.replace("_", "-"))}


MONITOR: Mapping[str, Entry] = {
    "interval": Entry('"60s"', Ground.CERTAIN),
    "sync_interval": Entry('"5m"', Ground.CERTAIN),
    "grace": Entry("3", Ground.CERTAIN),
    "deadline": Entry('"40s"', Ground.CERTAIN),
    "go_live": Entry("2024-01-01", _OFF),
    "disabled": Entry("[]", Ground.CERTAIN),
    "severity": Entry('{ "number-gap" = "warning" }', _OFF),
}
FIXES: Mapping[str, Entry] = {
    "enabled": Entry("false", Ground.CERTAIN),
    "allow_booking": Entry("false", Ground.CERTAIN),
    "max_bulk": Entry("25", Ground.CERTAIN),
    "operator": Entry('""', Ground.CERTAIN),
}
