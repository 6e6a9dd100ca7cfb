"""Letters at the door: taken whole, answered, and no visitor can hold up or confuse the window."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from waitgui.models import visitors
from waitgui.models.visitors import AT_ONCE, Visitors
from waitgui.store import instance, letter
from waitgui.store.letter import Letter

LONG_MS = 30_000
NOBODY = 65_534


@pytest.fixture
def door(tmp_path):
    door = instance.claim(tmp_path / "run", tmp_path, Letter())
    yield door
    door.leave()


@pytest.fixture
def host(qapp, door):
    host = Visitors(door.socket, qapp)
    yield host
    host.close()
    host.deleteLater()


def knock(door) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(door.socket.getsockname())
    connection.setblocking(False)
    return connection


def heard(qtbot, connection) -> bytes:
    """All that comes until it is hung up."""
    got = bytearray()

    def over() -> bool:
        try:
            part = connection.recv(4096)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        got.extend(part)
        return not part

    qtbot.waitUntil(over, timeout=LONG_MS)
    return bytes(got)


def test_a_letter_is_taken_and_answered(door, host, qtbot):
    word = Letter(("/a.toml", "/b.toml"), token="t")
    with qtbot.waitSignal(host.called, timeout=LONG_MS) as called, knock(door) as visitor:
        visitor.sendall(letter.encode(word))
        assert letter.refusal(heard(qtbot, visitor)) == ""
    assert called.args == [word]


def test_a_letter_in_pieces_among_other_visitors(door, host, qtbot):
    words = [Letter((f"/{number}.toml",)) for number in range(5)]
    got = []
    host.called.connect(got.append)
    connections = [knock(door) for _ in words]
    lines = [letter.encode(word) for word in words]
    for at in range(max(map(len, lines))):
        for connection, line in zip(connections, lines, strict=True):
            if at < len(line):
                connection.send(line[at : at + 1])
        if at == 10:
            qtbot.waitUntil(lambda: len(host._visitors) == 5, timeout=LONG_MS)
    for connection in connections:
        with connection:
            assert letter.refusal(heard(qtbot, connection)) == ""
    assert sorted(got) == sorted(words)


@pytest.mark.parametrize("line", [b"GET / HTTP/1.1\r\n\r\n", b"\n", b'{"waitgui": 2}\n', b"\xff\x00\n"])
def test_garbage_is_refused_with_a_reason(door, host, qtbot, line):
    got = []
    host.called.connect(got.append)
    with knock(door) as visitor:
        visitor.sendall(line)
        assert letter.refusal(heard(qtbot, visitor))
    assert not got


def test_a_flood_without_an_end_is_cut_off(door, host, qtbot):
    with knock(door) as visitor:
        sent = 0

        def flooded() -> bool:
            nonlocal sent
            try:
                sent += visitor.send(b"x" * 65_536)
            except BlockingIOError:
                return False
            except (BrokenPipeError, ConnectionResetError):
                return True
            return False

        qtbot.waitUntil(flooded, timeout=LONG_MS)
        assert sent <= 2 * letter.MAX_BYTES


def test_who_says_nothing_is_turned_away(door, host, qtbot, monkeypatch):
    monkeypatch.setattr(visitors, "SPEAK_MS", 20)
    with knock(door) as visitor:
        assert heard(qtbot, visitor) == b""
    assert not host._visitors


def test_who_goes_again_leaves_nothing(door, host, qtbot):
    with knock(door) as visitor:
        visitor.send(b'{"wai')
    qtbot.waitUntil(lambda: not host._visitors, timeout=LONG_MS)


def test_a_crowd_leaves_room_later(door, host, qtbot):
    crowd = [knock(door) for _ in range(AT_ONCE)]
    qtbot.waitUntil(lambda: len(host._visitors) == AT_ONCE, timeout=LONG_MS)
    with knock(door) as late:
        assert heard(qtbot, late) == b""
    for visitor in crowd:
        visitor.close()
    qtbot.waitUntil(lambda: not host._visitors, timeout=LONG_MS)
    with knock(door) as visitor:
        visitor.sendall(letter.encode(Letter()))
        assert letter.refusal(heard(qtbot, visitor)) == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_another_user_is_turned_away(door, host, qtbot, tmp_path):
    got = []
    host.called.connect(got.append)
    code = (
        f"import os, socket, sys; s = socket.socket(socket.AF_UNIX); os.chdir({str(tmp_path / 'run')!r});"
        f"n = os.listdir(); p = [x for x in n if x.endswith('.sock')][0]; os.chmod(p, 0o666);"
        f"os.chmod('.', 0o755); os.setuid({NOBODY}); s.connect(p); s.sendall({letter.encode(Letter())!r});"
        "print(s.recv(99))"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=LONG_MS)
        out, err = other.communicate()
    finally:
        other.kill()
    assert out == "b''\n" or "ConnectionResetError" in err or "BrokenPipeError" in err
    assert not got
