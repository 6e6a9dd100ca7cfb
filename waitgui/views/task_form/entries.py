"""What is typed into a field, and the values that it stands for.

Each `…_text` shows a value, each `typed_…` reads it back: it gives the value, or `ABSENT` where nothing is typed, or
raises `ValueError` with a sentence for people. What only the model can judge is left to the model.
"""

from __future__ import annotations

import json
import math
import re
import shlex
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from waitgui.tasks.words import NBSP
from waitgui.views.task_form.draft import ABSENT, Absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

translate = QCoreApplication.translate

_SPLITS = re.compile(r"[\s'\"\\]")
_OPERATOR = re.compile(r"[|&;<>()]+")


_UNITS = {
    "ms": ("milliseconds", "millisecond", "msec", "毫秒"),
    "s": ("seconds", "second", "secs", "sec", "秒"),
    "m": ("minutes", "minute", "mins", "min", "分钟", "分鐘", "分"),
    "h": ("hours", "hour", "hrs", "hr", "小时", "小時", "时", "時"),
    "d": ("days", "day", "d", "天"),
}
"""How people, and this program, write what a file has as ms, s, m and h."""
_SHORT = {word: unit for unit, words in _UNITS.items() for word in words}
_AMOUNT = re.compile(r"([0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)\s*([^\W\d_]+)")


def typed_duration(text: str) -> str | Absent:
    """The text as the model reads it."""
    return duration_of(text) or ABSENT


def duration_of(text: str) -> str:
    """A duration as people write it in the form of a file: "1 min 30 sec" → "1m30s"; what isn't known stays."""
    return _AMOUNT.sub(_in_short, text).strip()


def _in_short(amount: re.Match[str]) -> str:
    number, word = amount[1].replace(",", "."), amount[2]
    unit = _SHORT.get(word.lower(), word)
    if unit == "d":
        return f"{(Decimal(number) * 24).normalize():f}h"
    return f"{number}{unit}" if unit in _UNITS else amount[0]


def typed_text(text: str) -> str | Absent:
    """The text as it is."""
    return text if text.strip() else ABSENT


def command_text(argv: Iterable[str]) -> str:
    """A program and its arguments as one line, quoted where that is needed."""
    return " ".join(_quoted(word) for word in argv)


def _quoted(word: str) -> str:
    """The word so that `typed_command` gives it back; `shlex.quote` would also quote what only a shell minds."""
    return shlex.quote(word) if not word or _SPLITS.search(word) else word


def typed_command(text: str) -> list[str]:
    """The program and its arguments, taken apart as a shell does."""
    try:
        return shlex.split(text)
    except ValueError:
        message = translate("TaskForm", "A quotation mark has no partner. Close it, or write a backslash before it.")
        if _ends_in_backslash(text):
            message = translate("TaskForm", "A backslash at the end has nothing to stand before. Remove or double it.")
        raise ValueError(message) from None


def _ends_in_backslash(text: str) -> bool:
    try:
        shlex.split(text + "x")
    except ValueError:
        return False
    return True


def shell_operator(text: str) -> str:
    """The first thing in a command line that only a shell understands: "|", "&&", "$HOME", "~/x"; "" if not."""
    lexer = shlex.shlex(text, punctuation_chars=True)
    lexer.wordchars += ":@,+%{}[]!^$"
    lexer.commenters = ""
    try:
        for token in lexer:
            if _OPERATOR.fullmatch(token) or "`" in token:
                return token
            if ("$" in token[:-1] and not token.startswith("'")) or token.startswith("~"):
                return token
    except ValueError:
        return ""
    return ""


def percent_text(share: float) -> str:
    """0.2 → "20 %"."""
    return f"{share * 100:.12g}{NBSP}%"


def typed_percent(text: str) -> float | Absent:
    """A share, from a number with or without a per cent sign."""
    number = text.strip().removesuffix("%").strip()
    if not number and not text.strip():
        return ABSENT
    try:
        share = Decimal(number.replace(",", ".")) / 100
    except InvalidOperation:
        raise ValueError(translate("TaskForm", "Write a number of per cent, as in 20 %.")) from None
    if not share.is_finite():
        raise ValueError(translate("TaskForm", "Write a number of per cent, as in 20 %."))
    if share < 0:
        raise ValueError(translate("TaskForm", "A tick can only come later. Write 0 % or more."))
    return float(share)


def typed_count(text: str) -> int:
    """A whole number."""
    digits = text.strip()
    if not (digits.removeprefix("-").isdecimal() and len(digits) <= 18):
        raise ValueError(translate("TaskForm", "Write a whole number, as in 10."))
    return int(digits)


