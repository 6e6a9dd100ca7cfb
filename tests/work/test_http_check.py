"""What an answer must be for a condition to be met."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work.conftest import check, stopped_after
from tests.work.http_server import Server, drip, hang, ok
from waitgui.tasks.record import Outcome, Result
from waitgui.work.json_test import is_equal, lack

if TYPE_CHECKING:
    from collections.abc import Iterator

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({}) as one:
        yield one


def answered(server: Server, answer: Any, **fields: Any) -> Result:
    server.answers["/"] = answer
    return check({"kind": "http", "url": server.url(), **fields})


def test_the_status(server: Server) -> None:
    assert answered(server, ok(b"hi")).outcome is MET
    assert answered(server, ok(status="503 x")) == Result(NOT_MET, why="answered 503 Service Unavailable")
    assert answered(server, ok(status="404 x"), status=[404]).outcome is MET
    assert answered(server, ok(), headers={"X-Key": "1"}).outcome is MET
    assert "x-key: 1" in server.asked[-1]


def test_a_redirect_is_an_answer(server: Server) -> None:
    assert answered(server, ok(status="302 Found")).why == "answered 302 Found"
    assert answered(server, ok(status="302 Found"), status="300-399").outcome is MET


def test_where_only_the_status_counts_the_body_is_not_waited_for(server: Server) -> None:
    endless = drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x")
    assert answered(server, endless, timeout="60s").outcome is MET
    assert answered(server, endless, timeout="300ms", contains="y").outcome is NOT_MET


@pytest.mark.parametrize(
    ("body", "kind", "outcome"),
    [
        ("all is grün".encode(), "text/plain", MET),
        ("all is grün".encode("latin-1"), "text/plain; charset=latin-1", MET),
        ("all is grün".encode("latin-1"), "text/plain", NOT_MET),
        (b"all is GR\xc3\x9cN", "text/plain", NOT_MET),
        (b"", "text/plain", NOT_MET),
    ],
)
def test_a_text_in_the_body(server: Server, body: bytes, kind: str, outcome: Outcome) -> None:
    result = answered(server, ok(body, f"Content-Type: {kind}"), contains="grün")
    assert result.outcome is outcome
    assert result.why == ("" if outcome is MET else "the answer doesn't contain the text")
    assert answered(server, ok(body, f"Content-Type: {kind}"), contains="grün", status="404").outcome is NOT_MET


DOCUMENT = {"a": {"b": [{"c": 1}, True, "x", None]}, "0": "key", "": "empty", "n": 1.5}


@pytest.mark.parametrize(
    ("path", "equals", "why"),
    [
        ("a.b.0.c", 1, ""),
        ("a.b.0.c", 1.0, ""),
        ("a.b.0.c", True, '"a.b.0.c" is 1'),
        ("a.b.0.c", "1", '"a.b.0.c" is 1'),
        ("a.b.1", True, ""),
        ("a.b.1", 1, '"a.b.1" is true'),
        ("a.b.2", "x", ""),
        ("a.b.2", "y", '"a.b.2" is "x"'),
        ("a.b.3", False, '"a.b.3" is null'),
        ("a.b.4", 1, 'the answer has no "a.b.4"'),
        ("a.b.-1", 1, 'the answer has no "a.b.-1"'),
        ("a.b.c", 1, 'the answer has no "a.b.c"'),
        ("a.b.²", 1, 'the answer has no "a.b.²"'),
        ("a.b.0.c.d", 1, 'the answer has no "a.b.0.c.d"'),
        ("a.b", [{"c": 1}, True, "x"], '"a.b" is a list'),
        ("a.b.0", {"c": 1}, ""),
        ("0", "key", ""),
        ("n", 1.5, ""),
    ],
)
def test_a_value_in_the_body(server: Server, path: str, equals: object, why: str) -> None:
    result = answered(server, ok(json.dumps(DOCUMENT).encode()), json={"path": path, "equals": equals})
    assert (result.outcome, result.why) == (NOT_MET if why else MET, why)
    assert json.loads(result.output) == DOCUMENT


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5000, b'"\xff"', b"nope"],
    ids=range(9),
)
def test_a_body_that_is_not_json_is_not_met(server: Server, body: bytes) -> None:
    result = answered(server, ok(body), json={"path": "a", "equals": 1})
    assert (result.outcome, result.why) == (NOT_MET, "the answer isn't JSON")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_says_its_encoding_itself(server: Server, encoding: str) -> None:
    body = json.dumps({"a": "ü"}, ensure_ascii=False).encode(encoding)
    assert answered(server, ok(body), json={"path": "a", "equals": "ü"}).outcome is MET


def test_all_of_a_document(server: Server) -> None:
    assert answered(server, ok(b"true"), json={"path": "", "equals": True}).outcome is MET
    assert answered(server, ok(b"1"), json={"path": "", "equals": True}).why == "the answer is 1"


def test_a_long_body_is_not_met(server: Server) -> None:
    result = answered(server, ok(b"x" * (2**20 + 1)), contains="y")
    assert (result.outcome, result.why) == (NOT_MET, "the answer is longer than 1MiB")


def test_no_answer_is_not_met(server: Server) -> None:
    assert answered(server, hang, timeout="200ms") == Result(NOT_MET, why="no answer after 200ms")
    assert answered(server, b"nonsense\r\n\r\n").outcome is NOT_MET
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        refusing = {"kind": "http", "url": f"http://127.0.0.1:{taken.getsockname()[1]}/"}
        assert check(refusing) == Result(NOT_MET, why="connection refused")
    assert check({"kind": "http", "url": "http://no-such-host.invalid/"}).outcome is NOT_MET
    assert check({"kind": "http", "url": "http://169.254.169.254/"}).outcome is NOT_MET


def test_a_stop_ends_it(server: Server) -> None:
    server.answers["/"] = hang
    condition = {"kind": "http", "url": server.url(), "timeout": "60s"}
    result, after_s = stopped_after(0.1, lambda stop: check(condition, stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 5


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(_JSON)
def test_whatever_was_written_equals_itself(value: object) -> None:
    assert is_equal(json.loads(json.dumps(value)), value)


@given(_JSON, _JSON)
def test_what_is_equal_is_written_alike(one: object, other: object) -> None:
    if is_equal(one, other):
        assert is_equal(other, one)
        assert one == other
        assert lack({"a": [one]}, "a.0", other) == ""


@pytest.mark.parametrize(
    ("one", "other"), [([1], [True]), ({"a": 0}, {"a": False}), ([], {}), ("", None), ([1], 1), (0, "")]
)
def test_what_only_looks_alike_is_not_equal(one: object, other: object) -> None:
    assert not is_equal(one, other)
    assert not is_equal(other, one)
