"""The language of the command line: that which the environment asks for. Records for programs never change with it."""

from __future__ import annotations

import argparse
import os
from functools import cache
from typing import TYPE_CHECKING

from waitgui import paths
from waitgui.store import languages
from waitgui.tasks import said as phrases
from waitgui.tasks.words import speak, translatable, untranslated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.tasks.exposure import Use
    from waitgui.tasks.record import Outcome, Reason
    from waitgui.tasks.words import Translate


def begin(environ: Mapping[str, str]) -> None:
    """Speak that language from now on, in argparse's own texts too."""
    _translation.cache_clear()
    speak(translate)
    foreign = languages.of_terminal(environ) != languages.ENGLISH
    # argparse asks gettext, which looks for a compiled catalogue of its own in the system.
    argparse._ = _of_argparse if foreign else str  # type: ignore[attr-defined]
    argparse.ngettext = _of_argparse_n  # type: ignore[attr-defined]


def translate(context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
    """The text in that language."""
    return _translation()(context, text, disambiguation, n)


def said(text: str) -> str:
    """What a floor below said, in that language."""
    return phrases.said(text, translate)


def word(value: Outcome | Reason | Use) -> str:
    """The word of a record, as tables for people have it."""
    return translate("cli", value.value)


@cache
def _translation() -> Translate:
    code = languages.of_terminal(os.environ)
    if code == languages.ENGLISH:
        return untranslated
    from waitgui.store import catalogue  # noqa: PLC0415 - English needs none

    try:
        return catalogue.load(paths.resources() / "translations", code).translate
    except (OSError, ValueError):  # then in English
        return untranslated


def _of_argparse(text: str) -> str:
    return translate("argparse", text)


def _of_argparse_n(one: str, many: str, n: int) -> str:
    return _of_argparse(one if n == 1 else many)


OF_ARGPARSE = (
    translatable("argparse", "usage: "),
    translatable("argparse", "positional arguments"),
    translatable("argparse", "options"),
    translatable("argparse", "show this help message and exit"),
    translatable("argparse", "the following arguments are required: %s"),
    translatable("argparse", "expected one argument"),
    translatable("argparse", "expected at least one argument"),
    translatable("argparse", "expected at most one argument"),
    translatable("argparse", "expected %s argument"),
    translatable("argparse", "expected %s arguments"),
    translatable("argparse", "unrecognized arguments: %s"),
    translatable("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    translatable("argparse", "argument %(argument_name)s: %(message)s"),
    translatable("argparse", "invalid %(type)s value: %(value)r"),
    translatable("argparse", "ignored explicit argument %r"),
)
"""What argparse says of its own accord."""

OF_RECORDS = (
    translatable("cli", "ok"),
    translatable("cli", "failed"),
    translatable("cli", "timed_out"),
    translatable("cli", "cancelled"),
    translatable("cli", "skipped"),
    translatable("cli", "met"),
    translatable("cli", "not_met"),
    translatable("cli", "error"),
    translatable("cli", "after_runs"),
    translatable("cli", "after_time"),
    translatable("cli", "at"),
    translatable("cli", "after_successes"),
    translatable("cli", "after_failures"),
    translatable("cli", "after_failures_in_a_row"),
    translatable("cli", "on_exit_code"),
    translatable("cli", "on_output"),
    translatable("cli", "when_task_ends"),
    translatable("cli", "when"),
    translatable("cli", "succeeded"),
    translatable("cli", "gave_up"),
    translatable("cli", "condition_error"),
    translatable("cli", "stopped"),
    translatable("cli", "quit"),
    translatable("cli", "lost"),
    translatable("cli", "broken"),
    translatable("cli", "program"),
    translatable("cli", "shell line"),
    translatable("cli", "script"),
    translatable("cli", "module"),
    translatable("cli", "code"),
    translatable("cli", "arguments"),
    translatable("cli", "interpreter"),
    translatable("cli", "folder"),
    translatable("cli", "environment variable"),
    translatable("cli", "request"),
    translatable("cli", "redirects"),
    translatable("cli", "header"),
    translatable("cli", "body"),
    translatable("cli", "port"),
    translatable("cli", "file"),
    translatable("cli", "notification"),
)
"""The words of outcomes, of reasons and of what a set uses."""
