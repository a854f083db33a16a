"""Cases of which the short run takes some and the long one all."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet


def sample(cases: Iterable[object], every: int = 5) -> list[ParameterSet]:
    """Return all cases; the first and every so many after it are in the short run too."""
    return [pytest.param(case, marks=() if n % every == 0 else pytest.mark.long) for n, case in enumerate(cases)]
