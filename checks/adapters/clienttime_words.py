"""Sentences about reading and writing ClientTime."""

from __future__ import annotations

from checks.engine.phrase import Phrase

HANGS = Phrase(
    "ClientTime's database does not answer. What was running is left alone; it is asked again.",
    "ClientTimes database svarer ikke. Det, der var i gang, får lov at ligge; der spørges igen.",
)
NOT_ONE = Phrase(
    "ClientTime has {n} rows of this key, so no row is certain. Name the real key in the site file.",
    "ClientTime har {n} rækker med denne nøgle, så ingen række er sikker. Angiv den rigtige nøgle i opsætningen.",
)
SEEN_AFTERWARDS = Phrase(
    "The answer was lost; a fresh look shows that it was written.",
    "Svaret gik tabt; et nyt opslag viser, at det blev skrevet.",
)
NOT_SEEN_AFTERWARDS = Phrase(
    "The answer was lost; a fresh look shows that it was not written.",
    "Svaret gik tabt; et nyt opslag viser, at det ikke blev skrevet.",
)
NO_ZONE = Phrase(
    "[clienttime] timezone: “{name}” is not a time zone. Write one like Europe/Copenhagen.",
    "[clienttime] timezone: “{name}” er ikke en tidszone. Skriv en som Europe/Copenhagen.",
)
