"""Writes the parts of the README that the program knows better: the table of checks and the keys.

python tests/readme.py            write them
python tests/readme.py --check    tell whether they are as they should be
"""

from __future__ import annotations

import sys
from pathlib import Path

from checks.engine.check import discover
from tui.texts.keys import key_table

README = Path(__file__).parents[1] / "README.md"


def checks_table() -> str:
    """Return one line a check: id, title, what it finds."""
    rows = [f"| `{check.id}` | {check.title.en} | {check.help.en} |" for check in discover()]
    return "\n".join(["| check | title | finds |", "|---|---|---|", *rows])


def generated(text: str) -> str:
    """Return the README with its generated parts made anew."""
    for name, part in (("checks", checks_table()), ("keys", key_table("en"))):
        head, begin, rest = text.partition(f"<!-- {name} -->")
        _, end, tail = rest.partition(f"<!-- /{name} -->")
        text = f"{head}{begin}\n{part.strip()}\n{end}{tail}"
    return text


if __name__ == "__main__":
    now = README.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        sys.exit("run python tests/readme.py" if generated(now) != now else 0)
    README.write_text(generated(now), encoding="utf-8")
