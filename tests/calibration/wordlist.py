"""Lists of words as prose: one a line would be a thousand lines."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """Return what stands between bars and line ends."""
    return tuple(entry for line in text.strip().splitlines() for entry in line.strip().split("|") if entry)


def worded(text: str) -> tuple[str, ...]:
    """Return what stands between blanks."""
    return tuple(text.split())
