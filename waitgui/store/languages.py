"""Which language the program speaks: the one that was chosen, else the one of the desktop or of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENGLISH = "en"
NAMES = {"en": "English", "zh_CN": "简体中文"}
"""By their codes, each in its own words."""
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def nearest(wanted: Iterable[str]) -> str:
    """The code of the first of these languages ("zh-Hans-CN", "de_DE.UTF-8") that is spoken here, else English."""
    for name in wanted:
        short = _language(name)
        for code in NAMES:
            if _language(code) == short:
                return code
    return ENGLISH


def of_terminal(environ: Mapping[str, str]) -> str:
    """The language that the environment asks messages to be in: the first variable that is set decides."""
    return nearest([next((environ[name] for name in _VARIABLES if environ.get(name)), ENGLISH)])


def _language(name: str) -> str:
    return name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
