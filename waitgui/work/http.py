"""A request over HTTP: as an action, and as a condition.

What the answer says is the output: as text, in the encoding that it names. A condition that asks for neither a text nor
a value doesn't wait for the body, which may be endless.
"""

from __future__ import annotations

import codecs
import json
import re
import time
from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http
from waitgui.tasks.conditions import HttpCheck
from waitgui.tasks.fields import status_ranges
from waitgui.tasks.record import Outcome, Result
from waitgui.wait import durations
from waitgui.work.http_exchange import Body, Exchange, ExchangeError, Head, Request
from waitgui.work.json_test import lack
from waitgui.work.limits import Limits, StoppedError, TimeUpError
from waitgui.work.output import Tail
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.work.stop import Stop

_MOST_CHECKED = 2**20
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_WEB = re.compile(
    r"(us-)?ascii|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|utf-?16(-?[bl]e)?|utf-?32(-?[bl]e)?"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|koi8-[ru]",
    re.IGNORECASE,
)
"""Encodings of the web, but UTF-8. Python knows stranger ones, of which some decompress."""


@attempt.register(Http)
def request(http: Http, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Ask, read the answer to its end, and judge its status."""
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    tail = _Text()
    asked = Request(http.method, http.url, http.headers, None if http.body is None else http.body.encode())
    with stop.readable() as stop_handle:
        exchange = Exchange(_limits(stop_handle, http.timeout_ns), environ, follow=http.follow_redirects)
        try:
            head = exchange.fetch(asked, Body(http.max_body, tail.add))
        except StoppedError:
            return tail.said(Outcome.CANCELLED, "")
        except TimeUpError:
            return tail.said(Outcome.TIMED_OUT, f"had not ended after {durations.text(http.timeout_ns)}")
        except ExchangeError as error:
            return tail.said(Outcome.FAILED, str(error))
    if _is_one_of(head.status, http.ok_status):
        return tail.said(Outcome.OK, "")
    return tail.said(Outcome.FAILED, f"answered {head.said}")


@attempt.register(HttpCheck)
def check(condition: HttpCheck, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Ask, and see whether the answer is as it should be. No answer, and one that can't be read, are not met."""
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    body = bytearray()
    tail = _Text()

    def add(head: Head, data: bytes) -> None:
        body.extend(data)
        tail.add(head, data)

    def wants(head: Head) -> bool:
        asks = condition.contains is not None or condition.json_test is not None
        return asks and _is_one_of(head.status, condition.status)

    with stop.readable() as stop_handle:
        exchange = Exchange(_limits(stop_handle, condition.timeout_ns), environ, follow=False)
        try:
            head = exchange.fetch(
                Request("GET", condition.url, condition.headers, None), Body(_MOST_CHECKED, add, wants)
            )
        except StoppedError:
            return tail.said(Outcome.CANCELLED, "")
        except TimeUpError:
            return tail.said(Outcome.NOT_MET, f"no answer after {durations.text(condition.timeout_ns)}")
        except ExchangeError as error:
            return tail.said(Outcome.NOT_MET, str(error))
    why = _lack(condition, head, bytes(body))
    return tail.said(Outcome.NOT_MET if why else Outcome.MET, why)


def _limits(stop_handle: int, timeout_ns: int) -> Limits:
    return Limits(stop_handle, time.monotonic_ns() + timeout_ns)


def _is_one_of(status: int, statuses: str | tuple[int, ...]) -> bool:
    return any(first <= status <= last for first, last in status_ranges(statuses))


def _lack(condition: HttpCheck, head: Head, body: bytes) -> str:
    """What the answer lacks; nothing if it is as it should be."""
    if not _is_one_of(head.status, condition.status):
        return f"answered {head.said}"
    if condition.contains is not None and condition.contains not in body.decode(encoding_of(head), "replace"):
        return "the answer doesn't contain the text"
    if condition.json_test is None:
        return ""
    try:
        encoding = encoding_of(head)
        # Without a word about its encoding JSON says by its first bytes what it is: RFC 4627, section 3.
        found = json.loads(body if encoding == "utf-8" else body.decode(encoding))
    except (ValueError, RecursionError):
        return "the answer isn't JSON"
    return lack(found, condition.json_test.path, condition.json_test.equals)


def encoding_of(head: Head) -> str:
    """The encoding that the answer names, if it is one of the web; else UTF-8."""
    match = _CHARSET.search(head.header("content-type"))
    if match is None or not _WEB.fullmatch(match[1]):
        return "utf-8"
    try:
        return codecs.lookup(match[1]).name
    except LookupError:
        return "utf-8"


class _Text:
    """A body on its way to being text: the tail of it."""

    def __init__(self) -> None:
        self._tail = Tail()
        self._decoder: codecs.IncrementalDecoder | None = None

    def add(self, head: Head, data: bytes) -> None:
        """Add what came next of the answer."""
        encoding = encoding_of(head)
        if encoding == "utf-8":  # which the tail takes as it is
            self._tail.add(data)
            return
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._tail.add(self._decoder.decode(data).encode())

    def said(self, outcome: Outcome, why: str) -> Result:
        """The result with this text."""
        output, dropped = self._tail.end()
        return Result(outcome, why=why, output=output, output_dropped=dropped)
