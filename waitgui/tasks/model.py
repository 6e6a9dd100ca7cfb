"""Task sets: valid by construction. What a file or a form says becomes a `TaskSet` or a list of problems.

A kind of schedule is one class here with a `kind` of its own, and one registered function each in `build` and
`describe`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import Field, PrivateAttr, model_serializer, model_validator

from waitgui.tasks.actions import Action
from waitgui.tasks.conditions import Condition
from waitgui.tasks.fields import (
    Count,
    DurationNs,
    FormatNumber,
    Integers,
    Model,
    Moment,
    Name,
    NotNegative,
    Pattern,
    PositiveNs,
    Share,
    TaskId,
    Text,
    Texts,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

    @classmethod
    def conflicts(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What can't be on a grid."""
        if given.get("drift_free") is True:
            if given.get("sliding", True) is True:
                yield "drift_free", "needs sliding = false, a grid doesn't count from the end of a tick"
            if given.get("jitter", 0) != 0:
                yield "drift_free", "needs jitter = 0, nothing on a grid is late on purpose"

    @model_validator(mode="after")
    def _grid_is_possible(self) -> Repeat:
        for field, text in self.conflicts(self.__dict__):
            raise wrong(field, text)
        if self.drift_free and not self.period_ns:
            raise wrong("drift_free", "needs a period longer than 0")
        return self


class Poll(Model):
    """Check a condition again and again; once it is met run the action, once (k8s PollUntilContextTimeout).

    Checks keep a grid from the start on. `errors_allowed` so many errors in a row count as "not met".
    """

    kind: Literal["poll"]
    interval_ns: DurationNs = Field(alias="interval")
    timeout_ns: PositiveNs | None = Field(default=None, alias="timeout")
    immediate: bool = False
    condition: Condition
    errors_allowed: NotNegative = 0


class Growing(Model):
    """Delays that grow (k8s Backoff)."""

    duration_ns: DurationNs = Field(alias="duration")
    factor: Share = 2.0
    jitter: Share = 0.1
    steps: Count = 10
    cap_ns: PositiveNs | None = Field(default=None, alias="cap")


class Backoff(Growing):
    """Run the action until it succeeds, `steps` times at most, with growing delays between.

    A delay that would exceed the cap is the last ("give_up", k8s ExponentialBackoff), or the cap is kept for ever,
    however many steps there are ("keep", k8s DelayFunc.Until).
    """

    kind: Literal["backoff"]
    at_cap: Literal["give_up", "keep"] = "give_up"


class Retry(Growing):
    """A tick whose action fails tries it again, `steps` times in all; at the cap the delays stay."""

    steps: Count = 3


Schedule: TypeAlias = Annotated[Repeat | Poll | Backoff, Field(discriminator="kind")]


class StopRules(Model):
    """What ends a run; of several that hold at once, the one that was written first is the reason."""

    after_runs: Count | None = None
    after_time_ns: PositiveNs | None = Field(default=None, alias="after_time")
    at: Moment | None = None
    after_successes: Count | None = None
    after_failures: Count | None = None
    after_failures_in_a_row: Count | None = None
    on_exit_code: Integers = ()
    on_output: Pattern | None = None
    when_task_ends: TaskId | None = None
    when: Condition | None = None

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
    retry: Retry | None = None
    stop: StopRules = Field(default_factory=lambda: StopRules.model_validate({}))


class TaskSet(Model):
    """A file of tasks."""

    format: FormatNumber
    name: Text = ""
    tasks: tuple[Task, ...] = Field(default=(), max_length=MAX_TASKS, strict=False)

    @model_validator(mode="after")
    def _ids_make_sense(self) -> TaskSet:
        for conflict in id_conflicts([(task.id, task.stop.when_task_ends) for task in self.tasks]):
            raise wrong(f"tasks.{conflict.task}.{conflict.field}", conflict.text)
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

    def without(self, *task_ids: str) -> TaskSet:
        """The set without those tasks, and without the rules of others (`waiting_for`) that wait for their end."""
        gone = frozenset(task_ids)
        tasks = (task for task in self.tasks if task.id not in gone)
        return self.model_copy(update={"tasks": tuple(_not_waiting_for(gone, task) for task in tasks)})

    def waiting_for(self, task_id: str) -> tuple[Task, ...]:
        """The other tasks that stop when that one ends."""
        return tuple(task for task in self.tasks if task.id != task_id and task.stop.when_task_ends == task_id)


class IdConflict(NamedTuple):
    """A task whose `field` names what it can't; the `other` is the task that has that id already."""

    task: int
    field: str
    text: str
    other: int | None = None


def id_conflicts(ids: Iterable[tuple[str | None, str | None]]) -> Iterator[IdConflict]:
    """What is wrong with the ids of tasks and of those whose end they wait for (None: nothing to say about it)."""
    ids = list(ids)
    firsts: dict[str, int] = {}
    for number, (task_id, _) in enumerate(ids):
        if task_id is not None and firsts.setdefault(task_id, number) != number:
            first = firsts[task_id]
            yield IdConflict(number, "id", f'"{task_id}" is the id of task {first + 1} too', first)
    for number, (task_id, other) in enumerate(ids):
        if other is not None and other == task_id:
            yield IdConflict(number, "stop.when_task_ends", "is the task itself")
        elif other is not None and other not in firsts:
            yield IdConflict(number, "stop.when_task_ends", f'no task has the id "{other}"')


def _not_waiting_for(gone: frozenset[str], task: Task) -> Task:
    if task.stop.when_task_ends not in gone:
        return task
    rules = {key: value for key, value in plain(task.stop).items() if key != "when_task_ends"}
    return task.model_copy(update={"stop": StopRules.model_validate(rules)})


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