def factor_text(factor: float) -> str:
    """2.0 → "2"."""
    return f"{factor:.12g}"


def typed_factor(text: str) -> float | Absent:
    """A number of times."""
    number = text.strip()
    if not number:
        return ABSENT
    try:
        factor = Decimal(number.replace(",", "."))
    except InvalidOperation:
        raise ValueError(translate("TaskForm", "Write a number, as in 2 or 1.5.")) from None
    if not factor.is_finite():
        raise ValueError(translate("TaskForm", "Write a number, as in 2 or 1.5."))
    return float(factor)


def optional_count(text: str) -> int | Absent:
    """A whole number, or nothing."""
    return typed_count(text) if text.strip() else ABSENT


def typed_size(text: str) -> int | str | Absent:
    """A number of bytes, or a text with a unit, which the model reads."""
    size = text.strip()
    if not size:
        return ABSENT
    return int(size) if size.isdecimal() and len(size) <= 18 else size


def statuses_text(statuses: str | Iterable[int]) -> str:
    """What a task says of statuses, on a line: [200, 404] → "200, 404"."""
    return statuses if isinstance(statuses, str) else ", ".join(map(str, statuses))


def typed_line(text: str) -> str | Absent:
    """The text without spaces around it."""
    return text.strip() or ABSENT


def headers_text(headers: Mapping[str, str]) -> str:
    """One "Name: value" a line."""
    return "\n".join(f"{name}: {value}" for name, value in headers.items())


def typed_headers(text: str) -> dict[str, str] | Absent:
    """The headers of lines "Name: value"; empty lines mean nothing."""
    headers: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            message = translate("TaskForm", "Line {number} isn't of the form Name: value.")
            raise ValueError(message.replace("{number}", str(number)))
        headers[name.strip()] = value.strip()
    return headers or ABSENT


def json_text(value: Any) -> str:
    """A value of JSON as it is typed: text without quotation marks where it can't be taken for something else."""
    if isinstance(value, str):
        return value if value.strip() == value and value and _from_json(value) is ABSENT else json.dumps(value)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return str(value)


def typed_json(text: str) -> Any:
    """A value of JSON; what is none is text."""
    if not text.strip():
        return ABSENT
    value = _from_json(text)
    return text.strip() if value is ABSENT else value


def _from_json(text: str) -> Any:
    """The value, `ABSENT` if the text isn't JSON that a file can hold."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return ABSENT
    return value if _fits(value) else ABSENT


def _fits(value: Any) -> bool:
    """Whether a file has a way to write it: TOML knows no null, and we no infinity."""
    if isinstance(value, dict):
        return all(map(_fits, value.values()))
    if isinstance(value, list):
        return all(map(_fits, value))
    return value is not None and not (isinstance(value, float) and math.isinf(value))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def codes_text(codes: Iterable[int]) -> str:
    """(0, 75) → "0, 75"."""
    return ", ".join(map(str, codes))


def typed_some_codes(text: str) -> list[int]:
    """At least one exit code."""
    codes = typed_codes(text)
    if isinstance(codes, Absent):
        raise ValueError(translate("TaskForm", "Write whole numbers with commas between them, as in 0, 75."))
    return codes


def typed_codes(text: str) -> list[int] | Absent:
    """Exit codes, between commas or spaces."""
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    if not parts:
        return ABSENT
    if not all(part.removeprefix("-").isdecimal() and len(part) <= 18 for part in parts):
        raise ValueError(translate("TaskForm", "Write whole numbers with commas between them, as in 0, 75."))
    return [int(part) for part in parts]


def tags_text(tags: Iterable[str]) -> str:
    """("tls", "web") → "tls, web"."""
    return ", ".join(tags)


def typed_tags(text: str) -> list[str] | Absent:
    """Words between commas, each once."""
    tags = dict.fromkeys(tag.strip() for tag in text.split(","))
    return [tag for tag in tags if tag] or ABSENT


def variables_text(variables: Mapping[str, str]) -> str:
    """One NAME=value a line."""
    return "\n".join(f"{name}={value}" for name, value in variables.items())


def typed_variables(text: str) -> dict[str, str] | Absent:
    """The variables of lines NAME=value; empty lines mean nothing."""
    variables: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip():
            message = translate("TaskForm", "Line {number} isn't of the form NAME=value.")
            raise ValueError(message.replace("{number}", str(number)))
        variables[name.strip()] = value
    return variables or ABSENT
