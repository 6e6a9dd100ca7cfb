"""Where file handles, threads or processes lack, every kind of work says so, and nothing is left open."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from typing import Any

import pytest

from tests.work.conftest import act, check, handles
from waitgui.tasks.record import Outcome


def _kinds(port: int) -> dict[str, tuple[Any, dict[str, Any]]]:
    url = f"http://localhost:{port}/"
    return {
        "python": (act, {"kind": "python", "code": "1"}),
        "http": (act, {"kind": "http", "url": url}),
        "notify": (act, {"kind": "notify", "title": "x"}),
        "command": (check, {"kind": "command", "argv": ["true"]}),
        "http check": (check, {"kind": "http", "url": url}),
        "tcp": (check, {"kind": "tcp", "host": "localhost", "port": port}),
        "file": (check, {"kind": "file", "path": "/"}),
        "all": (check, {"all": [{"kind": "file", "path": "/"}, {"kind": "command", "argv": ["true"]}]}),
    }


@pytest.mark.parametrize("kind", _kinds(1))
def test_without_file_handles(kind: str) -> None:
    # A server of its own process: ours would lack handles too.
    serving = subprocess.Popen(
        [sys.executable, "-u", "-c", _SERVING], stdout=subprocess.PIPE, text=True, stdin=subprocess.PIPE
    )
    assert serving.stdout is not None
    assert serving.stdin is not None
    try:
        work, fields = _kinds(int(serving.stdout.readline()))[kind]
        environ = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/no/such/bus"}
        usual = work(fields, environ=environ).outcome
        before = len(handles())
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        outcomes = set()
        for spare in range(14):  # so that each of the steps meets the limit once
            resource.setrlimit(resource.RLIMIT_NOFILE, (len(handles()) - 1 + spare, hard))
            try:
                result = work(fields, environ=environ)
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            outcomes.add(result.outcome)
            if result.outcome is not usual or result.why.startswith("out of"):
                assert result.outcome is (Outcome.FAILED if work is act else Outcome.ERROR), (spare, result)
                assert result.why == "out of resources: too many open files", (spare, result)
        assert outcomes >= {usual}
        assert len(handles()) <= before + 1  # the guardian's, if it had to be replaced
    finally:
        serving.stdin.close()
        serving.wait(30)
        serving.stdout.close()


_SERVING = """
import socket, sys, threading
server = socket.create_server(("127.0.0.1", 0), backlog=64)
print(server.getsockname()[1])
def serve():
    while True:
        one = server.accept()[0]
        one.recv(65536)
        try:
            one.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\nx")
        except OSError:
            pass
        one.close()
threading.Thread(target=serve, daemon=True).start()
sys.stdin.read()
"""

_WITHOUT_THREADS = """
import os, resource, sys
from waitgui.tasks.actions import Http, Notify
from waitgui.tasks.conditions import FileCheck, HttpCheck, TcpCheck
from waitgui.work.perform import perform
from waitgui.work.stop import Stop
resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
os.setuid(65534)
for kind, fields in [
    (Http, {"kind": "http", "url": "http://localhost:1/"}),
    (Notify, {"kind": "notify", "title": "x"}),
    (HttpCheck, {"kind": "http", "url": "http://localhost:1/"}),
    (TcpCheck, {"kind": "tcp", "host": "localhost", "port": 1}),
    (FileCheck, {"kind": "file", "path": "/"}),
]:
    result = perform(kind.model_validate(fields), Stop())
    print(result.outcome, result.why)
"""


def test_without_threads() -> None:
    if os.geteuid() != 0:
        pytest.skip("needs to become somebody else, whose threads can be counted")
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_THREADS], capture_output=True, text=True, check=False, timeout=60
    )
    why = "out of resources: no thread can be started"
    assert done.stdout.splitlines() == [f"failed {why}"] * 2 + [f"error {why}"] * 3, done.stderr


def test_a_refusal_is_no_want_of_resources() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = act({"kind": "http", "url": f"http://127.0.0.1:{taken.getsockname()[1]}/"})
    assert result.why == "connection refused"
