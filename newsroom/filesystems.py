"""Whether a folder is a place for a database: whose disk it is on, and what room it has."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
# Locks do not hold across these, and SQLite lives by its locks.
NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|glusterfs|lustre|fuse\.(sshfs|s3fs).*"
)
# A container's own layer: gone when the container is.
LAYERED = re.compile(r"overlay|aufs|fuse\.overlayfs")
LEAST_FREE = 1_000_000_000


def kind_of(folder: Path, mounts: str) -> str:
    """The file system a folder is on, as the mount table (man 5 proc, mountinfo) names it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        place, _, system = line.partition(" - ")
        mount = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), place.split()[4])
        if folder.is_relative_to(mount) and len(mount) >= len(best):
            best, kind = mount, system.split()[0]
    return kind


def current_kind_of(folder: Path) -> str:
    """The same for this machine now; "" where there is no such table (macOS, Windows)."""
    return kind_of(folder.resolve(), MOUNTS.read_text()) if MOUNTS.exists() else ""


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
