"""How a count is written: with its thousands apart, as the operator's language does it."""

from __future__ import annotations


def grouped(count: int, language: str) -> str:
    """Return 1,234, in Danish 1.234."""
    return f"{count:,}".replace(",", "." if language == "da" else ",")
