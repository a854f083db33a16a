"""What is known of a visit: lines in their places, what is asked again, and what was never told."""

from __future__ import annotations

from tests.support.scripted_doctor import CLIENTTIME, ECONOMIC, SITE, TERMINAL, line
from tui.chart import Chart, Standing
from tui.visit import Topic


def begun() -> Chart:
    chart = Chart()
    chart.begin()
    return chart


def seen(chart: Chart, worst_first: bool = False) -> list[tuple[str, str]]:
    return [(row.what.text(), row.standing.name) for row in chart.rows(worst_first)]


def test_at_first_every_topic_is_being_asked() -> None:
    assert [standing for _, standing in seen(begun())] == ["ASKING"] * len(Topic)


def test_lines_stand_with_their_topic_however_they_come() -> None:
    chart = begun()
    for topic in (TERMINAL, ECONOMIC, SITE):
        chart.take(topic, line("ok", topic.name))
        chart.take(topic, None)
    chart.take(CLIENTTIME, line("failed", "server port"))

    assert seen(chart) == [
        ("SITE", "OK"),
        ("server port", "FAILED"),
        ("ClientTime", "ASKING"),
        ("ECONOMIC", "OK"),
        ("TERMINAL", "OK"),
    ]


def test_a_later_line_about_the_same_thing_corrects_the_earlier() -> None:
    chart = begun()
    chart.take(CLIENTTIME, line("ok", "encryption"))
    chart.take(CLIENTTIME, line("failed", "encryption"))

    assert [row for row in seen(chart) if row[0] == "encryption"] == [("encryption", "FAILED")]


def test_what_an_earlier_visit_found_holds_no_more_until_it_is_told_again() -> None:
    chart = begun()
    chart.take(SITE, line("ok", "configuration"))
    chart.take(SITE, line("failed", "journal"))
    chart.take(SITE, None)
    chart.begin()

    assert seen(chart)[:2] == [("configuration", "ASKING"), ("journal", "ASKING")]
    chart.take(SITE, line("warning", "journal"))
    assert seen(chart)[:2] == [("journal", "WARNING"), ("configuration", "ASKING")]
    chart.take(SITE, None)
    assert seen(chart)[0] == ("journal", "WARNING")
    assert ("configuration", "ASKING") not in seen(chart)


def test_what_was_not_told_by_the_end_is_not_known() -> None:
    chart = begun()
    chart.take(SITE, line("ok", "configuration"))
    chart.take(SITE, None)
    chart.take(CLIENTTIME, line("ok", "server name"))
    chart.end()

    assert not chart.looking
    assert seen(chart) == [
        ("configuration", "OK"),
        ("server name", "OK"),
        ("ClientTime", "UNKNOWN"),
        ("e-conomic", "UNKNOWN"),
        ("terminal", "UNKNOWN"),
    ]


def test_a_whole_visit_leaves_nothing_unknown() -> None:
    chart = begun()
    for topic in Topic:
        chart.take(topic, line("ok", topic.name))
        chart.take(topic, None)
    chart.end()

    assert chart.count(Standing.OK) == len(chart.rows()) == len(Topic)


def test_the_worst_comes_first_where_that_is_asked_for() -> None:
    chart = begun()
    for sign, what in (("ok", "a"), ("warning", "b"), ("failed", "c"), ("ok", "d")):
        chart.take(SITE, line(sign, what))
    chart.take(SITE, None)
    chart.end()

    assert [what for what, _ in seen(chart, worst_first=True)][:1] == ["c"]
    assert [what for what, _ in seen(chart, worst_first=True)][-2:] == ["a", "d"]
