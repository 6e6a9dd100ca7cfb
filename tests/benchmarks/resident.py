"""How much memory this process has."""

from __future__ import annotations

import resource


def resident() -> int:
    """Resident memory, bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize()
