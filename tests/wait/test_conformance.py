"""Every record of what Go did, played through each driver. They go by the same rules: those of the `Loop` alone."""

from __future__ import annotations

import ast
import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.wait.alone import play_alone
from tests.wait.records import (
    LOOPS,
    Case,
    Outcome,
    Play,
    Uniforms,
    assert_as_go,
    backoff_of,
    cases,
    records,
    seconds,
)
from tests.wait.virtual_loop import VirtualLoop
from waitgui import wait
from waitgui.wait import aio

if TYPE_CHECKING:
    from collections.abc import Iterator

START_NS = 7_000_000_003  # not zero: who takes the time for a duration is found out

by_category = pytest.mark.parametrize("category", LOOPS)


def play_blocking(case: Case, form: str) -> Outcome:
    clock = wait.VirtualClock(START_NS)
    play = Play(case, clock)
    stop, close = play.make_stop(form, threading.Event)
    if case.plan["mode"] == "before_start":
        close()
    elif case.plan["mode"] == "at":
        clock.call_at(START_NS + case.plan["t_ns"], close)

    def call() -> bool:
        start_ns, number = clock.now_ns(), len(play.calls)
        offset_ns = case.stop_in_call_ns(number)
        if offset_ns is not None:
            clock.call_at(start_ns + offset_ns, close)
        clock.advance(case.duration_ns(number))
        play.note(start_ns)
        return case.result(number)

    name, arguments, keywords = play.arguments(stop, call)
    try:
        assert getattr(wait, name)(*arguments, **keywords) is None
    except Exception as error:  # noqa: BLE001 - what Go doesn't know is raised by `outcome`
        return play.outcome(error)
    return play.outcome(None)


@by_category
def test_blocking(category: str) -> None:
    assert_as_go((case, form, play_blocking(case, form)) for case in cases(category) for form in case.forms)


async def play_async(case: Case, form: str, clock: Any) -> Outcome:
    play = Play(case, clock)
    stop, close = play.make_stop(form, asyncio.Event)

    async def close_at(when_ns: int) -> None:
        await clock.sleep_until(when_ns)
        close()

    async def call() -> bool:
        start_ns, number = clock.now_ns(), len(play.calls)
        offset_ns = case.stop_in_call_ns(number)
        if offset_ns is not None:
            await close_at(start_ns + offset_ns)
        await clock.sleep_until(start_ns + case.duration_ns(number))
        play.note(start_ns)
        return case.result(number)

    def call_at_once() -> bool:
        play.note(clock.now_ns())
        return case.result(len(play.calls) - 1)

    in_no_time = not any(case.duration_ns(number) for number in range(20)) and case.plan["mode"] != "inside_call"
    name, arguments, keywords = play.arguments(stop, call_at_once if in_no_time else call)
    closing = None
    if case.plan["mode"] == "before_start":
        close()
    elif case.plan["mode"] == "at":
        closing = asyncio.create_task(close_at(play.began_ns + case.plan["t_ns"]))
    try:
        assert await getattr(aio, name)(*arguments, **keywords) is None
    except Exception as error:  # noqa: BLE001 - what Go doesn't know is raised by `outcome`
        return play.outcome(error)
    else:
        return play.outcome(None)
    finally:
        if closing is not None:
            closing.cancel()
            await asyncio.wait([closing])


def outcomes_on(event_loop: Any, category: str) -> Iterator[tuple[Case, str, Outcome]]:
    with asyncio.Runner(loop_factory=lambda: event_loop) as runner:
        for case in cases(category):
            for form in case.forms:
                yield case, form, runner.run(play_async(case, form, event_loop.clock))


@by_category
@pytest.mark.parametrize("early", [0.0, 0.05], ids=["exact timers", "early timers"])
def test_asyncio(category: str, early: float) -> None:
    assert_as_go(outcomes_on(VirtualLoop(START_NS, early), category))


@by_category
def test_loop_alone(category: str) -> None:
    assert_as_go((case, "a time", play_alone(case)) for case in cases(category))


def test_backoff_step() -> None:
    for record in records("backoff_step"):
        wanted = [(row["return_ns"], row["duration_after_ns"], row["steps_after"]) for row in record["rows"]]
        backoff = backoff_of(record["backoff"], Uniforms())
        delay = backoff.delay_func()
        assert backoff.timer_kind == record["timer_kind"], record["id"]
        assert [delay() for _ in wanted] == [row[0] for row in wanted], record["id"]
        assert [(backoff.step(), backoff.duration_ns, backoff.steps) for _ in wanted] == wanted, record["id"]


