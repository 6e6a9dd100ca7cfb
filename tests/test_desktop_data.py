"""What a desktop is told of the program: by its own validators, and in step with the program itself."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest

from waitgui import __version__, cli
from waitgui.store.task_set_file import SUFFIX
from waitgui.work.interpreter import GUARDIAN_SWITCH

ROOT = Path(__file__).parents[1]
DATA = ROOT / "resources" / "desktop"
METAINFO = DATA / "io.github.waitgui.waitgui.metainfo.xml"
MIME = "application/x-waitgui+toml"


def output(*command: str | Path, env: dict[str, str] | None = None) -> str:
    """What it prints on either output; it must end well."""
    done = subprocess.run(
        command,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def needs(program: str) -> pytest.MarkDecorator:
    """On a machine that has this program."""
    return pytest.mark.skipif(not which(program), reason=f"needs {program}")


@pytest.fixture(scope="module")
def man_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The manual by its locale."""
    folder = tmp_path_factory.mktemp("man")
    for locale in ("C", "zh_CN.UTF-8"):
        output(sys.executable, ROOT / "packaging" / "man_page.py", folder / f"{locale}.1", env={"LC_ALL": locale})
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DATA / "waitgui.desktop", encoding="utf-8")
    return parser


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid() -> None:
    assert output("desktop-file-validate", DATA / "waitgui.desktop") == ""


@needs("appstreamcli")
def test_the_metainfo_is_valid() -> None:
    output("appstreamcli", "validate", "--no-net", "--pedantic", METAINFO)


def test_what_the_files_say_of_each_other(entry: configparser.ConfigParser) -> None:
    component = ElementTree.parse(METAINFO)
    assert component.findtext("launchable") == "waitgui.desktop"
    assert component.findtext("provides/mediatype") == MIME
    assert component.findtext("summary") == entry["Desktop Entry"]["Comment"]
    assert entry["Desktop Entry"]["MimeType"] == f"{MIME};"
    mime = ElementTree.parse(DATA / "waitgui-mime.xml")
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = mime.findall(f"{name}mime-type")
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind.findall(f"{name}glob")] == [f"*{SUFFIX}"]


def test_the_newest_release_is_this_version() -> None:
    release = ElementTree.parse(METAINFO).find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_text_of_the_entry_is_there_in_chinese(entry: configparser.ConfigParser) -> None:
    for section in entry.sections():
        texts = [key for key in ("Name", "GenericName", "Comment", "Keywords") if key in entry[section]]
        for key in texts:
            assert f"{key}[zh_CN]" in entry[section] or entry[section][key] == "waitgui", (section, key)


def test_what_the_entry_starts_is_understood(entry: configparser.ConfigParser) -> None:
    for section in entry.sections():
        program, *arguments = entry[section]["Exec"].split()
        assert program == "waitgui"
        cli._desktop_parser().parse_args([argument for argument in arguments if argument != "%F"])


@needs("update-mime-database")
@needs("gio")
def test_of_toml_only_what_is_named_so_is_a_set(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    (packages / "waitgui.xml").write_bytes((DATA / "waitgui-mime.xml").read_bytes())
    output("update-mime-database", tmp_path / "mime")
    kinds = []
    for name in (f"home{SUFFIX}", "pyproject.toml", "waitgui.toml"):
        (tmp_path / name).write_text("format = 1\n")
        told = output(
            "gio", "info", "--attributes=standard::content-type", tmp_path / name, env={"XDG_DATA_HOME": str(tmp_path)}
        )
        kinds.append(told.split()[-1])
    assert kinds[0] == MIME
    assert MIME not in kinds[1:]


def test_the_manual_has_every_option_with_what_is_said_of_it(man_pages: dict[str, Path]) -> None:
    text = man_pages["C"].read_text(encoding="utf-8").replace("\\-", "-").replace("\\(aq", "'")
    assert f"waitgui {__version__}" in text
    for command in cli.COMMANDS:
        section = text.partition(f"\n.SS waitgui {command}\n")[2].partition("\n.S")[0]
        helped = output(
            sys.executable, "-m", "waitgui", command, "--help", env={"COLUMNS": "400", "LC_ALL": "C", "LANGUAGE": "en"}
        )
        options = [line.split()[0].rstrip(",") for line in helped.splitlines() if line.startswith("  -")]
        assert len(options) > 1
        for option in options:
            assert f"\\fB{option}\\fR" in section, (command, option)


@needs("man")
@pytest.mark.parametrize(
    ("locale", "name"), [("C", "run small recurring jobs"), ("zh_CN.UTF-8", "运行小型周期任务")], ids=["en", "zh_CN"]
)
def test_the_manual_can_be_read(man_pages: dict[str, Path], locale: str, name: str) -> None:
    shown = output(
        "man", "--warnings=w", "--encoding=UTF-8", "-P", "cat", "-l", man_pages[locale], env={"LC_ALL": "C.UTF-8"}
    )
    assert "warning" not in shown
    assert f"waitgui - {name}" in shown


def test_the_launcher_knows_the_guardians_switch() -> None:
    launcher = (ROOT / "packaging" / "frozen" / "launcher.py").read_text(encoding="utf-8")
    assert f'GUARDIAN_SWITCH = "{GUARDIAN_SWITCH}"' in launcher
