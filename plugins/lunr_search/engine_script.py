"""The one script that a first search loads: lunr.js and the theme's search code, one after another, comments left out.

The files stay readable as they are written, in theme/static/js/search; here they only travel together, so that a worker has
everything after one request.
"""

import re
from pathlib import Path

from lunr_search.scripts import FOLDER

ENGINE = f"{FOLDER}/engine.js"
PARTS = (
    *("files.js", "tokens.js", "stemmers/english.js", "decoding.js", "results.js", "query.js", "matching.js", "marking.js"),
    *("engine.js", "worker.js"),
)
_COMMENT_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:type|param) \{[^\n]*?\} ?\w* ?\*/ ?")
_INDENT = re.compile(r"^ +", re.MULTILINE)


def engine_script(lunr: Path, code: Path) -> bytes:
    """The script's bytes, from lunr.min.js and the folder of the search code. Each part keeps its own strict mode."""
    parts = [f"(function () {{\n{strip_comments((code / name).read_text('utf-8'))}}})();\n" for name in PARTS]
    return (lunr.read_text("utf-8") + "\n" + "".join(parts)).encode()


def strip_comments(text: str) -> str:
    """JavaScript as the theme has it without comments and indents: those that fill lines, and JSDoc's casts.

    No string of this code begins a line with `//` or `/**`, or holds a cast; a test compares what both forms do.
    """
    return _INDENT.sub("", _CAST.sub("", _COMMENT_LINE.sub("", _COMMENT_BLOCK.sub("", text))))