@pytest.mark.parametrize("record", [one for one in records("jitter_bounds") if "u" in one], ids=lambda one: one["id"])
def test_jitter_of_recorded_uniforms(record: dict[str, Any]) -> None:
    uniforms = Uniforms(record["u"][: record.get("u_used", 0)])
    if record["kind"] == "exact_backoff":
        draw = backoff_of(record["backoff"], uniforms).step
    else:

        def draw() -> int:
            return wait.jitter(record["duration_ns"], record["jitter_factor"], random=uniforms)

    assert [draw() for _ in record["out_ns"]] == record["out_ns"]


def test_jitter_bounds() -> None:
    extremes = (0.0, 0.5, 1 - 2**-53)
    for record in records("jitter_bounds"):
        if record["kind"] != "bounds":
            continue
        duration_ns = record["duration_ns"]
        for u in extremes:
            drawn = drawn_with(record, u)
            assert record["bound_lo_ns"] <= drawn <= record["bound_hi_ns"], record["id"]
            if u == 0.0:
                assert drawn == duration_ns, record["id"]
            if u == 0.5:
                middle_ns = duration_ns + duration_ns * record["effective_factor"] / 2
                assert abs(drawn - middle_ns) <= 1 + abs(middle_ns) * 2**-50, record["id"]


def drawn_with(record: dict[str, Any], u: float) -> int:
    duration_ns, factor = record["duration_ns"], record["jitter_factor"]
    if record["func"] == "Jitter":
        return wait.jitter(duration_ns, factor, random=lambda: u)
    if record["func"] == "Backoff.Step":
        return wait.Backoff(seconds(duration_ns), jitter=factor, random=lambda: u).step()
    return wait.jittered_backoff_manager(seconds(duration_ns), factor, random=lambda: u)()


def test_managers() -> None:
    for record in records("manager_timer"):
        if "delay_ns" not in record:
            continue  # Go's Timer objects, which aren't in the API
        clock, spec = wait.VirtualClock(START_NS), record["backoff"]
        first, reset = seconds(spec["duration_ns"]), seconds(record["reset_ns"])
        if record["kind"] == "exponential_manager":
            cap = seconds(spec["cap_ns"])
            delay = wait.exponential_backoff_manager(
                first, cap, reset, spec["factor"], spec["jitter"], clock=clock, random=Uniforms()
            )
        elif record["kind"] == "delay_with_reset":
            delay = backoff_of(spec, Uniforms()).delay_with_reset(reset, clock=clock)
        else:
            delay = wait.jittered_backoff_manager(first, spec["jitter"], random=Uniforms())
        drawn = []
        for advance_ns in record["advance_ns"]:
            clock.advance(advance_ns)
            drawn.append(delay())
        assert drawn == record["delay_ns"], record["id"]


def test_errors() -> None:
    for record in records("error_identity"):
        x = ValueError("x")
        error = built(ast.parse(record["expr"], mode="eval").body, x)
        chain = list(causes_of(error))
        assert wait.interrupted(error) == record["interrupted"], record["expr"]
        assert isinstance(error, wait.WaitTimeout) == record["identical_to_ErrWaitTimeout"], record["expr"]
        assert (x in chain) == record["errors_is_x"], record["expr"]
        for kind, column in (
            (wait.WaitTimeout, "errors_is_ErrWaitTimeout"),
            (wait.Canceled, "errors_is_canceled"),
            (wait.DeadlineExceeded, "errors_is_deadline_exceeded"),
        ):
            assert any(isinstance(one, kind) for one in chain) == record[column], (record["expr"], column)
        if error is None:
            continue
        if not isinstance(error, ExceptionGroup):
            assert str(error) == record["message"]
        # Unlike Go's, these two are of the kind already.
        same = record["ErrorInterrupted_returns_same_object"] or record["expr"] in ("Canceled", "DeadlineExceeded")
        assert (wait.error_interrupted(error) is error) == same, record["expr"]


def built(node: ast.expr, x: Exception) -> Any:
    """The error that an expression of the records stands for."""
    if isinstance(node, ast.Name):
        return {
            "x": x,
            "nil": None,
            "ErrWaitTimeout": wait.WaitTimeout(),
            "Canceled": wait.Canceled(),
            "DeadlineExceeded": wait.DeadlineExceeded(),
        }[node.id]
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    arguments = [built(one, x) for one in node.args]
    if node.func.id == "join":
        return ExceptionGroup("joined", arguments)
    if node.func.id == "ErrorInterrupted":
        return wait.error_interrupted(*arguments)
    error = RuntimeError(f"{'wrapped' if node.func.id == 'wrap' else 'opaque'}: {arguments[0]}")
    error.__cause__ = arguments[0] if node.func.id == "wrap" else None
    return error


def causes_of(error: BaseException | None) -> Iterator[BaseException]:
    if error is not None:
        yield error
        yield from causes_of(error.__cause__)
        for member in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from causes_of(member)
