"""Tasks in words: schedules in a list, and the sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from tests.tasks.make import make_task, read
from waitgui.tasks import describe
from waitgui.tasks.words import untranslated

S = 1_000_000_000
PORT = {"kind": "tcp", "host": "localhost", "port": 5432}
RUN = {"kind": "command", "argv": ["/usr/bin/wg-quick", "up"]}


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ({"period": "5m"}, "every 5 min after it ends"),
        ({"period": "30s", "sliding": False}, "every 30 s from its start"),
        ({"period": "10s", "sliding": False, "drift_free": True}, "every 10 s on the grid"),
        ({"period": "11s", "jitter": 0.5}, "every 11 s after it ends, up to 50 % later"),
        ({"period": "0s"}, "again and again, without a pause"),
    ],
)
def test_schedules(schedule, words):
    assert read(describe.schedule_words(make_task(**schedule).schedule)) == words


def test_the_number_of_ticks_belongs_to_the_list():
    assert read(describe.task_words(make_task(period="45s", stop={"after_runs": 10}))).endswith(", until 10 ticks")
    assert read(describe.task_words(make_task(period="45s", stop={"after_runs": 1}))).endswith(", until 1 tick")


def test_the_sentence():
    task = make_task(
        period="5m",
        jitter=0.2,
        initial_delay="10s",
        stop={"after_runs": 10},
        action={"kind": "command", "argv": ["/bin/rsync", "-a"]},
    )
    spans = describe.sentence(task, takes_ns=(52 * 60 * S, 61 * 60 * S))
    assert read(spans) == (
        "Runs rsync every 5 min after it ends, up to 20 % later, starting 10 s after Start. "
        "Stops after 10 ticks, which takes between 52 min and 1 h 1 min."
    )
    strong = [read(span.text) for span in spans if span.strong]
    assert strong == ["rsync", "every 5 min after it ends", "20 % later", "10 ticks", "52 min", "1 h 1 min"]


def test_the_sentence_of_a_task_without_an_end():
    assert read(describe.sentence(make_task())).endswith(". Goes on until you stop it.")


def test_several_rules():
    words = read(describe.sentence(make_task(stop={"after_runs": 2, "after_time": "8h"})))
    assert words.endswith("Stops after 2 ticks, or 8 h after Start, whichever comes first.")


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ({"kind": "poll", "interval": "5s"}, "checks every 5 s until port 5432 of localhost answers"),
        (
            {"kind": "poll", "interval": "5s", "timeout": "1m"},
            "checks every 5 s until port 5432 of localhost answers, for 1 min at most",
        ),
        ({"kind": "poll", "interval": "0s"}, "checks without a pause until port 5432 of localhost answers"),
        (
            {"kind": "poll", "interval": "5s", "timeout": "5s"},
            "checks every 5 s until port 5432 of localhost answers, but times out before the first check",
        ),
        ({"kind": "backoff", "duration": "1s"}, "until it succeeds, 10 attempts at most, first wait 1 s"),
        ({"kind": "backoff", "duration": "1s", "steps": 1}, "until it succeeds, 1 attempt at most"),
        (
            {"kind": "backoff", "duration": "1s", "cap": "5s"},
            "until it succeeds, 3 attempts at most (the cap of 5 s ends it, not the 10 steps)",
        ),
        (
            {"kind": "backoff", "duration": "1s", "cap": "30s", "at_cap": "keep"},
            "until it succeeds, again after 1 s to 30 s",
        ),
        ({"kind": "backoff", "duration": "1s", "factor": 1.0, "at_cap": "keep"}, "until it succeeds, again after 1 s"),
    ],
)
def test_schedules_that_wait_for_something(schedule, words):
    more = {"condition": PORT} if schedule["kind"] == "poll" else {}
    assert read(describe.schedule_words(make_task(**schedule, **more).schedule)) == words


def test_retry_and_rules_belong_to_the_list():
    task = make_task(retry={"duration": "1s"}, stop={"after_failures_in_a_row": 3, "after_time": "8h"})
    assert read(describe.task_words(task)) == (
        "every 1 s after it ends, up to 3 attempts each, stops after 3 failures in a row, …"
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Waits for as long as it takes."),
        ({"timeout": "1m"}, "Gives up after 1 min."),
        ({"timeout": "5s"}, "Never checks: the first check would be due at 5 s, and 5 s ends it."),
        ({"timeout": "5s", "immediate": True}, "Checks only once: 5 s ends it before the second check."),
    ],
)
def test_the_sentence_of_a_poll(more, words):
    task = make_task(kind="poll", interval="5s", condition=PORT, action=RUN, **more)
    first = ", first at Start" if more.get("immediate") else ""
    assert read(describe.sentence(task)) == (
        f"Checks every 5 s whether port 5432 of localhost answers{first}. Once that is so, runs wg-quick, once. {words}"
    )


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (
            {"steps": 5},
            (
                "first wait 1 s, doubling, up to 10 % longer. Gives up after 5 attempts, between 15 s and 16.5 s "
                "after Start."
            ),
        ),
        (
            {"cap": "30s"},
            (
                "first wait 1 s, doubling, up to 10 % longer. Gives up after 5 attempts, between 31 s and 34.1 s "
                "after Start. The cap of 30 s ends it: attempts 6 to 10 never happen."
            ),
        ),
        (
            {"cap": "5s", "jitter": 0.0},
            (
                "first wait 1 s, doubling. Gives up after 3 attempts, 7 s after Start. The cap of 5 s ends it: "
                "attempts 4 to 10 never happen."
            ),
        ),
        (
            {"cap": "3s", "jitter": 0.0, "steps": 3},
            (
                "first wait 1 s, doubling. Gives up after 2 attempts, 3 s after Start. The cap of 3 s ends it: "
                "attempt 3 never happens."
            ),
        ),
        (
            {"factor": 1.5, "jitter": 0.0, "steps": 2},
            "first wait 1 s, each 1.5 times the one before. Gives up after 2 attempts, 1 s after Start.",
        ),
        (
            {"factor": 1.0, "jitter": 0.0, "steps": 3},
            "first wait 1 s, always the same. Gives up after 3 attempts, 2 s after Start.",
        ),
        ({"duration": "0s", "jitter": 0.0, "steps": 3}, "again at once. Gives up after 3 attempts, 0 s after Start."),
        (
            {"cap": "30s", "at_cap": "keep"},
            "first wait 1 s, doubling, then every 30 s, up to 10 % longer. Never gives up.",
        ),
    ],
)
def test_the_sentence_of_a_backoff(schedule, words):
    task = make_task(action=RUN, **{"kind": "backoff", "duration": "1s", **schedule})
    assert read(describe.sentence(task)) == f"Runs wg-quick until it succeeds: {words}"


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ({"cap": "30s"}, "first wait 1 s, doubling, then every 30 s."),
        ({"cap": "1h", "steps": 3}, "first wait 1 s, doubling, then every 8 s."),
        ({"steps": 3}, "first wait 1 s, doubling, then every 8 s."),
        ({"factor": 1.0, "cap": "30s"}, "first wait 1 s, always the same."),
        ({"cap": "500ms"}, "first wait 1 s, then every 500 ms."),
        ({"cap": "1s"}, "first wait 1 s."),
    ],
)
def test_where_the_waits_of_one_that_keeps_trying_stay(schedule, words):
    task = make_task(action=RUN, **{"kind": "backoff", "duration": "1s", "jitter": 0.0, "at_cap": "keep", **schedule})
    assert read(describe.sentence(task)) == f"Runs wg-quick until it succeeds: {words} Never gives up."


def test_the_sentence_of_a_single_try():
    task = make_task(kind="backoff", duration="1s", steps=1, action=RUN)
    assert read(describe.sentence(task)) == "Runs wg-quick until it succeeds. Gives up after 1 attempt."


def test_the_sentence_of_a_retry():
    task = make_task(retry={"duration": "1s", "cap": "3s", "jitter": 0.0, "steps": 5}, action=RUN)
    assert "What fails is tried again, 5 attempts in all: first wait 1 s, doubling, 3 s at most. " in read(
        describe.sentence(task)
    )


def test_rules_keep_their_order_and_name_other_tasks():
    stop = {"when_task_ends": "backup", "after_failures_in_a_row": 3, "when": {"kind": "file", "path": "/run/stop"}}
    words = read(describe.sentence(make_task(stop=stop), name_of={"backup": "Back up"}.get))
    assert words.endswith(
        "Stops when “Back up” ends, after 3 failures in a row, or when /run/stop exists, whichever comes first."
    )
    assert "when “backup” ends" in read(describe.sentence(make_task(stop=stop)))


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        ({"after_successes": 1}, "after 1 success"),
        ({"after_successes": 3}, "after 3 successes"),
        ({"after_failures": 5}, "after 5 failures"),
        ({"on_exit_code": [75]}, "on exit code 75"),
        ({"on_exit_code": [75, 76, 77]}, "on exit code 75, 76 or 77"),
        ({"on_output": "done|ok"}, "when the output matches “done|ok”"),
    ],
)
def test_each_rule(stop, words):
    assert read(describe.sentence(make_task(stop=stop))).endswith(f"Stops {words}.")


@pytest.mark.parametrize("many", [2**31 - 1, 2**31, 10**15 + 1])
@pytest.mark.parametrize("translate", [untranslated, QCoreApplication.translate])
def test_numbers_of_any_size_are_said(translate, many):
    stop = {"after_runs": many, "after_failures": many}
    task = make_task(
        kind="backoff", duration="1s", factor=1.0, steps=many, stop=stop, retry={"duration": "1s", "steps": many}
    )
    digits = str(many)
    for words in (describe.task_words(task, translate), read(describe.sentence(task, translate))):
        assert words.replace(",", "").count(digits) == 4
