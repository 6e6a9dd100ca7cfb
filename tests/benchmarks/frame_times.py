"""How long frames take: a step, and the painting that it leads to, as the event loop does it."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

BUDGET_S = 2.5
MOST_FRAMES = 100
LEAST_FRAMES = 11
WARM_UP = 3


def frame_ms(
    window: QWidget,
    step: Callable[[int], object],
    corner: tuple[int, int],
    before: Callable[[], object] | None = None,
) -> float:
    """The median of up to a hundred frames. Each has to change a pixel of what lies right of and below the corner.

    What is done `before` a frame isn't measured.
    """
    took: list[float] = []
    frame, spent_s = -WARM_UP, 0.0
    old = pixels(window, corner)
    while frame < LEAST_FRAMES or (frame < MOST_FRAMES and spent_s < BUDGET_S):
        if before is not None:
            before()
        began_s = time.perf_counter()
        step(frame)
        paint()
        took_s = time.perf_counter() - began_s
        new = pixels(window, corner)
        assert (old != new).any(), f"frame {frame} painted nothing new"
        old = new
        if frame >= 0:
            took.append(1e3 * took_s)
        frame, spent_s = frame + 1, spent_s + took_s
    return statistics.median(took)


def paint() -> None:
    """Do what was posted, painting included: a scene of Qt's posts its updates first."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents()


def pixels(window: QWidget, corner: tuple[int, int]) -> np.ndarray:
    """What is on the window's pixels, without those left of and above the corner."""
    image = window.backingStore().paintDevice()
    found = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return found[corner[1] :, corner[0] : image.width()].copy()


def there_and_back(turn: int, frame: int) -> int:
    """1 for so many frames, −1 for as many, and so on: back and forth over the same."""
    return 1 if frame % (2 * turn) < turn else -1
