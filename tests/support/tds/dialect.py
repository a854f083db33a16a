"""T-SQL to SQLite: parsed by sqlglot, looked over, and rewritten where the two would do different things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.sqlite import SQLite
from sqlglot.errors import SqlglotError

from tests.support.tds import tokens
from tests.support.tds.allowed import LOCKING, STATEMENTS, WAITING, look_over
from tests.support.tds.comparing import OURS, bare, call, compare, inner, text
from tests.support.tds.errors import SqlError, syntax, unsupported
from tests.support.tds.schema import Column, Schema, Table
from tests.support.tds.sources import Sources, data_type, is_common
from tests.support.tds.sqltype import UNICODE, SqlType

COMMANDS: dict[type[exp.Expr], int] = {exp.Insert: tokens.INSERT, exp.Update: tokens.UPDATE, exp.Delete: tokens.DELETE}
TEXT, WIDE = "text", "wide"
PERMISSIONS = "fn_my_permissions"


class Target(SQLite):
    """SQLite with names in backticks: in double quotes, a misspelt one would quietly become a text."""

    class Tokenizer(SQLite.Tokenizer):
        IDENTIFIERS: ClassVar[list[str | tuple[str, str]]] = ["`"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement as it is run, and what has to be known around it."""

    sql: str
    command: int
    writes: str | None
    """The table that is changed."""
    columns: tuple[tuple[str, SqlType | None, Column | None], ...]
    catalogue: bool
    data: bool
    locks: bool
    waits: bool
    names: frozenset[str]


def translate(statement: str, schema: Schema, parameters: Mapping[str, SqlType], database: str) -> Plan:
    """Return the plan of one query; raises SqlError for what this server does not do."""
    query = _parsed(statement)
    hints = look_over(query)
    sources = Sources(schema, {name.lower(): kind for name, kind in parameters.items()})
    tables = _tables(query, schema, database)
    _declared(query, parameters)
    columns = () if type(query) in COMMANDS else tuple(sources.described(query))
    query = _rewritten(query, sources)
    written = _written(query, sources) if type(query) in COMMANDS else None
    return Plan(
        sql=query.sql(Target),
        command=COMMANDS.get(type(query), tokens.SELECT),
        writes=written.name if written else None,
        columns=columns,
        catalogue=any(table.schema != "dbo" for table in tables),
        data=any(table.schema == "dbo" for table in tables),
        locks=bool(hints & LOCKING),
        waits=bool(hints & WAITING),
        names=frozenset(f"{table.schema}.{table.name}" for table in tables),
    )


def _parsed(statement: str) -> exp.Expr:
    try:
        found = [query for query in sqlglot.parse(statement, read="tsql") if query is not None]
    except SqlglotError as error:
        details = getattr(error, "errors", None)
        raise syntax(str(details[0].get("highlight")) if details else statement[:20]) from error
    if len(found) != 1 or not isinstance(found[0], STATEMENTS):
        raise unsupported(found[0].key.upper() if found else statement[:20])
    return found[0]


def _declared(query: exp.Expr, parameters: Mapping[str, SqlType]) -> None:
    known = {name.lower() for name in parameters}
    for node in query.find_all(exp.Parameter):
        simple = not isinstance(node.this, exp.Parameter) and not isinstance(node.parent, exp.Parameter)
        if simple and node.name.lower() not in known:
            raise SqlError(137, f'Must declare the scalar variable "@{node.name}".', 15)


def _tables(query: exp.Expr, schema: Schema, database: str) -> list[Table]:
    """Give every table its schema and return what is declared of them; raises 208 for one that there is not."""
    found: list[Table] = []
    for node in list(query.find_all(exp.Table)):
        if isinstance(node.this, exp.Anonymous):
            found += _permissions(node, schema)
            continue
        if is_common(node):
            continue
        shown = ".".join(part.name for part in node.parts)
        if node.catalog and node.catalog.casefold() != database.casefold():
            raise SqlError(208, f"Invalid object name '{shown}'.")
        table = schema.table(node.db or "dbo", node.name)
        if table is None:
            raise SqlError(208, f"Invalid object name '{shown}'.")
        node.set("catalog", None)
        node.set("db", exp.to_identifier(table.schema, quoted=True))
        found.append(table)
    return found


