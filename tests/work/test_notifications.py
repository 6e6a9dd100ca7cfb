"""The desktop's notification service over a connection that stays: a real bus, a real service on it."""

from __future__ import annotations

import asyncio
from shutil import which

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from tests.work.test_notify import NAME, Service, bus
from waitgui.work.notifications import NoServiceError, Notifications

pytestmark = [
    pytest.mark.skipif(which("dbus-daemon") is None, reason="needs dbus-daemon"),
    pytest.mark.timeout(60),
]
__all__ = ["bus"]
ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


def show(bus, *texts: str, replaces: int = 0) -> list[int]:
    """Show these one after the other; their numbers."""

    async def work() -> list[int]:
        notifications = Notifications("waitgui", bus[ADDRESS])
        try:
            return [await notifications.show("Title", text, replaces=replaces) for text in texts]
        finally:
            await notifications.close()

    return asyncio.run(work())


def test_it_is_shown_with_its_markup_escaped(bus):
    service = Service(["body", "body-markup", "actions"])
    with service.on(bus):
        assert show(bus, "a <b>b</b> & c") == [1]
    (content,) = service.shown
    assert content == (
        "waitgui", 0, "waitgui", "Title", "a &lt;b&gt;b&lt;/b&gt; &amp; c",
        ["default", "Open"], {"desktop-entry": ("s", "waitgui")}, -1,
    )  # fmt: skip


def test_without_markup_and_actions_it_is_plain(bus):
    service = Service(["body"])
    with service.on(bus):
        show(bus, "a <b>", "c", replaces=9)
    assert [(content[1], content[4], content[5]) for content in service.shown] == [(9, "a <b>", []), (9, "c", [])]


def test_without_a_service_it_says_so(bus):
    with pytest.raises(NoServiceError, match="Notifications"):
        show(bus, "a")


def test_without_a_bus_it_says_so(tmp_path):
    with pytest.raises(NoServiceError):
        show({ADDRESS: f"unix:path={tmp_path}/none"}, "a")


def test_a_service_that_refuses_and_then_comes_back(bus):
    async def work() -> int:
        notifications = Notifications("waitgui", bus[ADDRESS])
        try:
            full = Service(["body"], error="org.freedesktop.Notifications.Error.Full")
            with full.on(bus), pytest.raises(NoServiceError):
                await notifications.show("Title", "a")
            with Service(["body"]).on(bus):
                return await notifications.show("Title", "b")
        finally:
            await notifications.close()

    assert asyncio.run(work()) == 1


def test_a_click_is_told_with_the_desktops_token(bus):
    async def work() -> list[tuple[int, str]]:
        notifications, clicks, done = Notifications("waitgui", bus[ADDRESS]), [], asyncio.Event()

        def clicked(number: int, token: str) -> None:
            clicks.append((number, token))
            if len(clicks) == 2:
                done.set()

        notifications.clicked = clicked
        try:
            with Service(["actions"]).on(bus), open_dbus_connection(bus[ADDRESS]) as other:
                await notifications.show("Title", "a")
                address = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
                other.send(new_signal(address, "ActivationToken", "us", (7, "token")))
                other.send(new_signal(address, "ActionInvoked", "us", (7, "other")))
                other.send(new_signal(address, "ActionInvoked", "us", (7, "default")))
                other.send(new_signal(address, "ActionInvoked", "us", (8, "default")))
                await asyncio.wait_for(done.wait(), 30)
        finally:
            await notifications.close()
        return clicks

    assert asyncio.run(work()) == [(7, "token"), (8, "")]
