"""Drafts: what was edited and not saved, so that it is there again when the program has ended without asking.

A draft has a file of its own, which only the process that owns it writes: a line of JSON about it, then the set as
TOML. Any other process leaves it alone as long as its owner lives; after that, who renames the file first has it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from urllib.parse import unquote_to_bytes

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, Strict, ValidationError

from waitgui.store import atomic, ownership, regular_file, toml_text
from waitgui.store.aside import put_aside
from waitgui.store.history_process import Identity, myself
from waitgui.store.task_set_text import UnusableTextError, decoded, read
from waitgui.tasks.model import plain

if TYPE_CHECKING:
    from datetime import datetime

    from waitgui.tasks.model import TaskSet

MAX_BYTES = 2**23
MOST = 100
"""So many files are looked at, the latest."""
_SUFFIX = ".draft"
_FORM = "form"
_SILENT_S = 86_400.0
"""Where nobody can tell whether the owner lives, it is taken for dead when the draft is that old."""


class Origin(NamedTuple):
    """What a draft was made from: the file (None: a set without one) and the digest of what the file said then."""

    path: Path | None
    digest: str = ""


class Draft(NamedTuple):
    """A draft whose owner is gone. `place` is its file, `at` when it was written.

    `ours` tells that this user wrote it, on this machine, in a set that was allowed to run.
    """

    place: Path
    origin: Origin
    name: str
    at: datetime
    ours: bool


class Unfinished(NamedTuple):
    """What stood in an open task form: a task as a file has it, perhaps not a valid one."""

    values: dict[str, Any]
    is_new: bool


class Content(NamedTuple):
    """What a draft says."""

    task_set: TaskSet
    form: Unfinished | None


class DraftError(Exception):
    """A draft that can't be used; the text says where it was put."""


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    waitgui_draft: Literal[1]
    file: Annotated[str, Field(pattern=r"^(file:///.*)?\z")]
    digest: str
    name: str
    at: Annotated[AwareDatetime, Strict(strict=False)]
    restricted: bool
    machine: str
    boot: str
    space: str
    pid: Annotated[int, Field(gt=0, lt=2**31)]
    start: int
    form: str = ""
    """TOML of what stood in a form."""
    form_is_new: bool = False
    content: str
    """Digest of what follows, and of the form."""

    def owner(self) -> Identity:
        return Identity(self.machine, self.boot, self.space, self.pid, self.start)


def new_place(folder: Path) -> Path:
    """A file for a draft that nobody else has."""
    return folder / f"{secrets.token_hex(16)}{_SUFFIX}"


def write(
    place: Path,
    task_set: TaskSet,
    origin: Origin,
    *,
    at: datetime,
    restricted: bool,
    form: Unfinished | None = None,
) -> None:
    """Write the draft, which belongs to this process from then on. Raises `OSError`, and then it is as it was."""
    text, form_text = _text(task_set).encode(), "" if form is None else _form_text(form)
    header = _Header(
        waitgui_draft=1,
        file="" if origin.path is None else origin.path.absolute().as_uri(),
        digest=origin.digest,
        name=task_set.name,
        at=at,
        restricted=restricted,
        **myself()._asdict(),
        form=form_text,
        form_is_new=form is not None and form.is_new,
        content=_digest(text, form_text),
    )
    atomic.write(place, header.model_dump_json().encode() + b"\n" + text)


def remove(place: Path) -> None:
    """Forget the draft. Raises `OSError`; that it is gone already is none."""
    place.unlink(missing_ok=True)


def take_out(place: Path) -> bytes:
    """Forget the draft, and give what `put_back` needs; b"" if it is gone already. Raises `OSError`."""
    try:
        content = regular_file.read(place, MAX_BYTES)
    except FileNotFoundError:
        return b""
    remove(place)
    return content


def put_back(place: Path, content: bytes) -> None:
    """The draft as it was before `take_out`, its owner too. Raises `OSError`."""
    atomic.write(place, content)


