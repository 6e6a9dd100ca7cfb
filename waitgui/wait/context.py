"""What stops a wait: nothing, an event, or a `Context` with its reason (Go's context package)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakSet

from waitgui.wait.clock import MONOTONIC, Clock, VirtualClock
from waitgui.wait.durations import NS_PER_MS, NS_PER_S, Duration, to_ns
from waitgui.wait.errors import Canceled, DeadlineExceeded, Interrupted

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

Stop: TypeAlias = "threading.Event | Context | None"
"""What ends a wait: an event, a context, or nothing (k8s's stop channels and contexts)."""
AnyStop: TypeAlias = "Stop | asyncio.Event"

NEVER_STOP = None
"""Never stops (k8s NeverStop)."""
POLL_NS = 50 * NS_PER_MS  # how often an event is looked at that can't tell by itself


class Context:
    """Ends once: by `cancel`, with its parent, or at its deadline. Safe to share among threads.

    As a context manager it is cancelled on exit. A parent `Context` takes its children with it at once; a parent event
    can't, so while somebody waits it is looked at every 50 ms. `timeout` is in seconds or a `timedelta`; zero or less
    has passed from the start, None is no limit. Contexts of one family, and those who wait for them, go by the same
    clock. A loop that it ends raises a new exception of the type of `err`, whose `__cause__` is `cause`
    (Go context.WithCancelCause, WithTimeout; k8s ContextForChannel).

    >>> from waitgui.wait import Context
    >>> parent = Context()
    >>> child = Context(parent, timeout=60)
    >>> parent.cancel(OSError("the disk is gone"))
    >>> child.done(), child.err, child.cause
    (True, Canceled('context canceled'), OSError('the disk is gone'))
    """

    def __init__(self, parent: AnyStop = None, *, timeout: Duration | None = None, clock: Clock = MONOTONIC) -> None:
        self._parent = parent
        self._clock = clock
        self._limit_ns = None if timeout is None else clock.now_ns() + to_ns(timeout)
        theirs_ns = parent.deadline_ns if isinstance(parent, Context) else None
        self._deadline_ns = min((end for end in (self._limit_ns, theirs_ns) if end is not None), default=None)
        self._event = parent.event if isinstance(parent, Context) else parent
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._err: Canceled | DeadlineExceeded | None = None
        self._cause: BaseException | None = None
        self._children: WeakSet[Context] = WeakSet()
        self._watchers: list[Callable[[], object]] = []
        limit_ns = self._limit_ns
        if limit_ns is not None and self._event is not None and isinstance(clock, VirtualClock):
            # The event can't say when it was set. Looked at when the deadline comes, it is known which came first; as
            # the last of all that is due at that instant, so that a stop which coincides wins.
            self._watchers.append(clock.call_at(limit_ns, lambda: clock.call_at(limit_ns, self.done)))
        if isinstance(parent, Context):
            parent._adopt(self)  # noqa: SLF001 - its own kind
        self.done()

    @property
    def err(self) -> Canceled | DeadlineExceeded | None:
        """Why it ended; None before."""
        return self._err if self.done() else None

    @property
    def cause(self) -> BaseException | None:
        """What `cancel` was given, here or at a parent, else `err`."""
        return self._cause if self.done() else None

    @property
    def deadline_ns(self) -> int | None:
        """When it ends at the latest, in ns of its clock: its own deadline or its parent's; None without one."""
        return self._deadline_ns

    @property
    def event(self) -> threading.Event | asyncio.Event | None:
        """The event that its line of parents begins with, if it does."""
        return self._event

    def cancel(self, cause: BaseException | None = None) -> None:
        """End it, unless it has ended; `cause` says why, and must be an exception (`TypeError`)."""
        if not isinstance(cause, BaseException | None):
            raise TypeError(f"a cause is an exception, not {type(cause).__name__}")
        self._follow_parent()
        self._end(Canceled(), cause)

    def done(self) -> bool:
        """Whether it has ended."""
        if self._err is None:
            self._follow_parent()
            if self._limit_ns is not None and self._clock.now_ns() >= self._limit_ns:
                self._end(DeadlineExceeded(), None)
        return self._err is not None

    is_set = done  # an event's word for it

    def wait(self, timeout_s: float) -> bool:
        """Block until it ends, for `timeout_s` real seconds at most; whether it has ended. It may return early."""
        self._ended.wait(timeout_s if self._event is None else min(timeout_s, POLL_NS / NS_PER_S))
        return self.done()

    def watch(self, callback: Callable[[], object]) -> None:
        """Have `callback` called when it ends, at once if it has; by the thread that ends it. It mustn't raise."""
        with self._lock:
            if self._err is None:
                self._watchers.append(callback)
                return
        callback()

    def unwatch(self, callback: Callable[[], object]) -> None:
        """Take back `watch`. A call that is under way in another thread isn't waited for."""
        with self._lock:
            if callback in self._watchers:
                self._watchers.remove(callback)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.cancel()

    def _adopt(self, child: Context) -> None:
        with self._lock:
            if self._err is None:
                self._children.add(child)

    def _follow_parent(self) -> None:
        parent = self._parent
        if isinstance(parent, Context):
            if (err := parent.err) is not None:
                self._end(err, parent.cause)
        elif parent is not None and parent.is_set():
            self._end(Canceled(), None)

    def _end(self, err: Canceled | DeadlineExceeded, cause: BaseException | None) -> None:
        if self._limit_ns is not None and self._clock.now_ns() > self._limit_ns:
            err, cause = DeadlineExceeded(), None  # it came first
        with self._lock:
            if self._err is not None:
                return
            self._cause = err if cause is None else cause
            self._err = err
            children, watchers = list(self._children), self._watchers.copy()
            self._watchers.clear()
        self._ended.set()
        for child in children:
            child._follow_parent()  # noqa: SLF001 - its own kind
        for watcher in watchers:
            watcher()


class Limited(Context):
    """A context that nobody but its maker knows, so that only its parent and its deadline can end it.

    A thread that waits for it can therefore wait for a parent event itself, which then acts at once.
    """

    @property
    def has_cause(self) -> bool:
        """Whether somebody whom the caller knows ended it: a parent context."""
        return isinstance(self._parent, Context) and self._parent.err is self.err

    def wait(self, timeout_s: float) -> bool:
        """As `Context.wait`."""
        if not isinstance(self._parent, threading.Event):
            return super().wait(timeout_s)
        self._parent.wait(timeout_s)
        return self.done()


def stopped(stop: AnyStop) -> Interrupted:
    """A new exception for a loop that `stop` ended: of the type of its `err`, with its `cause` as `__cause__`."""
    if not isinstance(stop, Context) or stop.err is None:
        return Canceled()
    error = type(stop.err)()
    if not isinstance(stop, Limited) or stop.has_cause:
        error.__cause__ = stop.cause
    return error
