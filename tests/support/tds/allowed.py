"""What may stand in a query, by the kinds of node that the parser makes; all else is refused, never guessed."""

from __future__ import annotations

from sqlglot import exp

from tests.support.tds.errors import SqlError, syntax, unsupported
from tests.support.tds.functions import GLOBALS, RESULTS

STATEMENTS = (exp.Select, exp.SetOperation, exp.Insert, exp.Update, exp.Delete)
NODES = frozenset(
    (
        *(exp.Select, exp.Union, exp.Except, exp.Intersect, exp.Insert, exp.Update, exp.Delete, exp.Values, exp.Tuple),
        *(
            exp.From,
            exp.Join,
            exp.Where,
            exp.Group,
            exp.Having,
            exp.Order,
            exp.Ordered,
            exp.Limit,
            exp.Fetch,
            exp.Offset,
        ),
        *(
            exp.LimitOptions,
            exp.With,
            exp.CTE,
            exp.Table,
            exp.TableAlias,
            exp.Subquery,
            exp.WithTableHint,
            exp.Distinct,
        ),
        *(exp.Identifier, exp.Var, exp.Column, exp.Star, exp.Alias, exp.Literal, exp.National, exp.Null, exp.HexString),
        *(
            exp.Parameter,
            exp.Paren,
            exp.Neg,
            exp.Not,
            exp.And,
            exp.Or,
            exp.EQ,
            exp.NEQ,
            exp.GT,
            exp.GTE,
            exp.LT,
            exp.LTE,
        ),
        *(
            exp.Is,
            exp.In,
            exp.Between,
            exp.Like,
            exp.Exists,
            exp.NullSafeEQ,
            exp.NullSafeNEQ,
            exp.Add,
            exp.Sub,
            exp.Mul,
        ),
        *(exp.Div, exp.Mod, exp.Case, exp.If, exp.Cast, exp.TryCast, exp.Convert, exp.DataType, exp.DataTypeParam),
        *(exp.Collate, exp.Coalesce, exp.Nullif, exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Abs, exp.Length),
        *(exp.Upper, exp.Lower, exp.Trim, exp.Substring, exp.Replace, exp.Left, exp.Anonymous, exp.CurrentTimestamp),
        *(exp.CurrentTimestampLTZ, exp.CurrentUser, exp.ObjectId, exp.CurrentSchema, exp.DateDiff, exp.DateAdd),
        *(exp.TimeStrToTime, exp.Schema, exp.QueryOption, exp.Window, exp.RowNumber),
    )
)
QUERY_OPTIONS = frozenset({"MAXDOP", "RECOMPILE"})
"""Hints about the plan, of which this server has only one."""
LOCKING = frozenset({"UPDLOCK", "XLOCK", "HOLDLOCK", "SERIALIZABLE", "REPEATABLEREAD", "TABLOCKX"})
WAITING = frozenset({"READCOMMITTEDLOCK"})
HINTS = LOCKING | WAITING | {"ROWLOCK", "PAGLOCK", "READCOMMITTED"}
CALLS = frozenset(RESULTS) | {"datediff_big"}


def look_over(query: exp.Expr) -> frozenset[str]:
    """Refuse what this server would not do as a real one does; return the table hints that stand there."""
    hints: set[str] = set()
    for node in query.walk():
        if type(node) not in NODES:
            raise _no_function(node.key.upper()) if isinstance(node, exp.Func) else unsupported(node.key.upper())
        match node:
            case exp.Anonymous() if node.name.lower() not in CALLS and not isinstance(node.parent, exp.Table):
                raise _no_function(node.name)
            case exp.Parameter(this=exp.Parameter()):
                if node.this.name.lower() not in GLOBALS:
                    raise SqlError(137, f'Must declare the scalar variable "@@{node.this.name}".', 15)
            case exp.WithTableHint():
                hints |= {_hint(hint) for hint in node.expressions}
            case exp.QueryOption() if node.name.upper() not in QUERY_OPTIONS:
                raise unsupported(f"OPTION ({node.name})")
            case exp.Select() if node.args.get("into"):
                raise unsupported("SELECT INTO")
            case exp.Update() | exp.Delete() | exp.Insert():
                _look_over_write(node)
            case exp.Convert() if node.args.get("style") is not None:
                raise unsupported("CONVERT with a style")
            case _:
                pass
    return frozenset(hints)


def _no_function(name: str) -> SqlError:
    return SqlError(195, f"'{name}' is not a recognized built-in function name.", 15)


def _look_over_write(node: exp.Expr) -> None:
    if node.args.get("returning"):
        raise unsupported("OUTPUT")
    if node.args.get("from_") or node.args.get("using"):
        raise unsupported("UPDATE or DELETE with FROM")
    if node.args.get("limit"):
        raise unsupported("UPDATE or DELETE with TOP")
    if not isinstance(node, exp.Insert) and node.parent is not None:
        raise syntax(node.key.upper())


def _hint(node: exp.Expr) -> str:
    name = node.name.upper()
    if name not in HINTS:
        raise unsupported(f"The table hint {name}")
    return name
