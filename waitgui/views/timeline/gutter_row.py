"""What the gutter says of one lane: a state, a name, what comes next. What is said again is painted once.

Ten times a second all rows in sight are looked at. Names stay, and the words of what comes next are those that others
have, or had a moment ago: so each has its pictures.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from waitgui.models.task_states import State
from waitgui.views.labels import visible
from waitgui.views.timeline.lane_styles import COMFORTABLE, LaneStyle
from waitgui.views.timeline.words import next_words, state_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
_FIRST_TOP, _FIRST_LINE = 5, 18
"""Of a comfortable lane's name and what comes next; the schedule stands below."""
_MOST_KEPT = 256


class Saying(NamedTuple):
    """What a row says that changes by itself."""

    words: str
    icon: str
    icon_token: str
    is_quiet: bool
    is_running: bool


def saying(state: TaskState, plans: Sequence[PlannedTick], now_ns: int, style: LaneStyle) -> Saying:
    """What the row of a task says now."""
    is_quiet = state.state in (State.IDLE, State.DONE, State.STOPPED)
    words = next_words(state, plans, now_ns) if style.has_next else ""
    return Saying(words, *state_icon(state), is_quiet, state.state is State.RUNNING)


class Body(NamedTuple):
    """All that the picture of a row depends on, but for the theme and the words of what comes next."""

    name: str
    schedule: str
    icon: str
    icon_token: str
    is_quiet: bool
    is_chosen: bool
    style: LaneStyle
    size: tuple[int, int]
    """In device pixels."""
    room: int
    """What those words take, in logical pixels."""


class Next(NamedTuple):
    """All that the picture of those words depends on, but for the theme. Sizes in logical pixels."""

    words: str
    is_running: bool
    width: int
    height: float

    @property
    def kind(self) -> tuple[str, int]:
        """The font's role and weight."""
        return "secondary", 500 if self.is_running else 400


class RowPainter:
    """Paints rows, and keeps the pictures."""

    def __init__(self, theme: Theme, letters: Lettering) -> None:
        self._theme = theme
        self._letters = letters
        self._kept: dict[Body | Next, QPixmap] = {}
        self._in: tuple[Tokens, float] | None = None

    def look(
        self, lane: Lane, said: Saying, *, is_chosen: bool, style: LaneStyle, size: tuple[int, int], dpr: float
    ) -> tuple[Body, Next]:
        """How the row of a task, so many device pixels large, looks."""
        high = _FIRST_LINE if style is COMFORTABLE else size[1] / dpr
        kind = Next(said.words, said.is_running, 0, high).kind
        most = max(int(size[0] / dpr) - EDGE - CHEVRON_TO, 1)
        following = Next(said.words, said.is_running, min(ceil(self._letters.width(*kind, said.words)), most), high)
        body = Body(
            visible(lane.name),
            lane.schedule if style.has_schedule else "",
            said.icon,
            said.icon_token,
            said.is_quiet,
            is_chosen,
            style,
            size,
            following.width + BETWEEN if style.has_next else 0,
        )
        return body, following

    def draw(self, painter: QPainter, look: tuple[Body, Next], dpr: float, top: int) -> None:
        """Put the row on a painter that counts device pixels, with the gutter's ground; from pictures."""
        tokens = self._theme.tokens
        if self._in is None or self._in[0] is not tokens or self._in[1] != dpr:
            self._kept, self._in = {}, (tokens, dpr)
        body, following = look
        painter.drawPixmap(0, top, self._picture(body, body.size, lambda onto: self._body(onto, body, dpr)))
        if following.words:
            size = ceil(following.width * dpr), ceil(following.height * dpr)
            picture = self._picture(following, size, lambda onto: self._next(onto, following, 0, 0))
            first_top = _FIRST_TOP if body.style is COMFORTABLE else 0
            painter.drawPixmap(body.size[0] - round(EDGE * dpr) - size[0], top + round(first_top * dpr), picture)

    def paint(self, painter: QPainter, look: tuple[Body, Next], dpr: float, top: float) -> None:
        """Paint the row without its ground, from `top` on; in logical pixels, as the painter counts."""
        body, following = look
        self._body(painter, body, dpr, top)
        left = body.size[0] / dpr - EDGE - following.width
        self._next(painter, following, left, top + (_FIRST_TOP if body.style is COMFORTABLE else 0))

    def _picture(self, what: Body | Next, size: tuple[int, int], paint: Callable[[QPainter], None]) -> QPixmap:
        """A pixel for a pixel of the device; what was wanted last is kept longest."""
        assert self._in is not None
        tokens, dpr = self._in
        found = self._kept.pop(what, None)
        if found is None:
            found = QPixmap(*size)
            found.setDevicePixelRatio(dpr)
            found.fill(QColor(tokens.gutter))
            with QPainter(found) as painter:
                paint(painter)
            found.setDevicePixelRatio(1)
        self._kept[what] = found
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    def _body(self, painter: QPainter, body: Body, dpr: float, top: float = 0) -> None:
        rect = QRectF(0, top, body.size[0] / dpr, body.size[1] / dpr)
        tokens, style = self._theme.tokens, body.style
        first = QRectF(0, top + _FIRST_TOP, rect.width(), _FIRST_LINE) if style is COMFORTABLE else rect
        if body.icon:
            pixmap = self._theme.icons.pixmap(body.icon, getattr(tokens, body.icon_token), _ICON, dpr)
            painter.drawPixmap(QRect(_ICON_X, round(first.center().y() - _ICON / 2), _ICON, _ICON), pixmap)
        name = QRectF(CHEVRON_TO, first.y(), rect.right() - EDGE - body.room - CHEVRON_TO, first.height())
        kind, colour = (style.name_role, 600 if body.is_chosen else 500), tokens.text2 if body.is_quiet else tokens.text
        self._letters.line(painter, kind, colour, name, body.name)
        if style.has_schedule:
            second = QRectF(CHEVRON_TO, rect.y() + 23, rect.right() - EDGE / 2 - CHEVRON_TO, 16)
            self._letters.line(painter, ("hint", 400), tokens.text3, second, body.schedule)

    def _next(self, painter: QPainter, following: Next, left: float, top: float) -> None:
        tokens = self._theme.tokens
        colour = tokens.accent if following.is_running else tokens.text2
        rect = QRectF(left, top, following.width, following.height)
        self._letters.line(painter, following.kind, colour, rect, following.words, at_right=True)
