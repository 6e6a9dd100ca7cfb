"""What of the window belongs to the selected range: its panel beside the inspector, and its statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from waitgui.models.range_watch import RangeQuestion, RangeWatch
from waitgui.tasks.words import local_time
from waitgui.views.inspector import InspectorView
from waitgui.views.range_panel import RangePanel
from waitgui.views.range_words import RangeView, range_title, range_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from waitgui.models.range_stats import RangeStats
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.timeline_view import TimelineView

_REST_MS = 80
"""A range that is being drawn is counted when it has rested so long."""


class RangeViews(QObject):
    """`side` holds the inspector, and the panel in its place while a range is selected."""

    shown = Signal(bool)
    """Whether there is a range now."""
    told = Signal(object)
    """What a strip says of the range, an `InspectorView`."""
    listRequested = Signal(object)
    """The ticks of this `RangeQuestion` are to be listed."""

    def __init__(
        self,
        model: TimelineModel,
        timeline: TimelineView,
        inspector: QWidget,
        theme: Theme,
        now_ns: Callable[[], int],
        name_of: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._timeline = timeline
        self._camera = timeline.camera
        self._now_ns = now_ns
        self._name_of = name_of
        self._only = False
        self._has_range = False
        self.panel = RangePanel(theme)
        self.side = QStackedWidget()
        self.side.addWidget(inspector)
        self.side.addWidget(self.panel)
        self._watch = RangeWatch(model, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)
        self._watch.counted.connect(self._on_counted)
        self._camera.rangeChanged.connect(self._on_range)
        self._camera.selectionChanged.connect(self._on_task)
        self.panel.zoomRequested.connect(timeline.moves.fit_range)
        self.panel.closeRequested.connect(self._camera.clear_range)
        self.panel.listRequested.connect(self._on_list)
        self.panel.onlyToggled.connect(self._on_only)

    @property
    def question(self) -> RangeQuestion | None:
        """The selected range, and the task if it is about one only."""
        chosen = self._camera.selection
        return None if chosen is None else RangeQuestion(*chosen, self._camera.task if self._only else None)

    def refresh(self) -> None:
        """Once a second: ticks may have come in."""
        self._watch.refresh(self._now_ns())

    def close(self) -> None:
        """Wait for what is being counted."""
        self._rest.stop()
        self._watch.close()

    @Slot()
    def _on_range(self) -> None:
        question = self.question
        if question is None:
            self._rest.stop()
            self._watch.ask(None)
        else:
            self._tell(RangeView(self._title(question)), keeps=self._has_range)
            self._show_only()
            self._rest.start()
        if self._has_range is not (question is not None):
            self._has_range = question is not None
            self.side.setCurrentIndex(int(self._has_range))
            self.shown.emit(self._has_range)

    @Slot()
    def _on_task(self) -> None:
        if self.question is not None:
            self._show_only()
            if self._only:
                self._count()

    @Slot(bool)
    def _on_only(self, only: bool) -> None:
        if only != self._only:
            self._only = only
            self._count()

    @Slot()
    def _on_list(self) -> None:
        if self.question is not None:
            self.listRequested.emit(self.question)

    @Slot()
    def _count(self) -> None:
        self._watch.ask(self.question, self._now_ns())

    @Slot(object, object)
    def _on_counted(self, question: RangeQuestion, stats: RangeStats) -> None:
        is_one = question.task is not None
        self._tell(range_view(self._title(question), stats, self._name, self._wall, is_one=is_one))

    def _tell(self, view: RangeView, *, keeps: bool = False) -> None:
        """Show it; while a range is drawn the figures of a moment ago stay, or the panel would flicker."""
        if keeps:
            self.panel.show_subtitle(view.subtitle)
        else:
            self.panel.show_view(view)
        self.told.emit(InspectorView(self.tr("Selected range"), view.subtitle, sentence=view.sentence))

    def _show_only(self) -> None:
        task = self._camera.task
        self.panel.show_only("" if task is None else self._name_of(task), chosen=self._only)

    def _title(self, question: RangeQuestion) -> str:
        whose = None if question.task is None else self._name_of(question.task)
        return range_title(question.from_ns, question.to_ns, whose, self._wall)

    def _name(self, number: int) -> str:
        return self._name_of(self._model.task_of(number))

    def _wall(self, mono_ns: int) -> datetime:
        return local_time(self._model.wall_ns(mono_ns))
