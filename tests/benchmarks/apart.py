"""A measurement in a process and a home of its own, so that nothing of another's is in its figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def measured(module: str, *arguments: str, timeout_s: float = 300) -> Any:
    """What `python -m tests.benchmarks.MODULE ARGUMENTS` prints last, a line of JSON. Its windows are offscreen."""
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environ |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=timeout_s, check=False)
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])
