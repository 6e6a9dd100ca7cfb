"""What the window remembers from one day to the next."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from waitgui.store import atomic, regular_file, toml_text
from waitgui.store.aside import put_aside
from waitgui.store.history_retention import DAY_NS, Limits
from waitgui.store.task_set_text import UnusableTextError, decoded

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2**20
RECENT = 10

Theme: TypeAlias = Literal["system", "light", "dark"]
LaneSort: TypeAlias = Literal["set", "name", "next", "last-failure", "failures"]
LaneHeight: TypeAlias = Literal["auto", "comfortable", "compact", "dense", "fit"]
OnClose: TypeAlias = Literal["ask", "keep", "quit"]
Language: TypeAlias = Literal["system", "en", "zh_CN"]
RunEnd: TypeAlias = Literal["never", "failed", "always"]
Hour: TypeAlias = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Texts: TypeAlias = Annotated[tuple[str, ...], Strict(strict=False)]
Sizes: TypeAlias = Annotated[tuple[int, ...], Strict(strict=False)]


class Lanes(BaseModel):
    """How the timeline's lanes are grouped, sorted and how high they are; the collapsed groups of each set's file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    grouped: bool = True
    sort: LaneSort = "set"
    height: LaneHeight = "auto"
    collapsed: dict[str, Texts] = Field(default_factory=dict)


class QuietHours(BaseModel):
    """From when to when ("22:00", local time, over midnight if need be) notifications are held back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    enabled: bool = False
    start: Hour = "22:00"
    end: Hour = "07:00"


class Alerts(BaseModel):
    """What notifications are shown of: so many failures in a row (0: none), success after that, ends of runs."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    enabled: bool = True
    failures: int = Field(default=3, ge=0, le=1000)
    recovery: bool = True
    run_end: RunEnd = "failed"


class History(BaseModel):
    """How much of the past is kept: what is older or more goes, the oldest first."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    days: int = Field(default=30, ge=1, le=3_650)
    ticks: int = Field(default=1_000_000, ge=1_000, le=100_000_000)
    size_mib: int = Field(default=512, ge=16, le=65_536)

    @property
    def limits(self) -> Limits:
        """The same for whoever keeps the history."""
        return Limits(self.days * DAY_NS, self.ticks, self.size_mib * 2**20)


class Settings(BaseModel):
    """Frozen: `model_copy(update=…)` gives a changed one. What a later version put there is kept.

    `geometry` and `state` are Qt's of the main window, as base64; `splitters` the sizes of each, by its name; `columns`
    the widths of each table, by its name. `zoom_ns` is how much time a pixel of the timeline shows, `details` whether
    the inspector is shown, None as far as it has room. `on_close` is what the window's close button does while tasks
    run and there is a tray. `alerts` holds for every set but those of `set_alerts`, by their file. `launch` are the
    files of the sets that are opened and started with the program; `open_sets` those of the tabs in their order,
    `last_set` the one that was shown. Paths are text, as Qt and TOML have them.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    last_set: str | None = None
    open_sets: Texts = ()
    recent: Texts = ()
    theme: Theme = "system"
    language: Language = "system"
    geometry: str = ""
    state: str = ""
    splitters: dict[str, Sizes] = Field(default_factory=dict)
    columns: dict[str, Sizes] = Field(default_factory=dict)
    zoom_ns: int | None = Field(default=None, gt=0)
    minimap: bool = True
    details: bool | None = None
    menu_bar: bool = False
    lanes: Lanes = Field(default_factory=Lanes)
    on_close: OnClose = "ask"
    quiet: QuietHours = Field(default_factory=QuietHours)
    alerts: Alerts = Field(default_factory=Alerts)
    set_alerts: dict[str, Alerts] = Field(default_factory=dict)
    launch: Texts = ()
    history: History = Field(default_factory=History)

    def alerts_of(self, path: str) -> Alerts:
        """What is told of the set of this file ("" for one without)."""
        return self.set_alerts.get(path, self.alerts)

    def opened(self, path: str) -> Settings:
        """With this set as the last, and as the first of the recent ones."""
        recent = (path, *(other for other in self.recent if other != path))[:RECENT]
        return self.model_copy(update={"last_set": path, "recent": recent})


def load(path: Path) -> tuple[Settings, str | None]:
    """The settings, and what to say about them if they couldn't be read. Never raises.

    A file that isn't understood is put aside in its folder, unchanged, and things are as at the first start.
    """
    try:
        content = tomllib.loads(decoded(regular_file.read(path, MAX_BYTES)))
        return Settings.model_validate(content), None
    except FileNotFoundError:
        return Settings(), None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except UnusableTextError as error:
        reason = error.complaints[0].text
    except (ValueError, RecursionError) as error:
        reason = str(error)
    except regular_file.UnusableFileError as error:
        reason = str(error.strerror)
    except OSError as error:
        return Settings(), f"The settings in {path} can't be read: {error.strerror}."
    return Settings(), _put_aside(path, reason)


def _put_aside(path: Path, reason: str) -> str:
    try:
        aside = put_aside(path)
    except OSError as error:
        return f"The settings in {path} can't be used ({reason}) nor put aside ({error.strerror})."
    return f"The settings in {path} couldn't be used ({reason}). They are in {aside.name} now."


def save(path: Path, settings: Settings) -> None:
    """Write the settings. Raises `OSError`, and then the file is as it was."""
    content: dict[str, Any] = settings.model_dump(exclude_none=True)
    # A path of bytes that aren't UTF-8 can't be said in TOML: then that set isn't found again, and the rest is kept.
    atomic.write(path, toml_text.document(content).encode(errors="replace"))
