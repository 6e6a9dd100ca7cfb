"""Which task sets the user trusts: digests of what they run, kept outside of them.

A digest is `tasks.exposure.executable_digest` of the set; where the set lies doesn't matter, the path is for people.
What isn't understood, or may be somebody else's work, trusts nothing. Of two programs that write at the same time one
may be forgotten: then the user is asked again.
"""

from __future__ import annotations

import os
import tomllib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from waitgui.store import atomic, ownership, regular_file, toml_text
from waitgui.store.aside import put_aside
from waitgui.store.task_set_text import UnusableTextError, decoded

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 * 2**20
KEPT = 500
"""The latest so many; who has opened more since is asked again."""
_LONGEST_PATH = 512


class Trusted(BaseModel):
    """One decision: for which content, in which file, when."""

    model_config = ConfigDict(frozen=True, strict=True)

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]
    path: str = ""
    at: datetime


class _Decisions(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    trusted: Annotated[tuple[Trusted, ...], Strict(strict=False)] = ()


def load(file: Path) -> tuple[tuple[Trusted, ...], str | None]:
    """The decisions, the latest last, and what to say about a file that can't be used. Never raises.

    Such a file is put aside in its folder, unchanged.
    """
    try:
        data, doubt = regular_file.read_judged(file, MAX_BYTES, ownership.doubt)
        if doubt is None:
            return _Decisions.model_validate(tomllib.loads(decoded(data))).trusted, None
        reason = f"it {doubt}"
    except FileNotFoundError:
        return (), None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except UnusableTextError as error:
        reason = error.complaints[0].text
    except (ValueError, RecursionError) as error:
        reason = str(error)
    except regular_file.UnusableFileError as error:
        reason = f"it {error.strerror}"
    except OSError as error:
        return (), f"{file} can't be read, so no task set is trusted: {error.strerror}."
    try:
        aside = put_aside(file)
    except OSError as error:
        return (), f"{file} can't be used ({reason}) nor put aside ({error.strerror}), so no task set is trusted."
    return (), f"{file} couldn't be used ({reason}), so no task set is trusted. It is in {aside.name} now."


def is_trusted(file: Path, digest: str) -> bool:
    """Whether the user has decided so. Never raises."""
    return any(entry.digest == digest for entry in load(file)[0])


def add(file: Path, digest: str, path: Path | None, at: datetime) -> None:
    """Trust what has this digest. Raises `OSError`, and then the file is as it was."""
    decisions = [entry for entry in load(file)[0] if entry.digest != digest]
    shown = "" if path is None else os.fsencode(path).decode(errors="backslashreplace")[:_LONGEST_PATH]
    decisions.append(Trusted(digest=digest, path=shown, at=at))
    atomic.write(file, "\n".join(_block(entry) for entry in decisions[-KEPT:]).encode())


def _block(entry: Trusted) -> str:
    return "[[trusted]]\n" + "".join(toml_text.statement(name, value) for name, value in entry.model_dump().items())
