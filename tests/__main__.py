"""`python -m tests [STEP…]`: everything that must hold before a change lands, in this interpreter's environment.

Steps: lint (ruff, mypy, import-linter), tests (pytest, offscreen), wheel (built, installed elsewhere, started there),
guide (built in both languages).
A step of its own: short, what of the tests is run on a second Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lint() -> None:
    """Style, types, floors."""
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("mypy")
    call(Path(sys.executable).with_name("lint-imports"))


def tests() -> None:
    """The test suite, without a display; the end-to-end tests bring their own where Xvfb is installed."""
    run("pytest", "-q", "-n", "auto", "--dist", "loadgroup", env={"QT_QPA_PLATFORM": "offscreen"})


def short() -> None:
    """What another Python and another Qt may change: engine, models and windows, with few examples."""
    paths = [f"tests/{name}" for name in ("wait", "models", "views", "test_pyside_guard.py")]
    environ = {"QT_QPA_PLATFORM": "offscreen", "WAITGUI_EXAMPLES": "10"}
    run("pytest", "-q", "-n", "auto", "--dist", "loadgroup", *paths, env=environ)


def guide() -> None:
    """The guide in both languages, with warnings as errors; what it says is tested by the test suite."""
    run("pip", "install", "-q", "-e", ".[guide]")
    call(sys.executable, ROOT / "packaging" / "guide" / "make.py")


def wheel() -> None:
    """The built wheel in a fresh environment: a file that didn't get into it shows here."""
    with tempfile.TemporaryDirectory(prefix="waitgui-wheel-") as folder:
        place = Path(folder)
        run("build", "--wheel", "--outdir", place / "dist")
        venv.create(place / "env", with_pip=True)
        python = place / "env" / "bin" / "python"
        call(python, "-m", "pip", "install", "--quiet", *(place / "dist").glob("*.whl"))
        home = {"HOME": folder, "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "", "XDG_STATE_HOME": "", "PYTHONPATH": ""}
        program = python.with_name("waitgui")
        call(program, "--version", cwd=place, env=home)
        demo = call(python, "-c", "from waitgui import paths; print(paths.places().resources / 'demo.toml')", cwd=place)
        call(program, "check", demo.strip(), cwd=place, env=home)
        lines = call(program, "preview", demo.strip(), "--for", "20s", "--output", "jsonl", cwd=place, env=home)
        if lines.count('"event":"tick"') < 10:
            raise SystemExit(f"the preview of the demo shows too little:\n{lines}")
        window = {**home, "QT_QPA_PLATFORM": "offscreen"}
        call(python, "-c", START_AND_QUIT, cwd=place, env=window)


START_AND_QUIT = """
import pathlib, signal, subprocess, sys, time
program = pathlib.Path(sys.executable).with_name("waitgui")
window = subprocess.Popen([program, "--demo"], stderr=subprocess.PIPE, text=True)
status = pathlib.Path(f"/proc/{window.pid}/status")

def catches_sigterm():
    mask = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("SigCgt"))
    return int(mask, 16) >> (signal.SIGTERM - 1) & 1

deadline = time.monotonic() + 60
while window.poll() is None and not catches_sigterm() and time.monotonic() < deadline:
    time.sleep(0.05)
window.send_signal(signal.SIGTERM)
errors = window.communicate(timeout=60)[1]
assert window.returncode == 0, (window.returncode, errors)
errors = errors.replace("This plugin does not support propagateSizeHints()", "")  # of the platform offscreen alone
assert not errors.strip(), errors
settings = pathlib.Path.home() / ".config" / "waitgui" / "settings.toml"
assert "geometry" in settings.read_text(), "the window kept nothing of its state"
"""


def run(module: str, *arguments: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a module of this environment in the repository."""
    call(sys.executable, "-m", module, *arguments, env=env)


def call(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command, show what it prints, give that back; the end of everything if it fails."""
    words = [os.fspath(word) for word in command]
    print("$", " ".join(word if "\n" not in word else "…" for word in words), flush=True)
    environ = {**os.environ, **(env or {})}
    done = subprocess.Popen(words, cwd=cwd, env=environ, stdout=subprocess.PIPE, text=True)
    assert done.stdout is not None
    output = []
    for line in done.stdout:
        output.append(line)
        print(line, end="", flush=True)
    if done.wait():
        raise SystemExit(f"failed with exit code {done.returncode}: {' '.join(words)[:200]}")
    return "".join(output)


STEPS = {"lint": lint, "wheel": wheel, "guide": guide, "tests": tests}
OTHERS = {"short": short}


def main() -> None:
    """Run the steps that are named, or all."""
    for name in sys.argv[1:] or STEPS:
        began = time.monotonic()
        (STEPS | OTHERS)[name]()
        print(f"{name}: passed in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
