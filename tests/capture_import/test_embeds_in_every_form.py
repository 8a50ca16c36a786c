"""What a text embeds is a card in every form that holds HTML: link, title, provider, and the words of a post."""

import json
import tomllib
from collections.abc import Callable
from html import escape
from operator import itemgetter
from pathlib import Path

import pytest

from tests.capture_import.story_forms import CLOSING, SENTENCE
from tests.capture_import.test_every_form import (
    Story,
    feed_entry,
    front_matter,
    ghost_post,
    json_object,
    ninjs_item,
    read_story,
    wallabag_entry,
    web_page,
    wordpress_item,
)

PAGES = (web_page, feed_entry, wordpress_item, ninjs_item, ghost_post, json_object, wallabag_entry)
CASES = tomllib.loads(Path(__file__).with_name("embeds.toml").read_text(encoding="utf-8"))["embed"]


def read_embed(tmp_path, form: Callable[[Story], tuple[str, str]], html: str) -> str:
    """Return what stands between two paragraphs that have HTML between them."""
    if form is feed_entry:
        text = escape(f"{SENTENCE}</p>{html}<p>{CLOSING}", quote=False)
    elif form in (ninjs_item, ghost_post, json_object, wallabag_entry, web_page, wordpress_item):
        text = f"{SENTENCE}</p>{html}<p>{CLOSING}"
    else:
        text = f"{SENTENCE}\n\n{html}\n\n{CLOSING}"
    body = read_story(tmp_path, form, Story(text)).body
    before, _, rest = body.partition(SENTENCE)
    between, _, after = rest.partition(CLOSING)
    assert (before.strip(), after.strip()) == ("", "")
    return between.strip()


@pytest.mark.parametrize("case", [case for case in CASES if "form" not in case], ids=itemgetter("code"))
@pytest.mark.parametrize("form", [*PAGES, front_matter], ids=lambda form: form.__name__)
def test_what_a_text_embeds_is_a_card(tmp_path, form, case):
    assert read_embed(tmp_path, form, case["code"]) == case["shown"]


@pytest.mark.parametrize("case", [case for case in CASES if "form" in case], ids=itemgetter("code"))
def test_what_only_one_form_has_is_a_card(tmp_path, case):
    (form,) = (form for form in [*PAGES, front_matter] if form.__name__ == case["form"])
    assert read_embed(tmp_path, form, case["code"]) == case["shown"]


def test_a_card_of_ghosts_editor_and_a_post_in_it(tmp_path):
    card = {
        "type": "embed",
        "url": "https://vimeo.com/7",
        "metadata": {"title": "Bells"},
        "caption": "At <em>night</em>",
    }
    paragraph = {"type": "paragraph", "children": [{"type": "text", "text": f"{SENTENCE} {CLOSING}"}]}
    name, text = ghost_post(Story("x"))
    export = json.loads(text)
    export["db"][0]["data"]["posts"][0] |= {
        "html": "",
        "lexical": json.dumps({"root": {"children": [paragraph, card]}}),
    }
    body = read_story(tmp_path, lambda story: (name, json.dumps(export)), Story("x")).body
    assert body == f'{SENTENCE} {CLOSING}\n\n[Bells](https://vimeo.com/7 "Vimeo")\n\nAt night'
