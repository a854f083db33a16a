"""What leaves the screen as text: one row for the clipboard, the list as CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from checks.engine.model import Finding
from checks.engine.phrase import masked
from tui.desk import Desk
from tui.widgets.cell import visible

HEADS = (
    "key", "check", "severity", "cause", "parent", "customer_code", "customer_number", "invoice_number",
    "subject", "amounts", "since", "summary", "suggestion", "confidence", "safe",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r")


def row_text(finding: Finding, desk: Desk) -> str:
    """Return one finding as a few plain lines."""
    subject = masked(finding.subject) if desk.mask else finding.subject
    parts = (finding.key, subject, _amounts(finding), desk.say(finding.summary))
    return "\n".join(visible(part) for part in parts if part)


def csv_text(findings: Sequence[Finding], desk: Desk) -> str:
    """Return the list with every value quoted and none that a spreadsheet would calculate."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for finding in findings:
        writer.writerow([harmless(value) for value in _values(finding, desk)])
    return out.getvalue()


def write_csv(folder: Path, name: str, findings: Sequence[Finding], desk: Desk) -> Path:
    """Write the list to a new file that only this user may read, and return where."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{''.join(c for c in name if c.isalnum() or c == '-')}-{desk.now():%Y%m%d-%H%M%S}"
    path = folder / f"{stem}.csv"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_text(findings, desk))
    return path


def harmless(value: object) -> str:
    """Return a value as text that starts no formula."""
    text = visible(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _values(finding: Finding, desk: Desk) -> tuple[object, ...]:
    best = finding.suggestions[0] if finding.suggestions else None
    return (
        finding.key,
        finding.check,
        finding.severity,
        finding.cause,
        finding.parent,
        finding.customer_code,
        finding.customer_number,
        finding.invoice_number,
        masked(finding.subject) if desk.mask else finding.subject,
        _amounts(finding),
        finding.since,
        desk.say(finding.summary),
        (best.customer_number if finding.customer_code else best.customer_code) if best else None,
        best.confidence if best else None,
        best.safe if best else None,
    )


def _amounts(finding: Finding) -> str:
    return " ".join(f"{amount:.2f} {currency}" for currency, amount in finding.money)
