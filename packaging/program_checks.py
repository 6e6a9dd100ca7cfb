"""What a program that was installed must do, wherever and however that was: without a display, and with one.

Needs the test environment (`pip install -e '.[test]'`) and, for windows, the tools of the end-to-end tests.
"""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psutil
from steps import ROOT, version

sys.path.append(str(ROOT))

from waitgui.work import interpreter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.e2e.desktop import Desktop

TIMEOUT_S = 60.0
IN_VAIN = ("GetApplicationBusAddress", "org.freedesktop.portal.Desktop")
"""What pyatspi asks and Qt doesn't know, and what Qt asks and no bare session knows; Qt says so on standard error."""
SET = """\
format = 1
name = "Packaged"
[[tasks]]
name = "Environment"
schedule = { kind = "repeat", period = "50ms" }
action = { kind = "command", argv = ["env", "-0"] }
stop = { after_runs = 2 }
[[tasks]]
name = "Python"
schedule = { kind = "repeat", period = "50ms" }
action = { kind = "python", code = "import sys, json; print(sys.version_info >= (3, 11), json.__name__)" }
stop = { after_runs = 1 }
"""
SLEEPERS = """\
format = 1
name = "Sleepers"
[[tasks]]
name = "Sleeper"
schedule = { kind = "repeat", period = "1h" }
action = { kind = "command", shell = "sleep 987 & setsid sleep 987; wait" }
"""


