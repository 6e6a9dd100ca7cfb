"""What one start leaves for another: round trip, and nothing that isn't a letter is taken for one."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.store import letter
from waitgui.store.letter import Letter, UnreadableLetterError

texts = st.binary().map(lambda name: os.fsdecode(name.replace(b"\0", b"")))  # whatever the system may name things
paths = st.lists(texts.map(lambda name: f"/{name}"), max_size=5).map(tuple)


@given(st.builds(Letter, paths, st.booleans(), st.booleans(), texts))
def test_a_letter_comes_back_as_it_was(word):
    line = letter.encode(word)
    assert line.count(b"\n") == 1
    assert letter.decode(line) == word


def test_names_that_are_no_text_come_back():
    word = Letter((b"/a/\xff.toml".decode(errors="surrogateescape"),))
    assert letter.decode(letter.encode(word)) == word


@given(st.binary())
def test_what_is_no_letter_is_refused(line):
    with pytest.raises(UnreadableLetterError):
        letter.decode(line)


@pytest.mark.parametrize(
    "content",
    [
        [],
        {},
        {"waitgui": 2, "files": []},
        {"waitgui": 1, "files": "/a"},
        {"waitgui": 1, "files": ["a"]},
        {"waitgui": 1, "files": ["/a\0"]},
        {"waitgui": 1, "files": [1]},
        {"waitgui": 1, "files": ["/\ud800"]},
        {"waitgui": 1, "token": "\ud800"},
        {"waitgui": 1, "token": 1},
        {"waitgui": 1, "token": "\0"},
        {"waitgui": 1, "demo": 1},
        {"waitgui": 1, "show": None},
    ],
)
def test_a_letter_of_another_kind_is_refused(content):
    with pytest.raises(UnreadableLetterError):
        letter.decode(json.dumps(content).encode())


def test_deep_nesting_is_refused():
    with pytest.raises(UnreadableLetterError):
        letter.decode(b"[" * 100_000)


def test_what_is_not_said_is_as_usual():
    assert letter.decode(b'{"waitgui": 1, "more": 7}') == Letter()


def test_too_many_files_are_not_handed_over():
    with pytest.raises(UnreadableLetterError, match="too many"):
        letter.encode(Letter(("/" + "x" * 1000,) * 1100))


def test_answers():
    assert letter.refusal(letter.answer()) == ""
    assert letter.refusal(letter.answer("busy")) == "busy"
    with pytest.raises(UnreadableLetterError):
        letter.refusal(b"HTTP/1.1 400\n")
