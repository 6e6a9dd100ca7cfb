"""What a page finds around itself: what it shares with the other pages of the window, and the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from waitgui.models.history_bridge import HistoryBridge
    from waitgui.models.preferences import Preferences
    from waitgui.models.session import Session
    from waitgui.tasks.templates import Template
    from waitgui.views.commands import Commands
    from waitgui.views.lane_choices import LaneChoices
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.lane_styles import LaneHeight

NARROW = 1000
"""Below this width of the window actions lose their words and keep their icons."""
TINY = 720
LOW = 560
"""Below this height of the window there is neither status bar nor map of the history."""


class Given(NamedTuple):
    """What a window is made with, and made anew when another language is chosen.

    `new_session` makes the session of a set, which is empty and has that name.
    """

    new_session: Callable[[str], Session]
    theme: Theme
    preferences: Preferences
    sets_folder: Path
    demo: Path
    now_ns: Callable[[], int]
    wall_ns: Callable[[], int]
    spawn: Spawn
    past: HistoryBridge | None = None
    templates: Sequence[Template] = ()
    drafts: Path | None = None


class Shared(NamedTuple):
    """What the pages of a window have in common. `now_ns` and `wall_ns` are the engine's clock and Unix time."""

    theme: Theme
    commands: Commands
    lanes: LaneChoices
    lane_menu: QMenu
    task_menu: QMenu
    sets_folder: Path
    now_ns: Callable[[], int]
    wall_ns: Callable[[], int]
    spawn: Spawn
    past: HistoryBridge | None
    is_elsewhere: Callable[[Session, Path], bool]
    """Whether a file is open on another page than this session's."""
    templates: Sequence[Template] = ()
    drafts: Path | None = None
    """Where changes that aren't saved are kept; None: nowhere."""


class Room(NamedTuple):
    """How large the window is, and what the user wants of it. `details` None: the inspector as far as it has room."""

    width: int
    height: int
    details: bool | None
    has_map: bool
    lanes: LaneHeight
