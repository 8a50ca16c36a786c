"""The scripts of the search: the page's own, lunr.js with the engine, and a stemmer for each further language; comments
left out.

The files stay readable as they are written, in theme/static/js/search; here they only travel together, so that a worker
has everything after one request.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from lunr_search.scripts import FOLDER
from lunr_search.stemmers import STEMMERS
from lunr_search.stemmers.snowball import package_export

ENGINE = f"{FOLDER}/engine.js"
PAGE = f"{FOLDER}/page.js"
PAGE_PARTS = ("archive.js", "page.js")
ENGINE_PARTS = (
    *(
        "files.js",
        "numbering.js",
        "tokens.js",
        "stemmers/english.js",
        "decoding.js",
        "results.js",
        "query.js",
        "matching.js",
        "marking.js",
    ),
    *("index_files.js", "expansion.js", "phrases.js", "filters.js", "suggestions.js", "engine.js", "worker.js"),
)
_COMMENT_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*\*(?:[^*/]++|\*(?!/)|/(?!\*\*))*+\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:type|param) \{[^\n]{0,500}?\} ?\w{0,60} ?\*/ ?")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def search_scripts(lunr: Path, snowball: Path, code: Path, languages: Iterable[str]) -> dict[str, bytes]:
    """Path and bytes of each script, from lunr.min.js and the folders of @orama/stemmers and of the search code.

    English is part of the engine, since lunr.js has it; other languages are loaded when a query needs them.
    """
    engine = lunr.read_text("utf-8") + "\n" + _join(code, ENGINE_PARTS)
    scripts = {ENGINE: engine.encode(), PAGE: _join(code, PAGE_PARTS).encode()}
    for language in languages:
        name = STEMMERS[language].name
        own = f"stemmers/{name}.js"
        if own in ENGINE_PARTS:
            continue
        text = _join(code, (own,)) if (code / own).is_file() else snowball_script(snowball, language)
        scripts[f"{FOLDER}/{own}"] = text.encode()
    return scripts


def snowball_script(snowball: Path, language: str) -> str:
    """Return a classic script that registers a stemmer of @orama/stemmers, whose files are CommonJS modules."""
    package = json.loads((snowball / "package.json").read_text("utf-8"))
    module = package["exports"][package_export(language)]["require"]
    text = _SOURCE_MAP.sub("", (snowball / module).read_text("utf-8"))
    return (
        f"(function (exports) {{\n{text}\n"
        f"newsSearch.stemmers[{json.dumps(language)}] = {{ stem: exports.stemmer, "
        "stopWords: new Set() };\n})({});\n"
    )


def _join(code: Path, names: tuple[str, ...]) -> str:
    """Return the files one after another, each with its own strict mode."""
    return "".join(f"(function () {{\n{strip_comments((code / name).read_text('utf-8'))}}})();\n" for name in names)


def strip_comments(text: str) -> str:
    """JavaScript as the theme has it without comments and indents: those that fill lines, and JSDoc's casts.

    No string of this code begins a line with `//` or `/**`, or holds a cast; a test compares what both forms do.
    """
    return _INDENT.sub("", _CAST.sub("", _COMMENT_LINE.sub("", _COMMENT_BLOCK.sub("", text))))
