"""How fast the history takes ticks in, and how fast it finds them among ten million.

Goals: CONTRIBUTING.md, "Figures". Needs 1.5 GB in the folder for temporary files.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.goals import Goal, at_least, at_most
from waitgui.store import history_file
from waitgui.store.history_reader import Reader
from waitgui.store.history_retention import Limits
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Kind, Outcome, Planned, Result, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS = 1_000
TICKS = 10_000_000
NS = 1_000_000_000
WALL_NS = 1_800_000_000 * NS
STEP_NS = 100_000
NONE = Limits(None, None, None)


def written_per_second(seconds: int, *, busy: bool) -> tuple[float, float]:
    """Ticks a second, and a second of CPU, from the first post until all is committed.

    `busy`: beside a thread that never rests.
    """
    stop = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        writer = HistoryWriter(Path(folder) / "history.sqlite3", limits=NONE)
        sink = writer.sink("Set")
        for task in range(TASKS):
            sink.post(RunStarted(f"task-{task}", 1, 0, WALL_NS))
        assert writer.flush(60)
        if busy:
            threading.Thread(target=_never_rest, args=(stop,), daemon=True).start()
        result, n = Result(Outcome.OK, 0, "", "", 0), 0
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        while time.perf_counter() - began_s < seconds:
            n += 1
            for task in range(TASKS):
                name, due_ns = f"task-{task}", n * NS + task * STEP_NS
                plan = Planned(name, 1, n, due_ns, "tick start", due_ns - NS, NS, 0, 0)
                tick = Tick(
                    name, 1, n, Kind.ACTION, due_ns, due_ns + 90_000, due_ns + 250_000, result, 1, plan, "command"
                )
                sink.post(tick)
        assert writer.flush(120)
        took_s, took_cpu_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
        stop.set()
        assert writer.close(60)
        assert writer.lost == 0
    return n * TASKS / took_s, n * TASKS / took_cpu_s


def _never_rest(stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1


def build(path: Path) -> float:
    """A history of `TICKS` ticks of `TASKS` tasks in turn; its bytes a tick."""
    writer = HistoryWriter(path, limits=NONE)
    for task in range(1, TASKS + 1):
        writer.sink("Set").post(RunStarted(f"task-{task}", 1, 0, WALL_NS))
    plan = Planned("task-1", 1, 0, 0, "tick start", 0, 0, 0, 0)  # for its words
    writer.sink("Set").post(Tick("task-1", 1, 0, Kind.ACTION, 0, 0, 0, Result(Outcome.OK), 1, plan, "command"))
    assert writer.close(60)
    with closing(history_file.open_to_write(path)) as opened:
        opened.connection.execute("BEGIN")
        opened.connection.execute(
            "WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < ?)"
            " INSERT INTO ticks SELECT ? + i * ? + 250000, 1 + i % ?, 1, 1 + i / ?, 0, 0, i * ?, 90000, 160000, 0,"
            " 1, 0, 1, 2, 1000000000, 1000000000, 0, 0, NULL, NULL, NULL, NULL FROM s",
            (TICKS, WALL_NS, STEP_NS, TASKS, TASKS, STEP_NS),
        )
        opened.connection.execute("UPDATE counts SET value = value + ?", (TICKS,))
        opened.connection.execute("COMMIT")
    return path.stat().st_size / TICKS


def median_ms(rounds: int, question: Callable[[], object]) -> float:
    """The median time of a question, asked twenty times, in the best of the rounds."""
    medians = []
    for _ in range(rounds):
        took = []
        for _ in range(20):
            began_s = time.perf_counter()
            question()
            took.append(1e3 * (time.perf_counter() - began_s))
        medians.append(statistics.median(took))
    return min(medians)


def run(rounds: int, seconds: int) -> list[Goal]:
    """Every figure."""
    found = []
    best, best_cpu = max(written_per_second(seconds, busy=False) for _ in range(rounds))
    found.append(at_least("history: ticks made, posted and written", best, 50_000, "a second"))
    # What a machine that does other things at the same time would give to us alone.
    found.append(Goal("the same in a second of CPU", "–", f"{best_cpu:,.0f}"))
    best, _ = max(written_per_second(seconds, busy=True) for _ in range(rounds))
    found.append(Goal("the same, a third thread being busy", "–", f"{best:,.0f} a second"))
    choose = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        size = build(path)
        found.append(Goal("history: bytes a tick", "–", f"{size:.0f} B"))
        reader = Reader(path)

        def last() -> int:
            return len(reader.ticks("Set", f"task-{choose.randint(1, TASKS)}", most=1_000))

        def window(ticks: int) -> int:
            from_ns = WALL_NS + choose.randint(0, TICKS - ticks) * STEP_NS
            return len(reader.window("Set", from_ns, from_ns + ticks * STEP_NS, most=2 * ticks))

        for what, most_ms, question in (
            (f"history: the last 1,000 ticks of a task out of {TICKS:,}", 10.0, last),
            ("history: a window of 1,000 ticks", 10.0, lambda: window(1_000)),
            ("history: a window of 10,000 ticks", 100.0, lambda: window(10_000)),
        ):
            assert question() >= 1_000
            ours = median_ms(rounds, question)
            found.append(at_most(what, ours, most_ms, "ms"))
        reader.close()
    return found
