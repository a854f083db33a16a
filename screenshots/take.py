"""Takes every picture of the README from the demo, by keys, as a person would.

    uv run --group dev python screenshots/take.py

It starts the real demo (still, seed 1) in a folder of its own, runs the real screen with its engine process, and
writes SVG files beside this one.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.options import Options

HERE = Path(__file__).parent
SIZE = (120, 34)
SETTLING = 0.6
"""Seconds before a picture is taken and the next key pressed: a key that comes before the paint is dropped."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`keys` lead from the picture before to this one; `shows` is a pattern that has to be on the screen first.

    A blank is an entity in the picture, so the patterns leave room for it.
    """

    name: str
    keys: tuple[str, ...]
    shows: str


PICTURES = (
    Picture("dashboard", (), "critical"),
    Picture("plan", ("f",), "Before"),
    Picture("done", ("a",), "read.{1,6}back"),
    Picture("journal", ("l",), "Entry.{1,6}1"),
)


def main() -> None:
    """Take the pictures in English, and the first one in Danish."""
    sys.path.insert(0, str(HERE.parent))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"CTMON_STATE_HOME": home, "CTMON_CONFIG_HOME": home, "COLORTERM": "truecolor"}
        from tui.commands.demo import claimed, prepared, stand_in
        from tui.options import parse
        from tui.site_file import state_home

        options = parse(["demo", "--still"])
        with claimed(state_home()) as folder:
            config = prepared(folder, options)
            with stand_in(folder, options):
                asyncio.run(session(replace(options, config=config), PICTURES))
                danish = replace(options, config=config, language="da")
                asyncio.run(session(danish, (Picture("dashboard-da", (), "kritisk"),)))


async def session(options: Options, pictures: tuple[Picture, ...]) -> None:
    """Open the screen and take these pictures one after the other."""
    from tui.app import CtmonApp
    from tui.desk import Desk
    from tui.wiring import link_to_engine, open_site, secrets_of

    site = open_site(options)
    app = CtmonApp(Desk(link_to_engine(site, secrets_of(site)), site.card, site.language))
    async with app.run_test(size=SIZE) as pilot:
        for picture in pictures:
            await pilot.press(*picture.keys)
            for _ in range(200):
                await pilot.pause(0.05)
                if re.search(picture.shows, app.export_screenshot()):
                    break
            else:
                raise SystemExit(f"{picture.name}: “{picture.shows}” did not come")
            await pilot.pause(SETTLING)
            (HERE / f"{picture.name}.svg").write_text(app.export_screenshot(title="ctmon"), encoding="utf-8")
            print(picture.name)


if __name__ == "__main__":
    main()
