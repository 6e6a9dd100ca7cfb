"""A program with its arguments, or a line for the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Command
from waitgui.work import program
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from waitgui.tasks.record import Result
    from waitgui.work.stop import Stop

SHELL = "/bin/sh"


@attempt.register(Command)
def run(command: Command, stop: Stop) -> Result:
    """Run it; `argv` reaches the program as it is, without a shell in between."""
    return program.run(command.argv or (SHELL, "-c", command.shell or ""), command, stop)
