"""The answer to "is it there?": found, absent, or could not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from checks.engine.phrase import Phrase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """It is there, and this is it."""

    value: T


@dataclass(frozen=True, slots=True)
class Absent:
    """It was asked for, the answer was complete, and it is not there."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It could not be asked, or the answer was not complete. Blocks every write."""

    reason: Phrase


Lookup = Found[T] | Absent | Unknown
