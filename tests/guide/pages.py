"""The guide's pages, taken apart: headings, pictures, blocks of code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

GUIDE = Path(__file__).resolve().parent.parent.parent / "packaging" / "guide"
EXAMPLES = GUIDE / "examples"
LANGUAGES = ("en", "zh_CN")
PAGES = sorted(path.name for path in (GUIDE / "en").glob("*.md"))

_BLOCK = re.compile(r"^```(?P<kind>\S*)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_PICTURE = re.compile(r"!\[(?P<says>[^\]]*)\]\((?P<path>[^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<path>[^)]+)\)")


class Block(NamedTuple):
    """A block of code and the line that it begins in."""

    kind: str
    text: str
    line: int


def text_of(language: str, page: str) -> str:
    """What a page says."""
    return (GUIDE / language / page).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """The blocks of code."""
    found = _BLOCK.finditer(text)
    return [Block(block["kind"], block["text"], text[: block.start()].count("\n") + 1) for block in found]


def code(text: str) -> list[tuple[str, str]]:
    """The blocks of code, wherever they stand."""
    return [(block.kind, block.text) for block in blocks(text)]


def prose(text: str) -> str:
    """The page without its blocks of code."""
    return _BLOCK.sub("", text)


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(len(marks), words) for marks, words in _HEADING.findall(prose(text))]


def pictures(text: str) -> list[tuple[str, str]]:
    """What is said of each picture, and its path."""
    return _PICTURE.findall(prose(text))


def links(text: str) -> list[str]:
    """Where the page leads."""
    return _LINK.findall(prose(text))


def of_kind(kind: str) -> list[tuple[str, Block]]:
    """All blocks of one kind in the English guide, with their pages; the other language has the very same."""
    return [(page, block) for page in PAGES for block in blocks(text_of("en", page)) if block.kind == kind]
