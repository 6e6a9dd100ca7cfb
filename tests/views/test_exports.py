"""Exports from the window: the picture as it is seen, the ticks, and what is said when it doesn't work."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.tasks.make import make_task
from tests.tasks.test_trace import check
from tests.views.test_main_window import window  # noqa: F401 - a fixture
from tests.views.test_ticks_view import tell, tick
from waitgui.models.tick_export import write_csv, write_trace
from waitgui.tasks.record import Outcome
from waitgui.views.exports import Exports
from waitgui.views.timeline.picture_file import picture_image, picture_svg

LONG_MS = 30_000
NS = 1_000_000_000
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def shown(window):  # noqa: F811
    """A window with two tasks and some ticks, thin ones and wide ones."""
    for task in ("a", "b"):
        window.session.put(make_task(task, period="1h"))
    now_ns = window.page.models.now_ns()
    tell(window, *(tick("a", n, now_ns - (61 - n) * NS) for n in range(1, 61)))
    tell(window, tick("b", 1, now_ns - 50 * NS, Outcome.FAILED)._replace(end_ns=now_ns - 20 * NS))
    return window


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def rendered(data: bytes, image: QImage) -> QImage:
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    drawn = QImage(image.size(), QImage.Format.Format_RGB32)
    drawn.fill("white")
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    return drawn


def test_the_svg_looks_like_the_picture(shown):
    image = picture_image(shown.page.timeline)
    data = picture_svg(shown.page.timeline, "A & B", "3 min")
    seen, drawn = pixels(image), pixels(rendered(data, image))
    assert len(np.unique(seen.reshape(-1, 3), axis=0)) > 20
    differs = (np.abs(seen - drawn).max(axis=2) > 64).mean()
    assert differs < 0.01


def test_texts_are_texts_and_bars_are_shapes(shown):
    data = picture_svg(shown.page.timeline, "A & B", "3 min of it")
    root = ET.fromstring(data.decode())
    assert root.find(f"{SVG}title").text == "A & B"
    assert root.find(f"{SVG}desc").text == "3 min of it"
    texts = {(text.text or "").strip() for text in root.iter(f"{SVG}text")}
    assert {"A", "B", "Task", "30 s"} <= {text.replace("\xa0", " ") for text in texts}
    images = [image for image in root.iter(f"{SVG}image") if float(image.get("width")) > 40]
    assert images == []
    ok = re.findall(rb'fill="#4577a5".*?</g>', data, re.DOTALL)
    assert sum(len(re.findall(rb"<rect|<path", group)) for group in ok) >= 50


def test_the_picture_has_the_size_that_is_seen_and_the_scroll_bar_is_left_out(shown):
    view = shown.page.timeline
    image = picture_image(view)
    assert image.size() == view.size() * view.devicePixelRatioF()
    assert (pixels(image) == pixels(picture_image(view))).mean() > 0.99


@pytest.mark.parametrize("kind", ["png", "svg", "csv", "json"])
def test_a_command_asks_where_and_writes(shown, qtbot, tmp_path, kind):
    name = {"png": "export_png", "svg": "export_svg", "csv": "export_csv", "json": "export_trace"}[kind]
    shown.command(name).trigger()
    if kind in ("csv", "json"):
        button = next(b for b in shown.findChildren(QPushButton) if b.text() == "All in memory" and b.isVisible())
        button.click()
    size = picture_image(shown.page.timeline).size()
    dialog = next(found for found in shown.findChildren(QFileDialog) if found.isVisible())
    assert dialog.defaultSuffix() == kind
    path = tmp_path / f"out.{kind}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    data = path.read_bytes()
    assert str(path) in shown.page.notice._text.text()
    if kind == "png":
        assert QImage.fromData(data).size() == size
    elif kind == "svg":
        assert QSvgRenderer(QByteArray(data)).isValid()
    elif kind == "csv":
        assert len(list(csv.DictReader(io.StringIO(data.decode(), newline="")))) == 61
    else:
        assert sum(event["ph"] == "X" for event in check(json.loads(data))) == 61


def test_the_time_that_is_shown_alone(shown, tmp_path):
    exports = shown.findChild(Exports)
    now_ns = shown.page.models.now_ns()
    exports.save_ticks(tmp_path / "t.csv", write_csv, (now_ns - 10 * NS, now_ns))
    with (tmp_path / "t.csv").open(newline="") as file:
        assert 8 <= len(list(csv.DictReader(file))) <= 12


@pytest.mark.parametrize("what", ["png", "svg", "trace"])
def test_what_cannot_be_written_is_said(shown, tmp_path, what):
    exports, path = shown.findChild(Exports), tmp_path / "folder"
    path.mkdir()
    (path / "inside").touch()
    if what == "trace":
        exports.save_ticks(path, write_trace, None)
    else:
        {"png": exports.save_png, "svg": exports.save_svg}[what](path)
    assert "can't be written" in shown.page.notice._text.text()
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".tmp")] == []
