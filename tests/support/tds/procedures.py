"""The few stored procedures that the drivers call by themselves; any other one is told not to be there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.support.tds.answer import Answer, Described
from tests.support.tds.batch import MODULE, no_procedure
from tests.support.tds.engine import Engine
from tests.support.tds.facts import Facts
from tests.support.tds.information import called
from tests.support.tds.schema import Column, Table
from tests.support.tds.sqltype import INT, MAX, MOMENTS, Kept, SqlType, nvarchar

Given = dict[str, Kept]
NAME, SMALL = nvarchar(128), SqlType("smallint")
PLACE = (("TABLE_QUALIFIER", NAME), ("TABLE_OWNER", NAME), ("TABLE_NAME", NAME))
ODBC = {
    "bit": -7, "tinyint": -6, "smallint": 5, "int": 4, "bigint": -5, "real": 7, "float": 6, "decimal": 3, "money": 3,
    "smallmoney": 3, "char": 1, "varchar": 12, "nchar": -8, "nvarchar": -9, "binary": -2, "varbinary": -3,
    "rowversion": -2,
    "date": 91, "datetime": 93, "datetime2": 93, "smalldatetime": 93, "time": -154, "datetimeoffset": -155,
    "uniqueidentifier": -11,
}  # fmt: skip
"""Numbers of ODBC's types."""
LONGEST = {"varchar": 8000, "nvarchar": 4000, "varbinary": 8000, "datetime2": 27, "int": 10}
ARGUMENT = re.compile(r"\s*(?:@(\w+)\s*=\s*)?(?:N?'((?:[^']|'')*)'|(-?\d+)|(NULL)|(\w+))\s*(?:,|$)", re.I)


def spelled(text: str) -> tuple[str, Given]:
    """Return name and arguments of a call that was written out."""
    found = MODULE.match(text)
    assert found is not None
    given: Given = {}
    for place, (name, quoted, number, null, word) in enumerate(ARGUMENT.findall(found[2])):
        value: Kept = int(number) if number else None if null else word or quoted.replace("''", "'")
        given[name.lower() or str(place)] = value
    return found[1], given


def run(engine: Engine, name: str, given: Given, answer: Answer) -> None:
    """Answer a procedure; raises 2812 for one that is not here."""
    plain = name.replace("[", "").replace("]", "").lower().rpartition(".")[2]
    match plain:
        case "sp_datatype_info_100" | "sp_datatype_info_90" | "sp_datatype_info":
            _datatypes(given, answer)
        case "sp_tables":
            _tables(engine, given, answer)
        case "sp_columns_100" | "sp_columns_90" | "sp_columns":
            _columns(engine, given, answer)
        case "sp_pkeys":
            _keys(engine, given, answer)
        case _:
            raise no_procedure(name)


def _value(given: Given, place: int, name: str) -> Kept:
    return given.get(name, given.get(str(place)))


def _described(*columns: tuple[str, SqlType]) -> list[Described]:
    return [(name, kind, None) for name, kind in columns]


TYPES = _described(
    *(
        ("TYPE_NAME", NAME),
        ("DATA_TYPE", SMALL),
        ("PRECISION", INT),
        ("LITERAL_PREFIX", NAME),
        ("LITERAL_SUFFIX", NAME),
    ),
    *(("CREATE_PARAMS", NAME), ("NULLABLE", SMALL), ("CASE_SENSITIVE", SMALL), ("SEARCHABLE", SMALL)),
    *(("UNSIGNED_ATTRIBUTE", SMALL), ("MONEY", SMALL), ("AUTO_INCREMENT", SMALL), ("LOCAL_TYPE_NAME", NAME)),
    *(("MINIMUM_SCALE", SMALL), ("MAXIMUM_SCALE", SMALL), ("SQL_DATA_TYPE", SMALL), ("SQL_DATETIME_SUB", SMALL)),
    *(("NUM_PREC_RADIX", INT), ("INTERVAL_PRECISION", SMALL), ("USERTYPE", SMALL)),
)


