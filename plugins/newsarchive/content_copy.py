"""A copy of a content folder for `--dry-run`: an import into it says what an import into the archive would do."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PICTURES = "pictures"


@contextmanager
def copied_content(content: Path) -> Iterator[Path]:
    """Yield a temporary copy of a content folder, which may be missing. Raises OSError where it can't be copied.

    Its pictures are hard links where the file system allows for that: they are never written to, only added or removed.
    """
    with tempfile.TemporaryDirectory(prefix="newsarchive-") as folder:
        copy = Path(folder) / "content"
        if content.is_dir():
            pictures = os.path.join(os.path.abspath(content), _PICTURES) + os.sep

            def copy_file(source: str, target: str) -> str:
                if os.path.abspath(source).startswith(pictures):
                    try:
                        os.link(source, target)
                    except OSError:  # another file system, or one without links
                        pass
                    else:
                        return target
                return shutil.copy2(source, target)

            shutil.copytree(content, copy, copy_function=copy_file)
        yield copy
