"""The desktop's notification service, over a connection that stays: shows, replaces, and tells of clicks.

For one asyncio loop, which it never holds up. Both texts are shown as they are: where the service reads markup in the
body it is escaped (Desktop Notifications Specification 1.2). A connection that broke is made anew at the next one.
"""

from __future__ import annotations

import asyncio
import html
import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.asyncio import DBusRouter, open_dbus_connection
from jeepney.io.common import RouterClosed
from jeepney.wrappers import unwrap_msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney.io.asyncio import DBusConnection

log = logging.getLogger(__name__)

WITHIN_S = 10.0
_PATH, _NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
_SERVICE = DBusAddress(_PATH, _NAME, _NAME)
_TROUBLE = (OSError, EOFError, RuntimeError, ValueError, KeyError, DBusErrorResponse, RouterClosed, TimeoutError)
_MOST_WAITING = 32


class NoServiceError(Exception):
    """It couldn't be shown; the text says why."""


class Notifications:
    """Shows notifications as `app`. `bus` is the address of the session's bus (by default the environment's)."""

    def __init__(self, app: str, bus: str | None = None) -> None:
        self._app = app
        self._bus = bus
        self._connection: DBusConnection | None = None
        self._router: DBusRouter | None = None
        self._has_markup = False
        self._has_actions = False
        self._listening: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()
        self.clicked: Callable[[int, str], None] | None = None
        """Called in the loop with the number of a notification that was clicked, and the desktop's activation token."""

    async def show(self, title: str, text: str, *, replaces: int = 0, label: str = "Open") -> int:
        """Show it, in place of the one of the number `replaces` if that is still there; its own number.

        `label` is what a click is called. Raises `NoServiceError`.
        """
        try:
            async with self._lock, asyncio.timeout(WITHIN_S):
                await self._connect()
                body = html.escape(text, quote=False) if self._has_markup else text
                actions = ["default", label] if self._has_actions else []
                hints = {"desktop-entry": ("s", self._app)}
                content = (self._app, replaces, self._app, title, body, actions, hints, -1)
                return int((await self._ask("Notify", "susssasa{sv}i", content))[0])
        except _TROUBLE as error:
            await self.close()
            raise NoServiceError(str(error) or type(error).__name__) from error

    async def close(self) -> None:
        """Hang up."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        if self._router is not None:
            with suppress(*_TROUBLE):
                await self._router.__aexit__(None, None, None)
        if self._connection is not None:
            with suppress(*_TROUBLE):
                await self._connection.close()
        self._listening = self._router = self._connection = None

    async def _connect(self) -> None:
        if self._router is not None and self._listening is not None and not self._listening.done():
            return
        await self.close()
        address = self._bus or os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path=/run/user/{os.getuid()}/bus"
        self._connection = await open_dbus_connection(address)
        self._router = DBusRouter(self._connection)
        capabilities = (await self._ask("GetCapabilities"))[0]
        self._has_markup, self._has_actions = "body-markup" in capabilities, "actions" in capabilities
        rule = MatchRule(type="signal", interface=_NAME, path=_PATH)
        unwrap_msg(await self._router.send_and_get_reply(message_bus.AddMatch(rule)))
        self._listening = asyncio.ensure_future(self._listen(self._router, rule))

    async def _listen(self, router: DBusRouter, rule: MatchRule) -> None:
        token = ""
        with router.filter(rule, bufsize=_MOST_WAITING) as signals:
            while True:
                message = await signals.get()
                member = message.header.fields.get(HeaderFields.member)
                if member == "ActivationToken":
                    token = str(message.body[1])
                elif member == "ActionInvoked" and message.body[1] == "default":
                    if self.clicked is not None:
                        self.clicked(int(message.body[0]), token)
                    token = ""

    async def _ask(self, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Any:
        assert self._router is not None
        message = new_method_call(_SERVICE, method, signature, body)
        return unwrap_msg(await self._router.send_and_get_reply(message))