def _permissions(node: exp.Table, schema: Schema) -> list[Table]:
    """Turn fn_my_permissions(securable, class) into a query of the table that holds its answers."""
    function = node.this
    table = schema.table("sys", PERMISSIONS)
    if function.name.lower() != PERMISSIONS or len(function.expressions) != 2 or table is None:
        raise SqlError(208, f"Invalid object name '{function.name}'.")
    securable, kind = (argument.name if not isinstance(argument, exp.Null) else "" for argument in function.expressions)
    wanted = securable.replace("[", "").replace("]", "").lower()
    wanted = wanted if "." in wanted or kind.upper() != "OBJECT" else f"dbo.{wanted}"
    chosen = exp.select("entity_name", "subentity_name", "permission_name").from_(f"sys.{PERMISSIONS}")
    chosen = chosen.where(exp.EQ(this=exp.column("class"), expression=text(kind.upper())))
    if kind.upper() == "OBJECT":
        chosen = chosen.where(exp.EQ(this=exp.func("lower", exp.column("entity_name")), expression=text(wanted)))
    alias = node.alias or PERMISSIONS
    node.replace(chosen.subquery(alias))
    return [table]


def _rewritten(query: exp.Expr, sources: Sources) -> exp.Expr:
    _mark(query, sources)
    compare(sources, query)
    _together(query, sources)
    for node in reversed(list(query.bfs())):
        changed = _node(node)
        if changed is node:
            continue
        if node is query:
            query = changed
        else:
            node.replace(changed)
    return query


def _mark(query: exp.Expr, sources: Sources) -> None:
    """Note what depends on types, while every name still stands where it can be resolved."""
    for added in query.find_all(exp.Add):
        kinds = map(sources.kind, (added.this, added.expression))
        added.meta[TEXT] = any(kind is not None and kind.text for kind in kinds)
    for function in query.find_all(exp.Anonymous):
        if function.name.lower() == "datalength" and function.expressions:
            kind = sources.kind(function.expressions[0])
            function.meta[WIDE] = kind is None or kind.name in UNICODE


def _together(query: exp.Expr, sources: Sources) -> None:
    """Let what is sorted, grouped or made distinct go by the server's collation."""
    for ordered in query.find_all(exp.Ordered):
        ordered.set("this", _keyed(ordered.this, sources))
    for group in query.find_all(exp.Group):
        group.set("expressions", [_keyed(node, sources) for node in group.expressions])
    for select in query.find_all(exp.Select):
        united = isinstance(select.parent, exp.SetOperation) and bool(select.parent.args.get("distinct"))
        if select.args.get("distinct") or united:
            select.set("expressions", [_collated(node, sources) for node in select.expressions])


def _keyed(node: exp.Expr, sources: Sources) -> exp.Expr:
    inner, named = bare(node)
    kind = sources.kind(inner) if isinstance(inner, exp.Column) else None
    if kind is None:
        return inner
    if kind.text:
        return call("tsql_exact" if "_BIN" in named.upper() else "tsql_key", inner.copy())
    return call("tsql_moment", inner.copy()) if kind.moment else inner


def _collated(node: exp.Expr, sources: Sources) -> exp.Expr:
    kind = sources.kind(node)
    inner = node.unalias()
    if kind is None or not kind.text or isinstance(inner, exp.Star | exp.Anonymous):
        return node
    collated = exp.Collate(this=inner.copy(), expression=exp.var("tsql"))
    return exp.alias_(collated, node.alias_or_name, quoted=True) if node.alias_or_name else collated


def _node(node: exp.Expr) -> exp.Expr:
    """Return what one node becomes; what it holds has been changed already."""
    match node:
        case exp.National():
            return text(node.name)
        case exp.WithTableHint() | exp.QueryOption():
            return node
        case exp.Table() if node.args.get("hints"):
            node.set("hints", None)
            return node
        case exp.Select() if node.args.get("options"):
            node.set("options", None)
            return node
        case exp.Parameter(this=exp.Parameter()):
            return call("tsql_global", text(node.this.name.lower()))
        case exp.Collate() if node.expression.name != "tsql":
            return inner(node)
        case exp.Add() if node.meta.get(TEXT):
            return exp.DPipe(this=node.this, expression=node.expression, safe=True)
        case exp.Convert():
            return _cast("tsql_cast", node.this, node.expression)
        case exp.TryCast():
            return _cast("tsql_try", node.to, node.this)
        case exp.Cast() if not _ours(node):
            return _cast("tsql_cast", node.to, node.this)
        case _:
            return _function(node)


