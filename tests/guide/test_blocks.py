"""The guide's code does what the guide says: files are loaded, commands run, examples played."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from tests.cli_process import environment
from tests.guide.pages import EXAMPLES, PAGES, blocks, of_kind, text_of
from waitgui import cli
from waitgui.store.task_set_file import TaskSetFileError, load
from waitgui.tasks.words import NBSP

NUMBER = re.compile(r'(?<=_ns":)\d+|(?<="at":")[^"]+')
"""What differs from run to run: times."""
HEAD = 'format = 1\nname = "Guide"\n[[tasks]]\nname = "Example"\n'
SCHEDULE = '[tasks.schedule]\nkind = "repeat"\nperiod = "1m"\n'
ACTION = '[tasks.action]\nkind = "none"\n'


def ids(found):
    return [f"{page}:{block.line}" for page, block in found]


def whole(text):
    """A task set around what the guide shows of one."""
    if text.startswith("format"):
        return text
    return HEAD + "".join(part for part in (SCHEDULE, ACTION) if part.splitlines()[0] not in text) + text


TOML = of_kind("toml")


@pytest.mark.parametrize(("page", "block"), TOML, ids=ids(TOML))
def test_a_task_set_can_be_used(page, block, tmp_path):
    path = tmp_path / "guide.toml"
    path.write_text(whole(block.text), encoding="utf-8")
    assert load(path).warnings == ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_an_example_can_be_used_unless_it_shows_mistakes(path):
    if path.name == "mistakes.toml":
        with pytest.raises(TaskSetFileError):
            load(path)
    else:
        assert load(path).warnings == ()


CONSOLE = of_kind("console")


@pytest.mark.parametrize(("page", "block"), CONSOLE, ids=ids(CONSOLE))
def test_a_command_prints_what_the_guide_shows(page, block, tmp_path):
    folder = shutil.copytree(EXAMPLES, tmp_path / "examples")
    first, _, shown = block.text.partition("\n")
    assert first.startswith("$ waitgui ")
    command = [sys.executable, "-m", "waitgui", *shlex.split(first)[2:]]
    env = {**environment(tmp_path), "TZ": "UTC", "COLUMNS": "200", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)
    printed = NUMBER.sub("…", done.stdout + done.stderr)
    printed = printed.replace(NBSP, " ")
    assert [line.rstrip() for line in printed.splitlines()] == shown.splitlines()


COMMANDS = [
    (page, line)
    for page in PAGES
    for block in blocks(text_of("en", page))
    if block.kind == "sh"
    for line in block.text.splitlines()
    if line.startswith("waitgui ")
]


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_that_isnt_run_can_be_parsed(page, line):
    arguments = shlex.split(line)[1:]
    parser = cli._parser(arguments[0]) if arguments[0] in cli.COMMANDS else cli._desktop_parser()
    parser.parse_args(arguments)


def test_python_examples_do_what_they_say():
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    found = of_kind("python")
    assert found
    globs: dict[str, object] = {}
    for page, block in found:
        test = parser.get_doctest(block.text, globs, f"{page}:{block.line}", page, block.line)
        test.globs = globs  # one session from block to block, as it is read
        runner.run(test, clear_globs=False)
    assert runner.failures == 0


def test_no_other_kind_of_code_is_shown():
    kinds = {block.kind for page in PAGES for block in blocks(text_of("en", page))}
    assert kinds == {"toml", "console", "sh", "python", "ini", "text", "{toctree}", "{eval-rst}"}
