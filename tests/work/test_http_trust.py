"""Whom a request trusts: certificates, redirects, addresses."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from tests.work.conftest import act, stopped_after
from tests.work.http_server import Server, drip, hang, ok, to
from waitgui.tasks.record import Outcome, Result
from waitgui.work.connection import Address
from waitgui.work.http_exchange import is_link_local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AUTHORITY = trustme.CA()


def tls(*names: str) -> ssl.SSLContext:
    """What a server needs that proves to have these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _AUTHORITY.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def trusting(tmp_path: Path) -> dict[str, str]:
    """An environment in which our authority is trusted."""
    _AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return {"SSL_CERT_FILE": str(tmp_path / "ca.pem")}


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    with Server({}) as one, Server({}) as other:
        yield one, other


def get(url: str, environ: dict[str, str] | None = None, **fields: Any) -> Result:
    return act({"kind": "http", "url": url, **fields}, environ=environ)


# --- Certificates ---


def test_a_server_that_proves_its_name(trusting: dict[str, str]) -> None:
    with Server({"/": ok(b"hello" * 100_000)}, tls("localhost", "127.0.0.1")) as server:
        assert get(server.url(host="localhost"), trusting).output_dropped == 500_000 - 65_536
        assert get(server.url(), trusting).outcome is Outcome.OK


def test_a_server_with_another_name_is_not_asked(trusting: dict[str, str]) -> None:
    with Server({"/": ok()}, tls("other.example")) as server:
        for host in ("localhost", "127.0.0.1"):
            result = get(server.url(host=host), trusting)
            assert result.outcome is Outcome.FAILED
            assert "certificate can't be trusted" in result.why
            assert "mismatch" in result.why
        assert server.asked == []


def test_a_server_of_an_unknown_authority_is_not_asked() -> None:
    with Server({"/": ok()}, tls("localhost")) as server:
        result = get(server.url(host="localhost"))
        assert "the certificate can't be trusted" in result.why
        assert server.asked == []


def test_certificates_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("none")
    with Server({"/": ok()}, tls("localhost")) as server:
        result = get(server.url(), {"SSL_CERT_FILE": str(tmp_path / "none.pem")})
        assert result == Result(Outcome.FAILED, why=f"the certificates of {tmp_path}/none.pem can't be read")


def test_a_server_that_speaks_without_encryption(servers: tuple[Server, Server]) -> None:
    servers[0].answers["/"] = ok()
    result = get(servers[0].url().replace("http:", "https:"), timeout="10s")
    assert result.outcome is Outcome.FAILED
    assert "no encryption can be agreed on" in result.why


def test_the_name_is_told_to_the_server(trusting: dict[str, str]) -> None:
    told: list[str | None] = []
    context = tls("localhost")
    context.sni_callback = lambda _, name, __: told.append(name)
    with Server({"/": ok()}, context) as server:
        assert get(server.url(host="localhost"), trusting).outcome is Outcome.OK
    assert told == ["localhost"]


def test_a_silent_handshake_ends_with_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"https://127.0.0.1:{server.getsockname()[1]}/"
        assert get(url, timeout="200ms").outcome is Outcome.TIMED_OUT
        result, after_s = stopped_after(0.1, lambda stop: act({"kind": "http", "url": url}, stop))
        assert result.outcome is Outcome.CANCELLED
        assert after_s < 5


def test_an_encrypted_body_that_drips_ends_with_the_timeout(trusting: dict[str, str]) -> None:
    answers = {"/": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "/hang": hang}
    with Server(answers, tls("127.0.0.1")) as server:
        assert get(server.url(), trusting, timeout="300ms").outcome is Outcome.TIMED_OUT
        assert get(server.url("/hang"), trusting, timeout="300ms").outcome is Outcome.TIMED_OUT


# --- Redirects ---


def test_a_redirect_is_not_followed_unasked(servers: tuple[Server, Server]) -> None:
    servers[0].answers |= {"/": to("/there"), "/there": ok(b"there")}
    assert get(servers[0].url()) == Result(Outcome.FAILED, why="answered 302 Found", output="elsewhere")
    assert len(servers[0].asked) == 1


@pytest.mark.parametrize(
    "place", ["/a/there?q=ü", "there?q=%C3%BC", "./../a/there#x", "//{host}/a/there", "{url}/a/there"]
)
def test_a_redirect_is_followed_where_the_task_says_so(servers: tuple[Server, Server], place: str) -> None:
    server, _ = servers
    place = place.format(host=f"127.0.0.1:{server.port}", url=server.url(""))
    server.answers |= {"/a/here": to(place), "/a/there": ok(b"there")}
    result = get(server.url("/a/here"), follow_redirects=True, headers={"X-Key": "1"})
    assert result == Result(Outcome.OK, output="there")
    assert "x-key: 1" in server.asked[1]


def test_redirects_end(servers: tuple[Server, Server]) -> None:
    server, _ = servers
    server.answers["/"] = to("/")
    assert get(server.url(), follow_redirects=True).why == "more than 5 redirects"
    assert len(server.asked) == 6
    server.answers |= {f"/{n}": to(f"/{n + 1}") for n in range(5)} | {"/5": ok(b"five"), "/-1": to("/0")}
    assert get(server.url("/0"), follow_redirects=True).output == "five"
    assert get(server.url("/-1"), follow_redirects=True).outcome is Outcome.FAILED


