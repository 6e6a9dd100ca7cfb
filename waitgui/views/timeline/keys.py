"""The timeline's own keys and what the mouse does there: which key does what, and the words for an overview of them."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_translate = QCoreApplication.translate
_Key = Qt.Key

KEYS: Final[dict[str, tuple[Qt.Key, ...]]] = {
    "zoom_in": (_Key.Key_Plus, _Key.Key_Equal),  # + without Shift
    "zoom_out": (_Key.Key_Minus,),
    "reset_zoom": (_Key.Key_0,),
    "jump_to_start": (_Key.Key_Home,),
    "jump_to_now": (_Key.Key_End,),
    "lane_above": (_Key.Key_Up,),
    "lane_below": (_Key.Key_Down,),
    "previous_tick": (_Key.Key_Left,),
    "next_tick": (_Key.Key_Right,),
    "page_up": (_Key.Key_PageUp,),
    "page_down": (_Key.Key_PageDown,),
    "fit_selection": (_Key.Key_F,),
    "next_failure": (_Key.Key_N,),
    "select_shown": (_Key.Key_R,),
    "escape": (_Key.Key_Escape,),
    "open": (_Key.Key_Return, _Key.Key_Enter),
}
"""What the keys without Ctrl and Alt do, by name."""
SHIFTED: Final[dict[str, Qt.Key]] = {
    "fit_all": _Key.Key_F,
    "previous_failure": _Key.Key_N,
    "extend_above": _Key.Key_Up,
    "extend_below": _Key.Key_Down,
}
"""The same with Shift."""


class Hint(NamedTuple):
    """A line of an overview: what to press or do, and what comes of it."""

    keys: str
    words: str


def key_hints() -> list[Hint]:
    """Of every key, in the order of the tables; keys that do the same count once."""
    words = _words()
    hints = [Hint(_name(keys[0]), words[name]) for name, keys in KEYS.items()]
    return [
        *hints,
        *(Hint(_name(QKeyCombination(Qt.Modifier.SHIFT, key)), words[name]) for name, key in SHIFTED.items()),
    ]


def mouse_hints() -> list[Hint]:
    """What the mouse does."""
    return [
        Hint(_translate("timeline", "Drag"), _translate("timeline", "Pan in time")),
        Hint(_translate("timeline", "Wheel"), _translate("timeline", "Scroll the lanes")),
        Hint(_translate("timeline", "Ctrl+Wheel"), _translate("timeline", "Zoom at the pointer")),
        Hint(_translate("timeline", "Shift+Wheel"), _translate("timeline", "Pan in time")),
        Hint(_translate("timeline", "Ctrl+Wheel on the names"), _translate("timeline", "Lanes higher or lower")),
        Hint(_translate("timeline", "Shift+Drag"), _translate("timeline", "Select a range")),
        Hint(_translate("timeline", "Drag on the axis"), _translate("timeline", "Zoom to a range")),
        Hint(_translate("timeline", "Double click"), _translate("timeline", "Fit the task")),
        Hint(_translate("timeline", "Drag a name"), _translate("timeline", "Put the task in another place")),
        Hint(_translate("timeline", "Ctrl+Click on a name"), _translate("timeline", "Select this task too")),
        Hint(_translate("timeline", "Shift+Click on a name"), _translate("timeline", "Select all tasks up to it")),
    ]


def _name(key: Qt.Key | QKeyCombination) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _words() -> dict[str, str]:
    return {
        "zoom_in": _translate("timeline", "Zoom in"),
        "zoom_out": _translate("timeline", "Zoom out"),
        "reset_zoom": _translate("timeline", "Reset zoom"),
        "jump_to_start": _translate("timeline", "Jump to the start"),
        "jump_to_now": _translate("timeline", "Jump to now"),
        "lane_above": _translate("timeline", "Lane above"),
        "lane_below": _translate("timeline", "Lane below"),
        "previous_tick": _translate("timeline", "Previous tick; collapses a group"),
        "next_tick": _translate("timeline", "Next tick; expands a group"),
        "page_up": _translate("timeline", "A page of lanes up"),
        "page_down": _translate("timeline", "A page of lanes down"),
        "fit_selection": _translate("timeline", "Fit the selection"),
        "fit_all": _translate("timeline", "Show all"),
        "next_failure": _translate("timeline", "Next failure"),
        "previous_failure": _translate("timeline", "Previous failure"),
        "select_shown": _translate("timeline", "Select the visible range"),
        "extend_above": _translate("timeline", "Select the lane above too"),
        "extend_below": _translate("timeline", "Select the lane below too"),
        "escape": _translate("timeline", "Give up drawing, or clear the range"),
        "open": _translate("timeline", "Edit the task; open or close a group"),
    }
