"""The counts by which the kind of a page is judged."""

import pytest

from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page
from capture_import.forms.web_page.page_shapes import page_to_facts


@pytest.mark.parametrize("end", [".", "\u0589", "\u06d4", "\u17d4", "\u1362", "\uff0e"])
def test_sentences_end_as_each_script_ends_them(end: str):
    sentence = f"The little ferry across the sound went back to work on Tuesday morning, three weeks after{end}"
    page = read_page(f"<html><body><article><h1>Ferry</h1>{f'<p>{sentence}</p>' * 4}</article></body></html>")
    assert page is not None
    body = find_article_body(page, page.tree.find(".//h1"))
    facts = page_to_facts(page, "Ferry", body, has_authors=False, has_date=False, is_text_shown=True)
    assert facts.sentence_letters == 4 * len(sentence)
