"""Python code of the user's: what reaches it, and what it must not find."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work.conftest import act, stopped_after
from waitgui.tasks.record import Outcome, Result

if TYPE_CHECKING:
    from pathlib import Path


def python(**fields: Any) -> dict[str, Any]:
    return {"kind": "python", "kill_grace": "300ms", **fields}


def test_code_runs_in_our_python() -> None:
    result = act(python(code="import sys; print(sys.executable, sys.argv)", args=["-x", "", "ü"]))
    assert result == Result(Outcome.OK, 0, output=f"{sys.executable} ['-c', '-x', '', 'ü']\n")


def test_a_script_and_a_module(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("import sys; print(__name__, sys.argv)")
    result = act(python(script=str(tmp_path / "script.py"), args=["a b"]))
    assert result.output == f"__main__ ['{tmp_path}/script.py', 'a b']\n"
    assert act(python(module="platform", args=["terse"])).output.startswith("Linux")


def test_a_script_is_found_from_its_folder(tmp_path: Path) -> None:
    for name in ("script.py", "-c", "-"):
        (tmp_path / name).write_text("print('here')")
        assert act(python(script=name, cwd=str(tmp_path))).output == "here\n"


def test_a_script_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "script.py").write_text("print('home')")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert act(python(script="~/script.py")).output == "home\n"


def test_exit_codes() -> None:
    assert act(python(code="raise SystemExit(3)")) == Result(Outcome.FAILED, 3)
    assert act(python(code="raise SystemExit(3)", ok_codes=[3])).outcome is Outcome.OK
    result = act(python(code="1/0"))
    assert (result.outcome, result.exit_code) == (Outcome.FAILED, 1)
    assert "ZeroDivisionError" in result.output


def test_what_was_printed_before_a_timeout_is_kept() -> None:
    result = act(python(code="import time; print('hi'); time.sleep(60)", timeout="1s"))
    assert (result.outcome, result.output.partition("\n")[0]) == (Outcome.TIMED_OUT, "hi")


def test_output_and_errors_stay_in_their_order() -> None:
    code = "import sys\nfor n in range(9): print(n, file=[sys.stdout, sys.stderr][n % 2])"
    assert act(python(code=code)).output.split() == list("012345678")


def test_it_can_be_stopped() -> None:
    result, after_s = stopped_after(0.2, lambda stop: act(python(code="import time; time.sleep(60)"), stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 10


def test_another_interpreter(tmp_path: Path) -> None:
    (tmp_path / "python").write_text(f'#!/bin/sh\necho mine; exec {sys.executable} "$@"\n')
    (tmp_path / "python").chmod(0o755)
    assert act(python(code="print(1)", interpreter=str(tmp_path / "python"))).output == "mine\n1\n"
    assert act(python(code="print(1)", interpreter="no-such-python")).why == 'program not found: "no-such-python"'


def test_an_interpreter_that_is_too_old_says_so(tmp_path: Path) -> None:
    (tmp_path / "python").write_text("#!/bin/sh\necho 'Unknown option: -P' >&2; exit 2\n")
    (tmp_path / "python").chmod(0o755)
    result = act(python(code="print(1)", interpreter=str(tmp_path / "python")))
    assert (result.outcome, result.why) == (Outcome.FAILED, "the interpreter must be Python 3.11 or later")


# --- What must not be imported ---


def test_modules_in_the_folder_are_not_imported(tmp_path: Path) -> None:
    for name in ("json.py", "base64.py", "sitecustomize.py", "sibling.py"):
        (tmp_path / name).write_text("print('planted')")
    imports = "import json, base64\ntry:\n    import sibling\nexcept ImportError:\n    print('no sibling')\n"
    (tmp_path / "script.py").write_text(imports)
    for what in ({"code": imports}, {"code": imports + "# ü"}, {"script": "script.py"}, {"module": "json.tool"}):
        result = act(python(cwd=str(tmp_path), **what))
        assert "planted" not in result.output
        assert "module" in what or result.output == "no sibling\n"
    assert act(python(script=str(tmp_path / "script.py"))).output == "no sibling\n"


def test_siblings_are_imported_where_the_task_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "sibling.py").write_text("print('asked for')")
    result = act(python(code="import sibling", env={"PYTHONPATH": str(tmp_path)}))
    assert result.output == "asked for\n"


# --- What reaches it ---


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "de_DE.ISO-8859-1"])
@pytest.mark.parametrize(
    "text", ["plain", "für 日本 🎉", "\x01\x1b\x7f\r\n\t\\'\"$`", "\U0010ffff" * 20_000, "x" * 65_000]
)
def test_any_code_arrives(text: str, locale: str) -> None:
    code = f"import sys, base64\ntext = {text!r}\nprint(len(text), sys.argv)\nassert text == eval({ascii(text)!r})"
    result = act(python(code=code, args=["a"], env={"LC_ALL": locale}))
    assert (result.outcome, result.output) == (Outcome.OK, f"{len(text)} ['-c', 'a']\n"), result.output[-500:]


def test_code_that_is_packed_is_like_plain_code() -> None:
    code = "# -*- coding: latin-1 -*-\nfrom __future__ import annotations\nprint('ü', sorted(globals()), __name__)"
    plain = act(python(code=code.replace("ü", "u"))).output
    assert act(python(code=code)).output.replace("ü", "u") == plain.replace("'annotations', ", "'annotations', ")


_ECHO = "import json, os, sys; print(json.dumps([os.fsencode(arg).hex() for arg in sys.argv[1:]]))"
_ODD = [  # what shells, formats and terminals would make something of
    "",
    " ",
    "-",
    "--",
    "-c",
    "$(reboot)",
    "`id`",
    "a;b",
    "%s",
    "\\",
    '"',
    "'",
    "\n",
    "*",
    "~",
    "\x1b[2J",
    "\u202e",
    "&|>",
]
_HOSTILE = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.sampled_from(_ODD)


@settings(max_examples=25, deadline=None)
@given(args=st.lists(_HOSTILE, min_size=200, max_size=400))
@pytest.mark.parametrize("kind", ["command", "python"])
def test_arguments_arrive_as_they_are(kind: str, args: list[str]) -> None:
    fields = {"code": _ECHO, "args": args} if kind == "python" else {"argv": [sys.executable, "-S", "-c", _ECHO, *args]}
    result = act({"kind": kind, **fields})
    received = [bytes.fromhex(arg) for arg in json.loads(result.output)]
    assert received == [arg.encode() for arg in args]


def test_the_environment_arrives_as_it_is() -> None:
    values = {f"V{n}": text for n, text in enumerate(["", " ", "ü\n", "$HOME", "\x1b", "=", "'\""])}
    code = "import os, json; print(json.dumps({k: v for k, v in os.environ.items() if k[0] == 'V'}))"
    result = act(python(code=code, env=values), environ={"PATH": os.defpath})
    assert json.loads(result.output) == values
