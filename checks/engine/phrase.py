"""A sentence for the operator, in every language the screen speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from checks.engine.cpr import mask_cpr


@dataclass(frozen=True, slots=True)
class Personal:
    """A text that names a person or company: shown as it is, or masked when the operator asks for it."""

    text: str

    def shown(self, mask: bool) -> str:
        """Return the text, or with `mask` the first letter and dots."""
        return masked(self.text) if mask else self.text


Value = str | int | Decimal | date | Personal


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in English and Danish with named places, filled when it is shown.

    Values stay apart from the sentence until then, so that amounts and dates follow the language and
    personal ones can still be masked.
    """

    en: str
    da: str
    values: tuple[tuple[str, Value], ...] = ()

    def with_(self, **values: Value) -> Phrase:
        """Return the same sentence with these places filled."""
        return replace(self, values=(*self.values, *values.items()))

    def worded(self, **words: Phrase) -> Phrase:
        """Return the same sentence with words put in that are others in each language."""
        en, da, values = self.en, self.da, self.values
        for name, word in words.items():
            en, da = en.replace(f"{{{name}}}", word.en), da.replace(f"{{{name}}}", word.da)
            values += word.values
        return Phrase(en, da, values)

    def text(self, language: str = "en", mask: bool = False) -> str:
        """Return the sentence in `language` ("en" or "da")."""
        template = self.da if language == "da" else self.en
        # Records come masked; what an operator or another program said in between is masked here.
        return mask_cpr(template.format_map({name: shown(value, language, mask) for name, value in self.values}))


def plain(text: str) -> Phrase:
    """Return a phrase that reads the same in every language (a number, a name of a system)."""
    return Phrase(escaped(text), escaped(text))


def escaped(text: str) -> str:
    """Return a text that a phrase leaves as it is, whatever is in it."""
    return text.replace("{", "{{").replace("}", "}}")


def shown(value: Value, language: str, mask: bool) -> str:
    """Return one value as the language writes it."""
    match value:
        case Personal():
            return value.shown(mask)
        case Decimal():
            return money(value, language)
        case datetime() | date():
            return day(value, language)
        case _:
            return str(value)


def money(amount: Decimal, language: str) -> str:
    """Return an amount with two decimals and grouped thousands: 84,375.00 or 84.375,00."""
    english = f"{amount:,.2f}"
    return english.translate(_DANISH_NUMBER) if language == "da" else english


_DANISH_NUMBER = str.maketrans(",.", ".,")


def day(value: date, language: str) -> str:
    """Return a date as 2026-11-24, in Danish as 24-11-2026."""
    return f"{value:%d-%m-%Y}" if language == "da" else f"{value:%Y-%m-%d}"


def masked(text: str) -> str:
    """Return the first letter and dots; keys and numbers beside it still tell rows apart."""
    return f"{text.strip()[:1]}..." if text.strip() else ""