def abandoned(folder: Path) -> tuple[list[Draft], list[str]]:
    """The drafts without an owner, the latest first, and what to say about files that had to be put aside."""
    found, complaints, here = [], [], myself()
    with suppress(OSError):  # no folder: no draft
        atomic.sweep(folder)
        for place in sorted(folder.glob(f"*{_SUFFIX}"), key=_age_s)[:MOST]:
            try:
                header, _, doubt = _read(place)
            except DraftError as error:
                complaints.append(str(error))
            except OSError:  # another process took it, or nobody may read it
                continue
            else:
                if _is_abandoned(place, header, here):
                    ours = doubt is None and not header.restricted and header.machine == here.machine
                    found.append(Draft(place, _origin(header), header.name, header.at, ours))
    return sorted(found, key=lambda draft: draft.at, reverse=True), complaints


def claim(draft: Draft, place: Path) -> Content | None:
    """What the draft says, which lies at `place` from then on; None if another process was faster.

    Raises `DraftError` if it can't be used, and `OSError`.
    """
    try:
        header, text, _ = _read(draft.place)
        if not _is_abandoned(draft.place, header, myself()):
            return None
        try:
            task_set, _ = read(decoded(text), header.name)
        except UnusableTextError as error:
            raise DraftError(_put_aside(draft.place, error.complaints[0].text)) from None
        draft.place.rename(place)
    except FileNotFoundError:
        return None
    return Content(task_set, _form(header) if draft.ours else None)


def _digest(text: bytes, form: str) -> str:
    return hashlib.sha256(form.encode() + b"\n" + text).hexdigest()


def _form_text(form: Unfinished) -> str:
    """As TOML; "" of what can't be said there, such as half a character."""
    try:
        text = toml_text.table((_FORM,), form.values)
        text.encode()
    except (TypeError, ValueError):
        return ""
    return text


def _form(header: _Header) -> Unfinished | None:
    try:
        values = tomllib.loads(header.form).get(_FORM)
    except (ValueError, RecursionError):
        return None
    return Unfinished(values, header.form_is_new) if isinstance(values, dict) else None


def _text(task_set: TaskSet) -> str:
    """The set as a file has it, a task at a time: all at once would keep other threads from running for too long."""
    head = toml_text.document(plain(task_set.model_copy(update={"tasks": ()})))
    return "\n".join([head, *(toml_text.block(plain(task)) for task in task_set.tasks)])


def _read(place: Path) -> tuple[_Header, bytes, str | None]:
    """What the file says of the draft, the set, and why somebody else may have written it."""
    try:
        data, doubt = regular_file.read_judged(place, MAX_BYTES, ownership.doubt)
        first, _, text = data.partition(b"\n")
        header = _Header.model_validate_json(first)
    except ValidationError as error:
        raise DraftError(_put_aside(place, error.errors(include_url=False)[0]["msg"])) from None
    except regular_file.UnusableFileError as error:
        raise DraftError(_put_aside(place, f"it {error.strerror}")) from None
    if _digest(text, header.form) != header.content:
        raise DraftError(_put_aside(place, "it is damaged"))
    return header, text, doubt


def _is_abandoned(place: Path, header: _Header, here: Identity) -> bool:
    alive = header.owner().alive(here)
    return _age_s(place) > _SILENT_S if alive is None else not alive


def _origin(header: _Header) -> Origin:
    if not header.file:
        return Origin(None)
    return Origin(Path(os.fsdecode(unquote_to_bytes(header.file.removeprefix("file://")))), header.digest)


def _age_s(place: Path) -> float:
    try:
        return time.time() - place.stat().st_mtime
    except OSError:
        return 0.0


def _put_aside(place: Path, reason: str) -> str:
    try:
        aside = put_aside(place)
    except OSError as error:
        return f"Changes that weren't saved can't be read ({reason}); {place} can't be put aside ({error.strerror})."
    return f"Changes that weren't saved can't be read ({reason}). They are in {aside} now."
