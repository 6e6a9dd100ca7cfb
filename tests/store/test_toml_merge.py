"""What a person typed stays as it was typed, where nothing changed."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.task_sets import task_sets, with_ends_that_come
from waitgui.store.toml_merge import merged
from waitgui.store.toml_text import block, document
from waitgui.tasks.model import Task, TaskSet, plain
from waitgui.tasks.problems import read_set

TEXT = """\
# The jobs of the server in the cellar.
format = 1          # must be
name = 'Home server'
[owner]             # nobody knows this one
mail = "me@home"

# Certificates run out in March!
[[tasks]]
id = "renew"
name = "Renew certificate"   # by certbot
tags = [
    "tls",   # for the filter
]

  [tasks.schedule]
  kind = "repeat"
  period = "90s"   # not too often
  jitter = 0.2

[tasks.action]
kind = "command"
argv = ["certbot", "renew"]
env = { LANG = "C", PATH = "/bin" }   # as in cron

[tasks.stop]
after_time = "8h"
after_runs = 10


# --- backups ---

# Every night.
[[tasks]]
name = "Back up"
schedule = { kind = "repeat", period = "1h" }
action.kind = "none"   # for now

# The end.
"""


def _set() -> TaskSet:
    return read_set(tomllib.loads(TEXT))[0]


def _changed(task_id: str, **tables: Any) -> TaskSet:
    """The set with some of a task's fields changed; None takes one away."""
    task_set = _set()
    content = plain(task_set.task(task_id))
    for name, value in tables.items():
        table = {**content.get(name, {}), **value} if isinstance(value, dict) else value
        content[name] = {k: v for k, v in table.items() if v is not None} if isinstance(table, dict) else table
    content = {name: value for name, value in content.items() if value is not None}
    return task_set.replaced(Task.model_validate(content))


def _merged(new: TaskSet, text: str = TEXT) -> str:
    result = merged(text, read_set(tomllib.loads(text))[0], new)
    assert TaskSet.model_validate(tomllib.loads(result)) == new
    return result


# The name gives the second task an id, which is written as soon as anything is.
WITH_ID = TEXT.replace(
    'action.kind = "none"   # for now\n', 'action.kind = "none"   # for now\nid = "back-up"\n'
).removesuffix("\n")


def _expected(*changes: tuple[str, str]) -> str:
    text = WITH_ID + "\n"
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_an_unchanged_set_gets_the_ids_it_lacked() -> None:
    assert _merged(_set()) == _expected()


def test_a_set_that_lacks_nothing_stays_byte_for_byte() -> None:
    text = _expected()
    assert _merged(_set(), text) == text


def test_one_value_changes_alone() -> None:
    assert _merged(_changed("renew", schedule={"period": "5m"})) == _expected(('"90s"', '"5m"'))
    assert _merged(_changed("renew", name="Zertifikat")) == _expected(('"Renew certificate"', '"Zertifikat"'))
    assert _merged(_changed("renew", action={"env": {"LANG": "de"}})) == _expected(
        ('{ LANG = "C", PATH = "/bin" }', '{ LANG = "de" }')
    )
    assert _merged(_changed("back-up", schedule={"period": "2h"})) == _expected(('"1h" }', '"2h" }'))


def test_a_value_that_is_taken_away_goes_with_its_line() -> None:
    assert _merged(_changed("renew", schedule={"jitter": None})) == _expected(("  jitter = 0.2\n", ""))
    assert _merged(_changed("renew", stop=None)) == _expected(
        ('[tasks.stop]\nafter_time = "8h"\nafter_runs = 10\n', "")
    )
    assert _merged(_changed("renew", tags=None)) == _expected(('tags = [\n    "tls",   # for the filter\n]\n', ""))


def test_a_new_value_stands_at_the_end_of_its_table() -> None:
    assert _merged(_changed("renew", schedule={"sliding": False})) == _expected(
        ("  jitter = 0.2\n", "  jitter = 0.2\nsliding = false\n")
    )
    assert _merged(_changed("renew", notes="x")) == _expected(
        ("for the filter\n]\n", 'for the filter\n]\nnotes = "x"\n')
    )


def test_a_new_table_stands_at_the_end_of_its_task() -> None:
    assert _merged(_changed("back-up", stop={"after_runs": 3})) == _expected() + "\n[tasks.stop]\nafter_runs = 3\n"


def test_a_number_of_seconds_becomes_text() -> None:
    text = _expected(('"90s"', "90.5"), ('"1h"', "3600"))
    assert _merged(read_set(tomllib.loads(text))[0], text) == _expected(('"90s"', '"1m30.5s"'))


