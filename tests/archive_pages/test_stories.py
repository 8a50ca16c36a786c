"""The data of an article that pages show, made from Pelican's metadata."""

import json
from datetime import UTC, datetime

import pytest

from archive_pages.stories import (
    describe_capture,
    describe_story,
    has_opening,
    names_to_labels,
    parse_images,
    parse_tag_slugs,
    shorten_text,
    summarize_story,
)

METADATA = {
    "title": "Gates close",
    "date": datetime(2025, 2, 17, tzinfo=UTC),
    "lang": "en",
    "sections": "War; News of the World",
    "category": "War",
    "tags": ["Mark Rutte", "Volodymyr Zelenskyy"],
    "tag_slugs": "volodymyr-zelenskyi=Volodymyr Zelenskyy;",
    "authors": ["Yulia Havryliuk"],
    "summary": "The lede.",
    "source_url": "https://www.unn.example/en/news/1",
    "captured": "2025-02-18T09:30:00+00:00",
    "capture_sha256": "ab" * 32,
    "date_basis": "text",
    "views": "89561",
}


def test_a_story_has_all_known_values():
    story = describe_story(METADATA)
    assert story["date"] == "2025-02-17" and story["date_text"] == "17 February 2025"
    assert story["date_basis"] == "date worked out from the text"
    assert [section["slug"] for section in story["sections"]] == ["war", "news-of-the-world"]
    assert [tag["slug"] for tag in story["tags"]] == ["mark-rutte", "volodymyr-zelenskyi"]
    assert story["authors"] == [{"name": "Yulia Havryliuk", "slug": "yulia-havryliuk"}]
    assert story["source_host"] == "unn.example"
    assert story["captured_text"] == "18 February 2025, 09:30 UTC"
    assert story["views"] == "89,561"


def test_unknown_values_are_empty_texts_and_lists():
    story = describe_story(
        {"title": "T", "date": datetime(2025, 1, 1, 6, 5), "category": "News", "date_basis": "metadata"}
    )
    assert describe_story(METADATA | {"title": "word " * 23})["is_long"]
    assert {key for key, value in story.items() if value} == {"title", "date", "date_text", "sections"}
    assert story["date_text"] == "1 January 2025, 06:05"
    assert story["sections"] == [{"name": "News", "slug": "news"}]


@pytest.mark.parametrize(
    "key, value, shown",
    [
        ("source_url", "javascript:alert(1)", ""),
        ("views", "many", ""),
        ("views", "-3", ""),
        pytest.param("views", "9" * 5000, "", id="more views than Python reads"),
        ("captured", "yesterday", ""),
        ("date_basis", "a guess", ""),
        ("title", "bell\x07 and\tgap", "bell and gap"),
    ],
)
def test_values_that_make_no_sense_are_not_shown(key, value, shown):
    story = describe_story(METADATA | {key: value})
    assert story[{"summary": "lede"}.get(key, key)] == shown


@pytest.mark.parametrize(
    "line, images",
    [
        (
            '[{"src": "https://a.example/b.jpg", "caption": "The Ada.", "credit": "Photo: R. Oake"}, {"src": "http://a.example/c.jpg"}]',
            [
                {"url": "https://a.example/b.jpg", "text": "The Ada. Photo: R. Oake"},
                {"url": "http://a.example/c.jpg", "text": ""},
            ],
        ),
        ('[{"src": "javascript:alert(1)", "caption": "none"}, {"credit": ""}]', []),
        ('[{"caption": "The Ada.", "credit": "R. Oake"}]', [{"url": "", "text": "The Ada. R. Oake"}]),
        ("a.jpg", []),
        ("{}", []),
        ("[1]", []),
        ("", []),
    ],
)
def test_pictures_link_to_their_published_urls(line, images):
    assert describe_story(METADATA | {"images": line})["images"] == images


@pytest.mark.parametrize(
    "date, shown, zone",
    [
        ("2025-02-17T14:30:00-04:00", "17 February 2025, 14:30 UTC−4", "-04:00"),
        ("2025-02-17T14:30:00+05:30", "17 February 2025, 14:30 UTC+5:30", "+05:30"),
        ("2025-02-17T14:30:00+00:00", "17 February 2025, 14:30 UTC", "Z"),
        ("2025-02-17T14:30:00", "17 February 2025, 14:30", ""),
        ("2025-02-17T00:00:00+02:00", "17 February 2025", ""),
    ],
)
def test_a_time_has_the_zone_that_its_source_gives(date, shown, zone):
    story = describe_story({"title": "T", "date": datetime.fromisoformat(date)})
    assert (story["date_text"], story["zone"]) == (shown, zone)


