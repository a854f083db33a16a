"""The screen's side of a real engine process, without the screen: a link, and the board that it told."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from checks.engine.board import Board, Notice, updated
from checks.engine.model import Finding
from checks.engine.plan import FixPlan, Request
from tests.support.firm import Firm
from tui.link import Link
from tui.options import parse
from tui.wiring import OpenSite, link_to_engine, open_site, secrets_of


@dataclass(slots=True)
class Watching:
    """`processes` are the engines that were started so far, the present one last."""

    link: Link
    processes: list[Process] = field(default_factory=list[Process])
    board: Board = field(default_factory=Board)
    notices: list[Notice] = field(default_factory=list[Notice])
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self) -> None:
        """Keep the board as the screen would."""
        async for update in self.link.watch():
            self.board = updated(self.board, update)
            self.notices += update.notices
            self._news.set()

    async def until(self, seen: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait until the board, or what was told, is so."""
        async with asyncio.timeout(seconds):
            while not seen():
                self._news.clear()
                await self._news.wait()

    async def cycled(self) -> None:
        """Wait for the first whole reading."""
        await self.until(lambda: self.board.pulse.cycle)

    def finding(self, key: str) -> Finding | None:
        """Return what the board shows under a key."""
        return self.board.panels[key.partition(":")[0]].findings.get(key)

    async def planned(self, key: str) -> FixPlan:
        """Plan the fix of a finding."""
        made = await self.link.plan(Request(key))
        assert isinstance(made, FixPlan), made
        return made


def opened(firm: Firm, *words: str) -> OpenSite:
    """Open the firm's site in this process, whose environment has to name its folders."""
    return open_site(parse(["--config", str(firm.config), *words]))


@asynccontextmanager
async def watching(firm: Firm, *words: str) -> AsyncGenerator[Watching]:
    """Start an engine for the firm and follow it; at the end the link is closed, where the test did not."""
    site = opened(firm, *words)
    link = link_to_engine(site, secrets_of(site))
    watched = Watching(link)
    link.start = _noting(link.start, watched.processes)
    following = asyncio.create_task(watched.follow())
    try:
        yield watched
    finally:
        await link.close()
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def _noting(start: Callable[[], Awaitable[Process]], started: list[Process]) -> Callable[[], Awaitable[Process]]:
    async def noted() -> Process:
        started.append(await start())
        return started[-1]

    return noted
