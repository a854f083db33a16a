"""What keys are called: the one table, wherever a key is shown. What is not in it is printed so on keyboards."""

from __future__ import annotations

DANISH = {"arrows": "piletaster", "Space": "Mellemrum"}


def called(keys: str, language: str) -> str:
    """Return one key or several as people who read this language call them."""
    for english, danish in DANISH.items() if language == "da" else ():
        keys = keys.replace(english, danish)
    return keys