def test_redirects_share_one_timeout(servers: tuple[Server, Server]) -> None:
    server, _ = servers

    def slowly(line: socket.socket) -> None:
        stop.wait(0.3)
        line.sendall(to("/"))

    stop = threading.Event()
    server.answers["/"] = slowly
    assert get(server.url(), follow_redirects=True, timeout="800ms").outcome is Outcome.TIMED_OUT


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://[::1",
        "http://a:b/",
        "data:,x",
    ],
)
def test_a_redirect_to_what_is_no_web_page_fails(servers: tuple[Server, Server], place: str) -> None:
    servers[0].answers["/"] = to(place)
    result = get(servers[0].url(), follow_redirects=True)
    assert result.outcome is Outcome.FAILED
    assert result.why.startswith("redirects to ")


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "0xa9fea9fe", "2852039166", "[fe80::1]", "[::ffff:169.254.169.254]"]
)
def test_link_local_addresses_are_refused(servers: tuple[Server, Server], host: str) -> None:
    servers[0].answers["/"] = to(f"http://{host}/")
    for result in (get(f"http://{host}/"), get(servers[0].url(), follow_redirects=True)):
        assert result.outcome is Outcome.FAILED
        assert result.why.endswith("is link-local, which is refused")


def test_a_name_that_leads_to_a_link_local_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """And only what was looked at is connected to: a name is resolved once."""
    looked_up: list[bytes] = []
    real = socket.getaddrinfo

    def look_up(host: bytes, *args: Any, **more: Any) -> Any:
        if host != b"rebinds.example":
            return real(host, *args, **more)
        if more:
            raise socket.gaierror("not numeric")
        looked_up.append(host)
        return real("127.0.0.1" if len(looked_up) % 2 else "169.254.169.254", *args)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Server({"/": ok(b"here")}) as server:
        url = server.url(host="rebinds.example")
        assert get(url).output == "here"
        assert f"host: rebinds.example:{server.port}" in server.asked[0]
        assert get(url).why.endswith("is link-local, which is refused")
    assert len(looked_up) == 2


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        ("169.254.0.0", True),
        ("169.254.255.255", True),
        ("169.253.255.255", False),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("fe80::1", True),
        ("fe80::1%eth0", True),
        ("febf::1", True),
        ("fec0::1", False),
        ("::1", False),
        ("::ffff:169.254.1.1", True),
        ("::ffff:10.0.0.1", False),
        ("::169.254.1.1", True),
        ("64:ff9b::a9fe:101", True),
        ("64:ff9b::a00:1", False),
        ("2002:a9fe:101::1", True),
    ],
)
def test_which_addresses_are_link_local(host: str, refused: bool) -> None:
    assert is_link_local(Address(socket.AF_INET6 if ":" in host else socket.AF_INET, (host, 80))) is refused


_SECRETS = {"Authorization": "Bearer secret", "X-Api-Key": "secret", "Cookie": "secret", "User-Agent": "secret"}


def test_headers_are_dropped_where_somebody_else_is_asked(servers: tuple[Server, Server]) -> None:
    one, other = servers
    one.answers["/"] = to(other.url())
    other.answers |= {"/": to(one.url("/back")), "/back": ok()}
    one.answers["/back"] = ok(b"back")
    result = get(one.url(before="me:secret@"), follow_redirects=True, headers=_SECRETS)
    assert result.output == "back"
    assert one.asked[0].count("secret") == len(_SECRETS)
    assert "secret" not in other.asked[0]
    assert "secret" not in one.asked[1]  # what another sends us to isn't ours any more
    assert "authorization" not in one.asked[1]


def test_another_scheme_is_somebody_else(trusting: dict[str, str], servers: tuple[Server, Server]) -> None:
    plain, _ = servers
    plain.answers["/"] = ok()
    with Server({"/": to(plain.url())}, tls("127.0.0.1")) as server:
        assert get(server.url(), trusting, follow_redirects=True, headers=_SECRETS).outcome is Outcome.OK
    assert "secret" not in plain.asked[0]


def test_the_same_host_keeps_its_name_and_password(servers: tuple[Server, Server]) -> None:
    server, _ = servers
    server.answers |= {"/": to("/there"), "/there": ok()}
    get(server.url(before="me:pw@"), follow_redirects=True)
    assert "authorization: Basic bWU6cHc=" in server.asked[1]


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [
        ("301 x", "POST", "GET"),
        ("302 x", "POST", "GET"),
        ("303 x", "PUT", "GET"),
        ("307 x", "POST", "POST"),
        ("308 x", "PUT", "PUT"),
        ("302 x", "HEAD", "HEAD"),
        ("303 x", "HEAD", "HEAD"),
        ("302 x", "PUT", "PUT"),
    ],
)
def test_what_is_asked_after_a_redirect(servers: tuple[Server, Server], status: str, method: str, then: str) -> None:
    server, _ = servers
    server.answers |= {"/": to("/there", status), "/there": ok()}
    headers = {"Content-Type": "text/plain"}
    body = {} if method == "HEAD" else {"body": "text"}
    assert get(server.url(), method=method, headers=headers, follow_redirects=True, **body).outcome is Outcome.OK
    assert server.asked[1].startswith(f"{then} /there ")
    assert server.asked[1].endswith("\n\ntext") is (then == method != "HEAD")


def test_a_redirect_without_a_place_is_an_answer(servers: tuple[Server, Server]) -> None:
    servers[0].answers["/"] = ok(b"lost", status="302 Found")
    assert get(servers[0].url(), follow_redirects=True).output == "lost"
