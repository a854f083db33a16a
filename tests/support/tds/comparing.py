"""Comparisons as the server makes them: texts by collation, moments by time, and a text with a number as numbers."""

from __future__ import annotations

from sqlglot import exp

from tests.support.tds.sources import Sources
from tests.support.tds.sqltype import WHOLE, SqlType

OURS = "ours"
COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)


def call(name: str, *arguments: exp.Expr) -> exp.Anonymous:
    """Return a call of one of our functions."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def text(value: str) -> exp.Literal:
    """Return a text as a literal."""
    return exp.Literal.string(value)


def inner(node: exp.Expr) -> exp.Expr:
    """Return what a node wraps."""
    wrapped: exp.Expr = node.this
    return wrapped


def bare(node: exp.Expr) -> tuple[exp.Expr, str]:
    """Return an expression without COLLATE, and the collation that was named."""
    if isinstance(node, exp.Collate):
        return node.this, node.expression.name
    return node, ""


def compare(sources: Sources, node: exp.Expr) -> None:
    """Wrap both sides of every comparison below a node."""
    for found in list(node.find_all(*COMPARED, exp.In, exp.Between, exp.Like, exp.Exists)):
        if isinstance(found, COMPARED):
            if isinstance(found.parent, exp.Update) and found.arg_key == "expressions":
                continue  # an assignment looks like a comparison
            left, right = pair(sources, found.this, found.expression)
            found.set("this", left)
            found.set("expression", right)
        elif isinstance(found, exp.In):
            _member(sources, found)
        elif isinstance(found, exp.Between):
            tested = found.this
            _, low = pair(sources, tested, found.args["low"])
            tested.parent = found
            operand, high = pair(sources, tested, found.args["high"])
            found.set("this", operand)
            found.set("low", low)
            found.set("high", high)
        elif isinstance(found, exp.Exists) and isinstance(found.this, exp.Intersect | exp.Except):
            _rowwise(sources, found.this)


def _member(sources: Sources, found: exp.In) -> None:
    query = found.args.get("query")
    if query is not None:
        selected: list[exp.Expr] = query.this.expressions if isinstance(query, exp.Subquery) else []
        if len(selected) == 1:
            operand, item = pair(sources, found.this, selected[0].unalias())
            found.set("this", operand)
            query.this.set("expressions", [item])
        return
    tested, wrapped = found.this, found.this
    items: list[exp.Expr] = []
    for item in list(found.expressions):
        tested.parent = found  # each pair may wrap it anew, and the last one stays
        wrapped, paired = pair(sources, tested, item)
        items.append(paired)
    if items:
        found.set("this", wrapped)
        found.set("expressions", items)


def _rowwise(sources: Sources, found: exp.SetOperation) -> None:
    """Wrap what EXISTS (SELECT a INTERSECT SELECT b) compares: equality where NULL equals NULL."""
    left, right = found.this, found.expression
    if (
        isinstance(left, exp.Select)
        and isinstance(right, exp.Select)
        and len(left.expressions) == len(right.expressions)
    ):
        pairs = [
            pair(sources, one.unalias(), other.unalias())
            for one, other in zip(left.expressions, right.expressions, strict=True)
        ]
        left.set("expressions", [one for one, _ in pairs])
        right.set("expressions", [other for _, other in pairs])


def pair(sources: Sources, left: exp.Expr, right: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    """Return both operands so that SQLite compares them as the server would."""
    (one, collated), (other, also) = bare(left), bare(right)
    kinds = sources.kind(one), sources.kind(other)
    name = _function(kinds, collated or also)
    if name is None:
        return one, other
    if name == "number":
        return _as_number(one, kinds[0], kinds[1]), _as_number(other, kinds[1], kinds[0])
    return call(name, one), call(name, other)


def _function(kinds: tuple[SqlType | None, SqlType | None], collated: str) -> str | None:
    there = [kind for kind in kinds if kind is not None]
    texts = [kind for kind in there if kind.text]
    if any(kind.moment for kind in there):
        return "tsql_moment"
    if not texts:
        return "number" if any(kind.name == "decimal" for kind in there) else None
    if len(texts) < len(there):
        other = next(kind for kind in there if not kind.text)
        return "number" if other.name in WHOLE or other.name in {"decimal", "money", "float", "bit"} else "tsql_key"
    return "tsql_exact" if "_BIN" in collated.upper() or "_CS_" in collated.upper() else "tsql_key"


def _as_number(node: exp.Expr, kind: SqlType | None, other: SqlType | None) -> exp.Expr:
    """Return an operand as a number: a text is converted, and raises 245 or 8114 where it is none."""
    if kind is not None and kind.text and other is not None:
        wanted = other.name if other.name in WHOLE or other.name in {"bit", "float", "money"} else "decimal(38, 10)"
        converted = call("tsql_cast", text(wanted), node)
        return converted if other.name in WHOLE else _numeric(converted)
    if isinstance(node, exp.Parameter) and kind is not None and kind.name in {"decimal", "money"}:
        return _numeric(node)
    return node


def _numeric(node: exp.Expr) -> exp.Expr:
    """Return a cast that SQLite is to make itself."""
    cast = exp.cast(node, "numeric")
    cast.meta[OURS] = True
    return cast
