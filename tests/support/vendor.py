"""The vendor's own schemas, for tests only: they lie beside the project and are never part of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft3Validator, Draft202012Validator, FormatChecker

from checks.demo.simulator.json_text import Json, as_list, as_object

FOLDER = Path(__file__).parents[3] / "shared" / "economic"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMATS = FormatChecker(formats=())
MOMENTS = {"lastUpdated": "declared as a date, and sent as a time to the second in UTC"}
"""Properties whose declared format is known to be wrong, with what is sent instead."""


@_FORMATS.checks("full-date")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or _DAY.fullmatch(value) is not None


@_FORMATS.checks("uri")
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or value.startswith(("http://", "https://"))


def read(name: str) -> Json:
    """Return one of the vendor's documents; the test is skipped where they are not."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the vendor's {path.name} is not here")
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def classic(name: str, verb: str = "get") -> Json:
    """Return the schema of a classic resource."""
    return read(f"schemas/{name}.{verb}.schema.json")


def openapi(service: str, name: str) -> Json:
    """Return a schema of an OpenAPI document, with what it refers to."""
    document = read(f"openapi/openapi-{service}.json")
    schema: Json = document["components"]["schemas"][name] | {"components": document["components"]}
    return schema


def wrong_classic(schema: Json, document: object) -> list[str]:
    """Return what a classic document says against its schema."""
    return _told(Draft3Validator(schema, format_checker=_FORMATS), document)


def wrong_openapi(schema: Json, document: object) -> list[str]:
    """Return what an OpenAPI document says against its schema."""
    return _told(Draft202012Validator(schema), document)


def strange(schema: Json, value: object, prefix: str = "") -> Iterator[str]:
    """Yield the properties, by dotted name, that the schema does not know: classic ones forbid none by themselves."""
    known = schema.get("properties")
    if (items := as_list(value)) is not None:
        for item in items:
            yield from strange(schema.get("items", {}), item, prefix)
    elif known and (members := as_object(value)) is not None:
        for name, member in members.items():
            if name not in known:
                yield prefix + name
            else:
                yield from strange(known[name], member, f"{prefix}{name}.")


def _told(validator: Any, document: object) -> list[str]:
    found = (
        e for e in validator.iter_errors(document) if not (e.path and e.validator == "format" and e.path[-1] in MOMENTS)
    )
    return [f"{'/'.join(map(str, error.path))}: {error.message}"[:200] for error in found]
