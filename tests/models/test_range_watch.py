"""Statistics counted beside the GUI thread."""

from __future__ import annotations

import pytest

from tests.models.test_timeline import S, made, tick
from waitgui.models.range_watch import RangeQuestion, RangeWatch
from waitgui.tasks.record import Outcome


@pytest.fixture
def model():
    model = made("a", "b")
    model.append([tick("a", n, n * S, n * S + S, Outcome.FAILED if n == 3 else Outcome.OK) for n in range(10)])
    model.append([tick("b", n, n * S, n * S + S) for n in range(10)])
    return model


@pytest.fixture
def watch(qapp, model):
    watch = RangeWatch(model)
    yield watch
    watch.close()


def test_a_question_is_answered(watch, qtbot):
    with qtbot.waitSignal(watch.counted, timeout=10_000) as told:
        watch.ask(RangeQuestion(2 * S, 5 * S, None))
    assert (told.args[1].ticks, told.args[1].failed) == (6, 1)
    with qtbot.waitSignal(watch.counted, timeout=10_000) as told:
        watch.ask(RangeQuestion(2 * S, 5 * S, "b"))
    assert (told.args[1].ticks, told.args[1].failed) == (3, 0)


def test_only_the_newest_question_is_answered(watch, qtbot):
    questions = [RangeQuestion(0, end * S, None) for end in range(1, 8)]
    told = []
    watch.counted.connect(lambda question, stats: told.append((question, stats.ticks)))
    for question in questions:
        watch.ask(question)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [(questions[-1], 14)]


def test_what_comes_into_the_range_is_counted_and_what_can_not_is_not(watch, model, qtbot):
    question = RangeQuestion(0, 20 * S, None)
    with qtbot.waitSignal(watch.counted, timeout=10_000):
        watch.ask(question, 10 * S)
    model.append([tick("a", 10, 10 * S, 11 * S)])
    with qtbot.waitSignal(watch.counted, timeout=10_000) as told:
        watch.refresh(25 * S)
    assert told.args[1].ticks == 21
    model.append([tick("a", 11, 30 * S, 31 * S)])
    watch.refresh(32 * S)
    assert watch._thread is None, "the range is over"
