"""The seed: everything an agreement holds, frozen, as one JSON document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

from checks.demo.simulator.json_text import Json, as_list, as_object, from_text, to_text, without_nulls

_NAMES = {
    "myself": "self",
    "customer_groups": "customerGroups",
    "payment_terms": "paymentTerms",
    "vat_zones": "vatZones",
    "draft_entries": "draftEntries",
    "booked_entries": "bookedEntries",
    "accounting_years": "accountingYears",
}


@dataclass(frozen=True, slots=True)
class World:
    """Documents without links; the simulator copies them before it changes anything."""

    myself: Json
    customer_groups: tuple[Json, ...] = ()
    payment_terms: tuple[Json, ...] = ()
    vat_zones: tuple[Json, ...] = ()
    customers: tuple[Json, ...] = ()
    drafts: tuple[Json, ...] = ()
    booked: tuple[Json, ...] = ()
    journals: tuple[Json, ...] = ()
    draft_entries: tuple[Json, ...] = ()
    booked_entries: tuple[Json, ...] = ()
    accounting_years: tuple[Json, ...] = ()
    currencies: tuple[Json, ...] = (
        {"code": "DKK", "name": "Danske kroner", "isoNumber": "208"},
        {"code": "EUR", "name": "Euro", "isoNumber": "978"},
        {"code": "USD", "name": "US Dollar", "isoNumber": "840"},
    )

    @classmethod
    def load(cls, source: Path | str | Mapping[str, Any]) -> Self:
        """Read a world from a file or a document; a member that is not known is refused by name."""
        members = source if isinstance(source, Mapping) else _read(Path(source))
        known = {_NAMES.get(field.name, field.name): field.name for field in fields(cls)}
        if unknown := sorted(set(members) - set(known)):
            raise ValueError(f"a world has no member {', '.join(unknown)}")
        if not as_object(members.get("self")):
            raise ValueError("a world needs the member self")
        return cls(**{known[name]: _frozen(value) for name, value in members.items()})

    def document(self) -> Json:
        """Return the world in the shape that `load` reads."""
        return {_NAMES.get(field.name, field.name): _thawed(getattr(self, field.name)) for field in fields(self)}

    def save(self, path: Path) -> None:
        """Write the world beside its place and move it there, so that no reader sees half of it."""
        beside = path.with_name(path.name + ".new")
        beside.write_text(to_text(self.document()), encoding="utf-8")
        beside.replace(path)


def _read(path: Path) -> Json:
    document = as_object(from_text(path.read_bytes()))
    if document is None:
        raise ValueError(f"{path.name} is not one JSON object")
    return document


def _frozen(value: Any) -> Any:
    clean = without_nulls(value)
    items = as_list(clean)
    return clean if items is None else tuple(items)


def _thawed(value: Json | tuple[Json, ...]) -> Json | list[Json]:
    return list(value) if isinstance(value, tuple) else value
