"""The words of the search page: each that its code asks for is there, and no other."""

import json
import re

from lunr_search.browser_code import CODE
from lunr_search.wording import COUNTED, PHRASES, SENTENCES, list_code_words, list_template_words, words_to_script

PAGE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CODE / "page").glob("*.js")))
# What the engine says: a literal or a template, whose parts are gaps; or a constant that is a sentence.
_SAID = re.compile(
    r"""(?:QueryError\(|message(?: =|:) |const [A-Z_]+ = (?=["`][^"`]+ [^"`]+\.["`]))"""
    r"""(?:`([^`]*)`|"((?:[^"\\]|\\.)*)")"""
)


def test_the_code_asks_for_each_phrase_and_for_no_other():
    keys = {*PHRASES, *COUNTED}
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CODE.rglob("*.js")))  # kinds of suggestions
    assert {key for key in keys if f'"{key}"' not in code} == set()
    asked = set(re.findall(r'\bsay(?:Count)?\(\s*"(\w+)"', PAGE))
    assert len(asked) > 20 and asked <= keys
    assert set(re.findall(r'\bsayCount\(\s*"(\w+)"', PAGE)) == set(COUNTED)


def test_every_sentence_of_the_engine_has_a_translation():
    said = set()
    for path in CODE.glob("*.js"):
        for template, text in _SAID.findall(path.read_text(encoding="utf-8")):
            said.add(re.sub(r"\$\{[^}]*\}", "{}", template or text).replace("\\\\", "\\"))
    assert len(said) == len(SENTENCES) and said == set(SENTENCES)


def test_the_page_gets_the_words_of_its_language_alone():
    words = list_code_words("uk-UA")
    assert words["phrases"]["section"] == "Рубрика" and (words["language"], words["pages"]) == ("uk", "uk-UA")
    assert words["phrases"]["articles"]["few"] == "{} новини"
    assert words["sentences"].keys() == set(SENTENCES)
    english = list_code_words("tlh")
    assert english["phrases"]["section"] == "Section" and (english["language"], english["pages"]) == ("en", "en")
    assert english["sentences"] == {}


def test_the_script_gives_the_words_as_data():
    found = re.fullmatch(r".*pageWords=(\{.*\});\n", words_to_script(list_code_words("uk")).decode(), re.DOTALL)
    assert json.loads(found[1]) == list_code_words("uk")


def test_the_template_has_words_in_the_archive_s_language():
    assert list_template_words("uk")["ways_in"] == "Шляхи до архіву"
