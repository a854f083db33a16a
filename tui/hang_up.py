"""A terminal that is gone: how the operating system says so when something is written to it."""

from __future__ import annotations

import errno

HUNG_UP = 129
"""The exit code that a hang-up gives, by its signal or by what comes of writing (contract section 6)."""


def hung_up(error: BaseException) -> bool:
    """Tell whether this comes of writing to a terminal, or reading from one, that was closed."""
    return isinstance(error, OSError) and error.errno == errno.EIO
