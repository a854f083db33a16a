"""A program that holds a link to an engine, as a screen does, so that it can be killed: `holder SITE [KEY]`.

It says `ready` after the first cycle, and `applying` when the fix of KEY is under way.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from checks.engine.plan import FixPlan, Request
from tests.support.watching import Watching
from tui.options import parse
from tui.wiring import link_to_engine, open_site, secrets_of


async def hold(config: Path, key: str | None) -> None:
    """Follow the engine until killed; apply one fix, where one is named."""
    site = open_site(parse(["--config", str(config)]))
    link = link_to_engine(site, secrets_of(site))
    watched = Watching(link)
    following = asyncio.create_task(watched.follow())
    await watched.cycled()
    print("ready", flush=True)
    if key is not None:
        plan = await link.plan(Request(key))
        assert isinstance(plan, FixPlan), plan
        print("applying", flush=True)
        await link.apply(plan.id)
        print("applied", flush=True)
    await following


if __name__ == "__main__":
    asyncio.run(hold(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
