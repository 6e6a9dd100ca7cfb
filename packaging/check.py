"""Tests what people install, as they would: `python packaging/check.py WHAT…`.

WHAT: folder (dist/waitgui, here), deb (in a clean Debian 12; needs root), wheel, sdist (each in a fresh environment).
Each is built first by build.py, but for the folder and the package, which must be there. Pictures: build/packaging/.
"""

from __future__ import annotations

import shlex
import socket
import subprocess
import sys
import tempfile
import venv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import environment
import program_checks as checks
from chroot import debian, difference
from program_checks import Installed
from steps import DIST, WORK, call, step, version

from tests.e2e.desktop import Desktop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chroot import Debian

ENGLISH_WORDS = ("Demo", "After it ends", "Start all", "New task")
CHINESE_WORDS = ("演示", "从结束起算", "全部启动", "新建任务")
CHINESE = {"LANG": "zh_CN.UTF-8"}
CHINESE_ALSO = {"LANGUAGE": "zh_CN"}
"""For a machine that may not have that locale."""
TOOLS = (
    "ca-certificates", "desktop-file-utils", "fonts-wqy-microhei", "hicolor-icon-theme", "libglib2.0-bin", "libgtk-3-0",
    "man-db", "openssl", "python3", "shared-mime-info", "xdg-utils",
)  # fmt: skip
"""What a desktop has besides, by which files are opened and dialogs look like its own."""
CERTIFICATE = """\
openssl req -x509 -newkey rsa:2048 -nodes -keyout /root/key.pem -out /usr/local/share/ca-certificates/localhost.crt \
  -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
update-ca-certificates >/dev/null 2>&1
"""
WEB = """\
format = 1
name = "Web"
[[tasks]]
name = "Page"
schedule = {{ kind = "backoff", duration = "100ms", steps = 20, cap = "1s", at_cap = "keep" }}
action = {{ kind = "http", url = "https://localhost:{port}/" }}
stop = {{ after_failures = 20 }}
"""


def check_folder() -> None:
    """The one-folder program, on this machine."""
    libraries = [path for path in (DIST / "waitgui").rglob("*.so*") if not path.is_symlink()]
    told = call("readelf", "--dynamic", *libraries).splitlines()
    elsewhere = [line for line in told if "PATH)" in line and "[$ORIGIN" not in line]
    assert not elsewhere, f"libraries are looked for outside of the folder: {elsewhere}"
    with screen() as desktop:
        program = Installed(str(DIST / "waitgui/waitgui"), desktop.home, with_environment)
        with step("without a display"):
            checks.headless(program)
            checks.killed(program)
        with_windows(program, desktop, "folder", CHINESE_ALSO)


def check_wheel() -> None:
    """The wheel, in a fresh environment."""
    check_with_pip(environment.build_wheel(), "wheel")


def check_sdist() -> None:
    """The source distribution, of which pip makes a wheel in a fresh environment."""
    check_with_pip(environment.build_sdist(), "sdist")


def check_with_pip(file: Path, name: str) -> None:
    """Install it, use it, take it away; only what it needed remains."""
    with screen() as desktop:
        folder = desktop.home / "env"
        python = environment.python_of(folder)
        with step("install"):
            venv.create(folder, with_pip=True)
            call(python, "-m", "pip", "install", "--quiet", file)
        program = Installed(str(python.with_name("waitgui")), desktop.home, with_environment)
        with step("without a display"):
            checks.headless(program)
        with_windows(program, desktop, name, CHINESE_ALSO)
        call(python, "-m", "pip", "uninstall", "--quiet", "--yes", "waitgui")
        left = [str(path) for path in folder.rglob("*waitgui*")]
        assert not left, left


