"""A desktop that lasts for a test: X server, session bus, window manager, if wanted a tray and a notification daemon.

A person's hands on it are xdotool's keys and clicks; the eyes are AT-SPI, which reads what a screen reader reads, and
screenshots.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from tests.cli_process import environment
from tests.e2e.program import Program, end

if TYPE_CHECKING:
    from collections.abc import Callable

TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "import", "xprop")
SYSTEM_PYTHON = "/usr/bin/python3"
TIMEOUT_S = 30.0
STEP_S = 0.05
READER = Path(__file__).with_name("reader.py")


def missing() -> list[str]:
    """The tools that aren't on this machine."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode:
        absent.append("python3-pyatspi")
    return absent


class Desktop:
    """One X display with a session bus and a window manager. `home` is where the programs' files lie."""

    def __init__(self, home: Path, size: str = "1280x800") -> None:
        self.home = home
        self.shots = Path(os.environ.get("WAITGUI_SCREENSHOTS", home / "screenshots"))
        self._stack = ExitStack()
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        self.env = {
            **environment(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
        }
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_SCALE_FACTOR"):
            self.env.pop(name, None)
        try:
            self._begin(size)
        except BaseException:
            self._stack.close()
            raise

    def _begin(self, size: str) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
        self.spawn(command, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env["DISPLAY"] = ":" + pipe.readline().strip()
        bus = self.spawn(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE)
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.spawn(["openbox", "--sm-disable"])
        self.until(self._manages, "the window manager")
        self._reader = self.spawn([SYSTEM_PYTHON, str(READER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _manages(self) -> bool:
        for name, word in (("_NET_SUPPORTED", "_NET_ACTIVE_WINDOW"), ("_NET_SUPPORTING_WM_CHECK", "window id")):
            if word not in self.read("xprop", "-root", name):
                return False
        return True

    def close(self) -> None:
        """End all of it."""
        self._stack.close()

    def start(self, *arguments: str) -> Program:
        """Start the application and wait for its window."""
        process = subprocess.Popen(
            [sys.executable, "-m", "waitgui", *arguments],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        program = Program(self, process)
        self._stack.callback(program.kill)
        self.until(program.activate, "the window")
        return program

    def start_again(self, *arguments: str) -> int:
        """Start the application where it runs already; its exit code."""
        command = [sys.executable, "-m", "waitgui", *arguments]
        return subprocess.run(command, env=self.env, timeout=TIMEOUT_S, check=False).returncode

    def start_tray(self) -> subprocess.Popen[str]:
        """Start a panel with a tray."""
        return self.spawn(["trayer", "--edge", "bottom", "--align", "right", "--width", "20", "--height", "24"])

    def tray_icons(self) -> int:
        """How many windows of waitgui, as small as an icon, are in the tray's."""
        return len(re.findall(r'"waitgui".* [0-9]{2}x[0-9]{2}\+', self.read("xwininfo", "-name", "panel", "-tree")))

    def processes(self) -> set[psutil.Process]:
        """Every process that lives on this desktop, those that were started by others on it too."""
        return {process for process in psutil.process_iter() if self._is_here(process)}

    def _is_here(self, process: psutil.Process) -> bool:
        try:
            return process.status() != psutil.STATUS_ZOMBIE and process.environ().get("HOME") == str(self.home)
        except psutil.Error:  # it has ended, or is somebody else's
            return False

    def active_window(self) -> int:
        """The number of the window that has the keys."""
        return int(self.read("xdotool", "getactivewindow").strip() or 0)

    def do(self, *arguments: str) -> None:
        """One xdotool command."""
        subprocess.run(["xdotool", *arguments], env=self.env, check=True, timeout=TIMEOUT_S, capture_output=True)

    def key(self, *keys: str) -> None:
        """Press keys, as in "ctrl+s"."""
        self.do("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type ASCII text."""
        self.do("type", "--delay", "8", text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click there."""
        self.do("mousemove", str(x), str(y), "click", str(button))

    def keep(self, name: str) -> None:
        """A screenshot of this step, kept where WAITGUI_SCREENSHOTS says, else beside the test's other files."""
        self.screenshot(self.shots / f"{name}.png")

    def screenshot(self, path: Path) -> Path:
        """A picture of the whole screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", path], env=self.env, check=True, timeout=TIMEOUT_S)
        return path

    def colours(self, box: tuple[int, int, int, int]) -> dict[str, int]:
        """How many pixels of each colour ("#rrggbb") that part of the screen has."""
        x, y, width, height = box
        crop = f"{width}x{height}+{x}+{y}"
        command = ["import", "-window", "root", "-crop", crop, "-depth", "8", "-format", "%c", "histogram:info:-"]
        lines = self.read(*command).lower().splitlines()
        return {line.split("#")[1][:6].join(("#", "")): int(line.split(":")[0]) for line in lines if "#" in line}

    def tree(self, pid: int) -> list[dict[str, Any]]:
        """What a screen reader finds of the process."""
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(f"{pid}\n")
        self._reader.stdin.flush()
        found: list[dict[str, Any]] = json.loads(self._reader.stdout.readline())
        return found

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        """Wait until the condition gives something true, and give that."""
        deadline = time.monotonic() + TIMEOUT_S
        while not (value := condition()):
            if time.monotonic() > deadline:
                picture = self.screenshot(self.home / "timeout.png")
                raise AssertionError(f"waited {TIMEOUT_S:g} s for {what}; see {picture}")
            time.sleep(STEP_S)
        return value

    def spawn(self, command: list[str], **options: Any) -> subprocess.Popen[str]:
        """A process on this desktop, that ends with it."""
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        process = subprocess.Popen(command, env=self.env, text=True, **options)
        self._stack.callback(end, process)
        return process

    def read(self, *command: str) -> str:
        """What a command says."""
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        ).stdout
