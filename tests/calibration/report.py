"""Print how good the judgement is on generated offices.

python -m tests.calibration.report [--size N] [--seeds a b c] [--profile harsh|typical]
    [--only links|pairs] [--linked SHARE] [--without COLUMN ...] [--kinds N] [--show N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence

from checks.engine.matching import suggestions
from checks.engine.snapshot import Snapshot
from tests.calibration.case import Case
from tests.calibration.pairs import pairs
from tests.calibration.rates import PROFILES
from tests.calibration.report_pairs import told
from tests.calibration.score import Claim, LinkScore, by_kind, reliability, score
from tests.calibration.stale_score import stale_score
from tests.calibration.world import links


def claims(snapshot: Snapshot) -> Mapping[str, Sequence[Claim]]:
    """Return what the program suggests, as the scorer takes it."""
    found = suggestions(snapshot).by_customer
    return {key: [Claim(s.customer_number, s.confidence, s.safe) for s in best] for key, best in found.items()}


def main() -> None:
    """Measure, print, end."""
    asked = _arguments()
    if asked.only != "pairs":
        _all_links(asked)
    if asked.only != "links":
        print("pairs     seed  stale  prec.  recall  field p.  field r.  strangers  told apart  quiet  seconds")
        for seed in asked.seeds:
            _pairs(seed, asked)


def _all_links(asked: argparse.Namespace) -> None:
    print("links     seed   rows  prec.  recall     F1   safe p.  safe r.  unlawful   ECE  lured  seconds")
    for seed in asked.seeds:
        case = links(seed, asked.size, asked.profile, asked.linked, asked.without)
        start = time.process_time()
        said = claims(case.snapshot)
        seconds = time.process_time() - start
        result = score(said, case)
        _line(seed, result, seconds)
        if asked.kinds:
            _kinds(result, case, said, asked.kinds)
        if asked.show:
            _show(result, case, said, asked.show)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5000)
    parser.add_argument("--seeds", nargs="+", default=["1", "2", "3"])
    parser.add_argument("--profile", choices=PROFILES, default="harsh")
    parser.add_argument(
        "--linked", type=float, default=None, help="share that is linked already; by the seed when left out"
    )
    parser.add_argument("--only", choices=("links", "pairs"))
    parser.add_argument("--without", nargs="+", default=[], help="columns that ClientTime does not have, as email ean")
    parser.add_argument("--kinds", type=int, default=0, help="list the worst kinds of trouble")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong and missed rows with both cards")
    return parser.parse_args()


def _line(seed: str, result: LinkScore, seconds: float) -> None:
    print(
        f"      {seed:>8} {result.partnered:6} {result.precision:6.4f} {result.recall:7.4f} {result.f1:6.4f}"
        f" {result.safe_precision:9.4f} {result.safe_recall:8.4f} {len(result.unlawful):9} {result.calibration:5.3f}"
        f" {result.lured:6.3f} {seconds:8.1f}"
    )


def _kinds(result: LinkScore, case: Case, said: Mapping[str, Sequence[Claim]], most: int) -> None:
    for name in ("wrong", "missed", "unsafe", "unlawful"):
        keys: tuple[str, ...] = getattr(result, name)
        _counted(name, keys, case.kinds, most)
    first = [
        (said[key][0].confidence, said[key][0].number in case.accepted[key]) for key in case.truth if said.get(key)
    ]
    print("      confidence → right: " + "  ".join(f"{c:.2f}→{r:.2f} ({n})" for c, r, n in reliability(first)))


def _counted(name: str, keys: Sequence[str], kinds: Mapping[str, frozenset[str]], most: int) -> None:
    counted = ", ".join(f"{kind} {bad}/{every}" for kind, bad, every in by_kind(keys, kinds)[:most])
    print(f"      {name} {len(keys)}: {counted}")


def _show(result: LinkScore, case: Case, said: Mapping[str, Sequence[Claim]], most: int) -> None:
    debtors, customers = case.snapshot.debtor_by_number, {one.key: one for one in case.snapshot.customers.rows}
    for name in ("wrong", "missed", "unsafe", "unlawful"):
        keys: tuple[str, ...] = getattr(result, name)
        for key in keys[:most]:
            number = case.truth[key]
            print(f"  {name}: {', '.join(sorted(case.kinds[key]))}\n    ours   {customers[key]}")
            print(f"    truth  {debtors[number] if number else 'nobody'}")
            for claim in said.get(key, ())[:1]:
                print(f"    said   {claim.confidence} {claim.safe} {debtors[claim.number]}")


def _pairs(seed: str, asked: argparse.Namespace) -> None:
    known = pairs(seed, asked.size, asked.profile)
    start = time.process_time()
    said = told(known.snapshot)
    took, result = time.process_time() - start, stale_score(said, known)
    print(
        f"      {seed:>8} {result.stale:6} {result.precision:6.4f} {result.recall:7.4f} {result.field_precision:9.4f}"
        f" {result.field_recall:9.4f} {result.mislinked:10} {result.told_apart:11.4f} {result.quiet:6.3f} {took:8.1f}"
    )
    kinds = {key: verdict.kinds for key, verdict in known.truth.items()}
    customers = {customer.key: customer for customer in known.snapshot.customers.rows}
    for name in ("alarms", "missed", "confused", "unquiet"):
        keys: tuple[str, ...] = getattr(result, name)
        if asked.kinds:
            _counted(name, keys, kinds, asked.kinds)
        for key in keys[: asked.show]:
            customer = customers[key]
            print(f"  {name}: {', '.join(sorted(kinds[key]))}  truth {known.truth[key]}")
            print(f"    ours   {customer}\n    theirs {known.snapshot.debtor_by_number[int(customer.foreign_id or 0)]}")
            print(f"    said   {said.get(key)}")


if __name__ == "__main__":
    main()
