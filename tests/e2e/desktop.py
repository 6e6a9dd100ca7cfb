"""A desktop that lasts for a test: X server, session bus, window manager; a person's hands and eyes on it.

Hands are xdotool's keys and clicks; eyes are AT-SPI, which reads what a screen reader reads, and screenshots.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil

from tests.cli_process import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "import", "xprop")
SYSTEM_PYTHON = "/usr/bin/python3"
TIMEOUT_S = 30.0
STEP_S = 0.05

READER = """
import json, sys
import pyatspi

def walk(node):
    try:
        states = node.getState()
        if not states.contains(pyatspi.STATE_SHOWING) and node.getRole() not in (pyatspi.ROLE_APPLICATION,):
            return None
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        place = [box.x, box.y, box.width, box.height]
    except Exception:
        states, place = None, [0, 0, 0, 0]
    text = ""
    try:
        text = node.queryText().getText(0, -1)
    except Exception:
        pass
    try:
        enabled = states is not None and states.contains(pyatspi.STATE_ENABLED)
        checked = states is not None and states.contains(pyatspi.STATE_CHECKED)
        return {"role": node.getRoleName(), "name": node.name, "text": text, "box": place, "enabled": enabled,
                "checked": checked, "kids": [kid for kid in map(walk, list(node)) if kid]}
    except Exception:
        return None

for line in sys.stdin:
    pid = int(line)
    found = []
    try:
        for app in list(pyatspi.Registry.getDesktop(0)):
            if app and app.get_process_id() == pid:
                found.append(walk(app))
    except Exception:
        pass
    print(json.dumps([one for one in found if one]), flush=True)
"""


def missing() -> list[str]:
    """The tools that aren't on this machine."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode:
        absent.append("python3-pyatspi")
    return absent


class Seen(NamedTuple):
    """A widget as a screen reader meets it; `box` is x, y, width, height on the screen."""

    role: str
    name: str
    text: str
    box: tuple[int, int, int, int]
    enabled: bool
    checked: bool


class Desktop:
    """One X display with a session bus and a window manager. `home` is where the programs' files lie."""

    def __init__(self, home: Path, size: str = "1280x800") -> None:
        self.home = home
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
        self._spawn(command, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env["DISPLAY"] = ":" + pipe.readline().strip()
        bus = self._spawn(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE)
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self._spawn(["openbox", "--sm-disable"])
        self.until(self._manages, "the window manager")
        self._reader = self._spawn([SYSTEM_PYTHON, "-c", READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _manages(self) -> bool:
        for name, word in (("_NET_SUPPORTED", "_NET_ACTIVE_WINDOW"), ("_NET_SUPPORTING_WM_CHECK", "window id")):
            if word not in self._read("xprop", "-root", name):
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
        return program

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
        lines = self._read(*command).lower().splitlines()
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

    def _spawn(self, command: list[str], **options: Any) -> subprocess.Popen[str]:
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        process = subprocess.Popen(command, env=self.env, text=True, **options)
        self._stack.callback(_end, process)
        return process

    def _read(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        ).stdout


class Program:
    """The application under test."""

    def __init__(self, desktop: Desktop, process: subprocess.Popen[str]) -> None:
        self.desktop = desktop
        self.process = process
        self._self = psutil.Process(process.pid)
        desktop.until(self.activate, "the window")

    def activate(self) -> bool:
        """Have its one window take the keys; whether it does. While a dialog is there, there are two."""
        assert self.process.poll() is None, self.process.communicate()[0]
        desktop = self.desktop
        ids = desktop._read("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        if len(ids) != 1:
            return False
        desktop._read("xdotool", "windowactivate", ids[0])
        return desktop._read("xdotool", "getactivewindow").strip() == ids[0]

    def widgets(self) -> Iterator[Seen]:
        """Everything that shows."""

        def walk(nodes: list[dict[str, Any]]) -> Iterator[Seen]:
            for node in nodes:
                box = tuple(node["box"])
                yield Seen(node["role"], node["name"], node["text"], box, node["enabled"], node["checked"])  # type: ignore[arg-type]
                yield from walk(node["kids"])

        return walk(self.desktop.tree(self.process.pid))

    def find(self, role: str, name: str) -> Seen | None:
        """The first widget of that role and name."""
        return next((seen for seen in self.widgets() if seen.role == role and seen.name == name), None)

    def wait_for(self, role: str, name: str) -> Seen:
        """Wait for that widget."""
        seen: Seen = self.desktop.until(lambda: self.find(role, name), f"{role} “{name}”")
        return seen

    def press(self, role: str, name: str) -> None:
        """Click into the middle of that widget, once it is there and enabled."""

        def ready() -> Seen | None:
            seen = self.find(role, name)
            return seen if seen and seen.enabled and seen.box[2] > 0 else None

        x, y, width, height = self.desktop.until(ready, f"{role} “{name}” to be enabled").box
        self.desktop.click(x + width // 2, y + height // 2)

    def enter(self, name: str, text: str) -> None:
        """Replace what stands in a field by typing."""
        self.press("text", name)
        self.desktop.key("ctrl+a")
        self.desktop.type(text)
        self.desktop.until(lambda: (seen := self.find("text", name)) and seen.text == text, f"“{text}” in {name}")

    def texts(self) -> list[str]:
        """Every name and text that shows."""
        return [text for seen in self.widgets() for text in (seen.name, seen.text) if text]

    def children(self) -> list[psutil.Process]:
        """Its living descendants but the guardian, which ends right after it."""
        return [process for process in self._self.children(recursive=True) if not _is_guardian(process)]

    def wait(self) -> int:
        """Wait for its end; give the exit code."""
        output = self.process.communicate(timeout=TIMEOUT_S)[0]
        assert "Traceback" not in output, output
        return self.process.returncode

    def kill(self) -> None:
        """Its end, if it hasn't come."""
        if self.process.poll() is None:
            _end(self.process)


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _is_guardian(process: psutil.Process) -> bool:
    try:
        return any(part.endswith("guardian.py") for part in process.cmdline())
    except psutil.Error:  # it has ended
        return True
