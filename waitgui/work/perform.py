"""The work of one attempt: what an action or a condition is defined to do, done, and said as a `Result`.

A kind joins by a module of its own that registers a function for its definition: `@attempt.register(Command)`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from waitgui.tasks.conditions import All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck
from waitgui.tasks.record import Outcome, Result
from waitgui.work.shortage import shortage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.tasks.fields import Model
    from waitgui.work.stop import Stop

LONGEST_WHY = 500
_CONDITIONS = (All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck)


def perform(definition: Model, stop: Stop, environ: Mapping[str, str] | None = None) -> Result:
    """Do what the definition says, in this thread, until it ends, its own timeout passes or `stop` is set.

    `environ` is what the environment of its processes begins with; by default our own. Never raises: what shouldn't
    happen is `failed`, of a condition `error`, with a reason of at most `LONGEST_WHY` characters.
    """
    try:
        result = attempt(definition, stop, environ)
    except BaseException as error:  # noqa: BLE001 - the edge of a worker: nothing an action does may end the thread
        outcome = Outcome.ERROR if isinstance(definition, _CONDITIONS) else Outcome.FAILED
        result = Result(outcome, why=shortage(error) or described(error))
    return result._replace(why=result.why[:LONGEST_WHY]) if len(result.why) > LONGEST_WHY else result


@singledispatch
def attempt(definition: Model, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Do it: one function for each kind, registered by its module."""
    raise NotImplementedError(f"nothing here knows how to do {type(definition).__name__}")


def described(error: BaseException) -> str:
    """The error in words, bounded, whatever its `__str__` does."""
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 - the error of a stranger may have a `__str__` that raises anything
        text = "its message can't be read"
    return f"{type(error).__name__}: {text}"[:LONGEST_WHY]
