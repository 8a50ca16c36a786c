"""An import that kills itself, as `kill -9` would, just before it puts its n-th file in place: run by
`test_killed.py`.
"""

import os
import signal
import sys
from typing import Any

from newsarchive.main import main

if __name__ == "__main__":
    left = int(sys.argv[1])
    when = sys.argv[2]
    replace = os.replace

    def replace_until_killed(source: Any, target: Any) -> None:
        global left
        left -= 1
        if left < 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = replace_until_killed  # type: ignore[assignment]
    sys.exit(main(["import", *sys.argv[3:]]))
