"""The application under test, as a person has it: its windows, what a screen reader finds of it, its end."""

from __future__ import annotations

import re
import signal
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil

from tests.cli_process import TIMEOUT_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.desktop import Desktop


class Seen(NamedTuple):
    """A widget as a screen reader meets it; `box` is x, y, width, height on the screen."""

    role: str
    name: str
    description: str
    text: str
    box: tuple[int, int, int, int]
    states: frozenset[str]
    actions: tuple[str, ...]
    labels: tuple[str, ...]
    kids: tuple[Seen, ...]

    @classmethod
    def of(cls, node: dict[str, Any]) -> Seen:
        """What the reader has told."""
        told = {name: node[name] for name in ("role", "name", "description", "text")}
        told |= {name: tuple(node[name]) for name in ("box", "actions", "labels")}
        return cls(**told, states=frozenset(node["states"]), kids=tuple(map(cls.of, node["kids"])))

    def all(self) -> Iterator[Seen]:
        """It and all that is in it."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return "enabled" in self.states


class Program:
    """The application under test."""

    def __init__(self, desktop: Desktop, process: subprocess.Popen[str]) -> None:
        self.desktop = desktop
        self.process = process
        self._self = psutil.Process(process.pid)

    def windows(self) -> dict[str, str]:
        """The windows that the window manager shows of it: their titles by their numbers. An icon in a tray is none."""
        assert self.process.poll() is None, self.process.communicate()[0]
        read = self.desktop.read
        found = {}
        for number in re.findall(r"0x[0-9a-f]+", read("xprop", "-root", "_NET_CLIENT_LIST")):
            told = read("xprop", "-id", number, "_NET_WM_PID", "_NET_WM_NAME", "WM_STATE")
            if f"= {self.process.pid}\n" in told and "window state: Normal" in told:
                found[number] = told.partition('_NET_WM_NAME(UTF8_STRING) = "')[2].partition('"\n')[0]
        return found

    def activate(self) -> bool:
        """Have its one window take the keys; whether it does. While a dialog is there, there are two."""
        windows = list(self.windows())
        if len(windows) != 1:
            return False
        self.desktop.read("xdotool", "windowactivate", windows[0])
        return self.desktop.active_window() == int(windows[0], 16)

    def is_active(self, title: str) -> bool:
        """Whether the window of that title has the keys."""
        active = self.desktop.active_window()
        return any(int(number, 16) == active for number, found in self.windows().items() if title in found)

    def trees(self) -> list[Seen]:
        """Its windows, with all that shows in them."""
        return [kid for node in self.desktop.tree(self.process.pid) for kid in Seen.of(node).kids]

    def widgets(self) -> Iterator[Seen]:
        """Everything that shows."""
        for window in self.trees():
            yield from window.all()

    def find(self, role: str, name: str) -> Seen | None:
        """The first widget of that role and name."""
        return next((seen for seen in self.widgets() if seen.role == role and seen.name == name), None)

    def wait_for(self, role: str, name: str) -> Seen:
        """Wait for that widget."""
        seen: Seen = self.desktop.until(lambda: self.find(role, name), f"{role} “{name}”")
        return seen

    def wait_until_gone(self, role: str, name: str) -> None:
        """Wait until it shows no more."""
        self.desktop.until(lambda: not self.find(role, name), f"{role} “{name}” to go")

    def wait_enabled(self, role: str, name: str) -> Seen:
        """Wait for that widget, and until it can be used."""

        def ready() -> Seen | None:
            seen = self.find(role, name)
            return seen if seen and seen.enabled and seen.box[2] > 0 else None

        seen: Seen = self.desktop.until(ready, f"{role} “{name}” to be enabled")
        return seen

    def wait_focused(self, role: str, name: str) -> None:
        """Wait until that widget has the keys."""

        def is_there() -> bool:
            seen = self.find(role, name)
            return seen is not None and "focused" in seen.states

        self.desktop.until(is_there, f"{role} “{name}” to have the keys")

    def wait_text(self, *parts: str) -> None:
        """Wait until each of these is to be read somewhere."""

        def is_there() -> bool:
            texts = self.texts()
            return all(any(part in text for text in texts) for part in parts)

        self.desktop.until(is_there, " and ".join(f"“{part}”" for part in parts))

    def press(self, role: str, name: str) -> None:
        """Click into the middle of that widget, once it is there and enabled."""
        x, y, width, height = self.wait_enabled(role, name).box
        self.desktop.click(x + width // 2, y + height // 2)

    def enter(self, name: str, text: str) -> None:
        """Replace what stands in a field by typing."""
        self.press("text", name)
        self.retype(name, text)

    def retype(self, name: str, text: str) -> None:
        """Replace what stands in the field that has the keys."""
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
            end(self.process)


def end(process: subprocess.Popen[str]) -> None:
    """Have it end."""
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
