"""What the gutter says of one lane: a state, a name, what comes next. Rows that say the same are painted once.

Ten times a second all rows in sight are looked at, and most say what they, or others, said before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from waitgui.models.task_states import State
from waitgui.views.labels import visible
from waitgui.views.timeline.lane_styles import COMFORTABLE, LaneStyle
from waitgui.views.timeline.words import next_words, state_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.task_states import TaskState
    from waitgui.models.timeline import Lane, PlannedTick
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.lettering import Lettering
    from waitgui.views.tokens import Tokens

CHEVRON_TO = 36
"""Left of this x lies a group's chevron, or a lane's state."""
EDGE = 12
BETWEEN = 8
_ICON, _ICON_X = 15, 13
_MOST_KEPT = 512


class RowLook(NamedTuple):
    """All that the picture of a row depends on, but for the theme. The size is in device pixels."""

    name: str
    schedule: str
    icon: str
    icon_token: str
    next: str
    is_running: bool
    is_quiet: bool
    is_chosen: bool
    style: LaneStyle
    size: tuple[int, int]


def row_look(
    lane: Lane,
    state: TaskState,
    plans: Sequence[PlannedTick],
    now_ns: int,
    *,
    is_chosen: bool,
    style: LaneStyle,
    size: tuple[int, int],
) -> RowLook:
    """How the row of a task looks now."""
    return RowLook(
        visible(lane.name),
        lane.schedule if style.has_schedule else "",
        *state_icon(state),
        next_words(state, plans, now_ns) if style.has_next else "",
        state.state is State.RUNNING,
        state.state in (State.IDLE, State.DONE, State.STOPPED),
        is_chosen,
        style,
        size,
    )


class RowPainter:
    """Paints rows, and keeps the pictures."""

    def __init__(self, theme: Theme, letters: Lettering) -> None:
        self._theme = theme
        self._letters = letters
        self._kept: dict[RowLook, QPixmap] = {}
        self._in: tuple[Tokens, float] | None = None

    def picture(self, look: RowLook, dpr: float) -> QPixmap:
        """The row on the gutter's ground, a pixel for a pixel of the device."""
        tokens = self._theme.tokens
        if self._in is None or self._in[0] is not tokens or self._in[1] != dpr:
            self._kept, self._in = {}, (tokens, dpr)
        found = self._kept.pop(look, None)
        if found is None:
            found = QPixmap(*look.size)
            found.setDevicePixelRatio(dpr)
            found.fill(QColor(tokens.gutter))
            with QPainter(found) as painter:
                self.paint(painter, look, dpr)
            found.setDevicePixelRatio(1)
        self._kept[look] = found  # as the latest
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    def paint(self, painter: QPainter, look: RowLook, dpr: float, top: float = 0) -> None:
        """The row without its ground; in logical pixels, as the painter counts."""
        rect = QRectF(0, top, look.size[0] / dpr, look.size[1] / dpr)
        tokens, style = self._theme.tokens, look.style
        first = QRectF(rect.x(), rect.y() + 5, rect.width(), 18) if style is COMFORTABLE else rect
        if look.icon:
            pixmap = self._theme.icons.pixmap(look.icon, getattr(tokens, look.icon_token), _ICON, dpr)
            painter.drawPixmap(QRect(_ICON_X, round(first.center().y() - _ICON / 2), _ICON, _ICON), pixmap)
        right = rect.right() - EDGE
        if style.has_next:
            rest = QRectF(CHEVRON_TO, first.y(), right - CHEVRON_TO, first.height())
            weight, colour = (500, tokens.accent) if look.is_running else (400, tokens.text2)
            wide = self._letters.line(painter, ("secondary", weight), colour, rest, look.next, at_right=True)
            right -= wide + BETWEEN
        name = QRectF(CHEVRON_TO, first.y(), right - CHEVRON_TO, first.height())
        kind, colour = (style.name_role, 600 if look.is_chosen else 500), tokens.text2 if look.is_quiet else tokens.text
        self._letters.line(painter, kind, colour, name, look.name)
        if style.has_schedule:
            second = QRectF(CHEVRON_TO, rect.y() + 23, rect.right() - EDGE / 2 - CHEVRON_TO, 16)
            self._letters.line(painter, ("hint", 400), tokens.text3, second, look.schedule)
