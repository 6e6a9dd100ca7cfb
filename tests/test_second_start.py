"""A second `waitgui`: real processes without a display, of which the first takes the files of the others."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.cli_process import TIMEOUT_S, bury_engines, run, start
from tests.test_cli import task, write

if TYPE_CHECKING:
    from pathlib import Path


def until(holds, what: str) -> None:
    """Look until it holds."""
    end = time.monotonic() + TIMEOUT_S
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def has_open(home: Path, path: Path) -> bool:
    """Whether the window says that it has this set open, in what it keeps."""
    settings = home / "config" / "waitgui" / "settings.toml"
    return settings.exists() and f'last_set = "{path}"' in settings.read_text()


@contextmanager
def window(home: Path, *arguments: object):
    """The application, until it is asked to end; gives its process."""
    process = start(home, *arguments)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=TIMEOUT_S)
    said = [line for line in err.splitlines() if not line.startswith("This plugin does not support ")]
    assert (process.returncode, out, said) == (0, "", []), "offscreen can't raise windows or limit their sizes"


def test_a_second_start_hands_over_its_file_and_ends(tmp_path):
    first, second = (write(tmp_path / f"{name}.toml", task("a"), name=name) for name in ("one", "two"))
    with window(tmp_path, first) as process:
        until(lambda: has_open(tmp_path, first), "the first set is open")
        assert run(tmp_path, "two.toml", cwd=tmp_path) == (0, "", "")
        until(lambda: has_open(tmp_path, second), "the second set is open")
        assert run(tmp_path) == (0, "", "")
        assert process.poll() is None
    assert run(tmp_path, "run", first, "--for", "100ms")[0] == 0


def test_what_kill_9_leaves_stops_nobody(tmp_path):
    path = write(tmp_path / "a.toml", task("a"))
    killed = start(tmp_path, path)
    until(lambda: has_open(tmp_path, path), "it is open")
    killed.kill()
    killed.communicate(timeout=TIMEOUT_S)
    bury_engines()
    other = write(tmp_path / "b.toml", task("b"))
    with window(tmp_path, other):
        until(lambda: has_open(tmp_path, other), "the next one is open")


def test_two_at_once_are_one_window(tmp_path):
    paths = [write(tmp_path / f"{name}.toml", task("a")) for name in "ab"]
    both = [start(tmp_path, path) for path in paths]
    until(lambda: any(process.poll() is not None for process in both), "one hands over")
    ended = next(process for process in both if process.poll() is not None)
    assert (ended.communicate(), ended.returncode) == (("", ""), 0)
    (living,) = (process for process in both if process is not ended)
    assert living.poll() is None
    until(lambda: has_open(tmp_path, paths[both.index(ended)]), "the file that was handed over is open")
    living.send_signal(signal.SIGTERM)
    living.communicate(timeout=TIMEOUT_S)
    assert living.returncode == 0


def test_one_that_hangs_is_said_in_a_line(tmp_path):
    path = write(tmp_path / "a.toml", task("a"))
    with window(tmp_path, path) as process:
        until(lambda: has_open(tmp_path, path), "it is open")
        os.kill(process.pid, signal.SIGSTOP)
        try:
            code, out, err = run(tmp_path)
        finally:
            os.kill(process.pid, signal.SIGCONT)
    assert (code, out) == (1, "")
    assert err == (
        f"waitgui: waitgui is open already (process {process.pid}), but doesn't answer; "
        "wait for it, or end that process\n"
    )
