"""Keys that come in one burst: each is done, and the focus moved by it, before the next one is sent on its way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event
from textual.message_pump import MessagePump

ROUNDS = 3
"""A key can become a message, and that a change of focus or another screen: each takes one round."""
LONGEST = 1.0
"""After so many seconds the next key goes on its way all the same."""


@dataclass(slots=True)
class KeyQueue:
    """Hands a lone key on at once; one that follows too soon waits until the focus is where it will be.

    Without it a whole burst goes to the widget that had the focus when the first key of it came.
    """

    app: App[object]
    deliver: Callable[[Event], Awaitable[None]]
    _waiting: deque[Event] = field(default_factory=deque[Event])
    _task: asyncio.Task[None] | None = None

    async def take(self, event: Event) -> None:
        """Send a key on its way, or let it wait for those before it."""
        self._waiting.append(event)
        if self._task is None or self._task.done():
            target = self._target()
            await self.deliver(self._waiting.popleft())
            self._task = asyncio.create_task(self._rest(target))

    async def _rest(self, target: DOMNode) -> None:
        await self._settled(target)
        while self._waiting:
            target = self._target()
            await self.deliver(self._waiting.popleft())
            await self._settled(target)

    def _target(self) -> DOMNode:
        return self.app.focused or self.app.screen

    async def _settled(self, target: DOMNode) -> None:
        """Wait until everyone between the target and the app has done what was before them."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                for _ in range(ROUNDS):
                    for node in target.ancestors_with_self:
                        await _passed(node)
                    target = self._target()


async def _passed(pump: MessagePump) -> None:
    """Wait until a pump has worked off what it has; one that is closing has nothing left to do."""
    passed = asyncio.Event()
    if pump.is_running and pump.call_later(passed.set):
        await passed.wait()
