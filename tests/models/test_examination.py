"""The whole examination, with real programs, a real history and the real engine on its virtual clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.store.histories import start, tick, writing
from tests.tasks.make import make_task, read
from waitgui.models.examination import gather, timed, word
from waitgui.store.history_lengths import lengths
from waitgui.store.history_reader import Reader
from waitgui.tasks.advice import Code, Severity
from waitgui.tasks.model import TaskSet
from waitgui.tasks.words import NBSP

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def environ(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("restic", "true"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def set_of(*tasks):
    return TaskSet(format=1, name="Set", tasks=tasks)


def examine(task_set, *, environ, history=None, set_name="Set", now=NOW, **options):
    known = {} if history is None else lengths(history, set_name, timed(task_set))
    found = gather(task_set, now=now, environ=environ, lengths=known, **options)
    return word(found, task_set, now=now)


def command(*argv):
    return {"kind": "command", "argv": list(argv)}


def buttons(advice):
    return [remedy.text.replace(NBSP, " ") for remedy in advice.remedies]


def test_a_program_that_is_not_there(environ):
    task_set = set_of(
        make_task("a", action=command("restik", "backup", "/home")), make_task("b", action=command("true"))
    )
    (found,) = examine(task_set, now=NOW, environ=environ)
    assert (found.task_id, found.code, found.severity) == ("a", Code.NOT_STARTABLE, Severity.FAILS)
    assert found.text == "It can't be started: \"restik\" isn't on the PATH: did you mean restic?"
    assert buttons(found) == ["Run restic", "Leave it out of Start all"]
    mended, left_out = (remedy.applied(task_set) for remedy in found.remedies)
    assert mended.tasks[0].action.argv == ("restic", "backup", "/home")
    assert examine(mended, now=NOW, environ=environ) == []
    assert not left_out.tasks[0].enabled


def test_the_program_of_a_condition_is_looked_for_too(environ):
    poll = make_task("a", kind="poll", condition={"kind": "command", "argv": ["restik"]})
    ends = make_task("b", stop={"when": {"kind": "command", "argv": ["trve"]}})
    found = examine(set_of(poll, ends), now=NOW, environ=environ)
    assert [(one.task_id, one.code) for one in found] == [("a", Code.NOT_STARTABLE), ("b", Code.NOT_STARTABLE)]
    mended = found[1].remedies[0].applied(found[0].remedies[0].applied(set_of(poll, ends)))
    assert mended.tasks[0].schedule.condition.argv == ("restic",)
    assert mended.tasks[1].stop.when.argv == ("true",)
    assert examine(mended, now=NOW, environ=environ) == []


def test_ticks_that_take_longer_than_their_period(environ, tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        sink = writer.sink("Old name")
        sink.post(start("a"))
        for n in range(1, 41):
            sink.post(tick("a", n=n, at_s=n * 10, took_s=8 if n > 36 else 1))
    task_set = set_of(make_task("a", action=command("true"), period="5s", sliding=False))
    reader = Reader(path)
    (found,) = examine(task_set, now=NOW, environ=environ, history=reader, set_name="Old name")
    assert found.code is Code.SLOWER_THAN_PERIOD
    assert read(list(found.message)) == (
        "Of its last 40 ticks one in 20 took over 8 s, longer than the period of 5 s: "
        "the next then follows at once, and all later ones shift."
    )
    assert buttons(found) == ["Lengthen the period to 10 s"]
    mended = found.remedies[0].applied(task_set)
    assert examine(mended, now=NOW, environ=environ, history=reader, set_name="Old name") == []
    assert examine(task_set, now=NOW, environ=environ, history=reader) == []  # it never ran under this name
    reader.close()


def test_a_crowd_is_parted_by_what_the_plan_says_will_do(environ):
    tasks = [make_task(f"t{n}", action=command("true"), period="5m") for n in range(40)]
    (found,) = examine(set_of(*tasks), now=NOW, environ=environ)
    assert (found.task_id, found.code) == (None, Code.CROWDED)
    assert found.text == "40 ticks start within one second, right at “Start all”."
    assert buttons(found) == ["Start them 100 ms apart"]  # jitter wouldn't part the first ticks
    assert examine(found.remedies[0].applied(set_of(*tasks)), now=NOW, environ=environ) == []


def test_a_later_crowd_is_parted_by_jitter(environ):
    apart = {f"t{n}": {"initial_delay": f"{n}s", "period": f"{300 - n}s"} for n in range(40)}
    tasks = [make_task(task_id, action=command("true"), **fields) for task_id, fields in apart.items()]
    (found,) = examine(set_of(*tasks), now=NOW, environ=environ)
    assert read(list(found.message)) == "40 ticks start within one second, 5 min after “Start all”."
    assert "Spread with 10 % jitter" in buttons(found)
    jittered = found.remedies[0].applied(set_of(*tasks))
    assert all(task.schedule.jitter == 0.1 for task in jittered.tasks)
    assert examine(jittered, now=NOW, environ=environ) == []


def test_one_task_that_is_too_fast_is_told_of_itself(environ):
    task_set = set_of(make_task("a", action=command("true"), period="10ms"))
    (found,) = examine(task_set, now=NOW, environ=environ)
    assert (found.code, found.text) == (Code.TOO_FAST, "It starts 100 times within one second where it ends at once.")
    assert buttons(found) == ["Lengthen the period to 100 ms"]
    assert examine(found.remedies[0].applied(task_set), now=NOW, environ=environ) == []


def test_it_can_be_cut_short(environ):
    task_set = set_of(make_task("a", action=command("restik")), make_task("b", jitter=2.0))
    found = examine(task_set, now=NOW, environ=environ, stops=lambda: True)
    assert [one.code for one in found] == [Code.JITTER_OVER_PERIOD]
