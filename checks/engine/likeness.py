"""How alike two company names are, word by word: points for words that agree, points against words that tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from checks.engine.company import Company, company
from checks.engine.persons import FIRST_NAMES
from checks.engine.telling import COMMON, GROUP, SURNAMES, TELLING, TOWNS
from checks.engine.text import loose, words

Rarity = Callable[[str], float]
"""Points of one word that both sides have: the fewer records have it, the more it says."""

LONG_TELLING = tuple(sorted(word for word in TELLING if len(word) > 5))
Towns = tuple[frozenset[str], frozenset[str]]
NOWHERE: Towns = (frozenset(), frozenset())
MUNICIPALITY = "kommune"
NOISE = frozenset({"v", "afdeling", "filial", "af", "i", "og"})
"""Words that stand in a name and name nobody."""
_SPELLING = 78.0
"""Likeness of two words, in per cent, from which on one may be the other with a typing error."""
JOINED = 86.0
"""Likeness of two names without blanks from which on they are one, written in one word."""
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Likeness:
    """`points` for (or, negative, against) two names being one; `exact` where nothing but form differs.

    `telling` are words that only one side has and that tell companies apart; `words` is the number of words
    that both have.
    """

    points: float
    exact: bool = False
    telling: frozenset[str] = field(default_factory=frozenset[str])
    words: int = 0
    whole: bool = False
    """No word of either side is left over, though some may be misspelt."""


UNKNOWN = Likeness(0.0)
MOST, LEAST, STRANGERS = 18.0, -9.0, -6.0


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name's core, with their own letters."""
    return words(name[:_LONGEST])


def likeness(a: Company, b: Company, rarity: Rarity, towns: Towns = NOWHERE) -> Likeness:
    """Compare two names; `towns` are the words of both towns: a name's town says nothing beside the other's address.

    A trade name may stand alone on one side, and so may its owner: the best reading counts.
    """
    if not a.core or not b.core:
        return UNKNOWN
    if a.kind != b.kind and {a.kind, b.kind} - {"", "dødsbo"} and a.kind and b.kind:
        return Likeness(LEAST, telling=frozenset({a.kind, b.kind}))
    whole = _compared(a.core, b.core, rarity, towns)
    if a.kind and b.kind and any(map(_digits, whole.telling)):
        return Likeness(LEAST, telling=whole.telling)
    readings = [whole]
    if a.owner and b.owner:
        readings.append(_both_owned(a, b, rarity, towns))
    elif a.owner or b.owner:
        readings += (_less(_compared(x, y, rarity, towns), 1.0) for x, y in _halves(a, b))
    return max(readings, key=lambda one: (one.points, one.exact))


def _halves(a: Company, b: Company) -> Iterable[tuple[str, str]]:
    if a.owner:
        return ((a.trade, b.core), (a.owner, b.core))
    return ((a.core, b.trade), (a.core, b.owner))


def _both_owned(a: Company, b: Company, rarity: Rarity, towns: Towns) -> Likeness:
    """The same trade name with another owner was sold: it is another company."""
    trade, owner = (_compared(x, y, rarity, towns) for x, y in ((a.trade, b.trade), (a.owner, b.owner)))
    if owner.points > 0:
        return Likeness(min(MOST, trade.points + owner.points / 2), trade.exact, trade.telling, trade.words)
    return Likeness(trade.points - 5, False, trade.telling | {"v/"}, trade.words)


def _less(one: Likeness, points: float) -> Likeness:
    return Likeness(one.points - points, False, one.telling, one.words)


def _compared(ours: str, theirs: str, rarity: Rarity, towns: Towns) -> Likeness:
    a, b = name_words(ours), name_words(theirs)
    if a == b or "".join(a) == "".join(b):
        shared = a if len(a) >= len(b) else b
        return Likeness(min(MOST, sum(map(rarity, shared))), True, words=len(shared), whole=True)
    (a, own), (b, their) = sorted(((a, towns[0]), (b, towns[1])))
    left, right = [w for w in sorted(a) if w not in NOISE], [w for w in sorted(b) if w not in NOISE]
    points, count, slips = _paired(left, right, rarity)
    left, right = [w for w in left if loose(w) not in their], [w for w in right if loose(w) not in own]
    telling = frozenset(w for w in left if _tells(w, own)) | frozenset(w for w in right if _tells(w, their))
    ua, ub = (sum(map(rarity, rest)) for rest in (left, right))
    points -= 0.8 * min(ua, ub) + 0.12 * abs(ua - ub) + (3.0 if ua and ub else 0.0)
    if telling:
        points = min(points, 4.0) - 7.0
    if divided := _institutions(a, b):
        telling, points = telling | divided, min(points, STRANGERS)
    if not count:
        joined = fuzz.ratio(loose("".join(a)), loose("".join(b))) >= JOINED
        points = _joined(a, b, rarity) if joined else max(points, STRANGERS)
    whole = bool(count) and not (left or right)
    return Likeness(max(LEAST, min(MOST, points)), whole and not slips, telling, count, whole)


