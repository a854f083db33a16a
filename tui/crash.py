"""What a defect of ours leaves: its class and place and where the journal is. No values, no traceback."""

from __future__ import annotations

import traceback
from pathlib import Path


def page(defect: BaseException, journal: str = "") -> str:
    """Return the page; message texts are left out, since they can hold values of records."""
    place = _place(defect)
    lines = [
        "ctmon stopped because of a defect of its own. Nothing that was being looked at is lost.",
        f"  error    {type(defect).__name__}",
        f"  place    {place}",
    ]
    if journal:
        lines.append(f"  journal  {journal}")
    lines.append("A write in hand is recorded in the journal; the next start asks what became of it.")
    return "\n".join(lines)


def _place(defect: BaseException) -> str:
    frames = traceback.extract_tb(defect.__traceback__)
    ours = [frame for frame in frames if "/tui/" in frame.filename or "/checks/" in frame.filename] or frames
    if not ours:
        return "unknown"
    last = ours[-1]
    return f"{Path(last.filename).name}:{last.lineno} in {last.name}"
