"""How many ticks of a set start within one second, by the preview: on a virtual clock, by the engine itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from waitgui.runner.preview import preview
from waitgui.tasks.actions import Nothing
from waitgui.tasks.advice_world import Crowd
from waitgui.tasks.record import Kind, Outcome, Tick
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waitgui.tasks.model import TaskSet

LOOK_NS = 600 * NS_PER_S
"""How far ahead is looked."""
MOST_TICKS = 50_000
"""Of all tasks together; each is looked at for its share of them."""
_FEWEST = 3
_SEED = 1


def busiest(
    task_set: TaskSet, *, wall_ns: int = 0, stops: Callable[[], bool] = lambda: False
) -> tuple[Crowd | None, Mapping[str, int]]:
    """The second in which the most actions start after "Start all", and the most that each task alone starts in one.

    Actions that do nothing don't count, nor checks of conditions; each is taken to end at once. Ends early, with what
    was seen up to then, once `stops` says so.
    """
    tasks = [task for task in task_set.tasks if task.enabled and not isinstance(task.action, Nothing)]
    if not tasks:
        return None, {}
    starts: list[tuple[int, str]] = []
    now_of: Counter[str] = Counter()
    most_of: dict[str, int] = {}
    first = begin = end = 0
    limit = max(_FEWEST, MOST_TICKS // len(tasks))
    told = preview(tasks, for_ns=LOOK_NS, set_name=task_set.name, seed=_SEED, wall_ns=wall_ns, limit=limit)
    for number, event in enumerate(told):
        if number % 1_000 == 0 and stops():
            break
        if not isinstance(event, Tick) or event.kind is not Kind.ACTION or event.outcome is Outcome.SKIPPED:
            continue
        starts.append((event.start_ns, event.task))
        now_of[event.task] += 1
        while event.start_ns - starts[first][0] >= NS_PER_S:
            now_of[starts[first][1]] -= 1
            first += 1
        most_of[event.task] = max(most_of.get(event.task, 0), now_of[event.task])
        if len(starts) - first > end - begin:
            begin, end = first, len(starts)
    if not end:
        return None, {}
    crowd = Crowd(end - begin, starts[begin][0], frozenset(task for _, task in starts[begin:end]))
    return crowd, most_of
