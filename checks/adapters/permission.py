"""What is missing where e-conomic does not allow a place: its role, or a module where the app has that role."""

from __future__ import annotations

from checks.adapters.call_fault import CallFault, Kind
from checks.engine.details import Identity
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part
from checks.engine.unread import NAMES

BOOKKEEPING = frozenset({Part.JOURNAL, Part.ENTRIES, Part.PERIODS})
"""The places of this role; the others belong to Sales."""


def told(found: CallFault, part: Part | None, identity: Identity | None) -> Phrase:
    """Return a fault with the step that fits the roles which the app is known to have."""
    if found.kind is not Kind.ROLE or identity is None or identity.roles is None:
        return found.phrase
    there = {role.casefold().replace(" ", "") for role in identity.roles}
    needed = "Bookkeeping" if part in BOOKKEEPING else "Sales"
    has = there & {"superuser", needed.casefold()}
    step = NO_MODULE if has else NO_ROLE
    en, da = (words.replace("{role}", needed) for words in (step.en, step.da))
    en, da = en.replace("{place}", NAMES[part].en), da.replace("{place}", NAMES[part].da)
    return Phrase(f"{found.fact.en} {en}", f"{found.fact.da} {da}", found.fact.values)


NO_MODULE = Phrase(
    "The app has the role for it, so the agreement lacks the module for {place}: have e-conomic add it.",
    "Appen har rollen til det, så aftalen mangler modulet til {place}: få det tilføjet hos e-conomic.",
)
NO_ROLE = Phrase(
    "The app lacks the role {role} for {place}: change its roles, and have the grant given anew.",
    "Appen mangler rollen {role} til {place}: ret dens roller, og få adgangen givet på ny.",
)
