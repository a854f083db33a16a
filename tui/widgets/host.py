"""The app that a screen is shown by, typed."""

from __future__ import annotations

from textual.app import App
from textual.dom import DOMNode


def host(node: DOMNode) -> App[object]:
    """Return the app of a screen or widget."""
    return node.app  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # Textual leaves it open
