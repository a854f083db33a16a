"""Documents in the order of their key, with the indexes that filters ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member

from checks.demo.simulator.field import Comparable, Field
from checks.demo.simulator.filter import parse
from checks.demo.simulator.json_text import Json
from checks.demo.simulator.predicate import at, narrowing, predicate

Index = Mapping[Comparable, list[Json]]


@dataclass(slots=True)
class Rows:
    """What one collection holds at one moment; indexes are made when first asked for and then kept."""

    documents: Sequence[Json]
    _indexes: dict[str, Index] = member(default_factory=dict[str, Index])

    def where(self, text: str, fields: Mapping[str, Field]) -> Sequence[Json]:
        """Return the documents that a filter lets through, in their order."""
        node = parse(text)
        test = predicate(node, fields)
        pin = narrowing(node, fields)
        if pin is None:
            return [document for document in self.documents if test(document)]
        name, values = pin
        index = self._index(name, fields[name])
        if len(values) == 1:
            return [document for document in index.get(values[0], ()) if test(document)]
        places = {id(d) for value in set(values) for d in index.get(value, ()) if test(d)}
        return [document for document in self.documents if id(document) in places] if places else []

    def _index(self, name: str, field: Field) -> Index:
        if name not in self._indexes:
            index: dict[Comparable, list[Json]] = defaultdict(list)
            read = at(name)
            for document in self.documents:
                index[field.normal(read(document))].append(document)
            self._indexes[name] = dict(index)
        return self._indexes[name]


class NotSortable(ValueError):
    """The property does not sort, or the parameter cannot be read."""


def in_order(documents: Sequence[Json], text: str, fields: Mapping[str, Field]) -> Sequence[Json]:
    """Return the documents sorted as a `sort` parameter says; what is absent comes first."""
    result = list(documents)
    for part in reversed(text.split(",")):
        name = part.strip().lstrip("-~")
        marks = part.strip()[: len(part.strip()) - len(name)]
        field = fields.get(name)
        if field is None or not field.sortable or len(marks) > len(set(marks)):
            raise NotSortable(part)
        read = at(name)
        as_text = "~" in marks

        def rank(document: Json, field: Field = field, as_text: bool = as_text) -> tuple[bool, Comparable]:
            value = field.normal(read(document))  # noqa: B023 - used at once, before the loop goes on
            return value is not None, str(value) if as_text else (0 if value is None else value)

        result.sort(key=rank, reverse="-" in marks)
    return result