def _datatypes(given: Given, answer: Answer) -> None:
    wanted = int(_value(given, 0, "data_type") or 0)
    found: list[tuple[Kept, ...]] = []
    for name, number in sorted(
        ODBC.items(), key=lambda item: (item[0] in {"money", "smallmoney", "datetime", "smalldatetime"}, item[1])
    ):
        if wanted in {0, number}:
            quote = "'" if SqlType(name).text or name in MOMENTS else None
            shown = (name, number, LONGEST.get(name, 38), quote, quote, None, 1, 0, 3, 0, 0, 0, name)
            found.append((*shown, 0, 7 if "datetime" in name else 0, number, None, 10, None, 0))
    answer.table(TYPES, found)


def _seen(engine: Facts) -> list[Table]:
    return [table for table in engine.schema.of("dbo") if engine.rights.sees(table.name)]


def _like(pattern: Kept, name: str) -> bool:
    """Tell whether a name fits a pattern of ODBC; none fits all."""
    if not isinstance(pattern, str) or not pattern:
        return True
    parts = [found[0] for found in re.finditer(r"\\.|\[[^\]]\]|.", pattern)]
    wild = {"%": ".*", "_": "."}
    bare_parts = (part.strip("\\[]") if len(part) > 1 else part for part in parts)
    spelled_out = "".join(
        wild[part] if part in wild else re.escape(plain) for part, plain in zip(parts, bare_parts, strict=True)
    )
    return re.fullmatch(spelled_out, name, re.I) is not None


def _tables(engine: Engine, given: Given, answer: Answer) -> None:
    described = _described(*PLACE, ("TABLE_TYPE", nvarchar(32)), ("REMARKS", nvarchar(254)))
    kinds = str(_value(given, 3, "table_type") or "'TABLE','VIEW'")
    found = [
        (engine.properties.database, "dbo", table.name, kind, None)
        for table in sorted(_seen(engine), key=lambda table: table.name)
        if (kind := "VIEW" if table.view else "TABLE") in kinds and _like(_value(given, 0, "table_name"), table.name)
    ]
    answer.table(described, found)


COLUMNS = _described(
    *PLACE,
    *(
        ("COLUMN_NAME", NAME),
        ("DATA_TYPE", SMALL),
    ),
    *(
        ("TYPE_NAME", NAME),
        ("PRECISION", INT),
        ("LENGTH", INT),
        ("SCALE", SMALL),
        ("RADIX", SMALL),
        ("NULLABLE", SMALL),
    ),
    *(
        ("REMARKS", nvarchar(254)),
        ("COLUMN_DEF", nvarchar(4000)),
        ("SQL_DATA_TYPE", SMALL),
        ("SQL_DATETIME_SUB", SMALL),
    ),
    *(
        ("CHAR_OCTET_LENGTH", INT),
        ("ORDINAL_POSITION", INT),
        ("IS_NULLABLE", nvarchar(254)),
        ("SS_DATA_TYPE", SqlType("tinyint")),
    ),
)


def _columns(engine: Engine, given: Given, answer: Answer) -> None:
    table_name, column_name = _value(given, 0, "table_name"), _value(given, 3, "column_name")
    found = [
        _column(engine.properties.database, table, column)
        for table in _seen(engine)
        for column in table.columns
        if _like(table_name, table.name) and _like(column_name, column.name)
    ]
    answer.table(COLUMNS, found)


def _column(database: str, table: Table, column: Column) -> tuple[Kept, ...]:
    kind = column.kind
    number = ODBC[kind.name]
    precision = kind.precision or (kind.length if kind.length > 0 else 0 if kind.length == MAX else kind.bytes_long)
    octets = (0 if kind.length == MAX else kind.bytes_long) if kind.text else None
    place = database, "dbo", table.name, column.name, number, called(kind), precision, kind.bytes_long
    rest = kind.scale, 10, int(column.nullable), None, column.default, number, None, octets, column.place
    return *place, *rest, "YES" if column.nullable else "NO", 0


def _keys(engine: Engine, given: Given, answer: Answer) -> None:
    described = _described(*PLACE, ("COLUMN_NAME", NAME), ("KEY_SEQ", SMALL), ("PK_NAME", NAME))
    wanted = _value(given, 0, "table_name")
    found: Sequence[tuple[Kept, ...]] = [
        (engine.properties.database, "dbo", table.name, column.name, column.key, f"PK_{table.name}")
        for table in _seen(engine)
        for column in table.columns
        if column.key and _like(wanted, table.name)
    ]
    answer.table(described, found)
