"""The thread that looks after what was left behind: there while there is something to do."""

from __future__ import annotations

import os
import threading

from tests.work.conftest import eventually, handles
from waitgui.work.leftovers import Leftovers


def _is_running() -> bool:
    return any(thread.name == "waitgui-leftovers" for thread in threading.enumerate())


def test_a_pipe_is_read_until_its_end_and_closed() -> None:
    before = handles()
    leftovers = Leftovers(lambda: False)
    reader, writer = os.pipe()
    leftovers.take(reader)
    for _ in range(40):
        os.write(writer, b"x" * 10_000)  # would block after six
    assert _is_running()
    os.close(writer)
    eventually(lambda: not _is_running())
    assert handles() <= before


def test_it_looks_until_nothing_more_is_to_come() -> None:
    answers = [True, True, False]
    leftovers = Leftovers(lambda: answers.pop(0))
    leftovers.look()
    eventually(lambda: not _is_running())
    assert answers == []


def test_it_starts_again() -> None:
    looks = []
    leftovers = Leftovers(lambda: bool(looks.append(1)))
    for number in range(1, 4):
        leftovers.look()
        eventually(lambda: not _is_running())
        assert len(looks) >= number


def test_it_survives_that_nothing_can_be_looked_at() -> None:
    """Without file handles the children can't be listed."""
    answers = [OSError(24, "Too many open files"), OSError(24, "Too many open files"), False]

    def bury() -> bool:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    leftovers = Leftovers(bury)
    leftovers.look()
    eventually(lambda: not _is_running())
    assert answers == []
