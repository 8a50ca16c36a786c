"""Only `fields/` and `publishers/` hold words of a language. This tests all languages but English.

English words can't be tested, since names in HTML, formats and metadata are English, too.
"""

import ast
import re
from functools import cache

import pytest

from capture_import.fields.lexicons import load_lexicon
from tests.laws.test_imports import PLUGINS

FORMS = sorted((PLUGINS / "capture_import/forms").rglob("*.py"))
OTHERS = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "uk", "ru")
# Names of elements, attributes, formats and services.
TECHNICAL = frozenset(
    (
        "apos aria byl calibre chats cid dialog disposition div doi gmail identifier img jpg kickers locale nan num "
        "param php pinterest rss schema sig spacer teaser toc todo tsv www xing"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")
# `[A-ZА-ЯÀ-Ö]` is a range of letters.
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


def list_foreign_words(text: str) -> set[str]:
    """Return the words of a text that are frequent in another language and rare in English."""
    words = set(_WORD.findall(_CLASS.sub(" ", text).casefold()))
    return {word for word in words - TECHNICAL if word.isalpha() and _is_foreign(word)}


@cache
def _is_foreign(word: str) -> bool:
    is_common = any(load_lexicon(language).knows_well(word) for language in OTHERS)
    return not word.isascii() or (is_common and not load_lexicon("en").knows_well(word))


def list_strings(module: str) -> list[str]:
    """Return the strings of a module, without docstrings."""
    nodes = list(ast.walk(ast.parse(module)))
    texts = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in texts]
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("words", ["titel|überschrift", "Schlagworte|Gemeinde", "dnia", "читать"])
def test_words_of_other_languages_are_found(words):
    assert list_foreign_words(words)
    assert list_strings(f'"""{words}"""\nx = "{words}"') == [words]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.relative_to(PLUGINS).as_posix())
def test_forms_hold_no_words_of_other_languages(path):
    assert not list_foreign_words(" ".join(list_strings(path.read_text(encoding="utf-8"))))
