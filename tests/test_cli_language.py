"""The command line in Chinese, as a process: what people read is, what programs read isn't."""

from __future__ import annotations

import re

import pytest

from tests.cli_process import records, run
from tests.test_cli import task, write

CHINESE = {"LC_ALL": "", "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN", "PYTHONUTF8": "1", "COLUMNS": "400"}
ENGLISH = re.compile(r"(?<![-\w.{])(?!waitgui )[A-Za-z]+ [a-z]+")
"""Two words, which aren't an option's and its value's, or a command of ours."""


@pytest.mark.parametrize("command", ["", "run", "preview", "check", "history"])
def test_no_help_is_half_english(tmp_path, command):
    code, out, err = run(tmp_path, *filter(None, [command]), "--help", env=CHINESE)
    assert (code, err) == (0, "")
    usage, _, rest = out.partition("\n\n")
    assert "用法" in usage
    assert [line for line in rest.splitlines() if ENGLISH.search(line)] == []


def test_bad_usage_is_said_in_chinese_with_the_same_exit_code(tmp_path):
    code, out, err = run(tmp_path, "run", env=CHINESE)
    assert (code, out) == (2, "")
    assert "缺少" in err or "需要" in err or "必需" in err


def test_records_are_the_same_in_every_language(tmp_path):
    path = write(tmp_path / "a.toml", task("a", stop="after_runs = 2"))
    arguments = ("preview", path, "--for", "1s", "--output", "jsonl", "--from", "2026-01-01T00:00:00", "--seed", "1")
    chinese, english = (run(tmp_path, *arguments, env=env) for env in (CHINESE, {}))
    assert chinese == english
    assert records(chinese[1])[-1]["reason"] == "after_runs"


def test_problems_are_said_in_chinese(tmp_path):
    path = write(tmp_path / "a.toml", task("a", schedule='period = "soon"'))
    code, out, err = run(tmp_path, "check", path, env=CHINESE)
    assert code == 2
    assert re.search("[\u4e00-\u9fff]", out + err)
    assert "soon" in out + err
