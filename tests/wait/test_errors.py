from __future__ import annotations

import itertools
import pickle

import pytest

from waitgui import wait


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (wait.Interrupted, "timed out waiting for the condition"),
        (wait.WaitTimeout, "timed out waiting for the condition"),
        (wait.Canceled, "context canceled"),
        (wait.DeadlineExceeded, "context deadline exceeded"),
    ],
)
def test_words(kind: type[wait.Interrupted], words: str) -> None:
    error = kind()
    assert str(error) == words
    error.__cause__ = ValueError("why")
    assert str(error) == words
    assert str(kind("other words")) == "other words"
    assert issubclass(kind, wait.Interrupted)
    assert issubclass(wait.Interrupted, wait.WaitError)
    assert str(pickle.loads(pickle.dumps(error))) == words


def test_the_kinds_are_apart() -> None:
    kinds = (wait.WaitTimeout, wait.Canceled, wait.DeadlineExceeded)
    assert all(issubclass(one, other) == (one is other) for one in kinds for other in kinds)


def test_error_interrupted_wraps_what_is_no_interruption() -> None:
    cause = ValueError("the disk is full")
    error = wait.error_interrupted(cause)
    assert type(error) is wait.Interrupted
    assert error.__cause__ is cause
    assert str(error) == "the disk is full"
    assert wait.interrupted(error)
    assert not wait.interrupted(cause)


def test_error_interrupted_without_a_cause() -> None:
    error = wait.error_interrupted()
    assert type(error) is wait.Interrupted
    assert error.__cause__ is None
    assert str(error) == str(wait.WaitTimeout())


@pytest.mark.parametrize("kind", [wait.Interrupted, wait.WaitTimeout, wait.Canceled, wait.DeadlineExceeded])
def test_error_interrupted_gives_an_interruption_back(kind: type[wait.Interrupted]) -> None:
    error = kind()
    assert wait.error_interrupted(error) is error


def chained(*errors: BaseException) -> BaseException:
    for error, cause in itertools.pairwise(errors):
        error.__cause__ = cause
    return errors[0]


def test_interrupted_follows_causes_and_groups() -> None:
    deep = chained(*(ValueError(n) for n in range(5_000)), wait.Canceled())
    nested: BaseException = ExceptionGroup("a", [KeyError(), ExceptionGroup("b", [chained(OSError(), deep)])])
    assert wait.interrupted(deep)
    assert wait.interrupted(nested)
    assert wait.interrupted(BaseExceptionGroup("c", [KeyboardInterrupt(), wait.WaitTimeout()]))
    assert wait.interrupted(chained(ExceptionGroup("d", [OSError()]), wait.DeadlineExceeded()))


def test_not_interrupted() -> None:
    assert not wait.interrupted(None)
    assert not wait.interrupted(wait.WaitError())
    assert not wait.interrupted(ExceptionGroup("a", [chained(OSError(), ValueError())]))


def test_context_is_no_cause() -> None:
    error = ValueError()
    error.__context__ = wait.Canceled()
    assert not wait.interrupted(error)


def test_cycles() -> None:
    one, other = ValueError(), OSError()
    one.__cause__, other.__cause__ = other, one
    assert not wait.interrupted(one)
    group = ExceptionGroup("a", [one, wait.Canceled()])
    other.__cause__ = group
    assert wait.interrupted(one)


def test_a_cycle_hides_nothing() -> None:
    seen = ValueError()
    seen.__cause__ = seen
    assert wait.interrupted(ExceptionGroup("a", [wait.Canceled(), seen]))
    assert wait.interrupted(ExceptionGroup("a", [seen, wait.Canceled()]))
