"""Steps: what the timeline's keys do, from lane to lane and from tick to tick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from waitgui.views.timeline.keys import KEYS, SHIFTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.lane_layout import LaneLayout
    from waitgui.views.timeline.timeline_view import TimelineView

_KEY_PAN_PX = 80


class Steps:
    """Of a view. `model`, `camera` and `lanes` are the view's."""

    def __init__(self, view: TimelineView, model: TimelineModel, camera: Camera, lanes: LaneLayout) -> None:
        self._view = view
        self._model = model
        self._camera = camera
        self._lanes = lanes
        keys: dict[str, Callable[[], None]] = {
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "reset_zoom": view.reset_zoom,
            "jump_to_start": view.jump_to_start,
            "jump_to_now": view.jump_to_now,
            "lane_above": partial(self.to_lane, -1),
            "lane_below": partial(self.to_lane, 1),
            "previous_tick": partial(self.to_tick, -1),
            "next_tick": partial(self.to_tick, 1),
            "page_up": partial(self._page, -1),
            "page_down": partial(self._page, 1),
            "fit_selection": view.moves.fit_selection,
            "next_failure": view.moves.next_failure,
            "select_shown": view.moves.select_shown,
            "escape": view.escape,
            "open": self._open,
        }
        shifted: dict[str, Callable[[], None]] = {
            "fit_all": view.fit,
            "previous_failure": view.moves.previous_failure,
            "extend_above": partial(self._extend, -1),
            "extend_below": partial(self._extend, 1),
        }
        self._keys: dict[int, Callable[[], None]] = {key: keys[name] for name in KEYS for key in KEYS[name]}
        self._shifted: dict[int, Callable[[], None]] = {key: shifted[name] for name, key in SHIFTED.items()}

    def take(self, event: QKeyEvent) -> bool:
        """Do what the key means here; whether it means anything."""
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        action = self._keys.get(event.key())
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            action = self._shifted.get(event.key(), action)
        if action == self._open and modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False  # the key of a command that can't be given now, such as Start of a task that runs
        if action is None:
            return False
        action()
        return True

    def to_lane(self, step: int) -> None:
        """To the lane or the group's header above or below."""
        found = self._lanes.step(step)
        if found is None:
            return
        if not found.is_group(self._camera.lanes):
            self._view.choose(self._model.lanes[found.row].task, None)
        else:
            self._camera.select_group(self._lanes.group_of(found.block))
            self._lanes.show_row(self._camera.lanes.rows_of(found.block)[0])

    def to_tick(self, step: int) -> None:
        """To the tick beside the selected one; without one to the lane's newest; without a lane the view pans.

        From a group's header to the left collapses the group, to the right expands it.
        """
        camera = self._camera
        if camera.group is not None:
            block = camera.lanes.blocks[self._lanes.block_of(camera.group)]
            if block.is_collapsed == (step > 0):
                self._view.groupToggled.emit(camera.group)
            return
        if camera.task is None:
            camera.pan(round(step * _KEY_PAN_PX * camera.dpr))
            return
        tick = camera.tick
        found = self._model.latest(camera.task) if tick is None else self._model.neighbour(tick, step)
        if found is not None:
            self._view.choose(camera.task, found)

    def _extend(self, step: int) -> None:
        """Select the lanes from where that began up to the one above or below."""
        found = self._lanes.step(step)
        while found is not None and found.is_group(self._camera.lanes):  # over a header
            before, found = found, self._lanes.step_from(found, step)
            if found == before:
                return
        if found is not None:
            self._view.laneAdded.emit(self._model.lanes[found.row].task, True)

    def _page(self, step: int) -> None:
        self._lanes.scroll_by(step * self._view.canvas.height())

    def _open(self) -> None:
        if self._camera.group is not None:
            self._view.groupToggled.emit(self._camera.group)
        elif self._camera.task is not None:
            self._view.laneActivated.emit(self._camera.task)
