"""Task sets: valid by construction. What a file or a form says becomes a `TaskSet` or a list of problems.

A kind of schedule is one class here with a `kind` of its own, and one registered function each in `build` and
`describe`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import Field, PrivateAttr, model_serializer, model_validator

from waitgui.tasks.actions import Action
from waitgui.tasks.fields import (
    Count,
    DurationNs,
    FormatNumber,
    Model,
    Moment,
    Name,
    PositiveNs,
    Share,
    TaskId,
    Text,
    Texts,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
MAX_TASKS = 20_000


class Repeat(Model):
    """Again and again until a stop rule holds (k8s JitterUntil)."""

    kind: Literal["repeat"]
    period_ns: DurationNs = Field(alias="period")
    jitter: Share = 0.0
    sliding: bool = True
    drift_free: bool = False
    initial_delay_ns: DurationNs = Field(default=0, alias="initial_delay")

    @model_validator(mode="after")
    def _grid_is_possible(self) -> Repeat:
        if self.drift_free:
            if self.sliding:
                raise wrong("drift_free", "needs sliding = false, a grid doesn't count from the end of a tick")
            if self.jitter:
                raise wrong("drift_free", "needs jitter = 0, nothing on a grid is late on purpose")
            if not self.period_ns:
                raise wrong("drift_free", "needs a period longer than 0")
        return self


Schedule: TypeAlias = Repeat


class StopRules(Model):
    """What ends a run; of several that hold at once, the one that was written first is the reason."""

    after_runs: Count | None = None
    after_time_ns: PositiveNs | None = Field(default=None, alias="after_time")
    at: Moment | None = None

    _order: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_order(cls, data: Any, handler: Any) -> StopRules:
        rules: StopRules = handler(data)
        if isinstance(data, dict):
            rules._order = tuple(data)
        return rules

    @property
    def order(self) -> tuple[str, ...]:
        """The names of the rules, as written."""
        return self._order

    @model_serializer(mode="wrap")
    def _as_written(self, handler: Any) -> dict[str, Any]:
        plain: dict[str, Any] = handler(self)
        return {key: plain[key] for key in sorted(plain, key=self.position)}

    def position(self, key: str) -> int:
        """Where the rule stands among those that were written."""
        return self._order.index(key) if key in self._order else len(self._order)


class Task(Model):
    """One recurring job."""

    id: TaskId
    name: Name
    enabled: bool = True
    tags: Texts = ()
    notes: Text = ""
    schedule: Schedule
    action: Action
    stop: StopRules = Field(default_factory=lambda: StopRules.model_validate({}))


class TaskSet(Model):
    """A file of tasks."""

    format: FormatNumber
    name: Text = ""
    tasks: tuple[Task, ...] = Field(default=(), max_length=MAX_TASKS, strict=False)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> TaskSet:
        seen: dict[str, int] = {}
        for number, task in enumerate(self.tasks, 1):
            if task.id in seen:
                raise wrong(f"tasks.{number - 1}.id", f'"{task.id}" is the id of task {seen[task.id]} too')
            seen[task.id] = number
        return self

    def task(self, task_id: str) -> Task | None:
        """The task of that id."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def replaced(self, task: Task) -> TaskSet:
        """The set with this task in place of the one of the same id, or at the end."""
        if self.task(task.id) is None:
            return self.model_copy(update={"tasks": (*self.tasks, task)})
        tasks = tuple(task if old.id == task.id else old for old in self.tasks)
        return self.model_copy(update={"tasks": tasks})

    def without(self, task_id: str) -> TaskSet:
        """The set without that task."""
        return self.model_copy(update={"tasks": tuple(task for task in self.tasks if task.id != task_id)})


def plain(model: Model) -> dict[str, Any]:
    """What a file says of it: what was set, under the file's names, in the order of definition."""
    return model.model_dump(by_alias=True, exclude_unset=True)


def empty_set(name: str) -> TaskSet:
    """A set without tasks."""
    return TaskSet.model_validate({"format": FORMAT, "name": name, "tasks": ()})


def id_from(name: str, taken: Iterable[str] = ()) -> str:
    """An id made from a name: "Renew certificate" → "renew-certificate", with a number where that is taken."""
    return next(ids_from((name,), taken))


def ids_from(names: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """An id for each of the names, all different."""
    used, numbers = set(taken), dict[str, int]()
    for name in names:
        ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:58].strip("-") or "task"
        number = numbers.get(stem, 0) + 1
        while (candidate := stem if number == 1 else f"{stem}-{number}") in used:
            number += 1
        numbers[stem] = number
        used.add(candidate)
        yield candidate
