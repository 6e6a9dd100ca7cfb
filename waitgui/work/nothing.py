"""Nothing, for as long as it pretends to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Nothing
from waitgui.tasks.record import Outcome, Result
from waitgui.wait.durations import NS_PER_S
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.work.stop import Stop

_OK = Result(Outcome.OK)
_CANCELLED = Result(Outcome.CANCELLED)


@attempt.register(Nothing)
def wait(nothing: Nothing, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Wait until it is over or `stop` is set."""
    stopped = stop.wait(nothing.takes_ns / NS_PER_S) if nothing.takes_ns else stop.is_set()
    return _CANCELLED if stopped else _OK
