"""Try it now: does an action or a condition once, as it stands in the draft, and shows what came of it.

Beside the button stands what the process would get: the program that would be started, and where.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from waitgui.models.said import as_sentence, said
from waitgui.tasks.actions import Process
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.tasks.words import duration_words
from waitgui.views.icon_widgets import Glyph, IconButton
from waitgui.views.labels import plain_label, tool_tip, visible
from waitgui.views.output_view import OutputView, shown_output
from waitgui.views.task_form.field import Field
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.fields import Model
    from waitgui.tasks.record import Result
    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.draft import Draft, Loc
    from waitgui.work.environment import Setting

LOOK_UP_DELAY_MS = 250
_SIGNS = {
    Outcome.OK: ("check", "ok"),
    Outcome.MET: ("check", "met"),
    Outcome.NOT_MET: ("eye", "text2"),
    Outcome.CANCELLED: ("stopped", "text2"),
    Outcome.SKIPPED: ("stopped", "text2"),
}
_OUTPUT_HEIGHT = 132
_MARGIN = 12


class Trial(Field):
    """A button, what would be started, and what came of it. Writes nothing into the draft."""

    def __init__(self, around: Around, *, name: str, what: Loc) -> None:
        theme = around.theme
        self.button = IconButton(theme, "play", self.tr("Try it now"), size=12, name=self.tr("Try it now"))
        self.button.setAutoDefault(False)
        super().__init__(theme, self.button, name=name, label="", noun="", locs=())
        self.button.setAccessibleName(self.tr("Try it now"))
        self.what = what
        """The place of the draft that it tries out."""
        self._around = around
        self._definition: Model | None = None
        self._tried: Model | None = None
        self._cancel: Callable[[], None] | None = None
        self._cancel_look: Callable[[], None] | None = None
        self._looks = 0
        self._closed = False
        self._began_s = 0.0
        self._outcome = Glyph(theme, "check", "ok", size=14)
        self.said = plain_label(look="secondary")
        self.said.setObjectName(f"{name}-result")
        self.said.setWordWrap(True)
        self.output = OutputView()
        self.output.setObjectName(f"{name}-output")
        self._result_row = QWidget()
        sign = QVBoxLayout()
        sign.setContentsMargins(0, 1, 0, 0)
        sign.addWidget(self._outcome, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self._result_row)
        row.setContentsMargins(0, 4, 0, 2)
        row.setSpacing(6)
        row.addLayout(sign)
        row.addWidget(self.said, 1)
        self._result_row.hide()
        self.output.hide()
        self.output.heightWanted.connect(self._fit)
        self.column.addWidget(self._result_row)
        self.column.addWidget(self.output)
        self._look_timer = QTimer(self, singleShot=True, interval=LOOK_UP_DELAY_MS)
        self._look_timer.timeout.connect(self._look_up)
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self._say_running)
        self.button.clicked.connect(self._press)
        self.button.setVisible(around.try_out is not None)

    def load(self, draft: Draft) -> None:
        """Nothing of it stands in the draft."""

    def store(self, draft: Draft) -> str:  # noqa: ARG002 - nothing of it stands in the draft
        """Nothing is written."""
        return ""

    def is_set(self) -> bool:
        """It is no setting."""
        return False

    def stops(self) -> list[QWidget]:
        """The button and the output, where they are there."""
        return [stop for stop in (self.button, self.output) if not stop.isHidden()]

    def offer(self, definition: Model | None, reason: str) -> None:
        """What would be tried now; None for the reason why it can't be."""
        changed = definition != self._definition
        self._definition = definition
        refused = reason or self._around.refusal()
        if refused or not isinstance(definition, Process) or self._around.look_up is None:
            self._look_timer.stop()
            self._looks += 1
            self._show_setting("", "", wrong=False)
        elif changed:
            self._look_timer.start()
        self._refuse(refused if self._around.try_out is not None and self._cancel is None else "")
        if self._tried is not None and self._cancel is None:
            same = definition == self._tried
            for part in (self.said, self.output):
                part.setEnabled(same)

    def is_looking(self) -> bool:
        """Whether it is about to find out, or finding out, what the process would get."""
        return self._look_timer.isActive() or self._cancel_look is not None

    def _refuse(self, reason: str) -> None:
        self.button.setEnabled(not reason)
        if reason:
            self._show_setting(reason, reason, wrong=False)

    # What it will get

    @Slot()
    def _look_up(self) -> None:
        look_up, definition = self._around.look_up, self._definition
        if look_up is None or not isinstance(definition, Process) or self._closed:
            return
        if self._cancel_look is not None:
            self._cancel_look()
        self._looks += 1
        number = self._looks

        def done(setting: Setting) -> None:
            if number == self._looks and self._is_there():
                self._cancel_look = None
                self._show(setting)

        self._cancel_look = look_up(definition, done)

    def _show(self, setting: Setting) -> None:
        if not self.button.isEnabled():
            return  # the reason for that stands in its place
        if setting.problems:
            text = visible(as_sentence(said(setting.problems[0])))
        else:
            text = self.tr("{program}, in {folder}")
            text = text.format(program=visible(setting.program or ""), folder=visible(_short(setting.cwd)))
        path = self.tr("PATH: {path}").format(path=setting.path)
        folder = self.tr("Folder: {folder}").format(folder=setting.cwd)
        self._show_setting(text, f"{folder}\n{path}", wrong=bool(setting.problems))

    def _show_setting(self, text: str, more: str, *, wrong: bool) -> None:
        set_look(self.hint, "error" if wrong else "secondary")
        self.show_hint(text)
        self.hint.setToolTip(tool_tip(more))
        self.setVisible(self._around.try_out is not None or bool(text))

    # Trying it out

    @Slot()
    def _press(self) -> None:
        if self._cancel is not None:
            self.button.setEnabled(False)
            self._cancel()
        elif self._definition is not None and self._around.try_out is not None:
            self._start(self._definition)

    def _start(self, definition: Model) -> None:
        assert self._around.try_out is not None
        self._tried = definition
        self._began_s = time.monotonic()
        self.output.hide()
        self._result_row.show()
        self._outcome.show_icon("running", "accent")
        for part in (self.said, self.output):
            part.setEnabled(True)
        self._say_running()
        QTimer.singleShot(0, self, self._reveal)
        self._clock.start()
        self._turn_button("stop", self.tr("Stop"))
        self._cancel = self._around.try_out(definition, self._ended)

    def _turn_button(self, icon: str, text: str) -> None:
        self.button.setText(f" {text}")
        self.button.setAccessibleName(text)
        self.button.change_icon(icon)

    @Slot()
    def _say_running(self) -> None:
        seconds = int(time.monotonic() - self._began_s)
        text = self.tr("Running…")
        if seconds:
            text = self.tr("Running for {time}…").format(time=duration_words(seconds * 1_000_000_000))
        self.said.setText(text)

    def _reveal(self) -> None:
        """Scroll to what came of it, once it has its height."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and not self._closed:
            area.ensureWidgetVisible(self, 0, _MARGIN)

    def _ended(self, result: Result) -> None:
        """In the GUI thread: show what came of it, unless nobody looks any more."""
        if not self._is_there():
            return
        self._clock.stop()
        self._cancel = None
        took_ns = int((time.monotonic() - self._began_s) * 1e9)
        self._outcome.show_icon(*_SIGNS.get(result.outcome, ("failed", "failed")))
        self.said.setText(result_words(result, took_ns))
        shown = shown_output(result.output, result.output_dropped)
        self.output.setVisible(bool(result.output))
        self.output.show_output(shown)
        self._turn_button("play", self.tr("Try it now"))
        self.button.setEnabled(True)
        self.offer(self._definition, "" if self._definition is not None else self.hint.text())
        QTimer.singleShot(0, self, self._reveal)
        self.partsChanged.emit()  # the output is a further stop of the tab key

    def _is_there(self) -> bool:
        """Whether somebody still looks: a form that was deleted instead of closed takes its widgets along."""
        return not self._closed and isValid(self)

    def close_down(self) -> None:
        """Cancel what is under way; nothing is shown any more."""
        self._closed = True
        self._clock.stop()
        self._look_timer.stop()
        for cancel in (self._cancel, self._cancel_look):
            if cancel is not None:
                cancel()

    @Slot(int)
    def _fit(self, height: int) -> None:
        self.output.setFixedHeight(min(height, _OUTPUT_HEIGHT))


def result_words(result: Result, took_ns: int) -> str:
    """What came of it, on a line: "Failed after 1.2 s, exit code 1"."""
    translate = QCoreApplication.translate
    text = translate("Trial", "{outcome} after {time}").format(
        outcome=outcome_words(result.outcome, translate), time=duration_words(took_ns)
    )
    if result.exit_code is not None:
        text += translate("Trial", ", exit code {code}").format(code=result.exit_code)
    if result.why:
        text += translate("describe", ": {why}").replace("{why}", visible(said(result.why)))
    if result.left_behind:
        left = translate("Trial", "%n process(es) left running in the background", None, result.left_behind)
        text += translate("describe", "; ") + left
    return text


def _short(folder: str) -> str:
    """The folder with "~" for one's home."""
    try:
        rest = Path(folder).relative_to(Path.home())
    except (ValueError, RuntimeError):
        return folder
    return "~" if str(rest) == "." else f"~/{rest}"
