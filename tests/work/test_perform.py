"""The way in: the right work for each definition, and never an exception."""

from __future__ import annotations

import errno
import pickle
import threading
import time
from typing import TYPE_CHECKING

import pytest

from waitgui.tasks.actions import Command, Nothing
from waitgui.tasks.conditions import FileCheck
from waitgui.tasks.fields import Model
from waitgui.tasks.record import Outcome, Result
from waitgui.work.perform import LONGEST_WHY, attempt, perform
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Mapping


class _EvilError(Exception):
    def __str__(self) -> str:
        raise SystemExit("from __str__")


class _Raises(Model):
    error: object = None


@attempt.register(_Raises)
def _raise(definition: _Raises, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    assert isinstance(definition.error, BaseException)
    raise definition.error


@pytest.mark.parametrize(
    "error",
    [
        ValueError("wrong"),
        StopIteration(3),
        StopAsyncIteration(),
        GeneratorExit(),
        SystemExit(1),
        KeyboardInterrupt(),
        _EvilError(),
        ExceptionGroup("two", [ValueError(), KeyError()]),
        RuntimeError("x" * 100_000),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_ours_is_a_failure_with_a_bounded_reason(error: BaseException) -> None:
    result = perform(_Raises.model_construct(error=error), Stop())
    assert result.outcome is Outcome.FAILED
    assert result.exit_code is None
    assert type(error).__name__ in result.why
    assert len(result.why) <= LONGEST_WHY


class _RaisingCheck(FileCheck):
    error: object = None


@attempt.register(_RaisingCheck)
def _raise_in_check(definition: _RaisingCheck, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    assert isinstance(definition.error, BaseException)
    raise definition.error


def test_an_error_of_ours_in_a_condition_is_an_error() -> None:
    result = perform(_RaisingCheck.model_construct(error=StopIteration("x")), Stop())
    assert result == Result(Outcome.ERROR, why="StopIteration: x")


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (OSError(errno.EMFILE, "x"), "too many open files"),
        (OSError(errno.ENFILE, "x"), "too many open files in system"),
        (OSError(errno.EAGAIN, "x"), "resource temporarily unavailable"),
        (OSError(errno.ENOMEM, "x"), "cannot allocate memory"),
        (MemoryError(), "no memory is left"),
        (RuntimeError("can't start new thread"), "no thread can be started"),
    ],
)
@pytest.mark.parametrize(("kind", "outcome"), [(_Raises, Outcome.FAILED), (_RaisingCheck, Outcome.ERROR)])
def test_want_of_resources_is_said_as_such(
    error: BaseException, what: str, kind: type[_Raises | _RaisingCheck], outcome: Outcome
) -> None:
    assert perform(kind.model_construct(error=error), Stop()) == Result(outcome, why=f"out of resources: {what}")


def test_a_kind_that_nobody_knows_is_a_failure() -> None:
    result = perform(Model(), Stop())
    assert result.outcome is Outcome.FAILED
    assert "Model" in result.why


def test_results_and_definitions_can_travel_to_another_process() -> None:
    definition = Command.model_validate({"kind": "command", "argv": ["true"]})
    assert pickle.loads(pickle.dumps(definition)) == definition
    result = perform(Nothing.model_validate({"kind": "none"}), Stop())
    assert pickle.loads(pickle.dumps(result)) == result


def test_nothing_is_done_at_once() -> None:
    assert perform(Nothing.model_validate({"kind": "none"}), Stop()) == Result(Outcome.OK)


def test_nothing_takes_what_it_pretends_to() -> None:
    began_s = time.monotonic()
    assert perform(Nothing.model_validate({"kind": "none", "takes": "30ms"}), Stop()).outcome is Outcome.OK
    assert time.monotonic() - began_s >= 0.03


def test_nothing_can_be_stopped() -> None:
    stop = Stop()
    threading.Timer(0.01, stop.set).start()
    result = perform(Nothing.model_validate({"kind": "none", "takes": "87600h"}), stop)
    assert result == Result(Outcome.CANCELLED)


def test_nothing_is_cancelled_before_it_began() -> None:
    stop = Stop()
    stop.set()
    assert perform(Nothing.model_validate({"kind": "none"}), stop).outcome is Outcome.CANCELLED