def test_a_new_order_of_stop_rules_is_written_the_block_with_its_comments_above() -> None:
    task_set = _set()
    task = task_set.tasks[0].model_dump(by_alias=True, exclude_unset=True)
    task["stop"] = dict(reversed(task["stop"].items()))
    result = _merged(task_set.replaced(Task.model_validate(task)))
    assert "# Certificates run out in March!\n[[tasks]]\n" in result
    assert "# for now" in result


def test_the_head_changes_by_itself() -> None:
    new = _set().model_copy(update={"name": "Cellar"})
    assert _merged(new) == _expected(("'Home server'", '"Cellar"'))


def test_a_task_goes_with_the_comments_above_it() -> None:
    result = _merged(_set().without("renew"))
    assert "March" not in result
    assert "# Every night." in result
    assert _merged(_set().without("back-up")) == TEXT[: TEXT.index("\n\n# Every night.")] + "\n"


def test_a_task_is_added_at_the_end() -> None:
    task = Task.model_validate(
        {"id": "new", "name": "New", "schedule": {"kind": "repeat", "period": "1s"}, "action": {"kind": "none"}}
    )
    assert _merged(_set().replaced(task)) == _expected() + "\n" + block(plain(task))


def test_tasks_change_places_with_their_comments() -> None:
    task_set = _set()
    result = _merged(task_set.model_copy(update={"tasks": task_set.tasks[::-1]}))
    assert result.index("# Every night.") < result.index('name = "Back up"') < result.index("# Certificates")
    assert result.index("# Certificates") < result.index('id = "renew"')


def test_line_ends_stay_what_they_were() -> None:
    text = _expected().replace("\n", "\r\n")
    result = _merged(_changed("renew", name="New", notes="a\nb"), text)
    assert result.count("\n") == result.count("\r\n") > 30


def test_a_file_without_a_line_end_at_its_end() -> None:
    text = TEXT.removesuffix("\n# The end.\n").removesuffix("\n")
    assert _merged(_changed("renew", name="New"), text).endswith('id = "back-up"\n')


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\ntasks = [\n  { name = "A", schedule = { kind = "repeat", period = 1 }, '
        'action = { kind = "none" } },\n]\n',
        'format = 1\n[[tasks]]\nname = "A"\nschedule = { kind = "repeat", period = 1 }\n'
        'action = { kind = "none" }\n[other]\nx = 1\n[[tasks]]\nname = "B"\n'
        'schedule = { kind = "repeat", period = 1 }\naction = { kind = "none" }\n',
        'format = 1\n[[tasks]]\nname = "A"\nschedule.kind = "repeat"\nschedule.period = "1s"\n'
        '[tasks.action]\nkind = "none"\n',
        'format = 1\n[[tasks]]\nnotes = """\n# not a comment"""\n[[tasks]]\n',
    ],
)
def test_odd_layouts_are_written_afresh_where_they_must(text: str) -> None:
    if text.endswith("[[tasks]]\n"):
        rest = 'name = "{}"\nschedule = {{ kind = "repeat", period = 1 }}\naction = {{ kind = "none" }}\n'
        text = text.replace("[[tasks]]\n", "[[tasks]]\n" + rest.format("A"), 1) + rest.format("B")
    old = read_set(tomllib.loads(text))[0]
    task = old.tasks[0]
    schedule = task.schedule.model_copy(update={"jitter": 0.5})
    _merged(old.replaced(task.model_copy(update={"schedule": schedule})), text)
    _merged(old.without(task.id), text)
    _merged(old.model_copy(update={"tasks": old.tasks[::-1]}), text)


@given(task_sets, task_sets, st.data())
def test_whatever_is_made_of_a_set_is_what_the_text_says(old: TaskSet, other: TaskSet, data: st.DataObject) -> None:
    """Tasks kept, changed into others of the same id, left out, reordered; the head kept or replaced."""
    pool = {task.id: task for task in (*other.tasks, *old.tasks)}
    changed = {task.id: task for task in (*old.tasks, *other.tasks)}
    ids = data.draw(st.permutations(sorted(pool)))[: data.draw(st.integers(0, len(pool)))]
    tasks = tuple(data.draw(st.sampled_from([pool, changed]))[task_id] for task_id in ids)
    head = data.draw(st.sampled_from([old, other]))
    new = TaskSet.model_validate({**plain(head), "tasks": with_ends_that_come([plain(task) for task in tasks])})
    result = merged(document(plain(old)), old, new)
    assert TaskSet.model_validate(tomllib.loads(result)) == new
