"""What a preview costs: a day of a thousand tasks on the virtual clock, and what the form asks for at each key."""

from __future__ import annotations

import gc
import statistics
import time

from tests.benchmarks.goals import Goal, at_most
from tests.tasks.make import make_task
from waitgui.models.preview import forecast
from waitgui.runner.preview import preview
from waitgui.tasks.record import Tick
from waitgui.wait.durations import NS_PER_H, NS_PER_S

TASKS = 1_000


def run(rounds: int, seconds: int) -> list[Goal]:
    """CPU seconds of the best round, and the slowest of the form's previews, in its median."""
    tasks = [
        make_task(f"t{n}", period="1m", jitter=0.1 if n % 2 else 0.0, initial_delay=f"{n * 60}ms") for n in range(TASKS)
    ]
    best_s, ticks = min(_day(tasks) for _ in range(rounds))
    slowest_ms, which = max((_form_ms(task), name) for name, task in _FORMS.items())
    return [
        at_most(f"preview: 24 h × {TASKS:,} tasks × 1 min ({ticks:,} ticks)", best_s, 3, "CPU-s"),
        at_most(f"preview in the form, the slowest ({which})", slowest_ms, 50, "ms"),
    ]


_FORMS = {
    "repeat with jitter": make_task(period="5m", jitter=0.5),
    "grid with slow ticks": make_task(period="1s", sliding=False, drift_free=True),
    "poll": make_task(kind="poll", interval="100ms"),
    "backoff": make_task(kind="backoff", at_cap="keep", cap="1m"),
    "back to back": make_task(period="0s"),
    "attempts without end": make_task(kind="backoff", at_cap="keep", cap="1m", stop={"after_failures": 100_000}),
    "jitter to a far end": make_task(period="1s", jitter=0.5, stop={"after_runs": 100_000}),
    "a rule to be checked": make_task(
        period="1s", stop={"when": {"kind": "file", "path": "/nowhere"}, "after_runs": 100_000}
    ),
    "stop rules": make_task(period="1s", stop={"after_runs": 1_000_000, "after_time": "8760h", "on_output": "x"}),
}


def _day(tasks: list) -> tuple[float, int]:
    gc.disable()  # as the command does
    began_s, ticks = time.process_time(), 0
    for event in preview(tasks, for_ns=24 * NS_PER_H, set_name="set", seed=1, wall_ns=0):
        ticks += isinstance(event, Tick)
    gc.enable()
    return time.process_time() - began_s, ticks


def _form_ms(task) -> float:
    took = []
    for _ in range(5):
        began_s = time.perf_counter()
        forecast(task, NS_PER_S // 10)
        took.append(1e3 * (time.perf_counter() - began_s))
    return statistics.median(took)
