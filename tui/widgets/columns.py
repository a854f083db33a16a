"""What the list shows of a finding: the columns, what stands in them, how they sort, how wide they get."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checks.engine.candidate import percent
from checks.engine.fields import field_name
from checks.engine.model import Finding
from checks.engine.phrase import Phrase, day, masked, money
from tui.desk import Desk
from tui.texts import dashboard as texts
from tui.widgets.cell import visible
from tui.widgets.fold import fold

Order = tuple[int, int | str | Decimal]
AIRY, ROOMY = 68, 88
"""From these widths on columns have two cells between them, and words stand in full."""
MOST = 22
"""No value of a narrow column, however odd, takes more than this from the others."""


@dataclass(frozen=True, slots=True)
class Column:
    """`rank` says who goes first when it gets narrow (0 never), `share` who takes what is left over."""

    id: str
    text: Callable[[Finding, Desk], str]
    order: Callable[[Finding, Desk], Order]
    rank: int = 0
    least: int = 0
    share: int = 0
    right: bool = False
    falls: bool = False
    """Sorted from the largest down when it is chosen first."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column with the cells it was given."""

    column: Column
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one list at one width."""

    placed: tuple[Placed, ...]
    gap: int
    roomy: bool


def columns_for(findings: Sequence[Finding], causes: Mapping[str, Phrase]) -> tuple[Column, ...]:
    """Return the columns in which these findings have something to say."""

    def cause(finding: Finding, desk: Desk) -> str:
        known = causes.get(finding.cause or "")
        return visible(desk.say(known) if known else finding.cause)

    found = [STATE, NUMBER, NAME]
    if any(finding.cause for finding in findings):
        found.append(Column("cause", cause, lambda f, d: (0, cause(f, d)), least=16, share=2))
    elif any(finding.differences for finding in findings):
        found.append(DIFFERS)
    elif any(finding.facts for finding in findings):
        found.append(PLACE)
    optional = (
        (WAITING, any(finding.children for finding in findings)),
        (PARENT, any(finding.parent for finding in findings)),
        (AMOUNT, any(finding.money for finding in findings)),
        (SINCE, any(finding.since for finding in findings)),
        (SUGGESTION, any(finding.suggestions for finding in findings)),
    )
    return (*found, *(column for column, wanted in optional if wanted))


def lay_out(columns: Sequence[Column], findings: Sequence[Finding], desk: Desk, width: int) -> Layout:
    """Give every column its cells; what does not fit is left out, the least important first."""
    roomy = width >= ROOMY
    gap = 2 if width >= AIRY else 1
    needs = {column.id: _need(column, findings, desk, roomy) for column in columns}
    kept = list(columns)
    while _total(kept, needs, gap) > width and (droppable := [c for c in kept if c.rank]):
        kept.remove(max(droppable, key=lambda column: column.rank))
    spare = width - _total(kept, needs, gap)
    shares = sum(column.share for column in kept) or 1
    placed = tuple(Placed(c, needs[c.id] + max(spare, 0) * c.share // shares) for c in kept)
    return Layout(placed, gap, roomy)


def _total(columns: Sequence[Column], needs: Mapping[str, int], gap: int) -> int:
    return sum(needs[column.id] for column in columns) + gap * len(columns)


def _need(column: Column, findings: Sequence[Finding], desk: Desk, roomy: bool) -> int:
    title = len(desk.say(texts.COLUMNS[column.id])) + 1  # the arrow of the order
    if column is STATE:
        words = texts.SEVERITY if roomy else texts.SEVERITY_SHORT
        return max(title, *(2 + len(desk.say(word)) for word in words.values()))
    if column.share:
        return max(column.least, title)
    sign = 2 if column in (PARENT, SUGGESTION) else 0
    widest = max((len(column.text(finding, desk)) for finding in _telling(column, findings)), default=0)
    return max(title, min(widest + sign, MOST))


def _telling(column: Column, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the few findings that need not be measured against all others: the widest is among them."""
    if column is AMOUNT:
        sums = [finding for finding in findings if finding.money]
        return (
            sorted(sums, key=_amount)[:1] + sorted(sums, key=_amount)[-1:] + [f for f in sums if len(f.money) > 1][:50]
        )
    if column is SINCE:
        return [finding for finding in findings[:1000] if finding.since][:1]
    return findings


def number(finding: Finding) -> str:
    """Return what the record is called: customer code, customer number or invoice number."""
    return visible(finding.key.partition(":")[2])


def natural(text: str) -> Order:
    """Return a sort key by which 9 comes before 10 and numbers before words."""
    return (0, int(text)) if text.isascii() and text.isdigit() else (1, fold(text))


def name(finding: Finding, desk: Desk) -> str:
    """Return whom it is about."""
    return visible(masked(finding.subject) if desk.mask else finding.subject)


def sums(finding: Finding, desk: Desk) -> str:
    """Return the first sum with its currency; further currencies are counted."""
    if not finding.money:
        return ""
    (currency, amount), *more = finding.money
    return f"{money(amount, desk.language)} {visible(currency)}" + (f" +{len(more)}" if more else "")


def suggestion(finding: Finding, desk: Desk) -> str:
    """Return the best candidate: its number and how sure it is."""
    if not finding.suggestions:
        return ""
    best = finding.suggestions[0]
    to = best.customer_code if finding.customer_code is None else best.customer_number
    return f"{visible(to)} {percent(best.confidence):3} %" + (" ✔" if best.safe else "  ")


def place(finding: Finding, desk: Desk) -> str:
    """Return postcode and city, from ClientTime where it has them."""
    facts = {fact.field: fact.clienttime or fact.economic for fact in finding.facts}
    text = " ".join(part for field in ("zip", "city") if isinstance(part := facts.get(field), str))
    return visible(masked(text) if desk.mask else text)


def differs(finding: Finding, desk: Desk) -> str:
    """Return the fields in which the two systems differ."""
    return visible(", ".join(desk.say(field_name(difference.field)) for difference in finding.differences))


def _amount(finding: Finding) -> Decimal:
    return sum((amount for _, amount in finding.money), Decimal(0))


def _parent(finding: Finding) -> str:
    return visible((finding.parent or "").partition(":")[2])


def _confidence(finding: Finding) -> Order:
    best = next(iter(finding.suggestions), None)
    return (0, Decimal(0)) if best is None else (1 + best.safe, Decimal(str(best.confidence)))


STATE = Column("state", lambda f, d: d.say(texts.SEVERITY[f.severity]), lambda f, d: (0, f.severity.rank), falls=True)
NUMBER = Column("number", lambda f, d: number(f), lambda f, d: natural(number(f)))
NAME = Column("name", name, lambda f, d: (0, fold(name(f, d))), least=18, share=3)
DIFFERS = Column("differs", differs, lambda f, d: (0, differs(f, d)), least=12, share=3)
PLACE = Column("place", place, lambda f, d: natural(place(f, d)[:4]), rank=4, least=10, share=2)
WAITING = Column(
    "waiting", lambda f, d: str(f.children or ""), lambda f, d: (0, f.children), rank=5, right=True, falls=True
)
PARENT = Column("parent", lambda f, d: _parent(f), lambda f, d: natural(_parent(f)), rank=3)
AMOUNT = Column("amount", sums, lambda f, d: (0, _amount(f)), rank=1, right=True, falls=True)
SINCE = Column(
    "since",
    lambda f, d: day(f.since, d.language) if f.since else "",
    lambda f, d: (0, (f.since or date.max).toordinal()),
    rank=6,
)
SUGGESTION = Column("suggestion", suggestion, lambda f, d: _confidence(f), rank=2, falls=True)
