"""Which findings the list shows and in which order: a pure answer to what the operator asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from checks.engine.model import Finding
from tui.desk import Desk
from tui.widgets.columns import Column
from tui.widgets.fold import fold


@dataclass(frozen=True, slots=True)
class Wish:
    """How the operator wants one list; no column means the order of the engine: worst first."""

    needle: str = ""
    column: str | None = None
    turned: bool = False


@dataclass(slots=True)
class Haystack:
    """What stands in each row, folded, kept for as long as the finding is the same.

    Masking hides it from those who look on; the operator, who types what is sought, still finds it.
    """

    _texts: dict[str, tuple[Finding, str]] = field(default_factory=dict[str, tuple[Finding, str]])

    def text(self, finding: Finding, columns: Sequence[Column], desk: Desk) -> str:
        """Return everything that stands in the row, or would without masking."""
        known = self._texts.get(finding.key)
        if known is not None and known[0] is finding:
            return known[1]
        text = fold("\n".join(column.text(finding, desk) for column in columns))
        self._texts[finding.key] = (finding, text)
        return text


def listed(
    findings: Iterable[Finding], wish: Wish, columns: Sequence[Column], desk: Desk, haystack: Haystack
) -> list[Finding]:
    """Return the rows as wished, masked or not; children follow their parent where nothing else is wished."""
    rows, desk = list(findings), replace(desk, mask=False)
    needle = fold(wish.needle.strip())
    if needle:
        rows = [finding for finding in rows if needle in haystack.text(finding, columns, desk)]
    column = next((column for column in columns if column.id == wish.column), None)
    if column is None:
        return _under_parents(rows[::-1] if wish.turned else rows)
    rows.sort(key=lambda finding: column.order(finding, desk), reverse=column.falls != wish.turned)
    return rows


def _under_parents(rows: list[Finding]) -> list[Finding]:
    keys = {finding.key for finding in rows if finding.children}
    children: dict[str, list[Finding]] = {}
    for finding in rows:
        if finding.parent in keys:
            children.setdefault(finding.parent or "", []).append(finding)
    if not children:
        return rows
    tops = (finding for finding in rows if finding.parent not in keys)
    return [one for top in tops for one in (top, *children.get(top.key, ()))]


def next_column(wish: Wish, columns: Sequence[Column]) -> Wish:
    """Return the wish with the next column, and after the last one the engine's order again."""
    names: list[str | None] = [None, *(column.id for column in columns)]
    at = names.index(wish.column) if wish.column in names else 0
    return Wish(wish.needle, names[(at + 1) % len(names)])
