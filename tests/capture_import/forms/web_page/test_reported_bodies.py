"""Pages whose text was read wrongly, as users of related tools or readers of this import's results reported."""

import re
from pathlib import Path

import pytest

from newsrecord import Article
from tests.capture_import.reports import import_report


def read_article(folder: str, tmp_path: Path, name: str = "page.html") -> Article:
    _, article = import_report(folder, tmp_path)[name]
    assert article is not None
    return article


def read_parts(folder: str, tmp_path: Path, name: str = "page.html") -> list[str]:
    """Return the blocks of an article's Markdown."""
    return read_article(folder, tmp_path, name).body.split("\n\n")


def headings(parts: list[str]) -> list[str]:
    return [part.lstrip("# ") for part in parts if part.startswith("#")]


def test_a_cell_called_comment_ends_nothing(tmp_path: Path):
    parts = read_parts("web-07-comment-cell-cuts-the-article", tmp_path)
    (table,) = (part for part in parts if part.startswith("|"))
    rows = table.split("\n")
    assert [len(row.split("|")) for row in rows] == [6] * 5
    assert rows[0] == "| Gate | Level | Time | Comment |"
    assert headings(parts) == ["The states of the lock", "What the keeper says"]
    assert parts[-1].startswith("He would miss the talk")


def test_further_h1_elements_are_headings_of_the_text(tmp_path: Path):
    parts = read_parts("web-10-h1-subheadings-lost", tmp_path)
    assert headings(parts) == ["Why does the line matter?", "What about old ropes?", "And now the knots!"]
    assert all(part.startswith("## ") for part in parts[::3])
    assert len(parts) == 9


def test_boxes_cards_and_accordions_of_sentences_stay(tmp_path: Path):
    parts = read_parts("web-12-boxout-and-recipe-card-lost", tmp_path)
    assert headings(parts) == [
        "How does jam set?",
        "Ingredients",
        "Instructions",
        "Questions that readers asked",
        "Can I use apples?",
        "How long does it keep?",
    ]
    text = "\n".join(parts)
    for words in (
        "Pectin is a long",
        "Pears have little",
        "six spoons",
        "Stir in the pectin",
        "You can, and",
        "A year in",
    ):
        assert words in text
    assert sum(part.startswith(("The harbour", "Engineers", "A footbridge", "Opponents")) for part in parts) == 4


def test_a_heading_that_is_a_link_is_a_heading(tmp_path: Path):
    parts = read_parts("web-14-linked-headings-lost", tmp_path)
    found = headings(parts)
    assert len(found) == 3
    assert all(re.match(r"\[“.+” \(\d\d crowns\)\]", heading) for heading in found)


def test_a_first_paragraph_in_a_container_of_its_own_is_part_of_the_text(tmp_path: Path):
    parts = read_parts("web-15-first-paragraph-outside-the-body", tmp_path)
    assert len(parts) == 6
    assert parts[0].startswith("The harbour board of Osterly voted")


def test_readers_remarks_are_not_the_article_however_long(tmp_path: Path):
    parts = read_parts("web-22-comments-instead-of-the-post", tmp_path)
    assert [part.split()[0] for part in parts] == ["The", "Engineers", "Shopkeepers", "The"]


def test_boxes_of_sentences_stay_whatever_their_name_says(tmp_path: Path):
    parts = read_parts("web-24-boxes-named-like-furniture", tmp_path)
    assert headings(parts) == [f"Place number {number}" for number in range(1, 7)]
    assert sum(not part.startswith("#") for part in parts) == 13


@pytest.mark.parametrize("name", ["i_zh.html", "nodecl_euc-kr.html"])
def test_short_texts_in_chinese_japanese_and_thai_are_articles(name: str, tmp_path: Path):
    parts = read_parts("21-cjk-thai-text-set-aside", tmp_path, name)
    assert len(parts) == 2


def test_raised_and_lowered_digits_stay_apart_from_other_digits(tmp_path: Path):
    body = read_article("31-superscripts", tmp_path, "k_dropcap.html").body
    assert "H₂O" in body
    assert "10⁶" in body
    assert "mc²" in body
    assert "officer1" not in body
    assert re.search(r"officer(?:\[|\\\[|¹|\^)", body)
    assert "morning" in body


@pytest.mark.parametrize("name", ["fig_data.html", "fig_http.html", "fig_rel.html"])
def test_captions_and_credits_are_kept(name: str, tmp_path: Path):
    article = read_article("32-captions-of-embedded-pictures", tmp_path, name)
    kept = article.extra.get("Images", "") + article.body
    assert "The ferry at the quay of Wexmoor." in kept
    assert "Ann Derby" in kept
    assert "The ramp that broke in May." in kept
    assert "data:" not in kept


def test_a_text_cut_by_a_paywall_is_marked(tmp_path: Path):
    article = read_article("33-paywall-box", tmp_path, "l_paywall.html")
    assert article.extra["Truncated"] == "paywall"
    assert article.body.split("\n\n")[-1].endswith("a brewery.")
    assert "subscri" not in article.body.casefold()


def test_boilerplate_between_paragraphs_is_left_out(tmp_path: Path):
    article = read_article("33-paywall-box", tmp_path, "noise.html")
    assert [part.split()[0] for part in article.body.split("\n\n")] == ["The", "Two", "A", "Contact"]
    assert "Truncated" not in article.extra


def test_a_live_blog_keeps_the_times_of_its_entries(tmp_path: Path):
    parts = read_parts("45-live-blog-times", tmp_path, "d_live.html")
    assert parts[0:2] == ["10:00", "## Roof gone"]
    assert [part for part in parts if re.fullmatch(r"\d\d:\d\d", part)] == ["10:00", "09:00", "08:30"]


def test_a_summary_of_links_has_no_permalink_characters(tmp_path: Path):
    assert "¶" not in read_article("web-21-permalink-sign-in-headline", tmp_path).body
