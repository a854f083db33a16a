"""The house stands as drawn: arrows, sizes, one test a check, light doors."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = sorted(p for p in (ROOT / "checks").glob("*.py") if p.name != "__init__.py")
SOURCES = sorted(p for room in ("tui", "checks", "tests", "screenshots") for p in (ROOT / room).rglob("*.py"))
ENGINE = sorted((ROOT / "checks" / "engine").glob("*.py"))
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("check", CHECKS, ids=lambda p: p.stem)
def test_a_check_imports_the_engine_and_the_standard_library_only(check: Path) -> None:
    for name in imports(check):
        first = name.partition(".")[0]

        assert name.startswith("checks.engine") or first in sys.stdlib_module_names, name


@pytest.mark.parametrize("check", CHECKS, ids=lambda p: p.stem)
def test_a_check_is_short_and_has_a_test_file_of_its_name(check: Path) -> None:
    assert len(check.read_text().splitlines()) < 80
    assert (ROOT / "tests" / "checks" / f"test_{check.name}").exists()


def test_there_are_checks_at_all() -> None:
    assert {"null_foreign_id", "only_in_economic", "stale_address", "unposted_invoice", "broken_link"} <= {
        check.stem for check in CHECKS
    }


@pytest.mark.parametrize("module", ENGINE, ids=lambda p: p.stem)
def test_the_engine_has_no_clock_of_its_own(module: Path) -> None:
    tree = ast.parse(module.read_text())
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    }

    assert not called & CLOCKS


@pytest.mark.parametrize("module", ENGINE, ids=lambda p: p.stem)
def test_the_engine_imports_the_standard_library_and_rapidfuzz_only(module: Path) -> None:
    allowed = {*sys.stdlib_module_names, "checks", "rapidfuzz"}

    assert {name.partition(".")[0] for name in imports(module)} <= allowed


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}

    assert long == {}


def test_no_package_file_stands_in_the_tests() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("tui.program", {"textual", "httpx", "pyodbc", "sqlite3", "rapidfuzz"}),
        ("tui.wiring", {"textual", "pyodbc"}),
        ("tui.app", {"httpx", "pyodbc", "sqlite3", "checks.adapters.clienttime", "checks.adapters.economic"}),
        ("tui.engine", {"textual", "rich"}),
        ("tui.set_up_app", {"httpx", "pyodbc", "sqlite3", "checks.adapters.clienttime"}),
    ],
)
def test_a_door_is_light(module: str, heavy: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)

    assert not heavy & set(loaded.stdout.split())
