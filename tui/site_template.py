"""The text of a new site file: every key of the contract with a one-line comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.adapters.mapping import CREDIT_VALUES
from checks.engine.phrase import Phrase
from tui.proposal import Entry, Ground, Mapped, Proposal, toml, toml_list
from tui.texts import site_template as texts

WIDTH = 58
"""The column at which comments begin, where the line before leaves room."""
REQUIRED = frozenset({"clienttime.customer.table", "clienttime.customer.code", "clienttime.customer.foreign_id"})
MARKS: Mapping[Ground, Phrase] = {
    Ground.GUESSED: texts.GUESSED,
    Ground.PROPOSED: texts.PROPOSED,
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
class Answers:
    """What the operator said; either `sqlite`, or `server` and `database`."""

    name: str
    title: str
    app_secret: Place
    agreement_grant: Place
    sqlite: Path | None = None
    server: str | None = None
    database: str | None = None
    agreement_number: int | None = None


def site_text(answers: Answers, proposal: Proposal, language: str) -> str:
    """Return the whole file; it can be read as it is."""
    page = _Page(language)
    lines = [f"# {line}" for line in texts.HEAD.text(language).splitlines()]
    lines += ["", *page.keys("", {"title": _set(answers.title), "language": _set(language)})]
    lines += page.section("clienttime", _database(answers))
    lines += page.section("clienttime.customer", proposal.customer.entries)
    lines += page.invoices(proposal.invoice)
    lines += page.section("economic", _economic(answers))
    lines += page.section("monitor", MONITOR)
    lines += page.section("fixes", FIXES)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    language: str

    def section(self, name: str, entries: Mapping[str, Entry]) -> list[str]:
        """Return a table with its heading."""
        said = texts.SECTIONS.get(name)
        heading = f"[{name}]" + (f"  # {said.text(self.language)}" if said else "")
        return ["", heading, *self.keys(name, entries)]

    def invoices(self, mapped: Mapped) -> list[str]:
        """Return the invoice table, all of it commented out where there is none."""
        kinds = Entry(toml_list(CREDIT_VALUES), _OFF if "kind" in mapped.of(_OFF) else Ground.CERTAIN)
        lines = self.section("clienttime.invoice", {**mapped.entries, "credit_values": kinds})
        return lines if mapped.found else [line if line.startswith("#") or not line else f"# {line}" for line in lines]

    def keys(self, section: str, entries: Mapping[str, Entry]) -> Iterable[str]:
        """Return one line for each key."""
        for key, entry in entries.items():
            path = f"{section}.{key}" if section else key
            off = entry.ground is Ground.ABSENT and path not in REQUIRED
            mark = texts.WANTED if path in REQUIRED and entry.ground is Ground.ABSENT else MARKS.get(entry.ground)
            said = mark.text(self.language) if mark and path.startswith(LOOKED_FOR) else ""
            line = f"{'# ' if off else ''}{key} = {entry.value}"
            yield f"{line:<{WIDTH}}  # {said}{texts.COMMENTS[path].text(self.language)}"


def _set(value: str) -> Entry:
    return Entry(toml(value), Ground.CERTAIN)


def _either(value: str | None, example: str) -> Entry:
    return _set(value) if value is not None else Entry(toml(example), _OFF)


def _database(answers: Answers) -> Mapping[str, Entry]:
    ground = Ground.CERTAIN if answers.server else _OFF
    file = str(answers.sqlite) if answers.sqlite else None
    return {
        "sqlite": _either(file, "clienttime.db"),
        "server": _either(answers.server, "tcp:sql01,1433"),
        "database": _either(answers.database, "ClientTime"),
        "driver": Entry('"auto"', ground),
        "authentication": Entry('"integrated"', ground),
        "user": Entry('"ctmon"', _OFF),
        "password_env": Entry('"CTMON_SQL_PASSWORD"', _OFF),
        "password_file": Entry('"sql-password"', _OFF),
        "encrypt": Entry('"yes"', ground),
        "trust_server_certificate": Entry("false", ground),
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
}
FIXES: Mapping[str, Entry] = {
    "enabled": Entry("false", Ground.CERTAIN),
    "allow_booking": Entry("false", Ground.CERTAIN),
    "max_bulk": Entry("25", Ground.CERTAIN),
    "operator": Entry('""', Ground.CERTAIN),
}
