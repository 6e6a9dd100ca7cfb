"""Durations in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.runner.drive import MS
from tests.tasks.make import read
from waitgui.tasks.words import duration_words, exact_words, typed_words

S = 1_000_000_000


@pytest.mark.parametrize(
    ("ns", "words"),
    [
        (0, "0 s"), (400_000, "< 1 ms"), (3 * MS, "3 ms"), (999 * MS, "999 ms"), (999_600_000, "1 s"),
        (4_200 * MS, "4.2 s"), (13_600 * MS, "13.6 s"), (59_940 * MS, "59.9 s"), (59_960 * MS, "1 min"),
        (172 * S, "2 min 52 s"), (300 * S, "5 min"), (3_599 * S + 700 * MS, "1 h"), (11_520 * S, "3 h 12 min"),
        (86_400 * S, "1 d"), (90_000 * S, "1 d 1 h"), (-3 * MS, "−3 ms"),
    ],
)  # fmt: skip
def test_durations_are_rounded_to_two_units(ns, words):
    assert read(duration_words(ns)) == words


@given(st.integers(0, 10 * 365 * 86_400 * S))
def test_every_duration_has_words_of_two_units_at_most(ns):
    assert len(read(duration_words(ns)).split()) in (2, 3, 4)


@pytest.mark.parametrize(
    ("ns", "words"),
    [(0, "0 s"), (250 * MS, "250 ms"), (1_234 * MS, "1.234 s"), (3_723 * S, "1 h 2 min 3 s"), (90 * S, "1 min 30 s")],
)
def test_what_was_asked_for_is_said_in_full(ns, words):
    assert read(exact_words(ns)) == words


def test_what_was_typed_is_read_as_everything_else():
    assert (read(typed_words("8m32s")), read(typed_words("5.4s"))) == ("8 min 32 s", "5.4 s")
