"""Stop with one clear sentence if the Python that make found is too old. Runs on any Python 3."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "This needs Python %d.%d or newer, and %s is Python %d.%d. Call: make PYTHON=/path/to/newer/python"
        # no f-string: this must also run on a Python without them
        % (OLDEST + (sys.executable,) + sys.version_info[:2])
    )
