"""In what the two systems differ about one linked customer, beyond form."""

from __future__ import annotations

from dataclasses import dataclass

from checks.engine.address import Verdict, drops, verdicts
from checks.engine.company import company, same_name, same_name_folded
from checks.engine.compared import Pair, addresses, values
from checks.engine.cpr import holds_cpr
from checks.engine.identifiers import cvr, same_number
from checks.engine.model import Difference
from checks.engine.records import Customer, Debtor
from checks.engine.text import blank, loose, tidy, words
from checks.engine.town import town_key

LIMITS = {"name": 255, "address": 510, "zip": 30, "city": 50, "country": 50}
"""What e-conomic keeps of each field; these are also the fields that make a record stale."""


@dataclass(frozen=True, slots=True)
class Staleness:
    """`real` are differences to act on, `incomplete` addresses that say more on one side, `beside` numbers
    and mail that are told with them. `drops` says that e-conomic's address holds what ours does not."""

    real: tuple[Difference, ...] = ()
    incomplete: tuple[Difference, ...] = ()
    beside: tuple[Difference, ...] = ()
    drops: bool = False


FRESH = Staleness()


def staleness(customer: Customer, debtor: Debtor) -> Staleness:
    """Compare name and address; what is blank in ClientTime, cut by e-conomic or a CPR number never differs."""
    pairs = {field: pair for field, pair in values(customer, debtor).items() if not _uncomparable(field, pair)}
    if len(debtor.address or "") >= LIMITS["address"] - 1:  # what stood at the end of it was cut off
        pairs = {field: pair for field, pair in pairs.items() if field not in {"zip", "city"} or pair[1]}
    found = {field: verdict for field, verdict in _found(customer, debtor).items() if field in pairs}
    real = tuple(_difference(f, pairs[f]) for f, v in found.items() if v is Verdict.DIFFERENT)
    incomplete = tuple(_difference(f, pairs[f]) for f, v in found.items() if v is Verdict.INCOMPLETE)
    if not real and not incomplete:
        return FRESH
    beside = tuple(_difference(f, pairs[f]) for f in ("cvr", "ean", "email") if f in pairs and _differs(f, *pairs[f]))
    return Staleness(real, incomplete, beside, drops(*addresses(customer, debtor)))


def _found(customer: Customer, debtor: Debtor) -> dict[str, Verdict]:
    where = verdicts(*addresses(customer, debtor))
    return {"name": _name(customer, debtor, where["address"]), **where}


def _name(customer: Customer, debtor: Debtor, street: Verdict) -> Verdict:
    """Other letters in the same name are form only where the CVR number or the street says that it is the same."""
    if same_name(customer.name, debtor.name):
        return Verdict.COSMETIC
    if _branch_only(customer, debtor):
        return Verdict.INCOMPLETE
    same = cvr(customer.cvr) is not None and cvr(customer.cvr) == cvr(debtor.cvr)
    lives = not customer.address or (bool(debtor.address) and street < Verdict.DIFFERENT)
    return Verdict.COSMETIC if (same or lives) and same_name_folded(customer.name, debtor.name) else Verdict.DIFFERENT


def _branch_only(customer: Customer, debtor: Debtor) -> bool:
    """Tell whether one name only has the town behind it that the address has: a branch and its head office."""
    ours, theirs = addresses(customer, debtor)
    towns = {word for place in (ours, theirs) for word in town_key(place.city)}
    a, b = (set(words(loose(company(name).core))) for name in (customer.name, debtor.name))
    return bool(a & b) and a != b and a ^ b <= towns | {"afdeling"} and (a < b or b < a)


def _uncomparable(field: str, pair: Pair) -> bool:
    ours, theirs = pair
    if blank(ours) or holds_cpr(ours) or holds_cpr(theirs):
        return True
    limit = LIMITS.get(field, 0)
    long = limit > 0 and len(theirs or "") >= limit - 1
    return long and tidy(ours).startswith(tidy(theirs))


def _differs(field: str, ours: str | None, theirs: str | None) -> bool:
    if field == "email":
        return tidy(ours).casefold() != tidy(theirs).casefold()
    return not same_number(ours, theirs)


def _difference(field: str, pair: Pair) -> Difference:
    return Difference(field, pair[0] or "", pair[1] or "")
