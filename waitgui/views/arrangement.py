"""Arrangement: the sizes that the user gave to parts of the window, kept, and given to every new page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.models.preferences import Preferences
    from waitgui.views.set_files import Spawn
    from waitgui.views.timeline.camera import Camera

SETTLE_MS = 500
LEAST, MOST = 24, 4_000
"""Widths of columns beyond these aren't believed."""


class Arrangement(QObject):
    """Of splitters and tables, by their object names, and of the timeline's zoom. Written once a drag is over."""

    def __init__(self, preferences: Preferences, spawn: Spawn, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._spawn = spawn
        self._splitters = dict(preferences.settings.splitters)
        self._columns = dict(preferences.settings.columns)
        self._zoom_ns = preferences.settings.zoom_ns
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._keep)

    def watch(self, page: QWidget, camera: Camera) -> None:
        """Give the page what was kept, and keep what the user makes of it."""
        for splitter in page.findChildren(QSplitter):
            sizes = self._splitters.get(splitter.objectName(), ())
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(list(sizes))
            splitter.splitterMoved.connect(partial(self._on_splitter, splitter))
        for table in page.findChildren(QTableView):
            header = table.horizontalHeader()
            self._restore(table.objectName(), header)
            header.sectionResized.connect(partial(self._on_section, table.objectName(), header))
        if self._zoom_ns is not None:
            camera.begin_at_zoom(self._zoom_ns)
        camera.zoomChanged.connect(partial(self._on_zoom, camera))

    def note(self) -> None:
        """Let the preferences know everything, whether it is written by now or not."""
        self._settled.stop()
        self._preferences.update(splitters=self._splitters, columns=self._columns, zoom_ns=self._zoom_ns)

    def _restore(self, name: str, header: QHeaderView) -> None:
        widths = self._columns.get(name, ())
        if len(widths) != header.count():
            return
        for column, width in enumerate(widths):
            if LEAST <= width <= MOST and header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive:
                header.resizeSection(column, width)

    def _on_splitter(self, splitter: QSplitter, *_moved: int) -> None:
        self._splitters[splitter.objectName()] = tuple(splitter.sizes())
        self._settled.start()

    def _on_section(self, name: str, header: QHeaderView, column: int, before: int, after: int) -> None:
        """Not where a column is hidden, or only fills the room that there is."""
        if before and after and header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive:
            known = self._columns.get(name, ())
            widths = list(known) if len(known) == header.count() else [0] * header.count()
            widths[column] = after
            self._columns[name] = tuple(widths)
            self._settled.start()

    def _on_zoom(self, camera: Camera, _span_ns: int) -> None:
        if camera.zoom_ns != self._zoom_ns:
            self._zoom_ns = camera.zoom_ns
            self._settled.start()

    @Slot()
    def _keep(self) -> None:
        before = self._preferences.settings
        self.note()
        if self._preferences.settings != before:
            self._spawn(self._preferences.save())
