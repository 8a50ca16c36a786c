"""The two scripts that a first search loads: the page's own, and lunr.js with the engine; comments left out.

The files stay readable as they are written, in theme/static/js/search; here they only travel together, so that a worker has
everything after one request.
"""

import re
from pathlib import Path

from lunr_search.scripts import FOLDER

ENGINE = f"{FOLDER}/engine.js"
PAGE = f"{FOLDER}/page.js"
PAGE_PARTS = ("archive.js", "page.js")
ENGINE_PARTS = (
    *("files.js", "tokens.js", "stemmers/english.js", "decoding.js", "results.js", "query.js", "matching.js", "marking.js"),
    *("engine.js", "worker.js"),
)
_COMMENT_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:type|param) \{[^\n]*?\} ?\w* ?\*/ ?")
_INDENT = re.compile(r"^ +", re.MULTILINE)


def search_scripts(lunr: Path, code: Path) -> dict[str, bytes]:
    """Path and bytes of both scripts, from lunr.min.js and the folder of the search code."""
    engine = lunr.read_text("utf-8") + "\n" + _join(code, ENGINE_PARTS)
    return {ENGINE: engine.encode(), PAGE: _join(code, PAGE_PARTS).encode()}


def _join(code: Path, names: tuple[str, ...]) -> str:
    """The files one after another, each with its own strict mode."""
    return "".join(f"(function () {{\n{strip_comments((code / name).read_text('utf-8'))}}})();\n" for name in names)


def strip_comments(text: str) -> str:
    """JavaScript as the theme has it without comments and indents: those that fill lines, and JSDoc's casts.

    No string of this code begins a line with `//` or `/**`, or holds a cast; a test compares what both forms do.
    """
    return _INDENT.sub("", _CAST.sub("", _COMMENT_LINE.sub("", _COMMENT_BLOCK.sub("", text))))
