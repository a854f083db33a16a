"""What is written twice says the same: README, pins, lock, and nothing names a registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.pin import constraints, disagreement
from tests.readme import README, generated

ROOT = Path(__file__).parents[1]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def test_the_readme_says_what_the_program_says() -> None:
    text = README.read_text(encoding="utf-8")

    assert generated(text) == text


def test_every_locked_version_is_the_pinned_one() -> None:
    assert disagreement() == set()
    assert constraints()


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert lock.count("--hash=sha256:") > 20
    assert "://" not in lock


def test_no_resolver_file_that_names_a_host_is_kept() -> None:
    if not (files := tracked()):
        pytest.skip("not a git checkout")

    assert "uv.lock" not in {path.name for path in files}


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"\]\((screenshots/[^)]+)\)", README.read_text(encoding="utf-8"))

    assert pictures
    assert [name for name in pictures if not (ROOT / name).exists()] == []
