"""The records of what Go did, and what a driver needs to play them.

A `Case` is a loop that Go ran: its function, its arguments, what each call does, when it is stopped, and the outcomes
that were seen. A `Play` is one run of it: it plays the calls, sets the stop, and notes what happens.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui import wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Record = dict[str, Any]

FOLDER = Path(__file__).parent / "conformance"
LOOPS = ("until_trace", "poll_trace", "exponential_backoff")


class Panic(Exception):  # noqa: N818 - Go's word
    """What Go calls a panic of the function."""


class ConditionError(Exception):
    """An error that a condition returns in Go."""


class Outcome(NamedTuple):
    """How a run went; times count from its start."""

    calls: tuple[tuple[int, int], ...]
    return_ns: int
    ending: str
    crashes: int


@cache
def records(category: str) -> tuple[Record, ...]:
    """The records of a category, without those whose result Go leaves undefined."""
    text = lzma.decompress((FOLDER / f"{category}.json.xz").read_bytes())
    scenarios = json.loads(text)["scenarios"]
    return tuple(one for one in scenarios if not (one.get("platform_dependent") or one.get("backoff", {}).get("nil")))


def seconds(ns: int) -> Fraction:
    return Fraction(ns, 10**9)


class Uniforms:
    """Gives the recorded random numbers, and no others."""

    def __init__(self, values: Sequence[float] = ()) -> None:
        self._left = list(values)

    def __call__(self) -> float:
        assert self._left, "a random number was drawn where Go draws none"
        return self._left.pop(0)


def backoff_of(spec: Record, random: Callable[[], float]) -> wait.Backoff:
    cap = seconds(spec["cap_ns"])
    return wait.Backoff(seconds(spec["duration_ns"]), spec["factor"], spec["jitter"], spec["steps"], cap, random=random)


@dataclass(frozen=True)
class Case:
    record: Record

    @property
    def id(self) -> str:
        return self.record["id"]

    @property
    def api(self) -> str:
        """Go's name, without the WithContext that changes nothing but the stop's type."""
        return self.record["api"].removesuffix("WithContext")

    @property
    def plan(self) -> Record:
        """How it is stopped."""
        return self.record.get("stop") or self.record["cancel"]

    @property
    def is_condition(self) -> bool:
        return "cond" in self.record

    @property
    def panics(self) -> bool:
        return bool(self.record.get("panic_calls")) or any(one["r"] == "panic" for one in self.record.get("cond", ()))

    @property
    def forms(self) -> tuple[str, ...]:
        """In which forms its stop can come."""
        if self.plan["mode"] == "none":
            return ("none", "context")
        return (
            ("context", "child")
            if self.plan.get("kind") in ("deadline", "cancel_cause")
            else ("event", "context", "child")
        )

    @property
    def outcomes(self) -> set[Outcome]:
        def ending(outcome: Record) -> str:
            name = outcome["result"] if self.is_condition else outcome["outcome"]
            return {"returned": "done", "panicked": "panic"}.get(name, name)

        return {
            Outcome(
                tuple((start, end) for start, end in one["calls"]),
                one["return_ns"],
                ending(one),
                one["panic_handler_calls"],
            )
            for one in self.record["outcomes"]
        }

    def duration_ns(self, call: int) -> int:
        """How long a call takes; a list that is too short goes on with its last entry."""
        if self.is_condition:
            return self._condition(call)["dur_ns"]
        durations = self.record["f_durations_ns"]
        return durations[min(call, len(durations) - 1)]

    def result(self, call: int) -> bool:
        """What a call gives, or raises."""
        if not self.is_condition:
            if call in self.record["panic_calls"]:
                raise Panic
            return False
        kind = self._condition(call)["r"]
        if kind == "panic":
            raise Panic
        if kind in ("error", "true_error"):
            raise ConditionError
        return kind == "true"

    def stop_in_call_ns(self, call: int) -> int | None:
        """When in this call the stop is set, if it is."""
        return self.plan["offset_ns"] if self.plan["mode"] == "inside_call" and self.plan["call"] == call else None

    def on_crash(self, counted: list[Exception]) -> Callable[[Exception], None] | None:
        """Go's crash handling: count, and panic again where ReallyCrash is set. An error isn't a crash there."""
        if not self.panics:
            return None

        def on_crash(exc: Exception) -> None:
            if not isinstance(exc, Panic):
                raise exc
            counted.append(exc)
            if self.record["really_crash"]:
                raise exc

        return on_crash

    def _condition(self, call: int) -> Record:
        conditions = self.record["cond"]
        return conditions[min(call, len(conditions) - 1)]


def cases(category: str) -> list[Case]:
    return [Case(one) for one in records(category)]


@dataclass
class Play:
    """One run of a case on a clock."""

    case: Case
    clock: wait.Clock
    uniforms: Uniforms = field(init=False)
    calls: list[tuple[int, int]] = field(default_factory=list)
    crashes: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.uniforms = Uniforms(self.case.record.get("u", ()))
        self.began_ns = self.clock.now_ns()

    def outcome(self, error: BaseException | None) -> Outcome:
        ending = "done" if error is None else ending_of(error)
        return Outcome(tuple(self.calls), self.clock.now_ns() - self.began_ns, ending, len(self.crashes))

    def note(self, start_ns: int) -> None:
        self.calls.append((start_ns - self.began_ns, self.clock.now_ns() - self.began_ns))

    def make_stop(self, form: str, new_event: Callable[[], Any]) -> tuple[Any, Callable[[], object]]:
        """The stop in one of its forms, and what sets it."""
        plan = self.case.plan
        if form == "none":
            return None, lambda: None
        if form == "event":
            event = new_event()
            return event, event.set
        if plan.get("kind") == "deadline":
            context = wait.Context(timeout=seconds(plan.get("t_ns", 0)), clock=self.clock)
            close: Callable[[], object] = lambda: None  # noqa: E731
        else:
            context = wait.Context(clock=self.clock)
            close = context.cancel
        return (context if form == "context" else wait.Context(context, clock=self.clock)), close

    def arguments(self, stop: Any, f: Callable[[], Any]) -> tuple[str, list[Any], Record]:
        """The function's name in Python, and what it is called with."""
        record, api = self.case.record, self.case.api
        give: dict[str, Callable[[], Any]] = {
            "f": lambda: f,
            "stop": lambda: stop,
            "period": lambda: seconds(record["period_ns"]),
            "interval": lambda: seconds(record["interval_ns"]),
            "timeout": lambda: seconds(record["timeout_ns"]),
            "jitter_factor": lambda: record["jitter_factor"],
            "sliding": lambda: record["sliding"],
            "immediate": lambda: record["immediate"],
            "manager": self.manager,
            "delay": lambda: self.backoff().delay_func(),
            "backoff": self.backoff,
        }
        name, parameters = FUNCTIONS[api]
        keywords = {"clock": self.clock, "on_crash": self.case.on_crash(self.crashes)}
        if api == "JitterUntil":
            keywords["random"] = self.uniforms
        return name, [give[one]() for one in parameters.split()], keywords

    def backoff(self) -> wait.Backoff:
        return backoff_of(self.case.record["backoff"], self.uniforms)

    def manager(self) -> wait.DelayFunc:
        record, manager = self.case.record, self.case.record["manager"]
        if manager["kind"] == "jittered":
            period = seconds(record["period_ns"])
            return wait.jittered_backoff_manager(period, record["jitter_factor"], random=self.uniforms)
        return wait.exponential_backoff_manager(
            seconds(manager["init_ns"]),
            seconds(manager["max_ns"]),
            seconds(manager.get("reset_ns", 0)),
            manager.get("factor", 0),
            record["jitter_factor"],
            clock=self.clock,
            random=self.uniforms,
        )


