"""Words and terms: a table for both twins, the stems of lunr.js and Snowball, and pairs of inflected words."""

import csv
import random
import tarfile
from pathlib import Path

import pytest
import snowballstemmer

from lunr_search.stemmers import STEMMERS
from lunr_search.tokens import Tokenizer
from lunr_search.words import trim_word
from tests.lunr_search.invented import LANGUAGES, make_documents
from tests.lunr_search.javascript import terms_in_javascript

ALL = (*LANGUAGES, "fr", "it", "tr", "el", "de", "ar")
HERE = Path(__file__).parent
TABLE = (HERE / "tokens.tsv").read_text("utf-8").split("\n")
ROWS = list(csv.DictReader(TABLE, delimiter="\t", quoting=csv.QUOTE_NONE))


def terms_of(text: str, lang: str, prose: bool, languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    return Tokenizer(languages).terms(text, lang, prose=prose)


def row_to_text(row: dict[str, str]) -> tuple[str, str, bool]:
    return row["text"], row["lang"], row["field"] == "body"


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_text_is_split_into_terms(row):
    assert [term or "-" for term in terms_of(*row_to_text(row), ALL)] == row["terms"].split()


def test_javascript_makes_the_same_terms_of_the_table_and_of_odd_texts(tmp_path):
    texts = list(map(row_to_text, ROWS))
    texts += [(f"{document.title} {document.body}", document.lang, True) for document in make_documents(60)]
    rng = random.Random(5)
    signs = (
        "abcxyzієїґщьё'’-–.,…/_$%&;()«»“”\"+#:!?\u00ad\u0301\u200b\u2028\u00a0\ufeff\u0085 \t\n\x1c9０①🎉👩‍🚀İIıßſςΣ"
        "éÉøñΰאָבַ״ُحأ北京ー・ガ゙กุ์ភ្ន한국어ｶﾞＡ１2345ABCMrUSMayWHO"
    )
    codes = ["en", "uk", "ru", "", "tr", "fr", "it", "sv", "es", "zh", "th"]
    texts += [
        ("".join(rng.choices(signs, k=rng.randint(1, 60))), rng.choice(codes), rng.random() < 0.5) for _ in range(1500)
    ]
    words = [
        "The",
        "Who",
        "WHO",
        "US",
        "U.S.",
        "may",
        "May",
        "said.",
        '"It',
        "Mrs.",
        "|",
        "--",
        "c++",
        "sub-prime",
        "1,000",
    ]
    texts += [(" ".join(rng.choices(words, k=rng.randint(1, 9))), "en", rng.random() < 0.5) for _ in range(500)]
    texts.append(("x" * 10_000 + " " + "є" * 10_000 + "🎉" * 100, "uk", True))
    made = terms_in_javascript(texts, LANGUAGES, tmp_path)
    tokenizer = Tokenizer(LANGUAGES)
    for text, terms in zip(texts, made, strict=True):
        assert terms == tokenizer.terms(text[0], text[1], prose=text[2]), text


@pytest.mark.slow
@pytest.mark.reference
def test_javascript_makes_the_same_terms_of_every_word_of_the_corpora(reference_data, tmp_path):
    words = {}
    for line in (reference_data / "inflections-uk-ru.tsv").read_text("utf-8").splitlines()[1:]:
        lang, inflected, lemma, _ = line.split("\t")
        words |= {(inflected, lang): 0, (lemma, lang): 0}
    with tarfile.open(reference_data / "reuters-2006-2013-sample.tar.xz") as tar:
        for member in tar:
            if member.isfile():
                text = tar.extractfile(member).read().decode("utf-8", "replace")
                words |= {(token, "en"): 0 for token in text.split()}
    assert len(words) > 150_000
    made = terms_in_javascript([(word, lang, True) for word, lang in words], LANGUAGES, tmp_path)
    tokenizer = Tokenizer(LANGUAGES)
    assert made == [tokenizer.terms(word, lang) for word, lang in words]


@pytest.mark.reference
@pytest.mark.parametrize("lang, least", [("uk", 0.85), ("ru", 0.85)])
def test_inflected_forms_have_one_term_and_different_words_do_not(reference_data, lang, least):
    stem = STEMMERS[lang].stem
    rows = [line.split("\t") for line in (reference_data / "inflections-uk-ru.tsv").read_text("utf-8").splitlines()[1:]]
    pairs = [(inflected, lemma) for language, inflected, lemma, _ in rows if language == lang]
    meeting = sum(stem(inflected) == stem(lemma) for inflected, lemma in pairs)
    assert meeting / len(pairs) >= least
    lemmas = sorted({lemma for _, lemma in pairs})
    rng = random.Random(2)
    others = [rng.sample(lemmas, 2) for _ in range(20_000)]
    assert sum(stem(one) == stem(other) for one, other in others) / len(others) <= 0.01


@pytest.mark.reference
def test_russian_stems_are_snowballs(reference_data):
    snowball = snowballstemmer.stemmer("russian")
    rows = [line.split("\t") for line in (reference_data / "inflections-uk-ru.tsv").read_text("utf-8").splitlines()[1:]]
    words = {word for lang, *pair, _ in rows if lang == "ru" for word in pair}
    words |= {word + ending for word in words for ending in ("вшись", "ейшая", "ость", "ённого", "ующими", "ились")}
    assert len(words) > 10_000
    assert {word: STEMMERS["ru"].stem(word) for word in words} == {word: snowball.stemWord(word) for word in words}


def test_a_word_of_ten_thousand_letters_is_cut():
    assert trim_word("y" * 10_000) == "y" * 64
