"""What is written is TOML, says the same, and looks like what a person would write."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.task_sets import task_sets, texts, values
from waitgui.store.toml_text import document, value
from waitgui.tasks.model import TaskSet, plain

SET = {
    "format": 1,
    "name": "Home server",
    "tasks": [
        {
            "id": "renew-cert",
            "name": "Renew certificate",
            "enabled": True,
            "tags": ["tls"],
            "schedule": {"kind": "repeat", "period": 300, "jitter": 0.2},
            "action": {"kind": "command", "argv": ["certbot", "renew"], "env": {"LANG": "C"}, "timeout": "120s"},
            "stop": {"at": datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=1))), "after_runs": 10},
        },
        {
            "id": "long",
            "name": "Long",
            "schedule": {"kind": "repeat", "period": "1h30m"},
            "action": {
                "kind": "command",
                "shell": 'cd "$HOME"\necho """\n',
                "env": {f"NAME_{number}": "a value of some length" for number in range(4)},
            },
        },
    ],
}

TEXT = '''\
format = 1
name = "Home server"

[[tasks]]
id = "renew-cert"
name = "Renew certificate"
enabled = true
tags = ["tls"]

[tasks.schedule]
kind = "repeat"
period = "5m"
jitter = 0.2

[tasks.action]
kind = "command"
argv = ["certbot", "renew"]
env = { LANG = "C" }
timeout = "2m"

[tasks.stop]
at = 2027-01-01T00:00:00+01:00
after_runs = 10

[[tasks]]
id = "long"
name = "Long"

[tasks.schedule]
kind = "repeat"
period = "1h30m"

[tasks.action]
kind = "command"
shell = """
cd "$HOME"
echo \\"\\""
"""

[tasks.action.env]
NAME_0 = "a value of some length"
NAME_1 = "a value of some length"
NAME_2 = "a value of some length"
NAME_3 = "a value of some length"
'''


def test_a_set_as_a_person_would_write_it() -> None:
    assert document(plain(TaskSet.model_validate(SET))) == TEXT


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (True, "true"),
        (-0.0, "-0.0"),
        (1e16, "1e+16"),
        (0.1, "0.1"),
        (2**63 - 1, "9223372036854775807"),
        ("\x1b\x7f\u202e é", '"\\u001B\\u007F\u202e é"'),
        ('"', '"\\""'),
        ("one\ntwo\rthree", '"""\none\ntwo\\rthree"""'),
        ("one\n", '"one\\n"'),
        ('x\n"', '"""\nx\n\\""""'),
        ([], "[]"),
        ({}, "{}"),
        ({"a b": [1, {"c": True}]}, '{ "a b" = [1, { c = true }] }'),
        (["x" * 60, "y" * 60], f'[\n    "{"x" * 60}",\n    "{"y" * 60}",\n]'),
        (date(2027, 1, 2), "2027-01-02"),
        (time(8, 30), "08:30:00"),
        (datetime(2027, 1, 2, 3, 4, 5, 600, tzinfo=UTC), "2027-01-02T03:04:05.000600+00:00"),
        (datetime(1880, 1, 1, tzinfo=timezone(timedelta(seconds=3208))), "1879-12-31T23:06:32+00:00"),
    ],
)
def test_values(content: object, text: str) -> None:
    assert value(content) == text
    assert tomllib.loads(f"x = {text}") == {"x": content}


@given(st.dictionaries(texts, values, max_size=5))
def test_anything_that_toml_can_say_is_read_back(content: dict[str, object]) -> None:
    assert tomllib.loads(document(content)) == content


@given(task_sets)
def test_every_set_is_read_back(task_set: TaskSet) -> None:
    assert TaskSet.model_validate(tomllib.loads(document(plain(task_set)))) == task_set
