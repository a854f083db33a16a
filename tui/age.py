"""Ages in steps, so that a screen on which nothing happens stays still."""

from __future__ import annotations

from datetime import datetime, timedelta

from checks.engine.phrase import Phrase
from tui.texts import dashboard as texts

STEP = 5


def age(then: datetime, now: datetime) -> Phrase:
    """Return how old something is: by 5 seconds up to a minute, then by the minute, hour, day."""
    seconds = max(int((now - then).total_seconds()), 0)
    if seconds < 60:
        return texts.SECONDS.with_(n=seconds // STEP * STEP)
    return length(timedelta(seconds=seconds))


def ago(then: datetime, now: datetime) -> Phrase:
    """Return the age as it stands in a sentence."""
    if (now - then).total_seconds() < STEP:
        return texts.NOW
    steps = age(then, now)
    return Phrase(texts.AGO.en.format(age=steps.en), texts.AGO.da.format(age=steps.da), steps.values)


def length(span: timedelta) -> Phrase:
    """Return a span of time in its largest whole unit."""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return texts.SECONDS.with_(n=seconds)
    if seconds < 3600:
        return texts.MINUTES.with_(n=seconds // 60)
    if seconds < 48 * 3600:
        return texts.HOURS.with_(n=seconds // 3600)
    return texts.DAYS.with_(n=seconds // 86400)


def clock(moment: datetime, now: datetime) -> str:
    """Return the local time of day without seconds, with the date where it is another day."""
    local, today = moment.astimezone(), now.astimezone()
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%d-%m %H:%M}"
