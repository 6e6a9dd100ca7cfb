"""The one state machine under every wait: told the time, it says what to do next.

It has no clock, thread, file or randomness. A driver tells it what happened (`start`, `wake`, `complete`, `interrupt`)
and does what it answers: `Sleep` until a time, `Call` the function, or be `Done`. The rules:

1. A call follows the one before it has completed; calls never overlap.
2. A call never starts before it is due. An early `wake` is answered with the same `Sleep`.
3. Between two calls there is always a `Sleep`, if only until now: there the driver looks at its stop, so that a stop
   which coincides with a due call wins. With `immediate` the first call alone comes without one (k8s loop.go).
4. An interruption ends a sleeping loop at once and a calling one when the call completes, unless its result ends it.
5. At its deadline a loop ends; of a deadline and a due call at one instant the deadline wins. With `last_check` it
   makes what calls were due before, calls once more, and gives up after that (k8s poll.go).
6. A step that is illegal in the present state raises `IllegalStepError` and changes nothing. An interruption of a loop
   that is over is answered with the same `Done`; of several interruptions the first counts.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.wait.errors import DeadlineExceeded, WaitError, WaitTimeout

if TYPE_CHECKING:
    from waitgui.wait.timers import Timer


class Sleep(NamedTuple):
    """Nothing to do until `until_ns`, which may have passed; then `wake`."""

    until_ns: int


class Call(NamedTuple):
    """Call the function, for the time number `n` (from 1), which was due at `due_ns`; then `complete`."""

    n: int
    due_ns: int


class Done(NamedTuple):
    """The loop is over: None if the condition was true, else the exception that says why."""

    cause: BaseException | None


Step: TypeAlias = Sleep | Call | Done
"""What a loop answers."""


class IllegalStepError(WaitError):
    """The driver took a step that the loop's state doesn't allow: a bug of the driver."""


class State(Enum):
    """Where a loop stands."""

    NEW = auto()
    SLEEPING = auto()
    CALLING = auto()
    DONE = auto()


# Looked up once: a preview takes millions of steps.
_NEW, _SLEEPING, _CALLING, _DONE = State.NEW, State.SLEEPING, State.CALLING, State.DONE
_new = tuple.__new__


class Loop:
    """Calls something again and again, at the times that its timer gives.

    `sliding` arms the timer at the end of each call, else it is armed at its start. What comes first: with `immediate`
    a call, whatever the stop says; with `first_ns` a call after that delay; with neither the timer is waited for.
    `timeout_ns` counts from the start, but with `last_check` from the end of an immediate call; None is no limit.

    Not safe to share among threads: one driver owns it. All times are ns of the driver's clock (k8s loop.go).

    >>> from waitgui.wait import Backoff, Loop
    >>> loop = Loop(Backoff(0.04).timer(), sliding=False, immediate=True)
    >>> loop.start(0)
    Call(n=1, due_ns=0)
    >>> loop.complete(1_000, False)
    Sleep(until_ns=40000000)
    >>> loop.wake(500)
    Sleep(until_ns=40000000)
    >>> loop.wake(40_000_000)
    Call(n=2, due_ns=40000000)
    >>> loop.complete(40_002_000, True)
    Done(cause=None)
    """

    __slots__ = (
        "_answer",
        "_cause",
        "_deadline_ns",
        "_due_ns",
        "_first_ns",
        "_immediate",
        "_is_last",
        "_last_check",
        "_n",
        "_next_ns",
        "_sliding",
        "_state",
        "_timeout_ns",
        "_timer",
    )

    def __init__(
        self,
        timer: Timer,
        *,
        sliding: bool,
        immediate: bool = False,
        first_ns: int | None = None,
        timeout_ns: int | None = None,
        last_check: bool = False,
    ) -> None:
        if immediate and first_ns is not None:
            raise ValueError("the first call is either immediate or after a delay")
        self._timer = timer
        self._sliding = sliding
        self._immediate = immediate
        self._first_ns = first_ns
        self._timeout_ns = timeout_ns
        self._last_check = last_check
        self._state = _NEW
        self._answer: Step = Done(None)
        self._n = 0
        self._due_ns = 0
        self._next_ns: int | None = None
        self._deadline_ns: int | None = None
        self._is_last = False
        self._cause: BaseException | None = None

    @property
    def state(self) -> State:
        """Where the loop stands."""
        return self._state

    @property
    def due_ns(self) -> int:
        """When the call that is waited for, or under way, is due. Before the start 0."""
        return self._due_ns

    @property
    def deadline_ns(self) -> int | None:
        """When the time limit ends; None without one, and before it begins."""
        return self._deadline_ns

    @property
    def calls(self) -> int:
        """How many calls were begun."""
        return self._n

    def start(self, now_ns: int) -> Step:
        """Begin. Legal once; as every step that isn't legal, a second one raises `IllegalStepError`."""
        if self._state is not _NEW:
            raise self._illegal("start")
        if self._timer.spent:
            return self._end(WaitTimeout())
        if self._timeout_ns is not None and not (self._immediate and self._last_check):
            self._deadline_ns = now_ns + self._timeout_ns
        if self._immediate:
            self._due_ns = now_ns
            return self._call(now_ns)
        return self._sleep(self._timer.arm(now_ns) if self._first_ns is None else now_ns + self._first_ns)

    def wake(self, now_ns: int) -> Step:
        """The time that a `Sleep` named has come; before that the answer is the same `Sleep`."""
        if self._state is not _SLEEPING:
            raise self._illegal("wake")
        deadline_ns = self._deadline_ns
        if deadline_ns is not None and now_ns >= deadline_ns:
            if not self._last_check:
                return self._end(DeadlineExceeded())
            if deadline_ns <= self._due_ns:
                self._is_last = True
                self._due_ns = deadline_ns
        elif now_ns < self._due_ns:
            return self._answer
        if self._timer.spent:
            return self._end(WaitTimeout())
        return self._call(now_ns)

    def skip(self, now_ns: int) -> Step:
        """Leave out the call that is waited for: the timer is armed as if it had been made and had ended now."""
        if self._state is not _SLEEPING:
            raise self._illegal("skip")
        return self._sleep(self._timer.arm(now_ns))

    def complete(self, now_ns: int, result: bool | BaseException = False) -> Step:
        """The call has ended. True ends the loop, an exception ends it with that, False goes on."""
        if self._state is not _CALLING:
            raise self._illegal("complete")
        if result is not False:
            return self._end(None if result is True else result)
        if self._is_last:
            return self._end(WaitTimeout())
        due_ns = self._timer.arm(now_ns) if self._sliding else self._next_ns
        if due_ns is not None and self._cause is not None:
            return self._end(self._cause)
        if self._timeout_ns is not None and self._deadline_ns is None:
            self._deadline_ns = now_ns + self._timeout_ns
        return self._sleep(due_ns)

    def interrupt(self, now_ns: int, cause: BaseException) -> Step:
        """The stop was set, at `now_ns`. Under way the call goes on; once the loop is over nothing changes."""
        if self._state is _NEW:
            raise self._illegal("interrupt")
        if self._state is _DONE or self._cause is not None:
            return self._answer
        deadline_ns = self._deadline_ns
        if deadline_ns is not None and now_ns > deadline_ns and not self._last_check:
            cause = DeadlineExceeded()  # it came first
        if self._state is _SLEEPING:
            return self._end(cause)
        self._cause = cause
        return self._answer

    def _sleep(self, due_ns: int | None) -> Step:
        if due_ns is None:
            return self._end(WaitTimeout())
        self._due_ns = due_ns
        deadline_ns = self._deadline_ns
        until_ns = due_ns if deadline_ns is None or due_ns < deadline_ns else deadline_ns
        self._state = _SLEEPING
        self._answer = answer = _new(Sleep, (until_ns,))
        return answer

    def _call(self, now_ns: int) -> Step:
        if not self._sliding:
            self._next_ns = self._timer.arm(now_ns)
        self._n += 1
        self._state = _CALLING
        self._answer = answer = _new(Call, (self._n, self._due_ns))
        return answer

    def _end(self, cause: BaseException | None) -> Step:
        self._state = _DONE
        self._answer = answer = Done(cause)
        return answer

    def _illegal(self, step: str) -> IllegalStepError:
        return IllegalStepError(f"{step} isn't legal while the loop is {self._state.name}")
