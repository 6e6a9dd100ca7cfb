"""Ticks as a trace that Perfetto and chrome://tracing open: the Trace Event Format, as JSON, event by event.

A set is a process, a task two threads of it: what happened, and below it the plan. A tick is a complete event ("X")
named by its outcome, so that viewers colour it by that, with its attempts nested; one that was skipped, the start and
the end of a run, a pause are instants ("i") of the task, gaps and moves of the clock global ones. In the plan a tick
is an instant when it was due; a jitter window is a complete event, from where the one before ends, since slices of a
thread may not overlap. Times (`ts`, `dur`) are µs with three decimals, from an origin, in Unix ns, that `otherData`
names: of a Unix time in µs a viewer's float would lose the ns.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from waitgui.tasks.happened import Foreseen, by_id
from waitgui.tasks.lines import iso
from waitgui.tasks.record import (
    ClockMoved,
    Gap,
    Outcome,
    Paused,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from waitgui.tasks.happened import Happened, Named
    from waitgui.tasks.record import Planned

_COLOURS = {
    Outcome.OK: "rail_response",
    Outcome.MET: "good",
    Outcome.TIMED_OUT: "bad",
    Outcome.FAILED: "terrible",
    Outcome.ERROR: "terrible",
}
"""Of those that chrome://tracing knows by name; other viewers choose by the name of the event."""
_OTHER_COLOUR = "grey"


def trace_lines(
    happened: Iterable[Happened], origin_ns: int, name_of: Named = by_id, zone: tzinfo | None = None
) -> Iterator[str]:
    """The lines of the file. `origin_ns` (Unix) is not after the first event, or its `ts` is negative."""
    other = {"origin_ns": origin_ns, "origin": iso(origin_ns, zone)}
    head = json.dumps({"displayTimeUnit": "ms", "otherData": other}, separators=(",", ":"))
    yield f'{head[:-1]},"traceEvents":[\n'
    separator = ""
    for event in _Events(origin_ns, name_of, zone).all(happened):
        yield f"{separator}{event}"
        separator = ",\n"
    yield "\n]}\n"


