"""Declarative shadow roots are read as browsers show them."""

import pytest

from capture_import.forms.web_page.parsing import parse_page
from tests.capture_import.forms.web_page.test_bodies import SENTENCE, TEXT, read


def shown(html: str) -> str:
    """Return the words of a page's body, without those in hidden elements."""
    tree = parse_page(f"<!doctype html><html><body>{html}</body></html>")
    assert tree is not None
    for element in [element for element in tree.iter() if element.get("hidden") is not None]:
        element.drop_tree()
    return " ".join(tree.find("body").text_content().split())


@pytest.mark.parametrize("mode", ["open", "closed", "OPEN"])
@pytest.mark.parametrize("host", ["harbour-story", "div", "section"])
def test_a_shadow_tree_is_shown(mode: str, host: str):
    story = f'<{host}><template shadowrootmode="{mode}"><style>p {{}}</style>{TEXT}</template></{host}>'
    assert read(story) == [SENTENCE] * 4


@pytest.mark.parametrize("attributes", ["", 'shadowrootmode="none"', "shadowrootmode"])
def test_other_templates_are_not_shown(attributes: str):
    assert read(f"{TEXT}<div><template {attributes}><p>{SENTENCE} Never.</p></template></div>") == [SENTENCE] * 4


def test_the_content_of_a_host_is_shown_in_the_slots():
    tree = (
        "<b>before</b> <slot name=end></slot> <slot>lack</slot> <slot>second</slot> <slot name=lost>left</slot> after"
    )
    host = "one <i>two</i> <em slot=end>three</em> four"
    assert shown(f"<x-a><template shadowrootmode=open>{tree}</template>{host}</x-a>") == (
        "before three one two four second left after"
    )


def test_content_that_fits_no_slot_is_not_shown():
    assert shown("<x-a><template shadowrootmode=open>tree</template>text <p slot=end>end</p></x-a>") == "tree"


def test_nested_shadow_trees_are_shown():
    inner = "<x-b><template shadowrootmode=open>inner(<slot></slot>)</template><slot name=a></slot></x-b>"
    assert shown(f"<x-a><template shadowrootmode=open>outer {inner}</template><i slot=a>word</i></x-a>") == (
        "outer inner(word)"
    )


def test_a_host_has_one_shadow_tree():
    templates = "".join(f"<template shadowrootmode=open>{word}</template>" for word in ("first", "second"))
    assert shown(f"<div>{templates}</div>") == "first"


def test_an_element_that_can_not_be_a_host_has_no_shadow_tree():
    tree = parse_page("<ul><li>one<template shadowrootmode=open>two</template></li></ul>")
    assert tree is not None
    assert tree.find(".//template") is not None
