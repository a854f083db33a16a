"""The filter language of both surfaces, from its text to a tree.

Which of `$and:` and `$or:` binds closer is not documented, so both beside each other without parentheses are
refused here: a client that relies on either must not pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.demo.simulator.field import Operator

LIST_LIMIT = 200
DEPTH_LIMIT = 50
_COMPARISON = re.compile(r"([A-Za-z][\w.]*)\$(eq|ne|gte|gt|lte|lt|like|in|nin):")
_ESCAPABLE = "$()*,[]"


class FilterSyntax(ValueError):
    """The text is not a filter; the argument says where it stops being one."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value; `wild` are the places of stars that were not escaped.

    An escaped bracket parses and then matches nothing, as the live service was seen to do: `dead`.
    """

    text: str = ""
    wild: frozenset[int] = frozenset()
    null: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One property against one value, or against a list."""

    property: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Terms that must all hold."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Terms of which one must hold."""

    terms: tuple[Node, ...]


Node = Comparison | AllOf | AnyOf


def parse(text: str) -> Node:
    """Return the tree of a filter; FilterSyntax when it is none."""
    reader = _Reader(text)
    node = reader.alternatives(0)
    if reader.at != len(text):
        raise FilterSyntax(f"unexpected character at position {reader.at + 1}")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def alternatives(self, depth: int) -> Node:
        terms, joint = [self._term(depth)], ""
        while taken := next((word for word in ("$and:", "$or:") if self._take(word)), ""):
            if joint not in {"", taken}:
                raise FilterSyntax("$and: and $or: beside each other need parentheses")
            joint = taken
            terms.append(self._term(depth))
        if len(terms) == 1:
            return terms[0]
        return AllOf(tuple(terms)) if joint == "$and:" else AnyOf(tuple(terms))

    def _term(self, depth: int) -> Node:
        if not self._take("("):
            return self._comparison()
        if depth >= DEPTH_LIMIT:
            raise FilterSyntax("too many parentheses")
        node = self.alternatives(depth + 1)
        if not self._take(")"):
            raise FilterSyntax("a parenthesis is not closed")
        return node

    def _comparison(self) -> Comparison:
        match = _COMPARISON.match(self.text, self.at)
        if match is None:
            raise FilterSyntax(f"no property and operator at position {self.at + 1}")
        self.at = match.end()
        operator = Operator(match[2])
        listed = operator in {Operator.IN, Operator.NIN}
        return Comparison(match[1], operator, self._list() if listed else (self._value(""),))

    def _list(self) -> tuple[Value, ...]:
        if not self._take("["):
            raise FilterSyntax("a list needs brackets")
        values = [self._value(",]")]
        while self._take(","):
            values.append(self._value(",]"))
        if not self._take("]"):
            raise FilterSyntax("a list is not closed")
        if len(values) > LIST_LIMIT:
            raise FilterSyntax(f"a list holds at most {LIST_LIMIT} values")
        return tuple(values)

    def _value(self, stops: str) -> Value:
        if self._take("$null:"):
            return Value(null=True)
        letters: list[str] = []
        wild: set[int] = set()
        dead = False
        while self.at < len(self.text) and not self._ends(stops):
            letter = self.text[self.at]
            if letter == "$":
                self.at += 1
                letter = self.text[self.at : self.at + 1]
                if not letter or letter not in _ESCAPABLE:
                    raise FilterSyntax(f"a dollar sign at position {self.at} is not escaped")
                dead = dead or letter in "[]"
            elif letter == "*":
                wild.add(len(letters))
            letters.append(letter)
            self.at += 1
        if not letters:
            raise FilterSyntax(f"no value at position {self.at + 1}")
        return Value("".join(letters), frozenset(wild), dead=dead)

    def _ends(self, stops: str) -> bool:
        letter = self.text[self.at]
        joint = letter == "$" and self.text.startswith(("$and:", "$or:"), self.at)
        return letter in stops or (letter == ")" and not stops) or joint

    def _take(self, word: str) -> bool:
        if not self.text.startswith(word, self.at):
            return False
        self.at += len(word)
        return True
