"""A batch is cut into its statements, and each is told apart by its first words; nothing else is looked at here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tests.support.tds.errors import SqlError, syntax, unsupported

PIECE = re.compile(
    r"""(?P<blank>\s+|--[^\n]*|/\*.*?\*/)|(?P<end>;)|(?P<open>\()|(?P<close>\))"""
    r"""|(?P<quoted>'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*")|(?P<word>[^\s;()'"\[]+)""",
    re.S,
)
MODULE = re.compile(r"^(?:EXEC(?:UTE)?\s+)?((?:\[?sys\]?\.)?\[?(?:sp|xp)_\w+\]?)\s*(.*)$", re.I | re.S)


class Kind(Enum):
    """What a statement is, as far as its first words tell."""

    QUERY = auto()
    SETTING = auto()
    BEGIN = auto()
    COMMIT = auto()
    ROLLBACK = auto()
    USE = auto()
    WAIT = auto()
    PROCEDURE = auto()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a batch."""

    kind: Kind
    text: str
    argument: str = ""


FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I | re.S))
    for kind, pattern in (
        (Kind.QUERY, r"^(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b()"),
        (Kind.SETTING, r"^SET\s+(.+)$"),
        (Kind.BEGIN, r"^BEGIN\s+TRAN(?:SACTION)?(?:\s+\w+)?\s*()$"),
        (Kind.COMMIT, r"^COMMIT(?:\s+(?:WORK|TRAN(?:SACTION)?(?:\s+\w+)?))?\s*()$"),
        (Kind.ROLLBACK, r"^ROLLBACK(?:\s+(?:WORK|TRAN(?:SACTION)?))?\s*()$"),
        (Kind.USE, r"^USE\s+\[?([^\]\s]+)\]?\s*$"),
        (Kind.WAIT, r"^WAITFOR\s+DELAY\s+N?'([\d:.]+)'\s*$"),
    )
)
OTHERS = re.compile(
    r"^(IF|WHILE|DECLARE|MERGE|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|DENY|PRINT|RAISERROR|THROW|SAVE|BULK|BACKUP|RESTORE"
    r"|DBCC|KILL|GOTO|RETURN|BEGIN|OPEN|CLOSE|FETCH|DEALLOCATE|COMMIT|ROLLBACK|WAITFOR|CHECKPOINT|RECONFIGURE)\b",
    re.I,
)
CALL = re.compile(r"^EXEC(?:UTE)?\s+(\S+)", re.I)
SETS = re.compile(r"\s+(?=SET\s)", re.I)
"""Settings may stand side by side without a semicolon."""


def pieces(batch: str) -> Iterator[str]:
    """Yield the statements between semicolons, without comments at their ends."""
    depth, start, at = 0, 0, 0
    while at < len(batch):
        found = PIECE.match(batch, at)
        if found is None:
            raise SqlError(105, f"Unclosed quotation mark after the character string '{batch[at : at + 20]}'.")
        match found.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "end" if depth == 0:
                yield _bare(batch[start:at])
                start = found.end()
            case _:
                pass
        at = found.end()
    yield _bare(batch[start:])


def _bare(text: str) -> str:
    """Return a piece without the blanks and comments before it."""
    while (found := PIECE.match(text)) and found.lastgroup == "blank":
        text = text[found.end() :]
    return text.rstrip()


def statements(batch: str) -> tuple[Statement, ...]:
    """Return what a batch asks for; raises SqlError before any of it is done, as a batch is compiled as a whole."""
    texts = [text for piece in pieces(batch) if piece for text in _side_by_side(piece)]
    return tuple(map(statement, texts))


def _side_by_side(piece: str) -> list[str]:
    return SETS.split(piece) if piece[:4].upper() == "SET " and "'" not in piece else [piece]


def statement(text: str) -> Statement:
    """Return one statement by its first words, or refuse it."""
    for kind, form in FORMS:
        if found := form.match(text):
            return Statement(kind, text, found[1])
    if found := MODULE.match(text):
        return Statement(Kind.PROCEDURE, text, found[1])
    if found := CALL.match(text):
        raise no_procedure(found[1])
    if found := OTHERS.match(text):
        raise unsupported(found[1].upper())
    raise syntax(text.split(maxsplit=1)[0][:40])


def no_procedure(name: str) -> SqlError:
    """Return what a server says of a procedure that it does not have."""
    return SqlError(2812, f"Could not find stored procedure '{name}'.", state=62)
