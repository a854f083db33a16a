"""The screen's side of a scout in a process of its own: one question at a time, and no driver here."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from checks.adapters.discovery import FoundDatabases, FoundTable
from checks.adapters.platform import own_session
from checks.engine.errors import Fault
from checks.engine.phrase import Phrase
from tui.config import PASSWORD
from tui.environment import for_child
from tui.scout import Draft, LoginRefused, Target
from tui.wire import WireFault, packed, receive

FOUND, FAULT, REFUSED = "found", "fault", "refused"


@dataclass(slots=True)
class ScoutProcess:
    """Fulfils `Scout`."""

    _process: asyncio.subprocess.Process | None = None
    _knows: bool = False

    @property
    def knows_password(self) -> bool:
        """Tell whether a typed password was handed over, and is still known there."""
        return self._knows

    async def databases(self, target: Target) -> FoundDatabases:
        """Return the databases that hold both known columns, and those that nobody could look into."""
        return cast("FoundDatabases", await self._at(target, "databases"))

    async def tables(self, target: Target) -> tuple[FoundTable, ...]:
        """Return the tables of the database that was named."""
        return cast("tuple[FoundTable, ...]", await self._at(target, "tables"))

    async def proposed(self, draft: Draft) -> str | None:
        """Return the number of an invoice to begin with."""
        return cast("str | None", await self._ask("proposed", draft.text, str(draft.path), draft.name))

    async def invoice(self, draft: Draft, number: str) -> Phrase | None:
        """Return the only invoice of this number as a question."""
        return cast("Phrase | None", await self._ask("invoice", draft.text, str(draft.path), draft.name, number))

    async def put_on_record(self, path: Path, name: str) -> None:
        """Put the tables of a site that was just written on record."""
        await self._ask("put_on_record", str(path), name)

    async def password(self) -> str | None:
        """Return the typed password that let the last look in."""
        return cast("str | None", await self._ask("password"))

    async def close(self) -> None:
        """End it at once: it only reads."""
        process, self._process, self._knows = self._process, None, False
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.communicate()

    async def _at(self, target: Target, verb: str) -> object:
        return await self._ask(verb, target.plain(), dict(target.secrets))

    async def _ask(self, verb: str, *arguments: object) -> object:
        """Return the answer; a process that is left while it answers is ended, since a driver may hold it."""
        answered = False
        try:
            process = self._process = self._process or await _started()
            assert process.stdin is not None  # noqa: S101 - started with pipes
            assert process.stdout is not None  # noqa: S101 - likewise
            process.stdin.write(packed((verb, arguments)))
            if verb in {"databases", "tables"}:
                self._knows = self._knows or PASSWORD in cast("dict[str, str]", arguments[1])
            kind, value = cast("tuple[str, object]", await receive(process.stdout))
            answered = True
        except (EOFError, WireFault, ConnectionError):
            raise Fault(GONE) from None
        except OSError as error:
            raise Fault(NOT_STARTED.with_(why=error.strerror or type(error).__name__)) from None
        finally:
            if not answered:
                await self.close()
        if kind == FOUND:
            return value
        raise (LoginRefused if kind == REFUSED else Fault)(cast(Phrase, value))


async def _started() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "tui.scout_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # there is no folder of this site yet, and drivers print
        env=for_child(),
        limit=2**20,
        **own_session(),
    )


GONE = Phrase(
    "What looked into the database stopped unexpectedly. Try again.",
    "Det, der så efter i databasen, stoppede uventet. Prøv igen.",
)
NOT_STARTED = Phrase(
    "The look into the database could not be started ({why}). Try again.",
    "Der kunne ikke ses efter i databasen ({why}). Prøv igen.",
)
