"""Where the tests keep their databases."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")


@contextmanager
def memory_folder(*, room: int = 0) -> Iterator[Path]:
    """A folder in memory where there is such a place, with so many bytes free: no process that dies
    here takes the power with it, so what it committed need not reach the disk.
    """
    there = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= room
    with tempfile.TemporaryDirectory(dir=_MEMORY if there else None) as folder:
        yield Path(folder)
