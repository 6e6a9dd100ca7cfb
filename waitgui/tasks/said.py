"""What the floors below say in English, found again where it is shown, to be said in the user's language.

Problems of a file, why a tick ended as it did, what the system answered: all of that is written into logs, records and
the history, which never change with the language. So it is made in English, and translated at the edge: a text is
looked up among these templates, and what stands in its fields is put into the template's translation. What isn't known
here stays as it is. `tests/tasks/test_said.py` looks for each of them in the source.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.words import exact_words, translatable
from waitgui.wait import durations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.tasks.words import Translate

_FIELD = re.compile(r"\{(\w+)\}")
_DEEPEST = 4
_LONGEST = 4_000
"""A text that is longer isn't looked up: it is somebody's output."""
_AGAIN = frozenset({"problem", "reason", "why", "kind", "got", "value"})
"""Fields whose content is said by the same floors."""
_SHAPES = {
    "line": r"[0-9]+",
    "number": r"[0-9,]+",
    "count": r"[0-9,]+",
    "name": r'"[^"]*"…?|[0-9]+',
    "place": r"[^\s:]+",
    "path": r"[^\n]*[/.][^\n]*?",
    "kind": r"a [a-z]+|something else",
    "got": r".*",
    "reason": r".*",
}
"""What may stand in a field; elsewhere as little as is needed."""


class _Found(NamedTuple):
    template: str
    fields: Mapping[str, str]


def said(text: str, translate: Translate) -> str:
    """The text in the user's language, as far as it is known."""
    return _said(text, translate, 0)


def _said(text: str, translate: Translate, depth: int) -> str:
    found = _find(text) if depth < _DEEPEST and len(text) <= _LONGEST else None
    if found is None:
        return text
    words = translate("said", found.template)
    if not found.fields:
        return text if words == found.template else words
    is_foreign = words != found.template
    for name, value in found.fields.items():
        shown = _said(value, translate, depth + 1) if name in _AGAIN else value
        if name == "time" and is_foreign:
            shown = _time_words(value)
        words = words.replace(f"{{{name}}}", shown, 1)
    return words


def _time_words(text: str) -> str:
    """A duration as records have it ("1m30s"), in words."""
    try:
        return exact_words(durations.parse(text))
    except ValueError:
        return text


@lru_cache(maxsize=2_000)
def _find(text: str) -> _Found | None:
    """The template that the text was made of: the one that says most of it by itself."""
    for exact in (text, text[:1].upper() + text[1:]):
        if exact in _EXACT:
            return _Found(exact, {})
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return _Found(template, match.groupdict())
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # What stands behind a problem is looked for first: else the problem's own last field takes it.
    by_length = sorted(
        TEMPLATES, key=lambda text: (text.startswith("{problem} ("), len(_FIELD.sub("", text))), reverse=True
    )
    return tuple((template, _pattern(template)) for template in by_length if "{" in template)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _FIELD.split(template)
    for number, part in enumerate(parts):
        shape = _SHAPES.get(part, r".+?") if number % 2 else ""
        parts[number] = f"(?P<{part}>{shape})" if number % 2 else re.escape(part)
    return re.compile("".join(parts), re.DOTALL)


