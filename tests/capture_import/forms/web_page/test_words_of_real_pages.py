"""On real pages, the rendered article has only words of the page, in the page's order."""

import json
import re
import tarfile
import unicodedata

import pytest
from lxml import html as lxml_html
from markdown import Markdown

from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.rejection import Rejected
from capture_import.forms.web_page.bodies import find_article_body, is_enough
from capture_import.forms.web_page.decoding import decode_page
from capture_import.forms.web_page.evidence import read_web_page
from capture_import.forms.web_page.page import read_page
from newsrecord import article_to_markdown, markdown_to_article

EVERY = 4
# Words that the page's HTML divides, but not for a reader (by a line's end or a soft hyphen).
_WORD = re.compile(r"\w")


def read_sample(folder) -> list[tuple[str, str, bytes]]:
    """Return every fourth page of the set with pages of all kinds."""
    with tarfile.open(folder / "html-pages.tar.xz") as archive:
        files = {
            member.name: archive.extractfile(member).read()
            for member in archive
            if member.isfile() and "/general" in member.name
        }
    keys = json.loads(files["html-pages/general.json"])
    return [(name, key["url"], files[f"html-pages/general/{name}"]) for name, key in list(keys.items())[::EVERY]]


def letters(text: str) -> str:
    # raised and lowered digits count as plain digits
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text)))


@pytest.mark.reference
def test_rendered_markdown_has_the_pages_words_in_order(reference_data):
    renderer = Markdown(extensions=["tables"])
    pages = read_sample(reference_data)
    read = 0
    for name, url, body in pages:
        try:
            capture = Capture(name, body, "text/html", "", url)
            article = evidence_to_article(read_web_page(capture, use_known_publishers=False))
        except Rejected:
            continue
        assert markdown_to_article(article_to_markdown(article)) == article
        page = read_page(decode_page(body), url)
        if not is_enough(find_article_body(page)):
            continue  # the text stands in the data of the page's scripts: there is no order to compare
        shown = letters(" ".join(page.tree.itertext()))
        rendered = lxml_html.fragment_fromstring(renderer.reset().convert(article.body), create_parent="div")
        place = 0
        for block in rendered.iter("p", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"):
            if block.find("a[@title]") is not None:
                continue  # the card of what the page embeds: its title stands in an attribute, or is its URL
            words = letters(
                " ".join(
                    [
                        block.text or "",
                        *(
                            part
                            for child in block
                            if child.tag in ("a", "br")
                            for part in (child.text or "", child.tail or "")
                        ),
                    ]
                )
            )
            if len(words) > 20:
                found = shown.find(words, place)
                assert found >= 0, f"{name}: not on the page, or not in this place: {words[:80]}"
                place = found
        read += 1
    assert read > 0.9 * len(pages)
