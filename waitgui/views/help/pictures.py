"""The pictures of the help: the form's own drawings, and a timeline that stands still, of examples that were played."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from waitgui.models.examples import LANE_NOW_NS, Story, example, fill, next_ticks
from waitgui.models.timeline import Anchor, TimelineModel
from waitgui.tasks.describe import task_words
from waitgui.tasks.model import Backoff
from waitgui.views.help.concepts import Curve, Lanes, Strip
from waitgui.views.labels import plain_label
from waitgui.views.task_form.delay_curve import DelayCurve
from waitgui.views.task_form.strip import ForecastStrip
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.wait import durations

if TYPE_CHECKING:
    from waitgui.views.theme import Theme

LANES_HEIGHT, GUTTER = 34 + 5 * 44, 190
SPAN_NS = 180 * durations.NS_PER_S

_translate = QCoreApplication.translate


def picture(theme: Theme, wanted: Strip | Curve | Lanes) -> QWidget:
    """The picture with its caption."""
    drawn: QWidget
    if isinstance(wanted, Strip):
        task = example(dict(wanted.schedule), takes=wanted.takes, stop=dict(wanted.stop))
        forecast = next_ticks(task, wanted.ticks, wanted.met_at)
        strip = ForecastStrip(theme)
        legend = not isinstance(task.schedule, Backoff) and wanted.met_at is None
        takes_ns = durations.parse(wanted.takes)
        strip.show_rows(forecast.rows, takes_ns, forecast.end, legend=legend)
        strip.setAccessibleName(wanted.caption)
        drawn = strip
    elif isinstance(wanted, Curve):
        schedule = example(dict(wanted.schedule)).schedule
        curve = DelayCurve(theme)
        if isinstance(schedule, Backoff):
            curve.show_schedule(schedule)
        drawn = curve
    else:
        drawn = _lanes(theme)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(plain_label(wanted.caption, look="text2"))
    column.addWidget(drawn)
    return whole


def _lanes(theme: Theme) -> TimelineView:
    """A timeline that stands still, for the eyes only."""
    model = TimelineModel(Anchor(0, 0))
    shown = TimelineView(model, theme, lambda: LANE_NOW_NS, UTC)
    model.setParent(shown)
    fill(model, _stories())
    shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    shown.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown.setFixedHeight(LANES_HEIGHT)
    shown.set_gutter_width(GUTTER)
    shown.set_lane_height(LaneHeight.COMFORTABLE)
    shown.camera.set_span(SPAN_NS)
    shown.jump_to_now()
    return shown


def _stories() -> list[Story]:
    def story(task_id: str, name: str, schedule: dict[str, Any], takes: str, **met: int) -> Story:
        task = example(schedule, takes=takes, task_id=task_id, name=name)
        return Story(task, task_words(task, _translate), **met)

    check = {"kind": "tcp", "host": "nas", "port": 22}
    return [
        story("heartbeat", _translate("help", "Heartbeat"), {"kind": "repeat", "period": "20s"}, "4s"),
        story("sync", _translate("help", "Sync photos"), {"kind": "repeat", "period": "25s", "jitter": 0.5}, "16s"),
        story(
            "website",
            _translate("help", "Check website"),
            {"kind": "repeat", "period": "15s", "sliding": False, "drift_free": True},
            "20s",
        ),
        story("vpn", _translate("help", "Reconnect VPN"), {"kind": "backoff", "duration": "5s", "jitter": 0.0}, "3s"),
        story(
            "disk",
            _translate("help", "Wait for the disk"),
            {"kind": "poll", "interval": "10s", "condition": check},
            "40s",
            met_at=13,
        ),
    ]
