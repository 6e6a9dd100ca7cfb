from __future__ import annotations

import threading
from functools import partial

import pytest

from waitgui import wait


def fail_with(error: BaseException) -> None:
    raise error


def test_it_waits_for_all() -> None:
    group, release, ended = wait.Group(), threading.Event(), []
    for n in range(3):
        group.start(lambda n=n: (release.wait(30), ended.append(n)))
    assert ended == []
    release.set()
    group.wait()
    assert sorted(ended) == [0, 1, 2]


def test_nothing_started_is_nothing_to_wait_for() -> None:
    wait.Group().wait()
    wait.Group().wait(timeout=0)


def test_a_stop_is_handed_on() -> None:
    group, stop, seen = wait.Group(), threading.Event(), []
    group.start_with_stop(stop, seen.append)
    group.start_with_stop(None, seen.append)
    context = wait.Context()
    group.start_with_stop(context, seen.append)
    group.wait()
    assert set(map(id, seen)) == {id(stop), id(None), id(context)}


def test_its_threads_are_named_and_gone() -> None:
    group, names = wait.Group(), []

    def work() -> None:
        names.append(threading.current_thread().name)

    group.start(work)
    group.start(partial(work))
    group.wait()
    assert sorted(name.split("-", 3)[3] for name in names) == ["partial", "work"]
    assert all(name.startswith("wait-group-") for name in names)
    assert len(set(names)) == 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("wait-group-")]


def test_one_exception_is_raised_as_it_is() -> None:
    group, error = wait.Group(), OSError()
    group.start(lambda: fail_with(error))
    group.start(lambda: None)
    with pytest.raises(OSError) as raised:  # noqa: PT011 - the object is looked at
        group.wait()
    assert raised.value is error
    group.wait()


def test_several_are_a_group() -> None:
    group, errors = wait.Group(), [OSError(), ValueError(), KeyError()]
    for error in errors:
        group.start(lambda error=error: fail_with(error))
    with pytest.raises(ExceptionGroup) as raised:
        group.wait()
    assert set(map(id, raised.value.exceptions)) == set(map(id, errors))
    assert raised.value.message == "several threads of the group failed"


def test_nothing_is_swallowed() -> None:
    group = wait.Group()
    group.start(lambda: fail_with(SystemExit(3)))
    with pytest.raises(SystemExit):
        group.wait()
    group.start(lambda: fail_with(SystemExit(3)))
    group.start(lambda: fail_with(OSError()))
    with pytest.raises(BaseExceptionGroup) as raised:
        group.wait()
    assert {type(one) for one in raised.value.exceptions} == {SystemExit, OSError}


def test_a_timeout_keeps_what_was_raised() -> None:
    group, release, error = wait.Group(), threading.Event(), OSError()
    group.start(lambda: fail_with(error))
    group.start(lambda: release.wait(30))
    for timeout in (0.01, 0, -1):
        with pytest.raises(wait.WaitTimeout):
            group.wait(timeout)
    release.set()
    with pytest.raises(OSError) as raised:  # noqa: PT011 - the object is looked at
        group.wait(30)
    assert raised.value is error


def test_it_can_be_used_again() -> None:
    group, ran = wait.Group(), []
    for n in range(3):
        group.start(lambda n=n: ran.append(n))
        group.wait()
    assert ran == [0, 1, 2]


def test_a_thread_may_start_another() -> None:
    group, ran = wait.Group(), []
    group.start(lambda: group.start(lambda: ran.append(1)))
    group.wait()
    assert ran == [1]


def test_a_with_block_waits() -> None:
    ran: list[int] = []
    with wait.Group() as group:
        group.start(lambda: ran.append(1))
    assert ran == [1]
    with pytest.raises(OSError), wait.Group() as group:  # noqa: PT011 - it has no words
        group.start(lambda: fail_with(OSError()))


def test_a_with_block_that_raises_waits_too() -> None:
    error = KeyError()
    ran: list[int] = []
    with pytest.raises(KeyError) as raised, wait.Group() as group:  # noqa: PT012
        group.start(lambda: ran.append(1))
        raise error
    assert raised.value is error
    assert ran == [1]
    other = OSError()
    with pytest.raises(ExceptionGroup) as both, wait.Group() as group:  # noqa: PT012
        group.start(lambda: fail_with(other))
        raise error
    assert both.value.exceptions == (error, other)
    assert both.value.message == "the body and threads of the group failed"
