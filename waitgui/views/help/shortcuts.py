"""The overview of all keys: made of the menus and of the timeline's own tables, so that it can't say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from waitgui.views.labels import plain_label, without_key
from waitgui.views.timeline.keys import key_hints, mouse_hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_translate = QCoreApplication.translate


class Line(NamedTuple):
    """A command and its key, as the desktop writes it."""

    words: str
    keys: str


class Section(NamedTuple):
    """Keys that belong together."""

    title: str
    lines: tuple[Line, ...]


def sections_of(menus: Iterable[QMenu]) -> list[Section]:
    """A section for each menu, with the commands that have a key; then the timeline's keys, and the mouse."""
    found = [Section(without_key(menu.title()), tuple(_lines(menu))) for menu in menus]
    keys = tuple(Line(hint.words, hint.keys) for hint in key_hints())
    mouse = tuple(Line(hint.words, hint.keys) for hint in mouse_hints())
    found.append(Section(_translate("help", "On the timeline"), keys))
    found.append(Section(_translate("help", "Mouse on the timeline"), mouse))
    return [section for section in found if section.lines]


def _lines(menu: QMenu) -> Iterator[Line]:
    for action in menu.actions():
        sub: object = action.menu()  # None, whatever the stubs say
        if isinstance(sub, QMenu):
            yield from _lines(sub)
        elif not action.shortcut().isEmpty():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield Line(without_key(action.text()).removesuffix("…"), keys)


class ShortcutPage(QFrame):
    """The sections below one another."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(8)
        column.addWidget(plain_label(_translate("help", "Keys"), look="title"))
        for section in sections:
            column.addSpacing(12)
            column.addWidget(plain_label(section.title, look="section"))
            column.addLayout(_grid(section.lines))
        column.addStretch(1)


def _grid(lines: Sequence[Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for row, line in enumerate(lines):
        words = plain_label(line.words)
        words.setAccessibleDescription(line.keys)
        cap = plain_label(line.keys, look="key")
        held = QHBoxLayout()
        held.addStretch(1)
        held.addWidget(cap)
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(held, row, 1)
    return grid
