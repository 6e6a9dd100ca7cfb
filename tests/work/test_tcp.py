"""Ports that take connections, that refuse them, and those of which nobody says anything."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.work.conftest import check, handles, stopped_after
from waitgui.tasks.record import Outcome, Result
from waitgui.work.connection import Address, NoConnectionError, connect
from waitgui.work.limits import Limits
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET


def port(number: int, state: str = "open", host: str = "127.0.0.1", **fields: Any) -> dict[str, Any]:
    return {"kind": "tcp", "host": host, "port": number, "state": state, **fields}


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def refused() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that doesn't answer: its queue of connections is full, so Linux drops what comes."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = []
        for _ in range(3):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(server.getsockname())
            waiting.append(one)
        yield server.getsockname()[1]
        for one in waiting:
            one.close()


def test_a_port_that_takes_connections(listening: int) -> None:
    assert check(port(listening)) == Result(MET)
    assert check(port(listening, "closed")) == Result(NOT_MET, why="it takes connections")
    assert check(port(listening, host="localhost")).outcome is MET


def test_a_port_that_refuses_them(refused: int) -> None:
    assert check(port(refused)) == Result(NOT_MET, why="connection refused")
    assert check(port(refused, "closed")) == Result(MET)
    assert check(port(refused, "closed", "localhost")) == Result(MET)


@pytest.mark.parametrize("state", ["open", "closed"])
def test_of_a_silent_port_nothing_is_known(silent: int, state: str) -> None:
    began_s = time.monotonic()
    assert check(port(silent, state, timeout="300ms")) == Result(NOT_MET, why="no answer after 300ms")
    assert 0.3 <= time.monotonic() - began_s < 10


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".invalid", "bücher.invalid", "a..b", "x y"])
def test_an_unknown_host_is_not_met(host: str, state: str) -> None:
    result = check(port(80, state, host, timeout="30s"))
    assert result.outcome is NOT_MET
    assert "isn't found" in result.why


def test_a_stop_ends_the_wait(silent: int) -> None:
    result, after_s = stopped_after(0.1, lambda stop: check(port(silent, timeout="60s"), stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 10


def test_ipv6() -> None:
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this computer has no IPv6")
    with server:
        assert check(port(server.getsockname()[1], host="::1")).outcome is MET


_ITSELF = """
import fcntl, pathlib, socket, struct
from waitgui.tasks.conditions import TcpCheck
from waitgui.work.perform import perform
from waitgui.work.stop import Stop
with socket.socket() as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 1))  # SIOCSIFFLAGS: up
given = pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range")
given.write_text("40000 40000")
with socket.socket() as one:
    one.connect(("127.0.0.1", 40000))  # nobody listens there, and yet
given.write_text("40002 40002")
print("connected,", perform(TcpCheck.model_validate({"kind": "tcp", "host": "127.0.0.1", "port": 40002}), Stop()).why)
"""


def test_a_port_is_not_open_because_we_connected_to_ourselves() -> None:
    """Where the port that Linux gives a connection is the one that it goes to, it connects the socket with itself."""
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", _ITSELF], capture_output=True, text=True, check=False, timeout=60
    )
    if "unshare failed" in done.stderr:
        pytest.skip("needs a network of its own")
    assert done.stdout == "connected, connection refused\n", done.stderr


def test_the_next_address_is_tried_beside_one_that_is_silent(silent: int, listening: int) -> None:
    places = [Address(socket.AF_INET, ("127.0.0.1", number)) for number in (silent, listening)]
    with Stop().readable() as handle, connect(places, Limits(handle, time.monotonic_ns() + 30 * 10**9)) as one:
        assert one.getpeername()[1] == listening


def test_all_that_refuse_are_told_of(refused: int) -> None:
    places = [Address(socket.AF_INET, ("127.0.0.1", refused)), Address(socket.AF_INET6, ("::ffff:0.0.0.0", refused))]
    with Stop().readable() as handle, pytest.raises(NoConnectionError) as caught:
        connect(places, Limits(handle, time.monotonic_ns() + 30 * 10**9))
    assert len(caught.value.errors) == 2


def test_nothing_stays_open(listening: int, refused: int, silent: int) -> None:
    check(port(listening, host="localhost"))
    before, threads = handles(), threading.active_count()
    for _ in range(10):
        check(port(listening, host="localhost"))
        check(port(refused))
        check(port(silent, timeout="10ms"))
    assert handles() <= before
    assert threading.active_count() <= threads + 1
