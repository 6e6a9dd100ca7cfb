"""Where a fuzzer starts: sets of every kind, and pieces that have a meaning in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tasks.test_exposure import EVERYTHING
from waitgui.paths import resources
from waitgui.store.toml_text import document

if TYPE_CHECKING:
    from pathlib import Path

ODDITIES = (
    "",
    "format = 1\n",
    "format = 2\nx = 1\n",
    "\ufeffformat = 1\n",
    'format = 1\n[[tasks]]\nname = "A"\nschedule = 3\n',
    "format = 1\nx = { a = [{ b = [[1.5e3, nan, inf, 0x1F, 1979-05-27T07:32:00Z, 07:32:00, 1979-05-27]] }] }\n",
    'format = 1\nx = """\na\\\n  b"""\ny = \'\'\'c\'\'\'\n[a."b.c".\'d\']\n"\\u00e9" = true\n',
    "format = 1\n[[tasks]]\nid = 'a'\n[[tasks]]\nid = 'a'\n"
    "[tasks.stop]\nwhen_task_ends = 'b'\non_output = '(?:a{9}){9}'\n",
)
WORDS = (
    *("format", "tasks", "[[tasks]]", "[tasks.", "schedule", "action", "stop", "retry", "kind", "when", "condition"),
    *('"repeat"', '"poll"', '"backoff"', '"command"', '"python"', '"http"', '"tcp"', '"file"', '"none"', '"notify"'),
    *("{ not = ", "{ all = [", "{ any = [", "period", "interval", "duration", "jitter", "argv", "shell", "env", "url"),
    *("when_task_ends", "on_output", "on_exit_code", "at", "path", "newer_than", "min_size", '"10KiB"', "json"),
    *("nan", "inf", "1e400", "-1", "true", '"""', "'''", "\\u0000", "\\u202e", "9223372036854775808", '"1m30s"'),
    *("2027-01-01T00:00:00Z", '"200-299"', "{1000}", "(?", "[^", "\ufeff"),
)


def texts() -> list[str]:
    """The sets, as text."""
    return [(resources() / "demo.toml").read_text(), document(EVERYTHING), *ODDITIES]


def write(folder: Path) -> tuple[Path, Path]:
    """The sets as files of a folder, and the pieces as a dictionary of libFuzzer; both places."""
    seeds, words = folder / "seeds", folder / "words.dict"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts()):
        (seeds / f"{number}.toml").write_bytes(text.encode())
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in WORDS)
    words.write_text("\n".join(lines) + "\n")
    return seeds, words
