"""Each contract of pyproject.toml, broken once on purpose in a copy of the package, is caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

BREACHES = {
    "Floors": ("waitgui/tasks/breach.py", "import waitgui.runner.stream\n"),
    "Places are handed down": ("waitgui/models/breach.py", "import waitgui.paths\n"),
    "Qt only in app, models and views": ("waitgui/work/breach.py", "import PySide6.QtCore\n"),
    "The command line imports Qt only to open the desktop": ("waitgui/cli/breach.py", "import PySide6.QtCore\n"),
    "qasync only in app": ("waitgui/views/breach.py", "import qasync\n"),
    "The core of wait has no clock": ("waitgui/wait/timers.py", "import time\n"),
    "wait is usable alone": ("waitgui/wait/breach.py", "import numpy\n"),
}


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy in which every contract is broken."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "waitgui", copy / "waitgui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path, line in BREACHES.values():
        file = copy / path
        file.write_text((file.read_text() if file.exists() else '"""Breach."""\n') + line)
    linter = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [linter, "--no-cache"], cwd=copy, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(linted, contract):
    summary = " ".join(linted.split("Contracts", 1)[1].split("Broken contracts")[0].split())
    line = next(
        part
        for part in summary.replace("BROKEN", "BROKEN\n").replace("KEPT", "KEPT\n").splitlines()
        if contract in part
    )
    assert line.endswith("BROKEN")


def test_a_module_on_no_floor_is_caught(tmp_path):
    shutil.copytree(ROOT / "waitgui", tmp_path / "waitgui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "waitgui" / "stranger.py").write_text('"""A module on no floor."""\n')
    linter = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "stranger" in done.stdout
