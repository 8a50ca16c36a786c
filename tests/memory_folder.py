"""Where tests keep their sites while they run: in memory, where the machine has room for them there.

They write and remove some hundred thousand small files. On ext4 that takes a third of the tests' time: a file that
takes the place of another waits for the disk, and a new one looks for a place that was not in use of late.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

_MEMORY = Path("/dev/shm")  # Linux's file system in memory; pytest makes folders of its own in it
_ROOM_BYTES = 4_000_000_000


def use_memory_folder() -> None:
    """Let temporary folders of this process and its children be made in memory, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # pytest has asked already


def _has_room() -> bool:
    if not os.access(_MEMORY, os.W_OK | os.X_OK):
        return False
    return min(shutil.disk_usage(_MEMORY).free, psutil.virtual_memory().available) > _ROOM_BYTES
