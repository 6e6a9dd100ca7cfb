"""The timeline's frames beside pyqtgraph's and those of a graphics scene: 1600x900, offscreen, medians.

Each size is measured in a process of its own, the rivals in the same one: `python -m tests.benchmarks.frames SCENE`
prints its figures. A frame is what a user waits for: the step, and the painting that it asks for.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.apart import measured
from tests.benchmarks.frame_times import frame_ms, paint, there_and_back
from tests.benchmarks.goals import Goal, at_most, beside
from tests.benchmarks.timeline_rivals import Items, Plot
from tests.benchmarks.timeline_scenes import PAN_PX, Scene, Size
from waitgui.views.tokens import AXIS, GUTTER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MANY = Size(1_000_000, 1_000)
FEW_LANES = Size(1_000_000, 10)
SMALL = Size(100_000, 100)
SHORT = Size(100_000, 1_000)
SHARES = (0.01, 0.0001)
_PLOT, _ITEMS = Plot.name, Items.name
_NOT_YET = "not there yet"
_TURN = 20
_RUNGS = 4


def run(rounds: int, seconds: int) -> list[Goal]:
    """Every figure, the best of the rounds."""
    found = [{name: measured("frames", name, timeout_s=900) for name in SCENES} for _ in range(rounds)]
    best = {
        name: {what: min(one[name][what] for one in found) for what in found[0][name]}
        for name in SCENES
    }  # fmt: skip
    many, few, small, short = (best[name] for name in ("many", "few", "small", "short"))
    goals = []
    for what, limit, of_plot, of_items in (("pan", 2, 20, 100), ("follow", 2, 20, 100), ("zoom", 8, 8, 15)):
        words = {"pan": f"pan by {PAN_PX} px", "follow": "follow: a pixel on, 170 ticks more", "zoom": "zoom"}[what]
        goals += [
            at_most(f"{words}, {MANY}, lanes of 18 px", many[what], limit, "ms"),
            beside(f"{words}, {MANY}", many[what], _PLOT, many[f"{what}, {_PLOT}"], 1 / of_plot, "ms"),
            beside(f"{words}, {SMALL}", small[what], _ITEMS, small[f"{what}, {_ITEMS}"], 1 / of_items, "ms"),
        ]
        if what != "follow":
            goals.append(_all_lanes(f"{words}, {SMALL}, all lanes fit", small, f"{what}, all fit", 1 / of_items))
        goals += [
            Goal(
                f"{words}, {size}, beside {_PLOT}",
                "–",
                f"{ours[what]:.3g} ms",
                f"{theirs:.3g} ms",
                f"1/{theirs / ours[what]:.1f}",
            )
            for size, ours in ((FEW_LANES, few), (SMALL, small))
            for theirs in (ours[f"{what}, {_PLOT}"],)
        ]
    goals.append(Goal("pan with the gutter painted anew", "–", f"{many['pan, gutter']:.3g} ms"))
    goals.append(Goal("taking in the 170 ticks of a frame", "–", f"{many['append']:.3g} ms"))
    goals += _all_fit(many)
    for share in SHARES:
        what = f"zoom at {100 * share:g} %"
        goals.append(beside(what, many[f"share {share}"], "a tenth of the history", short[f"share {share}"], 2, "ms"))
    return goals


def _all_lanes(words: str, found: dict[str, float], what: str, share: float) -> Goal:
    """Beside a graphics scene; only theirs as long as our view can't show all lanes at once."""
    theirs = found[f"{what}, {_ITEMS}"]
    if what not in found:
        return Goal(words, f"≤ 1/{1 / share:.0f} of {_ITEMS}", _NOT_YET, f"{theirs:.3g} ms")
    return beside(words, found[what], _ITEMS, theirs, share, "ms")


