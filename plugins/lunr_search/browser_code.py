"""The code that browsers run: files of browser/ joined into the scripts under search/, comments left out.

A page opened from disk can load classic scripts, but no modules. So each file names the files that it uses in a comment
`// Needs: ...`, and a script holds every file behind those that it needs. The source stays in small readable files, and
a worker gets all of it by one request. scripts/minify.py, which needs Node, minifies them when the project is set up; a
build takes what that has made, and without it the joined text.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from archive_engine.interface import ENGLISH
from lunr_search.scripts import FOLDER
from lunr_search.stemmers import STEMMERS
from lunr_search.stemmers.snowball import package_export
from lunr_search.wording import list_code_words, words_to_script

CODE = Path(__file__).with_name("browser")
ENGINE = f"{FOLDER}/engine.js"
ARCHIVE = f"{FOLDER}/archive.js"
PAGE = f"{FOLDER}/page.js"
MARKS = f"{FOLDER}/marks.js"
SEND_TEXT = f"{FOLDER}/send_text.js"
FURTHER = f"{FOLDER}/further.js"
PAGE_FURTHER = f"{FOLDER}/page_further.js"
# The last file of each script; those that it needs come before it.
_ENGINE_FILE = "worker.js"
_PAGE_FILES = {
    ARCHIVE: "archive.js",  # `archiveSearch`, for any page
    PAGE: "page/start.js",  # the search page
    MARKS: "marks.js",  # found words in an article
    SEND_TEXT: "send_text.js",  # an article's text, for the search page on disk
}
# The last file of a script that is loaded behind another one: it leaves out what that one has.
_FURTHER_FILE = "further.js"  # what the engine does behind the results
_PAGE_FURTHER_FILE = "page/further.js"  # and the search page
_PAGE_FOLDER = "page/"
# A script that is loaded with `async` does not wait for style sheets; its page may still be read when it runs.
_WHEN_READ = """(function (run) {{
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
else run();
}})(function () {{
{}}});
"""
_NEEDS = re.compile(r"^// Needs: (.+)$", re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*\*(?:[^*/]++|\*(?!/)|/(?!\*\*))*+\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @(?:type|param) \{[^\n]{0,500}?\} ?\w{0,60} ?\*/ ?")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def search_scripts(
    lunr: Path,
    snowball: Path,
    languages: Iterable[str],
    minified: Path | None = None,
    code: Path = CODE,
    lang: str = ENGLISH,
) -> dict[str, bytes]:
    """Return the bytes of each script by path, made of lunr.min.js, @orama/stemmers (a folder) and our own `code`.

    The engine includes English, whose stemmer is lunr.js's; other languages are loaded when a query needs them, and
    what comes behind the results when they are shown. A script of ours is the minified one in the folder
    `minified` where that has one for exactly its text. The page's script begins with its words, in the language of an
    archive in `lang`.
    """
    own = {path: _read_minified(text, minified) for path, text in own_scripts(code).items()}
    scripts = {path: own[path].encode() for path in (ENGINE, FURTHER, *_PAGE_FILES, PAGE_FURTHER)}
    scripts[PAGE] = words_to_script(list_code_words(lang)) + scripts[PAGE]
    scripts[ENGINE] = lunr.read_bytes() + b"\n" + scripts[ENGINE]
    in_engine = list_parts(code, _ENGINE_FILE)
    for language in languages:
        name = f"stemmers/{STEMMERS[language].name}.js"
        if name not in in_engine:
            path = f"{FOLDER}/{name}"
            scripts[path] = (own[path] if path in own else snowball_script(snowball, language)).encode()
    return scripts


def own_scripts(code: Path = CODE) -> dict[str, str]:
    """Return the text of each script by path, as joined from files of `code`; of the engine without lunr.js."""
    parts = list_parts(code, _ENGINE_FILE)
    scripts = {ENGINE: _join(code, parts)}
    scripts[FURTHER] = _join(code, _leave_out(parts, list_parts(code, _FURTHER_FILE)))
    scripts |= {path: _join_page(code, list_parts(code, name)) for path, name in _PAGE_FILES.items()}
    in_page = list_parts(code, _PAGE_FILES[PAGE])
    scripts[PAGE_FURTHER] = _join_page(code, _leave_out(in_page, list_parts(code, _PAGE_FURTHER_FILE)))
    stemmers = [file.relative_to(code).as_posix() for file in sorted(code.glob("stemmers/*.js"))]
    return scripts | {f"{FOLDER}/{name}": _join(code, (name,)) for name in stemmers if name not in parts}


def _leave_out(known: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
    """Return the files of a script without those that another one has run before it."""
    return tuple(name for name in parts if name not in known)


def minified_name(text: str) -> str:
    """Return the file name of a minified script: a hash of the text that it is made of, so that none is out of date."""
    return f"{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}.js"


def _read_minified(text: str, minified: Path | None) -> str:
    """Return the minified script for a text, or the text itself where `minified` has none."""
    if minified is None:
        return text
    try:
        return (minified / minified_name(text)).read_text("utf-8")
    except FileNotFoundError:
        return text


def list_parts(code: Path, name: str) -> tuple[str, ...]:
    """Return the files that a file of `code` needs, each once and behind those it needs itself, and the file last.

    Raises ValueError where files need each other in a circle.
    """
    parts: dict[str, None] = {}
    _add_parts(code, name, (), parts)
    return tuple(parts)


def _add_parts(code: Path, name: str, users: tuple[str, ...], parts: dict[str, None]) -> None:
    if name in users:
        raise ValueError(f"{' needs '.join((*users, name))}")
    if name not in parts:
        for needed in read_needs(code / name):
            _add_parts(code, needed, (*users, name), parts)
        parts[name] = None


def read_needs(file: Path) -> tuple[str, ...]:
    """Return the files that a file names in its comment `// Needs: ...`."""
    found = _NEEDS.search(file.read_text("utf-8"))
    return tuple(found[1].split()) if found else ()


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
    """Return the files one after another, each in a function of its own, so that `"use strict"` holds in it alone."""
    return "".join(f"(function () {{\n{strip_comments((code / name).read_text('utf-8'))}}})();\n" for name in names)


def _join_page(code: Path, names: tuple[str, ...]) -> str:
    """Return the files of a page's script; those below page/, which need its elements, run when the page is read."""
    first = tuple(name for name in names if not name.startswith(_PAGE_FOLDER))
    later = tuple(name for name in names if name.startswith(_PAGE_FOLDER))
    return _join(code, first) + (_WHEN_READ.format(_join(code, later)) if later else "")


def strip_comments(text: str) -> str:
    """Return our JavaScript without comments and indents: those that fill lines, and JSDoc's casts.

    No string of this code begins a line with `//` or `/**`, or holds a cast; a test compares what both forms do.
    """
    return _INDENT.sub("", _CAST.sub("", _COMMENT_LINE.sub("", _COMMENT_BLOCK.sub("", text))))
