"""Notifications, over a real bus to a real service on it."""

from __future__ import annotations

import socket
import subprocess
import threading
from contextlib import contextmanager
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection

from tests.work.conftest import act, handles, stopped_after
from waitgui.tasks.record import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(which("dbus-daemon") is None, reason="needs dbus-daemon"),
    pytest.mark.timeout(60),
]
NAME = "org.freedesktop.Notifications"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a session bus on which nothing can be activated."""
    config = tmp_path / "bus.conf"
    config.write_text(
        f"<busconfig><type>session</type><listen>unix:path={tmp_path}/bus</listen><policy context='default'>"
        "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"
    )
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    assert address
    yield {"DBUS_SESSION_BUS_ADDRESS": address}
    daemon.kill()
    daemon.wait(30)
    daemon.stdout.close()


class Service:
    """Shows notifications by keeping them."""

    def __init__(self, capabilities: list[str], error: str = "", *, answers: bool = True) -> None:
        self.capabilities = capabilities
        self.error = error
        self.answers = answers
        self.shown: list[tuple[Any, ...]] = []

    @contextmanager
    def on(self, bus: dict[str, str]) -> Iterator[None]:
        with open_dbus_connection(bus["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
            connection.send_and_get_reply(new_method_call(daemon, "RequestName", "su", (NAME, 0)))
            thread = threading.Thread(target=self._serve, args=(connection,))
            thread.start()
            try:
                yield
            finally:
                connection.sock.shutdown(socket.SHUT_RDWR)
                thread.join(30)

    def _serve(self, connection: Any) -> None:
        while True:
            try:
                message = connection.receive()
            except (OSError, EOFError):
                return
            if message.header.message_type is not MessageType.method_call or not self.answers:
                continue
            if message.header.fields[HeaderFields.member] == "GetCapabilities":
                connection.send(new_method_return(message, "as", (self.capabilities,)))
            elif self.error:
                connection.send(new_error(message, self.error))
            else:
                self.shown.append(message.body)
                connection.send(new_method_return(message, "u", (len(self.shown),)))


def notify(title: str, text: str = "") -> dict[str, Any]:
    return {"kind": "notify", "title": title, "text": text}


def test_it_is_handed_over(bus: dict[str, str]) -> None:
    service = Service(["body"])
    with service.on(bus):
        assert act(notify("Done ü", "all of it\n<b>&amp;"), environ=bus) == Result(Outcome.OK)
    assert service.shown == [("waitgui", 0, "", "Done ü", "all of it\n<b>&amp;", [], {}, -1)]


def test_a_text_is_plain_where_the_service_reads_markup(bus: dict[str, str]) -> None:
    service = Service(["actions", "body-markup", "body"])
    with service.on(bus):
        act(notify("<i>title", '<img src="/etc/x"/> & <b>'), environ=bus)
    assert service.shown[0][3:5] == ("<i>title", '&lt;img src="/etc/x"/&gt; &amp; &lt;b&gt;')


def test_a_text_may_be_long(bus: dict[str, str]) -> None:
    service = Service(["body"])
    with service.on(bus):
        assert act(notify("t" * 1000, "ü" * 60_000), environ=bus).outcome is Outcome.OK
    assert len(service.shown[0][4]) == 60_000


def test_without_a_service_it_fails(bus: dict[str, str]) -> None:
    assert act(notify("Done"), environ=bus) == Result(Outcome.FAILED, why="no notification service is running")


def test_a_service_may_decline(bus: dict[str, str]) -> None:
    with Service(["body"], "org.freedesktop.Notifications.Error.ExcessNotificationGeneration").on(bus):
        result = act(notify("Done"), environ=bus)
    assert result.outcome is Outcome.FAILED
    assert result.why.endswith("Error.ExcessNotificationGeneration")


@pytest.mark.parametrize("address", ["unix:path=/no/such/bus", "tcp:host=localhost,port=1", "nonsense", "unix:"])
def test_without_a_bus_it_fails(address: str) -> None:
    result = act(notify("Done"), environ={"DBUS_SESSION_BUS_ADDRESS": address})
    assert result.outcome is Outcome.FAILED
    assert result.why.startswith("no session bus is running: ")


def test_a_stop_ends_the_wait_for_a_service_that_is_silent(bus: dict[str, str]) -> None:
    with Service(["body"], answers=False).on(bus):
        result, after_s = stopped_after(0.2, lambda stop: act(notify("Done"), stop, bus))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 5


def test_a_bus_that_is_silent_can_be_left(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()
        environ = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/silent"}
        result, after_s = stopped_after(0.2, lambda stop: act(notify("Done"), stop, environ))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 5


def test_nothing_stays_open(bus: dict[str, str]) -> None:
    act(notify("Done"), environ=bus)
    before = len(handles())
    for _ in range(5):
        act(notify("Done"), environ=bus)
    assert len(handles()) <= before
