"""The journal as JSON: an array of its entries, openings among them, and one entry as an object."""

from __future__ import annotations

import json

from checks.engine.confirmation import Confirmation
from checks.engine.fields import PERSONAL
from checks.engine.history import Recorded
from checks.engine.opening import Opening
from checks.engine.phrase import masked
from checks.engine.plan import Change
from tui.formats.json_report import Member, moment


def rendered(value: Member) -> str:
    """Return the text, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def members(found: Recorded, mask: bool = False) -> dict[str, Member]:
    """Return one entry; `entry` is null where an opening has no number."""
    if isinstance(found, Confirmation):
        return {
            "entry": found.number,
            "kind": "confirmation",
            "at": moment(found.at),
            "operator": found.operator,
            "changes": [change.text() for change in found.changes],
        }
    if isinstance(found, Opening):
        return {
            "entry": None,
            "kind": "opening",
            "at": moment(found.at),
            "until": moment(found.until),
            "operator": found.operator,
            "reason": found.reason,
        }
    return {
        "entry": found.number,
        "kind": "fix" if found.undo_of is None else "undo",
        "at": moment(found.at),
        "state": found.state.value,
        "finding": found.finding,
        "action": found.action,
        "system": found.target.system.value,
        "record": found.target.record,
        "customer_code": found.target.customer_code,
        "customer_number": found.target.customer_number,
        "changes": [_change(change, mask) for change in found.changes],
        "operator": found.operator,
        "reason": found.reason,
        "message": found.message,
        "undo_of": found.undo_of,
        "undone_by": found.undone_by,
        "erased": found.erased,
    }


def _change(change: Change, mask: bool) -> Member:
    hidden = mask and change.field in PERSONAL
    before, after = (masked(text) if hidden and text else text for text in (change.before, change.after))
    return {"field": change.field, "before": before, "after": after}
