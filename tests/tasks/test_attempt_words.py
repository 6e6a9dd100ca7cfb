"""Attempts in words: how each ended, and how a tick stands that is tried again."""

from __future__ import annotations

import pytest

from tests.runner.drive import MS
from tests.tasks.make import read
from waitgui.tasks.attempt_words import attempts_words, retry_words, tried_words
from waitgui.tasks.record import Attempt, Outcome, Tried

S = 1_000_000_000
NOW_NS = 100 * S
FAILED, TIMED_OUT = Outcome.FAILED, Outcome.TIMED_OUT


def tried(*ends: tuple[Outcome, int | None], wait_ns: int = 3_200 * MS, first: int = 1) -> list[Tried]:
    """What was told of attempts that ended so; the next of 5,000 waits so long from now."""
    attempts = [Attempt(0, 2 * S, outcome, code) for outcome, code in ends]
    return [
        Tried("t", 1, 1, number, 5_000, attempt, NOW_NS + wait_ns) for number, attempt in enumerate(attempts, first)
    ]


def test_each_attempt_is_listed_with_its_end():
    attempts = (
        Attempt(0, 3 * MS, FAILED, 1),
        Attempt(5 * MS, 9 * MS, TIMED_OUT),
        Attempt(1 * S, 2 * S, Outcome.OK, 0),
    )
    assert [read(line) for line in attempts_words(attempts, 3)] == [
        "1: failed after 3 ms (exit code 1)",
        "2: timed out after 4 ms",
        "3: succeeded after 1 s (exit code 0)",
    ]


def test_of_many_attempts_the_last_are_listed():
    lines = attempts_words([Attempt(0, MS, FAILED)] * 5_000, 5_000)
    assert (len(lines), lines[-1][:5]) == (20, "5000:")
    lines = attempts_words([Attempt(0, MS, FAILED)] * 3, 700)
    assert [line[:4] for line in lines] == ["698:", "699:", "700:"]


@pytest.mark.parametrize(
    ("ends", "before"),
    [
        ([(FAILED, 7)], "1 attempt failed with exit code 7"),
        ([(FAILED, 7), (FAILED, 7)], "2 attempts failed with exit code 7"),
        ([(FAILED, None)] * 3, "3 attempts failed"),
        ([(TIMED_OUT, None)] * 2, "2 attempts timed out"),
        ([(FAILED, 1), (FAILED, 7)], "the last one failed with exit code 7"),
        ([(TIMED_OUT, None), (FAILED, None)], "the last one failed"),
        ([(FAILED, 1), (TIMED_OUT, None)], "the last one timed out"),
    ],
)
def test_what_was_before_is_told_in_one_if_it_is_alike(ends, before):
    told = tried(*ends)
    number = len(ends) + 1
    assert read(tried_words(told, NOW_NS)) == f"Attempt {number} of 5,000 in 4 s: {before}"
    assert read(tried_words(told, told[-1].next_ns)) == f"Attempt {number} of 5,000: {before}"


def test_of_attempts_that_are_not_known_nothing_is_said():
    told = tried((FAILED, 1), (FAILED, 1), first=299)
    assert read(tried_words(told, NOW_NS)) == "Attempt 301 of 5,000 in 4 s: the last one failed with exit code 1"


def test_in_a_few_words_it_is_when_or_which():
    (told,) = tried((FAILED, 1))
    assert read(retry_words(told, NOW_NS)) == "retry in 4 s"
    assert read(retry_words(told, NOW_NS + 3_200 * MS - 1)) == "retry in 1 s"
    assert read(retry_words(told, NOW_NS + 3_200 * MS)) == "attempt 2 of 5,000"
