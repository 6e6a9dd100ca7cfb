"""Every colour and measure of the application. One table feeds the palette, the style sheet and the painter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme, as "#rrggbb"."""

    dark: bool
    window: str
    surface: str
    gutter: str
    raised: str
    hover: str
    line: str
    grid: str
    outline: str
    text: str
    text2: str
    text3: str
    gap: str
    hatch: str
    accent: str
    on_accent: str
    accent_ground: str
    ok: str
    on_ok: str
    failed: str
    on_failed: str
    timed_out: str
    muted: str
    met: str
    error_text: str
    error_ground: str
    warning_text: str
    warning_ground: str
    thread: str
    selected_alpha: float
    edge_alpha: float
    band_alpha: float
    future_alpha: float


LIGHT = Tokens(
    dark=False,
    window="#f3f4f7",
    surface="#ffffff",
    gutter="#fafbfc",
    raised="#ffffff",
    hover="#eceef2",
    line="#e3e6eb",
    grid="#eef0f3",
    outline="#828a98",
    text="#1a202b",
    text2="#4f5969",
    text3="#606a7a",
    gap="#f1f3f6",
    hatch="#d3d8e0",
    accent="#2647cc",
    on_accent="#ffffff",
    accent_ground="#e8eefd",
    ok="#4577a5",
    on_ok="#ffffff",
    failed="#b8360f",
    on_failed="#ffffff",
    timed_out="#a5810f",
    muted="#7f8490",
    met="#0e9a6c",
    error_text="#a5300f",
    error_ground="#fdeee9",
    warning_text="#6f4c00",
    warning_ground="#fff5df",
    thread="#d9dbde",
    selected_alpha=0.07,
    edge_alpha=0.66,
    band_alpha=0.15,
    future_alpha=0.02,
)

DARK = Tokens(
    dark=True,
    window="#121519",
    surface="#181c22",
    gutter="#161a1f",
    raised="#20252d",
    hover="#262c35",
    line="#2a3039",
    grid="#21262e",
    outline="#747e8d",
    text="#e7eaf0",
    text2="#afb8c5",
    text3="#929cab",
    gap="#1d222a",
    hatch="#323a46",
    accent="#84a3ff",
    on_accent="#0e1526",
    accent_ground="#222c48",
    ok="#4877aa",
    on_ok="#ffffff",
    failed="#f4703f",
    on_failed="#0e1526",
    timed_out="#f0d070",
    muted="#8a92a0",
    met="#3fd6b4",
    error_text="#ff9f80",
    error_ground="#3a211b",
    warning_text="#f0cb7c",
    warning_ground="#33290f",
    thread="#393d43",
    selected_alpha=0.1,
    edge_alpha=0.66,
    band_alpha=0.22,
    future_alpha=0.045,
)

SPACE = (4, 8, 12, 16, 24, 40)
RADIUS_CONTROL, RADIUS_CARD, RADIUS_BAR = 6, 8, 3.5
CONTROL_HEIGHT = 30
SET_ROW, VIEW_ROW, STATUS_ROW = 48, 44, 28
GUTTER, INSPECTOR, AXIS, MINIMAP, MINIMAP_LOW = 264, 316, 34, 44, 32
LANE_COMFORTABLE, LANE_COMPACT, LANE_DENSE, LANE_LARGEST_SMALL = 44, 28, 18, 9
GROUP_HEADER = 24
TYPE = {"welcome": 24, "title": 16, "sentence": 15, "section": 14, "text": 13, "secondary": 12, "hint": 11}


@lru_cache(maxsize=256)
def mixed(ground: str, over: str, alpha: float) -> str:
    """The colour that shows where `over` lies on `ground` with this opacity, 0 to 1."""
    pairs = ((int(ground[at : at + 2], 16), int(over[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(below + (above - below) * alpha):02x}" for below, above in pairs)
