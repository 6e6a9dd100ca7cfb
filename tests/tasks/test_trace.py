"""The trace keeps to the Trace Event Format, exactly to the ns, and tells what happened and what was planned."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import pytest

from waitgui.tasks.happened import Foreseen, Happened
from waitgui.tasks.record import (
    Attempt,
    ClockMoved,
    Gap,
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)
from waitgui.tasks.trace import trace_lines

NS = 1_000_000_000
WALL_NS = 1_800_000_000 * NS
PHASES = {"X", "i", "B", "M"}
SCOPES = {"t", "p", "g"}


def read(events, names=None, offset_ns: int = WALL_NS) -> dict[str, Any]:
    happened = (Happened("S", event, offset_ns) for event in events)
    lines = trace_lines(happened, WALL_NS, lambda _set, task: (names or {}).get(task, task), UTC)
    return json.loads("".join(lines))


def check(trace: dict[str, Any]) -> list[dict[str, Any]]:
    """The events, after a look at each by the rules of the format."""
    assert trace["displayTimeUnit"] in ("ms", "ns")
    named: set[tuple[str, int, int]] = set()
    for event in trace["traceEvents"]:
        assert event["ph"] in PHASES
        assert isinstance(event["name"], str)
        assert all(isinstance(event[key], int) for key in ("pid", "tid"))
        assert isinstance(event["ts"], int | float)
        assert isinstance(event["args"], dict)
        if event["ph"] == "M":
            named.add((event["name"], event["pid"], event["tid"]))
            continue
        assert ("process_name", event["pid"], event["pid"]) in named
        assert event["tid"] == event["pid"] or ("thread_name", event["pid"], event["tid"]) in named
        assert isinstance(event["cat"], str)
        assert ("dur" in event) == (event["ph"] == "X")
        assert event.get("dur", 0) >= 0
        assert ("s" in event) == (event["ph"] == "i")
        assert event.get("s", "t") in SCOPES
    nested(trace["traceEvents"])
    return [event for event in trace["traceEvents"] if event["ph"] != "M"]


def nested(events) -> None:
    """Slices of a thread lie within each other or apart."""
    threads: dict[int, list[tuple[int, int]]] = {}
    for event in events:
        if event["ph"] == "X":
            start_ns = round(event["ts"] * 1_000)
            threads.setdefault(event["tid"], []).append((start_ns, start_ns + round(event["dur"] * 1_000)))
    for slices in threads.values():
        around: list[int] = []
        for start_ns, end_ns in sorted(slices, key=lambda found: (found[0], -found[1])):
            while around and around[-1] <= start_ns:
                around.pop()
            assert not around or end_ns <= around[-1]
            around.append(end_ns)


def tick(
    n: int = 1, outcome: Outcome = Outcome.OK, *, due_ns: int = 0, plan: Planned | None = None, **more: Any
) -> Tick:
    result = Result(outcome, more.pop("exit_code", None), more.pop("why", ""))
    start_ns, end_ns = more.pop("start_ns", due_ns), more.pop("end_ns", due_ns + 5)
    return Tick(
        "a", 1, n, Kind.ACTION, due_ns, start_ns, end_ns, result, len(more.get("tries", ())) or 1, plan, "none", **more
    )


def test_a_tick_is_a_complete_event_exact_to_the_ns():
    why = 'no "x"\x1b\udc80'
    told = tick(3, Outcome.FAILED, due_ns=1_001, start_ns=2_002, end_ns=NS + 3, why=why, exit_code=7)
    (event,) = check(read([told]))
    assert (event["ph"], event["name"], event["cat"]) == ("X", "failed", "action")
    assert (event["ts"], event["dur"]) == (2.002, 999_998.001)
    assert event["args"] == {
        "run": 1,
        "n": 3,
        "due": "2027-01-15T08:00:00.000001+00:00",
        "why": why,
        "late_ns": 1_001,
        "attempts": 1,
        "exit_code": 7,
    }
    line = next(line for line in trace_lines([Happened("S", told, WALL_NS)], WALL_NS) if '"X"' in line)
    assert '"ts":2.002,"dur":999998.001,' in line
    assert line.isascii()


def test_attempts_lie_within_their_tick():
    tries = (Attempt(0, 10, Outcome.FAILED, 2), Attempt(20, 90, Outcome.OK, 0))
    events = check(read([tick(end_ns=90, tries=tries)]))
    assert [event["name"] for event in events] == ["ok", "attempt 1", "attempt 2"]
    assert [event["args"].get("exit_code") for event in events] == [None, 2, 0]
    assert len({event["tid"] for event in events}) == 1


def test_what_was_skipped_is_an_instant_with_its_reason():
    (event,) = check(read([tick(2, Outcome.SKIPPED, due_ns=50, why="still running")]))
    assert (event["ph"], event["s"], event["name"], event["ts"]) == ("i", "t", "skipped", 0.05)
    assert event["args"]["why"] == "still running"


def test_the_plan_has_a_track_of_its_own_where_windows_never_overlap():
    plans = [Planned("a", 1, n, 10 * n, "tick start", 10 * (n - 1), 10, 0, 25) for n in (1, 2, 3)]
    trace = read(
        [*(tick(plan.n, due_ns=plan.due_ns, plan=plan) for plan in plans), Foreseen("a", 60, 95)], {"a": "Probe"}
    )
    events = check(trace)
    threads = {event["tid"]: event["args"]["name"] for event in trace["traceEvents"] if event["name"] == "thread_name"}
    assert sorted(threads.values()) == ["Probe", "Probe (plan)"]
    plan = [event for event in events if threads[event["tid"]] == "Probe (plan)"]
    assert [event["ts"] for event in plan if event["name"] == "due"] == [0.01, 0.02, 0.03]
    windows = [(event["ts"], event["dur"]) for event in plan if event["name"] == "jitter window"]
    assert windows == [(0.01, 0.025), (0.035, 0.01), (0.045, 0.01), (0.06, 0.035)]
    assert plan[-1]["args"] == {
        "earliest": "2027-01-15T08:00:00.000000+00:00",
        "latest": "2027-01-15T08:00:00.000000+00:00",
    }
    (planned,) = [event for event in plan if event["name"] == "planned"]
    assert planned["ts"] == 0.06


def test_runs_pauses_and_what_concerns_all():
    events = check(
        read(
            [
                RunStarted("a", 1, 0, WALL_NS),
                Paused("a", 1, 10),
                Resumed("a", 1, 20),
                Gap(30, 80, asleep=True),
                ClockMoved(90, -5, WALL_NS),
                RunEnded("a", 1, Reason.AFTER_RUNS, 3, 1, 100),
                TickStarted("a", 2, 1, Kind.CONDITION, 100, 105),
            ]
        )
    )
    assert [(event["name"], event["ts"], event.get("s")) for event in events] == [
        ("run starts", 0, "t"),
        ("paused", 0.01, "t"),
        ("resumed", 0.02, "t"),
        ("gap", 0.03, "g"),
        ("clock moved", 0.09, "g"),
        ("run ends", 0.1, "t"),
        ("running", 0.105, None),
    ]
    assert events[3]["args"] == {"duration_ns": 50, "asleep": True}
    assert events[5]["args"]["reason"] == "after_runs"
    assert events[6]["ph"] == "B"


def test_each_task_of_each_set_has_a_thread():
    happened = [
        Happened(name, tick()._replace(task=task), WALL_NS) for name, task in (("S", "a"), ("T", "a"), ("S", "b"))
    ]
    events = check(json.loads("".join(trace_lines(happened, WALL_NS))))
    assert len({(event["pid"], event["tid"]) for event in events}) == 3
    assert [event["pid"] for event in events] == [1, 2, 1]


def test_nothing_at_all_is_a_trace_too():
    assert read([])["traceEvents"] == []


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_colour(outcome):
    (event,) = check(read([tick(outcome=outcome)]))
    assert event["cname"]
    assert event["name"] == outcome.value


def test_a_time_before_the_origin_is_negative():
    (event,) = check(read([tick(due_ns=-1_001)]))
    assert event["ts"] == -1.001
