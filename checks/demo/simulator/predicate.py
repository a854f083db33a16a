"""A filter's tree against an allow list: what may be asked, and the test of one document."""

from __future__ import annotations

import operator as op
import re
from collections.abc import Callable, Mapping
from typing import Any

from checks.demo.simulator.field import Comparable, Field, Kind, Operator
from checks.demo.simulator.filter import AllOf, AnyOf, Comparison, Node, Value
from checks.demo.simulator.json_text import Json, as_object

Predicate = Callable[[Json], bool]
_NOTHING = re.compile(r"(?!)")
_ORDERED: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.LT: op.lt,
    Operator.LTE: op.le,
    Operator.GT: op.gt,
    Operator.GTE: op.ge,
}


class NotFilterable(ValueError):
    """The property is not in the allow list."""


class OperatorNotAllowed(ValueError):
    """The property is, but not with this operator."""


class BadValue(ValueError):
    """The value is not of the property's kind."""


def predicate(node: Node, fields: Mapping[str, Field]) -> Predicate:
    """Return the test that a document must pass; everything forbidden is raised before a row is read."""
    if isinstance(node, Comparison):
        return _comparison(node, fields)
    tests = [predicate(term, fields) for term in node.terms]
    if isinstance(node, AllOf):
        return lambda document: all(test(document) for test in tests)
    return lambda document: any(test(document) for test in tests)


def narrowing(node: Node, fields: Mapping[str, Field]) -> tuple[str, tuple[Comparable, ...]] | None:
    """Return a property and the values it must have, when the filter pins one: an index answers that."""
    if isinstance(node, AllOf):
        found = (narrowing(term, fields) for term in node.terms)
        return next((pin for pin in found if pin), None)
    if isinstance(node, AnyOf) or node.operator not in {Operator.EQ, Operator.IN}:
        return None
    if any(value.null or value.dead for value in node.values):
        return None
    field = fields[node.property]
    dead_list = node.operator is Operator.IN and field.kind is Kind.TEXT and not field.text_lists
    if field.kind is Kind.BOOLEAN or dead_list:
        return None
    return node.property, tuple(_parsed(value, field) for value in node.values)


def at(path: str) -> Callable[[Json], Any]:
    """Return the reader of one dotted property; what is absent on the way is None."""
    names = path.split(".")
    if len(names) == 1:
        return lambda document: document.get(path)

    def read(document: Json) -> Any:
        inner: Json | None = document
        for name in names[:-1]:
            inner = as_object(inner.get(name)) if inner is not None else None
        return None if inner is None else inner.get(names[-1])

    return read


def _comparison(node: Comparison, fields: Mapping[str, Field]) -> Predicate:
    field = fields.get(node.property)
    if field is None:
        raise NotFilterable(node.property)
    if node.operator not in field.operators or not _fits(node.operator, field.kind):
        raise OperatorNotAllowed(node.property, node.operator)
    read, normal = at(node.property), field.normal
    match node.operator:
        case Operator.IN | Operator.NIN:
            return _listed(node, field, read)
        case Operator.LIKE:
            pattern = _pattern(node.values[0])
            return lambda document: bool(pattern.fullmatch(normal(read(document)) or ""))
        case _:
            pass
    value = node.values[0]
    if value.dead:
        return lambda _document: False
    if value.null and node.operator in _ORDERED:
        raise OperatorNotAllowed(node.property, node.operator)
    wanted = None if value.null else _parsed(value, field)
    if node.operator is Operator.EQ:
        return lambda document: bool(normal(read(document)) == wanted)
    if node.operator is Operator.NE:
        return lambda document: bool(normal(read(document)) != wanted)
    ordered = _ORDERED[node.operator]
    return lambda document: (seen := normal(read(document))) is not None and ordered(seen, wanted)


def _listed(node: Comparison, field: Field, read: Callable[[Json], Any]) -> Predicate:
    if field.kind is Kind.TEXT and not field.text_lists:
        return lambda _document: False
    wanted = {None if value.null else _parsed(value, field) for value in node.values if not value.dead}
    inside = node.operator is Operator.IN
    return lambda document: (field.normal(read(document)) in wanted) is inside


def _fits(operator: Operator, kind: Kind) -> bool:
    return operator is not Operator.LIKE or kind is Kind.TEXT


def _parsed(value: Value, field: Field) -> Comparable:
    try:
        return field.parse(value.text)
    except ValueError as error:
        raise BadValue(value.text) from error


def _pattern(value: Value) -> re.Pattern[str]:
    """Return the pattern of a like: stars are wild, none means contains, a bracket opens a class."""
    if value.null:
        raise BadValue("$null:")
    if value.dead:
        return _NOTHING
    text = "" if value.wild else ".*"
    place = 0
    while place < len(value.text):
        end = value.text.find("]", place + 2) if value.text[place] == "[" else -1
        if end > 0:
            text += _class(value.text[place + 1 : end])
            place = end + 1
            continue
        text += ".*" if place in value.wild else re.escape(value.text[place].casefold())
        place += 1
    try:
        return re.compile(text + ("" if value.wild else ".*"), re.DOTALL)
    except re.error:  # a class that runs backwards matches nothing, as in SQL
        return _NOTHING


def _class(inner: str) -> str:
    negated = inner.startswith("^") and len(inner) > 1
    letters = (inner[1:] if negated else inner).casefold()
    escaped = re.sub(r"([\\\]\[^&~|])", r"\\\1", letters)
    return f"[{'^' if negated else ''}{escaped}]"
