"""SET statements: each one here is acted on, or says what is so anyway; all others are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.support.tds.errors import SqlError, syntax
from tests.support.tds.locks import FOR_EVER

LEVELS = {
    "READ COMMITTED": 2,
    "REPEATABLE READ": 3,
    "SERIALIZABLE": 4,
    "SNAPSHOT": 5,
}
"""READ UNCOMMITTED is not here: SQLite has no way to read what is not committed."""
AS_IT_IS = frozenset(
    {
        "ANSI_NULLS ON", "ANSI_PADDING ON", "ANSI_WARNINGS ON", "ANSI_NULL_DFLT_ON ON", "QUOTED_IDENTIFIER ON",
        "CONCAT_NULL_YIELDS_NULL ON", "ARITHABORT ON", "IMPLICIT_TRANSACTIONS OFF", "CURSOR_CLOSE_ON_COMMIT OFF",
        "NUMERIC_ROUNDABORT OFF", "LANGUAGE US_ENGLISH", "DATEFORMAT YMD", "TEXTSIZE 2147483647", "FMTONLY OFF",
        "ANSI_DEFAULTS ON", "ROWCOUNT 0",
    }
)  # fmt: skip
"""What the drivers send and what is so anyway."""
PRIORITIES = frozenset({"LOW", "NORMAL", "HIGH"})
ISOLATION = re.compile(r"^TRANSACTION ISOLATION LEVEL (.+)$")
WAITING = re.compile(r"^LOCK_TIMEOUT (-?\d+)$")
PRIORITY = re.compile(r"^DEADLOCK_PRIORITY (LOW|NORMAL|HIGH|-?\d+)$")


@dataclass(slots=True)
class Settings:
    """What a session is set to; lasts until it is reset."""

    nocount: bool = False
    xact_abort: bool = False
    lock_timeout: int = FOR_EVER
    priority: str = "NORMAL"
    level: int = 2
    said: list[str] = field(default_factory=list[str])
    """Every setting as it was acted on, for a test to look at."""

    def apply(self, argument: str) -> None:
        """Act on what stands after SET; raises SqlError for what is on no list."""
        text = " ".join(argument.upper().replace("=", " ").split())
        match text:
            case "NOCOUNT ON" | "NOCOUNT OFF":
                self.nocount = text.endswith("ON")
            case "XACT_ABORT ON" | "XACT_ABORT OFF":
                self.xact_abort = text.endswith("ON")
            case _ if found := WAITING.match(text):
                self.lock_timeout = int(found[1])
            case _ if found := PRIORITY.match(text):
                self.priority = found[1]
            case _ if (found := ISOLATION.match(text)) and found[1] in LEVELS:
                self.level = LEVELS[found[1]]
            case _ if text not in AS_IT_IS:
                raise _refused(text)
            case _:
                pass
        self.said.append(text)


def _refused(text: str) -> SqlError:
    name = text.split()[0] if text else ""
    if ISOLATION.match(text) or name in {"NOCOUNT", "XACT_ABORT", "LOCK_TIMEOUT", "DEADLOCK_PRIORITY"}:
        return syntax(text.split()[-1])
    return SqlError(195, f"'{name}' is not a recognized SET option.", 15)
