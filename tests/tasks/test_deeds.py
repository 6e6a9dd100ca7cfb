"""Actions and conditions in words."""

from __future__ import annotations

import pytest

from tests.tasks.make import make_task, read
from waitgui.tasks.deeds import LONGEST, action_words, condition_words


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"kind": "none"}, "nothing"),
        ({"kind": "none", "takes": "2s"}, "nothing for 2 s"),
        ({"kind": "command", "shell": "certbot renew | tee log"}, "certbot"),
        ({"kind": "command", "shell": "date; sleep 1"}, "date; sleep 1"),
        ({"kind": "command", "shell": "echo 'unbalanced"}, "a shell command"),
        ({"kind": "python", "script": "~/bin/tidy.py"}, "tidy.py"),
        ({"kind": "python", "module": "http.server"}, "http.server"),
        ({"kind": "python", "code": "print(1)"}, "Python code"),
        ({"kind": "http", "url": "https://ada:secret@example.org:8443/a?token=1"}, "GET example.org:8443/a"),
        ({"kind": "http", "url": "http://[::1]:80/", "method": "PUT"}, "PUT [::1]:80"),
        ({"kind": "notify", "title": "Stand up"}, "the notification “Stand up”"),
    ],
)
def test_actions(action, words):
    assert read(action_words(make_task(action=action).action)) == words


PORT = {"kind": "tcp", "host": "localhost", "port": 5432}
FILE = {"kind": "file", "path": "/run/stop"}


def check_words(condition):
    return read(condition_words(make_task(kind="poll", interval="1s", condition=condition).schedule.condition))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (PORT, "port 5432 of localhost answers"),
        ({**PORT, "state": "closed"}, "port 5432 of localhost doesn't answer"),
        (FILE, "/run/stop exists"),
        ({**FILE, "state": "missing"}, "/run/stop doesn't exist"),
        ({**FILE, "newer_than": "5m"}, "/run/stop exists (changed less than 5 min ago)"),
        ({**FILE, "min_size": 10240}, "/run/stop exists (of at least 10KiB)"),
        ({**FILE, "min_size": 7, "newer_than": "1s"}, "/run/stop exists (changed less than 1 s ago, of at least 7B)"),
        ({"kind": "http", "url": "http://x/health"}, "x/health answers 200-299"),
        (
            {
                "kind": "http",
                "url": "http://x/",
                "status": [200, 404],
                "contains": "{ok}",
                "json": {"path": "a.0", "equals": True},
            },
            "x answers 200, 404, contains “{ok}” and has true at a.0",
        ),
        ({"kind": "command", "argv": ["pg_isready", "-q"]}, "pg_isready succeeds"),
        ({"kind": "command", "shell": "test -e x", "ok_codes": [1, 2]}, "test ends with 1 or 2"),
        ({"not": PORT}, "not (port 5432 of localhost answers)"),
        ({"all": [PORT, FILE]}, "all of (port 5432 of localhost answers; /run/stop exists)"),
        ({"any": [PORT]}, "port 5432 of localhost answers"),
        ({"any": [FILE] * 5}, "any of (/run/stop exists; /run/stop exists; /run/stop exists; 2 more)"),
        ({"not": {"any": [FILE, {"not": FILE}]}}, "not (any of (/run/stop exists; not (/run/stop exists)))"),
    ],
)
def test_conditions(condition, words):
    assert check_words(condition) == words


def test_words_stay_short_whatever_is_written():
    deep = FILE
    for _ in range(12):
        deep = {"all": [deep, {"kind": "file", "path": "x\n" * 30_000}]}
    assert len(check_words(deep)) < 12 * (LONGEST + 20)
    assert "\n" not in check_words(deep)
