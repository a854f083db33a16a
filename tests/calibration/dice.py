"""Chance that repeats: the same words give the same numbers on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")
S = TypeVar("S", covariant=True)


class Choices(Protocol[S]):
    """What can be chosen from."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> S: ...


class Dice(Random):
    """A random source named by what it is for, so that more of one thing never shifts another."""

    def hit(self, chance: float) -> bool:
        """Tell whether something of this chance happens."""
        return self.random() < chance

    def choice(self, seq: Choices[T]) -> T:
        """Return one of the values; half the price of the library's, whose last bit of evenness nobody needs here."""
        return seq[int(self.random() * len(seq))]

    def maybe(self, chance: float, value: str, other: str = "") -> str:
        """Return the value with this chance, else the other."""
        return value if self.random() < chance else other

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """Return one of the values by its weight."""
        return self.choices([value for value, _ in choices], [weight for _, weight in choices])[0]

    def front(self, choices: Sequence[T]) -> T:
        """Return one of the values, the first ones far more often: names are common or rare like this."""
        return choices[int(len(choices) * self.random() ** 2)]


def dice(*what: object) -> Dice:
    """Return the random source of that name; text is hashed by Random itself, not by this process's salt."""
    return Dice("/".join(map(str, what)))
