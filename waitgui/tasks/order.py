"""Edits of several tasks of a set at once: where they stand, copies of them, their tags. Pure.

Each gives the set as the edit would leave it; where it changes nothing, a set that is equal.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from waitgui.tasks.model import Task, ids_from, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from waitgui.tasks.model import TaskSet


def moved(task_set: TaskSet, chosen: Collection[str], by: int, lists: Iterable[Collection[str]]) -> TaskSet:
    """The chosen tasks one place up (−1) or down (1) within each of the `lists` of ids, as they are shown.

    A chosen task changes places with the next one of its list that isn't chosen; at the list's end it stays. Tasks of
    no list keep their places.
    """
    tasks = list(task_set.tasks)
    for shown in lists:
        wanted = frozenset(shown)
        places = [place for place, task in enumerate(tasks) if task.id in wanted]
        for here, there in pairwise(places if by < 0 else places[::-1]):  # from the end that they move to
            if tasks[there].id in chosen and tasks[here].id not in chosen:
                tasks[here], tasks[there] = tasks[there], tasks[here]
    return task_set.model_copy(update={"tasks": tuple(tasks)})


def placed(task_set: TaskSet, chosen: Collection[str], beside: str | None, *, behind: bool = False) -> TaskSet:
    """The chosen tasks together, in their order, before the task of that id, or behind it; None: at the end."""
    movers = [task for task in task_set.tasks if task.id in chosen]
    tasks: list[Task] = []
    found = False
    for task in task_set.tasks:
        if task.id == beside and not behind:
            tasks += movers
            found = True
        if task.id not in chosen:
            tasks.append(task)
        if task.id == beside and behind:
            tasks += movers
            found = True
    return task_set.model_copy(update={"tasks": tuple(tasks if found else [*tasks, *movers])})


def copied(task_set: TaskSet, chosen: Collection[str], name_of_copy: Callable[[str, int], str]) -> TaskSet:
    """A copy after each chosen task, with an id of its own and a name that no other task has.

    `name_of_copy` gives the name of a task's first, second, … copy.
    """
    names, ids = {task.name for task in task_set.tasks}, {task.id for task in task_set.tasks}
    tasks: list[Task] = []
    for task in task_set.tasks:
        tasks.append(task)
        if task.id in chosen:
            number = 1
            while (name := name_of_copy(task.name, number)) in names:
                number += 1
            new_id = next(ids_from((name,), ids))
            names.add(name)
            ids.add(new_id)
            tasks.append(task.model_copy(update={"name": name, "id": new_id}))
    return task_set.model_copy(update={"tasks": tuple(tasks)})


def tagged(task_set: TaskSet, chosen: Collection[str], added: Collection[str], removed: Collection[str]) -> TaskSet:
    """The chosen tasks with some tags more, behind those that they have, and some less. The rest is untouched."""
    tasks = (_tagged(task, added, removed) if task.id in chosen else task for task in task_set.tasks)
    return task_set.model_copy(update={"tasks": tuple(tasks)})


def _tagged(task: Task, added: Collection[str], removed: Collection[str]) -> Task:
    kept = [tag for tag in task.tags if tag not in removed]
    tags = (*kept, *(tag for tag in added if tag not in kept))
    if tags == task.tags:
        return task
    content = plain(task)
    content["tags"] = list(tags)
    if not tags:
        del content["tags"]
    return Task.model_validate(content)
