"""What the doctor finds in definitions, and that each remedy mends just that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.tasks.make import make_task, read
from waitgui.tasks import doctor
from waitgui.tasks.advice import Code, Severity, worst_first
from waitgui.tasks.model import TaskSet
from waitgui.tasks.words import NBSP

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
COMMAND = {"kind": "command", "argv": ["true"]}


def set_of(*tasks):
    return TaskSet(format=1, name="Set", tasks=tasks)


def advice_of(*tasks, **options):
    return [advice for task in tasks for advice in doctor.advise(task, NOW, **options)]


def limited(limit):
    return {**COMMAND, "timeout": limit}


CASES = {
    "cap": (
        make_task(kind="backoff", duration="1s", cap="30s"),
        Code.CAP_ENDS_IT,
        "The cap ends this after 5 attempts, not 10.",
        ["Raise the cap to 8 min 32 s", "Keep trying at 30 s"],
    ),
    "limit from the start": (
        make_task(period="10s", sliding=False, action=limited("10s")),
        Code.TIMEOUT_OUTLASTS_PERIOD,
        "A tick may take 10 s, no less than the period of 10 s: "
        "the next then follows at once, and all later ones shift.",
        ["Lower the time limit to 9 s", "Lengthen the period to 11 s"],
    ),
    "limit on a grid": (
        make_task(period="10s", sliding=False, drift_free=True, action=limited("20s")),
        Code.TIMEOUT_OUTLASTS_PERIOD,
        "A tick may take 20 s, no less than the period of 10 s: the ticks that are due meanwhile are skipped.",
        ["Lower the time limit to 9 s", "Lengthen the period to 22 s"],
    ),
    "limit of a request that nobody wrote": (
        make_task(period="10s", action={"kind": "http", "url": "http://localhost/"}),
        Code.TIMEOUT_OUTLASTS_PERIOD,
        "A tick may take 30 s, no less than the period of 10 s: the next then comes 10 s after its end.",
        ["Lower the time limit to 9 s", "Lengthen the period to 33 s"],
    ),
    "retries": (
        make_task(period="10s", retry={"duration": "4s", "jitter": 0.0, "steps": 4}),
        Code.RETRIES_OUTLAST_PERIOD,
        "Its attempts can last 28 s, longer than the period of 10 s: the next then comes 10 s after its end.",
        ["Make 2 attempts at most", "Lengthen the period to 28 s"],
    ),
    "retries that never fit": (
        make_task(period="2s", sliding=False, retry={"duration": "4s", "jitter": 0.0, "steps": 2}),
        Code.RETRIES_OUTLAST_PERIOD,
        "Its attempts can last 4 s, longer than the period of 2 s: "
        "the next then follows at once, and all later ones shift.",
        ["Don't try again", "Lengthen the period to 4 s"],
    ),
    "never checks": (
        make_task(kind="poll", interval="10s", timeout="10s"),
        Code.TIMEOUT_BEFORE_CHECK,
        "It never checks: the time limit of 10 s is over before 10 s are.",
        ["Raise the time limit to 1 min 40 s", "Check every 1 s"],
    ),
    "checks once": (
        make_task(kind="poll", interval="10s", timeout="5s", immediate=True),
        Code.TIMEOUT_BEFORE_CHECK,
        "It checks only once: the time limit of 5 s is over before 10 s are.",
        ["Raise the time limit to 1 min 40 s", "Check every 500 ms"],
    ),
    "jitter": (
        make_task(period="10s", jitter=1.5),
        Code.JITTER_OVER_PERIOD,
        "Jitter only lengthens: 150 % makes up to 25 s out of 10 s.",
        ["Lower the jitter to 50 %"],
    ),
    "jitter of a retry": (
        make_task(period="1h", retry={"duration": "2s", "jitter": 2.0}),
        Code.JITTER_OVER_PERIOD,
        "Jitter only lengthens: 200 % makes up to 6 s out of 2 s.",
        ["Lower the jitter to 50 %"],
    ),
    "failures after the last run": (
        make_task(stop={"after_runs": 3, "after_failures": 4}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 4 failures” can never hold: 3 ticks end it before.",
        ["Remove the rule"],
    ),
    "more in a row than in all": (
        make_task(stop={"after_failures_in_a_row": 4, "after_failures": 3}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 4 failures in a row” can never hold: 3 failures end it before.",
        ["Remove the rule"],
    ),
    "time is over before": (
        make_task(period="10s", stop={"after_time": "1m", "after_runs": 8}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 8 ticks” can never hold: 1 min are over before, with a period of 10 s.",
        ["Remove the rule"],
    ),
    "counts of a poll": (
        make_task(kind="poll", stop={"after_runs": 1}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 1 tick” can never hold: the action runs once, which ends it anyway.",
        ["Remove the rule"],
    ),
    "longer than the limit of a poll": (
        make_task(kind="poll", timeout="1m", stop={"after_time": "2m"}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “2 min after Start” can never hold: the time limit of 1 min ends it before.",
        ["Remove the rule"],
    ),
    "more tries than there are": (
        make_task(kind="backoff", steps=3, stop={"after_failures": 4}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 4 failures” can never hold: it gives up after 3 attempts.",
        ["Remove the rule"],
    ),
    "a success of a backoff": (
        make_task(kind="backoff", stop={"after_successes": 1}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “after 1 success” can never hold: the first success ends it anyway.",
        ["Remove the rule"],
    ),
    "no exit code": (
        make_task(stop={"on_exit_code": [3]}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “on exit code 3” can never hold: what it runs has no exit code.",
        ["Remove the rule"],
    ),
    "no output": (
        make_task(stop={"on_output": "x"}, action={"kind": "notify", "title": "x"}),
        Code.STOP_NEVER_HOLDS,
        "The stop rule “when the output matches “x”” can never hold: what it runs prints nothing.",
        ["Remove the rule"],
    ),
    "ends before it begins": (
        make_task(initial_delay="10s", stop={"after_time": "10s"}),
        Code.ENDS_BEFORE_TICK,
        "It ends before its first tick, “10 s after Start”: the first one is due 10 s after Start.",
        ["Remove the rule"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_will_hurt_and_each_remedy_mends_it(name):
    task, code, sentence, buttons = CASES[name]
    task_set = set_of(task, make_task("other"))
    (found,) = advice_of(*task_set.tasks)
    assert (found.task_id, found.code) == (task.id, code)
    assert read(list(found.message)) == sentence
    assert [remedy.text.replace(NBSP, " ") for remedy in found.remedies] == buttons
    for remedy in found.remedies:
        mended = remedy.applied(task_set)
        assert mended != task_set
        assert mended.tasks[1] == task_set.tasks[1]
        assert advice_of(*mended.tasks) == []


HARMLESS = [
    make_task(period="10s", sliding=False, action=limited("9999ms")),
    make_task(period="0s", action=limited("1h")),
    make_task(period="10s", jitter=1.0),
    make_task(period="14s", retry={"duration": "4s", "jitter": 0.0, "steps": 3}),
    make_task(kind="poll", interval="1s", timeout="1001ms"),
    make_task(kind="backoff", duration="1s", cap="512s"),
    make_task(kind="backoff", duration="1s", cap="30s", at_cap="keep", stop={"after_runs": 1000}),
    make_task(kind="backoff", duration="1s", steps=3, stop={"after_failures": 3}),
    make_task(stop={"after_runs": 3, "after_failures": 3, "after_failures_in_a_row": 3}),
    make_task(period="10s", stop={"after_time": "70s", "after_runs": 8}),
    make_task(stop={"on_exit_code": [3], "on_output": "x"}, action=COMMAND),
    make_task(kind="poll", timeout="1m", stop={"after_time": "1m"}),
    make_task(initial_delay="10s", stop={"after_time": "10001ms"}),
    make_task(stop={"at": (NOW + timedelta(seconds=1)).isoformat()}),
]


@pytest.mark.parametrize("number", range(len(HARMLESS)))
def test_what_just_fits_is_left_alone(number):
    assert advice_of(HARMLESS[number]) == []


def test_an_end_in_the_past_is_told_alone():
    moment = NOW - timedelta(seconds=1)
    task = make_task(stop={"at": moment.isoformat(), "after_runs": 1, "after_failures": 2})
    (found,) = advice_of(task)
    assert (found.code, found.severity) == (Code.ENDS_BEFORE_TICK, Severity.FAILS)
    assert found.remedies[0].applied(set_of(task)).tasks[0].stop.at is None


def test_the_worst_comes_first_and_the_same_as_they_came():
    found = worst_first(
        advice_of(
            make_task("a", jitter=2.0),
            make_task("b", kind="backoff", cap="2s"),
            make_task("c", kind="poll", timeout="1s"),
            make_task("d", kind="backoff", cap="2s"),
        )
    )
    assert [one.task_id for one in found] == ["c", "b", "d", "a"]


def test_a_remedy_leaves_what_it_no_longer_fits():
    task = make_task(period="10s", jitter=1.5)
    (found,) = advice_of(task)
    (lower,) = found.remedies
    gone = set_of(make_task("other"))
    assert lower.applied(gone) is gone
    on_a_grid = make_task(kind="poll", interval="1s")
    assert lower.applied(set_of(on_a_grid)).tasks[0].schedule.interval_ns == on_a_grid.schedule.interval_ns
    invalid = set_of(make_task(period="10s", sliding=False, drift_free=True))
    assert lower.applied(invalid) == invalid


def test_every_text_can_be_translated():
    asked = []

    def translate(context, text, disambiguation=None, n=-1):
        asked.append((context, text))
        return f"<{text}>"

    tasks = [task.model_copy(update={"id": f"t{number}"}) for number, (task, *_) in enumerate(CASES.values())]
    for found in advice_of(*tasks, translate=translate):
        assert found.text.startswith("<")
        assert all(remedy.text.startswith("<") for remedy in found.remedies)
    assert {context for context, _ in asked} <= {"advice", "describe"}
