"""The work of one attempt: what an action or a condition is defined to do, done, and said as a `Result`.

A kind joins by a module of its own that registers a function for its definition: `@attempt.register(Command)`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from waitgui.tasks.record import Outcome, Result

if TYPE_CHECKING:
    from waitgui.tasks.fields import Model
    from waitgui.work.stop import Stop

LONGEST_WHY = 500


def perform(definition: Model, stop: Stop) -> Result:
    """Do what the definition says, in this thread, until it ends, its own timeout passes or `stop` is set.

    Never raises: what shouldn't happen is `failed`, with a reason of at most `LONGEST_WHY` characters.
    """
    try:
        return attempt(definition, stop)
    except BaseException as error:  # noqa: BLE001 - the edge of a worker: nothing an action does may end the thread
        return Result(Outcome.FAILED, why=described(error))


@singledispatch
def attempt(definition: Model, stop: Stop) -> Result:
    """Do it: one function for each kind, registered by its module."""
    raise NotImplementedError(f"nothing here knows how to do {type(definition).__name__}")


def described(error: BaseException) -> str:
    """The error in words, bounded, whatever its `__str__` does."""
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 - the error of a stranger may have a `__str__` that raises anything
        text = "its message can't be read"
    return f"{type(error).__name__}: {text}"[:LONGEST_WHY]
