"""The line of a key is found through every way in which TOML lets it be written."""

from __future__ import annotations

import pytest

from tui.toml_lines import line_of

TEXT = '''\
title = """
[clienttime]
sqlite = 'not this one'
"""
list = [
  "x = 1", # ] { = [monitor]
  "y",
]
"quoted key"."a.b" = 1
[ clienttime . "cust omer" ]  # { [
active = { column = "A", values = ["x", "y = 2"], not = true }
deep = { a = { b = 1 }, c = [ { d = 2 }, 3 ], e.f = 4 }
z.y.x = 1.5
\'dbo.Customer\' = \'\'\'
[fixes]\'\'\'
[[many]]
one = 1
[monitor]
interval = "1s"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("list",), 5),
        (("quoted key",), 9),
        (("quoted key", "a.b"), 9),
        (("clienttime",), 10),
        (("clienttime", "cust omer"), 10),
        (("clienttime", "cust omer", "active"), 11),
        (("clienttime", "cust omer", "active", "not"), 11),
        (("clienttime", "cust omer", "deep", "a", "b"), 12),
        (("clienttime", "cust omer", "deep", "c", "d"), 12),
        (("clienttime", "cust omer", "deep", "e", "f"), 12),
        (("clienttime", "cust omer", "z", "y"), 13),
        (("clienttime", "cust omer", "dbo.Customer"), 14),
        (("many", "one"), 17),
        (("monitor", "interval"), 19),
    ],
)
def test_a_key_has_its_line(path: tuple[str, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_a_key_that_is_not_there_has_the_line_of_its_table() -> None:
    assert line_of(TEXT, ("monitor", "grace")) == 18


def test_what_stands_nowhere_has_the_first_line() -> None:
    assert line_of(TEXT, ("economic", "rest_url")) == 1


def test_only_line_ends_of_toml_count_as_lines() -> None:
    text = "# one\u2028still one\x85still one\nkey = 1\n"

    assert line_of(text, ("key",)) == 2


def test_a_key_in_a_list_over_several_lines_has_its_own_line() -> None:
    text = "rows = [\n  { a = 1 },\n  { b = 2 },\n]\nkey = 1\n"

    assert [line_of(text, path) for path in (("rows", "a"), ("rows", "b"), ("key",))] == [2, 3, 5]
