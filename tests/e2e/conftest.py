from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SCREENSHOTS
from tests.e2e import desktop as e2e

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def tools() -> None:
    absent = e2e.missing()
    if absent:
        pytest.skip(f"not on this machine: {', '.join(absent)}")


@pytest.fixture
def desktop(tools: None, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[e2e.Desktop]:
    desktop = e2e.Desktop(tmp_path)
    yield desktop
    desktop.close()
    if desktop.shots.exists():
        request.node.user_properties.append((SCREENSHOTS, str(desktop.shots)))
