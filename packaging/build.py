"""Builds what people install: `python packaging/build.py WHAT…`, into dist/.

WHAT: wheel, sdist, folder (PyInstaller's one-folder program), deb (the folder, then a Debian package of it).
"""

from __future__ import annotations

import sys

import deb
import environment
import folder
from steps import DIST, step

BUILDS = {
    "wheel": environment.build_wheel,
    "sdist": environment.build_sdist,
    "folder": folder.build,
    "deb": lambda: deb.build(folder.build()),
}


def main() -> None:
    """Build what is named."""
    if not sys.argv[1:] or not set(sys.argv[1:]) <= BUILDS.keys():
        sys.exit(__doc__)
    DIST.mkdir(exist_ok=True)
    for name in sys.argv[1:]:
        with step(f"build {name}"):
            BUILDS[name]()


if __name__ == "__main__":
    main()
