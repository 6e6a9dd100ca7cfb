"""What an edit changed, in a few words for after "Undo": told by the set before and the set after it.

Every field of a task that a form shows has a name of its own here; any other counts as its part of the task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.tasks.model import plain
from waitgui.tasks.problems import visible
from waitgui.tasks.words import fill, plain_text, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.words import Translate

_LONGEST_NAME = 40


class Difference(NamedTuple):
    """The tasks that one of the two sets has and the other has not, and those that both have, but not alike.

    `moved` are the tasks that stand elsewhere among those that both have: the one if one is enough to explain it.
    """

    added: tuple[Task, ...]
    removed: tuple[Task, ...]
    changed: tuple[tuple[Task, Task], ...]
    moved: tuple[Task, ...]


def difference(before: TaskSet, after: TaskSet) -> Difference:
    """What is other in `after`. Tasks are told by their ids."""
    # Most tasks are the very same, and stand before and behind what was edited: ten thousand of them take a while.
    were, are = _apart(before.tasks, after.tasks)
    old, new = {task.id: task for task in were}, {task.id: task for task in are}
    added = tuple(task for task in are if task.id not in old)
    removed = tuple(task for task in were if task.id not in new)
    kept = ((old[key], task) for key, task in new.items() if key in old)
    changed = tuple((one, other) for one, other in kept if one is not other and one != other)
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    return Difference(added, removed, changed, tuple(new[key] for key in moved))


def _apart(one: Sequence[Task], other: Sequence[Task]) -> tuple[Sequence[Task], Sequence[Task]]:
    """Both without the tasks at their begins, and at their ends, that are the same object in both."""
    short = min(len(one), len(other))
    begin = next((place for place in range(short) if one[place] is not other[place]), short)
    end = next((place for place in range(short - begin) if one[~place] is not other[~place]), short - begin)
    return one[begin : len(one) - end], other[begin : len(other) - end]


def edit_words(before: TaskSet, after: TaskSet, translate: Translate = untranslated) -> str:
    """The edit that led from one set to the other: "change period of Backup", "delete 3 tasks"."""
    added, removed, changed, moved = difference(before, after)
    gone = {task.id for task in removed}
    # That nothing waits any more for what is deleted (or does again) goes with deleting it.
    changed = tuple(pair for pair in changed if not _only_lets_go(*pair, gone | {task.id for task in added}))
    renamed = before.name != after.name
    if renamed + bool(added) + bool(removed) + bool(changed) > 1 or (moved and (renamed or added or removed)):
        count = len({task.id for task in (*added, *removed, *moved)} | {task.id for _, task in changed})
        return translate("edits", "change %n task(s)", None, count)
    if renamed:
        return translate("edits", "rename the set")
    if added:
        return _of(added, translate("edits", "add {name}"), translate("edits", "add %n task(s)", None, len(added)))
    if removed:
        return _of(
            removed, translate("edits", "delete {name}"), translate("edits", "delete %n task(s)", None, len(removed))
        )
    if changed:
        return _change_words(changed, translate)
    if moved:
        return _of(moved, translate("edits", "move {name}"), translate("edits", "move %n task(s)", None, len(moved)))
    return translate("edits", "change the set")


def _change_words(changed: tuple[tuple[Task, Task], ...], translate: Translate) -> str:
    fields = {field for old, new in changed for field in _fields(old, new)}
    tasks = tuple(new for _, new in changed)
    field = next(iter(fields)) if len(fields) == 1 else ""
    if field == "name" and len(changed) == 1:
        old, new = changed[0]
        return _filled(translate("edits", "rename {name} to {new}"), name=_short(old.name), new=_short(new.name))
    if field == "enabled" and len({task.enabled for task in tasks}) == 1:
        if tasks[0].enabled:
            return _of(
                tasks, translate("edits", "enable {name}"), translate("edits", "enable %n task(s)", None, len(tasks))
            )
        return _of(
            tasks, translate("edits", "disable {name}"), translate("edits", "disable %n task(s)", None, len(tasks))
        )
    label = _labels(translate).get(field)
    if label is None:
        return _of(
            tasks, translate("edits", "change {name}"), translate("edits", "change %n task(s)", None, len(tasks))
        )
    if len(tasks) == 1:
        return _filled(translate("edits", "change {field} of {name}"), field=label, name=_short(tasks[0].name))
    return _filled(translate("edits", "change {field} of %n task(s)", None, len(tasks)), field=label)


def _of(tasks: tuple[Task, ...], one: str, many: str) -> str:
    return _filled(one, name=_short(tasks[0].name)) if len(tasks) == 1 else many


def _filled(template: str, **values: str) -> str:
    return plain_text(fill(template, **values))


def _short(name: str) -> str:
    return visible(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")


def _only_lets_go(old: Task, new: Task, others: set[str]) -> bool:
    waited = {old.stop.when_task_ends, new.stop.when_task_ends} - {None}
    return _fields(old, new) == {"stop.when_task_ends"} and len(waited) == 1 and waited <= others


def _moved(before: list[str], after: list[str]) -> list[str]:
    """The ids that stand elsewhere; one alone if taking it out leaves the others in the same order."""
    differing = [place for place, key in enumerate(before) if key != after[place]]
    if not differing:
        return []
    first, last = differing[0], differing[-1]
    was, now = before[first : last + 1], after[first : last + 1]
    if was[1:] == now[:-1]:
        return [was[0]]
    if was[:-1] == now[1:]:
        return [was[-1]]
    return [after[place] for place in differing]


def _fields(old: Task, new: Task) -> set[str]:
    """The fields that differ, as in "schedule.period"; a part of another kind is one field."""
    found = set()
    if old.stop != new.stop and plain(old.stop) == plain(new.stop):
        found.add("stop")  # the order of the rules
    for field in _differing(plain(old), plain(new)):
        found.add(_SAME.get(field, field))
    return found


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key in {*old, *new}:
        was, now = old.get(key), new.get(key)
        if was == now and (key in old) == (key in new):
            continue
        name = f"{prefix}{key}"
        if name in _PARTS and was and now and was.get("kind") == now.get("kind"):
            yield from _differing(was, now, f"{name}.")
        elif name == "stop":
            yield from _differing(was or {}, now or {}, "stop.")
        else:
            yield name


_PARTS = ("schedule", "action", "retry")
_SAME = {
    "schedule.drift_free": "schedule.sliding",
    "action.shell": "action.argv",
    "action.module": "action.script",
    "action.code": "action.script",
}
"""What is one field in the form."""


def _labels(translate: Translate) -> dict[str, str]:
    """The names of the fields, as the form has them, for the middle of a sentence."""

    def growing(part: str) -> dict[str, str]:
        return {
            f"{part}.duration": translate("edits", "first wait"),
            f"{part}.factor": translate("edits", "factor"),
            f"{part}.jitter": translate("edits", "jitter"),
            f"{part}.steps": translate("edits", "attempts"),
            f"{part}.cap": translate("edits", "cap"),
        }

    return {
        "name": translate("edits", "name"),
        "enabled": translate("edits", "Start all"),
        "tags": translate("edits", "tags"),
        "notes": translate("edits", "notes"),
        "schedule": translate("edits", "schedule"),
        "schedule.period": translate("edits", "period"),
        "schedule.sliding": translate("edits", "counting"),
        "schedule.initial_delay": translate("edits", "first tick"),
        "schedule.interval": translate("edits", "interval"),
        "schedule.timeout": translate("edits", "time limit of waiting"),
        "schedule.immediate": translate("edits", "first check"),
        "schedule.condition": translate("edits", "condition"),
        "schedule.errors_allowed": translate("edits", "errors allowed"),
        "schedule.at_cap": translate("edits", "what happens at the cap"),
        **growing("schedule"),
        "action": translate("edits", "action"),
        "action.argv": translate("edits", "command"),
        "action.cwd": translate("edits", "folder"),
        "action.env": translate("edits", "variables"),
        "action.timeout": translate("edits", "time limit"),
        "action.kill_grace": translate("edits", "time until it is killed"),
        "action.ok_codes": translate("edits", "exit codes"),
        "action.script": translate("edits", "Python code"),
        "action.args": translate("edits", "arguments"),
        "action.interpreter": translate("edits", "interpreter"),
        "action.method": translate("edits", "method"),
        "action.url": translate("edits", "address"),
        "action.headers": translate("edits", "headers"),
        "action.body": translate("edits", "body"),
        "action.ok_status": translate("edits", "statuses"),
        "action.follow_redirects": translate("edits", "redirects"),
        "action.max_body": translate("edits", "limit of what is read"),
        "action.title": translate("edits", "title"),
        "action.text": translate("edits", "text"),
        "action.takes": translate("edits", "duration"),
        "retry": translate("edits", "retry"),
        **growing("retry"),
        "stop": translate("edits", "order of the stop rules"),
        "stop.after_runs": translate("edits", "number of runs"),
        "stop.after_time": translate("edits", "time after which it stops"),
        "stop.at": translate("edits", "moment at which it stops"),
        "stop.after_successes": translate("edits", "number of successes"),
        "stop.after_failures": translate("edits", "number of failures"),
        "stop.after_failures_in_a_row": translate("edits", "number of failures in a row"),
        "stop.on_exit_code": translate("edits", "exit codes on which it stops"),
        "stop.on_output": translate("edits", "output on which it stops"),
        "stop.when_task_ends": translate("edits", "task whose end stops it"),
        "stop.when": translate("edits", "condition that stops it"),
    }
