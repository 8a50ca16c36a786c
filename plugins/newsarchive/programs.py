"""How a person calls the programs of this installation, for messages that can be pasted into a shell."""

import shlex
import shutil
import sys
from pathlib import Path


def name_program(name: str, folder: Path) -> str:
    """Return how a program such as `pip` is called in a folder: it may be installed there, and be in no PATH."""
    script = Path(sys.executable).with_name(name)
    if script.is_relative_to(folder.absolute()):
        return shlex.quote(str(script.relative_to(folder.absolute())))
    found = shutil.which(name)
    return name if found and Path(found).parent == script.parent else shlex.quote(str(script))
