"""The attempts of one tick (contract, "retry"): `steps` in all, with delays that grow and stay at their cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.build import growth_of
from waitgui.tasks.record import Attempt, Outcome
from waitgui.work.output import Tail

if TYPE_CHECKING:
    from waitgui.tasks.model import Retry
    from waitgui.tasks.record import Result
    from waitgui.wait.backoff import Random

_TRIED_AGAIN = frozenset({Outcome.FAILED, Outcome.TIMED_OUT})


class Retries:
    """Begins with the first attempt, which has started at `start_ns`."""

    __slots__ = ("_growth", "_left", "_random", "_results", "_start_ns", "_tries")

    def __init__(self, retry: Retry, random: Random, start_ns: int) -> None:
        self._growth = growth_of(retry)
        self._random = random
        self._left = retry.steps
        self._start_ns = start_ns
        self._tries: list[Attempt] = []
        self._results: list[Result] = []

    @property
    def count(self) -> int:
        """How many attempts there were."""
        return len(self._tries)

    @property
    def latest(self) -> Attempt:
        """The last attempt that is over."""
        return self._tries[-1]

    def after(self, end_ns: int, result: Result) -> int | None:
        """An attempt has ended: the delay until the next, in ns; None if there is none."""
        self._tries.append(Attempt(self._start_ns, end_ns, result.outcome, result.exit_code))
        self._results.append(result)
        self._left -= 1
        if not self._left or result.outcome not in _TRIED_AGAIN:
            return None
        delay_ns = self._growth.step(self._random)
        self._start_ns = end_ns + delay_ns
        return delay_ns

    def begun(self, now_ns: int) -> None:
        """The next attempt starts."""
        self._start_ns = now_ns

    def tries(self) -> tuple[Attempt, ...]:
        """The attempts, where there were several."""
        return tuple(self._tries) if len(self._tries) > 1 else ()

    def result(self) -> Result:
        """The result of the last attempt, with the output of all."""
        *before, last = self._results
        if not before:
            return last
        tail = Tail()
        for result in self._results:
            tail.add(result.output.encode(errors="replace"))
        output, dropped = tail.end()
        return last._replace(
            output=output,
            output_dropped=dropped + sum(result.output_dropped for result in self._results),
            left_behind=sum(result.left_behind for result in self._results),
        )
