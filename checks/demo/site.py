"""The demo's own files: what its e-conomic starts from, its tokens, and the site file that leads to both systems."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from pathlib import Path

from checks.adapters.whole_file import replace_file
from checks.demo.database import DEFAULT_NAMES, mapping_toml
from checks.demo.scenario import AGREEMENT, Scenario

SECRET, GRANT, BOOKS, DATABASE = "app-secret", "grant", "economic.json", "clienttime.db"

TEMPLATE = """# Written by `ctmon demo`: a site file like any other, of two systems that live on this machine only.
title = "Birk & Lund Revision (demo)"

[clienttime]
sqlite = "{database}"

{mapping}
[economic]
rest_url = "http://127.0.0.1:{port}"
openapi_url = "http://127.0.0.1:{port}"
app_secret_token_file = "{secret}"
agreement_grant_token_file = "{grant}"
agreement_number = {agreement}
invoice_reference = "references.other"

[monitor]
interval = "10s"
sync_interval = "5m"
grace = 3
go_live = {go_live}

[fixes]
enabled = true
"""


def seed(folder: Path, scenario: Scenario, agreement_number: int = AGREEMENT) -> None:
    """Write what the stand-in starts from: its books and two fresh tokens."""
    books = {**scenario.economic, "self": {**scenario.economic["self"], "agreementNumber": agreement_number}}
    replace_file(folder / BOOKS, json.dumps(books, ensure_ascii=False))
    for name in (SECRET, GRANT):
        replace_file(folder / name, secrets.token_urlsafe(32))
    (folder / "go-live").write_text(scenario.go_live.isoformat(), encoding="utf-8")


def write(folder: Path, port: int) -> Path:
    """Write the site file for a stand-in that listens on this port, and return its path."""
    books = json.loads((folder / BOOKS).read_text(encoding="utf-8"))
    go_live = (folder / "go-live").read_text(encoding="utf-8")
    text = TEMPLATE.format(
        database=DATABASE,
        mapping=mapping_toml(DEFAULT_NAMES),
        port=port,
        secret=SECRET,
        grant=GRANT,
        agreement=agreement(books),
        go_live=go_live,
    )
    replace_file(path(folder), text)
    return path(folder)


def path(folder: Path) -> Path:
    """Return where the site file is: the site is called as the folder is, demo or demo-2."""
    return folder / f"{folder.name}.toml"


def agreement(books: dict[str, dict[str, int]]) -> int:
    """Return the agreement number of these books."""
    return books["self"]["agreementNumber"]


def stamp() -> datetime:
    """Return the time of day, aware."""
    return datetime.now(UTC)