# Go's name: the name in Python, and what it is called with, in this order
FUNCTIONS = {
    "Until": ("until", "f period stop"),
    "NonSlidingUntil": ("non_sliding_until", "f period stop"),
    "JitterUntil": ("jitter_until", "f period jitter_factor sliding stop"),
    "BackoffUntil": ("backoff_until", "f manager sliding stop"),
    "PollUntilContextCancel": ("poll_until_context_cancel", "stop interval immediate f"),
    "PollUntilContextTimeout": ("poll_until_context_timeout", "stop interval timeout immediate f"),
    "DelayFunc.Until": ("delay_until", "delay stop immediate sliding f"),
    "Poll": ("poll", "interval timeout f stop"),
    "PollImmediate": ("poll_immediate", "interval timeout f stop"),
    "PollInfinite": ("poll_infinite", "interval f stop"),
    "PollImmediateInfinite": ("poll_immediate_infinite", "interval f stop"),
    "PollUntil": ("poll_until", "interval f stop"),
    "PollImmediateUntil": ("poll_immediate_until", "interval f stop"),
    "ExponentialBackoff": ("exponential_backoff", "backoff f stop"),
}


def ending_of(error: BaseException) -> str:
    """The records' word for what a loop raised; what Go doesn't know is raised."""
    for kind, word in (
        (Panic, "panic"),
        (ConditionError, "error"),
        (wait.WaitTimeout, "wait_timeout"),
        (wait.Canceled, "canceled"),
        (wait.DeadlineExceeded, "deadline_exceeded"),
        (ValueError, "process_crash"),
    ):
        if isinstance(error, kind):
            return word
    raise error


def assert_as_go(results: Iterable[tuple[Case, str, Outcome]]) -> None:
    """Each outcome is, as a whole, one that Go showed."""
    count = 0
    wrong = []
    for case, form, outcome in results:
        count += 1
        if outcome not in case.outcomes:
            wrong.append(f"{case.id} {case.record['tag']}, stop as {form}: {outcome}\n    Go: {case.outcomes}")
    assert not wrong, f"{len(wrong)} of {count}\n" + "\n".join(wrong[:10])
    assert count
