"""An article's pictures: their addresses, captions and credits, and their places in the text."""

import json
from base64 import b64encode

import pytest

from capture_import.containers.capture import Capture
from capture_import.fields.body.pictures import FoundPicture, pictures_to_line
from capture_import.forms.web_page.bodies import find_article_body
from capture_import.forms.web_page.page import read_page
from capture_import.forms.web_page.pictures import find_pictures
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import read_captures
from newsrecord.pictures import find_pictures as find_written
from tests.capture_import.forms.web_page.test_bodies import TEXT

CAPTION = "<figcaption>The lamp on the north mole.</figcaption>"
SITE = "https://halverin.example"


def find(html: str, head: str = "") -> list[FoundPicture]:
    page = read_page(
        f"<html><head>{head}</head><body><article><h1>Lamp</h1>{TEXT}{html}{TEXT}</article></body></html>",
        f"{SITE}/lamp",
    )
    assert page is not None
    return find_pictures(page, find_article_body(page, page.tree.find(".//h1")))


def list_images(html: str, head: str = "") -> list[dict[str, str]]:
    return json.loads(pictures_to_line(find(html, head)) or "[]")


@pytest.mark.parametrize("image", ["<img>", '<img src="data:image/png;base64,AAAA">', '<img data-widget-id="4711">'])
def test_a_caption_is_kept_though_its_picture_has_no_url(image: str):
    assert list_images(f"<figure>{image}{CAPTION}</figure>") == [{"caption": "The lamp on the north mole."}]


def test_a_picture_with_neither_url_nor_caption_is_left_out():
    assert list_images("<figure><img alt=lamp></figure>") == []


def test_the_declared_picture_is_kept_if_no_other_has_a_url():
    head = '<meta property="og:image" content="https://halverin.example/lamp.jpg">'
    lead, caption = list_images(f"<figure><img>{CAPTION}</figure>", head)
    assert lead == {"src": f"{SITE}/lamp.jpg", "lead": True} and caption == {"caption": "The lamp on the north mole."}


def test_the_widest_of_a_set_comes_first_and_the_others_follow():
    (picture,) = find(
        '<figure><picture><source srcset="/lamp-480.webp 480w, /lamp-960.webp 960w">'
        '<img src="/lamp.jpg" data-src="/lamp-full.jpg"></picture></figure>'
    )
    assert picture.sources == tuple(f"{SITE}/lamp{end}" for end in ("-960.webp", "-480.webp", "-full.jpg", ".jpg"))


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/lamp.jpg" class="site-logo">',
        '<img src="/lamp.jpg" width="1" height="1">',
        '<img src="/lamp.jpg" width="32px">',
        '<img src="/images/spacer.gif">',
        '<img src="data:image/svg+xml,%3Csvg/%3E">',
        '<img src="blob:https://halverin.example/4711">',
    ],
)
def test_logos_icons_counters_and_placeholders_are_no_pictures(image: str):
    assert find(f"<p>{image}</p>") == []


def test_the_declared_lead_is_marked_in_the_text_though_it_has_another_size():
    head = '<meta property="og:image" content="https://cdn.example/x/lamp-at-dusk-1200x630.jpg">'
    (picture,) = find('<figure><img src="/i/lamp-at-dusk-480.jpg"></figure>', head)
    assert picture.is_lead and picture.is_in_text
    assert picture.sources == (f"{SITE}/i/lamp-at-dusk-480.jpg", "https://cdn.example/x/lamp-at-dusk-1200x630.jpg")


def test_a_lead_declared_in_json_ld_is_found():
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamp",
        "image": [{"@type": "ImageObject", "url": "https://halverin.example/wide.jpg"}]}</script>"""
    assert [(picture.address, picture.is_lead) for picture in find("", head)] == [(f"{SITE}/wide.jpg", True)]


def test_a_noscript_copy_of_a_picture_is_the_same_picture():
    lazy = '<figure><img src="/placeholder.gif" data-src="/a.jpg"><noscript><img src="/a-wide.jpg"></noscript></figure>'
    (picture,) = find(lazy)
    assert set(picture.sources) == {f"{SITE}/a.jpg", f"{SITE}/a-wide.jpg"}


def test_every_picture_of_a_gallery_is_kept():
    html = "<figure><figure><img src=/a.jpg></figure><figure><img src=/b.jpg></figure><figcaption>All</figcaption>"
    assert [picture.address for picture in find(html)] == [f"{SITE}/a.jpg", f"{SITE}/b.jpg"]


def test_pictures_stand_where_the_page_has_them():
    data = b64encode(b"GIF89a" + bytes(300)).decode()
    html = (
        '<html lang="en"><head><meta property="article:published_time" content="2021-03-05"></head><body><article>'
        '<h1>Keeper lights the lamp</h1><figure><img src="/top.jpg" alt="The lamp"><figcaption>At "dusk".</figcaption>'
        f'</figure>{TEXT}<p>One.</p><img src="data:image/gif;base64,{data}"><p>Two.</p>'
        '<ul><li>A point <img src="/point.jpg"></li></ul><p>Three.</p><p><img src="/last.jpg"></p></article>'
    )
    (read,) = read_captures([Capture("a.html", html.encode(), "text/html", "utf-8", f"{SITE}/lamp")], Options())
    assert read.article is not None
    (embedded,) = read.embedded
    assert read.embedded[embedded] == b"GIF89a" + bytes(300)
    addresses = [f"{SITE}/top.jpg", embedded, f"{SITE}/point.jpg", f"{SITE}/last.jpg"]
    written = list(find_written(read.article.body))
    assert [picture.address for picture in written] == addresses == [sources[0] for sources in read.pictures]
    assert (written[0].alt, written[0].caption) == ("The lamp", 'At "dusk".')
    parts = read.article.body.split("\n\n")
    kinds = [
        "picture" if part.startswith("![") else part
        for part in parts
        if part.startswith(("!", "One", "Two", "Thr", "- "))
    ]
    assert kinds == ["picture", "One.", "picture", "Two.", "-   A point", "picture", "Three.", "picture"]


@pytest.mark.parametrize("folder", ["The%20lamp_files", "Die%20Lampe-Dateien", "A%20lua_arquivos", "Lampan-filer"])
def test_a_copy_saved_by_a_browser_has_no_url(folder: str):
    """Its reference is relative to the saved file, and the picture's original URL is unknown."""
    (picture,) = find(f'<figure><img src="./{folder}/lamp.jpg"></figure>')
    assert picture.sources == (f"./{folder}/lamp.jpg",)


def test_a_browsers_copy_of_the_declared_lead_is_that():
    head = '<meta property="og:image" content="https://cdn.example/media/lamp.jpg">'
    (picture,) = find('<figure><img src="./Lamp_files/lamp.jpg"></figure>', head)
    assert picture.is_lead and picture.sources == ("./Lamp_files/lamp.jpg", "https://cdn.example/media/lamp.jpg")


def test_a_name_in_the_caption_and_beside_it_is_the_credit_once():
    caption = '<figcaption>The lamp. (Photo: Ann Lee) <span class="credit">Ann Lee</span></figcaption>'
    (picture,) = find(f"<figure><img src=/a.jpg>{caption}</figure>")
    assert (picture.caption, picture.credit) == ("The lamp.", "Ann Lee")
