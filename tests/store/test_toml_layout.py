"""Each statement is where the layout says."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.task_sets import texts, values
from waitgui.store.toml_layout import Layout, LayoutError
from waitgui.store.toml_text import document, key

TEXT = '''\
# A comment with [brackets] and = signs

format = 1   # one
"na\\u006de" = 'x # y'
a.b . "c d" = [ 1, # ]
  "]" ]
notes = """
[[tasks]] # not a header
x = "not a key\\""""" # after
literal = \'\'\'
[no] '' header\'\'\'
[[tasks]]
id="x"
 [ tasks . schedule ] # here
period="5m"
when = { a = { b = "}" }, c = [[1], [2]] }
[[tasks.more]]
[[tasks.more]]
at = 2027-01-01 08:00:00
[tasks.more.deep]
q=1
[[tasks]]
  id = ""\r
[tasks.action]
argv = [
  "one",
]'''

PLACES = [
    (("format",), 3, "1"),
    (("name",), 4, "'x # y'"),
    (("a", "b", "c d"), 5, '[ 1, # ]\n  "]" ]'),
    (("notes",), 7, '"""\n[[tasks]] # not a header\nx = "not a key\\"""""'),
    (("literal",), 10, "'''\n[no] '' header'''"),
    (("tasks", 0), 12, None),
    (("tasks", 0, "id"), 13, '"x"'),
    (("tasks", 0, "schedule"), 14, None),
    (("tasks", 0, "schedule", "period"), 15, '"5m"'),
    (("tasks", 0, "schedule", "when"), 16, '{ a = { b = "}" }, c = [[1], [2]] }'),
    (("tasks", 0, "more", 0), 17, None),
    (("tasks", 0, "more", 1), 18, None),
    (("tasks", 0, "more", 1, "at"), 19, "2027-01-01 08:00:00"),
    (("tasks", 0, "more", 1, "deep"), 20, None),
    (("tasks", 0, "more", 1, "deep", "q"), 21, "1"),
    (("tasks", 1), 22, None),
    (("tasks", 1, "id"), 23, '""'),
    (("tasks", 1, "action"), 24, None),
    (("tasks", 1, "action", "argv"), 25, '[\n  "one",\n]'),
]


def test_every_statement_with_its_line_and_its_value() -> None:
    tomllib.loads(TEXT)
    found = [
        (statement.loc, statement.line, statement.value and TEXT[slice(*statement.value)])
        for statement in Layout(TEXT).statements
    ]
    assert found == PLACES


def test_statements_follow_each_other_from_line_start_to_line_end() -> None:
    statements = Layout(TEXT).statements
    for before, after in pairwise(statements):
        assert before.start < before.end <= after.start
        assert TEXT[after.start - 1] == "\n"
        assert TEXT[before.end - 1] == "\n"
    assert statements[-1].end == len(TEXT)


def test_the_line_of_what_is_not_there_is_that_of_what_it_would_be_in() -> None:
    layout = Layout(TEXT)
    assert layout.line(("tasks", 0, "schedule", "jitter")) == 14
    assert layout.line(("tasks", 1, "schedule", "period")) == 22
    assert layout.line(("tasks", 0, "schedule", "when", "a", "b")) == 16
    assert layout.line(("nothing",)) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a = 1\n\na = 2", [(("a",), 3, 1)]),
        ("[a]\nb = 1\n[a]", [(("a",), 3, 1)]),
        ("[[t]]\nx = 1\n[[t]]\nx = 2\nx = 3", [(("t", 1, "x"), 5, 4)]),
    ],
)
def test_what_stands_twice(text: str, places: list[object]) -> None:
    assert [(statement.loc, statement.line, first) for statement, first in Layout(text).repeated] == places


@pytest.mark.parametrize("text", ["a", "= 1", "[a", "[[a]", "a. = 1", "[]", '"a = 1'])
def test_what_is_not_toml_is_refused_or_passed_over(text: str) -> None:
    with suppress(LayoutError):
        Layout(text)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)


@given(st.text(st.sampled_from("ab=[]{}\"'#\\.\n\r ,1"), max_size=60))
def test_any_text_has_a_layout_or_none(text: str) -> None:
    try:
        statements = Layout(text).statements
    except LayoutError:
        return
    assert all(statement.start < statement.end <= len(text) for statement in statements)


@given(st.dictionaries(texts, values, max_size=6))
def test_the_values_that_it_finds_are_those_of_the_text(content: dict[str, object]) -> None:
    text = document(content)
    data = tomllib.loads(text)
    for statement in Layout(text).statements:
        here = data
        for part in statement.loc:
            here = here[part]
        if statement.value is not None:
            (found,) = tomllib.loads(f"x = {text[slice(*statement.value)]}").values()
            assert found == here
            assert text[statement.start : statement.value[0]].strip(" =") == key(str(statement.loc[-1]))
