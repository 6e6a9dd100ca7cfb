"""Regular expressions that are right are taken; those that would take all of the memory are told before."""

from __future__ import annotations

import subprocess
import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from waitgui.tasks import patterns
from waitgui.tasks.patterns import MAX_COST, MAX_LENGTH, PatternError, check, cost

RIGHT = [
    "",
    "error",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}",
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    r"(\d{1,3}\.){3}\d{1,3}(/\d{1,2})?",
    r"(?i)\bout of (memory|space)\b",
    r"(?x) a{2} # comment ) ",
    "a{0,100000}",
    "a{,5}",
    "(?:x{50}y){100}",
    r"[)\](]{20}",
    r"\{99999999}",
    "{",
    "a{b}",
    "[[:alpha:]]{3}",
    r"\p{Lu}+",
    "x*" * 100,
]
WRONG = {
    "(": "isn't a regular expression",
    "*": "isn't a regular expression",
    "[": "isn't a regular expression",
    "a" * (MAX_LENGTH + 1): "longer than 4,096",
    "a{1000000}": "repeats too much",
    "a{10001}": "repeats too much",
    "(?:(?:(?:a{1000}){1000}){1000}){1000}": "repeats too much",
    "(((((a{100}){100}){100}){100}){100}){100}": "repeats too much",
    "a{9999}" * 500: "repeats too much",
    "a{999}{999}{999}{999}": "repeats too much",
    "(?:[)]a{1000}[(]){1000}": "repeats too much",
    r"(?:\)a{1000}\(){1000}": "repeats too much",
    "(?:[]){1000}[(]a{1000}){1000}": "repeats too much",
    "(?:[[:alpha:])]a{1000}[[:alpha:](]){1000}": "repeats too much",
    "(?V1)(?:[a[)]b]a{1000}[[(]]){1000}": "repeats too much",
    "(?x)(?:#)\na{1000}#(\n){1000}": "repeats too much",
    "(?:(?#)a{1000}(?#(){1000}": "repeats too much",
    "(?:a{1000}){ 1000 }": "repeats too much",
    "(?<=a{1000000})": "repeats too much",
    "(?:a{1000}){1000,}": "repeats too much",
    "(?:a{1000}){1000,2000}?": "repeats too much",
    "a{" + "9" * 4_000 + "}": "repeats too much",
    "(" * 2_000 + "a" + ")" * 2_000: "nested too deeply",
    "(?:a|b|" * 500 + "c" + ")" * 500: "nested too deeply",
}


@pytest.mark.parametrize("pattern", RIGHT)
def test_right_ones_are_taken(pattern: str) -> None:
    check(pattern)


@pytest.mark.parametrize("pattern", WRONG, ids=lambda pattern: pattern[:40])
def test_wrong_ones_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match=WRONG[pattern]):
        check(pattern)


CHECK_ALL = """
import resource, sys
from waitgui.tasks.patterns import PatternError, check
from tests.tasks.test_patterns import HEAVY
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30,) * 2)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for pattern in HEAVY:
    try:
        check(pattern)
    except PatternError:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""

HEAVY = [
    *WRONG,
    "|".join(str(number) for number in range(800)),
    "(?if)" + "ß" * 4_000,
    "a?" * 2_000,
    "(a)" * 1_300,
    "(?|" + "(a)|" * 1_000 + "b)",
    "(?:abc){e<=1000}" * 200,
    "(?R)" * 1_000,
    "[" + "".join(map(chr, range(0x4E00, 0x4E00 + 4_000))) + "]",
    "(?:a{100}){99}",
    "a{9999}",
    "(?<!" * 500 + "a" + ")" * 500,
]


def test_no_pattern_takes_the_memory() -> None:
    """In a process of its own: what goes wrong here takes everything with it."""
    done = subprocess.run([sys.executable, "-c", CHECK_ALL], capture_output=True, text=True, timeout=120, check=True)
    assert int(done.stdout) < 100 * 1024  # KiB


_parts = st.sampled_from(
    ["a", ".", "(", "(?:", ")", "[", "]", "^", "\\", "{2}", "{3,}", "{0,4}", "{", "}", "?", "*", "|", "\n", "(?x)", "#"]
)


@given(st.lists(_parts, max_size=25).map("".join))
def test_the_cost_is_never_less_than_what_is_written_out(pattern: str) -> None:
    """Judged by what the pattern demands: a text that matches is at least as long as its counts say."""
    try:
        compiled = regex.compile(pattern)
    except regex.error:
        return
    assert patterns.cost(pattern) >= 0
    if not patterns._UNUSUAL.search(pattern):
        shortest = next((length for length in range(MAX_COST) if compiled.fullmatch("a" * length)), None)
        assert shortest is None or shortest <= cost(pattern)
