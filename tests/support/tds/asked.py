"""A fault as somebody types it on a command line."""

from __future__ import annotations

import argparse
import json
from dataclasses import fields

from tests.support.tds.faults import Deed, Fault


def fault(text: str) -> Fault:
    """Return the fault; what is none is an error of the command line, with what there is."""
    try:
        given = json.loads(text)
        made = Fault(Deed[given.pop("deed").upper()], **given)
    except (ValueError, KeyError, TypeError, AttributeError):
        deeds = ", ".join(deed.name for deed in Deed)
        names = ", ".join(field.name for field in fields(Fault))
        told = f'{text!r} is no fault such as {{"deed": "MUTE", "matching": "Invoice"}}; keys: {names}; deeds: {deeds}'
        raise argparse.ArgumentTypeError(told) from None
    return made


def checked(text: str) -> str:
    """Return the text as it was typed, once it has been seen to be a fault."""
    fault(text)
    return text
