"""Which declared column an expression means, and of which type it is: what SQLite does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlglot import exp

from tests.support.tds.functions import GLOBALS, RESULTS
from tests.support.tds.schema import Column, Schema
from tests.support.tds.sqltype import BIGINT, INT, MAX, WHOLE, SqlType, declared, nvarchar

Named = tuple[str, Column | None]
Query = exp.Select | exp.SetOperation
SAME_TYPE = (
    exp.Max,
    exp.Min,
    exp.Coalesce,
    exp.Upper,
    exp.Lower,
    exp.Trim,
    exp.Substring,
    exp.Replace,
    exp.Paren,
    exp.Alias,
)
SAME_TYPE_TOO = (exp.Collate, exp.Abs, exp.Left, exp.Right, exp.Neg)


def data_type(node: exp.Expr) -> SqlType | None:
    """Return the type that a cast names."""
    return declared(node.sql("tsql"))


@dataclass(frozen=True, slots=True)
class Sources:
    """Resolves names within one statement."""

    schema: Schema
    parameters: Mapping[str, SqlType]

    def column(self, node: exp.Column) -> Column | None:
        """Return the declared column that a name means, looking outwards from where it stands."""
        scope: exp.Expr | None = node.parent
        while scope is not None:
            if isinstance(scope, exp.Select | exp.Update | exp.Delete):
                for alias, columns in self._sources(scope):
                    if node.table and node.table.casefold() != alias.casefold():
                        continue
                    for name, column in columns:
                        if name.casefold() == node.name.casefold():
                            return column
            scope = scope.parent
        return None

    def described(self, query: exp.Expr) -> list[tuple[str, SqlType | None, Column | None]]:
        """Return name, type and column of everything that a query selects."""
        while isinstance(query, exp.Subquery | exp.SetOperation):
            query = query.this
        described: list[tuple[str, SqlType | None, Column | None]] = []
        for item in query.expressions:
            if isinstance(item, exp.Star) or (isinstance(item, exp.Column) and isinstance(item.this, exp.Star)):
                wanted = item.table if isinstance(item, exp.Column) else ""
                described += self._all(query, wanted)
            else:
                inner = item.unalias()
                column = self.column(inner) if isinstance(inner, exp.Column) else None
                name = column.name if column and not item.alias else item.alias_or_name if _has_name(item) else ""
                described.append((name, self.kind(item), column))
        return described

    def _all(self, query: exp.Expr, wanted: str) -> Iterator[tuple[str, SqlType | None, Column | None]]:
        for alias, columns in self._sources(query):
            if not wanted or wanted.casefold() == alias.casefold():
                yield from ((name, column.kind if column else None, column) for name, column in columns)

    def _sources(self, scope: exp.Expr) -> Iterator[tuple[str, list[Named]]]:
        if isinstance(scope, exp.Update | exp.Delete):
            yield from self._source(scope.this)
            return
        if origin := scope.args.get("from_"):
            yield from self._source(origin.this)
        for join in scope.args.get("joins") or ():
            yield from self._source(join.this)

    def _source(self, node: exp.Expr) -> Iterator[tuple[str, list[Named]]]:
        if isinstance(node, exp.Table):
            yield node.alias_or_name, self._table(node)
            for join in node.args.get("joins") or ():
                yield from self._source(join.this)
        elif isinstance(node, exp.Subquery):
            yield node.alias_or_name, self._derived(node.this)

    def _table(self, node: exp.Table) -> list[Named]:
        if not node.db and (common := _common(node)) is not None:
            return self._derived(common.this)
        table = self.schema.table(node.db or "dbo", node.name)
        return [(column.name, column) for column in table.columns] if table else []

    def _derived(self, query: exp.Expr) -> list[Named]:
        found: list[Named] = []
        for name, kind, column in self.described(query):
            made = replace(column, name=name) if column else Column(name, kind, True, 0) if kind else None
            found.append((name, made))
        return found

    def kind(self, node: exp.Expr) -> SqlType | None:
        """Return the type of an expression, or None where only its values can tell."""
        match node:
            case exp.Column():
                column = self.column(node)
                return column.kind if column else None
            case exp.Convert():
                return data_type(node.this)
            case exp.Cast():
                return data_type(node.to)
            case exp.National():
                return nvarchar(max(len(node.name), 1))
            case exp.Literal():
                return _literal(node)
            case exp.Parameter():
                return self._parameter(node)
            case exp.Window():
                return BIGINT if isinstance(node.this, exp.RowNumber) else self.kind(node.this)
            case exp.Count():
                return BIGINT if node.args.get("big_int") else INT
            case exp.Sum() | exp.Avg():
                return _total(self.kind(node.this))
            case exp.Length() | exp.StrPosition() | exp.DateDiff():
                return INT
            case exp.Subquery():
                described = self.described(node.this)
                return described[0][1] if len(described) == 1 else None
            case exp.Case():
                branches = [branch.args["true"] for branch in node.args["ifs"]]
                return self._first([*branches, *filter(None, [node.args.get("default")])])
            case exp.Add() | exp.Sub() | exp.Mul() | exp.Div() | exp.Mod():
                return self._arithmetic(node)
            case exp.Coalesce():
                return self._first([node.this, *node.expressions])
            case exp.Anonymous():
                return RESULTS.get(node.name.lower())
            case _ if isinstance(node, SAME_TYPE + SAME_TYPE_TOO):
                return self.kind(node.this)
            case _:
                return None

    def _parameter(self, node: exp.Parameter) -> SqlType | None:
        if isinstance(node.this, exp.Parameter):
            return GLOBALS.get(node.this.name.lower())
        return self.parameters.get(node.name.lower())

    def _first(self, nodes: list[exp.Expr]) -> SqlType | None:
        kinds = [kind for kind in map(self.kind, nodes) if kind is not None]
        if not kinds or not all(kind.text for kind in kinds):
            return kinds[0] if kinds else None
        lengths = [kind.length for kind in kinds]
        wide = any(kind.name == "nvarchar" for kind in kinds)
        return SqlType("nvarchar" if wide else kinds[0].name, MAX if MAX in lengths else max(lengths))

    def _arithmetic(self, node: exp.Binary) -> SqlType | None:
        left, right = self.kind(node.this), self.kind(node.expression)
        if left is None or right is None:
            return None
        if left.text or right.text:
            return nvarchar(4000)
        if left.name in WHOLE and right.name in WHOLE:
            return max((left, right), key=lambda kind: kind.bytes_long)
        if "float" in {left.name, right.name}:
            return SqlType("float")
        return SqlType("decimal", 0, 38, max(left.scale, right.scale, 4 if "money" in {left.name, right.name} else 0))


def _common(node: exp.Table) -> exp.CTE | None:
    scope: exp.Expr | None = node.parent
    while scope is not None:
        if given := scope.args.get("with_"):
            for common in given.expressions:
                if common.alias.casefold() == node.name.casefold():
                    return common  # type: ignore[no-any-return]  # sqlglot's expressions are a plain list
        scope = scope.parent
    return None


def is_common(node: exp.Table) -> bool:
    """Tell whether a table is one that the statement itself names in WITH."""
    return not node.db and _common(node) is not None


def _has_name(item: exp.Expr) -> bool:
    return isinstance(item, exp.Alias | exp.Column)


def _literal(node: exp.Literal) -> SqlType:
    if node.is_string:
        return SqlType("varchar", max(len(node.name), 1))
    if "e" in node.name.lower():
        return SqlType("float")
    whole, dot, part = node.name.partition(".")
    if dot:
        return SqlType("decimal", 0, max(len(whole) + len(part), 1), len(part))
    return INT if int(whole) < 2**31 else SqlType("decimal", 0, len(whole), 0)


def _total(kind: SqlType | None) -> SqlType | None:
    if kind is None:
        return None
    if kind.name in WHOLE:
        return BIGINT if kind.name == "bigint" else INT
    return SqlType("decimal", 0, 38, kind.scale) if kind.name == "decimal" else kind
