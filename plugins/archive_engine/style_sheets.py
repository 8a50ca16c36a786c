"""Style sheets that import others, as one file: a browser asks for imported ones only when it has read the first.

A theme keeps a file for each component; a page that has to wait for a dozen of them one behind another is drawn late.
"""

import re
from pathlib import Path

_IMPORT = re.compile(
    r'^@import url\("(?P<name>[\w.-]+\.css)"\)(?: layer\((?P<layer>[\w.-]+)\))?(?: (?P<media>[^;"()]+))?; *$',
    re.MULTILINE,
)
_AT_THE_BEGINNING = re.compile(r"^[^\S\n]*@(?:import|charset|namespace)\b", re.MULTILINE)


def join_imports(path: Path) -> bytes:
    """Return the bytes of a style sheet with the files in it that it imports from its own folder.

    An imported file becomes a block of its layer and its media. A style sheet stays as it is if one of its imports
    can't become a block: imports may only stand at the beginning.
    """
    data = path.read_bytes()
    if b"@import" not in data:
        return data
    text = data.decode("utf-8", "replace")
    joined = _IMPORT.sub(lambda found: _to_block(found, path.parent), text)
    return data if _AT_THE_BEGINNING.search(joined) else joined.encode()


def _to_block(found: re.Match[str], folder: Path) -> str:
    """Return an imported file as a block; the import itself where the file is missing."""
    file = folder / found["name"]
    if not file.is_file():
        return found[0]
    block = file.read_text("utf-8", "replace").strip()
    if found["layer"]:
        block = f"@layer {found['layer']} {{\n{block}\n}}"
    return f"@media {found['media']} {{\n{block}\n}}" if found["media"] else block
