"""What is bundled, under which licences, and what these ask for: `python packaging/licences.py FOLDER`.

Run by the interpreter whose packages are bundled. FOLDER gets a NOTICE and the texts.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from contents import EXCLUDED
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$|/licenses/", re.IGNORECASE)
NOTICE = """\
waitgui {version}, MIT license: LICENSE.

This program is bundled with the libraries below, each under its own licence; the texts lie beside this file.

Qt {qt} and PySide6 {qt} with shiboken6 are used under the GNU Lesser General Public License, version 3
(LGPL-3.0.txt, which builds on GPL-3.0.txt). They are unchanged, and linked dynamically: each is a file of its own in
the folder PySide6 or shiboken6, and may be replaced by another that fits, for example one that you have built.
You may take the program apart as far as that is needed for finding errors in such a changed version. The sources of
this very version are at https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/. What Qt itself contains of others, ICU among it, is listed at
https://doc.qt.io/qt-6/licenses-used-in-qt.html.

The start of the program is PyInstaller's, under the GPL with an exception that allows programs of any licence to be
bundled with it: https://pyinstaller.org/en/stable/license.html.

Libraries of the system that this was built on are in the folder system, if there is one.

{table}
"""


def bundled(name: str) -> dict[str, metadata.Distribution]:
    """The package and all that it needs here, by name."""
    found: dict[str, metadata.Distribution] = {}
    wanted = [name]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = metadata.distribution(name)
            wanted += needed(found[name])
    return found


def needed(distribution: metadata.Distribution) -> Iterator[str]:
    """What it requires in this environment."""
    for line in distribution.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", requirement.name).lower()


def licence(distribution: metadata.Distribution) -> str:
    """Its name, as the package says it."""
    told = distribution.metadata
    by_class = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", ()) if line.startswith("License")]
    short = (told["License"] or "").strip().partition("\n")[0]
    return told["License-Expression"] or short or ", ".join(by_class)


def texts(distribution: metadata.Distribution) -> Iterator[tuple[Path, str]]:
    """Its licence files, and how each is called among them."""
    for file in distribution.files or ():
        within = str(file).partition(".dist-info/")[2].removeprefix("licenses/")
        if within and TEXT.search(str(file)):
            yield Path(str(distribution.locate_file(file))), within


def of_python() -> Path | None:
    """The licence of the interpreter; None where its builder put it elsewhere."""
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    places.append(Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"))
    return next((place for place in places if place.is_file()), None)


def write(folder: Path) -> None:
    """The notice and the texts."""
    folder.mkdir(parents=True)
    distributions = bundled("waitgui")
    rows = [f"Python {sys.version.split()[0]}: Python-2.0"]
    for name, distribution in sorted(distributions.items()):
        if name in EXCLUDED:
            continue
        if name != "waitgui":
            rows.append(f"{name} {distribution.version}: {licence(distribution)}")
        for text, within in texts(distribution):
            place = (folder if name == "waitgui" else folder / name) / within
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(text, place)
    if (text := of_python()) is not None:
        (folder / "python").mkdir()
        shutil.copy(text, folder / "python" / "LICENSE.txt")
    for text in (HERE / "licences").glob("*.txt"):
        shutil.copy(text, folder)
    qt = distributions["pyside6-essentials"].version
    version = distributions["waitgui"].version
    (folder / "NOTICE").write_text(NOTICE.format(version=version, qt=qt, table="\n".join(rows)), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