TEMPLATES = (
    # lines of problems
    translatable("said", "{file}:{line}: warning: task {name} {place}: {problem}"),
    translatable("said", "{file}:{line}: warning: task {name}: {problem}"),
    translatable("said", "{file}:{line}: warning: {place}: {problem}"),
    translatable("said", "{file}:{line}: warning: {problem}"),
    translatable("said", "{file}:{line}: task {name} {place}: {problem}"),
    translatable("said", "{file}:{line}: task {name}: {problem}"),
    translatable("said", "{file}:{line}: {place}: {problem}"),
    translatable("said", "{file}:{line}: {problem}"),
    translatable("said", "{file}: task {name} {place}: {problem}"),
    translatable("said", "{file}: can't be read: {reason}"),
    translatable("said", "{path}: {reason}"),
    translatable("said", "{problem} (got {got})"),
    translatable("said", "{problem} (line {line})"),
    translatable("said", '{problem} (there is "{near}")'),
    # fields
    translatable("said", "is missing"),
    translatable("said", "must be text"),
    translatable("said", "must be true or false"),
    translatable("said", "must be a whole number"),
    translatable("said", "must be a number"),
    translatable("said", "must be a finite number"),
    translatable("said", "must be a table"),
    translatable("said", "must be a list"),
    translatable("said", "must be at least {least}"),
    translatable("said", "must be at most {most}"),
    translatable("said", "has more than {count} entries"),
    translatable("said", "must be a-z, 0-9 and -, at most 64, not starting with -"),
    translatable("said", "must be one of {words}"),
    translatable("said", "must be finite"),
    translatable("said", 'must be a duration, as in "10s"'),
    translatable("said", "must not be negative"),
    translatable("said", "must not be longer than 10 years"),
    translatable("said", "must be 0 or at least 1ms"),
    translatable("said", "must be longer than 0"),
    translatable("said", "must not contain NUL"),
    translatable("said", "must not be empty"),
    translatable("said", "must be a date and a time, as in 2027-01-01T08:00:00"),
    translatable("said", "is outside the range of the calendar"),
    translatable("said", "needs a time too, as in 2027-01-01T08:00:00"),
    translatable("said", 'must be a size, as in "10KiB"'),
    translatable("said", 'must be a number of bytes, or a size as in "10KiB"'),
    translatable("said", "is too large"),
    translatable("said", 'must be statuses, as in "200-299" or "200, 404"'),
    translatable("said", 'must be statuses, as in "200-299" or [200, 404]'),
    translatable("said", "must be statuses between 100 and 999"),
    translatable("said", "must not contain spaces or control characters"),
    translatable("said", "isn't a URL: {reason}"),
    translatable("said", "must begin with http:// or https://"),
    translatable("said", "names no host"),
    translatable("said", 'must be a method of HTTP, as in "GET"'),
    translatable("said", '"{word}" can\'t be the name of a header'),
    translatable("said", 'the header "{word}" must be of one line'),
    translatable("said", "needs sliding = false, a grid doesn't count from the end of a tick"),
    translatable("said", "needs jitter = 0, nothing on a grid is late on purpose"),
    translatable("said", "needs a period longer than 0"),
    translatable("said", '"{word}" is the id of task {number} too'),
    translatable("said", "is the task itself"),
    translatable("said", 'no task has the id "{word}"'),
    translatable("said", '"{word}" can\'t be the name of a variable'),
    translatable("said", "or shell is needed"),
    translatable("said", "and shell exclude each other"),
    translatable("said", "must name a program"),
    translatable("said", "or module or code is needed"),
    translatable("said", "and {word} exclude each other"),
    translatable("said", "needs at least one condition"),
    translatable("said", "is longer than {count} characters"),
    translatable("said", "repeats too much: its counts multiply"),
    translatable("said", "isn't a regular expression: {reason}"),
    translatable("said", "is nested too deeply"),
    translatable("said", "goes in a circle: {words}"),
    translatable("said", "isn't known, did you mean {word}?"),
    translatable("said", "isn't known"),
    translatable("said", "a table"),
    translatable("said", "a list"),
    translatable("said", "an empty list"),
    translatable("said", "format {number} is newer than this program knows (it knows format {known})"),
    translatable("said", "a duration is needed, as in 10s"),
    translatable("said", "“{word}” isn't a duration. Write a number and a unit, as in 10s."),
    translatable("said", "“{word}” has no unit. Use ms, s, m or h, as in 10s."),
    translatable("said", "“{word}” isn't a unit. Use ms, s, m or h, as in 10s."),
    translatable("said", "must be {words}"),
    # files
    translatable("said", "isn't UTF-8 at byte {number}"),
    translatable("said", "a key has too many parts"),
    translatable("said", "a number has too many digits"),
    translatable("said", "is nested deeper than {number}"),
    translatable("said", "isn't TOML: {reason}"),
    translatable("said", "{problem} (column {number})"),
    translatable("said", "stands in line {line} already"),
    translatable("said", "has regular expressions that are too large, taken together"),
    translatable("said", "is longer than 64 KiB"),
    translatable("said", "must fit into 64 bits"),
    translatable("said", "is larger than {size} MiB"),
    translatable("said", "would be larger than {size} MiB"),
    translatable("said", "is {kind}, not a regular file"),
    translatable("said", "a folder"),
    translatable("said", "a pipe"),
    translatable("said", "a socket"),
    translatable("said", "a device"),
    translatable("said", "something else"),
    translatable("said", "isn't a regular file"),
    translatable("said", "{file} was changed since it was opened"),
    translatable("said", "belongs to user {word}"),
    translatable("said", "can be written by everybody"),
    translatable("said", "can be written by others (it has an access list)"),
    translatable("said", "can be written by the group {word}"),
    translatable("said", "stands in {folder}, which {reason}"),
    translatable("said", "stands where it can't be told who may write ({reason})"),
    translatable("said", "it {reason}"),
    translatable("said", "it is damaged"),
    translatable("said", "Changes that weren't saved can't be read ({reason}); {place} can't be put aside ({why})."),
    translatable("said", "Changes that weren't saved can't be read ({reason}). They are in {place} now."),
    translatable("said", "The settings in {file} can't be read: {reason}."),
    translatable("said", "The settings in {file} can't be used ({reason}) nor put aside ({why})."),
    translatable("said", "The settings in {file} couldn't be used ({reason}). They are in {place} now."),
    translatable("said", "{file} can't be read, so no task set is trusted: {reason}."),
    translatable("said", "{file} can't be used ({reason}) nor put aside ({why}), so no task set is trusted."),
    translatable("said", "{file} couldn't be used ({reason}), so no task set is trusted. It is in {place} now."),
    translatable("said", "the program stands in a folder whose name can't be written into such a file"),
    # the history
    translatable("said", "the disk is full"),
    translatable("said", "it can't be written"),
    translatable("said", "another program holds it locked"),
    translatable("said", "it can't be opened"),
    translatable("said", "access is denied"),
    translatable("said", "the disk doesn't do what it should"),
    translatable("said", "there is no memory left"),
    translatable("said", "a newer version of waitgui wrote it; this one doesn't touch it"),
    translatable("said", "it isn't a regular file"),
    translatable("said", "it isn't a history"),
    translatable("said", "it is another program's database"),
    translatable("said", "its end is missing"),
    translatable("said", "it was interrupted"),
    translatable("said", "it is broken and can't be put aside ({reason})"),
    translatable("said", "{reason}; until that changes, only the latest ticks are kept, in memory"),
    translatable("said", "works again"),
    translatable("said", "works again; {count} ticks are lost"),
    translatable("said", "it was broken; a new one is begun, the old one is {place}"),
    translatable("said", "history {file}: {reason}"),
    # another process
    translatable("said", "waitgui is open already, but can't be reached"),
    translatable("said", "{file}: it isn't this user's alone"),
    translatable("said", "it isn't this user's alone"),
    translatable("said", "{file} belongs to user {word}: nothing was handed over"),
    translatable(
        "said", "waitgui is open already (process {number}), but doesn't answer; wait for it, or end that process"
    ),
    translatable("said", "waitgui is open already, but doesn't answer; wait for it, or end that process"),
    translatable("said", "waitgui is open already, and takes nothing: {reason}"),
    translatable("said", "waitgui is open already, and answers nonsense"),
    translatable("said", "{number} files are too many to hand over"),
    translatable("said", "the other waitgui is of another version; quit it first"),
    translatable("said", "the files must be absolute paths"),
    translatable("said", "it isn't understood"),
    translatable("said", "there is a character in it that no name has"),
    translatable("said", "no reason is given"),
    # runs
    translatable("said", "the computer was asleep"),
    translatable("said", "the program was stopped"),
    translatable("said", "the tick before was still running"),
    translatable("said", "{why}, and at {count} points before"),
    translatable("said", "the engine was late by more than a period"),
    translatable("said", "the task was paused"),
    translatable("said", "a tick is under way"),
    translatable("said", "it is running already"),
    translatable("said", "out of resources: {reason}"),
    translatable("said", "no more threads"),
    translatable("said", "no memory is left"),
    translatable("said", "no thread can be started"),
    # actions and conditions
    translatable("said", "ended with exit code {number}"),
    translatable("said", "had not ended after {time}"),
    translatable("said", "killed by {word}"),
    translatable("said", "signal {number}"),
    translatable("said", "{number} of its processes can't be killed"),
    translatable("said", "what must not be is met"),
    translatable("said", "no host can have this name"),
    translatable("said", "{problem}: did you mean {word}?"),
    translatable("said", "{word} can't be a path: {reason}"),
    translatable("said", "{word} can't be looked for: {reason}"),
    translatable("said", "the folder that waitgui runs in is gone: {reason}"),
    translatable("said", "the folder {word} isn't a folder"),
    translatable("said", "the folder {word} doesn't exist"),
    translatable("said", "the folder {word} can't be entered"),
    translatable("said", "the folder {word} can't be found: {reason}"),
    translatable("said", "the folder {word} can't be used: {reason}"),
    translatable("said", "the folder {word} has no __main__.py"),
    translatable("said", "{word} is in {folder}, but may not be executed"),
    translatable("said", "{word} isn't on the PATH that its variables set"),
    translatable("said", "{word} isn't on the PATH"),
    translatable("said", "only a shell reads ~"),
    translatable("said", "{word} is a folder"),
    translatable("said", "{word} may not be executed"),
    translatable("said", "{word} isn't a file"),
    translatable("said", "the script {word} can't be read"),
    translatable("said", "the script {word} doesn't exist"),
    translatable("said", "{word} doesn't exist"),
    translatable("said", "{word} can't be looked at: {reason}"),
    translatable("said", "it is there"),
    translatable("said", "it isn't there"),
    translatable("said", "it wasn't changed within {time}"),
    translatable("said", "it has {number} bytes"),
    translatable("said", "answered {word}"),
    translatable("said", "no answer after {time}"),
    translatable("said", "the answer doesn't contain the text"),
    translatable("said", "the answer isn't JSON"),
    translatable("said", "the answer has no {word}"),
    translatable("said", "the answer is {value}"),
    translatable("said", "{word} is {value}"),
    translatable("said", "the answer can't be decompressed: {reason}"),
    translatable("said", "the answer ends in the middle of its compressed body"),
    translatable("said", "this can't be sent: {reason}"),
    translatable("said", "the answer breaks the rules of HTTP: {reason}"),
    translatable("said", "more than {number} redirects"),
    translatable("said", "the host {word} isn't found: {reason}"),
    translatable("said", "the address {word} is link-local, which is refused"),
    translatable("said", "the answer is longer than {size}"),
    translatable("said", "the connection was closed without an answer"),
    translatable("said", "the connection was closed amid the head of an answer"),
    translatable("said", "redirects to {word}, which isn't a URL"),
    translatable("said", "redirects to {word}, which isn't http:// or https://"),
    translatable("said", "the login shell {word}: {reason}"),
    translatable("said", "the login shell {word} printed no environment, or too long a one"),
    translatable("said", "notifications aren't known on this system"),
    translatable("said", "no notification service answered after {time}"),
    translatable("said", "no session bus is running: {reason}"),
    translatable("said", "no notification service is running"),
    translatable("said", "the notification service declined: {reason}"),
    translatable("said", "the session bus hung up: {reason}"),
    translatable("said", "its message can't be read"),
    translatable("said", "program not found: {word}"),
    translatable("said", "the interpreter that its first line names isn't there"),
    translatable("said", "{word} can't be started: {reason}"),
    translatable("said", "the interpreter must be Python 3.11 or later"),
    translatable("said", "it takes connections"),
    translatable("said", "the certificate can't be trusted: {reason}"),
    translatable("said", "no encryption can be agreed on: {reason}"),
    translatable("said", "the certificates of {file} can't be read"),
    translatable("said", "{number} calls hang that can't be interrupted"),
    translatable("said", "the picture is too large"),
    # the system
    translatable("said", "No such file or directory"),
    translatable("said", "Permission denied"),
    translatable("said", "Operation not permitted"),
    translatable("said", "Is a directory"),
    translatable("said", "Not a directory"),
    translatable("said", "File exists"),
    translatable("said", "File name too long"),
    translatable("said", "Too many levels of symbolic links"),
    translatable("said", "No space left on device"),
    translatable("said", "Disk quota exceeded"),
    translatable("said", "Read-only file system"),
    translatable("said", "Input/output error"),
    translatable("said", "Too many open files"),
    translatable("said", "Too many open files in system"),
    translatable("said", "Resource temporarily unavailable"),
    translatable("said", "Cannot allocate memory"),
    translatable("said", "Exec format error"),
    translatable("said", "Argument list too long"),
    translatable("said", "Text file busy"),
    translatable("said", "Connection refused"),
    translatable("said", "Connection reset by peer"),
    translatable("said", "Connection timed out"),
    translatable("said", "Broken pipe"),
    translatable("said", "Network is unreachable"),
    translatable("said", "No route to host"),
    translatable("said", "Address family not supported by protocol"),
    translatable("said", "Name or service not known"),
    translatable("said", "Temporary failure in name resolution"),
    translatable("said", "No address associated with hostname"),
)
_EXACT = frozenset(template for template in TEMPLATES if "{" not in template)
