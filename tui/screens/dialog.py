"""A box in the middle of the screen with a field or two: how it looks, whatever it asks."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """Stands over the screen that asked, and is dismissed with the answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog #box {
        width: 72; max-width: 96%; height: auto; max-height: 100%; padding: 1 2;
        background: $panel; border: round $border;
    }
    Dialog Input { height: 1; border: none; padding: 0 1; background: $background; margin: 0 0 1 0; }
    Dialog Input:focus { border: none; }
    """
    AUTO_FOCUS = "Input"
