"""A notification on the desktop.

On Linux, BSD and their like by D-Bus, to whatever shows notifications there; on macOS by AppleScript. Both texts are
shown as they are: where the service reads markup in the body it is escaped (Desktop Notifications Specification 1.2).
"""

from __future__ import annotations

import html
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, DBusErrorResponse, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from waitgui.tasks.actions import Notify, Process
from waitgui.tasks.record import Outcome, Result
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_S
from waitgui.work import abandonable, program
from waitgui.work.limits import Limits, StoppedError, TimeUpError
from waitgui.work.perform import attempt
from waitgui.work.shortage import shortage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jeepney.io.blocking import DBusConnection

    from waitgui.work.stop import Stop

_WITHIN_NS = 10 * NS_PER_S
_GIVE_UP_S = 12.0
"""When a conversation that nobody waits for any more ends."""
_SERVICE = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")
_NO_SERVICE = frozenset(
    {
        "org.freedesktop.DBus.Error.ServiceUnknown",
        "org.freedesktop.DBus.Error.NameHasNoOwner",
        "org.freedesktop.DBus.Error.Spawn.ServiceNotFound",
    }
)


@attempt.register(Notify)
def show(notify: Notify, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Hand it over; it may be shown later, or not, as the desktop likes."""
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    if sys.platform == "darwin":
        lines = [word for line in _SCRIPT for word in ("-e", line)]
        process = Process.model_validate({"timeout": durations.text(_WITHIN_NS)})
        return program.run(("osascript", *lines, "--", notify.title, notify.text), process, stop, environ)
    if sys.platform == "win32":
        return Result(Outcome.FAILED, why="notifications aren't known on this system")
    try:
        with stop.readable() as stop_handle:
            limits = Limits(stop_handle, time.monotonic_ns() + _WITHIN_NS)
            why = abandonable.of_this_program().make(limits, _hand_over, notify, _bus(environ))
    except StoppedError:
        return Result(Outcome.CANCELLED)
    except TimeUpError:
        return Result(Outcome.FAILED, why=f"no notification service answered after {durations.text(_WITHIN_NS)}")
    return Result(Outcome.FAILED, why=why) if why else Result(Outcome.OK)


def _bus(environ: Mapping[str, str] | None) -> str:
    """The address of the session's bus; where nobody says it, the place that systemd gives it."""
    address = (os.environ if environ is None else environ).get("DBUS_SESSION_BUS_ADDRESS")
    return address or f"unix:path=/run/user/{os.getuid()}/bus"


def _hand_over(notify: Notify, bus: str) -> str:
    """Why it can't be handed over; nothing if it was."""
    try:
        connection = open_dbus_connection(bus, auth_timeout=_GIVE_UP_S)
    except (OSError, RuntimeError, ValueError) as error:
        if shortage(error):
            raise
        what = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        return f"no session bus is running: {what}"
    with connection:
        try:
            text = notify.text
            if "body-markup" in _ask(connection, "GetCapabilities")[0]:
                text = html.escape(text, quote=False)
            _ask(connection, "Notify", "susssasa{sv}i", ("waitgui", 0, "", notify.title, text, [], {}, -1))
        except DBusErrorResponse as error:
            if error.name in _NO_SERVICE:
                return "no notification service is running"
            return f"the notification service declined: {error.name}"
        except (ConnectionError, EOFError) as error:
            return f"the session bus hung up: {error}"
    return ""


def _ask(connection: DBusConnection, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Any:
    """What the service answers. Raises `DBusErrorResponse`."""
    message = new_method_call(_SERVICE, method, signature, body)
    return unwrap_msg(connection.send_and_get_reply(message, timeout=_GIVE_UP_S))
