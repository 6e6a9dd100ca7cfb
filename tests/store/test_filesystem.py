from __future__ import annotations

from pathlib import Path

import pytest

from waitgui.store.filesystem import filesystem_of, is_network


def test_the_kind_of_file_system_is_known(tmp_path):
    assert filesystem_of(Path("/proc/self")) == "proc"
    assert not is_network(filesystem_of(tmp_path / "not there yet"))


@pytest.mark.parametrize(
    ("filesystem", "network"),
    [("ext4", False), ("tmpfs", False), ("fuseblk", False), ("", False), ("nfs4", True), ("fuse.sshfs", True)],
)
def test_which_are_shared_among_machines(filesystem, network):
    assert is_network(filesystem) is network
