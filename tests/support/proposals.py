"""What a proposal would write into a site file."""

from __future__ import annotations

import tomllib

from tui.mapped import Ground, Mapped


def value(mapped: Mapped, key: str) -> object:
    """Return what would be mapped, None where the key is commented out."""
    entry = mapped.entries[key]
    return None if entry.ground is Ground.ABSENT else tomllib.loads(f"value = {entry.value}")["value"]