def _all_fit(many: dict[str, float]) -> list[Goal]:
    what = f"zoom, {MANY}, all lanes fit"
    ours, theirs = many.get("zoom, all fit"), many[f"zoom, all fit, {_PLOT}"]
    if ours is None:
        return [Goal(what, "≤ 33 ms", _NOT_YET, f"{theirs:.3g} ms")]
    return [
        at_most(what, ours, 33, "ms"),
        at_most(f"{what}: stretch", ours, 16, "ms"),
        Goal(f"{what}, beside {_PLOT}", "–", f"{ours:.3g} ms", f"{theirs:.3g} ms", f"1/{theirs / ours:.1f}"),
    ]


# --------------------------------------------------------------------------------------------- in a process of its own


def _frames(size: Size, rivals: Sequence[type[Plot | Items]]) -> dict[str, float]:
    """Pan, zoom and follow of the whole history, ours and theirs."""
    scene = Scene(size)
    found = {"pan": _pan_ms(scene), "zoom": _zoom_ms(scene)}
    found["pan, gutter"] = _ours_ms(scene, partial(_pan_all, scene))
    found |= {f"share {share}": _zoom_ms(scene, share) for share in SHARES if size == MANY}
    if scene.fit_lanes():
        found |= {"zoom, all fit": _zoom_ms(scene), "pan, all fit": _pan_ms(scene)}
    scene.choose_lanes()
    scene.follow()
    told: list[float] = []
    found["follow"] = _ours_ms(scene, lambda frame: None, before=partial(_tell, scene, told))
    found["append"] = statistics.median(told)
    scene.close()
    for rival in rivals:
        for what, ms in _rival_ms(rival, size).items():
            found[f"{what}, {rival.name}"] = ms
    return found


def _shares(size: Size) -> dict[str, float]:
    """Zooms that show little of a history."""
    scene = Scene(size)
    return {f"share {share}": _zoom_ms(scene, share) for share in SHARES}


def _pan_ms(scene: Scene) -> float:
    scene.show_all()
    return _ours_ms(scene, partial(_pan, scene))


def _zoom_ms(scene: Scene, share: float | None = None) -> float:
    scene.show_all() if share is None else scene.show_share(share)
    middle = scene.camera.view.width // 2
    return _ours_ms(scene, lambda frame: scene.camera.zoom(there_and_back(_RUNGS, frame), middle))


def _ours_ms(scene: Scene, step: Callable[[int], object], before: Callable[[], object] | None = None) -> float:
    paint()
    return frame_ms(scene.view, step, (GUTTER, AXIS), before)


def _pan(scene: Scene, frame: int) -> None:
    scene.camera.pan(PAN_PX * there_and_back(_TURN, frame))


def _pan_all(scene: Scene, frame: int) -> None:
    _pan(scene, frame)
    for part in scene.view.findChildren(QWidget):
        part.update()


def _tell(scene: Scene, took: list[float]) -> None:
    events = scene.told()
    scene.clock.now_ns += scene.camera.view.ns_per_px
    began_s = time.perf_counter()
    scene.model.append(events)
    took.append(1e3 * (time.perf_counter() - began_s))


def _rival_ms(made: type[Plot | Items], size: Size) -> dict[str, float]:
    rival = made(size)
    QApplication.processEvents()  # the window is there now
    steps: dict[str, Callable[[int], object]] = {
        "pan": lambda frame: rival.pan(there_and_back(_TURN, frame)),
        "zoom": lambda frame: rival.zoom(there_and_back(_RUNGS, frame)),
        "follow": lambda frame: rival.follow(),
    }
    found = {what: frame_ms(rival.widget, step, (0, 0)) for what, step in steps.items()}
    rival.show_lanes(size.lanes)
    for what in ("pan", "zoom"):
        found[f"{what}, all fit"] = frame_ms(rival.widget, steps[what], (0, 0))
    rival.widget.close()
    return found


SCENES: dict[str, Callable[[], dict[str, float]]] = {
    "many": partial(_frames, MANY, (Plot,)),
    "few": partial(_frames, FEW_LANES, (Plot,)),
    "small": partial(_frames, SMALL, (Plot, Items)),
    "short": partial(_shares, SHORT),
}


def main(name: str) -> None:
    """Print the figures of a scene."""
    app = QApplication([])
    print(json.dumps(SCENES[name]()))
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1])
