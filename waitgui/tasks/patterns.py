"""Regular expressions of strangers: how much work it would be to compile one, told without compiling it.

Compiling writes out what a pattern demands at least: `a{1000000}` takes 260 MiB, and of repeats within repeats the
numbers multiply, so that 40 characters can take all of the memory. (What a pattern allows at most costs nothing then;
matching has a time limit of its own.)
"""

from __future__ import annotations

import re

import regex

MAX_LENGTH = 4_096
MAX_COST = 10_000
"""About 3 ms and 3 MiB."""

_UNUSUAL = re.compile(r"\(\?#|\(\?[a-zA-Z0-9-]*[xV]|\[:")
"""What changes how the rest is to be read: comments, verbose patterns, sets within sets."""
_PART = re.compile(r"\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|\{\s*+(\d++)[^{}]*+\}?+|.", re.DOTALL)
_COUNT = re.compile(r"\{\s*+(\d++)")


class PatternError(ValueError):
    """A pattern that isn't used: not one, or too much work."""


def check(pattern: str) -> None:
    """Whether it can be compiled. Raises `PatternError`, in bounded time and memory."""
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"is longer than {MAX_LENGTH:,} characters")
    if cost(pattern) > MAX_COST:
        raise PatternError("repeats too much: its counts multiply")
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise PatternError(f"isn't a regular expression: {error}") from None
    except RecursionError:
        raise PatternError("is nested too deeply") from None
    except (ValueError, OverflowError) as error:  # such as a number of too many digits
        raise PatternError(f"isn't a regular expression: {error}") from None


def cost(pattern: str) -> int:
    """At least how many elements it is once its repeats are written out; more where that can't be told."""
    nested = None if _UNUSUAL.search(pattern) else _nested_cost(pattern)
    if nested is not None:
        return nested
    total = max(len(pattern), 1)
    for match in _COUNT.finditer(pattern):
        total = _times(total, match[1])
    return total


def _nested_cost(pattern: str) -> int | None:
    """The elements of each group, times the count behind it; None if the brackets don't fit."""
    groups = [0]
    last = 0
    for match in _PART.finditer(pattern):
        part = match[0]
        if part == "(":
            groups.append(0)
            last = 0
        elif part == ")":
            last = groups.pop() + 1
            if not groups:
                return None
            groups[-1] += last
        elif match[1] is not None:
            more = _times(last, match[1]) - last
            groups[-1] += max(more, 0)
            last += max(more, 0)
        else:
            last = 1
            groups[-1] += 1
    return groups[0] if len(groups) == 1 else None


def _times(size: int, count: str) -> int:
    """The product, or something that is beyond any limit."""
    return size * max(int(count), 1) if len(count) < 10 and size <= MAX_COST else MAX_COST * 10**9
