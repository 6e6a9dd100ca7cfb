"""Requests to real servers, well-behaved and hostile ones."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from tests.work.conftest import act, check, handles, stopped_after
from tests.work.http_server import Server, drip, hang, ok
from waitgui.tasks.record import Outcome, Result
from waitgui.work import abandonable
from waitgui.work.output import KEPT
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({}) as one:
        yield one


def get(url: str, **fields: Any) -> Result:
    return act({"kind": "http", "url": url, **fields})


def answered(server: Server, answer: bytes | Callable[[socket.socket], None], **fields: Any) -> Result:
    """What a request gives that is answered so."""
    server.answers["/"] = answer
    return get(server.url(), **fields)


# --- What is asked, and what is answered ---


def test_an_answer_is_the_output(server: Server) -> None:
    assert answered(server, ok("grüße\n".encode())) == Result(Outcome.OK, output="grüße\n")
    assert server.asked == [
        f"GET / HTTP/1.1\r\nhost: 127.0.0.1:{server.port}\r\naccept: */*\r\naccept-encoding: gzip, deflate\r\n"
        "user-agent: waitgui\r\nconnection: close\n\n"
    ]


def test_method_headers_and_body_are_sent(server: Server) -> None:
    headers = {
        "X-Token": "ü",
        "Host": "other",
        "User-Agent": "me",
        "Content-Length": "9999",
        "Connection": "keep-alive",
    }
    server.answers["/a%20b/%C3%BC"] = ok()
    assert (
        get(server.url("/a%20b/ü?q=<ä>&r=%41#part"), method="PUT", headers=headers, body="grüße").outcome is Outcome.OK
    )
    (asked,) = server.asked
    assert asked.startswith("PUT /a%20b/%C3%BC?q=%3C%C3%A4%3E&r=%41 HTTP/1.1\r\nhost: other\r\n")
    assert "\r\nx-token: ü" in asked
    assert "\r\nuser-agent: me\r\n" in asked
    assert "\r\nconnection: close" in asked
    assert asked.endswith("content-length: 7\n\ngrüße")


@pytest.mark.parametrize(("method", "length"), [("POST", True), ("GET", False), ("DELETE", False)])
def test_a_method_that_has_a_body_says_so_where_it_is_empty(server: Server, method: str, length: bool) -> None:
    assert answered(server, ok(), method=method).outcome is Outcome.OK
    assert ("content-length: 0" in server.asked[0]) is length


def test_a_url_may_have_a_name_and_a_password(server: Server) -> None:
    server.answers["/"] = ok()
    get(server.url(before="me:p%40ss@"))
    assert "\r\nauthorization: Basic bWU6cEBzcw==\r\n" in server.asked[0]


@pytest.mark.parametrize(
    ("status", "ok_status", "outcome"),
    [
        ("204 No Content", "200-299", Outcome.OK),
        ("404 Whatever", "200-299", Outcome.FAILED),
        ("404 Not Found", "200-299, 404", Outcome.OK),
        ("200 OK", [404], Outcome.FAILED),
        ("302 Found", [302], Outcome.OK),
    ],
)
def test_the_status_says_how_it_went(server: Server, status: str, ok_status: object, outcome: Outcome) -> None:
    assert answered(server, ok(status=status), ok_status=ok_status).outcome is outcome


def test_a_wrong_status_is_the_reason_and_the_answer_is_kept(server: Server) -> None:
    result = answered(server, ok(b"no such page", status="404 \x1b[31mHa"))
    assert result == Result(Outcome.FAILED, why="answered 404 Not Found", output="no such page")


def test_head_has_no_body(server: Server) -> None:
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Encoding: gzip\r\n\r\n"
    assert answered(server, said, method="HEAD") == Result(Outcome.OK)


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nhello",
        b"HTTP/1.0 200 OK\r\n\r\nhello",
        b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + ok(b"hello"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello",
        b"HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello",
    ],
)
def test_forms_of_an_answer(server: Server, said: bytes) -> None:
    assert answered(server, said) == Result(Outcome.OK, output="hello")


def test_an_answer_in_single_bytes(server: Server) -> None:
    def say(line: socket.socket) -> None:
        for byte in ok(gzip.compress(b"hello", mtime=0), "Content-Encoding: gzip"):
            line.sendall(bytes([byte]))

    assert answered(server, say).output == "hello"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"", "the connection was closed without an answer"),
        (b"HTTP/1.1 200", "the connection was closed amid the head of an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "breaks the rules of HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "the connection was closed amid the head of an answer"),
        (b"\x15\x03\x01\x00\x02\x02\x0a" * 10, "breaks the rules of HTTP"),
        (b"HTTP/1.1 101 Switching\r\n\r\n", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", "breaks the rules of HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 30_000 + b"\r\n", "breaks the rules of HTTP"),
    ],
)
def test_an_answer_that_is_none_fails(server: Server, said: bytes, why: str) -> None:
    result = answered(server, said)
    assert result.outcome is Outcome.FAILED
    assert why in result.why


def test_a_connection_that_is_reset_fails(server: Server) -> None:
    def reset(line: socket.socket) -> None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    assert answered(server, reset).why == "connection reset by peer"


def test_an_answer_before_the_body_was_taken_counts(server: Server) -> None:
    assert answered(server, ok(status="413 x"), method="POST", body="x" * 60_000).why.startswith("answered 413")


def test_headers_that_no_server_would_take_fail(server: Server) -> None:
    result = answered(server, ok(), headers={"X": "a\x0bb"})
    assert (result.outcome, result.why[:19]) == (Outcome.FAILED, "this can't be sent:")


def test_nobody_is_there(server: Server) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = get(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert result == Result(Outcome.FAILED, why="connection refused")


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70, "a..b", "münchen.invalid"])
def test_an_unknown_host_fails(host: str) -> None:
    result = get(f"http://{host}/")
    assert result.outcome is Outcome.FAILED
    assert "isn't found" in result.why


def test_ipv6() -> None:
    try:
        one = Server({"/": ok(b"six")}, host="::1")
    except OSError:
        pytest.skip("this computer has no IPv6")
    with one as server:
        assert get(server.url()).output == "six"
        assert f"\r\nhost: [::1]:{server.port}\r\n" in server.asked[0]


def test_proxies_of_the_environment_are_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert answered(server, ok(b"direct")).output == "direct"


# --- The body ---


@pytest.mark.parametrize(
    ("compress", "name"),
    [
        (gzip.compress, "gzip"),
        (gzip.compress, "X-GZIP"),
        (zlib.compress, "deflate"),
        (lambda data: zlib.compress(data)[2:-4], "deflate"),
        (lambda data: gzip.compress(data[:9], mtime=0) + gzip.compress(data[9:], mtime=0), "gzip"),
        (lambda data: gzip.compress(data, mtime=0) + b"\0" * 9, "gzip"),
        (lambda data: data, "identity"),
    ],
)
@pytest.mark.parametrize("size", [5, 500_000])
def test_a_compressed_body(server: Server, compress: Callable[[bytes], bytes], name: str, size: int) -> None:
    body = b"hello" * (size // 5)
    result = answered(server, ok(compress(body), f"Content-Encoding: {name}"))
    assert result.why == ""
    assert result.output == body[-KEPT:].decode()
    assert result.output_dropped == max(0, size - KEPT)


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"hello", mtime=0)[:-9], b"\x1f\x8b", b"no gzip at all", b"x", gzip.compress(b"a", mtime=0)[:12]],
)
def test_a_body_that_is_not_compressed_as_it_says_fails(server: Server, body: bytes) -> None:
    result = answered(server, ok(body, "Content-Encoding: gzip"))
    assert result.outcome is Outcome.FAILED
    assert "compress" in result.why


def test_a_body_may_be_as_long_as_it_may_be(server: Server) -> None:
    assert answered(server, ok(b"x" * 1024), max_body="1KiB").outcome is Outcome.OK
    result = answered(server, ok(b"x" * 1025), max_body="1KiB")
    assert result == Result(Outcome.FAILED, why="the answer is longer than 1KiB", output="x" * 1024)
    assert answered(server, ok(b""), max_body=0).outcome is Outcome.OK
    assert answered(server, ok(b"x"), max_body=0).outcome is Outcome.FAILED


def test_an_endless_body_ends_at_its_limit(server: Server) -> None:
    result = answered(server, drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, every_s=0))
    assert (result.outcome, result.why) == (Outcome.FAILED, "the answer is longer than 1MiB")
    assert result.output_dropped == 2**20 - KEPT


def test_a_bomb_costs_what_its_limit_allows(server: Server) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(200)) + packer.flush()
    assert len(bomb) < 250_000
    answered(server, ok())
    before = psutil.Process().memory_info().rss
    result = answered(server, ok(bomb, "Content-Encoding: gzip"))
    assert (result.outcome, result.why) == (Outcome.FAILED, "the answer is longer than 1MiB")
    assert psutil.Process().memory_info().rss - before < 16 * 2**20


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        ("grüße".encode("latin-1"), "text/plain; charset=ISO-8859-1", "grüße"),
        ("grüße €".encode("utf-16"), 'text/plain;charset="utf-16"', "grüße €"),
        ("日本".encode("shift_jis"), "text/plain; charset=Shift_JIS", "日本"),
        ("grüße".encode(), "text/plain", "grüße"),
        ("grüße".encode(), "text/plain; charset=zlib", "grüße"),
        ("grüße".encode(), "text/plain; charset=cp9999", "grüße"),
        ("grüße".encode(), "text/plain; charset=", "grüße"),
        (b"gr\xfc\xdfe \xed\xa0\x80", "text/plain", "gr\ufffd\ufffde \ufffd\ufffd\ufffd"),
        (b"\xd8\x00\x00x", "text/plain; charset=utf-16-be", "\ufffdx"),
    ],
)
def test_the_encoding_of_a_body(server: Server, data: bytes, kind: str, text: str) -> None:
    assert answered(server, ok(data, f"Content-Type: {kind}")).output == text


# --- Timeout and stop ---

_HEAD = b"HTTP/1.1 200 OK\r\n"
_PHASES: dict[str, Callable[[socket.socket], None]] = {
    "no answer": hang,
    "slow head": drip(_HEAD, b"X: x\r\n"),
    "slow line": drip(_HEAD, b"x"),
    "slow body": drip(_HEAD + b"\r\n", b"x"),
    "slow chunks": drip(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "slow trailer": drip(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: x\r\n"),
    "endless hints": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "silent body": lambda line: (line.sendall(_HEAD + b"Content-Length: 9\r\n\r\nhalf"), hang(line))[1],
    "flood": drip(_HEAD + b"\r\n", b"x" * 65_536, every_s=0),
    "empty chunks": drip(_HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0) * 1000, every_s=0),
}


@pytest.mark.parametrize("phase", _PHASES)
def test_the_timeout_is_for_all_of_it(server: Server, phase: str) -> None:
    began_s = time.monotonic()
    result = answered(server, _PHASES[phase], timeout="300ms", max_body="1TiB")
    assert 0.3 <= time.monotonic() - began_s < 5
    assert (result.outcome, result.why) == (Outcome.TIMED_OUT, "had not ended after 300ms")


@pytest.mark.parametrize("phase", _PHASES)
def test_a_stop_ends_it_at_once(server: Server, phase: str) -> None:
    server.answers["/"] = _PHASES[phase]
    fields = {"kind": "http", "url": server.url(), "timeout": "60s", "max_body": "1TiB"}
    result, after_s = stopped_after(0.2, lambda stop: act(fields, stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 5


def test_what_came_before_a_timeout_is_kept(server: Server) -> None:
    result = answered(server, _PHASES["silent body"], timeout="300ms")
    assert (result.outcome, result.output) == (Outcome.TIMED_OUT, "half")


def test_a_stop_before_it_began_asks_nobody(server: Server) -> None:
    stop = Stop()
    stop.set()
    assert act({"kind": "http", "url": server.url()}, stop) == Result(Outcome.CANCELLED)
    assert check({"kind": "http", "url": server.url()}, stop) == Result(Outcome.CANCELLED)
    assert server.connections == 0


def test_a_resolver_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hangs, real, calls = threading.Event(), socket.getaddrinfo, abandonable.of_this_program()

    def look_up(host: bytes, *args: Any, **more: Any) -> Any:
        if host.startswith(b"hangs"):
            if not more:  # else it is the look whether this is a number
                hangs.wait(60)
            raise socket.gaierror("unknown")
        return real(host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    began_s = time.monotonic()
    assert get("http://hangs.invalid/", timeout="100ms").outcome is Outcome.TIMED_OUT
    result, after_s = stopped_after(0.1, lambda stop: act({"kind": "http", "url": "http://hangs.invalid/"}, stop))
    assert result.outcome is Outcome.CANCELLED
    assert time.monotonic() - began_s < 10
    assert after_s < 5
    for _ in range(abandonable.MOST_ABANDONED - 2):
        get("http://hangs.invalid/", timeout="1ms")
    result = get("http://hangs.invalid/")
    assert (result.outcome, result.why) == (
        Outcome.FAILED,
        "out of resources: 32 calls hang that can't be interrupted",
    )
    assert check({"kind": "tcp", "host": "hangs.invalid", "port": 80}).outcome is Outcome.ERROR
    hangs.set()
    until_s = time.monotonic() + 30
    while calls.abandoned and time.monotonic() < until_s:
        time.sleep(0.01)
    assert calls.abandoned == 0


def test_handles_stay_as_they_were(server: Server) -> None:
    answered(server, ok())
    before = len(handles())
    for phase in ("no answer", "slow body"):
        answered(server, _PHASES[phase], timeout="10ms")
    answered(server, b"nonsense\r\n\r\n")
    for _ in range(20):
        answered(server, ok(b"x"))
    until_s = time.monotonic() + 30
    while len(handles()) > before and time.monotonic() < until_s:  # the server's own
        time.sleep(0.01)
    assert len(handles()) <= before
