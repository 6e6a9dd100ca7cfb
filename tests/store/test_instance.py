"""One process a profile: real processes that are killed, deaf, or of somebody else."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager

import pytest

from waitgui.store import instance
from waitgui.store.instance import InstanceError
from waitgui.store.letter import Letter

LONG_S = 60
NOBODY = 65_534


def start(folder, profile, word="/a.toml", *more):
    command = [sys.executable, "-m", "tests.store.doorkeeper", str(folder), str(profile), word, *more]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def keeper(folder, profile, *more):
    """The first process of a profile, until it is killed."""
    process = start(folder, profile, "/first.toml", *more)
    try:
        assert process.stdout.readline() == "first\n"
        yield process
    finally:
        kill(process)


def kill(process):
    process.kill()
    process.communicate(timeout=LONG_S)


def sockets(folder):
    return [path for path in folder.iterdir() if stat.S_ISSOCK(path.stat().st_mode)]


def test_the_first_gets_the_door_and_the_second_leaves_word(tmp_path):
    with keeper(tmp_path / "run", tmp_path) as first:
        assert instance.claim(tmp_path / "run", tmp_path, Letter(("/b.toml", "/c.toml"))) is None
        assert first.stdout.readline() == "/b.toml /c.toml\n"


def test_what_is_put_there_is_the_users_alone(tmp_path):
    old = os.umask(0)
    try:
        door = instance.claim(tmp_path / "run", tmp_path, Letter())
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "run").iterdir()} == {0o600}
    door.leave()
    assert not sockets(tmp_path / "run")


def test_profiles_dont_meet(tmp_path):
    with keeper(tmp_path / "run", tmp_path / "one"):
        door = instance.claim(tmp_path / "run", tmp_path / "other", Letter())
        assert door is not None
        door.leave()


def test_a_profile_is_one_by_whatever_path(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with keeper(tmp_path / "run", tmp_path):
        assert instance.claim(tmp_path / "run", tmp_path / "link", Letter()) is None


def test_what_a_killed_one_left_is_replaced(tmp_path):
    with keeper(tmp_path / "run", tmp_path) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait(LONG_S)
        assert len(sockets(tmp_path / "run")) == 1
        with keeper(tmp_path / "run", tmp_path):
            assert len(sockets(tmp_path / "run")) == 1
            assert instance.claim(tmp_path / "run", tmp_path, Letter()) is None


def test_a_very_long_folder(tmp_path):
    folder = tmp_path / ("x" * 100) / ("y" * 100)
    with keeper(folder, tmp_path):
        assert instance.claim(folder, tmp_path, Letter()) is None


def test_of_two_that_start_together_one_is_first(tmp_path):
    for turn in range(20):
        folder = tmp_path / str(turn)
        both = [start(folder, tmp_path, f"/{name}.toml") for name in "ab"]
        try:
            said = [process.stdout.readline().strip() for process in both]
            assert sorted(said) == ["first", "handed"]
            first, handed = sorted(range(2), key=lambda index: said[index])
            assert both[first].stdout.readline() == f"/{'ab'[handed]}.toml\n"
            assert both[handed].wait(LONG_S) == 0
        finally:
            for process in both:
                kill(process)


def test_of_many_at_a_door_of_a_dead_one_one_is_first(tmp_path):
    with keeper(tmp_path / "run", tmp_path) as dead:
        kill(dead)
    all_of_them = [start(tmp_path / "run", tmp_path, f"/{number}.toml") for number in range(6)]
    try:
        said = [process.stdout.readline().strip() for process in all_of_them]
        assert sorted(said) == ["first"] + ["handed"] * 5
    finally:
        for process in all_of_them:
            kill(process)


def test_one_that_doesnt_answer_is_named(tmp_path):
    with (
        keeper(tmp_path / "run", tmp_path, "deaf") as deaf,
        pytest.raises(InstanceError, match=rf"\(process {deaf.pid}\), but doesn't answer"),
    ):
        instance.claim(tmp_path / "run", tmp_path, Letter(), answer_s=0.2)


def test_the_next_waits_for_one_that_ends(tmp_path):
    door = instance.claim(tmp_path / "run", tmp_path, Letter())
    door.shut()
    with pytest.raises(InstanceError, match="can't be reached"):
        instance.claim(tmp_path / "run", tmp_path, Letter(), patience_s=0.2)
    waiting = start(tmp_path / "run", tmp_path)
    try:
        door.leave()
        assert waiting.stdout.readline() == "first\n"
    finally:
        kill(waiting)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_socket_of_somebody_else_is_given_nothing(tmp_path):
    door = instance.claim(tmp_path / "run", tmp_path, Letter())
    (path,) = sockets(tmp_path / "run")
    path.unlink()
    with socket.socket(socket.AF_UNIX) as theirs:
        theirs.bind(str(path))
        code = (
            f"import os, socket; os.setuid({NOBODY}); s = socket.socket(fileno=0); s.listen(); "
            "print('on', flush=True); print(s.accept()[0].recv(99))"
        )
        command = [sys.executable, "-c", code]
        other = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.PIPE, text=True)
        try:
            assert other.stdout.readline() == "on\n"
            with pytest.raises(InstanceError, match="belongs to user"):
                instance.claim(tmp_path / "run", tmp_path, Letter(("/secret",)))
            assert other.communicate(timeout=LONG_S)[0] == "b''\n"
        finally:
            kill(other)
            door.leave()


@pytest.mark.parametrize("spoil", [lambda folder: folder.chmod(0o755), lambda folder: os.chown(folder, NOBODY, -1)])
def test_a_folder_that_isnt_ones_own_is_not_used(tmp_path, spoil):
    folder = tmp_path / "run"
    folder.mkdir(0o700)
    try:
        spoil(folder)
    except PermissionError:
        pytest.skip("only root can give a folder away")
    with pytest.raises(PermissionError):
        instance.claim(folder, tmp_path, Letter())
    assert not list(folder.iterdir())


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "there").mkdir(0o700)
    (tmp_path / "run").symlink_to(tmp_path / "there")
    with pytest.raises(OSError, match="run"):
        instance.claim(tmp_path / "run", tmp_path, Letter())
    assert not list((tmp_path / "there").iterdir())


@pytest.mark.parametrize("reply", [b"HTTP/1.1 400 Bad Request\n", b'{"ok": false, "why": "of another version"}\n'])
def test_an_answer_that_is_none(tmp_path, reply):
    door = instance.claim(tmp_path / "run", tmp_path, Letter())
    (path,) = sockets(tmp_path / "run")
    code = (
        "import socket, sys; s = socket.socket(fileno=0); print('on', flush=True); c, _ = s.accept(); "
        "c.recv(99); c.sendall(sys.argv[1].encode()); c.recv(9)"
    )
    path.unlink()
    with socket.socket(socket.AF_UNIX) as theirs:
        theirs.bind(str(path))
        theirs.listen()
        command = [sys.executable, "-c", code, reply.decode()]
        other = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.PIPE, text=True)
        try:
            assert other.stdout.readline() == "on\n"
            with pytest.raises(InstanceError, match="takes nothing"):
                instance.claim(tmp_path / "run", tmp_path, Letter())
        finally:
            kill(other)
            door.leave()
