from __future__ import annotations

from waitgui.runner.stream import TickStream, at_once
from waitgui.tasks.record import Attempt, Kind, Outcome, Result, RunStarted, Tick, TickStarted, Tried


def event(number: int) -> RunStarted:
    return RunStarted("t", number, 0, 0)


def test_every_subscriber_gets_every_event_in_order():
    stream = TickStream()
    subscriptions = [stream.subscribe(), stream.subscribe()]
    for number in range(5):
        stream.emit(event(number))
    for subscription in subscriptions:
        assert [e.run for e in subscription.drain(2)] == [0, 1]
        assert [e.run for e in subscription.drain()] == [2, 3, 4]
        assert subscription.drain() == []


def test_what_does_not_fit_is_counted_for_that_subscriber_alone():
    stream = TickStream()
    small, large = stream.subscribe(limit=2), stream.subscribe()
    for number in range(5):
        stream.emit(event(number))
    assert ([e.run for e in small.drain()], small.dropped) == ([0, 1], 3)
    assert (len(large.drain()), large.dropped) == (5, 0)


def test_wake_comes_when_the_queue_was_empty():
    woken = []
    stream = TickStream()
    subscription = stream.subscribe(wake=lambda: woken.append(1))
    stream.emit(event(1))
    stream.emit(event(2))
    assert len(woken) == 1
    subscription.drain()
    stream.emit(event(3))
    assert len(woken) == 2


def test_nothing_comes_after_unsubscribing():
    stream = TickStream()
    subscription = stream.subscribe()
    stream.detach(subscription)
    stream.emit(event(1))
    assert subscription.drain() == []


def tried(task: str, n: int, number: int) -> Tried:
    return Tried(task, 1, n, number, 5, Attempt(0, 1, Outcome.FAILED, 1), 2)


def ended(task: str, n: int) -> Tick:
    return Tick(task, 1, n, Kind.ACTION, 0, 0, 3, Result(Outcome.OK))


def test_of_ticks_that_are_over_neither_start_nor_attempts_come():
    started = TickStarted("a", 1, 1, Kind.ACTION, 0, 0)
    events = [started, tried("a", 1, 1), tried("b", 7, 2), tried("a", 1, 2), ended("a", 1), ended("b", 7)]
    assert at_once(events) == [ended("a", 1), ended("b", 7)]


def test_of_ticks_under_way_the_attempts_come():
    events = [tried("a", 1, 1), ended("b", 1), tried("b", 2, 1), tried("a", 1, 2)]
    assert at_once(events) == events
