"""How much space is left where SQLite keeps its file. Of PostgreSQL's disk nothing can be told from here."""

import os
from pathlib import Path


def is_disk_full(file: Path | None, min_free_share: float) -> bool:
    """Whether less than that share of the disk is free to whoever runs this; False where there is no file."""
    if file is None:
        return False
    disk = os.statvfs(file.parent)
    return disk.f_bavail < min_free_share * disk.f_blocks
