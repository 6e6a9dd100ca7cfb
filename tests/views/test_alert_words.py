"""Notifications in words: plain text, with every task named or counted."""

from __future__ import annotations

import pytest

from tests.tasks.make import read
from tests.views.dressing import dressed
from waitgui.models.alerts import Alert, Bubble, What
from waitgui.tasks.record import Reason
from waitgui.views.alert_words import bubble_words


@pytest.fixture(autouse=True)
def _english(qapp):
    with dressed(qapp):
        yield


def alert(name: str, what: What = What.FAILING, **more) -> Alert:
    return Alert(what, "set", name.lower(), name, 1, 7, **{"in_a_row": 3, **more})


def words(*alerts: Alert, total: int | None = None) -> tuple[str, str]:
    title, text = bubble_words(Bubble(alerts, len(alerts) if total is None else total))
    return read(title), read(text)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (alert("Backup", why="no room left"), ("Backup failed 3 times in a row", "no room left")),
        (alert("Backup", exit_code=3), ("Backup failed 3 times in a row", "exit code 3")),
        (alert("Backup", in_a_row=1), ("Backup failed", "")),
        (alert("Backup", What.RECOVERED, why="x"), ("Backup works again", "")),
        (
            alert("Wait", What.GAVE_UP, reason=Reason.GAVE_UP, ticks=3, why="refused"),
            ("Wait gave up", "Gave up after 3 attempts\nrefused"),
        ),
        (
            alert("Wait", What.GAVE_UP, reason=Reason.TIMED_OUT, lasted_ns=90_000_000_000),
            ("Wait gave up", "Timed out: not met in 1 min 30 s"),
        ),
        (alert("Job", What.ENDED, reason=Reason.AFTER_RUNS, ticks=5), ("Job has ended", "Done, 5 of 5")),
    ],
)
def test_one(told, expected):
    assert words(told) == expected


def test_several_of_a_kind():
    assert words(*map(alert, "ABCDE")) == ("5 tasks failed", "A, B, C and 2 more")
    assert words(*map(alert, "ABCD")) == ("4 tasks failed", "A, B, C, D")


def test_several_kinds_and_times():
    told = (alert("A"), alert("B", What.RECOVERED), alert("C", What.ENDED), alert("D", What.GAVE_UP))
    assert words(*told, total=9) == (
        "1 task failed, 1 task recovered, 1 task gave up, 1 run ended",
        "1 task failed: A\n1 task recovered: B\n1 task gave up: D\n1 run ended: C\n9 times in all",
    )


def test_one_task_several_times():
    assert words(alert("A"), total=4) == ("1 task failed", "A\n4 times in all")


def test_texts_of_others_are_shown_as_they_are_and_short():
    title, text = words(alert("<b>x</b>{tasks}%n\u202e\x07\ud800" + "y" * 500, why="<img>\x1b[2J" + "z" * 9_000))
    assert title.startswith("<b>x</b>{tasks}%n\\u202e\\x07\\ud800y")
    assert text.startswith("<img>\\x1b[2Jz")
    assert len(title) < 150
    assert len(text) < 350
    title.encode()
