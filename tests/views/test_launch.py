"""Sets that start with the program: once, soon, and only what is trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from waitgui.views.launch import WITHIN_NS, Launch


class Opened:
    """What `Launch` sees of a session."""

    def __init__(self, *, restricted: bool = False, read_only: bool = False) -> None:
        self.restricted = restricted
        self.read_only = read_only
        self.started = 0

    def start_all(self) -> None:
        self.started += 1


def test_a_chosen_set_is_started_once():
    launch, session = Launch(["/a.toml"], lambda: 0), Opened()
    launch.take(Path("/a.toml"), session)
    launch.take(Path("/a.toml"), session)
    assert session.started == 1


@pytest.mark.parametrize("path", [Path("/b.toml"), None])
def test_another_set_is_not(path):
    launch, session = Launch(["/a.toml"], lambda: 0), Opened()
    launch.take(path, session)
    assert not session.started


@pytest.mark.parametrize("state", [{"restricted": True}, {"read_only": True}])
def test_what_is_doubted_is_not(state):
    launch, session = Launch(["/a.toml"], lambda: 0), Opened(**state)
    launch.take(Path("/a.toml"), session)
    assert not session.started


def test_what_is_opened_by_hand_later_is_not():
    now = [5]
    launch, session = Launch(["/a.toml"], lambda: now[0]), Opened()
    now[0] += WITHIN_NS + 1
    launch.take(Path("/a.toml"), session)
    assert not session.started
