"""Events as runs tell them, of any shape, and a writer that is closed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from waitgui.store.history_replay import replay
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Attempt, Kind, Outcome, Planned, Reason, Result, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from waitgui.store.history_replay import Told

NS = 1_000_000_000
MONO_NS = 5_000 * NS
WALL_NS = 1_800_000_000 * NS
TIMEOUT_S = 30.0


@contextmanager
def writing(path: Path, **options: Any) -> Iterator[HistoryWriter]:
    """A writer, which has written all and let go of the file at the end."""
    writer = HistoryWriter(path, **options)
    try:
        yield writer
    finally:
        assert writer.close(TIMEOUT_S), writer.trouble


def start(task: str = "a", run: int = 1, at_s: float = 0.0) -> RunStarted:
    """A run that started so many seconds after `MONO_NS`, which is `WALL_NS`."""
    return RunStarted(task, run, MONO_NS + int(at_s * NS), WALL_NS + int(at_s * NS))


def tick(task: str = "a", run: int = 1, n: int = 1, at_s: float = 0.0, took_s: float = 0.001, **result: Any) -> Tick:
    """A tick that was due and started so many seconds after `MONO_NS`."""
    due_ns = MONO_NS + int(at_s * NS)
    outcome = result.pop("outcome", Outcome.OK)
    return Tick(
        task, run, n, Kind.ACTION, due_ns, due_ns, due_ns + int(took_s * NS), Result(outcome, **result), 1, None, "none"
    )


def end(task: str = "a", run: int = 1, ticks: int = 1, at_s: float = 1.0, reason: Reason = Reason.STOPPED) -> RunEnded:
    """The end of a run."""
    return RunEnded(task, run, reason, ticks, 0, MONO_NS + int(at_s * NS))


def told(path: Path, **which: Any) -> list[Told]:
    """All that was told."""
    return list(replay(path, **which))


durations = st.integers(0, 400 * 86_400 * NS)
texts = st.text(st.characters(), max_size=40)
"""Any text: with NUL, escapes, halves of characters, characters beyond 16 bits."""
results = st.builds(
    Result,
    st.sampled_from(Outcome),
    st.none() | st.integers(-(2**31), 2**32),
    texts,
    texts,
    st.integers(0, 2**40),
    st.integers(0, 1_000),
)
attempts = st.builds(Attempt, durations, durations, st.sampled_from(Outcome), st.none() | st.integers(-255, 255))


@st.composite
def ticks(draw: st.DrawFn, task: str, run: int, n: int, not_before_ns: int) -> Tick:
    """A tick of this run that ends at this time or later."""
    due_ns = not_before_ns + draw(durations)
    start_ns = due_ns + draw(st.integers(-(10**6), 10**12))
    end_ns = max(start_ns, not_before_ns) + draw(durations)
    plan = None
    if draw(st.booleans()):
        plan = Planned(
            task,
            run,
            draw(st.just(n) | st.integers(1, 2**31)),
            draw(st.just(due_ns) | durations),
            draw(st.sampled_from(["start", "tick start", "tick end", "grid", "met", "resume", "gap"])),
            draw(durations),
            draw(durations),
            draw(durations),
            draw(durations),
        )
    return Tick(
        task,
        run,
        n,
        draw(st.sampled_from(Kind)),
        due_ns,
        start_ns,
        end_ns,
        draw(results),
        draw(st.integers(0, 10**6)),
        plan,
        draw(st.sampled_from(["command", "python", "http", "none", ""])),
        tuple(draw(st.lists(attempts, max_size=3))),
    )


@st.composite
def runs(draw: st.DrawFn, task: str, run: int) -> list[RunStarted | Tick | RunEnded]:
    """All that one run tells, in order."""
    started = RunStarted(task, run, draw(st.integers(0, 10**15)), draw(st.integers(10**18, 2 * 10**18)))
    events: list[RunStarted | Tick | RunEnded] = [started]
    last_ns = started.mono_ns
    for n in range(1, draw(st.integers(0, 5)) + 1):
        events.append(draw(ticks(task, run, n, last_ns)))
        last_ns = events[-1].end_ns  # type: ignore[union-attr]
    if draw(st.booleans()):
        counts = draw(st.tuples(st.integers(0, 2**31), st.integers(0, 2**31)))
        events.append(RunEnded(task, run, draw(st.sampled_from(Reason)), *counts, last_ns + draw(durations)))
    return events