def check_deb() -> None:
    """The Debian package: nothing but what it depends on is there; then a desktop that opens files."""
    (built,) = DIST.glob(f"waitgui_{version()}_*.deb")
    depends = call("dpkg-deb", "--field", built, "Depends").strip()
    with debian() as system, screen() as desktop:
        package = desktop.home / built.name
        package.write_bytes(built.read_bytes())
        program = Installed("waitgui", desktop.home, lambda command, env: system.inside(*command, env=dict(env)))
        with step("what it depends on"):
            system.run("apt-get", "update", "-qq")
            system.run("apt-get", "satisfy", "-qq", "--no-install-recommends", depends)
        before = system.files()
        with step("install"):
            system.install(str(package))
        assert not unresolved(system), unresolved(system)
        with step("without a display"):
            checks.headless(program, has_python=False)
        with_windows(program, desktop, "deb", CHINESE)
        with step("remove"):
            system.run("apt-get", "purge", "-qq", "waitgui")
        assert not difference(before, system.files()), difference(before, system.files())
        with step("a desktop's tools"):
            system.install(*TOOLS)
            system.run("sh", "-ec", CERTIFICATE)
        before = system.files()
        with step("install once more"):
            system.install(str(package))
        with step("double click, manual, certificates"):
            checks.headless(program)
            opens_files(system, program, desktop)
            assert "recurring jobs" in system.run("man", "waitgui")
            assert "小型周期任务" in system.run("man", "waitgui", env={"LC_ALL": "zh_CN.UTF-8"})
            trusts_what_the_system_trusts(system, program)
        with step("window, GNOME"):
            gnome = {**CHINESE, "XDG_CURRENT_DESKTOP": "GNOME"}
            checks.window(program, desktop, picture=WORK / "deb-gnome.png", words=CHINESE_WORDS, env=gnome)
        with step("remove once more"):
            system.run("apt-get", "purge", "-qq", "waitgui")
        assert not difference(before, system.files()), difference(before, system.files())


def unresolved(system: Debian) -> list[str]:
    """The libraries that aren't there, but for those of what is loaded only where they are."""
    script = "find /usr/lib/waitgui -type f \\( -name '*.so*' -o -name waitgui \\) ! -name libqgtk3.so -exec ldd {} +"
    return [line for line in system.run("sh", "-c", script).splitlines() if "not found" in line]


def opens_files(system: Debian, program: Installed, desktop: Desktop) -> None:
    """Of the files of that folder a set is opened by a double click; other TOML isn't."""
    path = program.home / "packaged.waitgui.toml"
    other = program.home / "pyproject.toml"
    other.write_text("[project]\n")
    env = program.environ({**checks.on(desktop), **CHINESE})
    mime = "application/x-waitgui+toml"
    told = [system.run("xdg-mime", "query", "default", mime, env=env), system.run("gio", "mime", mime, env=env)]
    assert told[0] == "waitgui.desktop\n", told
    assert "waitgui.desktop" in told[1], told
    kinds = [
        system.run("gio", "info", "--attributes=standard::content-type", file, env=env).split()[-1]
        for file in (path, other)
    ]
    assert kinds == [mime, "application/toml"], kinds
    # What comes of it isn't waited for; the name space would end with the first command.
    command = system.inside("sh", "-ec", f"gio open {shlex.quote(str(path))}; exec sleep 600", env=env)
    process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    checks.until(lambda: checks.shown(program, process, desktop, ["Packaged"]), "the set that was opened")
    desktop.screenshot(WORK / "deb-opened.png")
    process.kill()
    process.communicate()


def trusts_what_the_system_trusts(system: Debian, program: Installed) -> None:
    """A page whose certificate was made known to this system only."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    certificate = ("-cert", "/usr/local/share/ca-certificates/localhost.crt", "-key", "/root/key.pem")
    server = subprocess.Popen(
        system.inside("openssl", "s_server", "-quiet", "-www", "-accept", str(port), *certificate),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    path = program.home / "web.toml"
    path.write_text(WEB.format(port=port))
    try:
        told = checks.records(program.run("run", str(path), "--no-history"))
    finally:
        server.kill()
        server.wait()
    assert (told[-1]["event"], told[-1]["reason"]) == ("end", "succeeded"), told


def with_windows(program: Installed, desktop: Desktop, name: str, chinese: Mapping[str, str]) -> None:
    """In both languages; and in the other one the command line too."""
    assert "用法：waitgui" in program.run("--help", env=CHINESE)
    for language, words, env in (("en", ENGLISH_WORDS, {}), ("zh", CHINESE_WORDS, chinese)):
        with step(f"window, {language}"):
            checks.window(program, desktop, picture=WORK / f"{name}-{language}.png", words=words, env=env)


def with_environment(command: Sequence[str], env: Mapping[str, str]) -> list[str]:
    """The command with that environment and no other."""
    return ["env", "-i", *(f"{name}={value}" for name, value in env.items()), *command]


@contextmanager
def screen() -> Iterator[Desktop]:
    """A display with a session bus and a window manager, and a home."""
    with tempfile.TemporaryDirectory(prefix="waitgui-check-") as home:
        desktop = Desktop(Path(home))
        try:
            yield desktop
        finally:
            desktop.close()


CHECKS = {"folder": check_folder, "deb": check_deb, "wheel": check_wheel, "sdist": check_sdist}


def main() -> None:
    """Check what is named."""
    if not sys.argv[1:] or not set(sys.argv[1:]) <= CHECKS.keys():
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        with step(f"check {name}"):
            CHECKS[name]()


if __name__ == "__main__":
    main()
