"""Goals, and whether they are met: what each benchmark gives back, and the one table that is printed of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable


class Goal(NamedTuple):
    """A figure beside its goal. `met` is None for one that is shown without a goal."""

    what: str
    goal: str
    ours: str
    rival: str = ""
    ratio: str = ""
    met: bool | None = None


def at_most(what: str, ours: float, limit: float, unit: str, digits: int = 3) -> Goal:
    """A figure that is to be small."""
    return Goal(what, f"≤ {limit:g} {unit}", f"{ours:.{digits}g} {unit}", met=ours <= limit)


def at_least(what: str, ours: float, limit: float, unit: str) -> Goal:
    """A figure that is to be large."""
    return Goal(what, f"≥ {limit:,.0f} {unit}", f"{ours:,.0f} {unit}", met=ours >= limit)


def beside(what: str, ours: float, rival: str, theirs: float, share: float, unit: str) -> Goal:
    """A figure that is to be a small share of a rival's, of the same run."""
    ratio = ours / theirs if theirs else float("inf")
    shown = f"1/{1 / ratio:.1f}" if 0 < ratio < 1 else f"{ratio:.2f}"
    goal = f"≤ 1/{1 / share:.0f} of {rival}" if share < 1 else f"≤ {share:g}× {rival}"
    return Goal(what, goal, f"{ours:.3g} {unit}", f"{theirs:.3g} {unit}", shown, ratio <= share)


def times(what: str, ours: float, rival: str, theirs: float, factor: float, unit: str) -> Goal:
    """A figure that is to be a multiple of a rival's, of the same run."""
    ratio = ours / theirs if theirs else float("inf")
    goal = f"≥ {factor:g}× {rival}"
    return Goal(what, goal, f"{ours:,.0f} {unit}", f"{theirs:,.0f} {unit}", f"{ratio:.1f}×", ratio >= factor)


def show(goals: Iterable[Goal]) -> None:
    """Print the table."""
    table = Table(title="Goals", title_justify="left")
    for title in ("what", "goal", "ours", "rival", "ratio", "met"):
        table.add_column(title)
    words = {True: "yes", False: "no", None: "–"}
    for goal in goals:
        table.add_row(goal.what, goal.goal, goal.ours, goal.rival, goal.ratio, words[goal.met])
    Console(width=170).print(table)
