"""Where the lengths above a row of bars stand: beside what is higher, and none on another. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINE_PX, LAST_LINE_PX = 13, 18
"""How high a line is, and the one right above the bar."""
_APART_PX = 2
_ASIDE_PX = 12
"""So far aside a length still belongs to its bar."""


class Bar(NamedTuple):
    """From x to x, up to `top`, with what is to be said of it."""

    left: float
    right: float
    top: float
    words: str


class Label(NamedTuple):
    """Its lines, from the top, each as wide as `width` at most; `bottom` is that of the last."""

    left: float
    width: float
    bottom: float
    lines: tuple[str, ...]

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.bottom - LAST_LINE_PX - LINE_PX * (len(self.lines) - 1)


def unit_lines(words: str) -> tuple[str, ...]:
    """A duration in words with a line for each unit: "4 min", "16 s"."""
    parts = words.split(NBSP)
    return tuple(NBSP.join(parts[at : at + 2]) for at in range(0, len(parts), 2))


def bar_labels(bars: Sequence[Bar], left: float, right: float, width_of: Callable[[str], float]) -> list[Label]:
    """The labels that have room between `left` and `right`: on one line, else with a line for each unit.

    They are placed from the right, where waits that grow are longest: what has no room moves a little to the left.
    """
    found: list[Label] = []
    for place in reversed(range(len(bars))):
        bar = bars[place]
        shortest = unit_lines(bar.words)
        for lines in dict.fromkeys(((bar.words,), shortest)):
            label = Label(0, max(map(width_of, lines)), bar.top - 1, lines)
            least, most = left, right
            if place and bars[place - 1].top < label.bottom:
                least = bars[place - 1].right
            if place + 1 < len(bars) and bars[place + 1].top < label.bottom:
                most = bars[place + 1].left
            if found and found[0].bottom > label.top and found[0].top < label.bottom:
                most = min(most, found[0].left - _APART_PX)
            middle = (bar.left + bar.right - label.width) / 2
            x = min(max(middle, least), most - label.width)
            if x >= least and abs(x - middle) <= (_ASIDE_PX if lines == shortest else 0):
                found.insert(0, label._replace(left=x))
                break
    return found