class Installed:
    """A program that can be started. `home` is its user's, which it finds under the same name.

    `prefix` makes the command from a program's name, its arguments and its environment.
    """

    def __init__(self, name: str, home: Path, prefix: Callable[[Sequence[str], Mapping[str, str]], list[str]]) -> None:
        self.name = name
        self.home = home
        self._prefix = prefix

    def environ(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What it is started with: little."""
        return {"HOME": str(self.home), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **(more or {})}

    def start(self, *arguments: str, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.Popen[str]:
        """Start it."""
        command = self._prefix([self.name, *arguments], self.environ(env))
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
        return subprocess.Popen(command, text=True, cwd=self.home, env={"PATH": os.environ["PATH"]}, **options)

    def run(self, *arguments: str, env: Mapping[str, str] | None = None, code: int = 0) -> str:
        """Run it; what it prints. It must say nothing else and end with that exit code."""
        process = self.start(*arguments, env=env)
        out, err = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, err) == (code, ""), (arguments, process.returncode, out[-2000:], err)
        return out

    def processes(self, process: subprocess.Popen[str]) -> list[psutil.Process]:
        """Those of the program itself among what a start has brought: the start may be inside a name space."""
        started = psutil.Process(process.pid)
        every = [started, *started.children(recursive=True)]
        return [one for one in every if is_program(one)]


def is_program(process: psutil.Process) -> bool:
    """Whether it is the program itself, not its engine or a guardian; what has ended meanwhile isn't."""
    try:
        return process.name() == "waitgui" and not any(word.startswith("--waitgui-") for word in process.cmdline())
    except psutil.NoSuchProcess:
        return False


def headless(program: Installed, *, has_python: bool = True) -> None:
    """Without a display: every command once, from an empty history on. A frozen program may find no Python."""
    shutil.rmtree(program.home / ".local", ignore_errors=True)
    assert program.run("--version") == f"waitgui {version()}\n"
    path = program.home / "packaged.waitgui.toml"
    path.write_text(SET)
    program.run("check", str(path))
    previewed = records(program.run("preview", str(path), "--for", "1h"))
    assert [one["event"] for one in previewed].count("tick") == 3, previewed
    told = records(program.run("run", str(path), "--with-output"))
    ticks = [one for one in told if one["event"] == "tick"]
    (python,) = (one for one in ticks if one["task"] == "python")
    expected = ("ok", "True json\n", None) if has_python else ("failed", "", interpreter.NONE)
    assert (python["outcome"], python["output"], python.get("why")) == expected, python
    commands = [one for one in ticks if one is not python]
    assert [one["outcome"] for one in commands] == ["ok", "ok"], ticks
    given = dict(entry.partition("=")[::2] for entry in commands[0]["output"].split("\0") if entry)
    own = {name: value for name, value in given.items() if name not in ("_", "PWD") and not name.startswith("WAITGUI")}
    assert own == program.environ(), f"the processes of tasks get another environment: {given}"
    assert records(program.run("history", "--with-output")) == told
    paths = {"LD_LIBRARY_PATH": "/nowhere", "QT_PLUGIN_PATH": "/nowhere"}
    told = records(program.run("run", str(path), "--with-output", "--no-history", "--task", "environment", env=paths))
    assert all(f"{name}={value}\0" in told[1]["output"] for name, value in paths.items()), told[1]
    assert "Environment" in on_a_terminal(program, "run", str(path), "--no-history")
    window = program.start(env={"LC_ALL": "C.UTF-8"})
    assert "display" in window.communicate(timeout=TIMEOUT_S)[1]
    assert window.returncode == 2


def records(text: str) -> list[dict[str, Any]]:
    """The JSON lines of an output."""
    return [json.loads(line) for line in text.splitlines()]


def on_a_terminal(program: Installed, *arguments: str) -> str:
    """What it shows there."""
    ours, theirs = pty.openpty()
    process = program.start(*arguments, env={"TERM": "xterm"}, stdout=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the last of those that had the other end open has ended
            break
        shown += piece
    os.close(ours)
    assert process.wait(TIMEOUT_S) == 0, process.communicate()
    return shown.decode()


def killed(program: Installed) -> None:
    """However it ends, nothing of a tick under way is left."""
    path = program.home / "sleepers.toml"
    path.write_text(SLEEPERS)
    process = program.start("run", str(path), "--no-history")

    def sleepers() -> list[psutil.Process]:
        return [one for one in psutil.process_iter(["cmdline"]) if one.info["cmdline"] == ["sleep", "987"]]

    until(lambda: len(sleepers()) == 2, "the processes of the tick")
    (own,) = program.processes(process)
    own.send_signal(signal.SIGKILL)
    until(lambda: not sleepers(), "their end")
    until(lambda: not switched("--waitgui-guardian"), "the guardian's end")
    process.communicate(timeout=TIMEOUT_S)


def switched(switch: str) -> list[psutil.Process]:
    """The processes of frozen programs on this machine whose first argument begins so: engines, guardians."""
    every = psutil.process_iter(["cmdline"])
    return [one for one in every if any(word.startswith(switch) for word in (one.info["cmdline"] or ())[1:2])]


def window(
    program: Installed, desktop: Desktop, *, picture: Path, words: Sequence[str], env: Mapping[str, str]
) -> None:
    """On a display: the demo is opened, these words are to be read in it, then it is quit."""
    process = program.start("--demo", env={**on(desktop), **env})
    until(lambda: shown(program, process, desktop, words), f"a window with {', '.join(words)}")
    desktop.screenshot(picture)
    until(lambda: switched("--waitgui-engine"), "its engine")
    quit_window(program, process)
    assert not switched("--waitgui-")


def quit_window(program: Installed, process: subprocess.Popen[str]) -> None:
    """As the end of a session does it. It ends well, and has complained of nothing."""
    (own,) = program.processes(process)
    own.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=TIMEOUT_S)
    complaints = [line for line in err.splitlines() if not any(name in line for name in IN_VAIN)]
    assert (process.returncode, out, complaints) == (0, "", []), (process.returncode, out, err)


def shown(program: Installed, process: subprocess.Popen[str], desktop: Desktop, words: Sequence[str]) -> list[str]:
    """All that a screen reader finds of it, once the words are among it."""
    assert process.poll() is None, process.communicate()
    found = [text for own in program.processes(process) for text in texts(desktop.tree(own.pid))]
    return found if all(any(word in text for text in found) for word in words) else []


def texts(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Names and texts."""
    for node in nodes:
        yield from filter(None, (node["name"], node["text"]))
        yield from texts(node["kids"])


def on(desktop: Desktop) -> dict[str, str]:
    """What a program needs to know of a desktop."""
    names = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
    return {name: desktop.env[name] for name in names}


def until(condition: Callable[[], Any], what: str) -> Any:
    """Wait until the condition gives something true, and give that."""
    deadline_s = time.monotonic() + TIMEOUT_S
    while not (value := condition()):
        if time.monotonic() > deadline_s:
            raise AssertionError(f"waited {TIMEOUT_S:g} s for {what}")
        time.sleep(0.05)
    return value
