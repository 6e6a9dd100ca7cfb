"""How many start within one second, found by the engine on a virtual clock."""

from __future__ import annotations

from tests.tasks.make import make_task
from waitgui.runner.crowds import busiest
from waitgui.tasks.model import TaskSet

COMMAND = {"kind": "command", "argv": ["true"]}


def set_of(*tasks):
    return TaskSet(format=1, name="Set", tasks=tasks)


def many(count, **schedule):
    return [make_task(f"t{number}", action=COMMAND, **schedule) for number in range(count)]


def test_tasks_that_start_together_are_a_crowd():
    crowd, alone = busiest(set_of(*many(30, period="5m")))
    assert (crowd.starts, crowd.at_ns, len(crowd.tasks)) == (30, 0, 30)
    assert set(alone.values()) == {1}


def test_the_second_is_found_where_it_is():
    late = [make_task(f"late{n}", action=COMMAND, period="1h", initial_delay=f"{60_000 + n}ms") for n in range(10)]
    crowd, _ = busiest(set_of(*late, *many(5, period="2m")))
    assert (crowd.starts, crowd.at_ns) == (10, 60_000_000_000)
    assert crowd.tasks == {task.id for task in late}


def test_a_second_is_half_open():
    crowd, alone = busiest(set_of(make_task("a", action=COMMAND, period="250ms")))
    assert crowd.starts == alone["a"] == 4


def test_what_does_nothing_or_is_left_out_does_not_count():
    off = make_task("off", action=COMMAND).model_copy(update={"enabled": False})
    assert busiest(set_of(make_task("a"), off)) == (None, {})
    waiting = make_task("b", kind="poll", action=COMMAND)
    assert busiest(set_of(waiting)) == (None, {})


def test_it_stops_when_told():
    asked = iter((False, False))
    crowd, _ = busiest(set_of(make_task("a", action=COMMAND, period="1ms")), stops=lambda: next(asked, True))
    assert crowd.starts == 1000