def _ours(node: exp.Cast) -> bool:
    """Tell a cast that was put there for SQLite's sake from one of the statement."""
    return OURS in node.meta or isinstance(node.parent, exp.Length)


def _cast(name: str, kind: exp.Expr, value: exp.Expr) -> exp.Expr:
    if data_type(kind) is None:
        raise SqlError(243, f"Type {kind.sql('tsql')} is not a defined system type.")
    return call(name, text(kind.sql("tsql")), value)


def _function(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.Length():
            return call("tsql_len", node.this.this if isinstance(node.this, exp.Cast) else node.this)
        case exp.Upper() | exp.Lower():
            return call(f"tsql_{node.key}", node.this)
        case exp.Left():
            return call("substr", node.this, exp.Literal.number(1), node.expression)
        case exp.CurrentTimestamp():
            return call("getdate")
        case exp.CurrentTimestampLTZ():
            return call("sysdatetimeoffset")
        case exp.CurrentUser():
            return call("suser_sname")
        case exp.ObjectId():
            return call("object_id", node.this)
        case exp.CurrentSchema():
            return call("schema_name", *filter(None, [node.this]))
        case exp.TimeStrToTime():
            return inner(node)
        case exp.DateDiff():
            return call("tsql_datediff", text(node.args["unit"].name), node.expression, node.this)
        case exp.DateAdd():
            return call("tsql_dateadd", text(node.args["unit"].name), node.expression, node.this)
        case exp.Anonymous() if node.name.lower() == "datalength":
            return call("tsql_bytes", node.expressions[0], exp.Literal.number(int(node.meta[WIDE])))
        case _:
            return node


def _written(query: exp.Expr, sources: Sources) -> Table:
    """Let every value go through the conversion of its column, and give rows their new version."""
    target = query.this.this if isinstance(query.this, exp.Schema) else query.this
    table = sources.schema.table(target.db, target.name) if isinstance(target, exp.Table) else None
    if table is None or table.schema != "dbo":
        raise SqlError(259, "Ad hoc updates to system catalogs are not allowed.")
    version = next((column for column in table.columns if column.kind.name == "rowversion"), None)
    if isinstance(query, exp.Update):
        _assigned(query, table)
        if version:
            query.append("expressions", exp.EQ(this=_name(version), expression=call("tsql_rowversion")))
    elif isinstance(query, exp.Insert):
        _inserted(query, table, version)
    return table


def _name(column: Column) -> exp.Column:
    return exp.column(exp.to_identifier(column.name, quoted=True))


def _checked(table: Table, name: str) -> Column:
    column = table.column(name)
    if column is None:
        raise SqlError(207, f"Invalid column name '{name}'.")
    if column.kind.name == "rowversion":
        raise SqlError(272, "Cannot update a timestamp column.")
    if column.computed:
        raise SqlError(271, f'The column "{name}" cannot be modified because it is a computed column.')
    return column


def _kept(table: Table, column: Column, value: exp.Expr) -> exp.Expr:
    return call("tsql_store", text(table.name), text(column.name), value)


def _assigned(query: exp.Update, table: Table) -> None:
    for assignment in query.expressions:
        column = _checked(table, assignment.this.name)
        assignment.set("this", _name(column))  # SQLite takes no table before the name
        assignment.set("expression", _kept(table, column, assignment.expression))


def _inserted(query: exp.Insert, table: Table, version: Column | None) -> None:
    if isinstance(query.this, exp.Schema):
        columns = [_checked(table, name.name) for name in query.this.expressions]
    else:
        columns = [column for column in table.columns if not column.computed and column is not version]
    target = query.this.this if isinstance(query.this, exp.Schema) else query.this
    names = [exp.to_identifier(column.name, quoted=True) for column in (*columns, *filter(None, [version]))]
    query.set("this", exp.Schema(this=target, expressions=names))
    rows = query.expression
    for row in rows.expressions if isinstance(rows, exp.Values) else [rows]:
        values = row.expressions
        if len(values) != len(columns):
            raise SqlError(213, "Column name or number of supplied values does not match table definition.")
        kept = [_kept(table, column, value.unalias()) for column, value in zip(columns, values, strict=True)]
        row.set("expressions", [*kept, *([call("tsql_rowversion")] if version else [])])
