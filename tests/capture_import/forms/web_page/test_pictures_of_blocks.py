"""Which picture a page declares as its article's, and pictures that stand within a block of the text."""

import json
import re
from datetime import UTC, datetime

import pytest

from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article

SITE = "https://halverin.example"
PARAGRAPH = (
    "<p>Keeper Jonas Arvel lit the lamp on the north mole of Halverin at dusk on Friday, the harbour office said, and "
    "it will burn until the end of the winter.</p>"
)


def read(html: str) -> Article:
    at = datetime(2023, 3, 3, tzinfo=UTC)
    return capture_to_article(Capture("a.html", html.encode(), "text/html", "", f"{SITE}/lamp", at), Options())


DECLARED = [
    ('<meta property="og:image" content="/media/lamp.jpg">', "/media/lamp.jpg"),
    ('<meta property="og:image" content="/a.jpg"><meta property="og:image:secure_url" content="/s.jpg">', "/s.jpg"),
    ('<meta property="og:image" content="/site-logo.png"><meta property="og:image" content="/lamp.jpg">', "/lamp.jpg"),
    ('<meta property="og:image" content="/logo.png"><meta name="twitter:image" content="/lamp.jpg">', "/lamp.jpg"),
    ('<meta property="og:image" content="/default-share.png"><link rel="image_src" href="/lamp.jpg">', "/lamp.jpg"),
    ('<meta property="og:image" content=" "><meta itemprop="image" content="/lamp.jpg">', "/lamp.jpg"),
    ('<meta property="og:image" content="/rock-stars-and-flags.jpg">', "/rock-stars-and-flags.jpg"),
    ('<meta property="og:image" content="/new-pixel-phone.jpg">', "/new-pixel-phone.jpg"),
    ('LD{"image": ["/1.jpg", "/2.jpg"]}', "/1.jpg"),
    ('LD{"image": [{"url": "/1.jpg", "width": 300}, {"url": "/2.jpg", "width": {"value": "1200px"}}]}', "/2.jpg"),
    ('LD{"image": {"@id": "#a"}, "x": {"@type": "Image", "@id": "#a", "url": "/lamp.jpg"}}', "/lamp.jpg"),
    ('LD{"thumbnailUrl": "/lamp.jpg"}', "/lamp.jpg"),
    ('<meta property="og:image" content="/us.png">LD{"image": "/lamp.jpg", "logo": {"url": "/us.png"}}', "/lamp.jpg"),
    ('<meta property="og:image" content="/logo.svg">', ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "address"), DECLARED)
def test_the_lead_is_the_first_declared_picture_that_is_not_the_sites(head, address):
    head = re.sub(
        r"LD\{(.*)\}",
        r'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamp", \1}</script>',
        head,
    )
    html = f"<html><head>{head}</head><body><article><h1>Lamp</h1>{PARAGRAPH}</article></body></html>"
    article = read(html)
    images = json.loads(article.extra.get("Images", "[]"))
    assert [image["src"].removeprefix(SITE) for image in images if image.get("lead")] == ([address] if address else [])


IMG = f'<img src="{SITE}/lamp.jpg" alt="Lamp" width="600">'
SHOWN = f"![Lamp]({SITE}/lamp.jpg)"
IN_LINES = [
    (f"<p>Before it {IMG} and behind it.</p>", f"Before it and behind it.\n\n{SHOWN}"),
    ('<p>Two <img class="emoji" src="/e.png" width="72"> signs <img src="/s.png" width="16">.</p>', "Two signs ."),
    (f"<p>Lit <a href='{SITE}/x'>{IMG}</a> at dusk.</p>", f"Lit at dusk.\n\n{SHOWN}"),
    (f"<ul><li>One {IMG} lamp</li><li>Two lamps, a bell</li></ul>", f"-   One lamp\n-   Two lamps, a bell\n\n{SHOWN}"),
    (
        f"<table><tr><td>Boat</td><td>Seen</td></tr><tr><td>Petrel {IMG} sails</td><td>{IMG}</td></tr></table>",
        f"| Boat | Seen |\n| --- | --- |\n| Petrel sails |  |\n\n{SHOWN}",
    ),
    (f"<blockquote><p>It burns.</p>{IMG}<p>All night.</p></blockquote>", f"> It burns.\n>\n> All night.\n\n{SHOWN}"),
    (f"<h2><a href='https://b.example/2'>{IMG} Its keeper</a></h2>", f"## [Its keeper](https://b.example/2)\n\n{SHOWN}"),
    (f"<p>One sentence ends.{IMG}Another begins.</p>", f"One sentence ends.\n\nAnother begins.\n\n{SHOWN}"),
    (
        f'<div class="wp-caption">{IMG}<p class="wp-caption-text">At dusk. Photo: Ann Lee</p></div>',
        f'![Lamp]({SITE}/lamp.jpg "At dusk.")',
    ),
    (
        f'<p>In <span class="image">{IMG}<span class="caption">At dusk</span></span> it.</p>',
        f'In it.\n\n{SHOWN[:-1]} "At dusk")',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("html", "shown"), IN_LINES)
def test_a_picture_within_a_block_is_shown_behind_it(html, shown):
    last = PARAGRAPH.replace("Keeper", "Warden")
    html = f"<html><body><article><h1>Lamp</h1>{PARAGRAPH}{html}{last}</article></body></html>"
    article = read(html)
    assert "\n\n".join(article.body.split("\n\n")[1:-1]) == shown
