"""Words: durations, schedules, sentences."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task
from waitgui.tasks import describe
from waitgui.tasks.record import Outcome, Result

S = 1_000_000_000


def plain(text: str) -> str:
    return text.replace(describe.NBSP, " ")


@pytest.mark.parametrize(
    ("ns", "words"),
    [
        (0, "0 s"), (400_000, "< 1 ms"), (3 * MS, "3 ms"), (999 * MS, "999 ms"), (999_600_000, "1 s"),
        (4_200 * MS, "4.2 s"), (13_600 * MS, "13.6 s"), (59_940 * MS, "59.9 s"), (59_960 * MS, "1 min"),
        (172 * S, "2 min 52 s"), (300 * S, "5 min"), (3_599 * S + 700 * MS, "1 h"), (11_520 * S, "3 h 12 min"),
        (86_400 * S, "1 d"), (90_000 * S, "1 d 1 h"), (-3 * MS, "−3 ms"),
    ],
)  # fmt: skip
def test_durations_are_rounded_to_two_units(ns, words):
    assert plain(describe.duration_words(ns)) == words


@given(st.integers(0, 10 * 365 * 86_400 * S))
def test_every_duration_has_words_of_two_units_at_most(ns):
    assert len(plain(describe.duration_words(ns)).split()) in (2, 3, 4)


@pytest.mark.parametrize(
    ("ns", "words"),
    [(0, "0 s"), (250 * MS, "250 ms"), (1_234 * MS, "1.234 s"), (3_723 * S, "1 h 2 min 3 s"), (90 * S, "1 min 30 s")],
)
def test_what_was_asked_for_is_said_in_full(ns, words):
    assert plain(describe.exact_words(ns)) == words


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
    assert plain(describe.schedule_words(make_task(**schedule).schedule)) == words


def test_the_number_of_runs_belongs_to_the_list():
    assert plain(describe.task_words(make_task(period="45s", stop={"after_runs": 10}))).endswith(", until 10 runs")
    assert plain(describe.task_words(make_task(period="45s", stop={"after_runs": 1}))).endswith(", until 1 run")


def test_the_sentence():
    task = make_task(
        period="5m",
        jitter=0.2,
        initial_delay="10s",
        stop={"after_runs": 10},
        action={"kind": "command", "argv": ["/bin/rsync", "-a"]},
    )
    spans = describe.sentence(task, takes_ns=(52 * 60 * S, 61 * 60 * S))
    assert plain(describe.plain_text(spans)) == (
        "Runs rsync every 5 min after it ends, up to 20 % later, starting 10 s after Start. "
        "Stops after 10 ticks, which takes between 52 min and 1 h 1 min."
    )
    strong = [plain(span.text) for span in spans if span.strong]
    assert strong == ["rsync", "every 5 min after it ends", "20 % later", "10 ticks", "52 min", "1 h 1 min"]


def test_the_sentence_of_a_task_without_an_end():
    assert plain(describe.plain_text(describe.sentence(make_task()))).endswith(". Goes on until you stop it.")


def test_several_rules():
    words = plain(describe.plain_text(describe.sentence(make_task(stop={"after_runs": 2, "after_time": "8h"}))))
    assert words.endswith("Stops after 2 ticks or 8 h after Start, whichever comes first.")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"kind": "none"}, "nothing"),
        ({"kind": "none", "takes": "2s"}, "nothing for 2 s"),
        ({"kind": "command", "shell": "certbot renew | tee log"}, "certbot"),
        ({"kind": "command", "shell": "echo 'unbalanced"}, "a shell command"),
    ],
)
def test_actions(action, words):
    assert plain(describe.action_words(make_task(action=action).action)) == words


def wall(mono_ns: int) -> datetime:
    return datetime.fromtimestamp(mono_ns / 1e9, UTC)


def test_a_tick_is_explained_with_its_arithmetic():
    played = Played(make_task(period="10s", jitter=0.5, action={"kind": "command", "argv": ["x"]}), u=0.48, start_ns=0)
    played.tick(1 * S)
    played.tick(800 * MS, late_ns=3 * MS, result=Result(Outcome.FAILED, exit_code=1))
    words = plain(describe.plain_text(describe.tick_sentence(played.ticks[1], wall)))
    assert words == (
        "Due at 00:00:13.400: the last tick ended at 00:00:01.000, plus the period of 10 s, plus 2.4 s jitter. "
        "Started 3 ms late. Failed after 800 ms with exit code 1."
    )


def test_the_first_tick_counts_from_the_start():
    played = Played(make_task(initial_delay="2s"), start_ns=0)
    played.tick()
    words = plain(describe.plain_text(describe.tick_sentence(played.ticks[0], wall)))
    assert words.startswith("Due at 00:00:02.000: the run was started at 00:00:00.000, plus 2 s.")
    assert "Started on time." in words


def test_a_skipped_tick_says_why():
    played = Played(make_task(period="1s", sliding=False, drift_free=True), start_ns=0).play([2_500 * MS], 2)
    words = plain(describe.plain_text(describe.tick_sentence(played.ticks[1], wall)))
    assert words == "Due at 00:00:01.000, on the grid. Skipped: the tick before was still running."


def test_a_tick_that_was_asked_for():
    played = Played(make_task(), start_ns=0)
    played.tick()
    played.run.trigger(S // 2)
    played.run.complete(S // 2, Result(Outcome.OK))
    assert "because you asked for it" in describe.plain_text(describe.tick_sentence(played.ticks[1], wall))
