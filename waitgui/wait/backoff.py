"""The arithmetic of delays, equal to Go's bit for bit (k8s backoff.go): float64 products, truncated toward zero.

One difference: where a product leaves int64, Go's result is undefined (on amd64 the most negative number, a hot loop);
here it saturates, so that a backoff at its cap stays there however many steps it makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from waitgui.wait.durations import MAX_NS, MIN_NS

if TYPE_CHECKING:
    from collections.abc import Callable

Random: TypeAlias = "Callable[[], float]"


_TOO_LARGE = 2.0**63


def clamp(ns: int) -> int:
    """`ns`, or the nearest number that an int64 holds."""
    if MIN_NS <= ns <= MAX_NS:
        return ns
    return MAX_NS if ns > 0 else MIN_NS


def scaled(ns: int, factor: float) -> int:
    """`ns` · `factor` as Go computes it: in float64, truncated toward zero; saturated. What isn't a number is 0."""
    product = factor * float(ns)
    if -_TOO_LARGE < product < _TOO_LARGE:
        return int(product)
    if product > 0:
        return MAX_NS
    return MIN_NS if product < 0 else 0


def jittered(duration_ns: int, max_factor: float, u: float) -> int:
    """`duration_ns` lengthened by a share `u` in [0, 1) of `max_factor`; a factor of 0 or less means 1 (k8s Jitter)."""
    return clamp(duration_ns + scaled(duration_ns, u * (max_factor if max_factor > 0 else 1.0)))


@dataclass(slots=True)
class Growth:
    """How a delay grows: the fields of k8s `Backoff`, of which `duration_ns` and `steps` are its state.

    `cap_ns` of zero or less means no cap. Not safe to share among threads.
    """

    duration_ns: int
    factor: float
    jitter: float
    steps: int
    cap_ns: int

    def step(self, random: Random) -> int:
        """The present delay in ns, jittered; the state moves on (k8s backoff.go, delay()).

        The first delay is always the initial one: the cap limits growth alone. Growth over the cap uses up all steps.
        """
        duration_ns = self.duration_ns
        if self.steps < 1:
            self.steps = 0
        else:
            self.steps -= 1
            if self.factor != 0:
                self.duration_ns = scaled(duration_ns, self.factor)
                if 0 < self.cap_ns < self.duration_ns:
                    self.duration_ns, self.steps = self.cap_ns, 0
        return jittered(duration_ns, self.jitter, random()) if self.jitter > 0 else duration_ns

    def copy(self) -> Growth:
        """One of its own, in the same state."""
        return Growth(self.duration_ns, self.factor, self.jitter, self.steps, self.cap_ns)
