"""The languages that Snowball stems: Python and the browser make the same terms, of frequent and of difficult words."""

import inspect
import random
from importlib import import_module

import pytest
from wordfreq import available_languages, top_n_list

from lunr_search.browser_code import search_scripts
from lunr_search.stemmers.snowball import NAMES
from lunr_search.tokens import Tokenizer
from tests.lunr_search.javascript import ROOT, SNOWBALL, terms_in_javascript

LUNR = ROOT / "node_modules/lunr/lunr.min.js"


def frequent_words(code: str, count: int) -> list[str]:
    """Return the most frequent words of a language; an empty list for the few languages that wordfreq does not have."""
    known = {"sr": "sh", "no": "nb"}.get(code, code)
    return top_n_list(known, count) if known in available_languages() else []


def hard_words(code: str, count: int) -> list[str]:
    """Return words of random letters with each kind of ending that the stemmer of a language looks for."""
    module = import_module(f"snowballstemmer.{NAMES[code]}_stemmer")
    (stemmer,) = (
        each
        for name, each in inspect.getmembers(module, inspect.isclass)
        if name.endswith("Stemmer") and name != "BaseStemmer"
    )
    tables = [value for name, value in vars(stemmer).items() if name.startswith("a_")]
    endings = sorted({among.s for table in tables for among in table if among.s})
    letters = sorted(set("".join(endings)))
    rng = random.Random(code)
    return ["".join(rng.choices(letters, k=rng.randint(1, 6))) + rng.choice(endings) for _ in range(count)]


@pytest.mark.slow
def test_javascript_makes_the_same_terms_in_every_language(tmp_path):
    texts = [(" ".join([*frequent_words(code, 3000), *hard_words(code, 1500)]), code, True) for code in NAMES]
    languages = tuple(NAMES)
    tokenizer = Tokenizer(languages)
    expected = [tokenizer.terms(text, code) for text, code, _ in texts]
    assert sum(map(len, expected)) > 90_000
    for (_, code, _), ours, theirs in zip(
        texts, expected, terms_in_javascript(texts, languages, tmp_path), strict=True
    ):
        assert ours == theirs, code


@pytest.mark.parametrize(
    "code, words",
    [
        ("de", "häuser hauses haus"),
        ("fr", "chevaux cheval"),
        ("es", "canciones canción"),
        ("it", "notizie notizia"),
        ("el", "εφημερίδες εφημερίδα"),
        ("sr", "новине новина novine"),
        ("tr", "kitaplar kitap"),
    ],
)
def test_the_forms_of_a_word_have_one_term(code, words):
    tokenizer = Tokenizer(("en", "uk", code))
    assert len(set(tokenizer.terms(words, code))) == 1


def test_each_further_language_is_a_file_of_its_own():
    scripts = search_scripts(LUNR, SNOWBALL, ("en", "de", "uk"))
    assert list(scripts) == [
        "search/engine.js",
        "search/further.js",
        "search/archive.js",
        "search/page.js",
        "search/marks.js",
        "search/send_text.js",
        "search/page_further.js",
        "search/stemmers/de.js",
        "search/stemmers/ukrainian.js",
    ]
    assert b"sourceMappingURL" not in scripts["search/stemmers/de.js"]
