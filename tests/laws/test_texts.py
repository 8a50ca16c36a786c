"""Every text that readers see is a message of a catalogue: none stands in a template or in the browser's code.

What is the same in every language may stand there: names of formats and services, examples of queries.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from archive_pages.wording import LABELS

ROOT = Path(__file__).resolve().parents[2]
SEARCH = ROOT / "plugins/lunr_search"
TEMPLATES = sorted([*(ROOT / "theme/templates").rglob("*.html"), *(SEARCH / "templates").glob("*.html")])
TEMPLATES.remove(ROOT / "theme/templates/accent.html")  # a style sheet
SCRIPTS = sorted(
    [*(ROOT / "theme").rglob("*.js"), *(SEARCH / "browser/page").glob("*.js"), SEARCH / "browser/marks.js"]
)
NAMES = {"BibTeX", "RIS", "Wikidata"}
KEYS = {"Enter", "Escape"}
SHOWN = {
    "abbr",
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "content",
    "label",
    "placeholder",
    "title",
}
# Elements whose text is no text for readers, or the same in every language.
OTHERS = {"code", "script", "style"}
# Contents of `meta` elements that are for machines.
FOR_MACHINES = re.compile(r"width=device-width|.*base-uri .*|article|website|noindex|[\W_]*")
_WORD = re.compile(r"(?!x+\b)[^\W\d_]{2,}")
# A text in a string of code: a word that begins with a capital letter, or several words.
_TEXT = re.compile(r"^[A-Z][a-z]+(?:[ .!?…]|$)|[^\W\d_]{2,},? [^\W\d_]{2,}|[^\W\d_]{2,}[.!?…]$|[^\W\d_a-zA-Z]")
# Blocks of base.html that are within a tag.
_WITHIN_TAG = re.compile(r"\{% block (?:item|policy) %\}.*?\{% endblock %\}")
_NO_TEXT = re.compile(r'\b(?:querySelector(?:All)?|matches|closest|find|Error)\("[^"]*"')
_JS_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


class TextReader(HTMLParser):
    """Collects the texts of HTML: those between tags, and those of attributes that are shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if self.is_code(tag, dict(attrs)):
            self._open.append(tag)
        self.texts += [value for name, value in attrs if value and self.is_shown(tag, name, dict(attrs))]

    def is_code(self, tag, attributes):
        """Return whether what is in an element is no text for readers."""
        return tag in OTHERS and not attributes.get("src")

    def is_shown(self, tag, name, attributes):
        """Return whether an attribute is shown or read aloud."""
        return name in SHOWN and not (tag == "meta" and FOR_MACHINES.fullmatch(attributes[name]))

    def handle_endtag(self, tag):
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data):
        if not self._open:
            self.texts.append(data)


def list_template_texts(template: str) -> list[str]:
    """Return the words in a template that no expression gives, and the strings in expressions that are texts."""
    markup, strings = [], []
    for _, kind, value in Environment().lex(_WITHIN_TAG.sub("", template)):
        if kind == "data":
            markup.append(value)
        elif kind == "string" and _TEXT.search(value[1:-1]):
            strings.append(value)
        elif kind == "variable_end":
            markup.append("x")  # what an expression gives, a tag too: no word
    reader = TextReader()
    reader.feed("".join(markup))
    return strings + [word for text in reader.texts for word in _WORD.findall(text) if word not in NAMES]


def list_script_texts(script: str) -> list[str]:
    """Return the strings of a script that are texts."""
    code = _NO_TEXT.sub("", _JS_COMMENT.sub("", script.replace('"use strict"', "")))
    strings = ["".join(found) for found in _JS_STRING.findall(code)]
    return [text for text in strings if text not in KEYS and _TEXT.search(re.sub(r"\$\{[^}]*\}", "", text))]


@pytest.mark.parametrize(
    "template, found",
    [
        ('<p>{{ WORDS["all"] }}: {{ count }} · <b>RIS</b></p>', []),
        ("<p>{{ count }} stories</p>", ["stories"]),
        ('<a title="{{ year }} ended" href="/some/place.html">', ["ended"]),
        ("<button aria-label=Close>", ["Close"]),
        ('<p>{{ "No stories" if not count else "" }}', ['"No stories"']),
        ('<p>{{ "Пошук" }}', ['"Пошук"']),
        ("<code>ferry -storm</code><script>const word = 1;</script>", []),
        ('<meta name=description content="All of it">', ["All", "of", "it"]),
        ('<p class="many words">{{ story["title"] }} {# a comment #}', []),
    ],
)
def test_texts_of_templates_are_found(template, found):
    assert list_template_texts(template) == found


@pytest.mark.parametrize(
    "script, found", [('say("All of it"); // "No text"', ["All of it"]), ('ask("aria-label", "all")', [])]
)
def test_texts_of_scripts_are_found(script, found):
    assert list_script_texts(script) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_has_no_texts_of_its_own(path):
    assert list_template_texts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_has_no_texts_of_its_own(path):
    assert list_script_texts(path.read_text(encoding="utf-8")) == []


def test_every_label_is_used():
    sources = [
        *TEMPLATES,
        *SCRIPTS,
        *(ROOT / "plugins").glob("archive_pages/*.py"),
        ROOT / "plugins/newsarchive/new.py",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.name != "wording.py")
    # the beginnings of keys that are put together: WORDS["lately_" ~ kind], f"basis_{basis}"
    begun = tuple(set(re.findall(r"""["']([a-z]+_)(?:["'{])""", text)))
    unused = [key for key in LABELS if not re.search(rf"""["']{key}["']""", text) and not key.startswith(begun)]
    assert unused == []
