"""A worker that is ended while it sends a result: it sends a part of one and waits to be ended."""

import os
import struct
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from tests.waiting import PATIENCE_S

_pool: ProcessPoolExecutor | None = None


def remember_pool(pool: ProcessPoolExecutor) -> None:
    """Keep the pool for the workers that it forks. To be called before its first task."""
    global _pool
    _pool = pool


def send_half(*arguments: Any) -> None:
    """Send the length of a result and nothing of the result, make the file that the last argument names, and wait."""
    pool: Any = _pool
    os.write(pool._result_queue._writer.fileno(), struct.pack("!i", 1000))
    arguments[-1].touch()
    time.sleep(2 * PATIENCE_S)
