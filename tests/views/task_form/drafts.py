"""Drafts of every kind of task."""

from tests.views.task_form.driver import edited

PORT = {"kind": "tcp", "host": "localhost", "port": 5432}
FILE = {"kind": "file", "path": "/run/stop"}
WEB = {"kind": "http", "url": "http://localhost/health"}
PROGRAM = {"kind": "command", "argv": ["pg_isready"]}


def poll(condition, **more):
    return {"kind": "poll", "interval": "5s", "condition": condition, **more}


DRAFTS = {
    "poll": {"schedule": poll(PORT, timeout="1m", immediate=True, errors_allowed=3)},
    "backoff": {
        "schedule": {
            "kind": "backoff",
            "duration": "1s",
            "factor": 1.5,
            "jitter": 0.25,
            "steps": 4,
            "cap": "1m",
            "at_cap": "keep",
        }
    },
    "backoff of defaults": {"schedule": {"kind": "backoff", "duration": 2}},
    "script": {
        "action": {"kind": "python", "script": "~/bin/tidy.py", "args": ["-v", "two words"], "interpreter": "python3"}
    },
    "module": {
        "action": {"kind": "python", "module": "http.server", "cwd": "/srv", "env": {"A": "1"}, "timeout": "5s"}
    },
    "code": {"action": {"kind": "python", "code": "print(1)\n\tprint('é')\n", "ok_codes": [0, 3], "kill_grace": "0s"}},
    "request": {
        "action": {
            "kind": "http",
            "method": "PUT",
            "url": "https://example.org/x?a=1",
            "headers": {"X-Key": "a: b"},
            "body": "{}\n",
            "timeout": "5s",
            "ok_status": [200, 204],
            "follow_redirects": True,
            "max_body": 1000,
        }
    },
    "notification": {"action": {"kind": "notify", "title": "Stand up", "text": "and\nstretch"}},
    "nothing": {"action": {"kind": "none", "takes": "250ms"}},
    "retry": {"retry": {"duration": "1s", "factor": 3.0, "steps": 5, "cap": "1m", "jitter": 0.0, "nice": 1}},
    "file": {"schedule": poll({**FILE, "state": "missing", "newer_than": "5m", "min_size": "10KiB"})},
    "file of bytes": {"schedule": poll({**FILE, "min_size": 7})},
    "closed port": {"schedule": poll({**PORT, "state": "closed", "timeout": 1.5})},
    "web": {
        "schedule": poll(
            {
                **WEB,
                "status": "200, 404",
                "headers": {"A": "b"},
                "contains": "ok",
                "json": {"path": "a.0", "equals": {"b": [1, True, "x"]}},
                "timeout": "1s",
            }
        )
    },
    "json text": {"schedule": poll({**WEB, "json": {"path": "a", "equals": "5"}})},
    "json number": {"schedule": poll({**WEB, "json": {"path": "a", "equals": 5}})},
    "program with more": {
        "schedule": poll({**PROGRAM, "cwd": "/srv", "env": {"A": "1"}, "ok_codes": [1], "later": "x"})
    },
    "shell check": {"schedule": poll({"kind": "command", "shell": "test -e x | cat", "timeout": "1s"})},
    "all": {"schedule": poll({"all": [PORT, FILE, WEB, PROGRAM], "note": "kept"})},
    "any in not": {"schedule": poll({"not": {"any": [PORT, {"not": FILE}]}})},
    "too deep": {"schedule": poll({"all": [{"any": [{"not": {"all": [{"any": [PORT]}]}}]}]})},
    "too many": {"schedule": poll({"any": [{**PORT, "port": port} for port in range(1, 200)]})},
    "stop rules": {
        "stop": {
            "when": {"all": [FILE, {"not": PORT}]},
            "on_output": "a|b",
            "when_task_ends": "other",
            "on_exit_code": [3, 4],
            "after_failures_in_a_row": 2,
            "after_failures": 3,
            "after_successes": 4,
        }
    },
}


def given_draft(name):
    draft = edited(stop={})
    draft.update(DRAFTS[name])
    return draft
