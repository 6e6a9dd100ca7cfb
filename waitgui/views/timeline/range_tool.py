"""RangeTool: draws out the selected range, and drags its edges. Canvas and axis have one each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waitgui.views.timeline.camera import Camera

GRIP_PX = 5
"""How near an edge of the range the mouse takes hold of it, in logical pixels."""


class RangeTool:
    """Counts in device pixels. What was selected before comes back by `cancel`."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._fixed_ns: int | None = None
        self._before: tuple[int, int] | None = None

    @property
    def active(self) -> bool:
        """Whether a range is being drawn."""
        return self._fixed_ns is not None

    def edge_at(self, x: int) -> int | None:
        """Which edge of the range can be taken hold of there: 0 the begin, 1 the end."""
        chosen, view = self._camera.selection, self._camera.view
        if chosen is None:
            return None
        far = [abs(view.near(at_ns) - x) for at_ns in chosen]
        edge = 0 if far[0] < far[1] else 1
        return edge if far[edge] <= round(GRIP_PX * self._camera.dpr) else None

    def begin(self, x: int, *, extends: bool = False) -> None:
        """A range from here; or, if it `extends`, the selected one drawn from its nearer edge to here."""
        self._before = chosen = self._camera.selection
        at_ns = self._camera.view.time_at(x)
        if extends and chosen is not None:
            self._fixed_ns = max(chosen, key=lambda edge_ns: abs(edge_ns - at_ns))
            self.move(x)
        else:
            self._fixed_ns = at_ns

    def grab(self, edge: int) -> None:
        """Take hold of an edge of the selected range."""
        self._before = chosen = self._camera.selection
        if chosen is not None:
            self._fixed_ns = chosen[1 - edge]

    def move(self, x: int) -> None:
        """To here, or as far as the picture goes."""
        if self._fixed_ns is not None:
            view = self._camera.view
            self._camera.select_range(self._fixed_ns, view.time_at(min(max(x, 0), view.width)))

    def end(self) -> None:
        """It stays as it is."""
        self._fixed_ns = None

    def cancel(self) -> None:
        """As it was before."""
        if self._fixed_ns is not None:
            self._fixed_ns = None
            self._camera.select_range(*(self._before or (0, 0)))
