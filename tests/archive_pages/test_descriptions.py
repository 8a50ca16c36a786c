"""What pages of lists say of themselves."""

from datetime import datetime

import pytest

from archive_pages.descriptions import LONGEST, describe_list
from archive_pages.planner import ArchivePlanner
from archive_pages.stories import OPENING_LENGTH, describe_capture, describe_story, find_opening, summarize_story
from archive_pages.thumbnails import find_large
from tests.archive_pages.conftest import make_story


def plan(members, lang="en"):
    planner = ArchivePlanner(2, ".", lang)
    keys = {key for story in members for key in planner.lists(story)} | set(planner.always)
    plans = [
        plan
        for key in keys
        for plan in planner.list_pages(key, [story for story in members if key in set(planner.lists(story))])
    ]
    return {plan.save_as: plan.variables.get("description") for plan in plans}


def test_every_list_says_what_it_is():
    members = [
        make_story(n, f"202{n}-05-0{n + 1}", tags=["Ferry"], sections=["Town"], authors=["Ann"]) for n in range(6)
    ]
    found = plan(members)
    assert found["2021/index.html"] == "1 story of 2021: Story 1"
    assert found["2021/05/index.html"] == "1 story of May 2021: Story 1"
    assert found["2021/05/02/index.html"] == "1 story of 2 May 2021: Story 1"
    assert found["archives.html"] == "All stories by date: 6 stories"
    assert found["tag/ferry.html"].startswith("Tag: Ferry, 6 stories, 1 May 2020 – 6 May 2025: Story 5; Story 4")
    assert found["sections.html"] == "Sections, 1 name: Town"
    assert found["tags.html"] == "Tags, 1 name: Ferry"
    older = [text for name, text in found.items() if name.startswith("tag/ferry/")]
    assert older and all(text.startswith("Tag: Ferry, ") and ": Story" in text for text in older)
    texts = [text for text in found.values() if text is not None]
    assert len(set(texts)) == len(texts) and all(0 < len(text) <= LONGEST for text in texts)


def test_labels_are_in_the_sites_language():
    found = plan([make_story(1, "2021-05-02", tags=["Пором"])], "uk")
    assert found["2021/05/index.html"] == "1 новина за Травень 2021: Story 1"
    assert found["tag/porom.html"].startswith("Тег: Пором, 1 новина")


def test_a_long_description_is_cut_at_a_word():
    stories = [{"title": "The winter ferry of Halverin had its best year"} for _ in range(9)]
    text = describe_list("year", {"year": "2024", "count": "9 stories", "newest_months": [{"stories": stories}]}, "en")
    assert len(text) <= LONGEST and text.endswith("…") and text[:-1].split()[-1] in stories[0]["title"].split()


@pytest.mark.parametrize(
    "body, opening",
    [
        ("<p>The lamp is lit again, the town says today. It shines.</p>",
         "The lamp is lit again, the town says today."),
        ("<p>Mr. J. Oakes of St. Osvell told the council on Friday. He left.</p>",
         "Mr. J. Oakes of St. Osvell told the council on Friday."),
        ('<figure class="picture absent">\n<p data-nosnippet>Not saved.</p></figure>\n<p>Words &amp; <b>more</b>.</p>',
         "Words & more."),
        ("<p>«Лампа знову світить над гаванню міста», — каже рада. Так.</p>",
         "«Лампа знову світить над гаванню міста», — каже рада."),
        ("<p>灯台は再び灯り、町の人々は港に集まってそれを見守った。夜の海を照らしている灯りは長く続くだろうと町は言う。そして朝が来た。</p>",
         "灯台は再び灯り、町の人々は港に集まってそれを見守った。夜の海を照らしている灯りは長く続くだろうと町は言う。"),
        ("<ul><li>No paragraph</ul>", ""),
        ("", ""),
        ("<p></p>", ""),
    ],
)  # fmt: skip
def test_the_opening_is_the_first_sentence(body, opening):
    assert find_opening(body) == opening


@pytest.mark.parametrize(
    ("dateline", "is_left_out"),
    [
        ("NEW YORK (Reuters) - ", True),
        ("(Reuters) - ", True),
        ("TORONTO/NEW YORK (Reuters) -", True),
        ("ORLEANS, France (Reuters) — ", True),
        ("КИЇВ (Укрінформ) – ", True),
        ("The mayor (Labour) - ", False),
        ("UK (EU)-", False),
        ("FERRIES OF THE ISLES AND ALL THE PORTS BEYOND THEM (Tidewire) - ", False),
    ],
)
def test_an_agencys_dateline_is_no_part_of_the_first_sentence(dateline, is_left_out):
    sentence = "The lamp on the north mole of Osvell is lit again."
    assert find_opening(f"<p>{dateline}{sentence}</p>") == ("" if is_left_out else dateline) + sentence


def test_a_long_opening_is_cut_at_a_word():
    opening = find_opening(f"<p>{'harbour ' * 400}</p>")
    assert len(opening) <= OPENING_LENGTH and opening.endswith("harbour…")


def test_only_a_story_without_a_lede_has_an_opening():
    metadata = {"title": "T", "date": datetime(2024, 5, 2)}
    body = "<p>The lamp is lit again, the town says today. It shines.</p>"
    assert "opening" not in summarize_story(describe_story(metadata | {"summary": "Lede"}), "x.html", body=body)
    assert summarize_story(describe_story(metadata), "x.html", body=body)["opening"].startswith("The lamp")


def test_an_articles_description_is_its_lede_its_opening_or_its_headline():
    planner = ArchivePlanner(2, ".", "en")
    for fields, expected in (
        ({"lede": "Lede", "opening": "Opening"}, "Lede"),
        ({"opening": "Opening"}, "Opening"),
        ({}, "Story 1"),
    ):
        assert planner.article_variables(make_story(1, **fields), None, None, {})["description"] == expected


def test_languages_of_one_article_are_a_list_of_their_own():
    planner = ArchivePlanner(2, ".", "en")
    one, other = (make_story(n, translation_of="2024/05/02/lamp", lang=lang) for n, lang in enumerate(("", "uk")))
    key, _ = planner.related_lists(one)  # the other list is that of the year
    assert key in set(planner.lists(one)) and list(planner.list_pages(key, [one, other])) == []
    found = planner.article_variables(one, None, None, {key: [one, other]})
    assert [item["lang"] for item in found["translations"]] == ["en", "uk"] and found["versions"] == []
    assert planner.article_variables(one, None, None, {key: [one]})["translations"] == []


def test_what_machines_ask_for_is_kept_where_it_is_known():
    moment = datetime.fromisoformat
    assert describe_capture({}, moment("2024-05-02T10:00:00+00:00")) == {}
    assert describe_capture({"modified": moment("2024-05-03T11:00:00+00:00")}, moment("2024-05-02")) == {
        "modified": "2024-05-03T11:00"
    }
    assert describe_capture({}, moment("2024-05-02T10:00:00-04:30")) == {"offset": "-04:30"}


def test_a_story_without_a_picture_has_none():
    assert find_large({}) is None