def test_repairs_and_revisions_are_shown():
    story = describe_story(
        METADATA | {"repairs": "statedthat → stated that", "revisions": "da16 (first); 54d3 (headline, 1 added)"}
    )
    assert story["repairs"] == ["statedthat → stated that"]
    assert story["revisions"] == ["da16 (first)", "54d3 (headline, 1 added)"]


def test_versions_of_one_story_share_a_group():
    paths = ["2024/01/02/a", "2024/01/02/b", "2024/01/03/c"]
    stories = [
        describe_story(METADATA | {"versions": "; ".join(other for other in paths if other != path)}) for path in paths
    ]
    summaries = [summarize_story(story, f"{path}.html") for story, path in zip(stories, paths, strict=True)]
    assert {summary["versions"] for summary in summaries} == {"2024/01/02/a"}
    assert summarize_story(describe_story(METADATA), "x.html")["versions"] == ""


def test_names_that_share_a_slug_are_one_label():
    assert names_to_labels(["NATO", "Nato", "EU"]) == [{"name": "NATO", "slug": "nato"}, {"name": "EU", "slug": "eu"}]


@pytest.mark.parametrize(
    "name, lang, slug",
    [
        ("Иван Петров", "ru", "ivan-petrov"),
        ("Иван Петров", "ru-RU", "ivan-petrov"),
        ("Иван Петров", "uk", "yvan-petrov"),
        ("Іван Петров", "ru", "ivan-petrov"),
        ("Иван Рыжий", "", "ivan-ryzhiy"),
        ("Ann Lee", "ru", "ann-lee"),
    ],
)
def test_the_slug_of_a_name_depends_on_the_storys_language(name, lang, slug):
    metadata = METADATA | {"lang": lang, "authors": [name], "tags": [name], "sections": name, "tag_slugs": ""}
    story = describe_story(metadata)
    assert {label["slug"] for key in ("authors", "tags", "sections") for label in story[key]} == {slug}


@pytest.mark.parametrize("slug", ["../../x", "con", "A/B", "a;b", "😀"])
def test_a_slug_from_a_source_is_safe_as_a_path(slug):
    (label,) = names_to_labels(["x"], slugs={"x": slug})
    assert label["slug"] != "con" and set(label["slug"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_single_tag_slug_may_hold_a_comma():
    assert parse_tag_slugs("kyiv=Kyiv, Ukraine;") == {"Kyiv, Ukraine": "kyiv"}
    assert parse_tag_slugs("") == {}


def test_a_long_lede_is_shortened_only_in_lists():
    story = describe_story(METADATA | {"summary": "word " * 100})
    summary = summarize_story(story, "a.html")
    assert len(story["lede"]) == 499 and len(summary["lede"]) <= 140 and summary["lede"].endswith("word…")
    assert shorten_text("x" * 300, 240) == "x" * 239 + "…"


@pytest.mark.parametrize(
    "body, lede, is_opening",
    [
        ("<p>OSSEL (HVN) - The lamp is lit. It shines.</p>", "The lamp is lit.", True),
        ("<p>The <em>lamp</em> isn&#39;t\nlit.</p>", "The lamp isn't lit", True),
        ("<p>The lamp is lit again after years.</p>", "The lamp is lit again…", True),
        ("<p>Once.</p>\n<p>The lamp is lit.</p>", "The lamp is lit.", False),
        ("<h2>The lamp is lit.</h2>", "The lamp is lit.", False),
        ("<p>The lamp is lit.</p>", "", False),
        ("", "The lamp is lit.", False),
    ],
)
def test_a_lede_that_the_text_repeats_is_found(body, lede, is_opening):
    assert has_opening(body, lede) == is_opening
    assert (
        summarize_story(describe_story(METADATA | {"summary": lede}), "x.html", body=body)["is_opening"] == is_opening
    )


def test_only_a_language_other_than_the_archives_is_shown():
    story = describe_story(METADATA)
    assert (
        summarize_story(story, "x.html", "en")["lang"] == "" and summarize_story(story, "x.html", "uk")["lang"] == "en"
    )


def test_a_lead_picture_without_words_is_no_link_where_others_were_saved():
    lead, saved = {"src": "https://a.example/lead.jpg", "lead": True}, {"file": "pictures/ab/ab.jpg", "alt": "A lamp"}
    assert parse_images(json.dumps([lead, saved])) == []
    assert parse_images(json.dumps([lead])) == [{"url": "https://a.example/lead.jpg", "text": ""}]


@pytest.mark.parametrize(
    "basis, described", [("captured", {"is_saved_date": True}), ("url", {"basis": "url"}), ("metadata", {}), ("", {})]
)
def test_a_summary_says_where_a_date_comes_from(basis, described):
    assert describe_capture({"date_basis": basis}, datetime.fromisoformat("2024-05-02")) == described
