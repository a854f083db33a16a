"""The exit code of `check` and `demo --headless`, after the Nagios plugin convention."""

from __future__ import annotations

from checks.engine.model import Health, Report, Status

OK, WARNING, CRITICAL, UNKNOWN = range(4)


def exit_code(report: Report) -> int:
    """Return 3 for a source that is down, else 2, 3 or 1 for the worst check, else 0."""
    statuses = {result.status for result in report.results}
    if any(source.health is Health.DOWN for source in report.sources):
        return UNKNOWN
    if Status.CRITICAL in statuses:
        return CRITICAL
    if Status.UNKNOWN in statuses:
        return UNKNOWN
    return WARNING if Status.WARNING in statuses else OK
