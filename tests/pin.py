"""Pins every dependency: exact versions into pyproject.toml, hashes into requirements.lock.

    python tests/pin.py            take today's versions within what pyproject.toml asks for
    python tests/pin.py --check    tell whether both files say the same; changes nothing, asks nobody

There is no uv.lock in the repository, because it names the host of the package registry.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT, LOCK = ROOT / "pyproject.toml", ROOT / "requirements.lock"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$", re.M)
BLOCK = re.compile(r"constraint-dependencies = \[.*?\]", re.S)


def exported(*groups: str) -> str:
    """Return the resolved requirements with hashes, without index addresses."""
    command = ["uv", "export", "-q", "--no-emit-project", "--no-header", "--no-annotate", *groups]
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def pins(text: str) -> set[str]:
    """Return the pinned versions of a requirements text, without hashes."""
    return {f"{name.lower()}=={version}" for name, version, _ in PIN.findall(text)}


def constraints() -> set[str]:
    """Return the pinned versions that pyproject.toml names."""
    listed: list[str] = tomllib.loads(PROJECT.read_text())["tool"]["uv"]["constraint-dependencies"]
    return {entry.partition(";")[0].strip() for entry in listed}


def disagreement() -> set[str]:
    """Return what the lock pins and pyproject.toml does not; the latter also has the tools of the tests."""
    return pins(LOCK.read_text()) - constraints()


def pin() -> None:
    """Resolve anew and write both files."""
    PROJECT.write_text(BLOCK.sub("constraint-dependencies = []", PROJECT.read_text()))
    (ROOT / "uv.lock").unlink(missing_ok=True)
    everything = exported("--all-groups", "--no-hashes")
    listed = "".join(f'  "{entry}",\n' for entry in sorted(pins(everything)))
    PROJECT.write_text(BLOCK.sub(f"constraint-dependencies = [\n{listed}]", PROJECT.read_text()))
    LOCK.write_text(
        "# Runtime dependencies with hashes, made by tests/pin.py; install with --require-hashes.\n" + exported()
    )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"pyproject.toml lacks {sorted(disagreement())}" if disagreement() else 0)
    pin()
