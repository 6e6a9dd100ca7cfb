"""Python code, in a process of its own.

The folder that the process runs in, and the script's own, aren't searched for modules (`-P`): whoever can put a
`json.py` there would have it run. So a script's siblings are not importable unless the task says so, by
`env = { PYTHONPATH = "…" }`. `-P` needs Python 3.11; an older `interpreter` is refused by its own message.
Output isn't buffered (`-u`), so that what was printed before a timeout is there, in its order.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

from waitgui.tasks.actions import Python
from waitgui.tasks.record import Outcome, Result
from waitgui.work import interpreter, program
from waitgui.work.perform import attempt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.work.stop import Stop

_OPTIONS = ("-P", "-u")
_OLD = "Unknown option: -P"
_PLAIN = 100 * 1024
_PIECE = 64 * 1024
"""Linux takes at most 128 KiB an argument: MAX_ARG_STRLEN in binfmts.h."""
_UNPACK = (
    "(lambda s,b:exec(compile(b.b64decode(''.join([s.argv.pop(1)for _ in range(int(s.argv.pop(1)))])).decode(),"
    "'<string>','exec',dont_inherit=True),globals()))(__import__('sys'),__import__('base64'))"
)


@attempt.register(Python)
def run(python: Python, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Run it; the arguments and the code reach it as they are."""
    base = os.environ if environ is None else environ
    chosen = python.interpreter or interpreter.for_tasks({**base, **python.env})
    if chosen is None:
        return Result(Outcome.FAILED, why=interpreter.NONE)
    if chosen.startswith("~"):
        chosen = str(Path(chosen).expanduser())
    result = program.run((chosen, *_OPTIONS, *_what(python), *python.args), python, stop, environ)
    if result.outcome is Outcome.FAILED and result.exit_code == 2 and result.output.startswith(_OLD):
        return result._replace(why="the interpreter must be Python 3.11 or later")
    return result


def _what(python: Python) -> Sequence[str]:
    if python.module is not None:
        return ("-m", python.module)
    if python.script is not None:
        script = Path(python.script).expanduser()
        # Python would take "-" for its standard input, and "-x" for an option.
        return (f"./{script}" if str(script).startswith("-") else str(script),)
    return _handed_over(python.code or "")


def _handed_over(code: str) -> Sequence[str]:
    """The code as arguments. Plain where that is safe; else packed, for its length and for locales without UTF-8."""
    if code.isascii() and len(code) <= _PLAIN:
        return ("-c", code)
    packed = base64.b64encode(code.encode()).decode("ascii")
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return ("-c", _UNPACK, str(len(pieces)), *pieces)