class _Events:
    """Numbers sets and tasks as they come, and names each before its first event."""

    def __init__(self, origin_ns: int, name_of: Named, zone: tzinfo | None) -> None:
        self._origin_ns = origin_ns
        self._name_of = name_of
        self._zone = zone
        self._sets: dict[str, int] = {}
        self._tasks: dict[tuple[str, str], int] = {}
        self._planned_to: dict[int, int] = {}
        """Until when the plan of a task has jitter windows."""

    def all(self, happened: Iterable[Happened]) -> Iterator[str]:
        for set_name, event, offset_ns in happened:
            yield from self._of_set(set_name)
            pid = self._sets[set_name]
            if isinstance(event, Gap):
                args: dict[str, Any] = {"duration_ns": event.end_ns - event.start_ns}
                if event.asleep:
                    args["asleep"] = True
                yield self._instant("gap", pid, pid, event.start_ns + offset_ns, args, scope="g")
            elif isinstance(event, ClockMoved):
                yield self._instant("clock moved", pid, pid, event.at_ns + offset_ns, {"by_ns": event.by_ns}, scope="g")
            else:
                yield from self._of_task(set_name, event.task)
                tid = self._tasks[set_name, event.task]
                yield from self._task_event(pid, tid, event, offset_ns)

    def _of_set(self, set_name: str) -> Iterator[str]:
        if set_name not in self._sets:
            pid = self._sets[set_name] = len(self._sets) + 1
            yield _meta("process_name", pid, pid, {"name": set_name})

    def _of_task(self, set_name: str, task: str) -> Iterator[str]:
        if (set_name, task) in self._tasks:
            return
        # Beyond the numbers of processes: a thread that bears the number of its process counts as the main one.
        tid = self._tasks[set_name, task] = 1_000_001 + 2 * len(self._tasks)
        pid, name = self._sets[set_name], self._name_of(set_name, task)
        for number, words in ((tid, name), (tid + 1, f"{name} (plan)")):
            yield _meta("thread_name", pid, number, {"name": words})
            yield _meta("thread_sort_index", pid, number, {"sort_index": number})

    def _task_event(self, pid: int, tid: int, event: Any, offset_ns: int) -> Iterator[str]:
        match event:
            case Tick():
                if event.plan is not None:
                    yield from self._plan(pid, tid + 1, event, event.plan, offset_ns)
                yield from self._tick(pid, tid, event, offset_ns)
            case TickStarted():
                args: dict[str, Any] = {"run": event.run, "n": event.n, "late_ns": event.start_ns - event.due_ns}
                yield self._event("B", "running", event.kind.value, pid, tid, event.start_ns + offset_ns, args)
            case RunStarted():
                yield self._instant("run starts", pid, tid, event.mono_ns + offset_ns, {"run": event.run})
            case RunEnded():
                args = {
                    "run": event.run,
                    "reason": event.reason.value,
                    "outcome": event.outcome.value,
                    "ticks": event.ticks,
                    "skipped": event.skipped,
                }
                yield self._instant("run ends", pid, tid, event.at_ns + offset_ns, args)
            case Paused() | Resumed():
                name = "paused" if isinstance(event, Paused) else "resumed"
                yield self._instant(name, pid, tid, event.at_ns + offset_ns, {"run": event.run})
            case Foreseen():
                earliest_ns, latest_ns = event.earliest_ns + offset_ns, event.latest_ns + offset_ns
                yield self._instant("planned", pid, tid + 1, earliest_ns, {"latest": iso(latest_ns, self._zone)})
                yield from self._window(pid, tid + 1, earliest_ns, latest_ns, {})

    def _plan(self, pid: int, tid: int, tick: Tick, plan: Planned, offset_ns: int) -> Iterator[str]:
        args = {
            "run": tick.run,
            "n": tick.n,
            "base": plan.base,
            "base_at": iso(plan.base_ns + offset_ns, self._zone),
            "period_ns": plan.period_ns,
            "jitter_ns": plan.jitter_ns,
        }
        earliest_ns = plan.base_ns + plan.period_ns + offset_ns
        yield from self._window(pid, tid, earliest_ns, earliest_ns + plan.window_ns, {"run": tick.run, "n": tick.n})
        yield self._instant("due", pid, tid, tick.due_ns + offset_ns, args)

    def _window(self, pid: int, tid: int, earliest_ns: int, latest_ns: int, args: dict[str, Any]) -> Iterator[str]:
        begin_ns = max(earliest_ns, self._planned_to.get(tid, earliest_ns))
        if begin_ns >= latest_ns:
            return
        self._planned_to[tid] = latest_ns
        args = {**args, "earliest": iso(earliest_ns, self._zone), "latest": iso(latest_ns, self._zone)}
        yield self._event("X", "jitter window", "plan", pid, tid, begin_ns, args, dur_ns=latest_ns - begin_ns)

    def _tick(self, pid: int, tid: int, tick: Tick, offset_ns: int) -> Iterator[str]:
        args: dict[str, Any] = {"run": tick.run, "n": tick.n, "due": iso(tick.due_ns + offset_ns, self._zone)}
        if tick.result.why:
            args["why"] = tick.result.why
        name, kind, colour = tick.outcome.value, tick.kind.value, _COLOURS.get(tick.outcome, _OTHER_COLOUR)
        if tick.outcome is Outcome.SKIPPED:
            yield self._event("i", name, kind, pid, tid, tick.due_ns + offset_ns, args, s="t", cname=colour)
            return
        args |= {"late_ns": tick.lateness_ns, "attempts": tick.attempts}
        if tick.result.exit_code is not None:
            args["exit_code"] = tick.result.exit_code
        start_ns = tick.start_ns + offset_ns
        took_ns = tick.end_ns - tick.start_ns
        yield self._event("X", name, kind, pid, tid, start_ns, args, dur_ns=took_ns, cname=colour)
        for number, attempt in enumerate(tick.tries, 1):
            args = {"outcome": attempt.outcome.value}
            if attempt.exit_code is not None:
                args["exit_code"] = attempt.exit_code
            colour, took_ns = _COLOURS.get(attempt.outcome, _OTHER_COLOUR), attempt.end_ns - attempt.start_ns
            at_ns, words = attempt.start_ns + offset_ns, f"attempt {number}"
            yield self._event("X", words, "attempt", pid, tid, at_ns, args, dur_ns=took_ns, cname=colour)

    def _instant(self, name: str, pid: int, tid: int, at_ns: int, args: dict[str, Any], scope: str = "t") -> str:
        return self._event("i", name, "mark" if scope == "t" else "engine", pid, tid, at_ns, args, s=scope)

    def _event(
        self,
        phase: str,
        name: str,
        category: str,
        pid: int,
        tid: int,
        at_ns: int,
        args: dict[str, Any],
        *,
        dur_ns: int | None = None,
        **more: str,
    ) -> str:
        times = f'"ts":{_us(at_ns - self._origin_ns)}'
        if dur_ns is not None:
            times += f',"dur":{_us(max(dur_ns, 0))}'
        rest = {"name": name, "cat": category, "pid": pid, "tid": tid, **more, "args": args}
        return f'{{"ph":"{phase}",{times},{json.dumps(rest, separators=(",", ":"))[1:]}'


def _meta(name: str, pid: int, tid: int, args: dict[str, Any]) -> str:
    return json.dumps({"ph": "M", "name": name, "pid": pid, "tid": tid, "ts": 0, "args": args}, separators=(",", ":"))


def _us(ns: int) -> str:
    """µs, exactly."""
    sign, ns = ("-", -ns) if ns < 0 else ("", ns)
    return f"{sign}{ns // 1_000}.{ns % 1_000:03d}"
