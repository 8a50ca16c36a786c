"""The HTML of a picture, whatever its words and its files are."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pictures.figures import Words, absent_to_figure, describe_lead, picture_to_figure
from archive_pictures.labels import LABELS, choose_labels
from archive_pictures.made_pictures import Made, MadeVariant

NAME = "ab" * 16
HOSTILE = st.text(st.sampled_from("<>&\"' =ab;/\n") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def made(*names, width=960, height=640):
    return Made(
        NAME,
        tuple(
            MadeVariant(name, int(name.split(".")[0]), height * int(name.split(".")[0]) // width, "") for name in names
        ),
    )


class Tags(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    def find(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@given(HOSTILE, HOSTILE, HOSTILE, st.booleans())
def test_words_stay_words(alt, caption, credit, is_lead):
    page = Tags(
        picture_to_figure(
            made("480.webp", "960.webp", "960.jpg"), Words(alt, caption, credit), "Enlarge", is_lead=is_lead
        )
    )
    assert [tag for tag, _ in page.tags][:5] == ["figure", "a", "picture", "source", "img"]
    assert {tag for tag, _ in page.tags[5:]} <= {"figcaption", "small"}
    (image,) = page.find("img")
    assert image["alt"] == alt and image.get("loading") == (None if is_lead else "lazy")
    assert (page.find("a")[0].get("aria-label") is None) == bool(alt)
    assert caption in "".join(page.words)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_what_is_absent_asks_for_nothing(alt, caption, credit, url):
    page = Tags(absent_to_figure(Words(alt, caption, credit), "Not saved.", url=url, link="See it"))
    assert {tag for tag, _ in page.tags} <= {"figure", "p", "a", "figcaption", "small"}
    assert [link["href"] for link in page.find("a")] == ([url] if url else [])
    assert (caption or alt) in "".join(page.words)


@pytest.mark.parametrize(
    "names, shown, largest",
    [
        (("480.webp", "960.webp", "1600.webp", "960.jpg"), "960.jpg", "1600.webp"),
        (("300.webp", "300.png"), "300.png", "300.webp"),
        (("480.webp", "960.webp", "1600.webp"), "960.webp", "1600.webp"),
        (("1200.webp",), "1200.webp", "1200.webp"),
    ],
)
def test_a_page_shows_a_middle_size_and_leads_to_the_largest(names, shown, largest):
    page = Tags(picture_to_figure(made(*names), Words("A lamp"), "Enlarge"))
    assert page.find("img")[0]["src"].endswith(f"/pictures/ab/{NAME}-{shown}")
    assert page.find("img")[0]["width"] == shown.split(".")[0]
    assert page.find("a")[0]["href"].endswith(f"-{largest}")
    (sources,) = re.findall(r'srcset="([^"]*)"', picture_to_figure(made(*names), Words("A lamp"), "Enlarge"))
    assert [part.rpartition(" ")[2] for part in sources.split(", ")] == [
        f"{name.split('.')[0]}w" for name in names if "webp" in name
    ]


def test_a_high_picture_says_so():
    assert '<figure class="picture tall">' in picture_to_figure(made("480.webp", height=2000), Words(), "Enlarge")
    assert '<figure class="picture">' in picture_to_figure(made("480.webp"), Words(), "Enlarge")


def test_a_credit_that_the_caption_holds_is_not_said_twice():
    markup = picture_to_figure(made("480.webp"), Words("", "The lamp. Photo: Ann Lee", "Ann Lee"), "Enlarge")
    assert html.unescape(markup).count("Ann Lee") == 1


def test_a_list_gets_the_smallest_file_and_those_that_a_page_may_show():
    lead = describe_lead(made("480.webp", "960.webp", "1600.webp", "960.jpg"), Words("", "The lamp"))
    assert lead["alt"] == "The lamp"
    assert "alt" not in describe_lead(made("480.webp"), Words())
    assert lead["src"] == f"pictures/ab/{NAME}-480.webp" and (lead["width"], lead["height"]) == (480, 320)
    assert [width for _, width in lead["larger"]] == [480, 960]


def test_labels_are_in_the_site_s_language():
    assert choose_labels("uk-UA")["enlarge"] == "Збільшити зображення" and choose_labels("tlh") == LABELS
