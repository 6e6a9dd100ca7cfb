"""Killed at any moment while it saves, the file is one version or the other, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

KILLS = 200

_KILLER = """
import json, os, random, signal, sys, time
from pathlib import Path
from waitgui.store import atomic
from waitgui.store.task_set_file import load, save
from waitgui.tasks.model import Task, TaskSet

path, kills = Path(sys.argv[1]), int(sys.argv[2])

def version(name, count):
    tasks = [{"id": f"t-{n}", "name": name * 20, "schedule": {"kind": "repeat", "period": "1s"},
              "action": {"kind": "none"}} for n in range(count)]
    return TaskSet.model_validate({"format": 1, "name": name, "tasks": tasks})

versions = [version("a", 300), version("b", 100)]
save(path, versions[0])
random.seed(7)
left, seen = 0, {"a": 0, "b": 0}
for kill in range(kills):
    pid = os.fork()
    if pid == 0:
        try:
            loaded = load(path)
            while True:
                loaded = save(path, versions[loaded.task_set == versions[0]], loaded)
        finally:
            os._exit(1)
    time.sleep(random.uniform(0.0, 0.06))
    os.kill(pid, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1]), "the saver ended by itself"
    task_set = load(path).task_set
    assert task_set in versions
    seen[task_set.name] += 1
    left += sum(file.suffix == ".tmp" for file in path.parent.iterdir())
    atomic.sweep(path.parent)
    assert not any(file.suffix == ".tmp" for file in path.parent.iterdir())
    assert all(load(backup).task_set in versions for backup in atomic.backups(path))
    assert len(atomic.backups(path)) <= atomic.KEPT + 1  # killed before the oldest was removed
print(json.dumps({"left": left, **seen}))
"""


def test_two_hundred_kills(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _KILLER, str(tmp_path / "set.toml"), str(KILLS)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    counted = json.loads(done.stdout)
    assert counted["a"] + counted["b"] == KILLS
    assert counted["a"] > 0
    assert counted["b"] > 0
    assert counted["left"] > 0, "no kill hit a save under way: the test has lost its point"
