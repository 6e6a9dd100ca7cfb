"""Actions and conditions in words, short enough for a sentence.

A kind adds one registered function to `action_words` or `condition_words`.
"""

from __future__ import annotations

import re
import shlex
from functools import singledispatch
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from waitgui.tasks.actions import Command, Http, Nothing, Notify, Python
from waitgui.tasks.conditions import All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck
from waitgui.tasks.fields import size_text
from waitgui.tasks.problems import shown
from waitgui.tasks.words import exact_words, listed, untranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.tasks.actions import Action, Program
    from waitgui.tasks.conditions import Condition
    from waitgui.tasks.words import Translate

LONGEST = 60
_SHELLISH = re.compile(r"[;|&<>(){}`$]")
"""Of a text from outside within a sentence."""
_LISTED = 3
"""How many conditions of a combination are named."""
_DEEPEST = 4


@singledispatch
def action_words(action: Action, translate: Translate = untranslated) -> str:
    """What is run, short: "rsync"."""
    raise TypeError(f"no words for {type(action).__name__}")


@action_words.register(Command)
def _(action: Command, translate: Translate = untranslated) -> str:
    return _program_words(action, translate)


def _program_words(program: Program, translate: Translate) -> str:
    if program.argv is not None:
        return _cut(PurePath(program.argv[0]).name or program.argv[0])
    line = (program.shell or "")[:4096]
    if _SHELLISH.search(line.lstrip().partition(" ")[0]):  # its first word is no program
        return _cut(line.strip())
    try:
        first = shlex.split(line)[:1]
    except ValueError:
        first = []
    return _cut(PurePath(first[0]).name or first[0]) if first else translate("describe", "a shell command")


@action_words.register(Python)
def _(action: Python, translate: Translate = untranslated) -> str:
    if action.script is not None:
        return _cut(PurePath(action.script).name or action.script)
    if action.module is not None:
        return _cut(action.module)
    return translate("describe", "Python code")


@action_words.register(Http)
def _(action: Http, translate: Translate = untranslated) -> str:
    return f"{_cut(action.method)} {_address(action.url)}"


@action_words.register(Notify)
def _(action: Notify, translate: Translate = untranslated) -> str:
    return translate("describe", "the notification “{title}”").replace("{title}", _cut(action.title))


@action_words.register(Nothing)
def _(action: Nothing, translate: Translate = untranslated) -> str:
    if action.takes_ns:
        return translate("describe", "nothing for {time}").replace("{time}", exact_words(action.takes_ns))
    return translate("describe", "nothing")


UNSAID = FileCheck(kind="file", path="…")
"""Stands for a condition that isn't known yet, of whatever kind."""


def condition_words(condition: Condition, translate: Translate = untranslated, depth: int = 0) -> str:
    """What must hold, as a clause: "port 5432 of localhost answers"; of a combination the first few."""
    if depth > _DEEPEST or condition == UNSAID:
        return "…"
    return _condition_words(condition, translate, depth)


@singledispatch
def _condition_words(condition: Condition, translate: Translate, depth: int) -> str:
    raise TypeError(f"no words for {type(condition).__name__}")


@_condition_words.register(TcpCheck)
def _(condition: TcpCheck, translate: Translate, _depth: int) -> str:
    if condition.state == "open":
        template = translate("describe", "port {port} of {host} answers")
    else:
        template = translate("describe", "port {port} of {host} doesn't answer")
    return _filled(template, port=str(condition.port), host=_cut(condition.host))


@_condition_words.register(FileCheck)
def _(condition: FileCheck, translate: Translate, _depth: int) -> str:
    if condition.state == "exists":
        words = translate("describe", "{path} exists")
    else:
        words = translate("describe", "{path} doesn't exist")
    age, size = condition.newer_than_ns, condition.min_size
    if age is not None and size is not None:
        template = translate("describe", "{is_there} (changed less than {age} ago, of at least {size})")
    elif age is not None:
        template = translate("describe", "{is_there} (changed less than {age} ago)")
    elif size is not None:
        template = translate("describe", "{is_there} (of at least {size})")
    else:
        template = "{is_there}"
    is_there = _filled(words, path=_cut(condition.path))
    return _filled(template, is_there=is_there, age=exact_words(age or 0), size=_size(size or 0))


@_condition_words.register(HttpCheck)
def _(condition: HttpCheck, translate: Translate, _depth: int) -> str:
    status = condition.status if isinstance(condition.status, str) else ", ".join(map(str, condition.status))
    words = [translate("describe", "{url} answers {status}")]
    if condition.contains is not None:
        words.append(translate("describe", "contains “{text}”"))
    test = condition.json_test
    if test is not None:
        words.append(translate("describe", "has {value} at {path}"))
    return _filled(
        _listed(words, translate("describe", "{some} and {last}"), translate),
        url=_address(condition.url),
        status=_cut(status),
        text=_cut(condition.contains or ""),
        value=_cut(shown(test.equals)) if test else "",
        path=_cut(test.path) if test else "",
    )


@_condition_words.register(CommandCheck)
def _(condition: CommandCheck, translate: Translate, _depth: int) -> str:
    program = _program_words(condition, translate)
    if condition.ok_codes == (0,):
        return _filled(translate("describe", "{program} succeeds"), program=program)
    either = translate("describe", "{some} or {last}")
    codes = _listed([str(code) for code in condition.ok_codes[:_LISTED]], either, translate)
    more = len(condition.ok_codes) > _LISTED
    template = translate("describe", "{program} ends with {codes}")
    return _filled(template, program=program, codes=codes + "…" if more else codes)


@_condition_words.register(All)
def _(condition: All, translate: Translate, depth: int) -> str:
    return _combined(condition.conditions, translate("describe", "all of ({conditions})"), translate, depth)


@_condition_words.register(AnyOf)
def _(condition: AnyOf, translate: Translate, depth: int) -> str:
    return _combined(condition.conditions, translate("describe", "any of ({conditions})"), translate, depth)


@_condition_words.register(Not)
def _(condition: Not, translate: Translate, depth: int) -> str:
    inner = condition_words(condition.condition, translate, depth + 1)
    return _filled(translate("describe", "not ({condition})"), condition=inner)


def _combined(conditions: Sequence[Condition], template: str, translate: Translate, depth: int) -> str:
    if len(conditions) == 1:
        return condition_words(conditions[0], translate, depth)
    parts = [condition_words(condition, translate, depth + 1) for condition in conditions[:_LISTED]]
    if len(conditions) > _LISTED:
        parts.append(translate("describe", "%n more", None, len(conditions) - _LISTED))
    return _filled(template, conditions=translate("describe", "; ").join(parts))


def _listed(parts: list[str], template: str, translate: Translate) -> str:
    """("a", "b", "c") → "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return template.replace("{some}", listed(parts[:-1], translate)).replace("{last}", parts[-1])


def _filled(template: str, **values: str) -> str:
    """The template with its {fields}; what stands in a value is left alone."""
    return template.format_map(values)


def _cut(text: str) -> str:
    """A text from outside, bounded and on one line."""
    text = " ".join(text[: LONGEST * 4].split()) if any(char in text[: LONGEST * 4] for char in "\r\n\t") else text
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _address(url: str) -> str:
    """Host and path of a URL; never what may be secret: user, password, query."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    path = "" if parts.path == "/" else parts.path
    return _cut(f"{host}{port}{path}")


def _size(size: int) -> str:
    text = size_text(size)
    return text if isinstance(text, str) else f"{text}B"
