"""What hatchling does besides when it builds the wheel: the resources go in, the translations compiled."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface):
    """An editable install needs nothing of it: there the program reads what lies in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say what goes where."""
        if version == "editable":
            return
        root = Path(self.root)
        included = build_data["force_include"]
        for entry in (root / "resources").iterdir():
            if entry.name != "translations":
                included[str(entry)] = f"waitgui/resources/{entry.name}"
        self._folder = tempfile.TemporaryDirectory(prefix="waitgui-catalogues-")
        for path in _catalogues(root).compile_into(Path(self._folder.name)):
            included[str(path)] = f"waitgui/resources/translations/{path.name}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """The wheel is written."""
        if version != "editable":
            self._folder.cleanup()


def _catalogues(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location("catalogues", root / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
