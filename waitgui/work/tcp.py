"""Whether a port takes a connection.

"open": it took one. "closed": it was refused, by a computer that is there. Where nobody answers in time, the host isn't
known or can't be reached, nothing is known about the port, and neither is met: else every "closed" would be met as soon
as this computer is offline.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from waitgui.tasks.conditions import TcpCheck
from waitgui.tasks.problems import shown
from waitgui.tasks.record import Outcome, Result
from waitgui.wait import durations
from waitgui.work.connection import NoConnectionError, UnknownHostError, addresses, connect
from waitgui.work.limits import Limits, StoppedError, TimeUpError
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.work.stop import Stop


@attempt.register(TcpCheck)
def check(condition: TcpCheck, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Connect, and hang up at once."""
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    until_ns = None if condition.timeout_ns is None else time.monotonic_ns() + condition.timeout_ns
    with stop.readable() as stop_handle:
        limits = Limits(stop_handle, until_ns)
        try:
            places = addresses(condition.host, condition.port, limits)
            connect(places, limits).close()
        except StoppedError:
            return Result(Outcome.CANCELLED)
        except TimeUpError:
            return Result(Outcome.NOT_MET, why=f"no answer after {durations.text(condition.timeout_ns or 0)}")
        except UnknownHostError as error:
            return Result(Outcome.NOT_MET, why=f"the host {shown(condition.host)} isn't found: {error}")
        except NoConnectionError as error:
            if condition.state == "closed" and error.is_refused:
                return Result(Outcome.MET)
            return Result(Outcome.NOT_MET, why=str(error))
    return Result(Outcome.MET) if condition.state == "open" else Result(Outcome.NOT_MET, why="it takes connections")
