"""Exports: the timeline's picture as PNG and SVG, its ticks as CSV and as a trace. Files are written in a thread."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from waitgui.models.said import because
from waitgui.models.tick_export import CancelledError, Progress, write_csv, write_trace
from waitgui.store import atomic
from waitgui.tasks.words import duration_words
from waitgui.views.labels import visible
from waitgui.views.question import Answer, ask
from waitgui.views.timeline.picture_file import picture_image, picture_svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.models.tick_export import Extract
    from waitgui.views.notice import Notice
    from waitgui.views.set_files import Spawn
    from waitgui.views.timeline.timeline_view import TimelineView

    Range = tuple[int, int] | None

PATIENCE_MS = 400


class Exports(QObject):
    """The commands that export. `extract` copies what the timeline has of a range, in the GUI thread."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        timeline: TimelineView,
        notice: Notice,
        extract: Callable[[str, dict[str, str], Range], Extract],
        folder: Path,
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._timeline = timeline
        self._notice = notice
        self._extract = extract
        self._folder = folder
        self._spawn = spawn
        self._progress: Progress | None = None
        self._look = QTimer(self, interval=PATIENCE_MS)
        self._look.timeout.connect(self._on_look)

    @Slot()
    def as_png(self) -> None:
        """Ask where to, and save the picture as it is then."""
        self._ask_where("png", self.tr("Pictures (*.png)"), self.save_png)

    @Slot()
    def as_svg(self) -> None:
        """The same as SVG."""
        self._ask_where("svg", self.tr("Drawings (*.svg)"), self.save_svg)

    @Slot()
    def as_csv(self) -> None:
        """Ask which ticks and where to, and save them."""
        self._ask_which("csv", self.tr("Comma-separated values (*.csv)"), write_csv)

    @Slot()
    def as_trace(self) -> None:
        """The same as a trace."""
        self._ask_which("json", self.tr("Traces (*.json)"), write_trace)

    def save_png(self, path: Path) -> None:
        """Save the picture, with the pixel ratio of the screen."""
        image = picture_image(self._timeline)
        self._spawn(self._save(path, lambda progress: _write_png(path, image, progress)))

    def save_svg(self, path: Path) -> None:
        """Save the picture as SVG."""
        shown = self.tr("{span} of the timeline").replace("{span}", duration_words(self._timeline.span_ns))
        data = picture_svg(self._timeline, visible(self._session.task_set.name), shown)
        self._spawn(self._save(path, lambda _progress: atomic.write(path, data)))

    def save_ticks(self, path: Path, write: Callable[[Path, Extract, Progress], None], span: Range) -> None:
        """Save the ticks of a range of time (monotonic ns; None: all in memory)."""
        task_set = self._session.task_set
        extracted = self._extract(task_set.name, {task.id: task.name for task in task_set.tasks}, span)
        self._spawn(self._save(path, partial(write, path, extracted)))

    @Slot()
    def cancel(self) -> None:
        """Give up what is being written."""
        if self._progress is not None:
            self._progress.cancel()

    def end(self) -> None:
        """Give it up, and say nothing of it."""
        self.cancel()
        self._progress = None
        self._look.stop()

    def _ask_which(self, suffix: str, kind: str, write: Callable[[Path, Extract, Progress], None]) -> None:
        def go_on(span: Range) -> None:
            self._ask_where(suffix, kind, lambda path: self.save_ticks(path, write, span))

        shown, selected = self._timeline.shown_range, self._timeline.selected_range
        answers = [
            Answer(self.tr("All in memory"), lambda: go_on(None), primary=True),
            Answer(self.tr("The shown time"), lambda: go_on(shown)),
        ]
        if selected is not None:
            answers.append(Answer(self.tr("The selected range"), lambda: go_on(selected)))
        ask(
            self._window,
            "waitgui",
            self.tr("Which ticks are to be exported?"),
            self.tr("The timeline shows {span}.").replace("{span}", duration_words(shown[1] - shown[0])),
            answers,
            self.tr("Cancel"),
        )

    def _ask_where(self, suffix: str, kind: str, then: Callable[[Path], None]) -> None:
        folder = self._session.path.parent if self._session.path else self._folder
        dialog = QFileDialog(self._window, self.tr("Export"), str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kind])
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self._session.file_stem()}.{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.open()

    async def _save(self, path: Path, write: Callable[[Progress], None]) -> None:
        self.cancel()
        progress = self._progress = Progress()
        self._look.start()
        shown = visible(str(path))
        try:
            await asyncio.to_thread(write, progress)
        except CancelledError:
            if self._progress is progress:  # else another is under way, or nobody is left to be told
                self._notice.show_done(self.tr("The export was cancelled."))
        except OSError as error:
            text = self.tr("{path} can't be written: {reason}.").replace("{path}", shown)
            if self._progress is progress:
                self._notice.show_error(text.replace("{reason}", visible(because(error))))
        else:
            if self._progress is progress:
                self._notice.show_done(self.tr("Exported to {path}").replace("{path}", shown))
        finally:
            if self._progress is progress:
                self._progress = None
                self._look.stop()

    @Slot()
    def _on_look(self) -> None:
        """What takes long says how far it is."""
        if self._progress is not None:
            text = self.tr("Exporting… {percent} %").replace("{percent}", str(round(100 * self._progress.done)))
            self._notice.show_done(text, self.tr("Cancel"), self.cancel, stays=True)


def _write_png(path: Path, image: QImage, progress: Progress) -> None:
    """In a thread: an image is a value, and compressing it takes a while."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture is too large")
    progress.reach(0.9)
    atomic.write(path, bytes(buffer.data().data()))
