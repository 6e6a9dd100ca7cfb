"""Examples for the help: tasks that stand for an idea, and what they would do, played by the engine itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.models.timeline import Lane, PlannedTick
from waitgui.runner import foresight
from waitgui.runner.player import Assumed, Cut
from waitgui.runner.preview import preview
from waitgui.tasks.model import Backoff, Repeat, Task
from waitgui.tasks.record import Tick, TickStarted
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.timeline import TimelineModel
    from waitgui.runner.foresight import Forecast
    from waitgui.tasks.record import Event

SEED = 5
LANE_NOW_NS = 150 * NS_PER_S
"""How long the tasks of a timeline have been running."""
_AHEAD, _LOOK = 12, 60


class Story(NamedTuple):
    """A task of a timeline with what its lane says of it; its tries succeed, its condition is met at a number of it."""

    task: Task
    schedule: str
    succeeds_at: int | None = None
    met_at: int | None = None


def example(
    schedule: dict[str, Any],
    *,
    takes: str = "0s",
    stop: dict[str, Any] | None = None,
    task_id: str = "example",
    name: str = "Example",
) -> Task:
    """A task with this schedule, as a file has it, whose ticks last so long."""
    action = {"kind": "none", "takes": takes}
    content = {"id": task_id, "name": name, "schedule": schedule, "action": action, "stop": stop or {}}
    return Task.model_validate(content)


def next_ticks(task: Task, ticks: int, met_at: int | None = None) -> Forecast:
    """What the task would do; a condition is met at check `met_at`."""
    return foresight.forecast(task, takes_ns=0, ticks=ticks, met_at=met_at)


def fill(model: TimelineModel, stories: Sequence[Story]) -> None:
    """Let these have been running for `LANE_NOW_NS`, from the model's time 0 on, with what comes next."""
    is_backoff = [isinstance(story.task.schedule, Backoff) for story in stories]
    model.set_lanes(
        [
            Lane(story.task.id, story.task.name, story.schedule, waits=waits)
            for story, waits in zip(stories, is_backoff, strict=True)
        ]
    )
    for story in stories:
        events, planned = _played(story)
        model.append(events)
        model.set_plans(story.task.id, planned)


def _played(story: Story) -> tuple[list[Event], list[PlannedTick]]:
    """What has happened by `LANE_NOW_NS`, the tick under way with its beginning only, and what comes next."""
    task = story.task
    assumed = Assumed(met_at=story.met_at, succeeds_at=story.succeeds_at)
    told = preview([task], for_ns=LANE_NOW_NS, set_name="help", seed=SEED, wall_ns=0, assumed=assumed)
    events: list[Event] = []
    last_ns = 0
    for event in told:
        if isinstance(event, Tick):
            last_ns = event.start_ns
            if event.end_ns > LANE_NOW_NS:
                events.append(TickStarted(*event[:4], event.due_ns, event.start_ns))
                continue
        if not isinstance(event, Cut):
            events.append(event)
    # A tick that was drawn by lot decides when the next may come: as the second after the first.
    is_drawn = isinstance(task.schedule, Repeat) and task.schedule.jitter > 0
    ahead = foresight.forecast(task, takes_ns=0, ticks=_LOOK, met_at=story.met_at, succeeds_at=story.succeeds_at)
    rows = (
        [
            row._replace(earliest_ns=row.earliest_ns + last_ns, latest_ns=row.latest_ns + last_ns)
            for row in ahead.rows[1:]
        ]
        if is_drawn
        else ahead.rows
    )
    later = [PlannedTick(row.earliest_ns, row.latest_ns, row.kind) for row in rows if row.latest_ns > LANE_NOW_NS]
    return events, later[:_AHEAD]