def _institutions(a: Sequence[str], b: Sequence[str]) -> frozenset[str]:
    """Return what tells two institutions of municipalities apart: the municipality's own name does not."""
    if MUNICIPALITY not in a and MUNICIPALITY not in b:
        return frozenset()
    left, right = (_institution(side) for side in (a, b))
    if not left or not right or left & right or any(one_slip(x, y) for x in left for y in right):
        return frozenset()
    return left | right


def _institution(name: Sequence[str]) -> frozenset[str]:
    if MUNICIPALITY not in name:
        return frozenset(name)
    at = name.index(MUNICIPALITY)
    owner = set(name[max(0, at - 1) : at + 1])
    return frozenset(word for word in name if word not in owner and word not in TOWNS)


def _joined(a: Sequence[str], b: Sequence[str], rarity: Rarity) -> float:
    """Return the points of two names that are alike when written in one word: HansenByg with a typing error."""
    return 0.6 * min(12.0, max(sum(map(rarity, a)), sum(map(rarity, b))))


def _paired(left: list[str], right: list[str], rarity: Rarity) -> tuple[float, int, int]:
    """Take out the words that agree, most certain first; return their points, their number, and how many only may."""
    points, count, slips = 0.0, 0, 0
    for word in tuple(left):
        if word in right:
            left.remove(word)
            right.remove(word)
            points += rarity(word)
            count += 1
    ranked = sorted((-share, a, b) for a in left for b in right if (share := _relation(a, b)))
    for share, a, b in ranked:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            points -= share * min(rarity(a), rarity(b))
            count += 1
            slips += 1
    return points, count, slips


@lru_cache(maxsize=131_072)
def _relation(a: str, b: str) -> float:
    """Return how much two different words agree: folded, with a typing error, cut, an initial, or not at all."""
    if loose(a) == loose(b):
        return 0.85
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and long.startswith(short):
        return 0.6
    if _misspelt(a, b):
        return 0.55
    return 0.15 if len(short) == 1 and long.startswith(short) else 0.0


def _misspelt(a: str, b: str) -> bool:
    if len(a) < 4 or len(b) < 4 or _digits(a) or _digits(b):
        return False
    return not (_known(a) and _known(b)) and one_slip(loose(a), loose(b))


def _known(word: str) -> bool:
    return word in TELLING or word in COMMON or word in SURNAMES or word in FIRST_NAMES


def one_slip(a: str, b: str) -> bool:
    """Tell whether two words may be one with a typing error: nearly alike, and the longer the more alike."""
    return fuzz.ratio(a, b) >= (_SPELLING if min(len(a), len(b)) > 5 else 75.0) and abs(len(a) - len(b)) <= 2


def _digits(word: str) -> bool:
    return not word.isalpha()


def _tells(word: str, own: frozenset[str]) -> bool:
    return _always_tells(word) or loose(word) in own


@lru_cache(maxsize=65_536)
def _always_tells(word: str) -> bool:
    """Tell whether a word tells companies apart, be it misspelt: Holdung."""
    if word in TELLING or word in TOWNS or _digits(word):
        return True
    return len(word) > 5 and not _known(word) and any(one_slip(word, other) for other in LONG_TELLING)


@lru_cache(maxsize=65_536)
def most(word: str) -> float:
    """Return the points that a word has at most, however few of these firm's records have it."""
    if word in SURNAMES or word in FIRST_NAMES:
        return 4.5
    if word in COMMON or word in TELLING:
        return 3.5
    if _digits(word):
        return 3.0
    return min(10.0, 3.0 + len(word))


def plain_rarity(word: str) -> float:
    """Return the points of a word where nobody has counted."""
    return 0.7 * most(word)


@lru_cache(maxsize=16_384)
def alike(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two names may be one company; a blank one may be any."""
    a, b = company(ours), company(theirs)
    if not a.core or not b.core:
        return True
    return likeness(a, b, plain_rarity).points > 0


@lru_cache(maxsize=16_384)
def tells_apart(ours: str | None, theirs: str | None) -> bool:
    """Tell whether one of two names says that it is another company: Holding, the house number of an association."""
    a, b = company(ours), company(theirs)
    telling = likeness(a, b, plain_rarity).telling if a.core and b.core else frozenset[str]()
    return bool(telling & GROUP) or bool(a.kind and b.kind and telling)
