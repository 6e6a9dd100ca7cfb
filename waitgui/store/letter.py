"""What a second start leaves word of to the process that is there already: one JSON line, and one in answer."""

from __future__ import annotations

import json
import os
from typing import NamedTuple

VERSION = 1
MAX_BYTES = 2**20
"""The longest line there may be, its end included."""


class Letter(NamedTuple):
    """What the later start was asked for.

    `files` are absolute paths; `show` whether the window is to come forward, `token` what the desktop gave to allow it
    ("" if nothing).
    """

    files: tuple[str, ...] = ()
    demo: bool = False
    show: bool = True
    token: str = ""


class UnreadableLetterError(ValueError):
    """A line that is no letter of ours, or too long a one; the text says why."""


def encode(letter: Letter) -> bytes:
    """The line. Raises `UnreadableLetterError` if it would be longer than `MAX_BYTES`."""
    line = json.dumps({"waitgui": VERSION, **letter._asdict()}).encode() + b"\n"
    if len(line) > MAX_BYTES:
        raise UnreadableLetterError(f"{len(letter.files)} files are too many to hand over")
    return line


def decode(line: bytes) -> Letter:
    """The letter of a line. Raises `UnreadableLetterError`."""
    content = _object(line)
    if content.get("waitgui") != VERSION:
        raise UnreadableLetterError("the other waitgui is of another version; quit it first")
    files, token = content.get("files", []), content.get("token", "")
    demo, show = content.get("demo", False), content.get("show", True)
    if not isinstance(files, list) or not all(isinstance(file, str) and file.startswith("/") for file in files):
        raise UnreadableLetterError("the files must be absolute paths")
    if not isinstance(token, str) or not isinstance(demo, bool) or not isinstance(show, bool):
        raise UnreadableLetterError("it isn't understood")
    try:
        is_usable = b"\0" not in os.fsencode("".join((*files, token)))
    except UnicodeEncodeError:  # half a character, which no name of the system's has
        is_usable = False
    if not is_usable:
        raise UnreadableLetterError("there is a character in it that no name has")
    return Letter(tuple(files), demo, show, token)


def answer(why_not: str = "") -> bytes:
    """The line in answer: that it was done, or why not."""
    reply: dict[str, object] = {"waitgui": VERSION, "ok": not why_not}
    return json.dumps(reply | ({"why": why_not} if why_not else {})).encode() + b"\n"


def refusal(line: bytes) -> str:
    """Why the other didn't do it, by its answer; "" if it did. Raises `UnreadableLetterError`."""
    content = _object(line)
    return "" if content.get("ok") is True else str(content.get("why", "no reason is given"))[:200]


def _object(line: bytes) -> dict[str, object]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableLetterError("it isn't understood") from None
    if not isinstance(content, dict):
        raise UnreadableLetterError("it isn't understood")
    return content
