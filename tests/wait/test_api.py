"""The public names, and what a Go user looks for."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from waitgui import wait

# Every exported name of k8s.io/apimachinery/pkg/util/wait, but for the methods of its interfaces
GO_NAMES = """
ForeverTestTimeout NeverStop RealTimer ErrWaitTimeout Interrupted ErrorInterrupted Forever Until UntilWithContext
NonSlidingUntil NonSlidingUntilWithContext JitterUntil JitterUntilWithContext BackoffUntil BackoffUntilWithContext
Jitter Backoff Backoff.Step Backoff.DelayFunc Backoff.Timer Backoff.DelayWithReset DelayFunc DelayFunc.Timer
DelayFunc.Until DelayFunc.Concurrent Timer BackoffManager NewExponentialBackoffManager NewJitteredBackoffManager
ConditionFunc ConditionWithContextFunc PollUntilContextCancel PollUntilContextTimeout Poll PollWithContext PollUntil
PollUntilWithContext PollInfinite PollInfiniteWithContext PollImmediate PollImmediateWithContext PollImmediateUntil
PollImmediateUntilWithContext PollImmediateInfinite PollImmediateInfiniteWithContext ExponentialBackoff
ExponentialBackoffWithContext ContextForChannel Group
""".split()  # noqa: SIM905 - a page of words


def table() -> list[tuple[str, str]]:
    """The rows of the docstring's table: Go's names, ours."""
    assert wait.__doc__ is not None
    _, head, body = re.split(r"^=+ +=+$", wait.__doc__, flags=re.MULTILINE)[:3]
    assert head.split() == ["Go", "here"]
    return [(row[:55].strip(), row[55:].strip()) for row in body.strip().splitlines()]


def test_the_table_has_every_name_of_go() -> None:
    words = {word for go, _ in table() for word in re.split(r"[\s,]+", go)}
    assert [name for name in GO_NAMES if name not in words] == []


def test_the_table_names_what_exists() -> None:
    mentioned = {name for _, ours in table() for name in re.findall(r"(?<![.\w])[a-z_]+(?=\()", ours)}
    assert mentioned
    assert [name for name in mentioned if name not in wait.__all__] == []


def test_the_table_has_every_public_function() -> None:
    ours = " ".join(ours for _, ours in table())
    functions = [name for name in wait.__all__ if inspect.isfunction(getattr(wait, name))]
    assert [name for name in functions if not re.search(rf"\b{name}\b", ours)] == []


def test_every_public_name_exists_and_is_described() -> None:
    for name in wait.__all__:
        thing = getattr(wait, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert thing.__doc__, name
    assert wait.NEVER_STOP is None
    assert isinstance(wait.MONOTONIC, wait.MonotonicClock)


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match=r"^module 'waitgui.wait' has no attribute 'nothing'$"):
        wait.nothing  # noqa: B018 - the look is the test


def test_it_is_usable_alone_and_leaves_asyncio_until_it_is_asked_for() -> None:
    code = (
        "import sys; from waitgui import wait; assert 'asyncio' not in sys.modules; "
        "wait.aio.until; assert 'asyncio' in sys.modules; "
        "alien = {name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names - {'__main__', 'waitgui'}; "
        "print(sorted(alien))"
    )
    root = Path(wait.__file__).parents[2]
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "[]\n")
