"""One task at a period of one millisecond, beside a bare loop of `clock_nanosleep` in C with the same timer slack."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import threading
from pathlib import Path

from tests.benchmarks.goals import Goal, beside
from waitgui.runner.scheduler import Scheduler
from waitgui.wait.loop import Call, Done, Sleep, Step

PERIOD_NS = 1_000_000
TICKS = 2_000

_C = r"""
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static int by_size(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

int main(void) {
    enum { N = %d };
    static long late[N];
    struct timespec due, now;
    prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
    for (int i = 0; i < N; i++) {
        clock_gettime(CLOCK_MONOTONIC, &due);
        due.tv_nsec += %d;
        if (due.tv_nsec >= 1000000000) { due.tv_sec++; due.tv_nsec -= 1000000000; }
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        clock_gettime(CLOCK_MONOTONIC, &now);
        late[i] = (now.tv_sec - due.tv_sec) * 1000000000L + now.tv_nsec - due.tv_nsec;
    }
    qsort(late, N, sizeof late[0], by_size);
    printf("%%ld\n", late[N / 2]);
}
"""


class _Job:
    blocks = False

    def __init__(self, scheduler: Scheduler) -> None:
        self.late_ns: list[int] = []
        self.over = threading.Event()
        self._now_ns = scheduler.now_ns
        self._due_ns = 0

    def start(self, now_ns: int) -> Step:
        return self._next(now_ns)

    def wake(self, now_ns: int) -> Step:
        return Call(1, self._due_ns) if now_ns >= self._due_ns else Sleep(self._due_ns)

    def work(self) -> None:
        self.late_ns.append(self._now_ns() - self._due_ns)

    def complete(self, now_ns: int, _result: object) -> Step:
        return self._next(now_ns) if len(self.late_ns) < TICKS else Done(None)

    def refuse(self, _now_ns: int, _called: bool, _why: str) -> Step:
        return Done(None)

    def done(self) -> None:
        self.over.set()

    def _next(self, now_ns: int) -> Step:
        self._due_ns = now_ns + PERIOD_NS
        return Sleep(self._due_ns)


def run(rounds: int, seconds: int) -> list[Goal]:
    """The medians, of the best of the rounds each."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return [Goal("lateness p50, one task at 1 ms", "≤ 2× C", "–", "no C compiler here")]
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "sleep.c", Path(folder) / "sleep"
        source.write_text(_C % (TICKS, PERIOD_NS))
        subprocess.run([compiler, "-O2", "-o", program, source], check=True)
        theirs, ours = [], []
        for _ in range(rounds):
            theirs.append(int(subprocess.run([program], check=True, capture_output=True).stdout) / 1_000)
            ours.append(_median_us())
    return [beside("lateness p50, one task at 1 ms", min(ours), "C clock_nanosleep", min(theirs), 2, "µs")]


def _median_us() -> float:
    scheduler = Scheduler()
    job = _Job(scheduler)
    scheduler.add(job)
    job.over.wait(60)
    scheduler.close(5)
    return statistics.median(job.late_ns) / 1_000
