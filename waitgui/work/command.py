"""A program with its arguments, or a line for the shell: as an action, and as a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Command
from waitgui.tasks.conditions import CommandCheck
from waitgui.tasks.record import Outcome
from waitgui.work import program
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.tasks.actions import Program
    from waitgui.tasks.record import Result
    from waitgui.work.stop import Stop

SHELL = "/bin/sh"


@attempt.register(Command)
def run(command: Command, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Run it; `argv` reaches the program as it is, without a shell in between."""
    return program.run(_argv(command), command, stop, environ)


@attempt.register(CommandCheck)
def check(condition: CommandCheck, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Run it, and see with what it ends. One that can't be started is an error; to be late is not met."""
    result = program.run(_argv(condition), condition, stop, environ)
    match result.outcome:
        case Outcome.OK:
            return result._replace(outcome=Outcome.MET)
        case Outcome.FAILED if result.exit_code is None:
            return result._replace(outcome=Outcome.ERROR)
        case Outcome.FAILED:
            return result._replace(
                outcome=Outcome.NOT_MET, why=result.why or f"ended with exit code {result.exit_code}"
            )
        case Outcome.TIMED_OUT:
            return result._replace(outcome=Outcome.NOT_MET)
        case _:
            return result


def _argv(one: Program) -> Sequence[str]:
    return one.argv or (SHELL, "-c", one.shell or "")
