"""`python -m tests.soak [--ticks 100000]`: whether a `waitgui run` that goes on and on keeps what it has to itself.

One real engine with a history, one tick in twenty a real process. Prints how its memory grows (least squares after the
warm-up), its threads and file handles after the warm-up and at the end, and whether that meets the goals. Not part of
the test suite, since it takes minutes.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import psutil

from tests.cli_process import start
from tests.headless.told import GRID, repeat, shell, task, write

if TYPE_CHECKING:
    import subprocess

BYTES_A_TICK = 8.0
HANDLES = 2
WARM_UP = 300_000
"""Ticks until the heap of the C library has found its size: SQLite keeps pages of the history, 4 MiB at most."""
EVERY_S = 0.5
STOP_S = 30
QUICK, QUICK_PERIOD = 38, "50ms"  # 760 ticks a second
PROCESSES = {
    "true": 'kind = "command"\nargv = ["true"]',
    "fails": shell("echo not today; exit 3"),
    "prints": shell("head -c 200000 /dev/zero"),
    "background": shell("sleep 1 & echo left"),
    "late": shell("sleep 60 & sleep 60", 'timeout = "50ms"', 'kill_grace = "0s"'),
    "retried": shell("exit 1"),
}  # at 150 ms: 40 ticks a second
RETRY = '[tasks.retry]\nduration = "10ms"\nsteps = 2'


class Sample(NamedTuple):
    """The engine after so many ticks."""

    ticks: int
    rss: int
    threads: int
    handles: int


class Reader(threading.Thread):
    """Counts what the engine tells."""

    def __init__(self, engine: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self.ticks = self.processes = self.skipped = 0
        self.ends: list[dict[str, object]] = []
        self._engine = engine

    def run(self) -> None:
        assert self._engine.stdout is not None
        for text in self._engine.stdout:
            if '"event":"tick"' in text:
                if '"outcome":"skipped"' in text:
                    self.skipped += 1
                else:
                    self.ticks += 1
                    self.processes += '"exit_code"' in text
            elif '"event":"end"' in text:
                self.ends.append(json.loads(text))


def tasks() -> list[str]:
    """The set: quick tasks on a grid, and as many processes that one tick in twenty is one."""
    quick = [task(f"quick-{n}", repeat(QUICK_PERIOD, *GRID)) for n in range(QUICK)]
    return quick + [
        task(name, repeat("150ms", *GRID), action, more=RETRY if name == "retried" else "")
        for name, action in PROCESSES.items()
    ]


def sample(engine: psutil.Process, ticks: int) -> Sample:
    """Look at the engine."""
    return Sample(ticks, engine.memory_info().rss, engine.num_threads(), engine.num_fds())


def soak(ticks: int, home: Path) -> tuple[list[Sample], Reader, int]:
    """Let it tick; what was seen, and the exit code."""
    engine = start(home, "run", write(home, *tasks(), name="Soak"), stderr=sys.stderr)
    process = psutil.Process(engine.pid)
    reader = Reader(engine)
    reader.start()
    samples: list[Sample] = []
    while reader.ticks < ticks and engine.poll() is None:
        time.sleep(EVERY_S)
        samples.append(sample(process, reader.ticks))
        if sys.stderr.isatty():
            print(f"\r{reader.ticks:,} ticks, {samples[-1].rss / 2**20:.1f} MiB ", end="", file=sys.stderr)
    engine.send_signal(signal.SIGTERM)
    code = engine.wait(STOP_S)
    reader.join(STOP_S)
    return samples, reader, code


def slope(samples: list[Sample]) -> float:
    """By how many bytes a tick the memory grows."""
    ticks, rss = (np.array(column, dtype=float) for column in zip(*[s[:2] for s in samples], strict=True))
    return float(np.polyfit(ticks, rss, 1)[0])


def judge(name: str, text: str, *, met: bool) -> bool:
    """Print a goal."""
    print(f"{name:<10} {text:<56} {'met' if met else 'NOT MET'}")
    return met


def main() -> int:
    """Soak, print, and give 0 if all goals are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--ticks", type=int, default=100_000, help="measured, after the warm-up")
    parser.add_argument("--warm-up", type=int, default=WARM_UP, metavar="TICKS")
    parser.add_argument("--series", type=Path, metavar="FILE", help="write what was seen, a line each half second")
    options = parser.parse_args()
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="waitgui-soak-") as folder:
        samples, reader, code = soak(options.warm_up + options.ticks, Path(folder))
    if options.series is not None:
        lines = ["ticks,rss,threads,handles", *(",".join(map(str, one)) for one in samples)]
        options.series.write_text("\n".join(lines) + "\n")
    warm = [one for one in samples if one.ticks >= options.warm_up]
    if len(warm) < 10:
        print(f"too few samples: {len(samples)}; exit code {code}")
        return 1
    few = max(3, len(warm) // 10)
    first, last = warm[:few], warm[-few:]
    grows = slope(warm)
    share, took_s = reader.processes / reader.ticks, time.monotonic() - began_s
    print(f"{reader.ticks:,} ticks ({share:.1%} processes), {reader.skipped:,} skipped, {took_s:.0f} s")
    mib = [median(one.rss for one in part) / 2**20 for part in (first, last)]
    goals = [
        judge(
            "memory", f"{grows:+.2f} bytes a tick ({mib[0]:.1f} → {mib[1]:.1f} MiB), goal < 8", met=grows < BYTES_A_TICK
        ),
    ]
    for name in ("threads", "handles"):
        counts = [int(median(getattr(one, name) for one in part)) for part in (first, last)]
        goals.append(judge(name, f"{counts[0]} → {counts[1]}, goal ±{HANDLES}", met=counts[1] - counts[0] <= HANDLES))
    planned = sum(int(str(end["ticks"])) for end in reader.ends)
    goals.append(judge("account", f"{reader.ticks:,} told, {planned:,} in the ends", met=planned == reader.ticks))
    goals.append(judge("exit", f"code {code}, goal 143", met=code == 143))
    return 0 if all(goals) else 1


if __name__ == "__main__":
    sys.exit(main())
