"""On a real display with window manager, tray and notifications: the icon, the bubble, and the window between them."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from shutil import which
from typing import TYPE_CHECKING

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from tests.cli_process import TIMEOUT_S
from tests.test_cli import shell, task, write
from tests.work.test_notify import NAME, Service
from waitgui.store import trust
from waitgui.store.task_set_file import load
from waitgui.tasks.exposure import executable_digest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.e2e.desktop import Desktop

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("e2e"),
    pytest.mark.skipif(not which("trayer"), reason="needs trayer"),
]


@pytest.fixture
def service(desktop: Desktop) -> Iterator[Service]:
    """A notification service that keeps what it shows."""
    service = Service(["body", "body-markup", "actions"])
    with service.on(desktop.env):
        yield service


def start(desktop: Desktop, *arguments: str) -> subprocess.Popen[str]:
    return desktop.spawn([sys.executable, "-m", "waitgui", *arguments])


def windows(desktop: Desktop, process: subprocess.Popen[str], name: str = "– waitgui") -> list[str]:
    """The windows of waitgui that can be seen, but for its icon."""
    command = ("xdotool", "search", "--all", "--onlyvisible", "--pid", str(process.pid), "--name", name)
    return desktop.read(*command).split()


def close_window(desktop: Desktop, process: subprocess.Popen[str]) -> None:
    (window,) = desktop.until(lambda: windows(desktop, process), "the window")
    desktop.do("windowactivate", "--sync", window)
    desktop.key("alt+F4")


def click_on_notification(desktop: Desktop, number: int) -> None:
    with open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        address = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
        connection.send(new_signal(address, "ActionInvoked", "us", (number, "default")))


def end(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(TIMEOUT_S)


@pytest.fixture(autouse=True)
def _keeps_running_in_the_tray(desktop: Desktop) -> None:
    """A trusted set that fails every second starts with the program, and closing is to keep it."""
    home = desktop.home
    path = write(home / "server.toml", task("dump", 'period = "1s"', shell("exit 3")), name="Server")
    digest = executable_digest(load(path).task_set)
    trust.add(home / "data" / "waitgui" / "trusted.toml", digest, path, datetime.now(UTC))
    config = home / "config" / "waitgui"
    config.mkdir(parents=True, mode=0o700)
    (config / "settings.toml").write_text(f'launch = ["{path}"]\non_close = "keep"\n')


def test_at_login_it_waits_for_the_tray_and_comes_back_when_that_goes(desktop: Desktop, service: Service) -> None:
    process = start(desktop, "--tray")
    desktop.until(lambda: service.shown, "the set to start, and fail three times")
    assert service.shown[0][3] == "Dump failed 3 times in a row"
    assert not windows(desktop, process)
    assert not desktop.tray_icons()
    tray = desktop.start_tray()
    desktop.until(desktop.tray_icons, "the icon in the late tray")
    assert start(desktop).wait(TIMEOUT_S) == 0
    close_window(desktop, process)  # which the second start has brought
    desktop.until(lambda: not windows(desktop, process), "the window to go into the tray")
    click_on_notification(desktop, 1)
    close_window(desktop, process)
    desktop.until(lambda: not windows(desktop, process), "the window to go into the tray once more")
    tray.kill()
    desktop.until(lambda: windows(desktop, process), "the window to come back without a tray")
    assert end(process) == 0


def test_without_a_tray_closing_doesnt_hide_it(desktop: Desktop, service: Service) -> None:
    process = start(desktop)
    desktop.until(lambda: service.shown, "the set to run")
    close_window(desktop, process)
    desktop.until(lambda: windows(desktop, process, "^waitgui$"), "the question whether to quit")
    assert windows(desktop, process)
    assert end(process) == 0
