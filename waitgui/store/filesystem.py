"""What kind of file system a file is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from pathlib import Path

_NETWORK = {
    *(
        "9p",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
    ),
    *("ocfs2", "orangefs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"),
}


def filesystem_of(path: Path) -> str:
    """The kind of file system that the path is on; "" if that can't be known."""
    resolved = path.resolve()
    places = [part for part in psutil.disk_partitions(all=True) if resolved.is_relative_to(part.mountpoint)]
    # Of several that are mounted at one place the last is seen.
    return max(enumerate(places), key=lambda place: (len(place[1].mountpoint), place[0]))[1].fstype if places else ""


def is_network(filesystem: str) -> bool:
    """Whether files of it may be changed by another machine, or shared memory can't be relied on."""
    return filesystem in _NETWORK or (filesystem.startswith("fuse") and filesystem != "fuseblk")
