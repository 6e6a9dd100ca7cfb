"""The coroutines, on virtual time unless threads are in play."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.wait.virtual_loop import VirtualLoop
from waitgui import wait
from waitgui.wait import aio

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator

    from tests.wait.virtual_loop import VirtualTime

S = 1_000_000_000
MS = 1_000_000
START_NS = 7_000_000_003

FAMILIES = [
    "until",
    "non_sliding_until",
    "jitter_until",
    "backoff_until",
    "forever",
    "poll_until_context_cancel",
    "poll_until_context_timeout",
    "delay_until",
    "poll",
    "poll_immediate",
    "poll_infinite",
    "poll_immediate_infinite",
    "poll_until",
    "poll_immediate_until",
    "exponential_backoff",
]


def run(main: Callable[[VirtualTime], Coroutine[Any, Any, Any]], *, early: float = 0.0) -> Any:
    """Run on virtual time; nothing may be left running."""
    loop = VirtualLoop(START_NS, early)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:

        async def check() -> Any:
            try:
                return await main(loop.clock)
            finally:
                assert asyncio.all_tasks() == {asyncio.current_task()}
                assert loop.clock.pending() == 0

        return runner.run(check())


@contextmanager
def ends_at(clock: VirtualTime, elapsed_ns: int) -> Iterator[None]:
    yield
    assert clock.ns - START_NS == elapsed_ns


@pytest.mark.parametrize("name", FAMILIES)
def test_the_same_names_and_arguments(name: str) -> None:
    twin, function = getattr(aio, name), getattr(wait, name)
    assert inspect.iscoroutinefunction(twin)

    def plain(function: Callable[..., Any]) -> list[tuple[str, Any, Any]]:
        return [(one.name, one.kind, one.default) for one in inspect.signature(function).parameters.values()]

    assert plain(twin) == plain(function)


CALLS: dict[str, Callable[..., Awaitable[None]]] = {
    "until": lambda f, stop, **k: aio.until(f, 10, stop, **k),
    "non_sliding_until": lambda f, stop, **k: aio.non_sliding_until(f, 10, stop, **k),
    "jitter_until": lambda f, stop, **k: aio.jitter_until(f, 10, 0.0, True, stop, **k),
    "backoff_until": lambda f, stop, **k: aio.backoff_until(f, lambda: 10 * S, True, stop, **k),
    "forever": lambda f, _, **k: aio.forever(f, 10, **k),
    "poll_until_context_cancel": lambda f, stop, **k: aio.poll_until_context_cancel(stop, 10, True, f, **k),
    "poll_until_context_timeout": lambda f, stop, **k: aio.poll_until_context_timeout(stop, 10, 900, True, f, **k),
    "delay_until": lambda f, stop, **k: aio.delay_until(lambda: 10 * S, stop, True, True, f, **k),
    "poll": lambda f, stop, **k: aio.poll(10, 900, f, stop, **k),
    "poll_immediate": lambda f, stop, **k: aio.poll_immediate(10, 900, f, stop, **k),
    "poll_infinite": lambda f, stop, **k: aio.poll_infinite(10, f, stop, **k),
    "poll_immediate_infinite": lambda f, stop, **k: aio.poll_immediate_infinite(10, f, stop, **k),
    "poll_until": lambda f, stop, **k: aio.poll_until(10, f, stop, **k),
    "poll_immediate_until": lambda f, stop, **k: aio.poll_immediate_until(10, f, stop, **k),
    "exponential_backoff": lambda f, stop, **k: aio.exponential_backoff(wait.Backoff(10, steps=9), f, stop, **k),
}
everywhere = pytest.mark.parametrize("name", FAMILIES)
stoppable = pytest.mark.parametrize("name", [name for name in FAMILIES if name != "forever"])


@everywhere
def test_a_virtual_clock_is_refused(name: str) -> None:
    async def main(clock: VirtualTime) -> None:
        with pytest.raises(TypeError, match=r"^a VirtualClock serves the blocking functions"):
            await CALLS[name](lambda: True, None, clock=wait.VirtualClock())

    run(main)


@everywhere
@pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])
def test_f_may_be_either(name: str, is_async: bool) -> None:
    async def main(clock: VirtualTime) -> int:
        stop, calls = asyncio.Event(), []

        def call() -> bool:
            calls.append(clock.ns)
            if len(calls) == 3:
                stop.set()
                if name == "forever":
                    raise KeyError
            return len(calls) == 3

        async def call_later() -> bool:
            await asyncio.sleep(0)
            return call()

        try:
            assert await CALLS[name](call_later if is_async else call, stop, clock=clock) is None
        except KeyError:
            assert name == "forever"
        return len(calls)

    assert run(main) == 3


@everywhere
def test_cancelling_the_task_ends_it_at_once_and_leaves_nothing(name: str) -> None:
    async def main(clock: VirtualTime) -> None:
        for stop in (None, asyncio.Event(), threading.Event(), wait.Context(timeout=900, clock=clock)):
            before_ns, before = clock.ns, clock.pending()
            task = asyncio.ensure_future(CALLS[name](lambda: False, stop, clock=clock))
            await asyncio.sleep(3)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert clock.ns == before_ns + 3 * S
            assert clock.pending() == before
            assert asyncio.all_tasks() == {asyncio.current_task()}

    run(main)


@everywhere
def test_cancelling_reaches_a_call_under_way(name: str) -> None:
    async def main(clock: VirtualTime) -> None:
        seen: list[type] = []
        crashes: list[Exception] = []

        async def call() -> bool:
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError as exc:
                seen.append(type(exc))
                raise
            return False

        task = asyncio.ensure_future(CALLS[name](call, None, clock=clock, on_crash=crashes.append))
        await asyncio.sleep(50)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert seen == [asyncio.CancelledError]
        assert crashes == []

    run(main)


@everywhere
def test_on_crash(name: str) -> None:
    async def main(clock: VirtualTime) -> None:
        stop, crashes = asyncio.Event(), []
        errors = [OSError(), ValueError()]

        async def call() -> bool:
            if len(crashes) < 2:
                raise errors[len(crashes)]
            stop.set()
            if name == "forever":
                raise asyncio.CancelledError
            return True

        try:
            await CALLS[name](call, stop, clock=clock, on_crash=crashes.append)
        except asyncio.CancelledError:
            assert name == "forever"
        assert crashes == errors
        error = KeyError()
        with pytest.raises(KeyError) as raised:
            await CALLS[name](lambda: (_ for _ in ()).throw(error), None, clock=clock)
        assert raised.value is error

    run(main)


def test_stop_iteration_leaves_as_asyncio_lets_it() -> None:
    async def main(clock: VirtualTime) -> None:
        with pytest.raises(RuntimeError) as raised:
            await aio.poll_infinite(1, lambda: next(iter(())), clock=clock)
        assert isinstance(raised.value.__cause__, StopIteration)

    run(main)


def test_any_awaitable_is_awaited() -> None:
    async def main(clock: VirtualTime) -> None:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(5, future.set_result, True)
        with ends_at(clock, 5 * S):
            await aio.poll_immediate_infinite(1, lambda: future, clock=clock)

    run(main)


# Stops


def stops(clock: VirtualTime) -> dict[str, tuple[Any, Callable[[], object]]]:
    event, below, parent, context = (
        asyncio.Event(),
        asyncio.Event(),
        wait.Context(clock=clock),
        wait.Context(clock=clock),
    )
    return {
        "event": (event, event.set),
        "context": (context, context.cancel),
        "child": (wait.Context(parent, clock=clock), parent.cancel),
        "child of an event": (wait.Context(wait.Context(below, clock=clock), clock=clock), below.set),
    }


at_once = pytest.mark.parametrize("form", ["event", "context", "child", "child of an event"])


@stoppable
@at_once
def test_a_stop_acts_at_once(name: str, form: str) -> None:
    async def main(clock: VirtualTime) -> None:
        stop, set_it = stops(clock)[form]
        asyncio.get_running_loop().call_later(15.5, set_it)
        with ends_at(clock, 15_500 * MS):
            if "poll" not in name and name not in ("delay_until", "exponential_backoff"):
                await CALLS[name](lambda: None, stop, clock=clock)
                return
            with pytest.raises(wait.Interrupted) as raised:
                await CALLS[name](lambda: False, stop, clock=clock)
            legacy = name.startswith("poll") and "context" not in name
            assert type(raised.value) is (wait.WaitTimeout if legacy else wait.Canceled)
            if isinstance(stop, wait.Context):
                assert raised.value.__cause__ is stop.cause

    run(main)


@stoppable
@at_once
def test_a_stop_set_beforehand(name: str, form: str) -> None:
    async def main(clock: VirtualTime) -> None:
        stop, set_it = stops(clock)[form]
        set_it()
        calls: list[int] = []
        with suppress(wait.Interrupted):
            await CALLS[name](lambda: calls.append(1), stop, clock=clock)
        immediate = "immediate" in name or name in (
            "poll_until_context_cancel",
            "poll_until_context_timeout",
            "delay_until",
        )
        assert len(calls) == immediate
        assert clock.ns == START_NS

    run(main)


@pytest.mark.parametrize("form", ["event", "child"])
def test_a_threading_event_is_looked_at_every_50_ms(form: str) -> None:
    async def main(clock: VirtualTime) -> None:
        event = threading.Event()
        stop = event if form == "event" else wait.Context(event, clock=clock)
        set_ns: list[int] = []
        asyncio.get_running_loop().call_later(1.01, lambda: (event.set(), set_ns.append(clock.ns)))
        await aio.until(lambda: None, 3_600, stop, clock=clock)
        assert clock.ns - set_ns[0] <= 50 * MS

    run(main)
    run(main, early=0.2)


def test_a_deadline_acts_at_once() -> None:
    async def main(clock: VirtualTime) -> None:
        with ends_at(clock, 2_500 * MS):
            await aio.until(lambda: None, 3_600, wait.Context(timeout=2.5, clock=clock), clock=clock)

    run(main)
    run(main, early=0.2)


def test_a_deadline_beyond_the_longest_sleep() -> None:
    async def main(clock: VirtualTime) -> None:
        with ends_at(clock, 100_000 * S):
            await aio.until(lambda: None, 10**7, wait.Context(timeout=100_000, clock=clock), clock=clock)

    run(main)


@pytest.mark.parametrize("form", ["event", "context", "child", "child of an event", "threading event"])
@pytest.mark.parametrize(("stop_s", "kind"), [(4, wait.Canceled), (6, wait.DeadlineExceeded)], ids=["4", "6"])
def test_which_came_first_in_a_slow_condition(form: str, stop_s: int, kind: type) -> None:
    async def main(clock: VirtualTime) -> None:
        event = threading.Event()
        stop, set_it = {**stops(clock), "threading event": (event, event.set)}[form]
        asyncio.get_running_loop().call_later(stop_s, set_it)
        with pytest.raises(kind):
            await aio.poll_until_context_timeout(stop, 1, 5, True, lambda: asyncio.sleep(9), clock=clock)

    run(main)
    run(main, early=0.05)


def test_a_loop_without_pauses_lets_others_run() -> None:
    async def main(clock: VirtualTime) -> int:
        stop, runs = asyncio.Event(), []

        async def set_it() -> None:
            for _ in range(5):
                await asyncio.sleep(0)
            stop.set()

        async with asyncio.TaskGroup() as group:
            group.create_task(aio.until(lambda: runs.append(1), 0, stop, clock=clock))
            group.create_task(set_it())
        return len(runs)

    assert 3 <= run(main) <= 8


def test_a_loop_without_pauses_can_be_cancelled() -> None:
    async def main(clock: VirtualTime) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await aio.poll_until_context_cancel(None, 0, True, lambda: False, clock=clock)

    run(main)


def test_an_event_of_another_event_loop_is_an_error() -> None:
    event = asyncio.Event()

    async def bind(clock: VirtualTime) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await event.wait()

    async def main(clock: VirtualTime) -> None:
        with pytest.raises(RuntimeError, match="different event loop"):
            await aio.until(lambda: None, 3_600, event, clock=clock)

    run(bind)
    run(main)


def test_a_stop_that_was_set_for_a_moment_only() -> None:
    async def main(clock: VirtualTime) -> None:
        event = asyncio.Event()
        asyncio.get_running_loop().call_later(0.5, event.set)
        asyncio.get_running_loop().call_later(0.5, event.clear)
        asyncio.get_running_loop().call_later(2.5, event.set)
        await aio.until(lambda: None, 1, event, clock=clock)

    run(main)


# Real event loops


def test_a_context_cancelled_by_another_thread_acts_at_once() -> None:
    async def main() -> None:
        context = wait.Context()
        threading.Timer(0.01, context.cancel).start()
        await asyncio.wait_for(aio.until(lambda: None, 3_600, context), 30)

    asyncio.run(main())


def test_a_context_that_outlives_its_event_loop() -> None:
    """Told by another thread while the event loop closes."""
    context = wait.Context()
    told: list[Callable[[], object]] = []

    class Late(wait.Context):
        def unwatch(self, callback: Callable[[], object]) -> None:
            told.append(callback)

    late = Late(context)

    async def main() -> None:
        await aio.poll_immediate_infinite(1, lambda: True, late)

    asyncio.run(main())
    assert told
    context.cancel()


def test_real_time_is_never_early() -> None:
    async def main() -> list[int]:
        starts: list[int] = []

        def note() -> bool:
            starts.append(time.monotonic_ns())
            return len(starts) == 4

        await aio.poll_until_context_cancel(None, 0.003, True, note)
        return [start - starts[0] for start in starts]

    assert all(elapsed >= n * 3 * MS for n, elapsed in enumerate(asyncio.run(main())))
