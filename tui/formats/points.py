"""Points of evidence as people read them: with a sign and one decimal, the start as the crowd that it stands for."""

from __future__ import annotations

from checks.engine.phrase import Phrase

AMONG = Phrase("one of about {many}", "én af ca. {many}")
SUM = Phrase("sum", "i alt")


def signed(points: float, language: str = "en") -> str:
    """Return points as +13.0, in Danish as +13,0."""
    text = f"{points:+.1f}".replace("-", "–")
    return text.replace(".", ",") if language == "da" else text


def among(start: float) -> Phrase:
    """Return how many could be meant before anything is known, rounded to two digits."""
    many = round(2**-start)
    return AMONG.with_(many=round(many, 2 - len(str(many))))
