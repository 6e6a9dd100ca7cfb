"""Many ask, few look; nobody gets what was seen before they asked."""

from __future__ import annotations

import threading

from tests.work.conftest import eventually
from waitgui.work.shared_look import SharedLook


def test_each_look_of_one_who_asks_alone_is_new() -> None:
    looks = iter(range(3))
    shared = SharedLook(lambda: next(looks))
    assert [shared.fresh() for _ in range(3)] == [0, 1, 2]


def test_who_asks_during_a_look_shares_the_next() -> None:
    begun, go_on = [], threading.Event()

    def look() -> int:
        begun.append(threading.get_ident())
        assert go_on.wait(30)
        return len(begun)

    shared, found = SharedLook(look), []
    threads = [threading.Thread(target=lambda: found.append(shared.fresh())) for _ in range(50)]
    threads[0].start()
    eventually(lambda: begun)
    for thread in threads[1:]:
        thread.start()
    eventually(lambda: len(shared._changed._waiters) == 49)
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == [1] + [2] * 49
    assert len(begun) == 2


def test_a_look_that_fails_is_the_failure_of_who_looked_alone() -> None:
    fails, begun, go_on, found = [True], threading.Event(), threading.Event(), []

    def look() -> str:
        if fails.pop() if fails else False:
            begun.set()
            assert go_on.wait(30)
            raise OSError("no more handles")
        return "seen"

    shared = SharedLook(look)

    def ask() -> None:
        try:
            found.append(shared.fresh())
        except OSError as error:
            found.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    threads[0].start()
    assert begun.wait(30)
    for thread in threads[1:]:
        thread.start()
    eventually(lambda: len(shared._changed._waiters) == 2)
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == ["no more handles", "seen", "seen"]
    assert shared.fresh() == "seen"


def test_a_look_that_is_interrupted_by_another_of_its_own_thread_ends() -> None:
    depth = []

    def look() -> int:
        depth.append(1)
        return shared.fresh() + 1 if len(depth) == 1 else 1

    shared = SharedLook(look)
    assert shared.fresh() == 2
