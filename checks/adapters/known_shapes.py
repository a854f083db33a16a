"""The record of how ClientTime's tables are declared, in the site's state folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypedDict, TypeGuard, cast

from checks.adapters.whole_file import replace_file
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from checks.engine.shape import CUSTOMER, INVOICE, Shapes, TableShape


class Kept(TypedDict):
    """A table as the file has it."""

    name: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileShapes:
    """Fulfils `KnownShapes`. What cannot be read is not taken for nothing: it may say that writes must stop."""

    folder: Path

    @property
    def path(self) -> Path:
        """Return where it is."""
        return self.folder / "tables.json"

    def known(self) -> Shapes:
        """Return what is on record, () where nothing is yet; raises Fault."""
        try:
            found: object = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, RecursionError):
            found = None
        if not _is_record(found):
            raise Fault(NOT_TOLD.with_(path=str(self.path)))
        tables = cast("dict[str, dict[str, Kept]]", found)["tables"]
        return tuple(TableShape(role, kept["name"], kept["columns"]) for role, kept in tables.items())

    def keep(self, shapes: Shapes, operator: str, at: datetime) -> None:
        """Put these on record instead; raises Fault."""
        tables = {shape.role: {"name": shape.name, "columns": dict(shape.columns)} for shape in shapes if shape.there}
        record = {"at": at.isoformat(), "operator": operator, "tables": tables}
        try:
            replace_file(self.path, json.dumps(record, ensure_ascii=False, indent=1))
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise Fault(NOT_KEPT.with_(path=str(self.path), why=why)) from None


def _is_record(found: object) -> TypeGuard[dict[str, object]]:
    return isinstance(found, dict) and _are_tables(cast("dict[str, object]", found).get("tables"))


def _are_tables(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    tables = cast("dict[str, object]", found)
    return set(tables) <= {CUSTOMER, INVOICE} and all(map(_is_table, tables.values()))


def _is_table(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    kept = cast("dict[str, object]", found)
    columns = kept.get("columns")
    if not isinstance(kept.get("name"), str) or not isinstance(columns, dict) or not columns:
        return False
    return all(isinstance(kind, str) for kind in cast("dict[str, object]", columns).values())


NOT_TOLD = Phrase(
    "{path} cannot be read, so it is not known whether ClientTime's tables are as they were, and nothing is written. "
    "Mend its rights, or put the present tables on record with `ctmon init --confirm`.",
    "{path} kan ikke læses, så det vides ikke, om ClientTimes tabeller er, som de var, og der skrives intet. "
    "Ret dens rettigheder, eller notér de nuværende tabeller med `ctmon init --confirm`.",
)
NOT_KEPT = Phrase(
    "{path} cannot be written ({why}), so ClientTime's tables are not on record, and nothing is written to them. "
    "Check the rights of the state folder.",
    "{path} kan ikke skrives ({why}), så ClientTimes tabeller er ikke noteret, og der skrives intet i dem. "
    "Se efter tilstandsmappens rettigheder.",
)
