"""A check is a question to a snapshot; the folder `checks/` is the list of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import checks
from checks.engine.after_fix import told_after_fix
from checks.engine.model import CheckResult, Finding, Status, worst
from checks.engine.phrase import Phrase
from checks.engine.snapshot import Part, Rules, Snapshot
from checks.engine.unread import could_not_read, named


@dataclass(frozen=True, slots=True)
class Check:
    """One question. `order` places its panel, `needs` are the parts without which it cannot tell.

    `word` is the short name on the panel, `title` the full one, `help` one sentence for the help and the
    documentation. `find` is pure: no clock, no input or output, the same answer for the same snapshot.
    """

    id: str
    order: int
    word: Phrase
    title: Phrase
    help: Phrase
    needs: frozenset[Part]
    find: Callable[[Snapshot], Iterable[Finding]]
    causes: Mapping[str, Phrase] = field(default_factory=dict[str, Phrase])
    weighs: frozenset[Part] = frozenset()
    """Parts that only weigh a finding (the invoices behind it): needed as well where the site maps invoices."""

    def required(self, rules: Rules) -> frozenset[Part]:
        """Return the parts without which this check cannot tell at a site with these rules."""
        return self.needs | self.weighs if rules.invoices_mapped else self.needs


def check_id(module: str) -> str:
    """Return the id of the check in a module: null_foreign_id is null-foreign-id everywhere."""
    return module.rpartition(".")[2].replace("_", "-")


@cache
def discover() -> tuple[Check, ...]:
    """Return the checks in the order of their panels: one a module that stands directly in `checks/`."""
    modules = (m.name for m in pkgutil.iter_modules(checks.__path__) if not m.ispkg)
    found = (getattr(importlib.import_module(f"checks.{name}"), "CHECK", None) for name in modules)
    return tuple(sorted((c for c in found if isinstance(c, Check)), key=lambda c: (c.order, c.id)))


def run(check: Check, snapshot: Snapshot) -> CheckResult:
    """Ask one check. What could not be read makes it unknown, and so does a defect of its own."""
    if Part.INVOICES in check.needs and not snapshot.rules.invoices_mapped:
        return CheckResult(check.id, Status.UNKNOWN, reason=NOT_MAPPED)
    required = check.required(snapshot.rules)
    missing = snapshot.missing(part for part in Part if part in required)
    if missing:
        return CheckResult(check.id, Status.UNKNOWN, reason=_unread(missing, snapshot))
    try:
        told = told_after_fix(snapshot, _weighed(check, snapshot))
        findings = tuple(_told_apart(sorted(told, key=lambda f: f.order)))
    except Exception as defect:  # noqa: BLE001 - one broken check must not hide what the others found
        return CheckResult(check.id, Status.UNKNOWN, reason=DEFECT.with_(kind=type(defect).__name__))
    return CheckResult(check.id, worst(findings), findings)


def _weighed(check: Check, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what a check finds, each as severe as the site says where it says so."""
    said = dict(snapshot.rules.severities).get(check.id)
    for finding in check.find(snapshot):
        yield finding if said is None else replace(finding, severity=said)


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number those whose records nothing tells apart, not even a primary key: none may hide another."""
    seen = Counter[str]()
    for finding in findings:
        seen[finding.key] += 1
        number = seen[finding.key]
        yield finding if number == 1 else replace(finding, key=f"{finding.key}#{number}")


def _unread(missing: tuple[Part, ...], snapshot: Snapshot) -> Phrase:
    faults: dict[Part | None, Phrase] = {part: why for part in missing if (why := snapshot.reading(part).fault)}
    if faults:
        return could_not_read(faults)
    parts = named(missing)
    return Phrase(NOT_READ_PARTS.en.format(parts=parts.en), NOT_READ_PARTS.da.format(parts=parts.da))


NOT_MAPPED = Phrase(
    "off: the site file does not name the invoices' table, number and customer in [clienttime.invoice]. "
    "Where that is meant, name the check in [monitor] disabled",
    "slået fra: opsætningen angiver ikke fakturaernes tabel, nummer og kunde i [clienttime.invoice]. "
    "Er det meningen, så nævn tjekket i [monitor] disabled",
)
NOT_READ_PARTS = Phrase("not read yet: {parts}", "endnu ikke læst: {parts}")
DEFECT = Phrase(
    "a defect of this program stopped the check ({kind}); the others are not affected",
    "en fejl i programmet stoppede tjekket ({kind}); de øvrige er ikke berørt",
)
